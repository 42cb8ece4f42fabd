"""What order oxygen rests on: one for less, a range alone, one whose day has gone by are no order for what is given."""

from dataclasses import replace
from datetime import date

import pytest

from carelog.clock import FixedClock
from carelog.report.oxygen import done, facts
from carelog.station.desk import Station
from carelog.station.oxygen.rows import Asked, Held, Order
from tests.station.support import later, tell

from .test_oxygen_door import row, rules, who


def given(station: Station, code: str, asked: Asked) -> str:
    return done(station.oxygen.give(who(station, code), asked), station.by_code(code), station)


def test_twice_what_is_on_file_is_more_than_ordered(station: Station, clock: FixedClock) -> None:
    assert "per order on file" in given(station, "3-4", Asked(20))
    assert "more than the 2 L/min ordered: call" in given(station, "3-4", Asked(40))
    assert row(station, "3-4").held == Held(Order.MORE, "", 20)
    assert "more than the 2 L/min ordered: call" in facts(row(station, "3-4"), station)
    later(clock, 5)
    tell(station, "3-4", 366, 90, oxygen=20)
    assert row(station, "3-4").held.order is Order.ON_FILE
    assert "O-04" not in rules(station, "3-4")


def test_more_than_on_file_is_ordered_where_a_doctor_is_named_with_it_and_no_longer_where_it_is_raised_again(
    station: Station, clock: FixedClock
) -> None:
    assert "per order of Dr. Wu" in given(station, "3-4", Asked(40, ordered_by="Dr. Wu"))
    tell(station, "3-4", 366, 90, oxygen=60)
    assert row(station, "3-4").held == Held(Order.MORE, "Dr. Wu", 40)
    later(clock, 5)
    assert "more than the 2 L/min ordered: call" in given(station, "3-4", Asked(60))


def test_a_target_range_alone_is_no_order_for_oxygen(station: Station) -> None:
    station.put([replace(station.by_code("3-4"), oxygen_tenths_l_min=None)])
    tell(station, "3-4", 366, 84)
    assert row(station, "3-4").held.order is Order.RANGE_ONLY
    said = given(station, "3-4", Asked(10))
    assert "no order for oxygen on file, only a target range: call" in said
    assert "O-04" not in rules(station, "3-4")
    assert "per order of Dr. Wu" in given(station, "3-4", Asked(10, ordered_by="Dr. Wu"))


@pytest.mark.parametrize(("until", "order"), [(11, Order.RANGE_RAN_OUT), (12, Order.ON_FILE)])
def test_a_range_signed_until_yesterday_has_run_out(station: Station, until: int, order: Order) -> None:
    station.put([replace(station.by_code("3-4"), target_by="Dr. Li", target_until=date(2023, 1, until))])
    tell(station, "3-4", 366, 90, oxygen=20)
    assert row(station, "3-4").held.order is order
    assert ("the signed target range has run out: call" in facts(row(station, "3-4"), station)) is (until == 11)


def test_oxygen_started_where_no_rule_asks_for_it_is_stored_and_said(station: Station, clock: FixedClock) -> None:
    tell(station, "3-12", 366, 97)
    later(clock, 5)
    said = given(station, "3-12", Asked(20))
    assert said.endswith("No rule asks for oxygen here: SpO2 97 % at 08:00 is not below the target")
    assert row(station, "3-12").flow == 20
    assert "No rule asks" not in given(station, "3-12", Asked(30))
    assert "No rule asks" not in given(station, "3-1", Asked(20))  # nobody has measured
    tell(station, "3-2", 366, 88)
    assert "No rule asks" not in given(station, "3-2", Asked(20))
