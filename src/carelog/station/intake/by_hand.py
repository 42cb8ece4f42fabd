"""What is written down of one person by hand: the same fields, rules and sentences as a row of a list of people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from carelog.model.refusal import Refusal
from carelog.station.intake import maps, people, take
from carelog.station.intake.rows import BadRow, Row, Table, shown

if TYPE_CHECKING:
    from carelog.model.person import Person
    from carelog.station.desk import Station
    from carelog.station.intake.maps import IntakeMap

_MAP = "carelog-people"


class Told(NamedTuple):
    """The person before, the person now (None where something cannot stand), and what cannot."""

    before: Person
    now: Person | None
    bad: tuple[BadRow, ...]


def put(station: Station, code: str, said: Sequence[str]) -> Told:
    """Write down `field=value` after `field=value` of one person, all of it or none; `field=` empties it.

    It is one entry, judged at once; nothing is stored where nothing changes. Refuses an unknown code or field, a field
    given twice, and what has no `=`.
    """
    before = next((p for p in station.people() if p.code == code), None)
    if before is None:
        raise Refusal("station.no_person", code=shown(code))
    known = maps.load(_MAP)
    cells = _cells(said, known)
    table = Table("", "", "", {}, (), (Row(1, {"code": code, **cells}),), (), 0)
    found, bad = people.given(table, known, {s.code for s in station.symptoms()})
    if bad:
        return Told(before, None, tuple(bad))
    now, wrong = take.told(station, found[0], before, {})
    if now is not None and now != before:
        station.put([now])
    return Told(before, now, tuple(wrong))


def _cells(said: Sequence[str], known: IntakeMap) -> dict[str, str]:
    fields = {name: field for field in known.columns for name in known.names(field) if field != "code"}
    cells: dict[str, str] = {}
    for one in said:
        name, given, value = one.partition("=")
        field = fields.get(name.strip())
        if not given or field is None:
            settable = ", ".join(field for field in known.columns if field != "code")
            raise Refusal("intake.no_field", text=shown(one), known=settable)
        if field in cells:
            raise Refusal("intake.field_twice", text=shown(name.strip()))
        cells[field] = value.strip()
    return cells
