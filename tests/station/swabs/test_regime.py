"""How the house is run is an entry: from then on, and not before."""

from datetime import timedelta

from carelog.clock import FixedClock
from carelog.model.swabs import Regime
from carelog.station.desk import Station
from tests.station.support import later


def test_a_house_begins_as_its_protocol_says(station: Station) -> None:
    assert station.swabs.regime() is Regime(station.light.regime)


def test_a_regime_holds_from_when_it_was_set_and_not_before(station: Station, clock: FixedClock) -> None:
    later(clock, 24 * 60)
    station.swabs.set_regime(Regime.CLOSED, "街道通知")
    assert station.swabs.regime() is Regime.CLOSED
    assert station.swabs.regime(station.now() - timedelta(hours=1)) is Regime.WAVE
    later(clock, 24 * 60)
    station.swabs.set_regime(Regime.OFF)
    assert station.swabs.regime() is Regime.OFF


def test_a_regime_set_by_mistake_can_be_taken_back(station: Station) -> None:
    station.swabs.set_regime(Regime.CLOSED)
    mine = station.last_act()
    assert mine is not None
    station.undo(mine.act)
    assert station.swabs.regime() is Regime.WAVE
