"""How an alert opens, gets its name, gets another one where it is worse, and what it waits for before it is over."""

from datetime import timedelta

from carelog.model.assessment import Standing
from carelog.model.observation import Way
from carelog.model.reading import Quantity, Site
from carelog.model.severity import Severity, Task

from .bedside import Bed, breaths, care_with, oxygen, reading, resident, spo2, temperature

NONE, NOT_KNOWN, WATCH, REVIEW, URGENT = Severity
WARM, GOOD = temperature(364), spo2(97)
DAYS_LATER = timedelta(days=3)


# what it rests on


def test_an_alert_rests_on_the_part_that_holds_the_value_though_a_later_part_made_it_one() -> None:
    bed = Bed().seen(WARM, spo2(95), symptoms=None).seen(symptoms=("cough",), minutes=5, act="a1")
    assert (bed.fired("S-01").entries, bed.fired("Y-01").entries) == (("e1",), ("e2",))


def test_an_alert_names_the_first_and_the_newest_entry_it_rests_on() -> None:
    bed = Bed().seen(temperature(387), GOOD).seen(temperature(387), GOOD, hours=12)
    bed.seen(spo2(98), symptoms=None, hours=12, minutes=5, act="a2")
    assert bed.fired("T-04").entries == ("e1", "e2")
    assert bed.seen(temperature(387), GOOD, hours=24).fired("T-04").entries == ("e1", "e4")


# worse, or not


def test_a_sign_that_comes_to_a_value_already_named_gives_the_alert_the_name_of_the_part_that_found_it() -> None:
    bed = Bed().seen(temperature(391), temperature(391), GOOD).answered("T-06", minutes=2)
    assert bed.fired("T-06").standing is Standing.ANSWERED
    bed.seen(symptoms=("poor_appetite",), minutes=5, act="a1")
    found = bed.fired("T-06")
    assert (found.severity, found.standing, found.episode) == (URGENT, Standing.ON, "e3")


def test_one_of_two_values_further_off_is_worse() -> None:
    bed = Bed().seen(WARM, spo2(91), breaths(26)).answered("N-02", minutes=20)
    bed.seen(WARM, spo2(91), breaths(26), hours=5)
    assert bed.fired("N-02").standing is Standing.ANSWERED
    assert bed.seen(WARM, spo2(89), breaths(26), hours=10).fired("N-02").standing is Standing.ON


def test_the_same_sum_by_other_readings_is_not_worse() -> None:
    normal = (WARM, spo2(97), oxygen(0), reading(Quantity.CONSCIOUSNESS, 0), reading(Quantity.PULSE, 70))
    bed = Bed().seen(*normal[:1], spo2(93), *normal[2:], breaths(22), reading(Quantity.SYSTOLIC, 105))
    assert bed.fired("N-03").value == 5
    bed.answered("N-03", minutes=20)
    bed.seen(*normal[:4], reading(Quantity.PULSE, 112), breaths(22), reading(Quantity.SYSTOLIC, 105), hours=5)
    found = bed.fired("N-03")
    assert (found.value, found.standing, found.episode) == (5, Standing.ANSWERED, "e1")


def test_what_is_only_watched_keeps_its_name_however_far_it_rises() -> None:
    bed = Bed().seen(temperature(374), GOOD).seen(temperature(381), GOOD, hours=3)
    assert bed.course().open["T-01"].id == "e1"


def test_a_flow_that_nobody_read_is_no_flow_to_compare_with() -> None:
    bed = Bed().seen(WARM, GOOD, oxygen(None)).seen(WARM, GOOD, oxygen(40), hours=6)
    assert (bed.fired("O-04").episode, bed.fired("O-04").value) == ("e1", 40)


# imports of old readings


def test_an_old_reading_typed_in_later_never_turns_an_alert_into_history() -> None:
    bed = Bed().seen(temperature(386), GOOD)
    bed.seen(temperature(393), GOOD, hours=12, way=Way.IMPORT, typed_later=DAYS_LATER)
    assert (bed.fired("T-04").episode, bed.fired("T-04").would_have) == ("e2", False)
    assert bed.severity() is REVIEW


def test_what_was_history_and_is_read_in_more_old_readings_keeps_its_name() -> None:
    bed = Bed().seen(temperature(386), GOOD, way=Way.IMPORT, typed_later=DAYS_LATER)
    bed.seen(temperature(386), GOOD, hours=12, way=Way.IMPORT, typed_later=DAYS_LATER)
    assert (bed.fired("T-04").episode, bed.fired("T-04").would_have) == ("e1", True)
    found = bed.seen(temperature(386), GOOD, hours=24).fired("T-04")
    assert (found.episode, found.would_have) == ("e3", False)


# what must be found again


def test_an_alert_that_two_readings_made_one_after_the_other_waits_for_both() -> None:
    bed = Bed().seen(WARM, GOOD, breaths(26)).seen(WARM, spo2(91), hours=12)
    for hours in (24, 36, 48):
        bed.well(hours=hours)
    assert bed.fired("N-02").standing is Standing.ON
    for hours in (60, 72):
        bed.seen(WARM, GOOD, breaths(16), hours=hours)
    assert bed.fired("N-02").standing is Standing.IMPROVING


