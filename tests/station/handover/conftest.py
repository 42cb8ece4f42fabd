"""The home in the morning after the night."""

import pytest

from carelog.clock import FixedClock
from carelog.station.desk import Station

from . import night as nights


@pytest.fixture
def night(station: Station, clock: FixedClock) -> Station:
    """Seven in the morning of the 13th, N02 signed in, nothing handed over since 19:00."""
    nights.day(station, clock)
    nights.night(station, clock)
    return station
