"""Instants keep their milliseconds and nothing finer."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carelog.log.times import from_ms, to_ms, whole


@given(st.integers(-(10**13), 10**13))
def test_every_millisecond_comes_back_as_itself(ms: int) -> None:
    assert to_ms(from_ms(ms)) == ms


def test_a_time_of_another_zone_is_the_same_instant() -> None:
    shanghai = datetime(2026, 1, 5, 15, 30, tzinfo=timezone(timedelta(hours=8)))
    assert whole(shanghai) == datetime(2026, 1, 5, 7, 30, tzinfo=UTC)
    assert whole(shanghai).tzinfo is UTC


def test_what_is_finer_than_a_millisecond_is_left_out() -> None:
    assert whole(datetime(2026, 1, 5, 7, 30, 0, 1999, tzinfo=UTC)).microsecond == 1000


def test_a_time_without_a_zone_could_mean_any_hour_and_is_refused() -> None:
    with pytest.raises(ValueError, match="time_without_zone"):
        to_ms(datetime(2026, 1, 5, 7, 30))  # noqa: DTZ001 - that is the case
