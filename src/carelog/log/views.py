"""The views, folded from entries alone, each kind in its own way; they never run a rule.

A view row is written when its entry is appended and when an entry that touches it is: always by the same function, so
that what grew entry by entry equals what a rebuild folds.
"""

from typing import TYPE_CHECKING

from carelog.log import codec, plain
from carelog.log import views_observed as observed
from carelog.log.rows import HOUSE, Row, by_number, of_act
from carelog.log.times import to_ms
from carelog.model.alerting import Acknowledged
from carelog.model.assessment import Assessed
from carelog.model.deeds import ClockConfirmed, Correction, Undone
from carelog.model.observation import Observed
from carelog.model.person import Moved, Person

if TYPE_CHECKING:
    from sqlite3 import Connection

    from carelog.model.body import Body

TOUCHING = frozenset(
    {"observed", "corrected", "undone", "person", "presence", "closed", "task_ended", "swabbed", "given", "taken_over"}
)
"""Kinds that change what rules fold of a person; a decision or a glance at an alert does not."""


def fold(db: "Connection", row: Row, body: "Body") -> None:
    """Let one more entry, the newest, take its effect on the views."""
    db.execute("UPDATE pulse SET tick = max(tick, ?), newest = max(newest, ?)", (row.tick, row.recorded_at))
    p = _number(db, row)
    if row.kind in TOUCHING:
        _touch(db, row.person, row.tick)
    gone = db.execute("SELECT 1 FROM undone WHERE act = ?", (row.act,)).fetchone() is not None
    match body:
        case Observed():
            observed.add(db, row, body, p, gone=gone)
        case Assessed():
            _assess(db, body, p)
        case Correction():
            _correct(db, row, body, gone=gone)
        case Undone():
            _undo(db, row, body)
        case ClockConfirmed():
            db.execute("UPDATE pulse SET newest = ?", (row.recorded_at,))
        case _ if not gone:
            _stand(db, row, body, p)
        case _:
            pass


def _number(db: "Connection", row: Row) -> int:
    if row.person is None:
        return HOUSE
    found = db.execute("SELECT p FROM person WHERE id = ?", (row.person,)).fetchone()
    if found is None:
        sql = "INSERT INTO person (id, tick, earlier, kind, code) VALUES (?, 0, 0, '', '') RETURNING p"
        (found,) = db.execute(sql, (row.person,)).fetchall()
    return int(found[0])


def _touch(db: "Connection", person: str | None, tick: int) -> None:
    """Remember that a person's history changed; `earlier` is the change before."""
    db.execute("UPDATE person SET earlier = tick, tick = ?1 WHERE id = ?2 AND tick <> ?1", (tick, person))


def _assess(db: "Connection", body: Assessed, p: int) -> None:
    db.execute("DELETE FROM step WHERE p = ? AND start >= ?", (p, to_ms(body.since)))
    for step in body.steps:
        told = (p, to_ms(step.start), int(step.severity), plain.text(step.tasks), plain.text(step.fired))
        db.execute("INSERT OR REPLACE INTO step (p, start, severity, tasks, fired) VALUES (?, ?, ?, ?, ?)", told)


def _correct(db: "Connection", row: Row, body: Correction, *, gone: bool) -> None:
    found = db.execute("SELECT n FROM entry WHERE id = ?", (body.target,)).fetchone()
    target = found[0] if found else 0
    db.execute("INSERT INTO correction (n, target, undone) VALUES (?, ?, ?)", (row.n, target, int(gone)))
    observed.restand(db, target)


def _stand(db: "Connection", row: Row, body: "Body", p: int) -> None:
    sql = "INSERT INTO deed (n, kind, p, happened, tick) VALUES (?, ?, ?, ?, ?)"
    db.execute(sql, (row.n, row.kind, p, row.happened_at, row.tick))
    if isinstance(body, Acknowledged):
        for rule, episode in body.episodes:
            told = (episode, rule, p, row.n)
            db.execute("INSERT OR IGNORE INTO acknowledgement (episode, rule, p, n) VALUES (?, ?, ?, ?)", told)
    elif isinstance(body, Person | Moved):
        _describe(db, p)


def _undo(db: "Connection", row: Row, body: Undone) -> None:
    db.execute("INSERT OR IGNORE INTO undone (act, n) VALUES (?, ?)", (body.act, row.n))
    for taken in of_act(db, body.act):
        if taken.n >= row.n:
            continue
        if taken.kind in TOUCHING:
            _touch(db, taken.person, row.tick)
        _take_back(db, taken)


def _take_back(db: "Connection", taken: Row) -> None:
    if taken.kind == "observed":
        observed.undo(db, taken.n)
    elif taken.kind == "corrected":
        db.execute("UPDATE correction SET undone = 1 WHERE n = ?", (taken.n,))
        (target,) = db.execute("SELECT target FROM correction WHERE n = ?", (taken.n,)).fetchone()
        observed.restand(db, target)
    elif db.execute("DELETE FROM deed WHERE n = ? RETURNING n", (taken.n,)).fetchall():
        _unstand(db, taken)


def _unstand(db: "Connection", taken: Row) -> None:
    body = codec.read(taken.kind, taken.version, taken.body)
    if isinstance(body, Acknowledged):
        for rule, episode in body.episodes:
            db.execute("DELETE FROM acknowledgement WHERE (episode, rule, n) = (?, ?, ?)", (episode, rule, taken.n))
    elif isinstance(body, Person | Moved):
        (p,) = db.execute("SELECT p FROM person WHERE id = ?", (taken.person,)).fetchone()
        _describe(db, p)


def _describe(db: "Connection", p: int) -> None:
    """Let the person row say which facts hold last, and where the person is now."""
    newest = "SELECT n, happened, tick FROM deed WHERE p = ? AND kind = ? ORDER BY happened DESC, tick DESC LIMIT 1"
    fact = db.execute(newest, (p, "person")).fetchone()
    moved = db.execute(newest, (p, "presence")).fetchone()
    kind, code = _kind_and_code(by_number(db, fact[0])) if fact else ("", "")
    away = moved[0] if moved and (not fact or moved[1:] > fact[1:]) else None
    sql = "UPDATE person SET kind = ?, code = ?, fact = ?, moved = ? WHERE p = ?"
    db.execute(sql, (kind, code, fact[0] if fact else None, away, p))


def _kind_and_code(row: Row) -> tuple[str, str]:
    body = codec.read(row.kind, row.version, row.body)
    return (body.kind.value, body.code) if isinstance(body, Person) else ("", "")
