"""Rules S-01, S-02 and S-06 to S-07a, O-02 and O-04, each as a nurse would tell the case."""

from datetime import date

import pytest

from carelog.model.assessment import Standing
from carelog.model.reading import NotMeasured, Quantity
from carelog.model.severity import Severity, Task

from .bedside import Bed, breaths, care_with, left_out, oxygen, resident, spo2, temperature

NONE, NOT_KNOWN, WATCH, REVIEW, URGENT = Severity
WARM = temperature(364)
SCALE_2 = resident(spo2_scale=2)


def test_94_and_95_matter_only_with_symptoms() -> None:
    assert Bed().seen(WARM, spo2(94)).severity() is NONE
    assert "S-01" in Bed().seen(WARM, spo2(94), symptoms=("headache",)).rules()
    assert "S-01" in Bed().seen(WARM, spo2(95), symptoms=("cough",)).rules()
    assert "S-01" not in Bed().seen(WARM, spo2(96), symptoms=("cough",)).rules()


def test_94_with_a_cough_of_years_is_no_news() -> None:
    bed = Bed(resident(usual_symptoms=("cough",))).seen(WARM, spo2(94), symptoms=("cough",))
    assert bed.severity() is NONE


def test_symptoms_that_come_later_in_the_row_are_seen_together_with_spo2() -> None:
    bed = Bed().seen(spo2(94), symptoms=None, act="row").seen(WARM, symptoms=("cough",), minutes=1, act="row")
    assert "S-01" in bed.rules()


def test_93_starts_a_five_minute_clock_and_after_ten_minutes_without_repeat_it_is_severe() -> None:
    now, later = Bed().seen(WARM, spo2(93)).steps()
    assert (now.severity, now.tasks) == (REVIEW, (Task.RECHECK,))
    assert (later.severity, later.start) == (URGENT, Bed().at(minutes=10))
    assert {Task.OXYGEN, Task.CALL, Task.TRANSFER} <= set(later.tasks)


def test_two_good_repeats_within_ten_minutes_take_it_back_and_both_values_stay() -> None:
    bed = Bed().seen(WARM, spo2(92)).seen(spo2(96), symptoms=None, minutes=3, act="a1")
    assert bed.severity() is REVIEW
    bed.seen(spo2(95), symptoms=None, minutes=8, act="a1")
    assert bed.rules() == {}
    assert len(bed.steps()) == 1


def test_two_good_repeats_that_come_too_late_do_not() -> None:
    bed = Bed().seen(WARM, spo2(92))
    bed.seen(spo2(96), symptoms=None, minutes=11, act="a1").seen(spo2(97), symptoms=None, minutes=12, act="a1")
    assert bed.rules()["S-02"] is URGENT


def test_one_good_and_one_middling_repeat_leave_the_review_open() -> None:
    bed = Bed().seen(WARM, spo2(92), spo2(96), spo2(94))
    assert bed.rules()["S-02a"] is REVIEW
    assert len(bed.steps()) == 1, "it was repeated, so silence confirms nothing"


def test_a_second_reading_of_93_confirms() -> None:
    bed = Bed().seen(WARM, spo2(93)).seen(spo2(93), symptoms=None, minutes=4, act="a1")
    assert bed.rules()["S-02"] is URGENT


def test_an_alert_found_unconfirmed_by_a_named_person_does_not_run_out_into_a_severe_one() -> None:
    dismissed = Bed().seen(WARM, spo2(93)).answered("S-02a", minutes=2, how="not_confirmed")
    assert [s.severity for s in dismissed.steps()] == [REVIEW]
    seen_only = Bed().seen(WARM, spo2(93)).answered("S-02a", minutes=2, how="seen")
    assert [s.severity for s in seen_only.steps()] == [REVIEW, URGENT]


@pytest.mark.parametrize(("percent", "at_once"), [(90, True), (91, False)])
def test_90_is_urgent_at_once(percent: int, at_once: bool) -> None:
    bed = Bed().seen(WARM, spo2(percent))
    assert ("S-02b" in bed.rules()) is at_once
    assert bed.severity() is (URGENT if at_once else REVIEW)


def test_92_with_a_danger_sign_is_urgent_at_once() -> None:
    assert "S-02b" in Bed().seen(WARM, spo2(92), symptoms=("blue_lips",)).rules()
    assert "S-02b" in Bed().seen(WARM, spo2(92), symptoms=("drowsy",)).rules()
    assert "S-02b" not in Bed().seen(WARM, spo2(93), symptoms=("blue_lips",)).rules()


def test_91_is_also_a_red_score_which_good_repeats_take_back() -> None:
    bed = Bed().seen(WARM, spo2(91))
    assert {"S-02a", "N-02"} <= set(bed.rules())
    bed.seen(spo2(96), spo2(97), symptoms=None, minutes=4, act="a1")
    assert bed.rules() == {}


