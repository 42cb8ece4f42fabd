"""`carelog care`: what is done early on for people, and what is still to be done on a date."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import TYPE_CHECKING

import click

from carelog.cli.base import Command, Commands, by_staff, day_of, in_home, instant, option, station_for
from carelog.model.care import Care, Dropped
from carelog.model.refusal import Refusal
from carelog.protocol.care import CLOSES
from carelog.report import care as said
from carelog.station.care.door import SOON_DAYS
from carelog.station.care.rows import Told, When
from carelog.words import tr

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from carelog.station.care.rows import CareRow, ReminderRow
    from carelog.station.desk import Station

_LIST_DAYS = 7
_LAST_HOUR, _LAST_MINUTE = 23, 59
_KINDS = click.Choice([kind.value for kind in Care])
_DAY_AND_TIME = re.compile(r"(\S+?)(?:[T ](\d{2}):(\d{2}))?")


def due_of(text: str) -> When:
    """Read an ISO date, or one with a time of the home's clock: `2023-01-14T16:00`; refuses anything else."""
    found = _DAY_AND_TIME.fullmatch(text)
    if found is None or not found[2]:
        return When(day_of(text, "care.not_when"))
    minute = int(found[2]) * 60 + int(found[3])
    if int(found[2]) > _LAST_HOUR or int(found[3]) > _LAST_MINUTE:
        raise Refusal("care.not_when", text=text)
    return When(day_of(found[1], "care.not_when"), minute)


def _due_options(command: Callable[..., Any]) -> Callable[..., Any]:
    command = option("--json", "as_object", is_flag=True, help="explain.why_json")(command)
    return option("--days", type=click.IntRange(0, 366), default=SOON_DAYS, help="care.opt_days")(command)


@click.group("care", cls=Commands, help="care.care", invoke_without_command=True)
@_due_options
@in_home
@click.pass_context
def care(ctx: click.Context, days: int, *, as_object: bool) -> None:
    """Say what is due, where no other command follows."""
    if ctx.invoked_subcommand is None:
        _due(ctx, days, as_object=as_object)


@care.command("due", cls=Command, help="care.due")
@_due_options
@in_home
@click.pass_context
def due(ctx: click.Context, days: int, *, as_object: bool) -> None:
    """Say what is overdue or due in the next days."""
    _due(ctx, days, as_object=as_object)


def _due(ctx: click.Context, days: int, *, as_object: bool) -> None:
    station = station_for(ctx)
    rows = station.care.due(station.care.today() + timedelta(days=days))
    if as_object:
        click.echo(json.dumps([said.reminder_row(row, station) for row in rows], ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_reminder(row, station) for row in rows) or tr("care.none_due", n=days))


def _reminder(row: ReminderRow, station: Station) -> str:
    return f"{said.reminder(row, station)}  {said.written(row, station)}"


