"""`carelog export`: the day, the observations of a period, and what the columns mean."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, TypeVar, Unpack

import click

from carelog.cli.base import Command, Commands, by_staff, day_of, in_home, option, station_for
from carelog.model.refusal import Refusal
from carelog.words import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from carelog.station.days import Told
    from carelog.station.desk import Station
    from carelog.station.period import Flat

F = TypeVar("F", bound="Callable[..., object]")


class _Form(TypedDict):
    """How a file is asked for."""

    out: Path | None
    force: bool
    dialect: str
    pseudonymised: bool


@click.group("export", cls=Commands, help="report.export")
def export() -> None:
    """See the commands below."""


def out_options(command: F) -> F:
    """Give a command `--out` and `--force`."""
    command = option("--out", type=click.Path(path_type=Path), metavar="FILE", help="report.opt_out")(command)
    return option("--force", is_flag=True, help="report.opt_force")(command)


def _form_options(command: F) -> F:
    kind = click.Choice(["excel", "machine"])
    command = option("--pseudonymised", is_flag=True, help="report.opt_pseudonymised")(command)
    return option("--dialect", type=kind, default="excel", show_default=True, help="report.opt_dialect")(command)


def day_said(text: str | None, station: Station) -> date:
    """The date of an option, today in the home where none is given; refuses what is no date."""
    return station.local(station.now()).date() if text is None else day_of(text, "report.not_a_date")


def hand(content: bytes, out: Path | None, *, force: bool) -> None:
    """Put a file where it was asked for, or on the standard output."""
    from carelog.report import files

    if out is None:
        click.echo(content, nl=False)
    else:
        files.hand_out(out, content, force=force)
        click.echo(tr("report.written", file=str(out)))


@export.command("day", cls=Command, help="report.export_day")
@option("--date", "day", metavar="DATE", help="report.opt_date")
@out_options
@_form_options
@by_staff
@in_home
@click.pass_context
def day_(ctx: click.Context, /, day: str | None, by: str, **form: Unpack[_Form]) -> None:
    """Hand out a day: its observations, and who was not seen."""
    from carelog.station import days

    station = station_for(ctx, by, writes=True)
    which = day_said(day, station)
    _export(station, "day", (which, which), days.of_day(station, which), **form)


@export.command("observations", cls=Command, help="report.export_observations")
@option("--from", "first", metavar="DATE", required=True, help="report.opt_from")
@option("--to", "last", metavar="DATE", required=True, help="report.opt_to")
@out_options
@_form_options
@by_staff
@in_home
@click.pass_context
def observations(ctx: click.Context, /, first: str, last: str, by: str, **form: Unpack[_Form]) -> None:
    """Hand out every observation of a period."""
    from carelog.station import period as periods

    station = station_for(ctx, by, writes=True)
    period = day_said(first, station), day_said(last, station)
    if period[0] > period[1]:
        raise Refusal("report.backwards", first=first, last=last)
    told = periods.of_period(station, *period)
    _export(station, "observations", period, told, **form)


def _export(
    station: Station,
    what: str,
    period: tuple[date, date],
    told: Iterable[Told | Flat],
    **form: Unpack[_Form],
) -> None:
    from carelog.model.deeds import Exported
    from carelog.report import csv_out, files, pseudonyms

    files.refuse_taken(form["out"], force=form["force"])
    if form["pseudonymised"]:
        staff = {p.code: p.id for p in station.people()}
        told = pseudonyms.without_names(told, pseudonyms.secret(station.home), staff)
    paper = csv_out.written(told, form["dialect"], station.zone)
    digest = hashlib.sha256(paper.content).hexdigest()
    said = f"{form['dialect']} pseudonymised" if form["pseudonymised"] else form["dialect"]
    station.note_export(Exported(what, *period, rows=paper.rows, sha256=digest, dialect=said))
    hand(paper.content, form["out"], force=form["force"])


@export.command("dictionary", cls=Command, help="report.export_dictionary")
@option("--format", "form", type=click.Choice(["json", "csv"]), default="json", help="report.opt_format")
@out_options
@in_home
def dictionary(form: str, out: Path | None, force: bool) -> None:
    """Hand out what every column and code means."""
    from carelog.protocol import symptoms
    from carelog.report import dictionary as words_of

    written = words_of.as_json if form == "json" else words_of.as_csv
    hand(written(symptoms.every()), out, force=force)
