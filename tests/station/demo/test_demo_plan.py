"""When the nurses of the demo home walk."""

from datetime import UTC, datetime, timedelta

import pytest

from carelog.station.demo.plan import FULL_PACE, chance, pace, walks
from carelog.station.demo.rounds import longest_list

from .on_paper import EVENING, PLAN


def test_there_are_two_rounds_a_day_up_to_the_end() -> None:
    found = walks(PLAN, 15)
    assert len(found) == 60
    assert [w.window.key.slot for w in found[:2]] == ["morning", "evening"]
    assert all(w.window.start <= w.begin < w.window.end for w in found)


def test_a_round_in_which_the_story_ends_began_half_a_round_before() -> None:
    assert EVENING - walks(PLAN, 20)[-1].begin == FULL_PACE * 10


def test_a_round_never_begins_before_its_window() -> None:
    opening = PLAN._replace(at=datetime(2026, 11, 22, 7, 1, tzinfo=UTC))
    last = walks(opening, 20)[-1]
    assert last.begin == last.window.start


@pytest.mark.parametrize(("hour", "slot"), [(4, "morning"), (13, "evening"), (20, "evening")])
def test_between_rounds_the_last_one_is_whole(hour: int, slot: str) -> None:
    last = walks(PLAN._replace(at=datetime(2026, 11, 22, hour, tzinfo=UTC)), 20)[-1]
    assert last.window.key.slot == slot
    assert last.begin + FULL_PACE * 20 < last.window.end


def test_a_nurse_walks_faster_only_where_she_has_very_many() -> None:
    assert pace(0) == pace(60) == FULL_PACE
    assert pace(500) * 500 == timedelta(hours=3)


def test_dice_are_thrown_anew_for_each_thing_and_the_same_for_the_same() -> None:
    assert chance(PLAN, "visit", "R001").random() == chance(PLAN, "visit", "R001").random()
    assert chance(PLAN, "visit", "R001").random() != chance(PLAN, "visit", "R002").random()
    assert chance(PLAN, "x").random() != chance(PLAN._replace(seed=2), "x").random()


@pytest.mark.parametrize(
    ("residents", "staff", "longest"), [(60, 20, 15), (60, 1, 60), (500, 60, 63), (500, 5, 252), (0, 1, 0)]
)
def test_whole_units_are_shared_among_the_nurses_on_duty(residents: int, staff: int, longest: int) -> None:
    assert longest_list(PLAN._replace(residents=residents, staff=staff)) == longest


def test_one_more_resident_changes_nothing_for_the_first_ones() -> None:
    one, more = chance(PLAN, "resident", 0), chance(PLAN._replace(residents=61), "resident", 0)
    assert one.random() == more.random()
