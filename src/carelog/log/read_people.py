"""Who is in the house, as last written down."""

import json
from collections import defaultdict
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from carelog.log import codec, private
from carelog.log.read_deeds import Deed, applied, deeds, number_of
from carelog.log.rows import HOUSE
from carelog.log.times import from_ms, to_ms
from carelog.model.person import Moved, Person, Presence

if TYPE_CHECKING:
    from sqlite3 import Connection

    from carelog.model.home import Facility, ProtocolUsed

_NOW = (
    "SELECT fact.kind, fact.version, fact.body, "
    "(SELECT json_group_object(field, text) FROM private WHERE private.entry = fact.id), moved.version, moved.body "
    "FROM person CROSS JOIN entry AS fact ON fact.n = person.fact "
    "LEFT JOIN entry AS moved ON moved.n = person.moved "
)


def people(db: "Connection") -> list[Person]:
    """Everybody ever written down, as last written down, where they are now; those who left too."""
    return [_person(*found) for found in db.execute(_NOW + "ORDER BY person.p").fetchall()]


@lru_cache(maxsize=2048)
def _person(
    kind: str,
    version: int,
    body: str,
    told: str,
    moved_version: int | None,
    moved: str | None,
) -> Person:
    person = cast("Person", codec.read(kind, version, body, json.loads(told)))
    if moved is None:
        return person
    return cast("Person", applied(person, cast("Moved", codec.read("presence", moved_version or 1, moved))))


def people_at(db: "Connection", at: datetime) -> list[Person]:
    """Everybody as written down by an instant.

    Who was written down only later, but has an observation from before the instant (an import), is there as first
    written down.
    """
    then = to_ms(at)
    by_person: dict[str, list[Deed]] = defaultdict(list)
    for deed in deeds(db, "deed.p > 0 AND deed.kind IN ('person', 'presence')", ()):
        by_person[deed.body.id if isinstance(deed.body, Person) else deed.body.person].append(deed)
    return [who for person, known in by_person.items() if (who := _as_of(db, person, known, then))]


def _as_of(db: "Connection", person: str, known: list[Deed], then: int) -> Person | None:
    now: Person | None = None
    for deed in known:
        if deed.happened <= then:
            now = applied(now, deed.body)
    if now is not None:
        return now
    first = next((deed.body for deed in known if isinstance(deed.body, Person)), None)
    seen = "SELECT 1 FROM observation WHERE p = ? AND happened <= ? LIMIT 1"
    return first if first and db.execute(seen, (number_of(db, person), then)).fetchone() else None


def person(db: "Connection", person_id: str) -> Person | None:
    """A person as last written down, None for one never written down."""
    found = db.execute(_NOW + "WHERE person.id = ?", (person_id,)).fetchone()
    return _person(*found) if found else None


def by_code(db: "Connection", code: str) -> Person | None:
    """Who carries a code: of several the one who is in the house, else the one written down last."""
    found = [_person(*row) for row in db.execute(_NOW + "WHERE person.code = ? ORDER BY person.p DESC", (code,))]
    return min(found, key=lambda who: who.presence is Presence.LEFT, default=None)


def moved(db: "Connection", person_id: str) -> Moved | None:
    """The move that says where a person is now; None where the person's own facts say it."""
    sql = (
        "SELECT entry.version, entry.body, entry.id FROM person JOIN entry ON entry.n = person.moved "
        "WHERE person.id = ?"
    )
    found = db.execute(sql, (person_id,)).fetchone()
    if not found:
        return None
    version, body, entry = found
    return cast("Moved", codec.read("presence", version, body, private.told(db, entry)))


def facility(db: "Connection") -> "Facility | None":
    """The home as last written down."""
    return cast("Facility | None", _last(db, "facility"))


def protocol(db: "Connection") -> "ProtocolUsed | None":
    """The protocol that decides now."""
    return cast("ProtocolUsed | None", _last(db, "protocol"))


def protocol_since(db: "Connection") -> tuple[str, datetime | None]:
    """The id of the entry that took the protocol into use, and from when it decides: None for a home's first one."""
    sql = (
        "SELECT entry.id, deed.happened FROM deed CROSS JOIN entry ON entry.n = deed.n "
        "WHERE deed.p = ? AND deed.kind = 'protocol' ORDER BY deed.happened DESC, deed.tick DESC LIMIT 2"
    )
    found = db.execute(sql, (HOUSE,)).fetchall()
    return (found[0][0] if found else "", from_ms(found[0][1]) if len(found) > 1 else None)


def _last(db: "Connection", kind: str) -> object:
    sql = (
        "SELECT entry.version, entry.body FROM deed JOIN entry ON entry.n = deed.n "
        "WHERE deed.p = ? AND deed.kind = ? ORDER BY deed.happened DESC, deed.tick DESC LIMIT 1"
    )
    found = db.execute(sql, (HOUSE, kind)).fetchone()
    return codec.read(kind, *found) if found else None


def expected_since(db: "Connection", person: str) -> datetime | None:
    """When a person was first written down or, where they went away since, last came back; None for nobody."""
    sql = (
        "SELECT deed.kind, deed.happened, entry.version, entry.body FROM person CROSS JOIN deed ON deed.p = person.p "
        "AND deed.kind IN ('person', 'presence') CROSS JOIN entry ON entry.n = deed.n WHERE person.id = ?"
    )
    found = db.execute(sql, (person,)).fetchall()
    first = min((happened for kind, happened, *_ in found if kind == "person"), default=None)
    back = [happened for kind, happened, *move in found if kind == "presence" and _came_back(*move)]
    known = [*([] if first is None else [first]), *back]
    return from_ms(max(known)) if known else None


@lru_cache(maxsize=2048)
def _came_back(version: int, body: str) -> bool:
    return cast("Moved", codec.read("presence", version, body)).presence is Presence.PRESENT
