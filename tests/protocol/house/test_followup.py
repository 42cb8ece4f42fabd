"""Who is to be called, by whom, since when: an infected resident of class yellow or red."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carelog.model.following import DueContact, Follower
from carelog.model.person import Colour
from carelog.model.round import Slot, around, windows
from carelog.protocol.house import followup
from carelog.protocol.house.followup import Asked, Awaited, FollowPlan, Rounds, Stand

ZONE = ZoneInfo("Asia/Shanghai")
SLOTS = (Slot("morning", time(5), time(11)), Slot("evening", time(15), time(20)))
PLAN = FollowPlan(
    (
        Asked(Colour.YELLOW, True, Follower.PRIMARY_CARE, 3),
        Asked(Colour.YELLOW, True, Follower.HOME, 1),
        Asked(Colour.RED, True, Follower.HOME, None),
    ),
    (Awaited(Colour.RED, True),),
)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2023, 1, day, hour, minute, tzinfo=ZONE).astimezone(UTC)


def rounds(now: datetime) -> Rounds:
    today = now.astimezone(ZONE).date()
    near = windows(today - timedelta(days=3), today, SLOTS, ZONE)
    return Rounds([w for w in near if w.start <= now], around(now, SLOTS, ZONE)[1])


def asked(colour: Colour, by: Follower, last: datetime | None, now: datetime, since: datetime) -> DueContact:
    stand = Stand(colour, True, since, {by: last} if last else {})
    (one,) = [c for c in followup.contacts(PLAN, stand, rounds(now), now, ZONE) if c.by is by]
    return one


@pytest.mark.parametrize(
    ("last", "now", "due", "overdue"),
    [
        (None, at(10, 14), True, False),
        (None, at(11, 0, 1), True, True),
        (at(10, 16), at(12, 23, 59), False, False),
        (at(10, 16), at(13, 0), True, False),
        (at(10, 16), at(13, 23, 59), True, False),
        (at(10, 16), at(14, 0), True, True),
        (at(9, 23), at(10, 14), True, False),
    ],
    ids=["positive today", "not called on the day", "day 2", "day 3 begins", "day 3", "day 4", "called before it"],
)
def test_primary_care_calls_on_the_day_of_the_positive_swab_and_every_third_day(
    last: datetime | None, now: datetime, due: bool, overdue: bool
) -> None:
    told = asked(Colour.YELLOW, Follower.PRIMARY_CARE, last, now, at(10, 13))
    assert (told.due, told.overdue, told.last) == (due, overdue, last)


@pytest.mark.parametrize(
    ("last", "now", "due", "overdue"),
    [
        (at(10, 7), at(10, 9), False, False),
        (at(10, 7), at(10, 14), False, False),
        (at(10, 7), at(10, 15), True, False),
        (at(10, 7), at(10, 20), True, True),
        (at(10, 13), at(10, 16), True, False),
        (None, at(10, 9), True, False),
        (None, at(10, 12), True, True),
        (None, at(10, 16), True, True),
        (at(10, 15), at(10, 16), False, False),
    ],
    ids=[
        "seen in it",
        "between rounds",
        "evening begins",
        "evening over",
        "seen between",
        "not yet",
        "missed",
        "both missed",
        "at its begin",
    ],
)
def test_who_is_red_and_infected_is_looked_after_in_every_round(
    last: datetime | None, now: datetime, due: bool, overdue: bool
) -> None:
    told = asked(Colour.RED, Follower.HOME, last, now, at(10, 6))
    assert (told.due, told.overdue, told.every_days) == (due, overdue, None)


def test_a_round_that_was_over_before_the_swab_asks_for_nothing() -> None:
    told = asked(Colour.RED, Follower.HOME, None, at(10, 13), at(10, 12))
    assert (told.due, told.since) == (False, at(10, 15))
    ended = asked(Colour.RED, Follower.HOME, None, at(10, 13), at(10, 11))
    assert (ended.due, ended.since) == (False, at(10, 15))


def test_in_a_house_without_rounds_nothing_is_due_by_round() -> None:
    stand = Stand(Colour.RED, True, at(10, 6), {})
    (told,) = followup.contacts(PLAN, stand, Rounds([], None), at(10, 9), ZONE)
    assert (told.due, told.overdue) == (False, False)


def test_nothing_is_asked_of_a_class_or_a_state_the_plan_does_not_name() -> None:
    for colour, infected in ((Colour.GREEN, True), (Colour.RED, False)):
        assert followup.contacts(PLAN, Stand(colour, infected, at(10, 6), {}), rounds(at(10, 9)), at(10, 9)) == ()


@pytest.mark.parametrize(
    ("colour", "infected", "decided", "missing"),
    [
        (Colour.RED, True, False, True),
        (Colour.RED, True, True, False),
        (Colour.RED, False, False, False),
        (Colour.YELLOW, True, False, False),
    ],
)
def test_the_experts_decide_where_a_red_infected_person_is_treated(
    colour: Colour, infected: bool, decided: bool, missing: bool
) -> None:
    assert followup.awaited(PLAN, colour, infected=infected, decided=decided) is missing


@given(st.integers(0, 20 * 24 * 60), st.integers(0, 20 * 24 * 60), st.sampled_from([Colour.YELLOW, Colour.RED]))
def test_what_is_overdue_is_due_and_a_contact_now_settles_it(last: int, now: int, colour: Colour) -> None:
    begun = at(1, 12)
    told, when = begun + timedelta(minutes=last), begun + timedelta(minutes=max(last, now))
    for by in Follower:
        stand = Stand(colour, True, begun, {by: told})
        for one in followup.contacts(PLAN, stand, rounds(when), when, ZONE):
            assert one.due or not one.overdue
            assert one.due == (one.since <= when)
        fresh = followup.contacts(PLAN, stand._replace(last={by: when}), rounds(when), when, ZONE)
        assert not [one for one in fresh if one.by is by and one.due]


def test_every_number_of_the_table_is_a_figure_to_sign() -> None:
    row = {"colour": "red", "infected": True, "by": "home", "every_round": True, "source": "s", "evidence": "P"}
    other = {"colour": "green", "infected": False, "by": "family", "every_days": 7, "source": "t", "evidence": "M"}
    assert followup.figures({"service": {"contact": [row, other]}}) == [
        ("service_red_infected_home_every_rounds", 1, "s", "P"),
        ("service_green_family_every_days", 7, "t", "M"),
    ]
    assert followup.figures({}) == []
