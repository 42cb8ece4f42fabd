"""Oxygen in words: who needs it, what a source still gives, when it falls short; always per order, never an advice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carelog.model.oxygen import SourceKind, SourceState
from carelog.report.limits import limit_mark
from carelog.station.oxygen.rows import Order, Stand
from carelog.words import tr

if TYPE_CHECKING:
    from datetime import datetime

    from carelog.model.oxygen import Therapy
    from carelog.model.person import Person
    from carelog.station.desk import Station
    from carelog.station.oxygen.door import Done
    from carelog.station.oxygen.rows import Desk, Held, NeedRow, SourceRow

_HOUR = 60


def litres(tenths: int | None) -> str:
    """A flow or a water capacity in litres; `?` where nobody told."""
    if tenths is None:
        return "?"
    return f"{tenths // 10}.{tenths % 10}" if tenths % 10 else str(tenths // 10)


def clock(at: datetime, station: Station) -> str:
    """A time, with its date where that is not today."""
    there, now = station.local(at), station.local(station.now())
    return f"{there:%H:%M}" if there.date() == now.date() else f"{there:%m-%d %H:%M}"


def span(minutes: int) -> str:
    """So many hours and minutes."""
    return tr("oxygen.span", h=minutes // _HOUR, m=f"{minutes % _HOUR:02}")


def named(person: Person) -> str:
    """Bed and name, the code where there is no name."""
    return f"{person.bed} {person.name or person.code}".strip()


def counted(desk: Desk) -> str:
    """How many need it, have it, wait."""
    waits = desk.count(Stand.WAITS)
    return tr("oxygen.counted", need=len(desk.needs), have=len(desk.needs) - waits, wait=waits)


def short(desk: Desk, station: Station) -> str:
    """When the supply first falls short."""
    left_out = tr("oxygen.comma").join(named(person) for person in desk.unknown)
    if desk.short_at is None and left_out:
        return tr("oxygen.short_unknown", names=left_out)
    if desk.short_at is None:
        told = tr("oxygen.never_short")
    elif desk.short_at <= desk.at:
        told = tr("oxygen.short_now", name=named(desk.short_of) if desk.short_of else "")
    else:
        name = named(desk.short_of) if desk.short_of else ""
        told = tr("oxygen.short_at", at=clock(desk.short_at, station), name=name)
    return told + (tr("oxygen.unknown", names=left_out) if left_out else "")


def value(row: NeedRow, station: Station) -> str:
    """The newest SpO2 with its time, and the target."""
    spo2 = tr("oxygen.no_spo2")
    if row.spo2 is not None and row.spo2_at is not None:
        spo2 = tr("oxygen.spo2", value=row.spo2, at=clock(row.spo2_at, station))
    return tr("oxygen.comma").join((spo2, target(row.target, row.target_high)))


def target(low: int, high: int | None) -> str:
    """The SpO2 wanted: a range where there is an upper end, for more harms somebody whose range has one."""
    return tr("oxygen.target_range", low=low, high=high) if high else tr("oxygen.target_least", low=low)


def given(row: NeedRow) -> str:
    """What is given, through what and from where."""
    if row.stand is Stand.WAITS:
        return tr("oxygen.none_given")
    flow = tr("oxygen.unread") if row.flow is None else tr("oxygen.lpm", flow=litres(row.flow))
    device = tr(f"oxygen.device_{row.device.value}") if row.device else ""
    source = row.source or tr("oxygen.source_not_said")
    return tr("oxygen.comma").join(part for part in (flow, device, source) if part)


def order(held: Held) -> str:
    """Whether an order is on file, and whether it is one for what is given."""
    if held.order is Order.ON_FILE and held.by:
        return tr("oxygen.order_by", by=held.by)
    return tr(f"oxygen.order_{held.order.value}", by=held.by, flow=litres(held.flow))


def need(row: NeedRow, number: int, station: Station) -> str:
    """A line on somebody who needs oxygen."""
    name = "  ".join(part for part in (named(row.person), limit_mark(row.person)) if part)
    return tr("oxygen.need", n=number, name=name, stand=stand(row), said=facts(row, station))


def stand(row: NeedRow) -> str:
    """How somebody stands."""
    return tr(f"oxygen.stand_{row.stand.value}")


def facts(row: NeedRow, station: Station) -> str:
    """The value, what is given, since when, and the order."""
    parts = (value(row, station), given(row), since(row, station))
    return tr("oxygen.comma").join((*parts, order(row.held)))


def since(row: NeedRow, station: Station) -> str:
    """Since when oxygen runs, for whoever waits since when it is needed."""
    if row.given_since is None:
        return tr("oxygen.since", at=clock(row.since, station))
    which = "oxygen.given_since" if row.begun else "oxygen.given_at_least"
    return tr(which, at=clock(row.given_since, station))


def ask_stop(row: NeedRow, station: Station) -> str:
    """Whether to stop somebody's oxygen, with the value that says what stopping it means."""
    stands = "" if row.stand is Stand.SERVED else stand(row)
    known = tr("oxygen.comma").join(part for part in (value(row, station), stands) if part)
    return tr("oxygen.ask_stop", name=named(row.person), said=known)


