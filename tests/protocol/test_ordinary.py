"""Ordinary rounds folded at once: exactly the course that folding them one by one gives."""

from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carelog.model.history import Event, Facts, History
from carelog.model.observation import Way
from carelog.model.person import Kind, Person
from carelog.model.reading import NotMeasured, Quantity, Reading, Site
from carelog.model.severity import Severity
from carelog.protocol import course, load, ordinary
from carelog.protocol.replay import decided_again
from carelog.protocol.schema import CareProtocol
from carelog.protocol.state import Course

from .bedside import ID, MONDAY, Bed, care, left_out, oxygen, reading, resident, spo2, temperature
from .histories import Case, Part, cases, deeds, events_of, parts, patient

SITES = [*[Site.AXILLARY] * 12, Site.FOREHEAD, Site.ORAL]
WARM = [Reading(Quantity.TEMPERATURE, v, site=s) for v in [*range(356, 373)] * 3 + [354, 376, 386] for s in SITES]
AIR = [spo2(v) for v in [*range(95, 100)] * 8 + [88, 92, 93, 94]]
FLOW = [*[oxygen(0)] * 20, oxygen(20), oxygen(None), left_out(Quantity.OXYGEN, NotMeasured.ASLEEP)]
SET = [reading(Quantity.PULSE, 72), reading(Quantity.RESPIRATORY_RATE, 16), reading(Quantity.SYSTOLIC, 128)]
_told = st.tuples(
    st.sampled_from(WARM), st.sampled_from(AIR), st.sampled_from(FLOW), st.sampled_from([*[()] * 9, SET]), st.booleans()
).map(lambda t: [*t[:2], *([] if t[4] else [t[2]]), *t[3]])
_whens = [*[(720, True, False)] * 12, (1440, True, False), (720, False, False), (45, True, False), (12, True, True)]
_answers = [*[(((), None), Way.SHEET)] * 12, ((("cough",), None), Way.SHEET), (((), None), Way.IMPORT)]
rounds = st.tuples(st.sampled_from(_whens), _told, st.sampled_from(_answers))
"""Mostly a calm round; now and then a value, an answer or a time that is not."""
months = st.lists(st.one_of(*[rounds] * 12, parts, deeds), min_size=1, max_size=60)


def one_by_one(protocol: CareProtocol, state: Course, events: list[Event]) -> Course:
    for event in events:
        state = course.fold(protocol, state, event)
    return state


def check(protocol: CareProtocol, person: Person, events: list[Event]) -> int:
    """Fold a history both ways, compare wherever the short way stops, and say how many events it took."""
    state, place, short = course.start(person), 0, 0
    assert ordinary.folded(protocol, state, events) == one_by_one(protocol, state, events)
    while place < len(events):
        after, behind = ordinary.rounds(protocol.ruleset, state, events, place)
        assert after == one_by_one(protocol, state, events[place:behind])
        short += behind - place
        state, place = after, behind
        if place < len(events):
            state, place = course.fold(protocol, state, events[place]), place + 1
    return short


@given(cases, months)
@patient
def test_a_row_of_ordinary_rounds_leads_where_one_after_the_other_leads(case: Case, story: list[Part]) -> None:
    check(case.protocol, case.person, events_of(story))


@cache
def the_long_way(name: str) -> CareProtocol:
    """A shipped protocol by which no round is ordinary."""
    protocol = load.care_protocol(load.packaged(name), name)
    rules = replace(protocol.ruleset)
    told = rules.told
    object.__setattr__(rules, "told", lambda *said: told(*said)._replace(calm=None))
    protocol.__dict__["ruleset"] = rules
    return protocol


@given(cases, months)
@patient
def test_a_history_is_decided_again_as_it_is_round_by_round(case: Case, story: list[Part]) -> None:
    history = History(case.person.id, (Facts("f", -1, MONDAY, case.person), *events_of(story)))
    assert decided_again(case.protocol, history, ()) == decided_again(the_long_way(case.name), history, ())


