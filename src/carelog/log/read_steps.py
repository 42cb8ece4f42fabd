"""What was decided: the steps of every person, and who has seen or answered what."""

import json
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, cast

from carelog.log import codec, plain
from carelog.log.read_deeds import deeds, number_of
from carelog.log.times import from_ms, to_ms
from carelog.model.assessment import Assessed, Fired, Step
from carelog.model.severity import Severity, Task

if TYPE_CHECKING:
    from sqlite3 import Connection

    from carelog.model.alerting import Acknowledged

_NEVER = 2**62

STEPS_AT = (
    "SELECT person.id, step.start, step.severity, step.tasks, step.fired FROM person "
    "CROSS JOIN step ON step.p = person.p AND step.start = "
    "(SELECT max(start) FROM step AS newest WHERE newest.p = person.p AND newest.start <= ?)"
)
"""One look-up a person, however long the book: a test holds its plan."""


@lru_cache(maxsize=4096)
def tasks_of(text: str) -> tuple[Task, ...]:
    """The tasks of a view row."""
    return tuple(Task(code) for code in json.loads(text))


@lru_cache(maxsize=4096)
def _fired(text: str) -> tuple[Fired, ...]:
    return tuple(plain.decode(Fired, raw) for raw in json.loads(text))


def _step(start: int, severity: int, tasks: str, fired: str) -> Step:
    return Step(from_ms(start), Severity(severity), tasks_of(tasks), _fired(fired))


def steps_at(db: "Connection", at: datetime) -> dict[str, Step]:
    """Person -> the step in force at an instant; who was never assessed by then is missing."""
    return {person: _step(*told) for person, *told in db.execute(STEPS_AT, (to_ms(at),)).fetchall()}


def steps(db: "Connection", person: str, first: datetime, last: datetime) -> list[Step]:
    """The steps of a person that hold from an instant (the one in force then too) to another (excluded)."""
    return _between(db, person, to_ms(first), to_ms(last))


def steps_from(db: "Connection", person: str, since: datetime) -> list[Step]:
    """The step in force at an instant and all after it."""
    return _between(db, person, to_ms(since), _NEVER)


def _between(db: "Connection", person: str, first: int, last: int) -> list[Step]:
    sql = (
        "SELECT start, severity, tasks, fired FROM step WHERE p = ?1 AND start < ?3 AND start >= "
        "coalesce((SELECT max(start) FROM step WHERE p = ?1 AND start <= ?2), ?2) ORDER BY start"
    )
    return [_step(*told) for told in db.execute(sql, (number_of(db, person), first, last)).fetchall()]


def quiet_since(db: "Connection", person: str, at: datetime) -> datetime | None:
    """When the newest step by an instant began in which no rule held and no task was open; None where there is none."""
    calm = "p = ? AND start <= ? AND tasks = '[]' AND fired = '[]'"
    sql = f"SELECT start FROM step WHERE {calm} ORDER BY start DESC LIMIT 1"  # noqa: S608 - our own columns
    found = db.execute(sql, (number_of(db, person), to_ms(at))).fetchone()
    return from_ms(found[0]) if found else None


class Decision(NamedTuple):
    """Who decided what holds from an instant: the protocol's SHA-256, and when the decision was written down."""

    entry: str
    protocol: str
    recorded_at: datetime


DECIDED = (
    "SELECT id, recorded_at, version, body FROM entry WHERE n = (SELECT n FROM entry "
    "WHERE kind = 'assessed' AND person = ? AND happened_at <= ? ORDER BY tick DESC LIMIT 1)"
)
"""The newest decision about a time replaces every older one about it."""


def decided(db: "Connection", person: str, start: datetime) -> Decision | None:
    """What decided a person's step that begins at an instant; None where nothing ever did."""
    found = db.execute(DECIDED, (person, to_ms(start))).fetchone()
    if found is None:
        return None
    said = cast("Assessed", codec.read("assessed", found[2], found[3]))
    return Decision(found[0], said.protocol, from_ms(found[1]))


class Glance(NamedTuple):
    """The newest time somebody saw an alert: when, who (person id), what was said; and when a call was written last."""

    at: datetime
    by: str
    body: "Acknowledged"
    called: datetime | None = None


def glances(
    db: "Connection", among: Iterable[tuple[str, str, str]], at: datetime
) -> dict[tuple[str, str, str], Glance]:
    """(person, rule, episode) -> who saw it last by an instant; those nobody has seen are missing."""
    told = (
        "SELECT recorded_at, recorded_by, version, body FROM acknowledgement "
        "JOIN person USING (p) JOIN entry USING (n) "
        "WHERE episode = ? AND rule = ? AND person.id = ? AND recorded_at <= ? ORDER BY n"
    )
    out = {}
    for person, rule, episode in among:
        called = None
        for recorded, by, version, text in db.execute(told, (episode, rule, person, to_ms(at))).fetchall():
            body = cast("Acknowledged", codec.read("acknowledged", version, text))
            called = from_ms(recorded) if _calls(body) else called
            out[person, rule, episode] = Glance(from_ms(recorded), by, body, called)
    return out


def _calls(seen: "Acknowledged") -> bool:
    from carelog.model.alerting import Action

    return seen.action is Action.CALLED


def fired_between(db: "Connection", person: str, entry: str, ticks: tuple[int, int]) -> list[Fired]:
    """The alerts that decisions written between two ticks rested on an entry of a person, whatever holds since."""
    sql = (
        "SELECT version, body FROM entry WHERE kind = 'assessed' AND person = ? AND body LIKE ? "
        "AND tick > ? AND tick < ? ORDER BY tick"
    )
    out: dict[str, Fired] = {}
    for version, body in db.execute(sql, (person, f"%{entry}%", *ticks)).fetchall():
        said = cast("Assessed", codec.read("assessed", version, body))
        for fired in (f for step in said.steps for f in step.fired):
            if entry in fired.entries and fired.severity >= Severity.REVIEW and not fired.would_have:
                out.setdefault(fired.rule, fired)
    return list(out.values())


def acknowledged(
    db: "Connection", person: str | None, among: Iterable[tuple[str, str, str]] | None
) -> set[tuple[str, str, str]]:
    """The (person, rule, episode) that somebody has seen: of a person, or those among given ones, or all."""
    if among is not None:
        ours = "SELECT 1 FROM acknowledgement JOIN person USING (p) "
        sql = ours + "WHERE episode = ? AND rule = ? AND person.id = ? LIMIT 1"
        return {
            (who, rule, episode) for who, rule, episode in among if db.execute(sql, (episode, rule, who)).fetchone()
        }
    if person is None:
        sql = "SELECT person.id, rule, episode FROM acknowledgement JOIN person USING (p)"
        return set(db.execute(sql).fetchall())
    told = deeds(db, "deed.p = ? AND deed.kind = 'acknowledged'", (number_of(db, person),))
    return {(person, rule, episode) for deed in told for rule, episode in deed.body.episodes}
