"""The roster: who works on which shift, where somebody is lacking, and who is owed rest."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from carelog.model.deeds import Imported
from carelog.model.person import Kind, Person
from carelog.model.round import Slot, window
from carelog.model.work import Rostered
from carelog.protocol.staff import rota
from carelog.station.intake.rows import BadRow, Table, read, shown
from carelog.station.intake.values import BadCell, day, number, whole
from carelog.station.rounds import AWAY

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from carelog.model.round import Window
    from carelog.protocol.staff.rota import Rotation
    from carelog.protocol.staff.table import WorkTable
    from carelog.station.desk import Station
    from carelog.station.intake.maps import IntakeMap
    from carelog.station.intake.rows import Row

_LOOK_BACK = 60
"""Days of roster looked through for days in a row."""
_LONGEST_ZONE, _MOST_NEEDED = 40, 500


class Post(NamedTuple):
    """A shift of a zone on a day: how many it needs (None: nobody said), who is rostered, and who of them can work."""

    date: date
    shift: str
    zone: str
    needed: int | None
    people: tuple[Person, ...]
    able: tuple[Person, ...]

    @property
    def gap(self) -> int:
        """How many are lacking, 0 where nobody said how many are needed."""
        return max(0, (self.needed or 0) - len(self.able))


class Stint(NamedTuple):
    """How many days in a row somebody rostered works, and how many days of rest are owed; None: no rule says."""

    person: Person
    rotation: Rotation | None


class RosterDay(NamedTuple):
    """The roster of one day."""

    date: date
    posts: tuple[Post, ...]
    stints: tuple[Stint, ...]


class RosterReport(NamedTuple):
    """What a roster file says: its lines, the days they make new, and the bad rows."""

    table: Table
    lines: tuple[Rostered, ...]
    days: tuple[date, ...]
    bad: tuple[BadRow, ...]
    stored: bool


class Roster:
    """Who works when, as last written down for each day."""

    def __init__(self, station: Station) -> None:
        self._station = station

    def lines(self, first: date, last: date) -> dict[date, tuple[Rostered, ...]]:
        """The lines of the days from one to another, both included: those of the newest act that names the day."""
        start, end = self._begin(first), self._begin(last + timedelta(days=1))
        newest: dict[date, tuple[int, str]] = {}
        told = self._station.log.deeds_between(("rostered",), start, end)
        for deed in told:
            newest[deed.body.date] = max(newest.get(deed.body.date, (0, "")), (deed.tick, deed.act))
        found: dict[date, list[Rostered]] = {}
        for deed in told:
            if newest[deed.body.date][1] == deed.act:
                found.setdefault(deed.body.date, []).append(deed.body)
        return {on: tuple(lines) for on, lines in found.items()}

    def _begin(self, on: date) -> datetime:
        return datetime.combine(on, time(0), self._station.zone).astimezone(UTC)

    # who is on for a round

    def on_for(self, round_: Window | None) -> frozenset[str] | None:
        """Who works during a round, by person id; None where no roster says so: everybody is asked then."""
        if round_ is None:
            return None
        today = round_.key.date
        days = self.lines(today - timedelta(days=1), today)
        if not any(line.person for line in days.get(today, ())):
            return None
        hours = self._hours()
        lines = (line for lines in days.values() for line in lines)
        on = frozenset(line.person for line in lines if line.person and self._meets(line, round_, hours))
        return on or None

    def _hours(self) -> dict[str, Slot]:
        table = self._station.judge.protocol().work
        return {s.code: Slot(s.code, s.start, s.until) for s in table.shift} if table else {}

    def _meets(self, line: Rostered, round_: Window, hours: dict[str, Slot]) -> bool:
        """Whether a shift and a round share any time; of a shift whose hours nobody knows, whether the day does."""
        slot = hours.get(line.shift)
        if slot is None:
            return line.date == round_.key.date
        shift = window(line.date, slot, self._station.zone)
        return shift.start < round_.end and round_.start < shift.end

    # a day

    def of_day(self, on: date) -> RosterDay:
        """Who is rostered on a day, where somebody is lacking, how long each has worked and what rest is owed."""
        days = self.lines(on - timedelta(days=_LOOK_BACK), on)
        here = {p.id: p for p in self._station.log.people()}
        absent = {p.id for p in here.values() if p.presence in AWAY} | set(self._station.staffing.off_now())
        lines = days.get(on, ())
        places = dict.fromkeys((line.shift, line.zone) for line in lines)
        posts = tuple(_post(on, place, lines, here, absent) for place in sorted(places))
        people = {p.id: p for post in posts for p in post.people}
        stints = tuple(Stint(p, self._rotation(p.id, on, days)) for p in sorted(people.values(), key=lambda p: p.code))
        return RosterDay(on, posts, stints)

    def _rotation(self, person: str, on: date, days: dict[date, tuple[Rostered, ...]]) -> Rotation | None:
        table: WorkTable | None = self._station.judge.protocol().work
        worked = frozenset(d for d, lines in days.items() if any(line.person == person for line in lines))
        run = [on - timedelta(days=n) for n in range(_LOOK_BACK, -1, -1)]
        return rota.rotation(table, worked, run) if table else None

    # a file

    def take(self, file: Path, said: IntakeMap, *, dry_run: bool = False) -> RosterReport:
        """Take a roster file: all of it or, where a row is bad, none; it replaces the days it names."""
        table = read(file, said)
        placed: list[tuple[int, Rostered]] = []
        bad = list(table.bad)
        for row in table.rows:
            try:
                placed.append((row.number, self._line(row, said)))
            except BadCell as error:
                column = str(error.facts.get("field", ""))
                bad.append(BadRow(row.number, table.columns.get(column, column), error.code, error.facts))
        bad += _twice(placed, table)
        lines = tuple(line for _, line in placed)
        stores = bool(lines) and not (bad or dry_run)
        if stores:
            self._store(lines, table)
        days = tuple(sorted({line.date for line in lines}))
        return RosterReport(table, lines, days, tuple(sorted(bad, key=lambda b: b.row)), stores)

    def _store(self, lines: Sequence[Rostered], table: Table) -> None:
        with self._station.deed() as act:
            for line in lines:
                act.append(line, person=line.person, happened_at=self._begin(line.date))
            act.append(Imported(table.sha256, "roster", len(lines), 0, 0))

    def _line(self, row: Row, said: IntakeMap) -> Rostered:
        """One row as a line of the roster."""
        hours = self._hours()
        shift = said.values.get("shift", {}).get(row.get("shift"), row.get("shift").lower())
        if not shift or (hours and shift not in hours):
            raise BadCell("work.bad_shift", field="shift", text=shown(row.get("shift")), known=", ".join(hours))
        zone = row.get("zone")[:_LONGEST_ZONE]
        return Rostered(_day(row), shift, zone, self._worker(row.get("person")), _needed(row))

    def _worker(self, code: str) -> str | None:
        if not code:
            return None
        found = next((p for p in self._station.people(Kind.STAFF) if p.code.casefold() == code.casefold()), None)
        if found is None:
            raise BadCell("work.bad_worker", field="person", text=shown(code))
        return found.id


def _post(
    on: date, place: tuple[str, str], lines: Sequence[Rostered], here: dict[str, Person], absent: set[str]
) -> Post:
    mine = [line for line in lines if (line.shift, line.zone) == place]
    needed = [line.needed for line in mine if line.needed is not None]
    people = tuple(here[p] for p in dict.fromkeys(line.person for line in mine) if p in here)
    able = tuple(p for p in people if p.id not in absent)
    return Post(on, *place, max(needed) if needed else None, people, able)


def _day(row: Row) -> date:
    try:
        return day(row.get("date"))
    except BadCell as error:
        raise BadCell(error.code, **error.facts, field="date") from error


def _needed(row: Row) -> int | None:
    text = row.get("needed")
    if not text:
        if not row.get("person"):
            raise BadCell("work.nobody", field="person")
        return None
    try:
        found = number(text)
    except BadCell as error:
        raise BadCell(error.code, **error.facts, field="needed") from error
    if found != whole(found) or not 0 <= found <= _MOST_NEEDED:
        raise BadCell("intake.not_a_number", text=shown(text), field="needed")
    return whole(found)


def _twice(placed: Sequence[tuple[int, Rostered]], table: Table) -> list[BadRow]:
    """Rows that say the same person on the same shift a second time; nobody stands on two lines by design."""
    seen: set[tuple[object, ...]] = set()
    bad = []
    for row, line in placed:
        key = (line.date, line.shift, line.person)
        if line.person and key in seen:
            bad.append(BadRow(row, table.columns.get("person", "person"), "work.line_twice", {}))
        seen.add(key)
    return bad
