"""The truth table of each condition about breath."""

from datetime import timedelta

import pytest

from carelog.model.person import Person
from carelog.model.reading import NotMeasured, Quantity, Reading
from carelog.protocol import breathing
from carelog.protocol.conditions import Limits
from carelog.protocol.state import NO_FLOWS, Air, Flows, Hit, Verdict

from .bedside import MONDAY, Bed, left_out, oxygen, resident, spo2
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


def test_a_line_never_moves_where_no_value_could_clear_it() -> None:
    ask = breathing.by_target(Limits(95, 97, "95", high=False), None, raises=True)
    best = look(person=signed(100), spo2=[sample(100)])
    assert ask(best, best.samples(Quantity.SPO2)) is CLEAR
    near = look(person=signed(100), spo2=[sample(99)])
    assert ask(near, near.samples(Quantity.SPO2)) is HOLDS
    assert near.hits[0].bound == "99"
    far = breathing.line_at(Limits(88, 90, "88", high=False), -10, 84, raises=False)
    assert (far.limit, far.clear) == (83, 84)


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


DAY = timedelta(hours=24)
ORDER = resident(oxygen_tenths_l_min=20)


def flows(*told: tuple[float, Reading], person: Person | None = None) -> Flows:
    """What is known after these readings, each so many hours after Monday six o'clock."""
    known = NO_FLOWS
    for hours, reading in told:
        known = breathing.flows_after(known, person, MONDAY + timedelta(hours=hours), reading.value)
    return known


@pytest.mark.parametrize(
    ("told", "person", "since"),
    [
        (((0, oxygen(0)),), None, None),
        (((0, oxygen(20)),), None, 0),
        (((0, oxygen(20)),), resident(), 0),
        (((0, oxygen(20)),), ORDER, None),
        (((0, oxygen(30)),), ORDER, 0),
        (((0, oxygen(None)),), resident(), 0),
        (((0, oxygen(None)),), resident(oxygen_tenths_l_min=0), 0),
        (((0, oxygen(None)),), ORDER, None),
        (((0, oxygen(None)), (1, oxygen(20))), ORDER, None),
        (((0, oxygen(0)), (1, oxygen(20))), ORDER, 1),
        (((0, oxygen(0)), (1, oxygen(None))), ORDER, 1),
        (((0, oxygen(20)), (1, oxygen(20))), None, 0),
        (((0, oxygen(20)), (1, oxygen(30))), None, 1),
        (((0, oxygen(20)), (1, oxygen(10))), None, 0),
        (((0, oxygen(20)), (1, oxygen(None))), None, 0),
        (((0, oxygen(20)), (1, oxygen(None)), (2, oxygen(20))), None, 0),
        (((0, oxygen(20)), (1, oxygen(None)), (2, oxygen(30))), None, 2),
        (((0, oxygen(20)), (1, left_out(Quantity.OXYGEN, NotMeasured.NO_TIME))), None, 0),
        (((0, oxygen(20)), (1, oxygen(0))), None, None),
        (((0, oxygen(20)), (1, oxygen(0)), (2, oxygen(10))), None, 2),
    ],
)
def test_since_when_oxygen_is_given_or_raised(
    told: tuple[tuple[float, Reading], ...], person: Person | None, since: float | None
) -> None:
    assert flows(*told, person=person).raised == (None if since is None else MONDAY + timedelta(hours=since))


def test_only_flows_that_a_later_one_may_have_risen_from_are_remembered() -> None:
    known = flows(*((n, oxygen(tenths)) for n, tenths in enumerate([0, 20, 40, 30, 30, 50])))
    assert [flow for _, flow in known.rising] == [0, 20, 30, 50]
    assert known.rising[2][0] == MONDAY + timedelta(hours=4)


@pytest.mark.parametrize(
    ("told", "hours", "verdict", "value"),
    [
        ((), 0, CLEAR, None),
        (((0, oxygen(20)),), 0, HOLDS, 20),
        (((0, oxygen(20)),), 23.9, HOLDS, 20),
        (((0, oxygen(20)),), 24, CLEAR, None),
        (((0, oxygen(20)), (20, oxygen(20))), 24, CLEAR, None),
        (((0, oxygen(20)), (20, oxygen(30))), 40, HOLDS, 30),
        (((0, oxygen(20)), (1, oxygen(None))), 1, HOLDS, None),
        (((0, oxygen(20)), (1, oxygen(0))), 1, CLEAR, None),
    ],
)
def test_oxygen_is_watched_for_a_day_after_it_was_started_or_raised(
    told: tuple[tuple[float, Reading], ...], hours: float, verdict: Verdict, value: int | None
) -> None:
    here = look()
    here.flows, here.at = flows(*told), MONDAY + timedelta(hours=hours)
    assert breathing.raised(DAY)(here) is verdict
    assert here.hits == ([Hit("oxygen", value, "", 0, "")] if verdict is HOLDS else [])


@pytest.mark.parametrize(
    ("told", "person", "verdict", "bound"),
    [
        ((), None, ABSENT, ""),
        (((0, oxygen(20)),), None, CLEAR, ""),
        (((0, oxygen(20)), (6, oxygen(35))), None, CLEAR, ""),
        (((0, oxygen(20)), (6, oxygen(40))), None, HOLDS, "40"),
        (((0, oxygen(0)), (6, oxygen(20))), None, HOLDS, "20"),
        (((0, oxygen(0)), (6, oxygen(20))), ORDER, CLEAR, ""),
        (((0, oxygen(0)), (6, oxygen(25))), ORDER, HOLDS, "20"),
        (((0, oxygen(10)), (6, oxygen(20)), (12, oxygen(30))), None, HOLDS, "30"),
        (((0, oxygen(10)), (25, oxygen(30))), None, CLEAR, ""),
        (((0, oxygen(10)), (24, oxygen(30))), None, HOLDS, "30"),
        (((0, oxygen(20)), (6, oxygen(None))), None, ABSENT, ""),
        (((0, oxygen(20)), (6, oxygen(40)), (7, oxygen(None))), None, ABSENT, ""),
        (((0, oxygen(20)), (3, oxygen(None)), (6, oxygen(40))), None, HOLDS, "40"),
        (((0, oxygen(40)), (6, oxygen(20))), None, CLEAR, ""),
        (((0, oxygen(20)), (6, oxygen(0))), None, CLEAR, ""),
    ],
)
def test_a_flow_is_up_over_the_lowest_known_one_of_a_day(
    told: tuple[tuple[float, Reading], ...], person: Person | None, verdict: Verdict, bound: str
) -> None:
    here = look(person=person)
    here.flows, here.at = flows(*told), MONDAY + timedelta(hours=told[-1][0] if told else 0)
    assert breathing.up_by(20, DAY)(here) is verdict
    assert [h.bound for h in here.hits] == ([bound] if verdict is HOLDS else [])


def test_a_flow_not_read_for_a_reason_says_nothing_about_oxygen() -> None:
    asleep = left_out(Quantity.OXYGEN, NotMeasured.ASLEEP)
    assert Bed().seen(spo2(97), asleep).course().flows == NO_FLOWS
