"""What every command shares: words for its help in both languages, the home it works on, and the one who acts."""

import os
from collections.abc import Callable
from datetime import date, datetime, tzinfo
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from carelog import settings, words
from carelog.cli import options
from carelog.clock import Clock, SystemClock
from carelog.model.refusal import Refusal
from carelog.words import tr

if TYPE_CHECKING:
    from carelog.station.desk import Station

F = TypeVar("F", bound=Callable[..., object])
_YEARS = range(1900, 9999)
"""Nobody in a home was there before; the calendar of the program ends at 9999 and needs days to spare."""


class _Said:
    """An attribute that holds a catalogue key and reads as its sentence in the language spoken now."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._slot = f"_{name}_key"

    def __get__(self, one: object, owner: type | None = None) -> str | None:
        key = getattr(one, self._slot, None) if one is not None else None
        return tr(key) if key else None

    def __set__(self, one: object, key: str | None) -> None:
        setattr(one, self._slot, key)


class Command(click.Command):
    """A command whose `help` is a catalogue key."""

    help: Any = _Said()


class Option(click.Option):
    """An option whose `help` is a catalogue key."""

    help: Any = _Said()


class Commands(click.Group):
    """A group of commands whose `help` is a catalogue key."""

    help: Any = _Said()


class Group(Commands):
    """Commands by name and place (`module:attribute`), each imported only when it is asked for."""

    def __init__(self, name: str, places: dict[str, str], alone: str, help: str) -> None:  # noqa: A002 - click's word
        super().__init__(name, help=help, invoke_without_command=True, params=[home_option(), lang_option()])
        self._places = places
        self._alone = alone

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The commands in the order of a day's work."""
        return list(self._places)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's
        """Import the one command asked for."""
        place = self._places.get(cmd_name)
        if place is None:
            return None
        module, _, attribute = place.partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run the command asked for; none asked for opens the screen."""
        done = super().invoke(ctx)
        if ctx.invoked_subcommand is None:
            alone = self.get_command(ctx, self._alone)
            return self._opened(ctx, alone) if alone else done
        return done

    def _opened(self, ctx: click.Context, alone: click.Command) -> object:
        with alone.make_context(self._alone, [], parent=ctx) as own:  # with the defaults the environment gives
            return alone.invoke(own)


def _keep_home(ctx: click.Context, _: click.Parameter, value: str | None) -> None:
    if value:
        ctx.find_root().meta["home"] = value


def _keep_language(ctx: click.Context, _: click.Parameter, value: str | None) -> None:
    if value:
        ctx.find_root().meta["language"] = value
        words.use(value)


def home_option() -> Option:
    """`--home DIR`: which home."""
    return Option([options.HOME], metavar="DIR", expose_value=False, callback=_keep_home, help="cli.opt_home")


def lang_option() -> Option:
    """`--lang`: which language, for this command only."""
    kind = click.Choice(words.LANGUAGES)
    names, said = [options.LANG], "cli.opt_lang"
    return Option(names, type=kind, expose_value=False, is_eager=True, callback=_keep_language, help=said)


def in_home(command: F) -> F:
    """Give a command `--home` and `--lang`; they may also stand before the command's name."""
    for option in (lang_option(), home_option()):
        _add(command, option)
    return command


def in_language(command: F) -> F:
    """Give a command that needs no home `--lang` alone."""
    _add(command, lang_option())
    return command


def by_staff(command: F) -> F:
    """Give a writing command `--by CODE` (or CARELOG_BY)."""
    _add(command, Option([options.BY], metavar="CODE", envvar=options.BY_VARIABLE, default="", help="cli.opt_by"))
    return command


def option(*names: str, **attributes: Any) -> Callable[[F], F]:  # noqa: ANN401 - click's own
    """`click.option` with `help` as a catalogue key."""
    return click.option(*names, cls=Option, **attributes)


def _add(command: object, parameter: click.Parameter) -> None:
    if isinstance(command, click.Command):
        command.params.append(parameter)
        return
    kept: list[click.Parameter] = getattr(command, "__click_params__", [])
    kept.append(parameter)
    command.__click_params__ = kept  # type: ignore[attr-defined]  # where click itself keeps them


def home(ctx: click.Context) -> Path:
    """The folder of the home this command works on."""
    return settings.home_folder(ctx.find_root().meta.get("home"), os.environ)


def clock_of(ctx: click.Context) -> Clock:
    """The clock this command goes by: the machine's, unless a test put another one in its place."""
    clock: Clock = ctx.find_root().meta.get("clock") or SystemClock()
    return clock


def station_for(ctx: click.Context, by: str = "", *, writes: bool = False) -> "Station":
    """Open the home's station for whoever acts; speak the home's language unless another was asked for.

    Refuses a writing command that nobody signs.
    """
    from carelog.station.desk import Station

    place = home(ctx)
    if writes and not by:
        raise Refusal("cli.nobody_signs")
    station = Station.open(place, clock_of(ctx), by)
    if "language" not in ctx.find_root().meta and not settings.read(place).language:
        words.use(words.nearest(station.facility.language))
    return station


def instant(text: str | None, station: "Station") -> datetime | None:
    """Read an ISO time; without a zone it is the home's own time. Refuses anything else."""
    return None if text is None else time_of(text, station.zone)


def time_of(text: str, zone: tzinfo) -> datetime:
    """Read an ISO time, of a zone where it names none; refuses anything else, and years nobody lives in."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise Refusal("cli.not_a_time", text=text) from error
    if at.year not in _YEARS:
        raise Refusal("cli.not_a_time", text=text)
    return at if at.tzinfo else at.replace(tzinfo=zone)


def day_of(text: str, code: str) -> date:
    """Read an ISO date; refuses anything else by this code, and years nobody lives in."""
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise Refusal(code, text=text) from error
    if day.year not in _YEARS:
        raise Refusal(code, text=text)
    return day
