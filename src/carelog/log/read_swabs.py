"""What a plan of swabs asks of the log: who was swabbed when, and who came and went; raw and quick, of everybody."""

import json
from dataclasses import fields
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from carelog.log.read_deeds import number_of
from carelog.log.times import from_ms, to_ms
from carelog.model.deeds import Method, Result, Swabbed
from carelog.model.person import Person, Presence

if TYPE_CHECKING:
    from sqlite3 import Connection

_TOLD = (
    "SELECT person.id, entry.id, deed.kind, deed.happened, entry.recorded_at, entry.body ->> '$.method', "
    "entry.body ->> '$.result', entry.body ->> '$.target', entry.body ->> '$.targets', entry.body ->> '$.sample' "
    "FROM deed CROSS JOIN entry ON entry.n = deed.n CROSS JOIN person ON person.p = deed.p "
)
_MOVES = (
    "SELECT person.id, deed.happened, entry.body ->> '$.presence' "
    "FROM deed CROSS JOIN entry ON entry.n = deed.n CROSS JOIN person ON person.p = deed.p "
)
# a body leaves out what equals its default
_TARGET = next(str(f.default) for f in fields(Swabbed) if f.name == "target")
_PRESENT = next(Presence(str(f.default)) for f in fields(Person) if f.name == "presence")
_METHODS, _RESULTS = {m.value: m for m in Method}, {r.value: r for r in Result}
_LAST = 32
"""How many swabs of one person are looked at further back: several targets by several methods, and some."""


class SwabTold(NamedTuple):
    """A standing swab by when it was taken: a result, or a sample sent (no result); for what, and which it answers."""

    person: str
    entry: str
    at: datetime
    recorded_at: datetime
    method: Method
    result: Result | None
    targets: tuple[str, ...]
    sample: str


class Stood(NamedTuple):
    """Where somebody was from an instant on."""

    at: datetime
    presence: Presence


def swabs(db: "Connection", odd: datetime, first: datetime, last: datetime) -> list[SwabTold]:
    """Everybody's swabs and samples from an instant to another (excluded), by time; all but negatives since `odd`."""
    where = (
        "WHERE deed.kind IN ('swabbed', 'sample') AND deed.happened >= ?1 AND deed.happened < ?3 "
        "AND (deed.happened >= ?2 OR entry.body ->> '$.result' IS NOT 'negative') ORDER BY deed.happened, deed.tick"
    )
    return _swabs(db, where, (to_ms(odd), to_ms(first), to_ms(last)))


def swabs_before(db: "Connection", person: str, before: datetime) -> list[SwabTold]:
    """The newest results of somebody that were taken before an instant."""
    where = (
        "WHERE deed.p = ? AND deed.kind = 'swabbed' AND deed.happened < ? "
        "ORDER BY deed.happened DESC, deed.tick DESC LIMIT ?"
    )
    return _swabs(db, where, (number_of(db, person), to_ms(before), _LAST))


def _swabs(db: "Connection", where: str, facts: tuple[int, ...]) -> list[SwabTold]:
    out = []
    for person, entry, kind, at, recorded, method, result, target, targets, sample in db.execute(_TOLD + where, facts):
        shown = None if kind == "sample" else _RESULTS[result]
        looked_for = tuple(json.loads(targets)) if kind == "sample" else (target or _TARGET,)
        told = (from_ms(at), from_ms(recorded), _METHODS[method], shown, looked_for, sample or "")
        out.append(SwabTold(person, entry, *told))
    return out


def moves(db: "Connection", since: datetime) -> dict[str, list[Stood]]:
    """Person -> where they were: the last word before an instant, if there was one, then every one after it."""
    found: dict[str, list[Stood]] = {}
    later = (
        f"{_MOVES}WHERE deed.kind IN ('person', 'presence') AND deed.happened >= ? ORDER BY deed.happened, deed.tick"
    )
    for person, at, presence in db.execute(later, (to_ms(since),)).fetchall():
        told = found.get(person)
        if told is None:
            told = found[person] = _before(db, person, since)
        told.append(_stood(at, presence))
    return found


def _before(db: "Connection", person: str, since: datetime) -> list[Stood]:
    where = (
        "WHERE deed.p = ? AND deed.kind = ? AND deed.happened < ? ORDER BY deed.happened DESC, deed.tick DESC LIMIT 1"
    )
    facts = (number_of(db, person), to_ms(since))
    last = [row for kind in ("person", "presence") for row in db.execute(_MOVES + where, (facts[0], kind, facts[1]))]
    told = [_stood(at, presence) for _, at, presence in last]
    return [max(told, key=lambda stood: stood.at)] if told else []


def _stood(at: int, presence: str | None) -> Stood:
    return Stood(from_ms(at), Presence(presence) if presence else _PRESENT)
