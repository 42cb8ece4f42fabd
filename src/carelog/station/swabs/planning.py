"""Who is due for a swab on a day: everybody as the planner is told of them, in bed order."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from carelog.model.deeds import Result
from carelog.model.person import Kind, Presence
from carelog.model.severity import Task
from carelog.model.swabs import DueCount, DueSwab, Exempt, SwabDay
from carelog.protocol.swabbing import Asked, Known, Taken, due
from carelog.station.rounds import walking
from carelog.station.swabs.reading import Reading, read, wanted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from carelog.log.read_swabs import SwabTold
    from carelog.model.person import Colour, Person
    from carelog.station.desk import Station

_STEPS = timedelta(days=60)
"""How far back the beginning of an open task is looked for."""
_DAY = timedelta(days=1)
_JUST = timedelta(milliseconds=1)


def swab_day(station: Station, day: date | None) -> SwabDay:
    """Who is due on a day, in bed order, and how the testing stands."""
    known = read(station, day)
    people = sorted(known.people, key=walking)
    found = tuple(one for who in _told(known, people) if (one := due(known.plan, known.house, who, known.day)))
    regime, since = station.swabs.regime_since(known.at)
    return SwabDay(known.day, regime, since, found, _count(known, found))


def _count(known: Reading, found: Sequence[DueSwab]) -> DueCount:
    late = sum(one.overdue_days > 0 for one in found)
    done = sum(any(_taken_today(known, s) for s in swabs) for swabs in known.swabs.values())
    out = sum(s.result is None for swabs in known.swabs.values() for s in swabs)
    return DueCount(len(found) - late, late, done, out)


def _taken_today(known: Reading, swab: SwabTold) -> bool:
    return swab.result is not Result.INVALID and known.day_of(swab.at) == known.day


def _told(known: Reading, people: Sequence[Person]) -> Iterator[Known]:
    """Everybody as the planner asks; of who was not tested for long, when they came and were last tested."""
    today = known.house.spells[-1].regime
    for person in people:
        one = _known(known, person)
        row = known.plan.row(one.group, today)
        tested = row and any(s.result is not None and s.method in row.methods for s in one.swabs)
        yield _from_long_ago(known, one) if row and one.here and not tested else one


def _from_long_ago(known: Reading, one: Known) -> Known:
    before = wanted(known.station.log.swabs_before((one.person,), known.since), known.plan)
    since = known.station.log.expected_since(one.person)
    came = known.day_of(since) if since and since <= known.at else one.came
    return one._replace(swabs=(*_taken(known, before), *one.swabs), came=max(one.came, came))


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
        if before is None and stood.at >= known.since:
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
