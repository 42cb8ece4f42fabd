"""The only source of time and of ids."""

import uuid
from datetime import UTC, datetime, timedelta

from carelog.clock import DemoClock, FixedClock, SystemClock

AT = datetime(2023, 1, 12, 8, 30, 15, 123456, tzinfo=UTC)


def test_ids_are_version_7_and_sort_by_time() -> None:
    clock = FixedClock(AT)
    first = clock.new_id()
    clock.move(timedelta(milliseconds=1))
    second = clock.new_id()
    assert uuid.UUID(first).version == 7
    assert uuid.UUID(first).variant == uuid.RFC_4122
    assert first < second


def test_the_same_seed_gives_the_same_ids_and_another_seed_others() -> None:
    assert FixedClock(AT, 7).new_id() == FixedClock(AT, 7).new_id()
    assert FixedClock(AT, 7).new_id() != FixedClock(AT, 8).new_id()


def test_a_demo_of_another_day_goes_on_from_there() -> None:
    clock = DemoClock(AT)
    first = clock.now()
    assert AT.replace(microsecond=0) <= first < AT + timedelta(hours=1)
    assert first <= clock.now()


def test_time_is_told_in_utc_and_whole_milliseconds() -> None:
    assert FixedClock(AT).now().microsecond == 123000
    now = SystemClock().now()
    assert now.tzinfo is UTC
    assert now.microsecond % 1000 == 0
    assert SystemClock().new_id() != SystemClock().new_id()
