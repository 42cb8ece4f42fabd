"""`carelog linelist`: everybody who fell ill, a row an illness, as a file."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from carelog.cli.base import Command, by_staff, in_home, option, station_for
from carelog.cli.export import day_said, hand, out_options
from carelog.model.refusal import Refusal

if TYPE_CHECKING:
    from datetime import date

    from carelog.station.desk import Station

_DAYS = 30


class _Form(TypedDict):
    """How the list is asked for."""

    out: Path | None
    force: bool
    dialect: str
    pseudonymised: bool
    as_object: bool


@click.command("linelist", cls=Command, help="outbreak.linelist")
@option("--from", "first", metavar="DATE", help="outbreak.opt_first")
@option("--to", "last", metavar="DATE", help="report.opt_to")
@option("--json", "as_object", is_flag=True, help="explain.why_json")
@out_options
@option("--pseudonymised", is_flag=True, help="report.opt_pseudonymised")
@option(
    "--dialect", type=click.Choice(["excel", "machine"]), default="excel", show_default=True, help="report.opt_dialect"
)
@by_staff
@in_home
@click.pass_context
def linelist(ctx: click.Context, /, first: str | None, last: str | None, by: str, **form: Unpack[_Form]) -> None:
    """Hand out the line list; what leaves the house is kept as an entry."""
    station = station_for(ctx, by, writes=True)
    until = day_said(last, station)
    since = day_said(first, station) if first else _first_day(station, until)
    if since > until:
        raise Refusal("report.backwards", first=since.isoformat(), last=until.isoformat())
    _hand_out(station, (since, until), **form)


def _first_day(station: Station, until: date) -> date:
    """Without a day: thirty days, or from the first day of the oldest outbreak that is open."""
    return min([until - timedelta(days=_DAYS - 1), *(one.told.since for one in station.outbreaks.view().open)])


def _hand_out(station: Station, period: tuple[date, date], **form: Unpack[_Form]) -> None:
    from carelog.model.deeds import Exported
    from carelog.report import files, linelist, pseudonyms

    files.refuse_taken(form["out"], force=form["force"])
    lines = station.outbreaks.lines(*period)
    if form["pseudonymised"]:
        lines = linelist.without_names(lines, pseudonyms.secret(station.home))
    dialect = "json" if form["as_object"] else form["dialect"]
    zone = station.zone
    paper = linelist.as_json(lines, zone) if form["as_object"] else linelist.as_csv(lines, dialect, zone)
    digest = hashlib.sha256(paper.content).hexdigest()
    said = f"{dialect} pseudonymised" if form["pseudonymised"] else dialect
    station.note_export(Exported("linelist", *period, rows=paper.rows, sha256=digest, dialect=said))
    hand(paper.content, form["out"], force=form["force"])
