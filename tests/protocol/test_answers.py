"""What a named person's answer changes, and what speaks again."""

from itertools import pairwise

import pytest

from carelog.model.assessment import Answer, Standing, open_alerts
from carelog.model.reading import Reading
from carelog.model.severity import Severity, Task

from .bedside import Bed, breaths, oxygen, resident, spo2, temperature

NONE, NOT_KNOWN, WATCH, REVIEW, URGENT = Severity
WARM = temperature(364)


def _answered_fever(tenths: int = 387) -> Bed:
    return Bed().seen(temperature(tenths), spo2(97)).answered("T-04", minutes=20)


def test_an_answered_alert_stands_while_the_value_holds_but_waits_for_nobody() -> None:
    bed = _answered_fever().seen(temperature(387), spo2(97), hours=6)
    assert bed.fired("T-04").standing is Standing.ANSWERED
    assert bed.severity() is REVIEW
    assert open_alerts(bed.now()) == ()


def test_half_a_degree_more_is_a_new_alert() -> None:
    bed = _answered_fever(386).seen(temperature(390), spo2(97), hours=6)
    assert bed.fired("T-04").standing is Standing.ANSWERED
    bed.seen(temperature(391), spo2(97), hours=7)
    again = bed.fired("T-04")
    assert (again.standing, again.episode) == (Standing.ON, "e4")


def test_two_percent_less_is_a_new_alert() -> None:
    bed = Bed().seen(WARM, spo2(89)).answered("S-02b", minutes=5)
    assert bed.seen(WARM, spo2(88), hours=1).fired("S-02b").standing is Standing.ANSWERED
    assert bed.seen(WARM, spo2(87), hours=2).fired("S-02b").standing is Standing.ON


def test_below_the_target_on_oxygen_speaks_again_when_lower_not_when_higher() -> None:
    order = resident(oxygen_tenths_l_min=20)
    bed = Bed(order).seen(WARM, spo2(92), oxygen(20)).answered("O-02", minutes=5)
    assert bed.seen(WARM, spo2(93), oxygen(20), hours=6).fired("O-02").standing is Standing.ANSWERED
    assert bed.seen(WARM, spo2(90), oxygen(20), hours=12).fired("O-02").standing is Standing.ON


def test_a_slow_slide_is_measured_from_the_answer_not_from_the_last_value() -> None:
    bed = Bed().seen(WARM, spo2(89)).answered("S-02b", minutes=5)
    for hours, percent in ((6, 88), (12, 88), (18, 87)):
        bed.seen(WARM, spo2(percent), hours=hours)
    assert bed.fired("S-02b").standing is Standing.ON


def test_an_open_alert_that_gets_worse_speaks_again_to_those_who_had_seen_it() -> None:
    bed = Bed().seen(WARM, spo2(89))
    assert bed.fired("S-02b").episode == "e1"
    bed.seen(WARM, spo2(88), hours=1)
    assert (bed.fired("S-02b").episode, bed.fired("S-02b").entries) == ("e1", ("e1", "e2"))
    assert bed.seen(WARM, spo2(87), hours=2).fired("S-02b").episode == "e3"


def test_an_alert_that_becomes_urgent_speaks_again() -> None:
    bed = Bed().seen(temperature(391), temperature(391), spo2(97)).answered("T-06", minutes=5)
    bed.seen(symptoms=("fall",), minutes=9, act="a1")
    assert bed.rules()["T-06"] is URGENT
    assert bed.fired("T-06").standing is Standing.ON


def test_after_an_answer_it_clears_like_a_watch_one_level_a_check() -> None:
    bed = Bed().seen(WARM, spo2(88)).answered("S-02b", "N-02", "S-02a", "S-02", minutes=5)
    bed.well(hours=6)
    assert bed.rules()["S-02b"] is URGENT
    expected = ((12, REVIEW), (12.4, REVIEW), (18, WATCH), (24, None))
    for hours, level in expected:
        bed.well(hours=hours)
        assert bed.rules().get("S-02b") is level, hours


def test_values_that_are_back_wait_for_a_person_and_their_answer_ends_it() -> None:
    bed = Bed().seen(WARM, spo2(90)).well(hours=6).well(hours=12)
    assert bed.fired("S-02b").standing is Standing.IMPROVING
    assert bed.severity() is URGENT
    bed.answered("S-02b", "S-02a", "S-02", "N-02", hours=13)
    assert bed.severity() is NONE


def test_back_again_after_improving_is_the_same_open_alert() -> None:
    bed = Bed().seen(WARM, spo2(90)).well(hours=6).well(hours=12).seen(WARM, spo2(90), hours=18)
    assert (bed.fired("S-02b").standing, bed.fired("S-02b").episode) == (Standing.ON, "e1")


def test_a_value_between_line_and_margin_keeps_what_was_improving() -> None:
    bed = Bed().seen(WARM, spo2(90)).well(hours=6).well(hours=12).seen(WARM, spo2(94), hours=18)
    assert bed.fired("S-02b").standing is Standing.IMPROVING


def test_after_clearing_it_fires_anew() -> None:
    bed = Bed().seen(WARM, spo2(90)).well(hours=6).well(hours=12)
    bed.answered("S-02b", "S-02a", "S-02", "N-02", hours=13).seen(WARM, spo2(90), hours=18)
    assert (bed.fired("S-02b").standing, bed.fired("S-02b").episode) == (Standing.ON, "e5")


