"""Homes whose residents and staff are all due for an antigen test on this day."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from carelog.clock import FixedClock
from carelog.model.home import ProtocolUsed
from carelog.model.person import Kind, Person
from carelog.protocol import load
from carelog.station.desk import Station
from carelog.station.founding import DEFAULT_PROTOCOL, Plan

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MORNING = datetime(2026, 3, 5, 1, 30, tzinfo=UTC)
"""A Thursday, half past nine in Shanghai: a day of the plan."""
STAFF_BY_PCR = 'weekdays = ["tue", "fri"]\nmethods = ["pcr", "multiplex"]'
STAFF_BY_ANTIGEN = 'weekdays = ["mon", "thu"]\nmethods = ["antigen", "pcr", "multiplex"]'


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(MORNING)


def a_house(folder: Path, clock: FixedClock, residents: int, staff: int) -> Station:
    """Forty residents a unit, N000 signed in."""
    station = Station.found(folder, clock, Plan("松鹤楼", "en", "Asia/Shanghai", DEFAULT_PROTOCOL, "N000", "李文"))
    text = load.packaged(DEFAULT_PROTOCOL)
    assert STAFF_BY_PCR in text
    text = text.replace(STAFF_BY_PCR, STAFF_BY_ANTIGEN)
    with station.deed() as act:
        act.append(ProtocolUsed(DEFAULT_PROTOCOL, "2", load.sha256(text), text))
    station.follow()
    people = [
        Person(clock.new_id(), f"R{n:03}", Kind.RESIDENT, f"王{n:03}", unit=f"{n // 40 + 1}F", bed=_bed(n))
        for n in range(residents)
    ]
    people += [Person(clock.new_id(), f"N{n:03}", Kind.STAFF, f"张{n:03}") for n in range(1, staff)]
    station.put(people)
    return station


def _bed(n: int) -> str:
    return f"{n // 40 + 1}-{n % 40 + 1:02}"


@pytest.fixture
def station(tmp_path: Path, clock: FixedClock) -> Iterator[Station]:
    """Four residents and two of the staff."""
    found = a_house(tmp_path / "home", clock, 4, 2)
    yield found
    found.close_log()


@pytest.fixture
def whole_house(tmp_path: Path, clock: FixedClock) -> Iterator[Station]:
    """200 residents and 120 of the staff."""
    found = a_house(tmp_path / "house", clock, 200, 120)
    yield found
    found.close_log()