@care.command("list", cls=Command, help="care.list")
@click.argument("code", metavar="[PERSON]", default="")
@option("--days", type=click.IntRange(1, 3660), default=_LIST_DAYS, help="care.opt_list_days")
@option("--json", "as_object", is_flag=True, help="explain.why_json")
@in_home
@click.pass_context
def list_(ctx: click.Context, code: str, days: int, *, as_object: bool) -> None:
    """Say what was done, of one person or of all."""
    station = station_for(ctx)
    now = station.now()
    since = now - timedelta(days=days)
    person = station.by_code(code).id if code else ""
    rows = station.care.of(person, since) if person else station.care.done(since, now + timedelta(minutes=5))
    if as_object:
        click.echo(json.dumps([said.done_row(row, station) for row in rows], ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(said.done(row, station) for row in rows) or tr("care.none_done", n=days))


# what is written down


@care.command("log", cls=Command, help="care.log")
@click.argument("whom", metavar="PERSON")
@click.argument("kind", type=_KINDS, metavar="KIND")
@option("--unit", metavar="UNIT", default="", help="care.opt_unit")
@option("--with", "institution", metavar="ID", default="", help="care.opt_with")
@option("--ml", type=int, help="care.opt_ml")
@option("--note", metavar="TEXT", default="", help="care.opt_note")
@option("--at", metavar="TIME", help="care.opt_at")
@option("--next", "again", metavar="DATE[THH:MM]", help="care.opt_next")
@option("--close-alert", "closes", is_flag=True, help="care.opt_close")
@option("--doctor", metavar="NAME", default="", help="care.opt_doctor")
@by_staff
@in_home
@click.pass_context
def log(ctx: click.Context, /, whom: str, kind: str, ml: int | None, by: str, *, closes: bool, **told: str) -> None:
    """Write down that something was done."""
    station = station_for(ctx, by, writes=True)
    row = station.care.write(
        station.care.whom(whom, told["unit"]),
        Care(kind),
        Told(told["note"], told["institution"], ml),
        instant(told["at"], station),
        closes=closes,
        decided_by=told["doctor"],
        again=_when(told["again"]),
    )
    _say_done(row, station)
    if closes:
        click.echo(tr("care.closed", whom=said.whom(row), outcome=tr(f"outcome.{CLOSES[Care(kind)]}")))


@care.command("remind", cls=Command, help="care.remind")
@click.argument("whom", metavar="PERSON")
@click.argument("kind", type=_KINDS, metavar="KIND")
@click.argument("day", metavar="DATE[THH:MM]")
@option("--unit", metavar="UNIT", default="", help="care.opt_unit")
@option("--with", "institution", metavar="ID", default="", help="care.opt_with")
@option("--note", metavar="TEXT", default="", help="care.opt_note")
@by_staff
@in_home
@click.pass_context
def remind(ctx: click.Context, /, whom: str, kind: str, day: str, by: str, **told: str) -> None:
    """Write down what is to be done on a date."""
    station = station_for(ctx, by, writes=True)
    said_too = Told(told["note"], told["institution"])
    row = station.care.remind(station.care.whom(whom, told["unit"]), Care(kind), due_of(day), said_too)
    click.echo(said.reminder(row, station))


@care.command("done", cls=Command, help="care.done")
@click.argument("number", type=int, metavar="ID")
@option("--result", metavar="TEXT", default="", help="care.opt_result")
@option("--at", metavar="TIME", help="care.opt_at")
@option("--next", "again", metavar="DATE[THH:MM]", help="care.opt_next")
@by_staff
@in_home
@click.pass_context
def done(ctx: click.Context, /, number: int, result: str, at: str | None, again: str | None, by: str) -> None:
    """Write down that it was done, and what came of it."""
    station = station_for(ctx, by, writes=True)
    row = station.care.finish(number, Told(result), instant(at, station), again=_when(again))
    click.echo(tr("care.ended", number=number))
    _say_done(row, station)


@care.command("drop", cls=Command, help="care.drop")
@click.argument("number", type=int, metavar="ID")
@option("--reason", required=True, type=click.Choice([why.value for why in Dropped]), help="care.opt_reason")
@option("--note", metavar="TEXT", default="", help="care.opt_note")
@option("--next", "again", metavar="DATE[THH:MM]", help="care.opt_next")
@by_staff
@in_home
@click.pass_context
def drop(ctx: click.Context, /, number: int, reason: str, note: str, again: str | None, by: str) -> None:
    """Write down that it will not be done, and why."""
    station = station_for(ctx, by, writes=True)
    row = station.care.drop(number, Dropped(reason), note, again=_when(again))
    click.echo(tr("care.dropped", number=number, whom=said.whom(row), why=tr(f"care.why_{reason}")))


def _when(text: str | None) -> When | None:
    return due_of(text) if text else None


def _say_done(row: CareRow, station: Station) -> None:
    click.echo(said.done(row, station))
    for still in station.care.open(row.person.id if row.person else None):
        if row.person or still.person is None:
            click.echo(_reminder(still, station))
