"""What may be right but is worth a second look before a person is written down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carelog.model.person import Kind, Presence
from carelog.station.intake.rows import BadRow, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from carelog.model.person import Person
    from carelog.station.desk import Station


def odd(station: Station, now: Person, before: Person | None) -> tuple[BadRow, ...]:
    """A bed that somebody else has, and the code of somebody who has left, each with who that is."""
    everybody = station.log.people()
    return (*_bed(everybody, before, now), *(_code(everybody, now) if before is None else ()))


def _bed(everybody: list[Person], before: Person | None, now: Person) -> Iterator[BadRow]:
    place = (now.unit, now.bed)
    if now.kind is not Kind.RESIDENT or not now.bed or (before and (before.unit, before.bed) == place):
        return
    for other in everybody:
        here = other.presence is not Presence.LEFT and other.kind is Kind.RESIDENT
        if here and other.id != now.id and (other.unit, other.bed) == place:
            facts = {"bed": shown(now.bed), "code": shown(other.code), "name": shown(other.name)}
            yield BadRow(1, "bed", "people.bed_taken", facts)


def _code(everybody: list[Person], now: Person) -> Iterator[BadRow]:
    for other in everybody:
        if other.code == now.code and other.presence is Presence.LEFT:
            yield BadRow(1, "code", "people.code_left", {"code": shown(other.code), "name": shown(other.name)})
            return
