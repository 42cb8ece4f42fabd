"""What the outbreak screen shows: signals and who answers for them, declared outbreaks, the curve, the moves."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from carelog.model.outbreak import Case, Outbreak, OutbreakState, Signal
from carelog.model.person import Kind
from carelog.protocol.outbreak.cluster import HOUSE, may_close, of_outbreak, signals, told
from carelog.station.outbreak.casing import Cases, cases
from carelog.station.outbreak.lives import Step, moves

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from carelog.protocol.outbreak.illness import Syndrome
    from carelog.station.desk import Station

LOOK_BACK = timedelta(days=60)
"""An illness that shows at the edge began before it, and so is no news; longer than any window a file may have."""
CURVE_DAYS = 14


class Standing(NamedTuple):
    """An outbreak as it stands: what was declared and when, when and by whom it was closed (None: it is open).

    `cases` count from its first day on; `last` is their last onset, None where there are none; from `quiet` on the
    protocol would close it (None where the protocol in use no longer knows the syndrome).
    """

    told: Outbreak
    declared: datetime | None
    by: str
    closed: datetime | None
    closed_by: str
    cases: tuple[Case, ...]
    last: datetime | None
    quiet: datetime | None

    @property
    def open(self) -> bool:
        """Whether it was declared and not closed."""
        return self.declared is not None and self.closed is None

    def day(self, today: date) -> int:
        """Which day of the outbreak it is; the first is 1."""
        return (today - self.told.since).days + 1


class Told(NamedTuple):
    """Signals of one syndrome and place, the one that asks most first; `answer` is the outbreak that covers them.

    An open one covers all its cases; a closed one those that were known when it was closed.
    """

    signals: tuple[Signal, ...]
    answer: Standing | None

    @property
    def first(self) -> Signal:
        """The one that asks most."""
        return self.signals[0]

    @property
    def people(self) -> tuple[Case, ...]:
        """One case for each person behind any of them, by onset."""
        by_person = {case.person: case for signal in self.signals for case in reversed(signal.cases)}
        return tuple(sorted(by_person.values(), key=lambda case: (case.onset, case.person)))


class CurveDay(NamedTuple):
    """The people whose illness began on a day: in the house, of these staff, and by unit ('' for none)."""

    day: date
    people: int
    staff: int
    units: Mapping[str, int]


class OutbreakView(NamedTuple):
    """All of it at a time. `known` is False where the protocol in use says nothing of outbreaks."""

    at: datetime
    known: bool
    told: tuple[Told, ...]
    outbreaks: tuple[Standing, ...]
    cases: Cases
    curve: tuple[CurveDay, ...]
    moves: tuple[Step, ...]

    @property
    def loud(self) -> tuple[Told, ...]:
        """The signals nobody has answered."""
        return tuple(one for one in self.told if one.answer is None)

    @property
    def open(self) -> tuple[Standing, ...]:
        """The outbreaks that are declared and not closed."""
        return tuple(one for one in self.outbreaks if one.open)


def view(station: Station, at: datetime) -> OutbreakView:
    """What spreads in the house, as known now for an instant; asks no rule of a person."""
    deeds = [deed for deed in station.log.deeds("outbreak") if deed.at <= at]
    since = [midnight(station, deed.body.since) for deed in deeds if deed.body.state is OutbreakState.DECLARED]
    found = cases(station, min([at, *since[-1:]]) - LOOK_BACK, at)
    file = station.light.outbreaks
    standing = _outbreaks(station, found.cases, file.ready)
    known = [one for one in standing if (one.closed or one.declared or at) <= at]
    groups = told(signals(found.cases, (c.ready for c in file.clusters.values()), file.ready, at))
    answered = tuple(Told(group, _answer(group, known, file.ready)) for group in groups)
    first, days = _period(station, known, at)
    return OutbreakView(
        at=at,
        known=bool(file.clusters),
        told=tuple(sorted(answered, key=lambda one: one.answer is not None)),
        outbreaks=tuple(known),
        cases=found,
        curve=curve(station, found.cases, days),
        moves=moves(found.lives.values(), first, at),
    )


def midnight(station: Station, day: date) -> datetime:
    """When a day begins in the home, UTC."""
    return datetime.combine(day, time(), station.zone).astimezone(UTC)


def _outbreaks(station: Station, found: Sequence[Case], syndromes: Mapping[str, Syndrome]) -> list[Standing]:
    """Every outbreak ever told of, the open ones first, then the newest."""
    by_id: dict[str, Standing] = {}
    names = {person.id: person.code for person in station.log.people()}
    for deed in station.log.deeds("outbreak"):
        body: Outbreak = deed.body
        before = by_id.get(body.id)
        if body.state is OutbreakState.DECLARED:
            by_id[body.id] = Standing(body, deed.at, names.get(deed.by, ""), None, "", (), None, None)
        else:
            open_one = before or Standing(body, None, "", None, "", (), None, None)
            by_id[body.id] = open_one._replace(closed=deed.at, closed_by=names.get(deed.by, ""))
    whole = [_counted(station, one, found, syndromes) for one in by_id.values()]
    return sorted(whole, key=lambda one: (not one.open, -(one.declared or one.closed or station.now()).timestamp()))


def _counted(station: Station, one: Standing, found: Sequence[Case], syndromes: Mapping[str, Syndrome]) -> Standing:
    syndrome = syndromes.get(one.told.syndrome)
    if syndrome is None:
        return one
    since = midnight(station, one.told.since)
    mine = [
        c for c in of_outbreak(found, syndrome, one.told.unit, since) if one.closed is None or c.onset <= one.closed
    ]
    last = max((case.onset for case in mine), default=None)
    return one._replace(cases=tuple(mine), last=last, quiet=may_close(mine, syndrome, since))


def _answer(group: Sequence[Signal], known: Iterable[Standing], syndromes: Mapping[str, Syndrome]) -> Standing | None:
    """Who has answered these signals; an open outbreak before a closed one."""
    signal = group[0]
    for one in known:
        syndrome = syndromes.get(one.told.syndrome)
        covered = {one.told.syndrome, *(syndrome.covers if syndrome else ())}
        if signal.syndrome in covered and one.told.unit in (HOUSE, signal.unit) and _settles(one, group):
            return one
    return None


def _settles(one: Standing, group: Sequence[Signal]) -> bool:
    closed = one.closed
    if closed is None:
        return True
    return all(case.illness.known <= closed for signal in group for case in signal.cases)


def _period(station: Station, known: Iterable[Standing], at: datetime) -> tuple[datetime, tuple[date, ...]]:
    """The days of the curve: two weeks, or as long as the oldest open outbreak has lasted."""
    today = station.local(at).date()
    first = min([today - timedelta(days=CURVE_DAYS - 1), *(one.told.since for one in known if one.open)])
    days = tuple(first + timedelta(days=n) for n in range((today - first).days + 1))
    return midnight(station, first), days


def curve(station: Station, found: Iterable[Case], days: Sequence[date]) -> tuple[CurveDay, ...]:
    """The people who fell ill on each day: one is counted once a day, whatever the syndromes."""
    by_day: dict[date, dict[str, Case]] = {day: {} for day in days}
    for case in found:
        by_day.get(station.local(case.onset).date(), {}).setdefault(case.person, case)
    return tuple(
        CurveDay(
            day,
            len(mine),
            sum(case.kind is Kind.STAFF for case in mine.values()),
            dict(sorted(Counter(case.unit for case in mine.values()).items())),
        )
        for day, mine in by_day.items()
    )
