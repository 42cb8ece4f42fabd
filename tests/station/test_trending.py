"""How many are off their own normal: told days whose numbers are known by hand."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from carelog.clock import FixedClock
from carelog.model.observation import Observed, Way
from carelog.model.person import Presence
from carelog.model.reading import NotMeasured, Quantity, Reading, Site
from carelog.station.desk import Station
from carelog.station.trending import Tally, Trend, TrendDay

from .boards import go, local
from .conftest import PLAN, resident
from .support import tell

CODES = ("1-1", "1-2", "2-1", "2-2")


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    """Two units of two; eight days of 36.4 and 97 %, morning and evening, the ninth is today."""
    clock = FixedClock(local(0))
    found = Station.found(tmp_path / "home", clock, PLAN)
    found.put([replace(resident(clock, code), unit=code[0]) for code in CODES])
    for half_day in range(16):
        go(clock, local(8) + timedelta(hours=12 * half_day))
        for code in CODES:
            tell(found, code, 364, 97)
    go(clock, local(9, days=8))
    yield found
    found.close_log()


def today(station: Station) -> TrendDay:
    return station.trend().house.days[-1]


def sign(station: Station, name: str) -> Tally:
    return today(station).signs[name]


def test_before_anybody_was_measured_today_nobody_is_counted(station: Station) -> None:
    assert today(station).anything == Tally(0, 0, 0)
    assert today(station).anything.percent is None
    assert station.trend().house.unseen == 4


@pytest.mark.parametrize(("value", "off"), [(368, 0), (369, 1), (386, 1), (340, 0)])
def test_half_a_degree_above_the_own_normal_is_off_and_a_low_one_is_not(station: Station, value: int, off: int) -> None:
    tell(station, "1-1", value, 97)
    assert sign(station, "temperature") == Tally(1, off, 0)
    assert today(station).anything == Tally(1, off, 0)


@pytest.mark.parametrize(("value", "off"), [(96, 0), (95, 1), (80, 1), (100, 0)])
def test_two_percent_below_the_own_normal_is_off_and_a_high_one_is_not(station: Station, value: int, off: int) -> None:
    tell(station, "1-1", 364, value)
    assert sign(station, "spo2") == Tally(1, off, 0)


def test_a_new_symptom_is_off_and_a_usual_one_is_not(station: Station) -> None:
    station.put([replace(station.by_code("1-2"), usual_symptoms=("cough",))])
    tell(station, "1-1", 364, 97, ("cough",))
    tell(station, "1-2", 364, 97, ("cough",))
    tell(station, "2-1", 364, 97, None)
    assert sign(station, "symptoms") == Tally(2, 1, 0)
    assert today(station).anything == Tally(3, 1, 0)


def test_one_person_off_in_several_things_is_one_person(station: Station) -> None:
    tell(station, "1-1", 386, 90, ("cough",))
    assert today(station).anything == Tally(1, 1, 0)
    assert today(station).anything.percent == 100


def test_the_worst_of_a_day_counts(station: Station, tmp_path: Path) -> None:
    tell(station, "1-1", 386, 97)
    tell(station, "1-1", 364, 97, at=station.now() + timedelta(minutes=1) - timedelta(minutes=1))
    assert sign(station, "temperature") == Tally(1, 1, 0)


def test_another_site_and_another_air_have_no_normal_yet_and_stand_apart(station: Station) -> None:
    person = station.by_code("1-1").id
    ear = Reading(Quantity.TEMPERATURE, 390, site=Site.TYMPANIC)
    station.record(Observed(person, None, (ear,), None, way=Way.COMMAND), station.now())
    assert sign(station, "temperature") == Tally(0, 0, 1)
    tell(station, "2-1", None, 90, None, oxygen=20)
    assert sign(station, "spo2") == Tally(0, 0, 1)
    assert today(station).anything == Tally(0, 0, 2)


def test_who_was_asked_only_is_no_measurement_and_stands_apart(station: Station) -> None:
    tell(station, "1-1", None, None, ())
    person = station.by_code("1-2").id
    refused = Reading(Quantity.TEMPERATURE, None, NotMeasured.REFUSED)
    station.record(Observed(person, None, (refused,), ("cough",), way=Way.COMMAND), station.now())
    assert today(station).anything == Tally(0, 0, 2)
    assert sign(station, "symptoms") == Tally(2, 1, 0)
    assert sign(station, "temperature") == Tally(0, 0, 0)


def test_a_newcomer_is_neither_off_nor_normal(station: Station) -> None:
    station.put([replace(resident(FixedClock(local(9), 7), "2-3"), unit="2")])
    tell(station, "2-3", 390, 80)
    tell(station, "2-1")
    assert today(station).anything == Tally(1, 0, 1)


def test_the_days_before_have_their_mean_and_spread_as_far_as_there_are_any(station: Station) -> None:
    house = station.trend().house
    assert [d.anything.compared for d in house.days[-6:]] == [4, 4, 4, 4, 4, 0]
    assert (house.mean, house.spread, house.counted) == (0, 0, 5)
    tell(station, "1-1", 386, 97, at=local(20, days=7))
    tell(station, "1-2", 386, 97, at=local(20, days=6))
    again = station.trend().house
    assert (again.mean, again.counted) == (10, 5)
    assert again.spread == pytest.approx(12.247, abs=0.001)


def test_in_a_new_home_there_is_no_day_to_compare_with(tmp_path: Path) -> None:
    clock = FixedClock(local(8))
    fresh = Station.found(tmp_path / "new", clock, PLAN)
    fresh.put([resident(clock, "1-1")])
    tell(fresh, "1-1")
    house = fresh.trend().house
    assert (house.mean, house.spread, house.counted, house.days[-1].anything) == (None, None, 0, Tally(0, 0, 1))
    fresh.close_log()


def test_each_unit_has_its_own_numbers_and_the_house_all(station: Station) -> None:
    tell(station, "1-1", 386, 97)
    tell(station, "2-1")
    told = station.trend()
    assert [u.unit for u in told.units] == ["1", "2"]
    assert [u.days[-1].anything for u in (told.house, *told.units)] == [Tally(2, 1, 0), Tally(1, 1, 0), Tally(1, 0, 0)]
    assert [u.unseen for u in (told.house, *told.units)] == [2, 1, 1]


def test_who_is_away_is_not_missed(station: Station) -> None:
    station.move(station.by_code("1-1").id, Presence.HOSPITAL)
    assert station.trend().house.unseen == 3


def test_staff_are_not_in_the_house_numbers(station: Station) -> None:
    tell(station, "N01", 386, None)
    assert today(station).anything == Tally(0, 0, 0)


def test_at_a_past_time_it_is_what_was_known_for_that_day(station: Station) -> None:
    told = station.trend(local(9, days=7))
    assert told.house.days[-1].day == local(9, days=7).date()
    assert told.house.days[-1].anything == Tally(4, 0, 0)


def test_a_protocol_without_margins_counts_symptoms_only_and_says_so(
    station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    figures = tuple(f for f in station.light.figures if not f.name.startswith("trend"))
    monkeypatch.setattr(station.light, "figures", figures)
    tell(station, "1-1", 390, 80, ("cough",))
    tell(station, "1-2", 390, 80, ())
    tell(station, "2-1", 390, 80, None)
    told: Trend = station.trend()
    assert (told.temperature_tenths_c, told.spo2_percent) == (None, None)
    assert told.house.days[-1].anything == Tally(2, 1, 1)