def test_an_answer_may_name_any_entry_of_its_episode() -> None:
    bed = Bed().seen(WARM, spo2(90), hours=1, entry="typed-first")
    name = bed.fired("S-02b").episode
    bed.told(Answer("answer", 9, bed.at(hours=2), "nurse", (("S-02b", name),), "seen"))
    bed.seen(WARM, spo2(90), entry="found-on-paper-later")
    assert bed.fired("S-02b").episode == "found-on-paper-later"
    assert bed.fired("S-02b").standing is Standing.ANSWERED


def test_an_answer_to_something_else_changes_nothing() -> None:
    bed = Bed().seen(WARM, spo2(90))
    before = bed.now(bed.at(minutes=1)).fired
    bed.told(Answer("x", 9, bed.at(minutes=1), "nurse", (("S-02b", "another"), ("T-04", "e1")), "seen"))
    assert bed.now().fired == before


def test_a_task_that_was_ended_is_not_raised_by_the_same_alert_again() -> None:
    bed = Bed().seen(WARM, spo2(89)).ended(Task.TRANSFER, minutes=5)
    assert Task.TRANSFER not in bed.now().tasks
    assert Task.TRANSFER not in bed.seen(WARM, spo2(89), minutes=8).now().tasks or "S-02" in bed.rules()


def test_a_task_stays_after_the_alert_is_closed() -> None:
    bed = Bed().seen(temperature(386), spo2(97)).well(days=1).well(days=2).answered("T-04", days=2, hours=1)
    assert Task.TEST in bed.now().tasks
    bed.ended(Task.TEST, days=2, hours=2)
    assert Task.TEST not in bed.now().tasks


def test_a_long_alert_keeps_its_name() -> None:
    bed = Bed()
    for hours in range(0, 12 * 80, 12):
        bed.seen(WARM, spo2(89), hours=hours)
    assert bed.fired("S-02b").episode == "e1"
    chain = bed.course().open["S-02b"].chain
    assert (len(chain), len(set(chain)), chain[-1]) == (64, 64, "e64"), "an answer names one of the first entries"


def test_a_call_that_was_made_ends_no_transfer_where_the_care_plan_allows_one() -> None:
    bed = Bed().seen(WARM, spo2(89)).ended(Task.CALL, minutes=5)
    assert Task.CALL not in bed.now().tasks
    assert Task.TRANSFER in bed.now().tasks


def test_an_alarm_that_was_not_confirmed_leaves_what_waits_of_another_reading() -> None:
    bed = Bed().seen(temperature(374), spo2(93)).answered("S-02a", minutes=5, how="not_confirmed")
    later = {f.rule for f in bed.later(minutes=61).fired}
    assert "T-02" in later, "the fever that nobody read again"
    assert "S-02" not in later, "the saturation that a nurse has said was none"


def test_what_a_nurse_called_not_confirmed_comes_up_again_only_with_another_reading() -> None:
    bed = Bed(resident(spo2_scale=2)).swabbed("negative").seen(WARM, spo2(87))
    bed.answered("S-06", minutes=4, how="not_confirmed")
    steps = bed.steps()
    assert all(one.start < two.start for one, two in pairwise(steps))
    assert [step for step in steps if open_alerts(step)] == [], "nor when the swab is a day old"
    bed.seen(WARM, spo2(87), days=2)
    assert "S-06" in {f.rule for f in open_alerts(bed.later(days=2, minutes=11))}


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        ("S-02b", (spo2(89), oxygen(0))),
        ("O-02", (spo2(89), oxygen(20))),
        ("R-03", (spo2(97), breaths(31), oxygen(0))),
        ("T-04", (spo2(97), temperature(387))),
    ],
)
def test_the_next_dangerous_value_after_an_alarm_that_was_none_is_an_alert_again(
    rule: str, found: tuple[Reading, ...]
) -> None:
    bed = Bed(resident(oxygen_tenths_l_min=20)).seen(*found)
    assert rule in bed.rules()
    bed.answered(*bed.rules(), minutes=3, how="not_confirmed")
    assert open_alerts(bed.now()) == ()
    assert rule not in {f.rule for f in open_alerts(bed.later(hours=9))}, "not by itself"
    waits = {f.rule: f for f in open_alerts(bed.seen(*found, hours=10).now())}
    assert (waits[rule].standing, waits[rule].episode) == (Standing.ON, "e3")
    bed.answered(*bed.rules(), hours=11).seen(*found, hours=20)
    assert rule not in {f.rule for f in open_alerts(bed.now())}, "one that was seen speaks again only where it is worse"


def test_what_was_certain_before_an_answer_needs_no_second_reading_after_it() -> None:
    bed = Bed().seen(WARM, spo2(92)).seen(spo2(92), symptoms=None, minutes=3, act="a1")
    bed.answered("S-02", minutes=5, how="not_confirmed").seen(WARM, spo2(92), hours=6)
    assert bed.course().open["S-02"].holding


def test_what_runs_out_the_very_moment_somebody_answers_is_answered_with_it() -> None:
    bed = Bed().seen(WARM, spo2(82)).answered("S-02b", "N-02", "S-02", minutes=10)
    assert open_alerts(bed.now()) == ()
