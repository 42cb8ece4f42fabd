"""`carelog people move`, `history`, `contact`, `plan`, `vaccination`: where people are, and what is due to them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from carelog.cli.base import Command, by_staff, day_of, in_home, instant, option, station_for
from carelog.cli.people_said import (
    past_as_json,
    past_lines,
    plan_as_json,
    vaccination_as_json,
    vaccination_lines,
)
from carelog.model.following import Follower
from carelog.model.person import Leaving, Presence
from carelog.model.refusal import Refusal
from carelog.words import tr

if TYPE_CHECKING:
    from carelog.model.following import DueContact, PersonPlan
    from carelog.station.desk import Station

_WHERE = {
    "back": (Presence.PRESENT, None),
    "hospital": (Presence.HOSPITAL, None),
    "family": (Presence.FAMILY, None),
    "out": (Presence.OUT, None),
    "discharged": (Presence.LEFT, Leaving.DISCHARGED),
    "died": (Presence.LEFT, Leaving.DIED),
}


@click.command("move", cls=Command, help="people.move")
@click.argument("code", metavar="PERSON")
@click.argument("where", type=click.Choice(list(_WHERE)))
@option("--at", metavar="TIME", help="people.move_at")
@option("--until", metavar="DATE", help="people.move_until")
@option("--note", metavar="TEXT", default="", help="people.move_note")
@option("--close", is_flag=True, help="people.move_close")
@by_staff
@in_home
@click.pass_context
def move(ctx: click.Context, /, code: str, where: str, by: str, *, close: bool, **told: str | None) -> None:
    """Store where somebody is; whoever has died or left keeps their history."""
    station = station_for(ctx, by, writes=True)
    person = station.by_code(code)
    presence, left = _WHERE[where]
    at, until = instant(told["at"], station), told["until"]
    day = day_of(until, "report.not_a_date") if until else None
    note = told["note"] or ""
    if left is Leaving.DIED:
        station.register.died(person.id, at=at, note=note, close=close)
    else:
        station.register.move(person.id, presence, left=left, until=day, note=note, at=at)
    click.echo(tr("people.moved", code=person.code, name=person.name, where=tr(f"presence.{left or presence}")))
    still = station.register.open_alerts(person.id) if left else ()
    if still:
        click.echo(tr("people.still_open", code=person.code, rules=", ".join(still)))


@click.command("history", cls=Command, help="people.history")
@click.argument("code", metavar="PERSON")
@option("--json", "json_", is_flag=True, help="people.history_json")
@in_home
@click.pass_context
def history(ctx: click.Context, code: str, *, json_: bool) -> None:
    """Say which beds somebody has had and where they have been, of those who have left too."""
    station = station_for(ctx)
    told = station.register.past(station.by_code(code))
    if json_:
        click.echo(json.dumps(past_as_json(told, station), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(past_lines(told, station)))


@click.command("contact", cls=Command, help="people.contact")
@click.argument("code", metavar="PERSON")
@click.argument("follower", type=click.Choice([f.value for f in Follower]))
@option("--at", metavar="TIME", help="people.contact_at")
@option("--note", metavar="TEXT", default="", help="people.contact_note")
@by_staff
@in_home
@click.pass_context
def contact(ctx: click.Context, /, code: str, follower: str, by: str, at: str | None, note: str) -> None:
    """Store that somebody was in touch with a person."""
    station = station_for(ctx, by, writes=True)
    person = station.by_code(code)
    station.register.followed_up(person.id, Follower(follower), note=note, at=instant(at, station))
    click.echo(tr("people.contacted", code=person.code, name=person.name, by=tr(f"people.by_{follower}")))


@click.command("plan", cls=Command, help="people.plan")
@option("--json", "json_", is_flag=True, help="people.plan_json")
@in_home
@click.pass_context
def plan(ctx: click.Context, *, json_: bool) -> None:
    """Say what the class of each resident asks for now."""
    station = station_for(ctx)
    plans = station.register.plans()
    if plans is None:
        raise Refusal("people.no_plan", protocol=station.used.id)
    codes = {p.id: p for p in station.people()}
    if json_:
        asked = [plan_as_json(one, codes[one.person].code, station) for one in plans]
        click.echo(json.dumps(asked, ensure_ascii=False, indent=2))
        return
    lines = [
        line for one in plans for line in _lines(one, f"{codes[one.person].code} {codes[one.person].name}", station)
    ]
    click.echo("\n".join(lines) or tr("people.nothing_due"))


def _lines(told: PersonPlan, who: str, station: Station) -> list[str]:
    """What is due now of one person."""
    due = [_contact(one, station) for one in told.contacts if one.due]
    due += [tr("people.decision_missing")] if told.decision_missing else []
    if told.colour is None and told.infected:
        due.append(tr("people.class_unknown", missing=", ".join(told.missing)))
    colour = tr(f"person.class_{told.colour}") if told.colour else ""
    return [f"{who}  {colour}  {one}" for one in due]


def _contact(one: DueContact, station: Station) -> str:
    by = tr(f"people.by_{one.by}")
    last = f"{station.local(one.last):%m-%d %H:%M}" if one.last else tr("people.never")
    key = "people.contact_overdue" if one.overdue else "people.contact_due"
    return tr(key, by=by, last=last)


@click.command("vaccination", cls=Command, help="people.vaccination")
@option("--json", "json_", is_flag=True, help="people.vaccination_json")
@in_home
@click.pass_context
def vaccination(ctx: click.Context, *, json_: bool) -> None:
    """Say how far the house is vaccinated, who is due and who has refused."""
    told = station_for(ctx).register.vaccinated()
    if json_:
        click.echo(json.dumps(vaccination_as_json(told), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(vaccination_lines(told)))


COMMANDS = (move, history, contact, plan, vaccination)
"""In the order of README."""
