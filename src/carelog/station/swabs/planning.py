"""Who is due for a swab on a day: everybody as the planner is told of them, in bed order."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from carelog.model.deeds import Result
from carelog.model.person import Kind, Presence
from carelog.model.severity import Task
from carelog.model.swabs import DueCount, DueSwab, Exempt, SwabDay
from carelog.protocol.swabs.programme import Asked, Known, Taken, due
from carelog.station.rounds import walking
from carelog.station.swabs.reading import Reading, read, wanted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from carelog.log.read_swabs import SwabTold
    from carelog.model.deeds import Method
    from carelog.model.person import Colour, Person
    from carelog.station.desk import Station

_STEPS = timedelta(days=60)
"""How far back the beginning of an open task is looked for."""
_DAY = timedelta(days=1)
_JUST = timedelta(milliseconds=1)


def swab_day(station: Station, day: date | None) -> SwabDay:
    """Who is due on a day, in bed order, and how the testing stands."""
    known = read(station, day)
    everybody = [_told(known, person) for person in sorted(known.people, key=walking)]
    found = tuple(one for who in everybody if (one := due(known.plan, known.house, who, known.day)))
    regime, since = station.swabs.regime_since(known.at)
    return SwabDay(known.day, regime, since, found, _count(known.day, found, everybody))


def a_week(station: Station, day: date | None) -> dict[tuple[Method, ...], int]:
    """How many tests a week the plan of a day asks of who is here and not left out, by the methods it accepts."""
    known = read(station, day)
    regime = known.house.spells[-1].regime
    out: dict[tuple[Method, ...], int] = {}
    for person in known.people:
        one = _known(known, person)
        row = known.plan.row(one.group, regime)
        if row and one.here and not one.exempt:
            out[row.methods] = out.get(row.methods, 0) + row.times
    return out


def _count(day: date, found: Sequence[DueSwab], everybody: Sequence[Known]) -> DueCount:
    late = sum(one.overdue_days > 0 for one in found)
    done = sum(any(s.day == day and s.result is not Result.INVALID for s in who.swabs) for who in everybody)
    out = sum(s.result is None for who in everybody for s in who.swabs)
    return DueCount(len(found) - late, late, done, out)


def _told(known: Reading, person: Person) -> Known:
    """Somebody as the planner asks; where their last weeks do not answer it, with what is known from before."""
    one = _known(known, person)
    needs = [set(methods) for methods in _needed(known, one)]
    tested = {s.method for s in one.swabs if s.result in (Result.NEGATIVE, Result.POSITIVE) and s.at >= known.near}
    odd = any(s.at < known.near for s in one.swabs)
    return _from_long_ago(known, one) if one.here and (odd or not all(need & tested for need in needs)) else one


def _needed(known: Reading, one: Known) -> Iterator[tuple[Method, ...]]:
    """The methods of every row that may ask for a test of somebody."""
    plan = known.plan
    row = plan.row(one.group, known.house.spells[-1].regime)
    if row:
        yield row.methods
    if known.house.sweeps and one.kind in plan.sweep:
        yield plan.sweep_methods
    if one.contacts:
        yield plan.contact_methods


def _from_long_ago(known: Reading, one: Known) -> Known:
    """With the last tests further back, and when they came, where that is long ago too."""
    before = wanted(known.station.log.swabs_before(one.person, known.near), known.plan)
    mine = {s.entry for s in one.swabs}
    swabs = _taken(known, [s for s in before if s.entry not in mine])
    since = known.station.log.expected_since(one.person) if one.came == date.min else None
    came = known.day_of(since) if since and since <= known.at else one.came
    return one._replace(swabs=(*swabs, *one.swabs), came=came)


def _known(known: Reading, person: Person) -> Known:
    came, moved_in, admitted = _arrival(known, person)
    exempt, free = _exemption(known, person.id)
    return Known(
        person=person.id,
        kind=person.kind,
        group=known.plan.group(person.kind, _colour(known, person), frozenset({person.unit, person.zone} - {""})),
        here=person.presence is Presence.PRESENT,
        came=came,
        moved_in=moved_in,
        admitted=admitted,
        exempt=exempt,
        free_since=free,
        swabs=_taken(known, known.swabs.get(person.id, ())),
        contacts=tuple(known.contacts.get(person.id, ())),
        asked=_asked(known, person.id),
    )


def _taken(known: Reading, swabs: Sequence[SwabTold]) -> tuple[Taken, ...]:
    return tuple(Taken(s.at, known.day_of(s.at), s.entry, s.method, s.result) for s in swabs)


def _colour(known: Reading, person: Person) -> Colour | None:
    """The class of a person, where a group of the plan asks for it."""
    if not known.plan.by_colour or person.kind is not Kind.RESIDENT:
        return None
    from carelog.protocol.colour import classed

    table = known.station.judge.protocol().classes
    return classed(table.ready(), person, known.at, known.station.zone).colour if table else person.colour


def _arrival(known: Reading, person: Person) -> tuple[date, date, bool]:
    """When somebody came back last and when they moved in, as far as that was of late; whether it was an admission."""
    came = moved_in = date.min
    admitted, before = False, None
    for stood in known.moves.get(person.id, ()):
        day = known.day_of(stood.at)
        if stood.at > known.at:
            break
        if before is None and stood.at >= known.far:
            came = moved_in = day
            admitted = person.admitted_on is None or person.admitted_on >= day
        elif before not in (None, Presence.PRESENT) and stood.presence is Presence.PRESENT:
            came, admitted = day, before in (Presence.HOSPITAL, Presence.LEFT)
            moved_in = day if before is Presence.LEFT else moved_in
        before = stood.presence
    return came, moved_in, admitted


def _exemption(known: Reading, person: str) -> tuple[bool, date | None]:
    """Whether somebody is out of the weekly plan, else the first day on which they were in it again."""
    until: date | None = date.min
    for deed in known.exempted.get(person, ()):
        day, said = known.day_of(deed.at), deed.body
        if said.why is not Exempt.ENDED:
            until = said.until
        elif until is None or until >= day:
            until = day - _DAY
    if until is None or until >= known.day:
        return True, None
    return False, until + _DAY if until > date.min else None


def _asked(known: Reading, person: str) -> Asked | None:
    """The open task `test` of somebody: from when it has been open without a break."""
    step = known.steps.get(person)
    if step is None or Task.TEST not in step.tasks:
        return None
    start = step.start
    for earlier in reversed(known.station.log.steps(person, known.at - _STEPS, known.at + _JUST)):
        if Task.TEST not in earlier.tasks:
            break
        start = earlier.start
    rules = {fired.rule for fired in step.fired if Task.TEST in fired.tasks}
    return Asked(start, known.day_of(start), known.plan.serial in rules)
