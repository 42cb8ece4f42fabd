"""What is known of one person, in the order in which rules fold it."""

from datetime import datetime
from typing import TYPE_CHECKING

from carelog.log.read_deeds import Deed, applied, deeds, number_of
from carelog.log.times import from_ms, to_ms
from carelog.log.views_observed import seen
from carelog.model.alerting import Closed, TaskEnded
from carelog.model.assessment import Answer, TaskEnd
from carelog.model.deeds import Given, Swabbed, TakenOver
from carelog.model.history import Dosed, Event, Facts, History, Left, Sampled, moment
from carelog.model.person import Person

if TYPE_CHECKING:
    from sqlite3 import Connection

_ALWAYS = -(2**62)


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