def lasts(row: SourceRow, desk: Desk, station: Station) -> str:
    """How long a source lasts at what is drawn from it now."""
    if row.state is not SourceState.IN_USE:
        return tr(f"oxygen.state_{row.state.value}")
    if row.kind is SourceKind.CONCENTRATOR:
        return tr("oxygen.endless")
    if row.litres is None:
        return tr("oxygen.not_read")
    left = tr("oxygen.left", litres=int(row.litres))
    if row.empty_at is None:
        return left
    minutes = int((row.empty_at - desk.at).total_seconds()) // 60
    return tr("oxygen.comma").join((left, tr("oxygen.empty_in", span=span(minutes), at=clock(row.empty_at, station))))


def source(row: SourceRow, desk: Desk, station: Station) -> str:
    """A line on a source."""
    draw = tr("oxygen.draw", draw=litres(row.draw), most=litres(row.most)) if row.most else ""
    drawn = draw or tr("oxygen.draw_only", draw=litres(row.draw))
    who = tr("oxygen.comma").join(named(person) for person in row.people) or tr("oxygen.nobody_on")
    place = row.place
    kind = tr(f"oxygen.kind_{row.kind.value}")
    said = tr("oxygen.comma").join(part for part in (place, drawn, lasts(row, desk, station), who) if part)
    return tr("oxygen.source", code=row.code, kind=kind, said=said)


def lines(desk: Desk, station: Station) -> list[str]:
    """The whole desk."""
    at = f"{station.local(desk.at):%Y-%m-%d %H:%M}"
    out = [tr("cli.board_head", facility=station.facility.name, at=at), counted(desk), short(desk, station)]
    out += [need(row, n, station) for n, row in enumerate(desk.needs, 1)]
    out += [source(row, desk, station) for row in desk.sources]
    return out if desk.sources else [*out, tr("oxygen.no_sources")]


def act(body: Therapy) -> str:
    """What was done, how much, and from where."""
    said = tr(f"oxygen.act_{body.step.value}", flow=litres(body.flow_tenths))
    return tr("oxygen.comma").join(part for part in (said, body.source) if part)


def done(told: Done, person: Person, station: Station) -> str:
    """What was stored; oxygen is a prescribed drug, so the order is always said."""
    flow = litres(told.body.flow_tenths)
    device = tr(f"oxygen.device_{told.body.device.value}")
    said = tr(f"oxygen.did_{told.body.step.value}", name=named(person), flow=flow, device=device)
    if told.body.flow_tenths == 0:
        return said
    return said + order(told.held) + needless(told, station)


def needless(told: Done, station: Station) -> str:
    """That no rule asks for the oxygen that was started, and which value says so; '' where one does."""
    if told.needless is None:
        return ""
    at, spo2 = told.needless
    return tr("oxygen.needless", spo2=tr("oxygen.spo2", value=spo2, at=clock(at, station)))
