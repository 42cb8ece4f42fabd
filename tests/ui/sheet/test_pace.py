"""Rows saved faster than anybody can measure, and when their values were measured."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from carelog.ui.sheet.pace import Pace, instant

START = datetime(2026, 3, 7, 1, 0, tzinfo=UTC)
LONDON, SHANGHAI = ZoneInfo("Europe/London"), ZoneInfo("Asia/Shanghai")


def saved(seconds: list[float]) -> Pace:
    pace = Pace()
    for n, second in enumerate(seconds):
        pace.saved(START + timedelta(seconds=second), f"act{n}")
    return pace


def test_five_people_in_a_minute_can_be_measured_and_six_were_copied() -> None:
    assert saved([0, 10, 20, 30, 40]).hurried() == 0
    assert saved([0, 10, 20, 30, 40, 50]).hurried() == 6


def test_six_people_in_more_than_a_minute_are_no_hurry() -> None:
    assert saved([0, 13, 26, 39, 52, 65]).hurried() == 0


def test_a_mark_stays_when_the_pace_becomes_calm_again() -> None:
    pace = saved([0, 1, 2, 3, 4, 5, 300])
    assert pace.hurried() == 6
    assert pace.taken() == tuple(f"act{n}" for n in range(6))


@pytest.mark.parametrize(
    ("hhmm", "now", "zone", "meant"),
    [
        ("0805", datetime(2026, 3, 7, 1, 0, tzinfo=UTC), SHANGHAI, datetime(2026, 3, 7, 0, 5, tzinfo=UTC)),
        ("2350", datetime(2026, 3, 6, 16, 10, tzinfo=UTC), SHANGHAI, datetime(2026, 3, 6, 15, 50, tzinfo=UTC)),
        ("0905", datetime(2026, 3, 7, 1, 0, tzinfo=UTC), SHANGHAI, datetime(2026, 3, 6, 1, 5, tzinfo=UTC)),
        ("0030", datetime(2026, 3, 29, 1, 30, tzinfo=UTC), LONDON, datetime(2026, 3, 29, 0, 30, tzinfo=UTC)),
        ("0215", datetime(2026, 3, 29, 1, 30, tzinfo=UTC), LONDON, datetime(2026, 3, 29, 1, 15, tzinfo=UTC)),
        ("0130", datetime(2026, 10, 25, 1, 40, tzinfo=UTC), LONDON, datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
        ("0130", datetime(2026, 10, 25, 1, 10, tzinfo=UTC), LONDON, datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
    ],
)
def test_four_digits_are_the_last_time_the_homes_clock_showed_them(
    hhmm: str, now: datetime, zone: ZoneInfo, meant: datetime
) -> None:
    assert instant(hhmm, now, now.astimezone(zone)) == meant
