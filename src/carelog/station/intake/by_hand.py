"""What is written down of one person by hand: the same fields, rules and sentences as a row of a list of people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    """The person before (None: somebody new), the person now (None where something cannot stand), and what cannot."""

    before: Person | None
    now: Person | None
    bad: tuple[BadRow, ...]


def put(station: Station, code: str, said: Sequence[str]) -> Told:
    """Write down `field=value` after `field=value` of one person, all of it or none; `field=` empties it.

    It is one entry, judged at once; nothing is stored where nothing changes. Refuses an unknown code or field, a field
    given twice, and what has no `=`.
    """
    before = here(station, code)
    if before is None:
        raise Refusal("station.no_person", code=shown(code))
    told = read(station, before, code, _cells(said, maps.load(_MAP)))
    if told.now is not None and told.now != before:
        station.put([told.now])
    return told


def add(station: Station, code: str, said: Sequence[str]) -> Told:
    """Write somebody new down in the same way, all of it or none; a code that somebody here carries is refused."""
    told = read(station, None, code, _cells(said, maps.load(_MAP)))
    if told.now is not None:
        station.put([told.now])
    return told


def here(station: Station, code: str) -> Person | None:
    """Who of those who have not left carries a code."""
    return next((p for p in station.people() if p.code == code), None)


def read(
    station: Station,
    before: Person | None,
    code: str,
    cells: Mapping[str, str],
    columns: Mapping[str, str] | None = None,
) -> Told:
    """The whole person after some cells, checked like a row of a list of people; nothing is stored.

    `columns` names the fields as whoever typed them sees them.
    """
    names = dict(columns or {})
    known = spoken(station)
    row = Row(1, {"code": code.strip(), **cells})
    found, bad = people.given(Table("", "", "", names, (), (row,), (), 0), known, {s.code for s in station.symptoms()})
    taken = here(station, code.strip()) if before is None else None
    if taken:
        facts = {"code": shown(taken.code), "name": shown(taken.name)}
        bad.append(BadRow(1, names.get("code", "code"), "intake.code_taken", facts))
    if bad:
        return Told(before, None, tuple(bad))
    now, wrong = take.told(station, found[0], before, names)
    return Told(before, now, tuple(wrong))


def spoken(station: Station) -> IntakeMap:
    """The map of a list of people, symptoms in the words of every language too."""
    words = {word: symptom.code for symptom in station.symptoms() for word in symptom.words.values()}
    return maps.load(_MAP).model_copy(update={"symptoms": words})


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
