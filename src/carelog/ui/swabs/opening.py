"""The lists as they are opened: who is due, whose result is out, who is isolated; nothing typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carelog.model.deeds import Method
from carelog.model.person import Kind
from carelog.model.swabs import targets_of
from carelog.station.rounds import twins, walking
from carelog.ui.line import shown
from carelog.ui.swabs.state import Asked, Prompt, Row, State, View

if TYPE_CHECKING:
    from carelog.model.person import Person
    from carelog.station.desk import Station

_GROUPS = (Kind.RESIDENT, Kind.STAFF, Kind.VISITOR)


def opened(station: Station, view: View = View.DUE) -> State:
    """A list with the cursor on its first person; the due list asks first by which method."""
    people = {p.id: p for p in station.people()}
    names = _names(tuple(people.values()))
    rows = {View.DUE: _due, View.PENDING: _pending, View.POSITIVE: _positive}[view](station, people, names)
    asked = Prompt(Asked.METHOD) if view is View.DUE and rows else None
    return State(view, rows, len(rows), Method.ANTIGEN, targets_of(Method.ANTIGEN), prompt=asked)


def _names(people: tuple[Person, ...]) -> dict[str, str]:
    """Person -> name; who shares it with somebody carries `=` and the year of birth."""
    shared = twins(people)
    return {p.id: _name(p, twin=p.id in shared) for p in people}


def _name(person: Person, *, twin: bool) -> str:
    name = shown(person.name) or person.code
    return f"{name}={person.birth_date.year if person.birth_date else person.code}" if twin else name


def _order(person: Person) -> tuple[object, ...]:
    return (_GROUPS.index(person.kind), walking(person))


def _due(station: Station, people: dict[str, Person], names: dict[str, str]) -> tuple[Row, ...]:
    """Residents in bed order, then staff; units are sections."""
    found = [(people[one.person], one) for one in station.swabs.due() if one.person in people]
    rows = [Row(p, names[p.id], f"{p.kind} {p.unit}", one.methods, one) for p, one in found]
    return tuple(sorted(rows, key=lambda row: _order(row.person)))


def _pending(station: Station, people: dict[str, Person], names: dict[str, str]) -> tuple[Row, ...]:
    """The oldest sample first, as the laboratory's list comes back; a pool is a section."""
    return tuple(
        Row(people[one.person], names[one.person], one.label.pool, sample=one)
        for one in station.swabs.pending()
        if one.person in people
    )


def _positive(station: Station, people: dict[str, Person], names: dict[str, str]) -> tuple[Row, ...]:
    rows = [
        Row(people[person], names[person], isolated=told)
        for person, told in station.swabs.isolated().items()
        if person in people
    ]
    return tuple(sorted(rows, key=lambda row: _order(row.person)))
