"""A small home in the middle of a wave: one resident of each class, a nurse and a cook."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from carelog.clock import FixedClock
from carelog.model.person import Disease, Kind, Person, Role, Vaccination
from carelog.station.desk import Station
from carelog.station.founding import Plan

MORNING = datetime(2023, 1, 12, 8, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def clock() -> FixedClock:
    """Eight in the morning of 12 January 2023."""
    return FixedClock(MORNING)


@pytest.fixture
def station(tmp_path: Path, clock: FixedClock) -> Iterator[Station]:
    """The home, N01 signed in: R1 is green, R2 yellow, R3 red, of R4 nothing is known."""
    plan = Plan("松鹤楼", "zh_CN", "Asia/Shanghai", "cn-2023-respiratory", "N01", "李文")
    found = Station.found(tmp_path / "home", clock, plan)
    old, done, none = date(1938, 1, 1), Vaccination.COMPLETE, Vaccination.NONE

    def resident(n: int, name: str, **more: object) -> Person:
        facts = {"unit": "3", "bed": f"3-{n}", **more}
        return Person(clock.new_id(), f"R{n}", Kind.RESIDENT, name, **facts)  # type: ignore[arg-type]  # Person's fields

    found.put(
        [
            resident(1, "王芳", birth_date=date(1950, 1, 1), disease=Disease.NONE, vaccination=done),
            resident(2, "李秀英", birth_date=old, disease=Disease.STABLE, vaccination=done),
            resident(3, "赵国强", birth_date=old, disease=Disease.STABLE, vaccination=none),
            resident(4, "张敏"),
            Person(clock.new_id(), "S01", Kind.STAFF, "陈刚", role=Role.KITCHEN, vaccination=none),
        ]
    )
    yield found
    found.close_log()