def test_a_calm_month_has_no_step_and_a_fever_in_its_middle_has_its_own() -> None:
    bed = calm(30).told(Facts("f", -1, MONDAY, resident()))
    first = decided_again(care(), bed.history(), ())
    assert first == decided_again(the_long_way(ID), bed.history(), ()) == ()
    bed.seen(temperature(386), spo2(97), oxygen(0), days=12, hours=6)
    found = decided_again(care(), bed.history(), ())
    assert found == decided_again(the_long_way(ID), bed.history(), ())
    assert {f.rule for step in found for f in step.fired} >= {"T-04"}


def calm(days: int, person: Person | None = None) -> Bed:
    bed = Bed(person or resident())
    for n in range(2 * days):
        bed.seen(temperature(362 + n % 3), spo2(97 + n % 2), oxygen(0), hours=12 * n)
    return bed


def taken(bed: Bed) -> int:
    return check(bed.protocol, bed.person, bed.events)


def test_of_a_calm_month_all_but_the_first_round_is_folded_at_once() -> None:
    assert taken(calm(30)) == 59


def test_half_a_year_of_calm_rounds_is_folded_at_once_though_a_slow_decline_is_looked_for_every_day() -> None:
    assert taken(calm(180)) == 359


@pytest.mark.parametrize(
    "found",
    [
        (temperature(386), spo2(97), oxygen(0)),
        (temperature(363), spo2(92), oxygen(0)),
        (temperature(363), spo2(97), oxygen(20)),
        (temperature(363), oxygen(0)),
        (temperature(363), left_out(Quantity.SPO2, NotMeasured.ASLEEP), oxygen(0)),
        (temperature(363), spo2(97), spo2(97), oxygen(0)),
        (temperature(376), spo2(97), oxygen(0)),
        (temperature(363), spo2(94), oxygen(0)),
    ],
)
def test_whatever_a_rule_may_ask_about_is_left_to_the_long_way(found: tuple[Reading, ...]) -> None:
    bed = calm(10)
    assert taken(bed.seen(*found, days=10)) == taken(calm(10)) == 19


def test_a_whole_round_after_one_in_which_somebody_slept_is_ordinary_again() -> None:
    bed = calm(10).seen(temperature(363), left_out(Quantity.SPO2, NotMeasured.ASLEEP), oxygen(0), days=10)
    assert set(bed.course().open) == {"D-03"}
    assert taken(bed.seen(temperature(363), spo2(97), oxygen(0), days=10, hours=12)) == 20
    assert bed.course().open == {}
    steps = decided_again(care(), bed.history(), ())
    assert [(s.start, [f.rule for f in s.fired]) for s in steps] == [
        (bed.at(days=10), ["D-03"]),
        (bed.at(days=10, hours=12), []),
    ]


def test_an_alert_about_what_lacked_is_left_to_the_long_way() -> None:
    bed = calm(10).swabbed("positive", days=9.8).seen(temperature(363), oxygen(0), not_asked=None, days=10)
    bed.seen(temperature(363), left_out(Quantity.SPO2, NotMeasured.ASLEEP), oxygen(0), days=10, hours=12)
    assert bed.course().open["D-03"].level is Severity.REVIEW
    assert taken(bed.seen(temperature(363), spo2(97), oxygen(0), days=11)) == 19


def test_a_value_far_from_the_last_one_is_left_to_the_long_way() -> None:
    low, high = (temperature(356), spo2(97), oxygen(0)), (temperature(372), spo2(97), oxygen(0))
    assert taken(calm(10).seen(*low, days=10).seen(*high, days=10, hours=12)) == 20


def test_the_last_value_of_each_site_is_compared_with_its_own_site() -> None:
    bed = calm(10)
    for n in range(6):
        site = Site.FOREHEAD if n % 2 else Site.AXILLARY
        finger = Reading(Quantity.SPO2, 97, site=Site.UNKNOWN if n % 2 else Site.FOREHEAD)
        bed.seen(temperature(364 + n % 3, site), finger, oxygen(0), days=10 + n)
    assert taken(bed) == 25
    assert taken(bed.seen(temperature(348, Site.FOREHEAD), spo2(97), oxygen(0), days=17)) == 25


