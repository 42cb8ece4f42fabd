"""The time at which values on paper were measured, as people type it."""

from datetime import UTC, datetime

import pytest

from carelog.model.refusal import Refusal
from carelog.ui.times import instant_of

from .support import NOW, SHANGHAI


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("08:10", "2026-03-07 08:10"),
        ("0810", "2026-03-07 08:10"),
        ("8:10", "2026-03-07 08:10"),
        ("０８：１０", "2026-03-07 08:10"),
        ("21:40", "2026-03-06 21:40"),
        ("03-05 17:30", "2026-03-05 17:30"),
        ("3-5 1730", "2026-03-05 17:30"),
        ("2025-12-31 23:59", "2025-12-31 23:59"),
    ],
)
def test_a_time_is_the_last_one_that_the_clock_stood_so(typed: str, meant: str) -> None:
    at = instant_of(typed, NOW, SHANGHAI)
    assert at.tzinfo is UTC
    assert at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M") == meant


@pytest.mark.parametrize("typed", ["", "soon", "25:00", "8", "02-30 08:00", "08:60"])
def test_what_is_no_time_is_refused(typed: str) -> None:
    with pytest.raises(Refusal) as refused:
        instant_of(typed, NOW, SHANGHAI)
    assert refused.value.code == "ui.not_a_time"


def test_a_time_to_come_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        instant_of("03-08 08:00", NOW, SHANGHAI)
    assert refused.value.code == "ui.time_to_come"


def test_yesterday_is_a_day_of_the_home_and_not_of_the_world() -> None:
    midnight = datetime(2026, 3, 6, 16, 30, tzinfo=UTC)
    assert instant_of("00:10", midnight, SHANGHAI) == datetime(2026, 3, 6, 16, 10, tzinfo=UTC)
