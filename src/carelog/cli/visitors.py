"""`carelog visitors`: who comes in from outside, and how their names are deleted after a time."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from carelog.cli.base import Command, Commands, by_staff, in_home, instant, option, station_for
from carelog.cli.export import day_said
from carelog.cli.record import number, symptoms_of
from carelog.model.deeds import Result
from carelog.model.observation import Observed, Way
from carelog.model.person import Kind
from carelog.model.reading import Quantity, Reading, Site
from carelog.model.refusal import Refusal
from carelog.words import tr

if TYPE_CHECKING:
    from carelog.model.person import Person
    from carelog.station.desk import Station
    from carelog.station.entrance.door import Verdict
    from carelog.station.visits.door import VisitRow

_STOPPED = 2


def as_json(row: VisitRow, station: Station) -> dict[str, object]:
    """A visit as the object the README describes; a purged name is null."""
    visit = row.visit
    test = station.local(visit.test_at).isoformat() if visit.test_at else None
    return {
        "person": row.person.code,
        "name": row.person.name or None,
        "purged": not row.person.name,
        "whom": row.whom.code if row.whom else None,
        "arrived": station.local(visit.arrived).isoformat(),
        "left": station.local(visit.left).isoformat() if visit.left else None,
        "pass": visit.passed,
        "test_at": test,
        "why": list(visit.why),
    }


def name_of(person: Person) -> str:
    """The name, or that it was deleted."""
    return person.name or tr("visits.purged")


def _line(row: VisitRow, station: Station) -> str:
    visit = row.visit
    left = (
        f"{station.local(visit.left):%H:%M}"
        if visit.left
        else tr("visits.inside" if visit.passed else "visits.stayed_out")
    )
    whom = f"{row.whom.code} {row.whom.name}" if row.whom else tr("visits.nobody")
    said = tr("door.pass") if visit.passed else tr("door.stop")
    why = tr("ui.semicolon").join(tr(f"door.bar_{code}") for code in visit.why)
    facts = (f"{station.local(visit.arrived):%H:%M}", left, row.person.code, name_of(row.person), whom, said, why)
    return "  ".join(fact for fact in facts if fact)


@click.group("visitors", cls=Commands, help="visits.visitors", invoke_without_command=True)
@option("--date", "day", metavar="DATE", help="report.opt_date")
@option("--json", "json_", is_flag=True, help="visits.json")
@in_home
@click.pass_context
def visitors(ctx: click.Context, day: str | None, *, json_: bool) -> None:
    """Say who came to the door on a day."""
    if ctx.invoked_subcommand:
        return
    station = station_for(ctx)
    rows = station.visits.of_day(day_said(day, station))
    if json_:
        click.echo(json.dumps([as_json(row, station) for row in rows], ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_line(row, station) for row in rows) or tr("visits.none"))


@visitors.command("in", cls=Command, help="visits.come_in")
@click.argument("who", metavar="NAME|CODE")
@option("--whom", metavar="CODE", default="", help="visits.opt_whom")
@option("--temperature", metavar="C", help="cli.record_temperature")
@option("--site", type=click.Choice([s.value for s in Site]), help="cli.record_site")
@option("--symptoms", metavar="CODES", help="cli.record_symptoms")
@option("--test-at", metavar="TIME", help="visits.opt_test_at")
@option("--antigen", type=click.Choice([r.value for r in Result]), help="visits.opt_antigen")
@option("--note", metavar="TEXT", default="", help="tests.note")
@by_staff
@in_home
@click.pass_context
def in_(ctx: click.Context, /, who: str, by: str, **told: str | None) -> None:
    """Check a visitor at the door; exit code 2 when they may not come in."""
    from carelog.model.entrance import Papers
    from carelog.station.entrance.door import Visit

    station = station_for(ctx, by, writes=True)
    text = told["temperature"]
    tenths = number(text, Quantity.TEMPERATURE) if text is not None else None
    site = Site(told["site"] or Site.UNKNOWN)
    readings = (Reading(Quantity.TEMPERATURE, tenths, site=site, typed=text or ""),) if tenths is not None else ()
    person = _visitor(station, who)
    symptoms = symptoms_of(told["symptoms"], station)
    antigen = Result(told["antigen"]) if told["antigen"] else None
    whom = station.by_code(told["whom"]).id if told["whom"] else ""
    visit = Visit(whom, Papers(instant(told["test_at"], station), antigen), told["note"] or "")
    verdict = station.entrance.check(person, Observed(person.id, None, readings, symptoms, way=Way.COMMAND), visit)
    click.echo(_said(verdict))
    if not verdict.passed:
        ctx.exit(_STOPPED)


def _visitor(station: Station, who: str) -> Person:
    """The visitor of a code, else somebody who is here for the first time; refuses the code of anybody else."""
    known = station.log.by_code(who.strip().upper())
    if known is None or not known.name:
        return station.visits.stranger(who)
    if known.kind is not Kind.VISITOR:
        raise Refusal("visits.no_visitor", code=known.code)
    return known


def _said(verdict: Verdict) -> str:
    """The verdict and what speaks against coming in."""
    person = f"{verdict.person.code} {verdict.person.name}"
    if verdict.passed:
        return f"{tr('door.pass')}  {person}  {tr('door.pass_said')}"
    return "\n".join([f"{tr('door.stop')}  {person}", *(f"- {tr(f'door.bar_{bar}')}" for bar in verdict.bars)])


@visitors.command("out", cls=Command, help="visits.go_out")
@click.argument("code", metavar="CODE")
@by_staff
@in_home
@click.pass_context
def out(ctx: click.Context, code: str, by: str) -> None:
    """Say that a visitor has left."""
    station = station_for(ctx, by, writes=True)
    row = station.visits.out(station.by_code(code).id)
    click.echo(tr("visits.left", code=row.person.code, name=name_of(row.person)))


@visitors.command("purge", cls=Command, help="visits.purge")
@option("--days", type=click.IntRange(1), help="visits.opt_days")
@option("--yes", is_flag=True, help="visits.opt_yes")
@by_staff
@in_home
@click.pass_context
def purge(ctx: click.Context, days: int | None, by: str, *, yes: bool) -> None:
    """Delete names of visitors; says first how many, and deletes nothing without --yes."""
    station = station_for(ctx, by, writes=True)
    told = days or station.visits.keep_days()
    if told is None:
        raise Refusal("visits.say_days")
    done = station.visits.purge(told, dry_run=not yes)
    key = "visits.purge_done" if done.stored else "visits.purge_would" if done.people else "visits.purge_none"
    click.echo(tr(key, people=done.people, entries=done.entries, days=told))
