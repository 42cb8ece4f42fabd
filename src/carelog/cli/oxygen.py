"""`carelog oxygen`: need against supply; oxygen started, changed, stopped; sources and their gauges."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from carelog.cli.base import Command, Commands, by_staff, day_of, in_home, instant, option, station_for
from carelog.model.oxygen import OxygenDevice, SourceKind, SourceSet, SourceState, TherapyStep
from carelog.model.refusal import Refusal
from carelog.report import oxygen as said
from carelog.station.oxygen.litres import tenths
from carelog.station.oxygen.rows import Asked
from carelog.words import tr

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from carelog.station.desk import Station
    from carelog.station.oxygen.rows import Desk, NeedRow, SourceRow

_TARGET = re.compile(r"(\d{2,3})-(\d{2,3})")


def _target(text: str | None) -> tuple[int | None, int | None]:
    if text is None:
        return None, None
    found = _TARGET.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if found is None:
        raise Refusal("oxygen.target")
    return int(found[1]), int(found[2])


@click.group("oxygen", cls=Commands, help="oxygen.oxygen", invoke_without_command=True)
@option("--json", "as_object", is_flag=True, help="oxygen.opt_json")
@in_home
@click.pass_context
def oxygen(ctx: click.Context, *, as_object: bool) -> None:
    """Say need against supply, where no other command follows."""
    if ctx.invoked_subcommand is None:
        _listed(ctx, as_object=as_object)


@oxygen.command("desk", cls=Command, help="oxygen.desk")
@option("--json", "as_object", is_flag=True, help="oxygen.opt_json")
@in_home
@click.pass_context
def desk_(ctx: click.Context, *, as_object: bool) -> None:
    """Say need against supply."""
    _listed(ctx, as_object=as_object)


def _listed(ctx: click.Context, *, as_object: bool) -> None:
    station = station_for(ctx)
    desk = station.oxygen.desk()
    if as_object:
        click.echo(json.dumps(_object(desk, station), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(said.lines(desk, station)))


def _iso(at: datetime | None, station: Station) -> str | None:
    return station.local(at).isoformat() if at else None


def _litres(value: int | None) -> float | None:
    return None if value is None else value / 10


def _object(desk: Desk, station: Station) -> dict[str, object]:
    """The desk for a program; null is not known and never 0."""
    return {
        "at": _iso(desk.at, station),
        "first_short_at": _iso(desk.short_at, station),
        "first_short_of": desk.short_of.code if desk.short_of else None,
        "left_out": [person.code for person in desk.unknown],
        "needs": [_need(row, station) for row in desk.needs],
        "sources": [_source(row, station) for row in desk.sources],
    }


def _need(row: NeedRow, station: Station) -> dict[str, object]:
    return {
        "person": row.person.code,
        "ceiling": row.person.ceiling,
        "stand": row.stand.value,
        "severity": row.severity.name,
        "spo2": row.spo2,
        "spo2_at": _iso(row.spo2_at, station),
        "target": row.target,
        "target_high": row.target_high,
        "since": _iso(row.since, station),
        "given_since": _iso(row.given_since, station),
        "given_since_at_least": row.given_since is not None and not row.begun,
        "flow_l_min": _litres(row.flow),
        "device": row.device,
        "source": row.source or None,
        "order": row.held.order.value,
        "ordered_by": row.held.by or None,
        "ordered_l_min": _litres(row.held.flow),
    }


def _source(row: SourceRow, station: Station) -> dict[str, object]:
    return {
        "code": row.code,
        "kind": row.kind.value,
        "state": row.state.value,
        "place": row.place or None,
        "most_l_min": _litres(row.most),
        "draw_l_min": _litres(row.draw),
        "people": [person.code for person in row.people],
        "kpa": row.kpa,
        "read_at": _iso(row.read_at, station),
        "litres": int(row.litres) if row.litres is not None else None,
        "empty_at": _iso(row.empty_at, station),
    }


# who breathes what


class _Told(TypedDict):
    """What may be said of oxygen that is given."""

    device: str | None
    source: str | None
    ordered: str
    target: str | None
    until: str | None
    note: str


def _asked(flow: str, told: _Told) -> Asked:
    low, high = _target(told["target"])
    until = day_of(told["until"], "report.not_a_date") if told["until"] else None
    device = OxygenDevice(told["device"]) if told["device"] else None
    return Asked(tenths(flow), device, told["source"], told["ordered"], low, high, until, told["note"])


def _giving(name: str, only: TherapyStep) -> Callable[..., None]:
    """A command of its own for oxygen that begins and for oxygen that is changed."""

    @oxygen.command(name, cls=Command, help=f"oxygen.{name}")
    @click.argument("code", metavar="PERSON")
    @option("--flow", required=True, metavar="L/MIN", help="oxygen.opt_flow")
    @option("--device", type=click.Choice([d.value for d in OxygenDevice]), help="oxygen.opt_device")
    @option("--source", metavar="CODE", help="oxygen.opt_source")
    @option("--ordered-by", "ordered", metavar="NAME", default="", help="oxygen.opt_ordered")
    @option("--target", metavar="LOW-HIGH", help="oxygen.opt_target")
    @option("--until", metavar="DATE", help="oxygen.opt_until")
    @option("--note", metavar="TEXT", default="", help="oxygen.opt_note")
    @option("--at", metavar="TIME", help="given.opt_at")
    @by_staff
    @in_home
    @click.pass_context
    def told(ctx: click.Context, /, code: str, flow: str, at: str | None, by: str, **rest: Unpack[_Told]) -> None:
        """Write it down, and say whether an order is on file."""
        station = station_for(ctx, by, writes=True)
        person = station.by_code(code)
        done = station.oxygen.give(person.id, _asked(flow, rest), instant(at, station), only=only)
        click.echo(said.done(done, person, station))

    return told


for _name, _only in (("start", TherapyStep.STARTED), ("change", TherapyStep.CHANGED)):
    _giving(_name, _only)


@oxygen.command("stop", cls=Command, help="oxygen.stop")
@click.argument("code", metavar="PERSON")
@option("--note", metavar="TEXT", default="", help="oxygen.opt_note")
@option("--at", metavar="TIME", help="given.opt_at")
@by_staff
@in_home
@click.pass_context
def stop(ctx: click.Context, /, code: str, note: str, at: str | None, by: str) -> None:
    """Write down that oxygen was stopped."""
    station = station_for(ctx, by, writes=True)
    person = station.by_code(code)
    done = station.oxygen.stop(person.id, note, instant(at, station))
    click.echo(said.done(done, person, station))


# sources


class _Facts(TypedDict):
    """What may be said of a source; None is as before."""

    kind: str | None
    state: str | None
    most: str | None
    water: str | None
    reserve: str | None
    place: str | None
    note: str


@oxygen.command("source", cls=Command, help="oxygen.source_command")
@click.argument("code", metavar="CODE")
@option("--kind", type=click.Choice([k.value for k in SourceKind]), help="oxygen.opt_kind")
@option("--state", type=click.Choice([s.value for s in SourceState]), help="oxygen.opt_state")
@option("--max-flow", "most", metavar="L/MIN", help="oxygen.opt_most")
@option("--water", metavar="L", help="oxygen.opt_water")
@option("--reserve", metavar="PRESSURE", help="oxygen.opt_reserve")
@option("--place", metavar="TEXT", help="oxygen.opt_place")
@option("--note", metavar="TEXT", default="", help="oxygen.opt_note")
@by_staff
@in_home
@click.pass_context
def source(ctx: click.Context, /, code: str, by: str, **facts: Unpack[_Facts]) -> None:
    """Write down what a source is and how it stands."""
    station = station_for(ctx, by, writes=True)
    station.oxygen.set_source(_set(code, station, facts))
    click.echo(_said_of(code, station))


def _set(code: str, station: Station, facts: _Facts) -> SourceSet:
    known = station.oxygen.said(code)
    if known is None and facts["kind"] is None:
        raise Refusal("oxygen.source_kind", code=code[:20])
    kind = SourceKind(facts["kind"]) if facts["kind"] else known.kind if known else SourceKind.CYLINDER
    state = SourceState(facts["state"]) if facts["state"] else known.state if known else SourceState.IN_USE
    most, water, reserve = facts["most"], facts["water"], facts["reserve"]
    return SourceSet(
        known.code if known else code,
        kind,
        state,
        tenths(most) if most else known.max_flow_tenths if known else None,
        tenths(water) if water else known.water_tenths if known else None,
        station.oxygen.pressure(reserve) if reserve else known.reserve_kpa if known else 0,
        facts["place"] if facts["place"] is not None else known.place if known else "",
        facts["note"],
    )


@oxygen.command("gauge", cls=Command, help="oxygen.gauge")
@click.argument("code", metavar="CODE")
@click.argument("pressure", metavar="PRESSURE")
@by_staff
@in_home
@click.pass_context
def gauge(ctx: click.Context, /, code: str, pressure: str, by: str) -> None:
    """Write down what the gauge of a cylinder shows."""
    station = station_for(ctx, by, writes=True)
    station.oxygen.gauge(code, pressure)
    click.echo(_said_of(code, station))


def _said_of(code: str, station: Station) -> str:
    desk = station.oxygen.desk()
    row = station.oxygen.source(code)
    return said.source(row, desk, station) if row else tr("oxygen.no_sources")
