"""`carelog duties`: what is done day by day in every unit."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

import click

from carelog.cli.base import Command, Commands, by_staff, in_home, option, station_for
from carelog.cli.export import day_said
from carelog.model.duties import NotDone
from carelog.report import duties as said
from carelog.words import tr

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from typing import Any

    from carelog.model.duties import Cell
    from carelog.station.desk import Station


def _day_options(command: Callable[..., Any]) -> Callable[..., Any]:
    command = option("--json", "as_object", is_flag=True, help="duty.opt_json")(command)
    return option("--date", "day", metavar="DATE", help="duty.opt_date")(command)


@click.group("duties", cls=Commands, help="duty.duties", invoke_without_command=True)
@_day_options
@in_home
@click.pass_context
def duties(ctx: click.Context, day: str | None, *, as_object: bool) -> None:
    """Say how far a day is, where no other command follows."""
    if ctx.invoked_subcommand is None:
        _listed(ctx, day, as_object=as_object)


@duties.command("list", cls=Command, help="duty.list")
@_day_options
@in_home
@click.pass_context
def list_(ctx: click.Context, day: str | None, *, as_object: bool) -> None:
    """Say how far a day is."""
    _listed(ctx, day, as_object=as_object)


def _listed(ctx: click.Context, day: str | None, *, as_object: bool) -> None:
    station = station_for(ctx)
    which = day_said(day, station)
    cells = station.duties.day(which)
    if as_object:
        told = {"date": which.isoformat(), "duties": [_object(cell, station) for cell in cells]}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_lines(cells, which, station)))


def _lines(cells: tuple[Cell, ...], day: date, station: Station) -> list[str]:
    lines = [tr("duty.head", facility=station.facility.name, day=day.isoformat())]
    missed = said.undone(station.duties.undone(day - timedelta(days=1))) if day == station.duties.today() else ""
    lines += [missed] if missed else []
    return lines + ([_line(cell, station) for cell in cells] or [tr("duty.silent")])


def _line(cell: Cell, station: Station) -> str:
    parts = ["  " + tr("duty.line", zone=said.zone(cell.zone), duty=said.duty(cell.duty), stand=said.stand(cell))]
    parts += [tr(f"duty.why_{cell.why}")] if cell.why else []
    parts += [_by(cell, station)] if cell.at else []
    return tr("duty.comma").join(parts)


def _by(cell: Cell, station: Station) -> str:
    who = station.log.person(cell.by)
    at = f"{station.local(cell.at):%m-%d %H:%M}" if cell.at else ""
    return tr("duty.by", by=who.code if who else "", at=at)


def _object(cell: Cell, station: Station) -> dict[str, object]:
    """A duty of a zone for a program."""
    who = station.log.person(cell.by) if cell.by else None
    return {
        "zone": cell.zone or None,
        "duty": cell.duty.code,
        "words": said.duty(cell.duty),
        "state": cell.stand.value,
        "done": cell.done,
        "times": cell.duty.times,
        "why": cell.why.value if cell.why else None,
        "by": who.code if who else None,
        "at": station.local(cell.at).isoformat() if cell.at else None,
    }


@duties.command("done", cls=Command, help="duty.tell")
@click.argument("zone", metavar="ZONE")
@click.argument("duty", metavar="DUTY")
@option("--not-done", "why", type=click.Choice([n.value for n in NotDone]), help="duty.opt_not_done")
@option("--date", "day", metavar="DATE", help="duty.opt_date")
@by_staff
@in_home
@click.pass_context
def done(ctx: click.Context, /, zone: str, duty: str, why: str | None, day: str | None, by: str) -> None:
    """Write down that a duty was done, or was not."""
    station = station_for(ctx, by, writes=True)
    which, place = day_said(day, station), station.duties.zone_of(zone)
    station.duties.tell(place, duty, NotDone(why) if why else None, which)
    click.echo(_line(station.duties.cell(place, duty, which), station).strip())
