"""Fourteen days on one time axis."""

from datetime import UTC, date, datetime, timedelta

import pytest

from carelog.ui.line import width
from carelog.ui.widgets.chart import SPO2, TEMPERATURE, chart, day_axis, dots, scale_of, span

FIRST = datetime(2026, 2, 22, tzinfo=UTC)


def test_the_usual_scale_is_widened_for_an_unusual_value() -> None:
    assert scale_of([(FIRST, 366)], TEMPERATURE) == TEMPERATURE
    assert scale_of([(FIRST, 403)], TEMPERATURE).high == 410
    assert scale_of([(FIRST, 341)], TEMPERATURE).low == 340
    assert scale_of([(FIRST, 71)], SPO2).low == 70


def test_the_ends_of_the_scale_stand_at_the_left() -> None:
    lines = chart([(FIRST, 366)], TEMPERATURE, FIRST, 76, 5)
    assert [line[0][0] for line in lines] == [" 39.0|", "     |", "     |", "     |", " 35.0|"]


def test_the_highest_value_stands_on_top_and_the_lowest_at_the_bottom() -> None:
    painted = dots([(FIRST, 390), (FIRST + timedelta(days=13, hours=23), 350)], TEMPERATURE, FIRST, 28, 5)
    assert painted[0][0] == "⠉"
    assert painted[-1][-1] == "⣀"


def test_where_nothing_was_measured_is_a_gap() -> None:
    painted = dots([(FIRST, 370), (FIRST + timedelta(days=10), 370)], TEMPERATURE, FIRST, 28, 5)
    assert sum(cell != " " for line in painted for cell in line) == 2


@pytest.mark.parametrize("days", [-1, 14, 20])
def test_what_lies_outside_the_fortnight_is_not_painted(days: int) -> None:
    painted = dots([(FIRST + timedelta(days=days), 370)], TEMPERATURE, FIRST, 28, 5)
    assert set("".join(painted)) == {" "}


@pytest.mark.parametrize("cells", [34, 48, 62, 76, 90, 118])
def test_dates_stand_under_their_days_and_the_axis_is_as_wide_as_the_chart(cells: int) -> None:
    axis = day_axis(date(2026, 3, 7), cells)
    assert width(axis) == cells
    assert axis[0][0][6:11] == "02-22"


def test_lowest_and_highest_are_said_with_their_times() -> None:
    points = [(FIRST, 366), (FIRST + timedelta(days=1), 386)]
    assert span(points, TEMPERATURE, "%m-%d") == "lowest 36.6 on 02-22, highest 38.6 on 02-23"
    assert span([], TEMPERATURE, "%m-%d") == "no values"
