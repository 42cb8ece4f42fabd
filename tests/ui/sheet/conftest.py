"""A small home for every test of the sheet that stores."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .homes import a_home, the_clock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from carelog.clock import FixedClock
    from carelog.station.desk import Station


@pytest.fixture
def clock() -> FixedClock:
    return the_clock()


@pytest.fixture
def station(tmp_path: Path, clock: FixedClock) -> Iterator[Station]:
    """Four residents, the third of them on oxygen; N01 is signed in."""
    found = a_home(tmp_path / "home", clock, r2={"oxygen_tenths_l_min": 20})
    yield found
    found.close_log()
