"""Which reasons are said: none that is untrue for the value, none twice, and nothing is lost by leaving one out."""

import pytest
from hypothesis import given

from carelog.model.assessment import Standing, open_alerts
from carelog.model.history import moment
from carelog.model.person import Person
from carelog.model.reading import Reading, Site
from carelog.model.severity import STAYING, Severity, Task
from carelog.protocol import assess, course, said

from .bedside import Bed, breaths, care, oxygen, resident, spo2, temperature
from .histories import Part, events_of, patient, people, stories

NONE, NOT_KNOWN, WATCH, REVIEW, URGENT = Severity
WARM = temperature(364)
SCALE_2 = resident(spo2_scale=2)


@pytest.mark.parametrize(
    ("person", "readings", "symptoms", "rules"),
    [
        (resident(), (WARM, spo2(88)), ("cough",), {"S-02b", "N-02", "Y-01", "D-01"}),
        (resident(), (WARM, spo2(93), spo2(93)), ("cough",), {"S-02", "Y-01"}),
        (resident(), (WARM, spo2(92)), ("cough",), {"S-02a", "Y-01"}),
        (resident(), (WARM, spo2(95)), ("cough",), {"S-01", "Y-01"}),
        (resident(), (temperature(389), spo2(97)), (), {"T-04"}),
        (resident(), (temperature(389), temperature(389), spo2(97)), (), {"T-02", "T-04"}),
        (resident(), (temperature(392), temperature(392), spo2(97)), (), {"T-06"}),
        (resident(), (temperature(350), temperature(348, Site.ORAL), spo2(97)), (), {"T-08", "N-02"}),
        (resident(), (WARM, spo2(97), breaths(26), breaths(26)), (), {"R-02", "N-02"}),
        (resident(), (WARM, spo2(97), breaths(31)), (), {"R-03", "N-02", "D-01"}),
        (SCALE_2, (WARM, spo2(87)), (), {"S-06"}),
        (SCALE_2, (WARM, spo2(85)), (), {"S-07a"}),
    ],
)
def test_the_worst_true_word_of_a_chain_is_said_alone(
    person: Person, readings: tuple[Reading, ...], symptoms: tuple[str, ...], rules: set[str]
) -> None:
    assert set(Bed(person).seen(*readings, symptoms=symptoms).rules()) == rules


def test_what_is_left_unsaid_still_asks_for_its_tasks() -> None:
    low = Bed().seen(WARM, spo2(88)).now()
    assert {Task.RECHECK, Task.OXYGEN, Task.TRANSFER} <= set(low.tasks)
    hot = Bed().seen(temperature(389), temperature(389), spo2(97)).now()
    assert {Task.TEST, Task.ISOLATE, Task.COMPLETE_SET} <= set(hot.tasks)
    fast = Bed().seen(WARM, spo2(97), breaths(31)).now()
    assert {Task.COMPLETE_SET, Task.TRANSFER} <= set(fast.tasks)


def test_on_oxygen_the_words_for_94_and_95_are_true_for_92_as_well() -> None:
    order = resident(oxygen_tenths_l_min=20, target_low_percent=90)
    bed = Bed(order).seen(WARM, spo2(92), oxygen(20), symptoms=("cough",))
    assert set(bed.rules()) == {"S-01", "Y-01"}
    words = next(r.words for r in care().rule if r.id == "S-01")
    assert "95 % or less" in words.en
    assert "95% 及以下" in words.zh_CN


def test_when_the_worse_is_over_and_the_milder_holds_both_are_said() -> None:
    bed = Bed().seen(WARM, spo2(91), symptoms=("blue_lips",)).seen(spo2(93), minutes=4, act="a1")
    for hours in (6, 12):
        bed.well(hours=hours)
    bed.answered("S-02", "N-02", "Y-02", "S-02b", hours=13).seen(WARM, spo2(91), symptoms=("drowsy",), hours=18)
    assert "S-02b" in bed.rules()
    assert "S-02a" not in bed.rules()
    bed.seen(WARM, spo2(98), spo2(98), hours=18, minutes=1).seen(WARM, spo2(93), hours=24)
    assert {"S-02b", "S-02a"} <= set(bed.rules())


def test_who_answers_what_is_said_has_answered_what_is_left_unsaid() -> None:
    bed = Bed().seen(WARM, spo2(88), spo2(88))
    said_now = bed.rules()
    assert "S-02a" not in said_now
    bed.answered(*said_now, minutes=2)
    assert open_alerts(bed.now()) == ()
    assert all(e.answered for e in bed.course().open.values() if e.level >= REVIEW)


def test_an_alert_that_waits_is_never_left_unsaid_behind_one_that_was_answered() -> None:
    bed = (
        Bed(resident(oxygen_tenths_l_min=20))
        .seen(WARM, spo2(88), oxygen(20))
        .answered("S-02b", "N-02", "N-03", "O-02", minutes=5)
    )
    bed.seen(WARM, spo2(88), oxygen(0), hours=6)
    assert bed.fired("S-02b").standing is Standing.ANSWERED
    assert [f.rule for f in open_alerts(bed.now())] == ["S-02a"]


def test_closing_a_value_found_unconfirmed_closes_all_that_is_said_of_it() -> None:
    bed = Bed().seen(temperature(392), temperature(392), spo2(97)).answered("T-06", minutes=5, how="not_confirmed")
    assert open_alerts(bed.now()) == ()


@given(people, stories)
@patient
def test_leaving_a_word_out_loses_no_severity_no_task_and_no_alert(person: Person, story: list[Part]) -> None:
    state = course.start(person)
    for event in events_of(story):
        state = course.fold(care(), state, event)
        at = moment(event)[0]
        now = assess.assess(care(), state, at)[0]
        here = course.run_out(care().ruleset, state, at)
        silent = said.unsaid(care().ruleset, here.open)
        told = {f.rule: f for f in now.fired}
        for rule in silent:
            worse = said.behind(care().ruleset, here.open, rule) - silent
            assert worse
            assert rule not in told
            assert max(told[w].severity for w in worse) >= here.open[rule].level
        waiting = {r for r, e in here.open.items() if e.level >= REVIEW and not e.answered and not e.old}
        assert bool(waiting) == bool(open_alerts(now))
        assert now.severity == max((e.level for e in here.open.values()), default=now.severity)
        owed = frozenset[Task]().union(*(e.tasks for e in here.open.values())) & STAYING & here.tasks
        assert owed <= {*now.tasks, Task.TRANSFER}