def test_88_stays_until_a_person_closes_it_whatever_the_repeats_say() -> None:
    bed = Bed().seen(WARM, spo2(88), spo2(97), spo2(98))
    assert bed.rules()["S-02b"] is URGENT


def test_a_low_baseline_never_excuses_93() -> None:
    bed = Bed()
    for day in range(-10, 0):
        bed.seen(WARM, spo2(94), days=day)
    assert bed.seen(WARM, spo2(93)).severity() is REVIEW


@pytest.mark.parametrize(
    ("percent", "severity", "rules"),
    [
        (97, NONE, set()),
        (93, NONE, set()),
        (88, NONE, set()),
        (87, WATCH, {"S-06"}),
        (86, WATCH, {"S-06"}),
        (85, URGENT, {"S-07a"}),
        (84, URGENT, {"S-07a", "D-01"}),
        (83, URGENT, {"S-07a", "N-02", "D-01"}),
    ],
)
def test_on_scale_2_other_lines_hold(percent: int, severity: Severity, rules: set[str]) -> None:
    bed = Bed(SCALE_2).seen(WARM, spo2(percent))
    assert (bed.severity(), set(bed.rules())) == (severity, rules)


def test_on_scale_2_a_repeat_confirms_or_its_absence() -> None:
    bed = Bed(SCALE_2).seen(WARM, spo2(86))
    assert [s.severity for s in bed.steps()] == [WATCH, REVIEW]
    bed.seen(spo2(87), symptoms=None, minutes=5, act="a1")
    assert bed.rules()["S-06"] is REVIEW
    assert {Task.OXYGEN, Task.CALL} <= set(bed.now().tasks)
    low = Bed(SCALE_2).seen(WARM, spo2(85), spo2(84))
    assert low.rules()["S-07"] is URGENT
    assert Task.TRANSFER in low.now().tasks


def test_on_scale_2_three_below_the_own_normal_counts() -> None:
    bed = Bed(SCALE_2)
    for day in range(-7, 0):
        bed.seen(WARM, spo2(92), days=day)
    assert "S-06" not in Bed(SCALE_2, events=[*bed.events]).seen(WARM, spo2(90)).rules()
    assert "S-06" in bed.seen(WARM, spo2(89)).rules()


def test_on_scale_2_and_oxygen_a_high_value_is_not_a_recovery() -> None:
    order = resident(spo2_scale=2, oxygen_tenths_l_min=10, target_low_percent=88)
    bed = Bed(order).seen(WARM, spo2(85), oxygen(10))
    for hours in (6, 12, 18):
        bed.seen(WARM, spo2(94), oxygen(10), hours=hours)
    assert bed.fired("S-07a").standing is Standing.ON
    for hours in (24, 30):
        bed.seen(WARM, spo2(91), oxygen(10), hours=hours)
    assert bed.fired("S-07a").standing is Standing.IMPROVING
    too_much = Bed(order).seen(WARM, spo2(97), oxygen(10))
    assert too_much.rules() == {"N-02": REVIEW, "N-03": REVIEW, "S-08": REVIEW}
    assert Bed(order).seen(WARM, spo2(97), oxygen(0)).rules() == {}


def test_on_oxygen_and_below_the_target_is_urgent() -> None:
    order = resident(oxygen_tenths_l_min=20, target_low_percent=90)
    assert "O-02" not in Bed(order).seen(WARM, spo2(92), oxygen(20)).rules()
    bed = Bed(order).seen(WARM, spo2(89), oxygen(20))
    assert bed.rules()["O-02"] is URGENT
    assert {Task.CALL, Task.TRANSFER} <= set(bed.now().tasks)


def test_of_two_readings_on_oxygen_the_lower_counts() -> None:
    order = resident(oxygen_tenths_l_min=20)
    assert "O-02" in Bed(order).seen(WARM, spo2(93), oxygen(20), spo2(96), oxygen(20)).rules()


def test_without_a_target_on_file_the_usual_one_of_the_scale_counts() -> None:
    order = resident(oxygen_tenths_l_min=20)
    assert "O-02" in Bed(order).seen(WARM, spo2(93), oxygen(20)).rules()
    assert Bed(order).seen(WARM, spo2(94), oxygen(20)).rules() == {}
    two = resident(oxygen_tenths_l_min=20, spo2_scale=2)
    assert "O-02" in Bed(two).seen(WARM, spo2(87), oxygen(20)).rules()
    assert "O-02" not in Bed(two).seen(WARM, spo2(88), oxygen(20)).rules()


