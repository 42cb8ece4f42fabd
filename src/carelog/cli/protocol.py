"""`carelog protocol`: which rules there are, which decide here, who signed them; another file is taken into use."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from carelog.cli import protocol_lines as lines
from carelog.cli.base import Command, Commands, by_staff, day_of, in_home, option, station_for
from carelog.model.refusal import Refusal
from carelog.model.text import clean
from carelog.words import tr

if TYPE_CHECKING:
    from carelog.station.desk import Station
    from carelog.station.protocols import File
    from carelog.station.rows import ProtocolCard

_REFUSED = 2
_ANY = "ID|FILE|used"
_NO_HOME = "log.no_home"


@click.group("protocol", cls=Commands, help="protocol.protocol")
def protocol() -> None:
    """See the commands below."""


def _station(ctx: click.Context) -> Station | None:
    """The home's station; None where there is no home yet."""
    try:
        return station_for(ctx)
    except Refusal as refusal:
        if refusal.code != _NO_HOME:
            raise
        return None


def _card(file: File, station: Station | None) -> ProtocolCard:
    from carelog.station import signing

    signed = signing.signature(station, file.sha256) if station else None
    return signing.card(file.light, file.sha256, signed)


@protocol.command("list", cls=Command, help="protocol.list")
@option("--json", "json_", is_flag=True, help="protocol.list_json")
@in_home
@click.pass_context
def list_(ctx: click.Context, *, json_: bool) -> None:
    """Say which protocols there are, and which one decides here."""
    from carelog.station import protocols

    station = _station(ctx)
    cards = [_card(file, station) for file in protocols.shipped()]
    used = station.protocol_card() if station else None
    if json_:
        click.echo(json.dumps(lines.list_object(cards, used), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(lines.list_lines(cards, used)))


@protocol.command("show", cls=Command, help="protocol.show")
@click.argument("file", metavar=_ANY)
@option("--toml", "toml", is_flag=True, help="protocol.show_toml")
@option("--json", "json_", is_flag=True, help="protocol.show_json")
@in_home
@click.pass_context
def show(ctx: click.Context, file: str, *, toml: bool, json_: bool) -> None:
    """Print a protocol as a doctor reads it."""
    from carelog.station import protocols

    found = protocols.named(file, lambda: station_for(ctx))
    if toml:
        click.echo(found.text, nl=not found.text.endswith("\n"))
        return
    card = _card(found, _station(ctx))
    if json_:
        click.echo(json.dumps(lines.card_object(card), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(lines.card_lines(card)))


@protocol.command("check", cls=Command, help="protocol.check")
@click.argument("file", metavar="FILE")
@in_home
@click.pass_context
def check(ctx: click.Context, file: str) -> None:
    """Say all that does not hold in a file; exit code 2 when something does not."""
    from carelog.protocol import light
    from carelog.station import protocols

    _station(ctx)  # the home's language, where there is a home
    found = protocols.examined(file, lambda: station_for(ctx))
    for problem in found.problems:
        click.echo(tr(problem.code, **problem.facts), err=True)
    if found.problems:
        ctx.exit(_REFUSED)
    for warning in found.warnings:
        click.echo(tr("protocol.look", what=tr(warning.code, **warning.facts)))
    click.echo(lines.holds(file, light.parse(found.text)))


@protocol.command("diff", cls=Command, help="protocol.diff")
@click.argument("a", metavar=_ANY)
@click.argument("b", metavar=_ANY)
@in_home
@click.pass_context
def diff(ctx: click.Context, a: str, b: str) -> None:
    """Say in words what changes from one file to another."""
    import tomllib

    from carelog.cli import protocol_diff
    from carelog.protocol import differing
    from carelog.station import protocols

    old, new = (tomllib.loads(protocols.named(name, lambda: station_for(ctx)).text) for name in (a, b))
    click.echo("\n".join(protocol_diff.lines(differing.differences(old, new))))


@protocol.command("use", cls=Command, help="protocol.use")
@click.argument("file", metavar="ID|FILE")
@option("--yes", is_flag=True, help="protocol.use_yes")
@by_staff
@in_home
@click.pass_context
def use(ctx: click.Context, file: str, by: str, *, yes: bool) -> None:
    """Show what a file would have said, then let it decide from now on."""
    from carelog.station import changing, protocols

    station = station_for(ctx, by, writes=True)
    found = protocols.named(file, lambda: station)
    named = f"{found.light.id} {found.light.version}"
    changing.refuse_same(station, found)
    click.echo("\n".join(lines.tried_lines(changing.tried(station, found), changing.LOOK_BACK.days)))
    if yes or click.confirm(tr("protocol.use_sure", id=named)):
        changing.use(station, found)
        click.echo(tr("protocol.use_done", id=named))
    else:
        click.echo(tr("protocol.use_not"))


@protocol.command("sign", cls=Command, help="protocol.sign")
@click.argument("file", metavar=_ANY, default="used")
@option("--clinician", metavar="NAME", default="", help="protocol.sign_clinician")
@option("--on", "on", metavar="DATE", default=None, help="protocol.sign_on")
@by_staff
@in_home
@click.pass_context
def sign(ctx: click.Context, file: str, clinician: str, on: str | None, by: str) -> None:
    """Write down who signed a file."""
    from carelog.station import protocols, signing

    station = station_for(ctx, by, writes=True)
    found = protocols.named(file, lambda: station)
    day = day_of(on, "protocol.not_a_day") if on else station.local(station.now()).date()
    signing.sign(station, clinician, day, found.sha256)
    said = {"name": clean(clinician), "on": day.isoformat(), "sha256": found.sha256}
    click.echo(tr("protocol.sign_done", id=f"{found.light.id} {found.light.version}", **said))
