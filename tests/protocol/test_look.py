"""What a rule sees of a person before anything is told, and right after a tablet."""

from datetime import timedelta

from carelog.protocol.state import Air, Happened

from .bedside import MONDAY, Bed, spo2, temperature
from .test_conditions import nothing, sample

HOURS = timedelta(hours=6)


def test_somebody_of_whom_nothing_was_said_is_on_room_air() -> None:
    here = nothing()
    assert here.air_of(sample(97)) is Air.ROOM
    assert here.air_of(sample(97, air=Air.OXYGEN)) is Air.OXYGEN


def test_a_tablet_hides_a_fever_from_the_minute_it_is_given_until_its_hours_are_over() -> None:
    here = nothing()
    here.happened = Happened(tablets=(MONDAY,))
    assert not here.hidden(MONDAY - timedelta(minutes=1), HOURS)
    assert here.hidden(MONDAY, HOURS)
    assert here.hidden(MONDAY + HOURS - timedelta(minutes=1), HOURS)
    assert not here.hidden(MONDAY + HOURS, HOURS)


def test_a_temperature_read_as_the_tablet_was_given_is_not_back() -> None:
    bed = Bed().seen(temperature(374), spo2(97)).given(hours=3).well(hours=3).well(hours=10)
    assert "T-01" in bed.course().open
    assert "T-01" not in bed.well(hours=14).course().open