def test_a_slow_decline_is_left_to_the_long_way_once_it_holds() -> None:
    bed = Bed()
    for n in range(260):
        bed.seen(temperature(363), spo2(97 if n < 220 else 95), oxygen(0), hours=12 * n)
    assert taken(bed) < 259
    assert "S-11" in bed.course().open


def test_symptoms_and_what_nobody_asked_are_left_to_the_long_way() -> None:
    whole = (temperature(363), spo2(97), oxygen(0))
    assert taken(calm(10).seen(*whole, symptoms=("cough",), days=10)) == 19
    assert taken(calm(10).seen(*whole, symptoms=None, days=10)) == 19


def test_a_part_of_the_same_check_observation_or_round_is_left_to_the_long_way() -> None:
    whole = (temperature(363), spo2(97), oxygen(0))
    for minutes in (10, 180):
        assert taken(calm(10).seen(*whole, days=10).seen(*whole, days=10, minutes=minutes)) == 20
    assert taken(calm(10).seen(*whole, days=10, act="row").seen(*whole, days=10, hours=12, act="row")) == 20


@pytest.mark.parametrize(
    ("facts", "short"),
    [
        ({}, 19),
        ({"kind": Kind.STAFF}, 0),
        ({"oxygen_tenths_l_min": 20}, 19),
        ({"target_low_percent": 90, "target_by": "Dr. Li", "target_until": date(2027, 1, 1)}, 0),
        ({"normals_by": "Dr. Li", "normal_spo2_percent": 96, "normals_until": date(2027, 1, 1)}, 0),
        ({"birth_date": date(2016, 1, 1)}, 0),
    ],
)
def test_for_whom_rounds_are_folded_at_once(facts: dict[str, object], short: int) -> None:
    assert taken(calm(10, resident(**facts))) == short


def test_where_nobody_says_what_is_breathed_it_is_air_only_for_who_has_no_oxygen() -> None:
    for person, short in ((resident(), 5), (resident(oxygen_tenths_l_min=20), 0)):
        bed = Bed(person)
        for n in range(6):
            bed.seen(temperature(363), spo2(97), hours=12 * n)
        assert taken(bed) == short


def test_of_staff_nothing_but_the_temperature_is_asked_for() -> None:
    bed = Bed(resident(kind=Kind.STAFF))
    for n in range(6):
        bed.well(hours=12 * n)
    assert taken(bed) == 5


def test_a_normal_from_before_an_illness_counts_and_thaws_on_the_way() -> None:
    bed = calm(10).seen(temperature(387), spo2(97), oxygen(0), days=10).seen(temperature(387), days=10, minutes=40)
    bed.answered("T-04", "T-02", days=10, hours=1)
    for n in range(40):
        bed.seen(temperature(362), spo2(97 - (n % 9 == 8) * 2), oxygen(0), days=11 + n / 2)
    assert taken(bed) > 30
    assert bed.course().baselines.frozen is None


def test_somebody_nobody_wrote_down_is_left_to_the_long_way() -> None:
    bed = calm(3)
    state = course.start("p")
    for event in bed.events:
        assert ordinary.rounds(care().ruleset, state, [event], 0) == (state, 0)
        state = course.fold(care(), state, event)
    known = course.fold(care(), state, Facts("f", 99, MONDAY.replace(day=9), resident()))
    later = Bed().seen(temperature(363), spo2(97), oxygen(0), days=6, act="later").events
    assert ordinary.rounds(care().ruleset, known, later, 0)[1] == 1


def test_a_cough_somebody_always_has_leaves_a_round_ordinary() -> None:
    for usual, short in ((("cough",), 19), ((), 0)):
        bed = Bed(resident(usual_symptoms=usual))
        for n in range(20):
            bed.seen(temperature(363), spo2(97), oxygen(0), symptoms=("cough",), hours=12 * n)
        assert taken(bed) == short
    assert taken(bed.seen(temperature(363), spo2(97), oxygen(0), symptoms=None, days=10)) == 0
