"""Every observation of a long period, fast: what stands uncorrected is told from the log's views, the rest in full."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from carelog.log.read_lines import FLOW_UNREAD, reasons_of, symptoms_of
from carelog.model.person import Person
from carelog.model.round import RoundKey, Window
from carelog.model.severity import Severity, Task
from carelog.station.days import KINDS, LAST, STRETCH, Frame, Late, Status, Struck, Told, hours, wide
from carelog.station.rounds import walking

if TYPE_CHECKING:
    from carelog.log.read_lines import Line
    from carelog.station.desk import Station

__all__ = ["FLOW_UNREAD", "Flat", "instant", "of_period", "reasons_of", "symptoms_of"]


class Flat(NamedTuple):
    """One row, as `Told`: an observation that stands and took the place of none."""

    day: date
    window: Window | None
    person: Person
    line: Line
    severity: Severity | None
    tasks: tuple[Task, ...]
    late: Late | None
    recorded_by: str
    status: Status = Status.CURRENT


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLI = timedelta(milliseconds=1)
_NO_LEVELS: tuple[list[int], list[tuple[Severity, tuple[Task, ...]]]] = ([], [])
NO, WRITTEN, MEASURED = Late.NO, Late.WRITTEN, Late.MEASURED
"""Looked up once: a row of a year is told in microseconds."""


def _ms(at: datetime) -> int:
    return (at - _EPOCH) // _MILLI


def instant(ms: int) -> datetime:
    """The instant, UTC, of a line's time."""
    return _EPOCH + timedelta(milliseconds=ms)


def of_period(station: Station, first: date, last: date) -> Iterator[Told | Flat]:
    """What `days.of_days` tells, row by row in the same order."""
    house = _House(station, first, last)
    start = first
    while start <= last:
        end = min(start + STRETCH, last)
        # one instant of the book, so that no correction that comes in meanwhile is told by half
        with station.log.snapshot():
            rounds = _Rounds(house, start, end)
        yield from rounds.told()
        start = end + timedelta(days=1)


class _House:
    """What the whole period shares."""

    def __init__(self, station: Station, first: date, last: date) -> None:
        self.station = station
        self.people = {p.id: p for p in station.log.people()}
        walk = sorted(self.people.values(), key=lambda p: (KINDS[p.kind], walking(p), p.id))
        self.rank = {p.id: n for n, p in enumerate(walk)}
        self.codes = {p.id: p.code for p in walk}
        self.struck = Struck(station, first, last)
        self.amended = station.log.amended()
        self.now = _ms(station.now())


class _Round:
    """The rows that stand together: of one day, of rounds that begin at one time or of none."""

    def __init__(self) -> None:
        self.lines: list[tuple[Window | None, list[Line]]] = []
        self.told: list[Told] = []

    @property
    def plain(self) -> bool:
        """Whether its rows stand in order without comparing their times."""
        return len(self.lines) == 1 and not self.told


class _Rounds:
    """The rounds of a stretch of days, read."""

    def __init__(self, house: _House, first: date, last: date) -> None:
        station = house.station
        days, times = (first, last), hours(station, first, last)
        self._house = house
        self._zone = station.zone
        self._frame = Frame(station, first, last, house.people)
        self._rounds: dict[tuple[date, datetime], _Round] = defaultdict(_Round)
        self._levels = station.log.levels(*wide(station, first, last))
        lines = station.log.lines(days, times)
        self._take([line for line in lines if line.n not in house.amended and line.person in house.people])
        for one in station.log.read_in_full(line for line in lines if line.n in house.amended):
            self._put(self._frame.standing(one, house.struck))
        self._put(self._frame.struck(house.struck))

    def _take(self, lines: Iterable[Line]) -> None:
        for (day, slot), group in groupby(lines, key=lambda line: (line.day, line.slot)):
            if day is None or slot is None:
                for local, rest in groupby(group, key=self._local_day):
                    self._rounds[local, LAST].lines.append((None, list(rest)))
            else:
                window = self._frame.window(RoundKey(date.fromordinal(day), slot))
                self._rounds[window.key.date, window.start].lines.append((window, list(group)))

    def _local_day(self, line: Line) -> date:
        return instant(line.happened).astimezone(self._zone).date()

    def _put(self, told: Iterable[Told]) -> None:
        for one in told:
            self._rounds[one.day, one.window.start if one.window else LAST].told.append(one)

    def told(self) -> Iterator[Told | Flat]:
        """Every row in order."""
        for (day, _), found in sorted(self._rounds.items(), key=itemgetter(0)):
            flat = (row for window, lines in found.lines for row in self._flat(day, window, lines))
            if found.plain:
                yield from flat
            else:
                every: list[Told | Flat] = [*flat, *found.told]
                yield from sorted(every, key=self._place)

    def _place(self, row: Told | Flat) -> tuple[object, ...]:
        rank = self._house.rank[row.person.id]
        if isinstance(row, Flat):
            return (rank, row.line.happened, row.line.recorded, row.line.entry)
        seen = row.observation
        return (rank, _ms(seen.happened_at), _ms(seen.recorded_at), seen.entry) if seen else (rank, 0, 0, "")

    def _flat(self, day: date, window: Window | None, lines: list[Line]) -> Iterator[Flat]:
        house, levels = self._house, self._levels
        rank, people, codes, now = house.rank, house.people, house.codes, house.now
        end = _ms(window.end) if window else None
        lines.sort(key=lambda line: rank[line.person])
        for line in lines:
            _, person, happened, recorded, by, _, _, _, paper, *_ = line
            starts, told = levels.get(person, _NO_LEVELS)
            place = bisect_right(starts, min(happened if end is None else end, now))
            severity, tasks = told[place - 1] if place else (None, ())
            late: Late | None = None
            if end is not None:
                late = MEASURED if happened >= end else WRITTEN if paper or recorded >= end else NO
            yield Flat(day, window, people[person], line, severity, tasks, late, codes.get(by, ""))
