"""The deeds that stand: what named persons did and took back no more, each with its body read."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from carelog.log import codec, private
from carelog.log.times import from_ms
from carelog.model.person import Moved, Person

if TYPE_CHECKING:
    from sqlite3 import Connection


class Deed(NamedTuple):
    """A deed that stands, with its body read."""

    n: int
    id: str
    act: str
    kind: str
    happened: int
    tick: int
    recorded: int
    by: str
    body: Any

    @property
    def at(self) -> datetime:
        """When it happened."""
        return from_ms(self.happened)


_DEEDS = (
    "SELECT deed.n, entry.id, entry.act, deed.kind, deed.happened, deed.tick, entry.recorded_at, entry.recorded_by, "
    "entry.version, entry.body FROM deed CROSS JOIN entry ON entry.n = deed.n "
)


def deeds(db: "Connection", where: str, facts: tuple[Any, ...]) -> list[Deed]:
    """The standing deeds a condition finds, with their private texts, in the order of time."""
    found = db.execute(f"{_DEEDS}WHERE {where} ORDER BY deed.happened, deed.tick", facts).fetchall()
    out = []
    for *head, version, text in found:
        told = private.told(db, head[1]) if codec.private_of(head[3]) else {}
        out.append(Deed._make((*head, codec.read(head[3], version, text, told))))
    return out


def number_of(db: "Connection", person: str) -> int:
    """The number of a person in the views, -1 for one never heard of."""
    found = db.execute("SELECT p FROM person WHERE id = ?", (person,)).fetchone()
    return int(found[0]) if found else -1


def applied(now: Person | None, body: Person | Moved) -> Person | None:
    """The person after one more fact; a move of somebody never written down tells nothing yet."""
    if isinstance(body, Person):
        return body
    return replace(now, presence=body.presence, left=body.left) if now else None


def newest_tick(db: "Connection", person: str, before: int | None = None) -> int:
    """The tick of the last entry that changed a person's history, 0 for none; -1 where nobody remembers so far back.

    With `before` the last one below that tick: only the last two are remembered.
    """
    found = db.execute("SELECT tick, earlier FROM person WHERE id = ?", (person,)).fetchone() or (0, 0)
    return next((int(tick) for tick in found if before is None or tick < before), -1)
