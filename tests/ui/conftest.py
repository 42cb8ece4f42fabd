"""A small real home to look at: nine people with names that have broken other programs, and two days of rounds."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from carelog.clock import FixedClock
from carelog.model.person import Kind, Person, Presence
from carelog.station.desk import Station
from carelog.station.founding import DEFAULT_PROTOCOL, Plan
from tests.station.support import tell

from .support import NASTY, NOW

NAMES = (*NASTY, "王芳", "王芳", "赵秀英")


@pytest.fixture
def clock() -> FixedClock:
    """The home's clock; stands at NOW once the home is there."""
    return FixedClock(NOW - timedelta(days=3))


@pytest.fixture
def station(tmp_path: Path, clock: FixedClock) -> Iterator[Station]:
    """The home, N01 signed in, half past nine in the morning of its third day."""
    plan = Plan("幸福 [b] 院", "zh_CN", "Asia/Shanghai", DEFAULT_PROTOCOL, "N01", "李 [/i] 护士", demo=True)
    found = Station.found(tmp_path / "home", clock, plan)
    found.put([_resident(clock, n, name) for n, name in enumerate(NAMES, 1)])
    found.put([Person(id=clock.new_id(), code="N02", kind=Kind.STAFF, name="张敏", initials="zm")])
    for _ in range(2):
        clock.move(timedelta(hours=22))
        for n in range(1, len(NAMES) + 1):
            tell(found, f"R{n:02}", 364 + n % 5, 96 + n % 3)
    clock.at = NOW
    _today(found)
    yield found
    found.close_log()


def _resident(clock: FixedClock, n: int, name: str) -> Person:
    return Person(
        id=clock.new_id(),
        code=f"R{n:02}",
        kind=Kind.RESIDENT,
        name=name,
        birth_date=date(1930 + n, 1, 1),
        unit=f"{n // 5 + 1}F",
        bed=f"{n // 5 + 1}-{n:02}",
        initials={"王芳": "wf", "赵秀英": "zxy"}.get(name, ""),
    )


def _today(station: Station) -> None:
    tell(station, "R01", 386, 88, ("cough",))
    tell(station, "R02", 374, 97)
    tell(station, "R03", 366, 97)
    tell(station, "R04", None, None, None)
    station.move(station.by_code("R05").id, Presence.HOSPITAL)
