"""`carelog tests due`, `regime`, `exempt`, `contact`: who is to be swabbed, and what decides it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from carelog.cli.base import Command, by_staff, day_of, in_home, instant, option, station_for
from carelog.model.swabs import Exempt, Regime
from carelog.report import dues
from carelog.words import tr

if TYPE_CHECKING:
    from carelog.model.person import Person
    from carelog.model.swabs import DueSwab, SwabDay
    from carelog.station.desk import Station


@click.command("due", cls=Command, help="due.due")
@option("--date", "day", metavar="DATE", default=None, help="due.due_date")
@option("--json", "json_", is_flag=True, help="due.due_json")
@in_home
@click.pass_context
def due(ctx: click.Context, day: str | None, *, json_: bool) -> None:
    """Say who is due for a swab, and why."""
    station = station_for(ctx)
    found = station.swabs.day(day_of(day, "due.not_a_day") if day else None)
    people = {p.id: p for p in station.log.people()}
    if json_:
        rows = [_object(one, people[one.person]) for one in found.due]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_lines(station, found, people)))


def _object(one: DueSwab, person: Person) -> dict[str, object]:
    """A row for a program; `method` is the usual one of those accepted."""
    return {
        "person": person.code,
        "kind": person.kind.value,
        "group": one.group,
        "reason": one.reason,
        "method": one.methods[0].value,
        "since": one.since.isoformat(),
        "overdue_days": one.overdue_days,
    }


def _lines(station: Station, found: SwabDay, people: dict[str, Person]) -> list[str]:
    count = found.counted._asdict()
    out = [tr("due.head", day=found.day.isoformat(), regime=tr(f"due.regime_{found.regime}"), **count)]
    out += [] if station.swabs.planned() else [tr("due.no_plan")]
    return (
        out + [_line(station, one, people[one.person]) for one in found.due] + ([] if found.due else [tr("due.none")])
    )


def _line(station: Station, one: DueSwab, person: Person) -> str:
    late = tr("due.late", days=one.overdue_days) if one.overdue_days else tr("due.in_time")
    sent = f"  {tr('due.sent')}" if one.pending else ""
    said = {"reason": dues.reason(one.reason), "methods": dues.methods(one.methods), "since": one.since.isoformat()}
    group = station.swabs.called(one.group)
    return tr("due.row", bed=person.bed or person.code, name=person.name, group=group, late=late, **said) + sent


@click.command("regime", cls=Command, help="due.regime")
@click.argument("regime", metavar="[off|wave|closed]", type=click.Choice([r.value for r in Regime]), required=False)
@option("--note", metavar="TEXT", default="", help="due.note")
@by_staff
@in_home
@click.pass_context
def regime(ctx: click.Context, regime: str | None, note: str, by: str) -> None:
    """Say how the house is run, or set it."""
    station = station_for(ctx, by, writes=regime is not None)
    if regime is not None:
        station.swabs.set_regime(Regime(regime), note)
    now, since = station.swabs.regime_since()
    said = tr(f"due.regime_{now}")
    if since is None:
        click.echo(tr("due.regime_of_protocol", regime=said, id=station.light.id))
    else:
        click.echo(tr("due.regime_since", regime=said, since=station.local(since).isoformat(" ", "minutes")[:16]))


@click.command("exempt", cls=Command, help="due.exempt")
@click.argument("code", metavar="PERSON")
@option("--why", type=click.Choice([e.value for e in Exempt]), required=True, help="due.exempt_why")
@option("--until", metavar="DATE", default=None, help="due.exempt_until")
@option("--note", metavar="TEXT", default="", help="due.note")
@by_staff
@in_home
@click.pass_context
def exempt(ctx: click.Context, /, code: str, why: str, until: str | None, note: str, by: str) -> None:
    """Leave somebody out of the weekly plan, or take them in again."""
    station = station_for(ctx, by, writes=True)
    person, last = station.by_code(code), day_of(until, "due.not_a_day") if until else None
    station.swabs.exempt(person.id, Exempt(why), last, note)
    facts = {"code": person.code, "name": person.name, "why": tr(f"due.exempt_{why}")}
    if why == Exempt.ENDED:
        click.echo(tr("due.exempt_over", **facts))
    else:
        click.echo(tr("due.exempt_done", until=last.isoformat() if last else tr("due.until_ended"), **facts))


@click.command("contact", cls=Command, help="due.contact")
@click.argument("code", metavar="PERSON")
@option("--to", "to", metavar="PERSON", default="", help="due.contact_to")
@option("--at", metavar="TIME", help="due.contact_at")
@option("--note", metavar="TEXT", default="", help="due.note")
@by_staff
@in_home
@click.pass_context
def contact(ctx: click.Context, /, code: str, to: str, at: str | None, note: str, by: str) -> None:
    """Write down a contact with a case."""
    station = station_for(ctx, by, writes=True)
    person, case = station.by_code(code), station.by_code(to).id if to else ""
    station.swabs.contact(person.id, case, instant(at, station), note)
    days = tr("cli.and").join(str(day) for day in station.swabs.contact_days())
    said = "due.contact_done" if days else "due.contact_unplanned"
    click.echo(tr(said, code=person.code, name=person.name, days=days))


COMMANDS = (due, regime, exempt, contact)
