"""The truth table of each condition about breath."""

from datetime import timedelta

import pytest

from carelog.model.person import Person
from carelog.model.reading import Quantity
from carelog.protocol import breathing
from carelog.protocol.conditions import Limits
from carelog.protocol.state import Air, Verdict

from .bedside import MONDAY, resident
from .test_conditions import look, nothing, sample

ABSENT, CLEAR, NEAR, HOLDS = Verdict


@pytest.mark.parametrize(
    ("person", "verdict"),
    [
        (resident(), CLEAR),
        (resident(conditions=("diabetes",)), CLEAR),
        (resident(conditions=("diabetes", "copd")), HOLDS),
        (resident(conditions=("copd", "asthma")), HOLDS),
    ],
)
def test_a_disease_is_on_file_or_it_is_none(person: Person, verdict: Verdict) -> None:
    here = look(person=person)
    assert breathing.disease(frozenset({"copd", "asthma"}))(here) is verdict
    assert here.hits == []


def test_nothing_is_known_of_somebody_unknown() -> None:
    assert breathing.disease(frozenset({"copd"}))(nothing()) is CLEAR


TODAY = MONDAY.date()
LOW, AT_ONCE = Limits(93, 95, "93", high=False), Limits(90, 95, "90", high=False)


def signed(low: int | None, **facts: object) -> Person:
    return resident(**{"target_low_percent": low, "target_by": "Dr. Li", "target_until": TODAY} | facts)


@pytest.mark.parametrize(
    ("person", "line", "clear"),
    [
        (resident(), 93, 95),
        (resident(target_low_percent=88), 93, 95),
        (signed(88), 87, 89),
        (signed(94), 93, 95),
        (signed(97), 96, 98),
        (signed(100), 99, 100),
        (signed(None), 93, 95),
        (signed(88, target_by=""), 93, 95),
        (signed(88, target_until=None), 93, 95),
        (signed(88, target_until=TODAY - timedelta(days=1)), 93, 95),
    ],
)
def test_a_line_moves_with_a_signed_target_that_has_not_run_out(person: Person, line: int, clear: int) -> None:
    ask = breathing.by_target(LOW, None, raises=True)
    for percent in range(30, 101):
        here = look(person=person, spo2=[sample(percent)])
        verdict = HOLDS if percent <= line else CLEAR if percent >= clear else NEAR
        assert ask(here, here.samples(Quantity.SPO2)) is verdict, percent
        assert [(h.value, h.bound) for h in here.hits] == ([(percent, str(line))] if percent <= line else [])


@pytest.mark.parametrize(
    ("target", "line", "clear"), [(84, 83, 85), (88, 87, 89), (90, 89, 91), (91, 90, 92), (92, 90, 93), (98, 90, 99)]
)
def test_the_line_of_acting_at_once_only_lowers(target: int, line: int, clear: int) -> None:
    ask = breathing.by_target(AT_ONCE, None, raises=False)
    for percent in range(30, 101):
        here = look(person=signed(target), spo2=[sample(percent)])
        verdict = HOLDS if percent <= line else CLEAR if percent >= clear else NEAR
        assert ask(here, here.samples(Quantity.SPO2)) is verdict, percent


def test_a_moved_line_of_room_air_is_still_one_of_room_air_and_of_scale_1() -> None:
    ask = breathing.by_target(LOW, Air.ROOM, raises=True)
    on = look(person=signed(90), air=Air.OXYGEN, spo2=[sample(85)])
    assert ask(on, on.samples(Quantity.SPO2)) is ABSENT
    two = look(person=signed(90, spo2_scale=2), spo2=[sample(85)])
    assert ask(two, two.samples(Quantity.SPO2)) is CLEAR


@pytest.mark.parametrize(
    ("person", "verdict"),
    [
        (signed(90), CLEAR),
        (signed(90, target_until=TODAY - timedelta(days=1)), HOLDS),
        (signed(90, target_until=TODAY - timedelta(days=1), spo2_scale=2), CLEAR),
        (signed(90, target_until=TODAY - timedelta(days=1), target_by=""), CLEAR),
        (signed(None, target_until=TODAY - timedelta(days=1)), CLEAR),
        (signed(90, target_until=None), CLEAR),
    ],
)
def test_a_target_runs_out_the_day_after_its_last_date(person: Person, verdict: Verdict) -> None:
    assert breathing.target_ran_out(look(person=person)) is verdict
    assert breathing.target_ran_out(nothing()) is CLEAR
