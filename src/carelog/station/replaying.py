"""What a protocol would have said of what is recorded: alarms more and fewer, warnings, and what they cost.

Nothing is written: no entry, no view. A home opened read-only can be replayed.
"""

from __future__ import annotations

import gc
from collections import Counter
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from carelog.model.history import History
from carelog.model.observation import Seen
from carelog.model.severity import Severity
from carelog.protocol import alarms
from carelog.protocol.alarms import Alarm, Matched
from carelog.station import attendance, referrals
from carelog.station.attendance import Attendance
from carelog.station.referrals import Warned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from carelog.model.assessment import Step
    from carelog.model.round import Window
    from carelog.protocol.price import Price
    from carelog.protocol.schema import CareProtocol
    from carelog.station.desk import Station

_LONG_AGO = datetime(1970, 3, 1, tzinfo=UTC)
_A_DAY = timedelta(days=1)
"""Longer than one observation takes, from its first part to its last."""
_INSTANT = timedelta(milliseconds=1)
_SELDOM = 100_000
"""How many more objects made than freed call the collector: about those of one person's year."""
_Acts = list[tuple[datetime, frozenset[str]]]


class Count(NamedTuple):
    """What one rule said at one kind of severity (REVIEW: all alerts; WATCH) in the time replayed.

    recorded - removed + added = replayed. An alarm counts where it began in that time, a pair where one of the two did.
    """

    rule: str
    kind: Severity
    recorded: int
    replayed: int
    added: int
    removed: int
    recorded_observations: int
    """of alerts: the observations they rest on, however many one alert has; 0 for WATCH"""
    replayed_observations: int


class Replayed(NamedTuple):
    """Two decisions about the same history beside each other."""

    first: datetime
    last: datetime
    observations: int
    """that happened in this time"""
    attendance: Attendance
    counts: tuple[Count, ...]
    """alerts first, then by rule"""
    added: tuple[Alarm, ...]
    """what only the replay says, alerts and WATCH, in the order of time"""
    removed: tuple[Alarm, ...]
    """what only the record says"""
    warnings: tuple[Warned, ...]
    """every referral in the order of time"""

    def total(self, kind: Severity) -> Count:
        """All rules together at one kind of severity."""
        sums = [sum(column) for column in zip(*(c[2:] for c in self.counts if c.kind is kind), strict=True)]
        return Count("", kind, *(sums or [0] * 6))


class _One(NamedTuple):
    """One person, both ways."""

    observations: int
    attendance: Attendance
    matched: Matched
    rests: Counter[tuple[str, bool]]
    """(rule, replayed): the observations its alerts rest on"""
    warnings: list[Warned]


def replay(
    station: Station,
    protocol: CareProtocol,
    first: datetime,
    last: datetime,
    progress: Callable[[int, int], None] | None = None,
) -> Replayed:
    """Decide what is recorded again, as this protocol would have, and compare it from an instant to another (excluded).

    All that came before is folded too, so that normals and open episodes are right; nothing is said of what has not
    happened yet. `progress` is told the people done, and all of them.
    """
    protocol, last = protocol.in_zone(station.zone), min(last, station.now() + _INSTANT)
    due = attendance.rounds(station, first, last)
    people = [p.id for p in station.log.people()]
    every = []
    with _few_collections():
        for n, person in enumerate(people):
            every.append(_one(station, protocol, person, (first, last), due))
            if progress:
                progress(n + 1, len(people))
    return _replayed(every, first, last)


