"""What lets a nurse close an urgent alert without a doctor: that it was measured again, and does not hold."""

import pytest

from carelog.clock import FixedClock
from carelog.model.alerting import Outcome
from carelog.model.observation import Observed, Way
from carelog.model.reading import Quantity, Reading
from carelog.model.refusal import Refusal
from carelog.model.severity import Severity
from carelog.station.desk import Station
from tests.station.support import later, tell

from .test_alert_list import row, urgent, who


@pytest.mark.parametrize(
    "found",
    [
        {"spo2": 87},
        {"spo2": 90},
        {"spo2": None, "temperature": 366},
        {"spo2": None, "temperature": 366, "symptoms": None},
    ],
)
def test_a_newer_reading_that_is_itself_urgent_or_of_something_else_closes_nothing_without_a_doctor(
    station: Station, clock: FixedClock, found: dict[str, int]
) -> None:
    urgent(station)
    later(clock, 5)
    tell(station, "3-1", **found)  # type: ignore[arg-type]  # parts of an observation
    for outcome in (Outcome.SEEN, Outcome.TREATED_HERE, Outcome.NOT_CONFIRMED):
        with pytest.raises(Refusal, match=r"alerts\.needs_more"):
            station.close(who(station), outcome)
    assert row(station).severity is Severity.URGENT
    later(clock, 60)
    tell(station, "3-1", spo2=97)
    station.close(who(station), Outcome.SEEN)
    assert station.alerts.every() == ()


def test_low_twice_then_well_once_still_holds_until_the_check_itself_says_otherwise(
    station: Station, clock: FixedClock
) -> None:
    urgent(station)
    asked = []
    for spo2 in (87, 96, 97, 97):
        later(clock, 2)
        tell(station, "3-1", spo2=spo2)
        asked.append(station.needs_a_doctor(who(station), Outcome.SEEN))
    assert asked == [True, True, True, False]


def test_who_is_short_of_breath_is_asked_again_before_a_nurse_closes_it(station: Station, clock: FixedClock) -> None:
    tell(station, "3-1", symptoms=("breathless",))
    later(clock, 60)
    tell(station, "3-1", symptoms=None)
    assert station.needs_a_doctor(who(station), Outcome.SEEN)
    later(clock, 60)
    tell(station, "3-1", symptoms=("breathless",))
    assert station.needs_a_doctor(who(station), Outcome.SEEN)
    later(clock, 60)
    tell(station, "3-1", symptoms=())
    assert not station.needs_a_doctor(who(station), Outcome.SEEN)


@pytest.mark.parametrize(("newer", "asks"), [((34,), True), ((30,), True), ((18,), False), ((36, 18), True)])
def test_breaths_that_are_still_too_many_ask_for_a_doctor(
    station: Station, clock: FixedClock, newer: tuple[int, ...], asks: bool
) -> None:
    for breaths in (34, *newer):
        seen = (Reading(Quantity.RESPIRATORY_RATE, breaths),)
        station.record(Observed(who(station), None, seen, way=Way.COMMAND), station.now())
        later(clock, 3)
    assert row(station).severity is Severity.URGENT
    assert station.needs_a_doctor(who(station), Outcome.SEEN) is asks


def test_after_a_high_score_all_of_it_is_measured_again_before_a_nurse_closes_it(
    station: Station, clock: FixedClock
) -> None:
    ill = {"respiratory_rate": 24, "oxygen": 0, "spo2": 94, "temperature": 385, "pulse": 112, "systolic": 105}
    well = {"respiratory_rate": 16, "oxygen": 0, "spo2": 97, "temperature": 366, "pulse": 80, "systolic": 130}

    def check(found: dict[str, int]) -> bool:
        seen = tuple(Reading(Quantity(name), value) for name, value in found.items())
        station.record(Observed(who(station), None, seen, (), way=Way.COMMAND), station.now())
        later(clock, 60)
        return station.needs_a_doctor(who(station), Outcome.SEEN)

    assert check(ill)
    assert "N-04" in {f.rule for f in row(station).fired}
    assert check({"temperature": 366})
    assert check({"spo2": 97, "oxygen": 0})
    assert not check(well)
