"""What is known of one person, in the order in which rules fold it."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from carelog.log import codec, private
from carelog.log.times import from_ms, to_ms
from carelog.log.views_observed import seen
from carelog.model.assessment import Answer, TaskEnd
from carelog.model.deeds import Closed, Given, Moved, Swabbed, TakenOver, TaskEnded
from carelog.model.history import Dosed, Event, Facts, History, Left, Sampled, moment
from carelog.model.person import Person

if TYPE_CHECKING:
    from sqlite3 import Connection

_ALWAYS = -(2**62)


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
        told = private.told(db, head[1]) if codec.PRIVATE[head[3]] else {}
        out.append(Deed._make((*head, codec.read(head[3], version, text, told))))
    return out


def number_of(db: "Connection", person: str) -> int:
    """The number of a person in the views, -1 for one never heard of."""
    found = db.execute("SELECT p FROM person WHERE id = ?", (person,)).fetchone()
    return int(found[0]) if found else -1


def newest_tick(db: "Connection", person: str, before: int | None = None) -> int:
    """The tick of the last entry that changed a person's history, 0 for none; -1 where nobody remembers so far back.

    With `before` the last one below that tick: only the last two are remembered.
    """
    found = db.execute("SELECT tick, earlier FROM person WHERE id = ?", (person,)).fetchone() or (0, 0)
    return next((int(tick) for tick in found if before is None or tick < before), -1)


def history(db: "Connection", person: str, since: datetime | None) -> History:
    """A person's effective events by (time, tick), from an instant on; the facts that held then come first."""
    p = number_of(db, person)
    start = _ALWAYS if since is None else to_ms(since)
    events: list[Event] = [
        part for _, part in seen(db, "part.p = ? AND part.happened >= ? AND part.standing = 0", (p, start))
    ]
    events += _facts(db, p, start)
    ended = (
        "deed.p = ? AND deed.kind IN ('closed', 'task_ended', 'swabbed', 'given', 'taken_over') AND deed.happened >= ?"
    )
    events += [_ended(deed) for deed in deeds(db, ended, (p, start))]
    return History(person, tuple(sorted(events, key=moment)))


def _facts(db: "Connection", p: int, start: int) -> list[Event]:
    last = "SELECT max(happened) FROM deed WHERE p = ?1 AND kind = 'person' AND happened <= ?2"
    where = f"deed.p = ?1 AND deed.kind IN ('person', 'presence') AND deed.happened >= coalesce(({last}), ?3)"
    known = deeds(db, where, (p, start, _ALWAYS))
    out: list[Event] = []
    now: Person | None = None
    for deed in known:
        now = applied(now, deed.body)
        if now is None:
            continue
        if deed.happened < start:
            out.clear()
        out.append(Facts(deed.id, deed.tick, from_ms(deed.happened), now))
    return out


def applied(now: Person | None, body: Person | Moved) -> Person | None:
    """The person after one more fact; a move of somebody never written down tells nothing yet."""
    if isinstance(body, Person):
        return body
    return replace(now, presence=body.presence, left=body.left) if now else None


def _ended(deed: Deed) -> Event:
    at = from_ms(deed.happened)
    if isinstance(deed.body, Closed):
        return Answer(deed.id, deed.tick, at, deed.by, deed.body.episodes, deed.body.outcome.value)
    if isinstance(deed.body, Swabbed):
        return Sampled(deed.id, deed.tick, at, deed.body.method, deed.body.result, deed.body.target)
    if isinstance(deed.body, Given):
        return Dosed(deed.id, deed.tick, at, deed.body.antipyretic)
    if isinstance(deed.body, TakenOver):
        return Left(deed.id, deed.tick, at, deed.body.fired, deed.body.tasks)
    told: TaskEnded = deed.body
    return TaskEnd(deed.id, deed.tick, at, deed.by, told.task, told.done)
