"""What was decided of a person: the entries, the steps stored, and what a whole replay says."""

from dataclasses import replace
from datetime import datetime, timedelta

from carelog.model.assessment import Step
from carelog.model.entry import Entry
from carelog.model.severity import Severity
from carelog.station.desk import Station
from carelog.station.judging import steps_since
from carelog.station.rows import BoardRow

from .conftest import MORNING

NONE, NOT_KNOWN, WATCH, REVIEW, URGENT = Severity
LONG_AGO = MORNING - timedelta(days=400)


def row(station: Station, code: str, at: datetime | None = None) -> BoardRow:
    return next(r for r in station.board(at=at).rows if r.person.code == code)


def entries(station: Station, code: str, kind: str = "assessed") -> list[Entry]:
    """A person's entries of a kind, oldest first."""
    ids = station.log._db.execute("SELECT id FROM entry ORDER BY n").fetchall()
    found = [entry for (id_,) in ids if (entry := station.log.entry(id_))]
    return [e for e in found if e.kind == kind and e.person == station.by_code(code).id]


def meaning(steps: list[Step] | tuple[Step, ...]) -> list[tuple[object, ...]]:
    """Steps without the ids of what they rest on, so that two homes can be compared."""
    return [(s.start, s.severity, s.tasks, [(f.rule, f.standing, f.value) for f in s.fired]) for s in steps]


def stored(station: Station, code: str) -> list[Step]:
    """What the log holds; a step that only says again what the one before said is left out."""
    steps = station.log.steps_from(station.by_code(code).id, LONG_AGO)
    return [s for n, s in enumerate(steps) if not n or replace(steps[n - 1], start=s.start) != s]


def replayed(station: Station, code: str) -> tuple[Step, ...]:
    """The whole history of a person folded at once, from the first value on."""
    history = station.log.history(station.by_code(code).id)
    first = stored(station, code)[0].start
    return steps_since(station.judge.protocol(), history, first)[0]
