"""Where somebody has lived in the house, and where they have been."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from carelog.model.person import Leaving, Person, Presence

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from carelog.log.read_deeds import Deed
    from carelog.station.desk import Station


class Stay(NamedTuple):
    """A bed from when to when; `until` None: still. `by` is the code of who wrote it down."""

    unit: str
    bed: str
    since: datetime
    until: datetime | None
    by: str


class Where(NamedTuple):
    """Where somebody was from when to when; `expected` is the day they were to be back, `note` as written then."""

    presence: Presence
    left: Leaving | None
    since: datetime
    until: datetime | None
    expected: date | None
    note: str
    by: str


class Past(NamedTuple):
    """The beds and whereabouts of a person, oldest first."""

    person: Person
    beds: tuple[Stay, ...]
    where: tuple[Where, ...]


def past(station: Station, person: Person) -> Past:
    """All of it, as it stands in the book; what was taken back is left out."""
    facts, moves = station.log.deeds("person", person.id), station.log.deeds("presence", person.id)
    codes = {one.id: one.code for one in station.log.people()}
    return Past(person, _beds(facts, codes), _where(facts, moves, codes))


def _beds(facts: Sequence[Deed], codes: dict[str, str]) -> tuple[Stay, ...]:
    out: list[Stay] = []
    for deed in facts:
        place = (deed.body.unit, deed.body.bed)
        if out and (out[-1].unit, out[-1].bed) == place:
            continue
        if out:
            out[-1] = out[-1]._replace(until=deed.at)
        out.append(Stay(*place, deed.at, None, codes.get(deed.by, "")))
    return tuple(stay for stay in out if stay.unit or stay.bed)


def _where(facts: Sequence[Deed], moves: Sequence[Deed], codes: dict[str, str]) -> tuple[Where, ...]:
    """From one move to the next; before the first one a person is where their first page says."""
    out: list[Where] = []
    for deed in sorted((*facts[:1], *moves), key=lambda one: (one.happened, one.tick)):
        now = deed.body
        if out and (out[-1].presence, out[-1].left) == (now.presence, now.left):
            continue
        if out:
            out[-1] = out[-1]._replace(until=deed.at)
        expected, note = (None, "") if isinstance(now, Person) else (now.until, now.note)
        out.append(Where(now.presence, now.left, deed.at, None, expected, note, codes.get(deed.by, "")))
    return tuple(out)
