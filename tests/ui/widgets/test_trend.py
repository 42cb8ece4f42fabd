"""A week in one line."""

from datetime import timedelta

import pytest

from carelog.station.rows import TrendPoint
from carelog.ui.widgets.trend import spo2_level, temperature_level, trend

from ..support import NOW


def point(hours: float, temperature: int | None, spo2: int | None = None) -> TrendPoint:
    return TrendPoint(NOW - timedelta(hours=hours), temperature, spo2)


@pytest.mark.parametrize(("tenths", "level"), [(340, 0), (359, 0), (360, 1), (369, 1), (370, 2), (380, 3), (421, 3)])
def test_temperature_stands_on_whole_degrees(tenths: int, level: int) -> None:
    assert temperature_level(tenths) == level


@pytest.mark.parametrize(
    ("percent", "level"), [(70, 0), (90, 0), (91, 1), (93, 1), (94, 2), (96, 2), (97, 3), (100, 3)]
)
def test_spo2_stands_on_its_own_axis(percent: int, level: int) -> None:
    assert spo2_level(percent) == level


def test_days_without_a_value_stay_empty() -> None:
    assert trend((), NOW, 7) == (" " * 7, " " * 7)
    warm, air = trend((point(0, 385),), NOW, 7)
    assert warm == " " * 6 + chr(0x2800 + 0x08)
    assert air == " " * 7


def test_the_worst_value_of_a_stretch_counts() -> None:
    warm, air = trend((point(1, 366, 98), point(2, 385, 89), point(3, 366, 98)), NOW, 7)
    assert (warm[-1], air[-1]) == (chr(0x2808), chr(0x2880))


def test_what_is_older_than_a_week_is_not_shown() -> None:
    assert trend((point(24 * 7 + 1, 385),), NOW, 7)[0] == " " * 7
    assert trend((point(-1, 385),), NOW, 7)[0] == " " * 7


def test_a_narrow_column_has_one_dot_a_day_at_most_two() -> None:
    assert [len(line) for line in trend((point(0, 385, 97),), NOW, 4)] == [4, 4]
