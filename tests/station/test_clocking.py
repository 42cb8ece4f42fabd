"""The clock once ran ahead: nothing is stored until a named person says that it is right now."""

from datetime import timedelta

import pytest

from carelog.clock import FixedClock
from carelog.model.refusal import Refusal
from carelog.station import clocking
from carelog.station.desk import Station
from tests.station.support import later, tell


def test_a_clock_that_goes_right_has_nothing_to_confirm(station: Station) -> None:
    assert not clocking.compared(station).behind
    with pytest.raises(Refusal) as refused:
        clocking.confirm(station)
    assert refused.value.code == "clock.not_behind"


def test_after_a_day_ahead_the_nurse_confirms_and_writes_on(station: Station, clock: FixedClock) -> None:
    right = clock.at
    later(clock, 24 * 60)
    tell(station, "3-1", spo2=97)
    ahead = station.now()
    clock.at = right + timedelta(minutes=5)
    with pytest.raises(Refusal) as refused:
        tell(station, "3-2", spo2=88)
    assert refused.value.code == "log.clock_behind"
    assert clocking.compared(station).behind
    stands = clocking.confirm(station)
    assert (stands.now, stands.newest) == (clock.at, ahead)
    tell(station, "3-2", spo2=88)
    assert station.now() == clock.at
    assert "3-2" in {row.person.code for row in station.alerts.every()}
    assert not clocking.compared(station).behind
    assert station.log.verify().first_bad is None


def test_two_minutes_behind_is_no_matter(station: Station, clock: FixedClock) -> None:
    tell(station, "3-1", spo2=97)
    clock.at -= timedelta(minutes=2)
    assert not clocking.compared(station).behind
    clock.at -= timedelta(seconds=1)
    assert clocking.compared(station).behind
