"""`carelog referral`: who is being sent to a hospital, step by step, and the month's figures."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from carelog.cli.base import Command, Commands, by_staff, day_of, in_home, instant, option, station_for
from carelog.model.referral import ReferralReason, ReferralStep, Transport
from carelog.report import referral as said
from carelog.station.referral.rows import Told
from carelog.words import tr

if TYPE_CHECKING:
    from carelog.station.desk import Station
    from carelog.station.referral.rows import Along, Case, MonthFigures


@click.group("referral", cls=Commands, help="referral.referral", invoke_without_command=True)
@in_home
@click.pass_context
def referral(ctx: click.Context) -> None:
    """Say who is being sent to a hospital, where no other command follows."""
    if ctx.invoked_subcommand is None:
        _listed(ctx, as_object=False)


@referral.command("list", cls=Command, help="referral.list")
@option("--json", "as_object", is_flag=True, help="explain.why_json")
@in_home
@click.pass_context
def list_(ctx: click.Context, *, as_object: bool) -> None:
    """Say every open referral with a clock at each step."""
    _listed(ctx, as_object=as_object)


def _listed(ctx: click.Context, *, as_object: bool) -> None:
    station = station_for(ctx)
    cases, now = station.referral.open(), station.now()
    if as_object:
        click.echo(json.dumps([_object(case, station) for case in cases], ensure_ascii=False, indent=2))
    else:
        lines = [line for case in cases for line in said.lines(case, station, now)]
        click.echo("\n".join(lines) or tr("referral.none_open"))


def _object(case: Case, station: Station) -> dict[str, object]:
    return {
        "person": case.person.code,
        "step": case.last.step.value,
        "since": station.local(case.since).isoformat(),
        "along": _along(station.referral.along(case.person.id)),
        "next": [step.value for step in station.referral.next_steps(case.person.id)],
        "steps": [
            {
                "step": body.step.value,
                "at": station.local(at).isoformat(),
                "institution": body.institution or None,
                "reason": body.reason,
                "transport": body.transport,
            }
            for at, body in case.steps
        ],
    }


def _along(told: Along) -> dict[str, object]:
    things = [{"thing": thing, "back": thing in told.back} for thing in told.things]
    return {"escort": told.escort or None, "things": things, "note": told.note or None}


class _Said(TypedDict):
    """What may be said of a step."""

    institution: str
    reason: str | None
    transport: str | None
    escort: str
    despite: str
    note: str


@referral.command("step", cls=Command, help="referral.step")
@click.argument("code", metavar="PERSON")
@click.argument("step", type=click.Choice([s.value for s in ReferralStep]), metavar="STEP")
@option("--to", "institution", metavar="ID", default="", help="referral.opt_to")
@option("--reason", type=click.Choice([r.value for r in ReferralReason]), help="referral.opt_reason")
@option("--transport", type=click.Choice([t.value for t in Transport]), help="referral.opt_transport")
@option("--escort", metavar="TEXT", default="", help="referral.opt_escort")
@option("--despite", metavar="TEXT", default="", help="referral.opt_despite")
@option("--note", metavar="TEXT", default="", help="referral.opt_step_note")
@option("--at", metavar="TIME", help="given.opt_at")
@by_staff
@in_home
@click.pass_context
def step_(ctx: click.Context, /, code: str, step: str, at: str | None, by: str, **facts: Unpack[_Said]) -> None:
    """Write down that a step has happened."""
    station = station_for(ctx, by, writes=True)
    person = station.by_code(code)
    told = Told(
        facts["institution"],
        ReferralReason(facts["reason"]) if facts["reason"] else None,
        Transport(facts["transport"]) if facts["transport"] else None,
        facts["escort"],
        facts["despite"],
        facts["note"],
    )
    before = station.register.open_alerts(person.id)
    case = station.referral.step(person.id, ReferralStep(step), told, instant(at, station))
    joined = said.joined(case.last.step, before, station.register.open_alerts(person.id))
    click.echo("\n".join([*said.lines(case, station, station.now()), *([joined] if joined else [])]))


class _Along(TypedDict):
    """What may be said of who and what goes along."""

    escort: str | None
    things: str | None
    note: str | None


@referral.command("along", cls=Command, help="referral.along")
@click.argument("code", metavar="PERSON")
@option("--escort", metavar="TEXT", help="referral.opt_escort")
@option("--things", metavar="LIST", help="referral.opt_things")
@option("--back", metavar="LIST", help="referral.opt_back")
@option("--note", metavar="TEXT", help="referral.opt_along_note")
@by_staff
@in_home
@click.pass_context
def along_(ctx: click.Context, /, code: str, by: str, back: str | None, **told: Unpack[_Along]) -> None:
    """Write down who and what goes along, or what came back."""
    changes = back is not None or any(text is not None for text in told.values())
    station = station_for(ctx, by, writes=changes)
    person = station.by_code(code)
    if any(text is not None for text in told.values()):
        station.referral.put_along(person.id, **told)
    if back is not None:
        station.referral.came_back(person.id, back)
    case = station.referral.of(person.id)
    click.echo("\n".join(said.lines(case, station, station.now())) if case else tr("referral.nothing_along"))


@referral.command("figures", cls=Command, help="referral.figures")
@option("--month", metavar="YYYY-MM", help="referral.opt_month")
@option("--json", "as_object", is_flag=True, help="explain.why_json")
@in_home
@click.pass_context
def figures_(ctx: click.Context, month: str | None, *, as_object: bool) -> None:
    """Say a month in figures."""
    station = station_for(ctx)
    on = day_of(f"{month}-01", "referral.not_a_month") if month else station.local(station.now()).date()
    told = station.referral.figures(on)
    if as_object:
        click.echo(json.dumps(_figures(told, station), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(said.figures(told, station)))


def _figures(told: MonthFigures, station: Station) -> dict[str, object]:
    return {
        "month": f"{station.local(told.first):%Y-%m}",
        "begun": told.begun,
        "again": told.again,
        "steps": {step.value: count for step, count in told.counts},
        "refusals": {why.value: count for why, count in told.refusals},
        "minutes": {span.name: {"median": span.minutes, "known": span.known} for span in told.spans},
    }
