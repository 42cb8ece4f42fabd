"""The observations of a period as their view holds them, for files: no entry's text is read for one that stands whole.

Times are the log's own milliseconds here, since a file of a year asks for some hundred thousand of them.
"""

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from carelog.log.read_steps import tasks_of
from carelog.log.times import to_ms
from carelog.log.views_observed import FLOW_UNREAD, of_head, symptoms_of
from carelog.model.observation import Observation, merged
from carelog.model.reading import NotMeasured, Quantity
from carelog.model.severity import Severity, Task

if TYPE_CHECKING:
    from sqlite3 import Connection

__all__ = [
    "FLOW_UNREAD", "Levels", "Line", "amended", "levels", "of_no_round", "of_rounds", "read_in_full", "reasons_of",
    "symptoms_of",
]  # fmt: skip


class Line(NamedTuple):
    """A standing observation: its last values. Times are ms since 1970, UTC; units are those of `Quantity`."""

    n: int
    """its number, that of its first part"""
    person: str
    happened: int
    recorded: int
    """when its last part was"""
    by: str
    """the person id of who recorded that"""
    entry: str
    """the id of its last part as first written"""
    day: int | None
    """the round's date as `date.toordinal` counts, None where it belongs to no round"""
    slot: str | None
    paper: int
    """1 = caught up from paper"""
    temperature: int | None
    site: str | None
    spo2: int | None
    oxygen: int | None
    """see `FLOW_UNREAD`"""
    respiratory_rate: int | None
    pulse: int | None
    systolic: int | None
    diastolic: int | None
    consciousness: int | None
    symptoms: str | None
    """see `symptoms_of`"""
    reasons: str | None
    """see `reasons_of`"""


_ASKED = (*(quantity.value for quantity in Quantity), "symptoms")


def reasons_of(text: str | None) -> tuple[tuple[str, NotMeasured], ...]:
    """What was not measured, in the order of `Quantity`, then `symptoms` where they were not asked; and why."""
    held: dict[str, str] = json.loads(text) if text else {}
    return tuple((what, NotMeasured(held[what])) for what in _ASKED if what in held)


_SELECT = (
    "SELECT observation.n, person.id, observation.happened, own.recorded_at, own.recorded_by, own.id, observation.day, "
    "observation.slot, paper, temperature, site, spo2, oxygen, respiratory_rate, pulse, systolic, diastolic, "
    "consciousness, symptoms, reasons FROM observation CROSS JOIN entry AS own ON own.n = observation.last "
    "CROSS JOIN person ON person.p = observation.p "
)
_THEN = "observation.happened, own.recorded_at, own.id"
OF_ROUNDS = f"{_SELECT}WHERE observation.day BETWEEN ? AND ? ORDER BY observation.day, observation.slot, {_THEN}"
OF_NO_ROUND = (
    f"{_SELECT}WHERE observation.day IS NULL AND observation.happened >= ? AND observation.happened < ? "
    f"ORDER BY {_THEN}"
)


def of_rounds(db: "Connection", first: date, last: date) -> list[Line]:
    """What belongs to the rounds of days, both included, whenever it happened: by round, then by time."""
    return [Line._make(found) for found in db.execute(OF_ROUNDS, (first.toordinal(), last.toordinal()))]


def of_no_round(db: "Connection", first: datetime, last: datetime) -> list[Line]:
    """What belongs to no round and happened from an instant (included) to another (excluded), in the order of time."""
    return [Line._make(found) for found in db.execute(OF_NO_ROUND, (to_ms(first), to_ms(last)))]


def amended(db: "Connection") -> set[int]:
    """The numbers of the observations of which a part was ever corrected, the correction taken back or not."""
    sql = "SELECT part.head FROM correction CROSS JOIN part ON part.n = correction.target"
    return {head for (head,) in db.execute(sql).fetchall()}


def read_in_full(db: "Connection", heads: Iterable[int]) -> list[Observation]:
    """The observations of numbers, put together from their parts."""
    return [merged([part for _, part in of_head(db, head)]) for head in heads]


class Levels(NamedTuple):
    """What stood decided of a person: `told[n]` holds from `starts[n]` (ms since 1970) on."""

    starts: list[int]
    told: list[tuple[Severity, tuple[Task, ...]]]


_LEVELS = (
    "SELECT person.id, step.start, step.severity, step.tasks FROM person CROSS JOIN step ON step.p = person.p "
    "AND step.start < ?2 AND step.start >= "
    "coalesce((SELECT max(start) FROM step AS then_ WHERE then_.p = person.p AND then_.start <= ?1), ?1) "
    "ORDER BY person.p, step.start"
)


def levels(db: "Connection", first: datetime, last: datetime) -> dict[str, Levels]:
    """Person -> the severities and tasks that hold from an instant (the one in force then too) to another."""
    out: dict[str, Levels] = {}
    for person, start, severity, tasks in db.execute(_LEVELS, (to_ms(first), to_ms(last))):
        held = out.get(person) or out.setdefault(person, Levels([], []))
        held.starts.append(start)
        held.told.append((Severity(severity), tasks_of(tasks)))
    return out