@contextmanager
def _few_collections() -> Iterator[None]:
    """Let the collector of cycles seldom run: histories are tuples, freed without it, and it walks them all."""
    before = gc.get_threshold()
    gc.set_threshold(_SELDOM, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def recorded_price(station: Station, first: datetime, last: datetime) -> Price:
    """What the steps of the record cost from an instant to another (excluded): by rule, for 100 resident-days."""
    from carelog.protocol.price import price

    last = min(last, station.now() + _INSTANT)
    due = attendance.rounds(station, first, last)
    days, steps = 0, []
    for person in station.log.people():
        history = station.log.history(person.id, first)
        days += attendance.attended(history, due, station.now(), station.zone).resident_days
        steps.append(_steps(station, person.id, last))
    return price(steps, days, (first, last))


def _steps(station: Station, person: str, last: datetime) -> tuple[Step, ...]:
    return tuple(station.log.steps(person, _LONG_AGO, last))


def _one(
    station: Station, protocol: CareProtocol, person: str, time: tuple[datetime, datetime], due: Sequence[Window]
) -> _One:
    from carelog.protocol import replay

    history = station.log.history(person)
    recorded = _steps(station, person, time[1])
    again = replay.decided_again(protocol, history, recorded)
    before, after = alarms.alarms(person, recorded), alarms.alarms(person, again)
    acts = _acts(history, time[0] - _A_DAY, _rested_on((*recorded, *again)))
    sent = [r for r in referrals.referrals(history) if time[0] <= r.at < time[1]]
    return _One(
        len({e.act for e in history.events if isinstance(e, Seen) and time[0] <= e.happened_at < time[1]}),
        attendance.attended(history, due, station.now(), station.zone),
        _within(alarms.matched(before, after), *time),
        Counter([*_rests(acts, recorded, time, again=False), *_rests(acts, again, time, again=True)]),
        [Warned(r, referrals.warned(r, before), referrals.warned(r, after)) for r in sent],
    )


def _within(found: Matched, first: datetime, last: datetime) -> Matched:
    def inside(alarm: Alarm) -> bool:
        return first <= alarm.start < last

    return Matched(
        tuple(pair for pair in found.same if inside(pair[0]) or inside(pair[1])),
        tuple(a for a in found.added if inside(a)),
        tuple(a for a in found.removed if inside(a)),
    )


def _rests(
    acts: _Acts, steps: Sequence[Step], time: tuple[datetime, datetime], *, again: bool
) -> Iterator[tuple[str, bool]]:
    for rule, at in alarms.observations(steps, acts):
        if time[0] <= at < time[1]:
            yield rule, again


def _rested_on(steps: Iterable[Step]) -> frozenset[str]:
    """The entries alerts rested on, each the newest when its step began."""
    return frozenset(f.entries[-1] for s in steps for f in s.fired if f.severity >= Severity.REVIEW and f.entries)


def _acts(history: History, since: datetime, entries: frozenset[str]) -> _Acts:
    """The observations with one of these entries, from an instant on: when the last part was read, and all entries."""
    seen = [e for e in history.events if isinstance(e, Seen) and e.happened_at >= since]
    acts = {e.act for e in seen if e.entry in entries}
    parts: dict[str, list[Seen]] = {}
    for event in seen:
        if event.act in acts:
            parts.setdefault(event.act, []).append(event)
    return [(max(p.happened_at for p in of), frozenset(p.entry for p in of)) for of in parts.values()]


def _replayed(every: Sequence[_One], first: datetime, last: datetime) -> Replayed:
    added = [a for one in every for a in one.matched.added]
    removed = [a for one in every for a in one.matched.removed]
    return Replayed(
        first,
        last,
        sum(one.observations for one in every),
        attendance.together(one.attendance for one in every),
        tuple(_counts(every)),
        tuple(sorted(added, key=lambda a: (a.start, a.rule))),
        tuple(sorted(removed, key=lambda a: (a.start, a.rule))),
        tuple(sorted((w for one in every for w in one.warnings), key=lambda w: w.referral.at)),
    )


def _counts(every: Sequence[_One]) -> Iterator[Count]:
    rests = sum((one.rests for one in every), Counter[tuple[str, bool]]())
    same = _tally(pair[0] for one in every for pair in one.matched.same)
    added = _tally(a for one in every for a in one.matched.added)
    removed = _tally(a for one in every for a in one.matched.removed)
    keys = {*same, *added, *removed, *((rule, Severity.REVIEW) for rule, _ in rests)}
    for rule, kind in sorted(keys, key=lambda key: (-key[1], key[0])):
        pairs, more, fewer = same[rule, kind], added[rule, kind], removed[rule, kind]
        alert = kind is Severity.REVIEW
        seen = (rests[rule, False], rests[rule, True]) if alert else (0, 0)
        yield Count(rule, kind, pairs + fewer, pairs + more, more, fewer, *seen)


def _tally(found: Iterable[Alarm]) -> Counter[tuple[str, Severity]]:
    return Counter((a.rule, a.kind) for a in found)
