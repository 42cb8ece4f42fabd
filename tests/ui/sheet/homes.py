"""Small real homes whose rounds are typed through the sheet."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from carelog.clock import FixedClock
from carelog.model.person import Kind, Person
from carelog.model.reading import Quantity
from carelog.station.desk import Station
from carelog.station.founding import DEFAULT_PROTOCOL, Plan
from carelog.ui.sheet.job import RoundJob

from .typed_rounds import keys

if TYPE_CHECKING:
    from pathlib import Path

    from carelog.model.observation import Observation

MORNING = datetime(2026, 3, 7, 0, 30, tzinfo=UTC)
"""Half past eight in Shanghai."""
PLAN = Plan("松鹤楼", "en", "Asia/Shanghai", DEFAULT_PROTOCOL, "N01", "李文")


def the_clock(at: datetime = MORNING, seed: int = 1) -> FixedClock:
    return FixedClock(at, seed)


def resident(clock: FixedClock, n: int, **facts: Any) -> Person:  # noqa: ANN401 - any field of a person
    known: dict[str, Any] = {
        "id": clock.new_id(), "code": f"R{n:03}", "kind": Kind.RESIDENT, "name": f"老人{n:03}", "unit": "1",
        "bed": f"{n // 20 + 1}-{n % 20 + 1:02}", "birth_date": date(1940, 1, 1),
        "scale_by": "Dr. Li", "scale_on": date(2026, 1, 2),
    }  # fmt: skip
    return Person(**(known | facts))


def a_home(folder: Path, clock: FixedClock, residents: int = 4, **of_one: dict[str, Any]) -> Station:
    """A home with N01 signed in, a second nurse N02, and residents; `r2={...}` gives the facts of the third."""
    station = Station.found(folder, clock, PLAN)
    people = [resident(clock, n, **of_one.get(f"r{n}", {})) for n in range(residents)]
    people.append(Person(id=clock.new_id(), code="N02", kind=Kind.STAFF, name="张敏"))
    station.put(people)
    return station


def other_terminal(station: Station, clock: FixedClock, code: str = "N02") -> Station:
    """The same home in a second terminal, somebody else signed in."""
    return Station.open(station.home, clock, code)


def a_round(station: Station, **how: Any) -> RoundJob:  # noqa: ANN401 - any way to open one
    return RoundJob(station, station.open_round(**how))


def type_on(job: RoundJob, text: str) -> RoundJob:
    """Type keys as on paper, `<enter>` for those with a name."""
    for key in keys(text):
        job.press(key, key if len(key) == 1 else None)
    return job


def held(station: Station, n: int) -> list[Observation]:
    """What the log holds of a resident in this round."""
    key = station.open_round().key
    assert key is not None
    return station.log.of_round(key).get(station.by_code(f"R{n:03}").id, [])


def told(one: Observation) -> dict[Quantity, int | None]:
    """The values of an observation."""
    return {r.quantity: r.value for r in one.readings}
