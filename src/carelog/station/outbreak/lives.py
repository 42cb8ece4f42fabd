"""Who everybody was at any time: where they lived, what was usual for them, when they went away."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from carelog.model.person import Kind, Moved, Person

if TYPE_CHECKING:
    from collections.abc import Iterable

    from carelog.log.read_deeds import Deed
    from carelog.station.desk import Station

BEGINNING, ENDING = datetime(1970, 1, 1, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC)


class Life(NamedTuple):
    """One person as written down, oldest first."""

    times: tuple[datetime, ...]
    people: tuple[Person, ...]

    def then(self, at: datetime) -> Person:
        """The person at a time; before anything was written down (an import), as first written down."""
        return self.people[max(bisect_right(self.times, at) - 1, 0)]

    @property
    def now(self) -> Person:
        """The person as last written down."""
        return self.people[-1]


class Step(NamedTuple):
    """Somebody changed unit, bed or zone; `crossed` says that it was another unit or zone, not a bed alone."""

    at: datetime
    person: Person
    before: str
    after: str
    crossed: bool


def place(person: Person) -> str:
    """The unit somebody lives in; of staff without one the zone they work in; '' for none."""
    return person.unit or person.zone


def lives(station: Station) -> dict[str, Life]:
    """Residents and staff by id, all that was ever written down of who they are."""
    told: dict[str, list[tuple[datetime, Person]]] = {}
    for deed in station.log.deeds_between(("person", "presence"), BEGINNING, ENDING):
        _add(told, deed)
    return {
        who: Life(tuple(at for at, _ in steps), tuple(person for _, person in steps))
        for who, steps in told.items()
        if steps[-1][1].kind is not Kind.VISITOR
    }


def _add(told: dict[str, list[tuple[datetime, Person]]], deed: Deed) -> None:
    body: Person | Moved = deed.body
    if isinstance(body, Person):
        told.setdefault(body.id, []).append((deed.at, body))
    elif body.person in told:
        steps = told[body.person]
        steps.append((deed.at, replace(steps[-1][1], presence=body.presence, left=body.left)))


def moves(every: Iterable[Life], first: datetime, last: datetime) -> tuple[Step, ...]:
    """Who changed unit, bed or zone in a time, oldest first."""
    found = [
        Step(at, after, _where(before), _where(after), place(before) != place(after))
        for life in every
        for at, before, after in zip(life.times[1:], life.people, life.people[1:], strict=False)
        if first <= at <= last and _where(before) != _where(after)
    ]
    return tuple(sorted(found, key=lambda step: (step.at, step.person.code)))


def _where(person: Person) -> str:
    return " ".join(part for part in (place(person), person.bed) if part)
