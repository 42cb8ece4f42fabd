"""`carelog print`: paper for a round, and a day on paper."""

from __future__ import annotations

from pathlib import Path

import click

from carelog.cli.base import Command, Commands, in_home, option, station_for
from carelog.cli.export import day_said, hand, out_options
from carelog.model.person import Kind


@click.group("print", cls=Commands, help="report.print")
def print_() -> None:
    """See the commands below."""


@print_.command("round", cls=Command, help="report.print_round")
@option("--unit", metavar="UNIT", default="", help="report.opt_unit")
@option("--staff", is_flag=True, help="report.opt_staff")
@out_options
@in_home
@click.pass_context
def round_(ctx: click.Context, unit: str, staff: bool, out: Path | None, force: bool) -> None:
    """Lay out the blank sheet of the round for now, in the order of the screen."""
    from carelog.report import html

    station = station_for(ctx)
    sheet = station.open_round(unit=unit, kind=Kind.STAFF if staff else Kind.RESIDENT)
    hand(html.round_sheet(station, sheet, unit).encode(), out, force=force)


@print_.command("day", cls=Command, help="report.print_day")
@option("--date", "day", metavar="DATE", help="report.opt_date")
@option("--unit", metavar="UNIT", default="", help="report.opt_unit")
@out_options
@in_home
@click.pass_context
def day_(ctx: click.Context, day: str | None, unit: str, out: Path | None, force: bool) -> None:
    """Lay out a day as it stands written."""
    from carelog.report import html
    from carelog.station import days

    station = station_for(ctx)
    which = day_said(day, station)
    hand(html.day_sheet(station, which, days.of_day(station, which), unit).encode(), out, force=force)
