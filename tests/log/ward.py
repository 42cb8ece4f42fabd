"""A small ward to write about: short ways to say who is there and what was found of them."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from carelog.clock import FixedClock
from carelog.log import Log
from carelog.model.assessment import Assessed, Fired, Standing, Step
from carelog.model.body import Body
from carelog.model.entry import Entry
from carelog.model.observation import Observed, Way
from carelog.model.person import Kind, Person
from carelog.model.reading import NotMeasured, Quantity, Reading, Site
from carelog.model.round import RoundKey
from carelog.model.severity import Severity, Task

T = TypeVar("T")

MORNING = datetime(2026, 1, 5, 7, 30, tzinfo=UTC)
ROUND = RoundKey(date(2026, 1, 5), "morning")
LI = "019b0000-0000-7000-8000-000000000001"
"""the nurse who writes"""
WANG = "019b0000-0000-7000-8000-0000000000a1"
ZHAO = "019b0000-0000-7000-8000-0000000000a2"


class Ward:
    """A log, a clock and a nurse; `tell` writes an act of its own."""

    def __init__(self, folder: Path, seed: int = 1, at: datetime = MORNING) -> None:
        self.clock = FixedClock(at, seed)
        self.folder = folder
        self.log = Log.create(folder, book=self.clock.new_id())

    def tell(self, *bodies: Body, act: str | None = None, happened_at: datetime | None = None) -> list[Entry]:
        with self.log.act(LI, self.clock.now(), self.clock.new_id, act) as deed:
            return [deed.append(body, happened_at=happened_at) for body in bodies]

    def one(self, body: Body, act: str | None = None, happened_at: datetime | None = None) -> Entry:
        return self.tell(body, act=act, happened_at=happened_at)[0]

    def later(self, minutes: float = 1) -> datetime:
        return self.clock.move(timedelta(minutes=minutes))

    def everything(self) -> list[list[Reading]]:
        """The readings of every effective observation, in the order of time."""
        ever = (MORNING - timedelta(days=400), MORNING + timedelta(days=400))
        return [list(seen.readings) for seen in self.log.observations(*ever)]

    def temperatures(self) -> list[list[int | None]]:
        return [[r.value for r in found if r.quantity is Quantity.TEMPERATURE] for found in self.everything()]


def resident(person: str = WANG, code: str = "A1", name: str = "王芳", **facts: object) -> Person:
    return Person(id=person, code=code, kind=Kind.RESIDENT, name=name, **facts)  # type: ignore[arg-type]  # test facts


def temperature(tenths: int) -> Reading:
    return Reading(Quantity.TEMPERATURE, tenths, site=Site.AXILLARY)


def spo2(percent: int) -> Reading:
    return Reading(Quantity.SPO2, percent)


def refused(quantity: Quantity) -> Reading:
    return Reading(quantity, None, NotMeasured.REFUSED)


def observed(
    *readings: Reading,
    person: str = WANG,
    key: RoundKey | None = ROUND,
    symptoms: tuple[str, ...] | None = None,
    way: Way = Way.SHEET,
) -> Observed:
    return Observed(person, key, readings, symptoms, way=way)


def step(start: datetime, severity: Severity = Severity.WATCH, episode: str = "", rule: str = "T-01") -> Step:
    tasks = (Task.RECHECK,) if severity > Severity.NOT_KNOWN else ()
    fired = (Fired(rule, severity, tasks, Standing.ON, episode, (episode,)),) if episode else ()
    return Step(start, severity, tasks, fired)


def assessed(person: str, since: datetime, *steps: Step) -> Assessed:
    return Assessed(person, "f" * 64, since, steps)


def loosened(folder: Path, tamper: Callable[..., T]) -> T:
    """Let somebody who can open the file change it behind our back: the triggers are dropped first."""
    from carelog.log.engine import sqlite3

    db = sqlite3.connect(folder / "carelog.db", isolation_level=None)
    try:
        for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            db.execute(f"DROP TRIGGER {name}")
        return tamper(db)
    finally:
        db.close()
