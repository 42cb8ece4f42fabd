"""Need against supply: who comes first, who is on which source, and when the house first falls short."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from carelog.model.oxygen import TherapyStep
from carelog.model.severity import Severity, Task
from carelog.protocol import oxygen
from carelog.protocol.whom import wanted
from carelog.station.oxygen import sources
from carelog.station.oxygen.courses import LOOK_BACK, Course, courses
from carelog.station.oxygen.rows import Breathed, Desk, Held, NeedRow, Order, Stand

if TYPE_CHECKING:
    from datetime import date, datetime

    from carelog.model.assessment import Step
    from carelog.model.person import Person
    from carelog.station.desk import Station

_NOBODY = Course((), (), None)
_SCALE_2_HIGH = 92
"""The upper end of what is wanted of somebody at risk of hypercapnia: 88-92 % (BTS oxygen guideline 2017)."""


def desk(station: Station, at: datetime) -> Desk:
    """The oxygen of the house as known now for an instant."""
    people = {p.id: p for p in station.people()}
    here = {code: p for code, p in people.items() if p.presence.value == "present"}
    breathing, steps = courses(station, at), station.log.steps_at(at)
    found = {
        p.id: row
        for p in here.values()
        if (row := _need(station, p, breathing.get(p.id, _NOBODY), steps.get(p.id), at))
    }
    order = oxygen.ranked(oxygen.Need(p, row.severity, row.spo2, row.target, row.since) for p, row in found.items())
    needs = tuple(found[need.person] for need in order)
    rows = sources.rows(station, breathing, here, at)
    short = oxygen.first_short(sources.supplies(rows), [_breather(row) for row in needs])
    return Desk(
        at=at,
        needs=needs,
        sources=rows,
        short_at=None if short.minutes is None else at + timedelta(minutes=short.minutes),
        short_of=people.get(short.person),
        unknown=tuple(people[p] for p in short.unknown),
    )


def _breather(row: NeedRow) -> oxygen.Breather:
    waits = row.stand is Stand.WAITS
    return oxygen.Breather(row.person.id, None if waits else row.flow, row.source, waits)


def _need(station: Station, person: Person, course: Course, step: Step | None, at: datetime) -> NeedRow | None:
    """Somebody a rule asks oxygen for, or who is on it; None for everybody else."""
    asked = step is not None and Task.OXYGEN in step.tasks
    on = course.flow != 0
    if not asked and not on:
        return None
    target = target_of(station, person)
    act, begun = course.newest, course.begun if on else None
    return NeedRow(
        person=person,
        stand=_stand(course, target) if on else Stand.WAITS,
        severity=step.severity if step else Severity.NOT_KNOWN,
        spo2=course.spo2[1] if course.spo2 else None,
        spo2_at=course.spo2[0] if course.spo2 else None,
        target=target,
        target_high=target_high_of(person, target),
        since=_needed_since(station, person.id, begun[0] if begun else at, at),
        given_since=begun[0] if begun else None,
        begun=bool(begun and begun[1]),
        flow=course.flow,
        device=act.device if act else None,
        source=course.source,
        held=held(person, course, station.local(at).date()),
    )


def breathed(station: Station, person: Person, course: Course, at: datetime) -> Breathed | None:
    """What somebody breathes, with the order it rests on; None where nobody ever said."""
    act, begun, since = course.newest, course.begun, course.since or at
    if begun is None:
        return None
    target = target_of(station, person)
    return Breathed(
        flow=course.flow,
        since=begun[0],
        begun=begun[1],
        device=act.device if act else None,
        source=course.source,
        target_low=target,
        target_high=target_high_of(person, target),
        held=held(person, course, station.local(at).date()),
        until=act.until if act else None,
        spo2=course.spo2 if course.spo2 and course.spo2[0] >= since else None,
    )


def _stand(course: Course, target: int) -> Stand:
    since, spo2 = course.since, course.spo2
    if spo2 is not None and spo2[1] < target and (since is None or spo2[0] >= since):
        return Stand.BELOW
    return Stand.UNMEASURED if spo2 is None or (since is not None and spo2[0] < since) else Stand.SERVED


def _needed_since(station: Station, person: str, given: datetime, at: datetime) -> datetime:
    """Since when the need stands: from the oxygen that is given back through the rules that asked for it before."""
    since = given
    for step in reversed(station.log.steps(person, at - LOOK_BACK, at)):
        if Task.OXYGEN in step.tasks:
            since = min(since, step.start)
        elif step.start < since:
            break
    return since


def target_of(station: Station, person: Person) -> int:
    """The lowest SpO2 wanted on oxygen: from the order on file while it counts, else the usual one of the scale."""
    usual = {figure.name: figure.value for figure in station.light.figures}
    return wanted(person, usual[f"target_scale_{person.scale()}"], station.now(), station.zone)


def target_high_of(person: Person, low: int) -> int | None:
    """The highest SpO2 wanted on oxygen, where `low` is wanted: of the order while it counts, else of scale 2."""
    if person.target_high_percent and person.target_low_percent == low:
        return person.target_high_percent
    return _SCALE_2_HIGH if person.scale() == 2 and low < _SCALE_2_HIGH else None  # noqa: PLR2004 - NEWS2's scales


def held(person: Person, course: Course, today: date) -> Held:
    """The order: on the person's page as rules read it, or told with the oxygen that is given."""
    act = course.newest
    ordered = _ordered(person, course)
    return Held(_order(person, course, ordered, today), act.ordered_by if act else "", ordered)


def _order(person: Person, course: Course, ordered: int | None, today: date) -> Order:
    act = course.newest
    by = act is not None and act.ordered_by != ""
    ends = [day for day in (person.oxygen_until, act.until if act else None) if day is not None]
    if any(day < today for day in ends):
        return Order.RAN_OUT
    if ordered is None:
        return Order.NONE if person.target_low_percent is None else Order.RANGE_ONLY
    if course.flow is not None and course.flow > ordered:
        return Order.MORE
    if person.target_by and person.target_until is not None and person.target_until < today:
        return Order.RANGE_RAN_OUT
    lacks = by and person.oxygen_tenths_l_min is None and person.target_low_percent is None
    return Order.NO_TARGET if lacks else Order.ON_FILE


def _ordered(person: Person, course: Course) -> int | None:
    """The flow a doctor who was named with it ordered, else the one on the person's page; None where nobody did.

    A change repeats who ordered before, so only a name that is new there stands before the page.
    """
    act, on_page = course.newest, person.oxygen_tenths_l_min
    if act is None or not act.ordered_by:
        return on_page
    before = course.acts[-2][1] if len(course.acts) > 1 else None
    repeated = before is not None and before.step is not TherapyStep.STOPPED and before.ordered_by == act.ordered_by
    return on_page if repeated and on_page is not None else act.flow_tenths