def test_oxygen_without_an_order_is_a_review() -> None:
    bed = Bed().seen(WARM, spo2(97), oxygen(20))
    assert bed.rules() == {"O-04": REVIEW, "O-01": NONE}
    assert bed.fired("O-04").value == 20
    assert Bed().seen(WARM, spo2(97), oxygen(None)).rules() == {"O-04": REVIEW, "O-01": NONE}
    bed.written(hours=1, oxygen_tenths_l_min=20).seen(WARM, spo2(97), oxygen(20), hours=12)
    assert bed.fired("O-04").standing is Standing.IMPROVING
    assert bed.answered("O-04", hours=13).rules() == {"O-01": NONE}


def test_where_nobody_says_whether_there_is_oxygen_both_kinds_of_rules_hold() -> None:
    order = resident(oxygen_tenths_l_min=20)
    silent = Bed(order).seen(WARM, spo2(93))
    assert {"O-02", "S-02a"} <= set(silent.rules())
    asked = Bed().seen(WARM, spo2(93), left_out(Quantity.OXYGEN, NotMeasured.NO_TIME))
    assert {"O-02", "S-02a", "O-04"} <= set(asked.rules())
    air = Bed(order).seen(WARM, spo2(93), oxygen(0))
    assert set(air.rules()) == {"S-02a"}


def test_who_was_last_seen_on_oxygen_is_not_taken_to_be_on_air() -> None:
    bed = Bed().seen(WARM, spo2(97), oxygen(20)).seen(WARM, spo2(93), hours=12)
    assert "O-02" in bed.rules()
    weaned = Bed().seen(WARM, spo2(97), oxygen(20)).seen(WARM, spo2(97), oxygen(0), hours=6)
    assert "O-02" not in weaned.seen(WARM, spo2(93), hours=12).rules()


def test_oxygen_given_after_a_low_value_does_not_unsay_it() -> None:
    bed = Bed().seen(WARM, spo2(92), oxygen(0)).seen(spo2(95), oxygen(10), symptoms=None, minutes=3, act="a1")
    assert [s.severity for s in bed.steps()] == [REVIEW, URGENT]


def test_a_decision_for_scale_2_puts_the_scale_1_rules_aside() -> None:
    bed = Bed().seen(WARM, spo2(91)).written(hours=1, spo2_scale=2, target_low_percent=88)
    for hours in (12, 24):
        bed.seen(WARM, spo2(90), hours=hours)
    assert bed.fired("S-02").standing is Standing.IMPROVING


def test_two_good_repeats_take_back_what_the_score_said_of_the_same_value() -> None:
    bed = Bed().seen(WARM, spo2(91))
    assert {"S-02a", "N-02"} <= set(bed.rules())
    assert bed.seen(spo2(95), spo2(95), symptoms=None, minutes=6, act="a1").rules() == {}


def test_repeats_of_the_saturation_take_nothing_back_that_rests_on_breaths_too() -> None:
    bed = Bed().seen(WARM, spo2(91), breaths(25))
    good = (spo2(97), spo2(97), breaths(18), breaths(18))
    assert "N-02" in bed.seen(*good, symptoms=None, minutes=6, act="a1").rules()
    assert "S-02a" not in bed.rules()


def test_one_good_value_in_a_check_of_its_own_is_not_two() -> None:
    short = care_with("together_minutes = { value = 30", "together_minutes = { value = 5")
    bed = Bed(protocol=short).seen(WARM, spo2(92), oxygen(0)).seen(WARM, spo2(97), oxygen(0), minutes=8)
    assert "S-02a" in bed.rules()


def test_an_order_past_its_last_day_is_missing_and_one_without_a_last_day_is_not() -> None:
    for until, missing in ((date(2020, 1, 1), True), (date(2099, 1, 1), False), (None, False)):
        person = resident(target_low_percent=94, target_high_percent=98, oxygen_until=until)
        rules = Bed(person).seen(WARM, spo2(97), oxygen(20)).rules()
        assert ("O-04" in rules) is missing


def test_what_is_read_on_oxygen_makes_nothing_milder_of_what_was_read_on_air() -> None:
    bed = Bed().seen(WARM, spo2(92), oxygen(0))
    bed.seen(spo2(96), oxygen(20), symptoms=None, minutes=4, act="a1").seen(
        spo2(97), oxygen(20), symptoms=None, minutes=8, act="a1"
    )
    assert "S-02" in {f.rule for f in bed.later(minutes=11).fired}, "nobody read it again on air"
    low = Bed().seen(WARM, spo2(89), oxygen(0))
    for minutes in (2, 4, 6):
        low.seen(spo2(93), oxygen(20), symptoms=None, minutes=minutes, act="a1")
    assert low.fired("S-02b").value == 89, "a doctor is told the value on air"
