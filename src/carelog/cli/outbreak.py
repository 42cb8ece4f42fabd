"""`carelog outbreak`: clusters, and what a named person has declared and closed."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

import click

from carelog.cli.base import Command, Commands, by_staff, day_of, in_home, instant, option, station_for, time_of
from carelog.report import outbreaks
from carelog.words import language, tr

if TYPE_CHECKING:
    from datetime import datetime

    from carelog.model.outbreak import Case
    from carelog.station.desk import Station
    from carelog.station.outbreak.view import OutbreakView, Standing, Told


def _case(view: OutbreakView, case: Case, station: Station) -> dict[str, object]:
    life = view.cases.lives[case.person]
    onset: datetime = case.onset
    return {
        "person": life.now.code,
        "kind": life.now.kind.value,
        "unit": case.unit,
        "bed": life.then(onset).bed,
        "onset": station.local(onset).isoformat(),
        "onset_put_right": onset != case.illness.derived,
        "signs": list(case.illness.why),
        "confirmed": case.illness.confirmed,
    }


def _signals(view: OutbreakView, told: Told, station: Station) -> list[dict[str, object]]:
    words = station.light.outbreaks.clusters
    answer = told.answer
    return [
        {
            "rule": signal.cluster,
            "syndrome": signal.syndrome,
            "urge": signal.urge.value,
            "unit": signal.unit or None,
            "people": len(signal.cases),
            "from": station.local(signal.start).isoformat(),
            "to": station.local(signal.end).isoformat(),
            "words": words[signal.cluster].words[language()],
            "source": words[signal.cluster].source,
            "evidence": words[signal.cluster].evidence,
            "answered_by": answer.told.id if answer else None,
            "cases": [_case(view, case, station) for case in signal.cases],
        }
        for signal in told.signals
    ]


def _standing(view: OutbreakView, one: Standing, station: Station) -> dict[str, object]:
    def said(at: datetime | None) -> str | None:
        return station.local(at).isoformat() if at else None

    return {
        "number": one.told.id,
        "syndrome": one.told.syndrome,
        "unit": one.told.unit or None,
        "since": one.told.since.isoformat(),
        "day": one.day(station.local(view.at).date()) if one.open else None,
        "open": one.open,
        "declared_at": said(one.declared),
        "declared_by": one.by or None,
        "closed_at": said(one.closed),
        "closed_by": one.closed_by or None,
        "people": len({case.person for case in one.cases}),
        "last_onset": said(one.last),
        "may_close_from": said(one.quiet),
        "may_close": one.open and one.quiet is not None and one.quiet <= view.at,
    }


def as_json(view: OutbreakView, station: Station) -> dict[str, object]:
    """All of it as an object for another program."""
    return {
        "at": station.local(view.at).isoformat(),
        "in_protocol": view.known,
        "signals": [row for told in view.told for row in _signals(view, told, station)],
        "outbreaks": [_standing(view, one, station) for one in view.outbreaks],
        "curve": [
            {"date": day.day.isoformat(), "people": day.people, "staff": day.staff, "units": dict(day.units)}
            for day in view.curve
        ],
        "moves": [
            {
                "at": station.local(step.at).isoformat(),
                "person": step.person.code,
                "from": step.before,
                "to": step.after,
                "crossed": step.crossed,
            }
            for step in view.moves
        ],
        "positive_uncounted": [_case(view, case, station) for case in view.cases.unplaced],
    }


@click.group("outbreak", cls=Commands, help="outbreak.command", invoke_without_command=True)
@option("--at", metavar="TIME", help="outbreak.opt_at")
@option("--json", "as_object", is_flag=True, help="explain.why_json")
@in_home
@click.pass_context
def outbreak(ctx: click.Context, at: str | None, *, as_object: bool) -> None:
    """Print signals, outbreaks, the curve and the moves."""
    if ctx.invoked_subcommand is not None:
        return
    station = station_for(ctx)
    view = station.outbreaks.view(instant(at, station))
    if as_object:
        click.echo(json.dumps(as_json(view, station), ensure_ascii=False, indent=2))
        return
    head = tr("cli.board_head", facility=station.facility.name, at=f"{station.local(view.at):%Y-%m-%d %H:%M}")
    told = [f"{' ' * (part.indent - 1)}{part.text}".rstrip() for part in outbreaks.page(view, station)]
    click.echo("\n".join([head, *told]))


@outbreak.command("declare", cls=Command, help="outbreak.cmd_declare")
@click.argument("syndrome", metavar="SYNDROME")
@option("--unit", metavar="UNIT", default="", help="outbreak.opt_unit")
@option("--from", "since", metavar="DATE", help="outbreak.opt_from")
@option("--note", metavar="TEXT", default="", help="tests.note")
@by_staff
@in_home
@click.pass_context
def declare(ctx: click.Context, /, syndrome: str, by: str, unit: str, since: str | None, note: str) -> None:
    """Declare an outbreak; a named person decides."""
    station = station_for(ctx, by, writes=True)
    day = day_of(since, "report.not_a_date") if since else None
    told = station.outbreaks.declare(syndrome, unit, day, note)
    facts = {"number": told.id, "syndrome": station.outbreaks.called(syndrome), "where": outbreaks.placed(unit)}
    click.echo(tr("outbreak.now_declared", since=told.since.isoformat(), **facts))


@outbreak.command("close", cls=Command, help="outbreak.cmd_close")
@click.argument("number", metavar="NUMBER")
@option("--note", metavar="TEXT", default="", help="tests.note")
@by_staff
@in_home
@click.pass_context
def close(ctx: click.Context, /, number: str, by: str, note: str) -> None:
    """Close an outbreak by its number."""
    station = station_for(ctx, by, writes=True)
    told = station.outbreaks.close(number, note)
    facts = {"number": told.id, "syndrome": station.outbreaks.called(told.syndrome)}
    click.echo(tr("outbreak.now_closed", where=outbreaks.placed(told.unit), **facts))


@outbreak.command("dismiss", cls=Command, help="outbreak.cmd_dismiss")
@click.argument("syndrome", metavar="SYNDROME")
@option("--unit", metavar="UNIT", default="", help="outbreak.opt_unit")
@option("--note", metavar="TEXT", default="", help="tests.note")
@by_staff
@in_home
@click.pass_context
def dismiss(ctx: click.Context, /, syndrome: str, by: str, unit: str, note: str) -> None:
    """Say that a signal was looked into and is no outbreak."""
    station = station_for(ctx, by, writes=True)
    told = station.outbreaks.dismiss(syndrome, unit, note)
    facts = {"number": told.id, "syndrome": station.outbreaks.called(syndrome)}
    click.echo(tr("outbreak.now_dismissed", where=outbreaks.placed(unit), **facts))


@outbreak.command("onset", cls=Command, help="outbreak.cmd_onset")
@click.argument("code", metavar="PERSON")
@click.argument("illness", metavar="FROM")
@click.argument("onset", metavar="TO")
@option("--note", metavar="TEXT", default="", help="tests.note")
@by_staff
@in_home
@click.pass_context
def onset(ctx: click.Context, /, code: str, illness: str, onset: str, by: str, note: str) -> None:
    """Put right when an illness began."""
    station = station_for(ctx, by, writes=True)
    person = station.by_code(code)
    began = _within(station, person.id, time_of(illness, station.zone))
    told = station.outbreaks.put_onset_right(person.id, began, time_of(onset, station.zone), note)
    at = f"{station.local(told.onset):%Y-%m-%d %H:%M}"
    click.echo(tr("outbreak.now_onset", who=f"{person.code} {person.name}".strip(), at=at))


def _within(station: Station, person: str, typed: datetime) -> datetime:
    """A time as typed, to the minute, or the onset that stands in that minute or on that day."""
    whole = typed == typed.replace(hour=0, minute=0, second=0, microsecond=0)
    until = typed + (timedelta(days=1) if whole else timedelta(minutes=1))
    onsets = (case.onset for case in station.outbreaks.view().cases.cases if case.person == person)
    return next((at for at in onsets if typed <= at < until), typed)
