"""The door to who comes in from outside, for whoever is signed in at the station."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from carelog.model.person import Kind, Moved, Person, Presence
from carelog.model.refusal import Refusal
from carelog.model.text import clean
from carelog.model.visits import Purged, Visited

if TYPE_CHECKING:
    from datetime import date

    from carelog.station.desk import Station

_INSTANT = timedelta(milliseconds=1)
_LONGEST_STAY = timedelta(days=30)
_LONGEST_NAME = 100
_CODE = "V{:03d}"


class VisitRow(NamedTuple):
    """One visit as it stands: who came (the name is '' once it was purged), whom to, and whether they may come in."""

    person: Person
    whom: Person | None
    visit: Visited


class Purge(NamedTuple):
    """What a purge deletes, or would: how many visitors' names, in how many entries, of visits before an instant."""

    people: int
    entries: int
    before: datetime
    stored: bool


class Visits:
    """All that a screen or a command may do about visitors."""

    def __init__(self, station: Station) -> None:
        self._station = station

    def stranger(self, name: str) -> Person:
        """Somebody from outside who is here for the first time; nothing is written down yet. Refuses no name."""
        said = clean(name)[:_LONGEST_NAME]
        if not said:
            raise Refusal("visits.no_name")
        used = (re.fullmatch(r"V(\d+)", p.code) for p in self._station.log.people())
        number = max((int(found[1]) for found in used if found), default=0) + 1
        return Person(self._station.new_id(), _CODE.format(number), Kind.VISITOR, said)

    def of_day(self, on: date) -> tuple[VisitRow, ...]:
        """Everybody who came to the door on a day, by arrival."""
        start = datetime.combine(on, time(0), self._station.zone).astimezone(UTC)
        end = datetime.combine(on + timedelta(days=1), time(0), self._station.zone).astimezone(UTC)
        return self._rows(start, end)

    def inside(self) -> tuple[VisitRow, ...]:
        """Visitors who came in and have not left."""
        now = self._station.now()
        rows = self._rows(now - _LONGEST_STAY, now + _INSTANT)
        return tuple(row for row in rows if row.visit.passed and row.visit.left is None)

    def _rows(self, first: datetime, last: datetime) -> tuple[VisitRow, ...]:
        found: dict[tuple[str, datetime], Visited] = {}
        for deed in self._station.log.deeds_between(("visited",), first, last):
            found[deed.body.person, deed.body.arrived] = deed.body
        here = {p.id: p for p in self._station.log.people()}
        rows = (VisitRow(here[v.person], here.get(v.whom), v) for v in found.values() if v.person in here)
        return tuple(sorted(rows, key=lambda row: row.visit.arrived))

    def out(self, person: str) -> VisitRow:
        """Say that a visitor has left; refuses one who is not inside."""
        row = next((row for row in self.inside() if row.person.id == person), None)
        if row is None:
            found = self._station.log.person(person)
            raise Refusal("visits.not_inside", code=found.code if found else person)
        now = self._station.now()
        visit = replace(row.visit, left=now)
        with self._station.deed() as act:
            act.append(visit, person=person, happened_at=visit.arrived)
            act.append(Moved(person, Presence.LEFT), person=person)
        return row._replace(visit=visit)

    def keep_days(self) -> int | None:
        """For how many days the protocol keeps a visitor's name; None where it says nothing of it."""
        table = self._station.judge.protocol().visitors
        return table.keep_days.value if table else None

    def purge(self, days: int, *, dry_run: bool = True) -> Purge:
        """Delete the names, notes and other private texts of visitors whose last visit began so many days ago or more.

        Only there: visits, values and the chain stay. Who is still inside keeps their name. At least one day.
        """
        if days < 1:
            raise Refusal("visits.days", days=days)
        before = self._station.now() - timedelta(days=days)
        inside = {row.person.id for row in self.inside()}
        old = [p for p in self._guests() if p.id not in inside and self._last(p.id) <= before]
        held = [(p, self._station.log.private_held([p.id])) for p in old]
        entries = tuple(entry for _, some in held for entry in some)
        people = sum(bool(some) for _, some in held)
        if entries and not dry_run:
            with self._station.deed() as act:
                act.append(Purged(days, before, entries))
            self._station.log.wipe_deleted()
        return Purge(people, len(entries), before, stored=bool(entries) and not dry_run)

    def _guests(self) -> list[Person]:
        return [p for p in self._station.log.people() if p.kind is Kind.VISITOR]

    def _last(self, person: str) -> datetime:
        """When a visitor was last written about: the last visit, else the last time they were written down."""
        log = self._station.log
        deeds = log.deeds("visited", person) or log.deeds("person", person)
        return max(deed.at for deed in deeds)