def test_two_readings_too_far_apart_are_settled_by_a_third_though_nobody_asked_for_symptoms() -> None:
    bed = Bed().seen(WARM, temperature(370), GOOD, symptoms=None)
    assert "D-01b" in bed.rules()
    assert "D-01b" not in bed.seen(temperature(366), symptoms=None, minutes=4, act="a1").rules()


def test_three_readings_of_the_check_that_found_it_decide_against_a_low_saturation_with_a_cough() -> None:
    bed = Bed().seen(WARM, spo2(95), symptoms=("cough",))
    assert bed.rules().keys() >= {"S-01", "Y-01"}
    bed.seen(GOOD, GOOD, symptoms=None, minutes=4, act="a1")
    assert "S-01" not in bed.course().open


def test_three_readings_of_a_later_check_are_one_normal_check_of_the_two_it_takes() -> None:
    bed = Bed().seen(temperature(374), GOOD).seen(WARM, WARM, WARM, GOOD, hours=3)
    assert "T-01" in bed.course().open
    assert "T-01" not in bed.seen(WARM, GOOD, hours=7).course().open
    assert "T-01" not in Bed().seen(temperature(374), WARM, WARM, GOOD).course().open


def test_repeats_take_a_low_saturation_back_up_to_the_very_last_minute() -> None:
    for minutes, open_ in ((10, False), (11, True)):
        bed = Bed().seen(WARM, spo2(92)).seen(spo2(96), symptoms=None, minutes=5, act="a1")
        bed.seen(spo2(96), symptoms=None, minutes=minutes, act="a1")
        assert ("S-02a" in bed.course().open) is open_


# one rule at a time


def test_what_was_to_do_stays_to_do_beside_what_another_rule_adds_and_each_rule_names_its_own() -> None:
    bed = Bed().seen(WARM, GOOD, symptoms=("cough",))
    bed.seen(reading(Quantity.SYSTOLIC, 88), symptoms=None, hours=1)
    assert set(bed.now().tasks) >= {Task.TEST, Task.ISOLATE, Task.CALL}
    assert set(bed.fired("Y-01").tasks) == {Task.TEST, Task.ISOLATE}
    assert not {Task.TEST, Task.ISOLATE} & set(bed.fired("B-01").tasks)


def test_a_rule_that_asks_whether_any_alert_stands_is_asked_as_soon_as_one_does() -> None:
    asks = care_with('kind = "not_measured", reasons = ["no_reading"]', 'kind = "standing", least = "REVIEW"')
    bed = Bed(protocol=asks).well()
    assert bed.rules() == {}
    assert "D-04" in bed.seen(temperature(386), GOOD, hours=12).rules()


def test_an_alert_of_old_readings_is_none_that_stands() -> None:
    asks = care_with('kind = "not_measured", reasons = ["no_reading"]', 'kind = "standing", least = "REVIEW"')
    bed = Bed(protocol=asks).seen(temperature(386), GOOD, way=Way.IMPORT, typed_later=DAYS_LATER)
    assert bed.course().open.keys() == {"T-01", "T-04"}
    assert "D-04" not in bed.seen(spo2(88), symptoms=None, hours=1, way=Way.IMPORT, typed_later=DAYS_LATER).rules()
    assert "D-04" in bed.seen(spo2(88), symptoms=None, hours=2).rules()


def test_a_swab_that_ends_a_rule_ends_the_reading_that_waited_for_it() -> None:
    both = (
        'when = { kind = "all", of = [{ kind = "swab", results = ["positive"], newest = true }, { kind = "bound", '
        'reading = "temperature", lines = [{ op = ">=", value = 373, clear = 370 }], confirm = { least_minutes = 0, '
        'greatest_minutes = 60, source = "x" } }] }'
    )
    bed = Bed(protocol=care_with('when = { kind = "unlikely" }', both)).seen(temperature(374), temperature(374), GOOD)
    assert "D-01/1" in bed.course().pending
    bed.swabbed("positive", minutes=5)
    assert "D-01" in bed.course().open
    bed.swabbed("negative", minutes=9)
    assert "D-01" not in bed.course().open
    assert "D-01/1" not in bed.course().pending


def test_a_reading_that_waits_is_read_back_though_nothing_stands_any_more() -> None:
    bed = Bed(resident(oxygen_tenths_l_min=20)).seen(WARM, spo2(93), oxygen(0))
    bed.seen(spo2(96), symptoms=None, minutes=3, act="a1")
    for hours in (6, 12, 18, 36):
        bed.seen(WARM, GOOD, oxygen(20), hours=hours)
    for rule in tuple(bed.rules()):
        bed.answered(rule, hours=37)
    assert bed.course().pending
    assert bed.seen(WARM, GOOD, oxygen(0), hours=48).course().pending == {}


def test_a_second_site_of_a_later_check_does_not_end_what_is_watched() -> None:
    bed = Bed().seen(temperature(374), GOOD).seen(WARM, temperature(366, Site.ORAL), GOOD, hours=3)
    assert "T-01" in bed.course().open
