"""How a person stands in the rounds of a day, as the board tells it: in Shanghai, in London, past midnight."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from carelog.clock import FixedClock
from carelog.model.observation import Observed
from carelog.model.person import Checks, Presence
from carelog.model.reading import NotMeasured, Reading
from carelog.model.round import RoundKey
from carelog.model.severity import Severity, Task
from carelog.station.desk import Station
from carelog.station.rows import RoundState

from .boards import go, local, missed, reasons, row, state
from .conftest import PLAN, resident
from .support import later, readings, tell

DAY = date(2023, 1, 12)
LONDON = ZoneInfo("Europe/London")


# the round through a day


@pytest.mark.parametrize(
    ("hour", "minute", "slot", "stand"),
    [
        (8, 0, "morning", RoundState.DUE),
        (10, 59, "morning", RoundState.DUE),
        (11, 0, "morning", RoundState.LATE),
        (13, 59, "morning", RoundState.LATE),
        (14, 0, "evening", RoundState.UPCOMING),
        (14, 59, "evening", RoundState.UPCOMING),
        (15, 0, "evening", RoundState.DUE),
        (19, 59, "evening", RoundState.DUE),
        (20, 0, "evening", RoundState.LATE),
        (23, 59, "evening", RoundState.LATE),
    ],
)
def test_nobody_entered_through_the_day(
    station: Station, clock: FixedClock, hour: int, minute: int, slot: str, stand: RoundState
) -> None:
    go(clock, local(hour, minute))
    found = row(station, "3-1").round
    assert found.window is not None
    assert (found.state, found.window.key) == (stand, RoundKey(DAY, slot))


@pytest.mark.parametrize(
    ("hour", "minute", "day", "slot", "stand"),
    [
        (0, 0, DAY, "evening", RoundState.LATE),
        (3, 59, DAY, "evening", RoundState.LATE),
        (4, 0, DAY + timedelta(days=1), "morning", RoundState.UPCOMING),
        (5, 0, DAY + timedelta(days=1), "morning", RoundState.DUE),
    ],
)
def test_after_midnight_it_is_yesterdays_evening_until_the_morning_is_near(
    station: Station, clock: FixedClock, hour: int, minute: int, day: date, slot: str, stand: RoundState
) -> None:
    go(clock, local(hour, minute, days=1))
    found = row(station, "3-1").round
    assert found.window is not None
    assert (found.state, found.window.key) == (stand, RoundKey(day, slot))


@pytest.mark.parametrize(
    ("found", "symptoms", "not_asked", "stand"),
    [
        (readings(366, 97), (), None, RoundState.DONE),
        (readings(366), (), None, RoundState.PARTIAL),
        (readings(366, 97), None, None, RoundState.PARTIAL),
        (reasons(NotMeasured.REFUSED), (), None, RoundState.DONE),
        (reasons(NotMeasured.ASLEEP), None, NotMeasured.ASLEEP, RoundState.NOT_MEASURED),
    ],
)
def test_what_was_entered_says_how_the_round_stands_and_still_does_when_its_time_is_over(
    station: Station,
    clock: FixedClock,
    found: tuple[Reading, ...],
    symptoms: tuple[str, ...] | None,
    not_asked: NotMeasured | None,
    stand: RoundState,
) -> None:
    observed = Observed(station.by_code("3-1").id, None, found, symptoms, not_asked)
    station.record(observed, station.now())
    assert state(station, "3-1") is stand
    assert state(station, "3-2") is RoundState.DUE
    go(clock, local(13))
    assert state(station, "3-1") is stand
    assert state(station, "3-2") is RoundState.LATE


def test_the_same_nurse_coming_back_for_the_rest_finishes_the_row(station: Station, clock: FixedClock) -> None:
    tell(station, "3-1", 366, None)
    assert state(station, "3-1") is RoundState.PARTIAL
    later(clock, 20)
    tell(station, "3-1", None, 97, symptoms=None)
    assert state(station, "3-1") is RoundState.DONE


def test_the_morning_does_not_count_for_the_evening(station: Station, clock: FixedClock) -> None:
    tell(station, "3-1")
    go(clock, local(15))
    assert state(station, "3-1") is RoundState.DUE
    tell(station, "3-1")
    assert state(station, "3-1") is RoundState.DONE


def test_a_value_of_half_past_two_is_work_of_the_evening_round(station: Station, clock: FixedClock) -> None:
    go(clock, local(14, 30))
    tell(station, "3-1")
    go(clock, local(15, 30))
    assert state(station, "3-1") is RoundState.DONE


@pytest.mark.parametrize("presence", [Presence.HOSPITAL, Presence.OUT])
def test_who_is_away_is_away_even_where_something_was_entered_before(station: Station, presence: Presence) -> None:
    tell(station, "3-1")
    station.move(station.by_code("3-1").id, presence, date(2023, 1, 20))
    assert state(station, "3-1") is RoundState.AWAY
    station.move(station.by_code("3-1").id, Presence.PRESENT)
    assert state(station, "3-1") is RoundState.DONE


def test_who_has_left_is_on_no_board(station: Station) -> None:
    station.move(station.by_code("3-1").id, Presence.LEFT)
    assert [r.person.code for r in station.board().rows] == ["3-2", "3-4", "3-12"]


def test_whose_plan_asks_for_no_checks_is_neither_due_nor_late_nor_missed(station: Station, clock: FixedClock) -> None:
    station.put([replace(station.by_code("3-1"), checks=Checks.NONE)])
    assert state(station, "3-1") is RoundState.NOT_MEASURED
    go(clock, local(21, days=2))
    assert state(station, "3-1") is RoundState.NOT_MEASURED
    assert missed(station, "3-1") == 0
    assert missed(station, "3-2") > 0


# a home in London


@pytest.fixture
def london(tmp_path: Path) -> Iterator[Station]:
    """A home in London, founded on 20 March 2023 at noon, with one resident."""
    clock = FixedClock(datetime(2023, 3, 20, 12, tzinfo=LONDON))
    found = Station.found(tmp_path / "london", clock, PLAN._replace(timezone="Europe/London", language="en"))
    found.put([resident(clock, "3-1")])
    yield found
    found.close_log()


@pytest.mark.parametrize(
    ("at", "stand"),
    [
        ("2023-03-25T04:59+00:00", RoundState.UPCOMING),
        ("2023-03-25T05:00+00:00", RoundState.DUE),
        ("2023-03-26T03:59+00:00", RoundState.UPCOMING),
        ("2023-03-26T04:00+00:00", RoundState.DUE),
        ("2023-03-26T09:59+00:00", RoundState.DUE),
        ("2023-03-26T10:00+00:00", RoundState.LATE),
        ("2023-10-28T04:00+00:00", RoundState.DUE),
        ("2023-10-29T04:59+00:00", RoundState.UPCOMING),
        ("2023-10-29T05:00+00:00", RoundState.DUE),
        ("2023-10-29T10:59+00:00", RoundState.DUE),
        ("2023-10-29T11:00+00:00", RoundState.LATE),
    ],
)
def test_the_round_follows_the_clock_on_the_wall_when_london_changes_it(
    london: Station, at: str, stand: RoundState
) -> None:
    assert state(london, "3-1", datetime.fromisoformat(at)) is stand


@pytest.mark.parametrize("day", [date(2023, 3, 26), date(2023, 10, 29)])
def test_a_night_in_which_the_clocks_change_is_one_missed_round_not_two(london: Station, day: date) -> None:
    clock = london.clock
    assert isinstance(clock, FixedClock)
    go(clock, datetime(day.year, day.month, day.day, 15, 30, tzinfo=LONDON) - timedelta(days=1))
    tell(london, "3-1")
    go(clock, datetime(day.year, day.month, day.day, 10, 59, tzinfo=LONDON))
    assert missed(london, "3-1") == 0
    go(clock, datetime(day.year, day.month, day.day, 11, 0, tzinfo=LONDON))
    assert missed(london, "3-1") == 1


# missed rounds


def test_one_missed_round_makes_a_fine_person_not_known_two_make_her_watched(
    station: Station, clock: FixedClock
) -> None:
    tell(station, "3-1")
    go(clock, local(19, 59))
    assert (missed(station, "3-1"), row(station, "3-1").severity) == (0, Severity.NONE)
    go(clock, local(20))
    one = row(station, "3-1")
    assert (missed(station, "3-1"), one.severity, one.tasks) == (1, Severity.NOT_KNOWN, (Task.RECHECK,))
    go(clock, local(11, days=1))
    assert (missed(station, "3-1"), row(station, "3-1").severity) == (2, Severity.WATCH)
    tell(station, "3-1")
    assert (missed(station, "3-1"), row(station, "3-1").severity) == (0, Severity.NONE)


def test_a_missed_round_takes_nothing_from_an_urgent_person(station: Station, clock: FixedClock) -> None:
    tell(station, "3-1", spo2=88)
    go(clock, local(21))
    found = row(station, "3-1")
    assert (found.severity, missed(station, "3-1")) == (Severity.URGENT, 1)
    assert found.fired[0].severity is Severity.URGENT
    assert {Task.TRANSFER, Task.RECHECK} <= set(found.tasks)


@pytest.mark.parametrize(
    ("hour", "minute", "days", "count"),
    [
        (12, 0, 0, 0),  # the morning had begun before she came
        (19, 59, 0, 0),
        (20, 0, 0, 1),
        (11, 0, 1, 2),
    ],
)
def test_who_came_in_during_a_round_did_not_miss_that_one(
    station: Station, clock: FixedClock, hour: int, minute: int, days: int, count: int
) -> None:
    go(clock, local(hour, minute, days))
    assert missed(station, "3-1") == count


def test_who_comes_back_from_hospital_missed_nothing_while_away(station: Station, clock: FixedClock) -> None:
    tell(station, "3-1")
    person = station.by_code("3-1").id
    station.move(person, Presence.HOSPITAL)
    go(clock, local(16, days=2))
    assert missed(station, "3-1") == 0
    station.move(person, Presence.PRESENT)
    go(clock, local(21, days=2))
    assert (missed(station, "3-1"), missed(station, "3-2")) == (0, 5)
    go(clock, local(11, days=3))
    assert missed(station, "3-1") == 1


def test_values_written_late_from_paper_fill_the_round_that_seemed_missed(station: Station, clock: FixedClock) -> None:
    go(clock, local(21))
    assert missed(station, "3-1") == 1
    tell(station, "3-1", at=local(16))
    assert (missed(station, "3-1"), state(station, "3-1")) == (0, RoundState.DONE)
