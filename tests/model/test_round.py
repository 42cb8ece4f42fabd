"""Rounds have exact windows, through every change of the clocks."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from carelog.model.round import RoundKey, Slot, around, window, windows

MORNING = Slot("morning", time(5), time(11))
EVENING = Slot("evening", time(15), time(20))
NIGHT = Slot("night", time(22), time(2))
SHANGHAI, LONDON = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/London")


def test_the_morning_round_in_shanghai_runs_from_21_to_3_utc() -> None:
    found = window(date(2023, 1, 12), MORNING, SHANGHAI)
    assert found.key == RoundKey(date(2023, 1, 12), "morning")
    assert found.start == datetime(2023, 1, 11, 21, tzinfo=UTC)
    assert found.end == datetime(2023, 1, 12, 3, tzinfo=UTC)


def test_a_night_round_belongs_to_the_date_on_which_it_opened() -> None:
    found = window(date(2023, 1, 12), NIGHT, SHANGHAI)
    assert found.key.date == date(2023, 1, 12)
    assert found.end - found.start == timedelta(hours=4)


def test_a_night_round_is_an_hour_shorter_or_longer_when_london_changes_its_clocks() -> None:
    spring = window(date(2023, 3, 25), NIGHT, LONDON)
    autumn = window(date(2023, 10, 28), NIGHT, LONDON)
    assert spring.end - spring.start == timedelta(hours=3)
    assert autumn.end - autumn.start == timedelta(hours=5)


def test_rounds_come_in_the_order_of_time() -> None:
    found = windows(date(2023, 1, 1), date(2023, 1, 2), (EVENING, MORNING), SHANGHAI)
    assert [w.key.slot for w in found] == ["morning", "evening", "morning", "evening"]


def test_at_noon_the_morning_round_has_begun_and_the_evening_round_is_ahead() -> None:
    noon = datetime(2023, 1, 12, 12, tzinfo=SHANGHAI)
    begun, ahead = around(noon, (MORNING, EVENING), SHANGHAI)
    assert begun is not None
    assert ahead is not None
    assert (begun.key.slot, ahead.key.slot) == ("morning", "evening")


def test_the_very_minute_a_round_starts_it_has_begun() -> None:
    at = datetime(2023, 1, 12, 5, tzinfo=SHANGHAI)
    begun, _ = around(at, (MORNING, EVENING), SHANGHAI)
    assert begun is not None
    assert begun.start == at


def test_a_home_without_rounds_has_none() -> None:
    assert around(datetime(2023, 1, 12, 5, tzinfo=UTC), (), SHANGHAI) == (None, None)
