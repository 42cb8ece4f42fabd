"""A small real home to work in."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from carelog.clock import FixedClock
from carelog.model.person import Kind, Person
from carelog.station.desk import Station
from carelog.station.founding import DEFAULT_PROTOCOL, Plan

SHANGHAI = ZoneInfo("Asia/Shanghai")
MORNING = datetime(2023, 1, 12, 8, 0, tzinfo=SHANGHAI)
PLAN = Plan("松鹤楼", "zh_CN", "Asia/Shanghai", DEFAULT_PROTOCOL, "N01", "李文")


def resident(clock: FixedClock, code: str, name: str = "", **facts: object) -> Person:
    return Person(
        id=clock.new_id(),
        code=code,
        kind=Kind.RESIDENT,
        name=name or f"老人{code}",
        birth_date=date(1940, 1, 1),
        unit="3",
        bed=code,
        **facts,  # type: ignore[arg-type]  # a test names the facts of its case
    )


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(MORNING)


@pytest.fixture
def station(tmp_path: Path, clock: FixedClock) -> Iterator[Station]:
    """A home with four residents and a second nurse; N01 is signed in, it is eight in the morning."""
    found = Station.found(tmp_path / "home", clock, PLAN)
    people = [resident(clock, code) for code in ("3-12", "3-2", "3-1")]
    people.append(resident(clock, "3-4", "王芳", oxygen_tenths_l_min=20, target_low_percent=88, target_high_percent=92))
    people.append(Person(id=clock.new_id(), code="N02", kind=Kind.STAFF, name="张敏"))
    found.put(people)
    yield found
    found.close_log()
