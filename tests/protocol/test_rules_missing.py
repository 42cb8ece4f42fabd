"""Rules D-01, D-01b, D-03 and D-04: what was not measured, not asked, or hard to believe."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from carelog.model.assessment import Standing
from carelog.model.observation import Way
from carelog.model.person import Checks
from carelog.model.reading import NotMeasured, Quantity, Reading
from carelog.model.severity import Severity, Task

from .bedside import Bed, left_out, oxygen, resident, spo2, temperature

NONE, NOT_KNOWN, WATCH, REVIEW, URGENT = Severity
WARM = temperature(364)
NO_SPO2 = left_out(Quantity.SPO2, NotMeasured.REFUSED)


def test_before_anything_is_seen_nothing_is_known() -> None:
    step = Bed().written().now()
    assert (step.severity, step.tasks) == (NOT_KNOWN, ())


@pytest.mark.parametrize(
    ("readings", "symptoms", "lacks"),
    [
        ((WARM, spo2(97)), (), ""),
        ((WARM,), (), "spo2"),
        ((spo2(97),), (), "temperature"),
        ((WARM, spo2(97)), None, "symptoms"),
        ((WARM, NO_SPO2), (), "spo2"),
        ((), None, "temperature"),
    ],
)
def test_what_lacks_is_never_none(readings: tuple[Reading, ...], symptoms: tuple[str, ...] | None, lacks: str) -> None:
    bed = Bed().seen(*readings, symptoms=symptoms)
    assert bed.severity() is (NOT_KNOWN if lacks else NONE)
    assert not lacks or bed.fired("D-03").reading == lacks


def test_the_reason_stands_with_what_lacks() -> None:
    assert Bed().seen(WARM, NO_SPO2).fired("D-03").bound == "refused"


def test_the_rest_of_the_row_makes_it_known() -> None:
    bed = Bed().seen(WARM, symptoms=None, act="row")
    assert bed.severity() is NOT_KNOWN
    assert bed.seen(spo2(97), minutes=1, act="row").severity() is NONE


def test_a_part_that_comes_late_for_an_older_row_does_not_make_the_newer_one_known() -> None:
    bed = Bed().seen(WARM, symptoms=None, act="old").seen(WARM, symptoms=(), minutes=40, act="new")
    bed.seen(spo2(97), minutes=45, act="old")
    assert bed.severity() is NOT_KNOWN


def test_refused_twice_in_a_row_is_watched() -> None:
    bed = Bed().seen(WARM, NO_SPO2)
    assert bed.rules() == {"D-03": NOT_KNOWN}
    bed.seen(WARM, NO_SPO2, hours=12)
    assert bed.rules() == {"D-03": WATCH}
    assert bed.well(hours=24).rules() == {}


def test_left_out_without_a_reason_counts_once_the_round_is_over() -> None:
    bed = Bed().seen(WARM).seen(WARM, hours=12)
    assert [s.severity for s in bed.steps()] == [NOT_KNOWN, WATCH]
    assert bed.steps()[1].start == bed.at(hours=12, minutes=30)


@pytest.mark.parametrize("why", [NotMeasured.HOSPITAL, NotMeasured.OUT])
def test_away_neither_counts_nor_breaks_the_row(why: NotMeasured) -> None:
    away = left_out(Quantity.SPO2, why)
    bed = Bed().seen(WARM, away).seen(WARM, away, hours=12)
    assert bed.rules() == {"D-03": NOT_KNOWN}
    bed = Bed().seen(WARM, NO_SPO2).seen(WARM, away, hours=12).seen(WARM, NO_SPO2, hours=24)
    assert bed.rules() == {"D-03": WATCH}


@pytest.mark.parametrize("why", [NotMeasured.OUT, NotMeasured.HOSPITAL])
def test_who_comes_back_and_refuses_once_has_refused_once(why: NotMeasured) -> None:
    bed = Bed().seen(WARM, left_out(Quantity.SPO2, why))
    assert bed.seen(WARM, left_out(Quantity.SPO2, NotMeasured.REFUSED), hours=12).rules()["D-03"] is NOT_KNOWN
    assert bed.seen(WARM, left_out(Quantity.SPO2, NotMeasured.REFUSED), hours=24).rules()["D-03"] is WATCH


def test_not_asked_for_a_reason_counts_too() -> None:
    bed = Bed()
    for hours in (0, 12):
        bed.seen(WARM, spo2(97), symptoms=None, not_asked=NotMeasured.ASLEEP, hours=hours)
    assert bed.rules() == {"D-03": WATCH}
    assert bed.fired("D-03").bound == "asleep"


def test_asleep_with_an_alert_open_is_a_review() -> None:
    asleep = left_out(Quantity.SPO2, NotMeasured.ASLEEP)
    bed = Bed().seen(temperature(386), spo2(97)).seen(WARM, asleep, hours=12)
    assert bed.rules()["D-03"] is REVIEW
    assert Task.RECHECK in bed.now().tasks
    bed.well(hours=24)
    assert bed.fired("D-03").standing is Standing.IMPROVING


def test_not_measured_on_oxygen_is_a_review() -> None:
    order = resident(oxygen_tenths_l_min=20)
    bed = Bed(order).seen(WARM, NO_SPO2, oxygen(20))
    assert bed.rules() == {"D-03": REVIEW}


def test_the_rest_of_an_older_row_does_not_start_a_round_of_its_own() -> None:
    bed = Bed().seen(WARM, spo2(97), symptoms=None, act="row").seen(spo2(97), symptoms=None, minutes=40, in_round=None)
    bed.seen(symptoms=(), minutes=45, act="row")
    assert all("D-03" not in {f.rule for f in s.fired if f.severity > NOT_KNOWN} for s in bed.steps())


def test_an_alarming_value_stored_early_does_not_blame_the_rest_of_the_row() -> None:
    bed = Bed().seen(temperature(386), symptoms=None, act="row")
    assert bed.rules()["D-03"] is NOT_KNOWN
    left = bed.later(minutes=30)
    assert "D-03" in {f.rule for f in left.fired if f.severity is REVIEW}, "left out for half an hour"
    bed.seen(spo2(97), minutes=2, act="row")
    assert "D-03" not in bed.rules()


def test_a_quick_second_look_outside_the_round_is_not_a_missed_round() -> None:
    bed = Bed().well()
    for minutes in (60, 120, 180):
        bed.seen(spo2(97), symptoms=None, minutes=minutes, in_round=None)
        assert [s.severity for s in bed.steps()] == [NOT_KNOWN]
    refused = Bed().well().seen(NO_SPO2, symptoms=None, hours=1, in_round=None)
    assert refused.seen(WARM, NO_SPO2, hours=12).rules() == {"D-03": WATCH}


def test_who_is_for_comfort_only_is_not_blamed_but_what_is_measured_is_judged() -> None:
    comfort = resident(checks=Checks.COMFORT)
    bed = Bed(comfort)
    for hours in (0, 12, 24):
        bed.seen(symptoms=(), hours=hours)
        assert bed.rules() == {"D-03": NOT_KNOWN}
        assert bed.now().tasks == ()
        assert len(bed.steps()) == 1
    assert bed.seen(temperature(386), hours=36).severity() is REVIEW


def test_comfort_checks_end_on_their_last_day() -> None:
    for last, blamed in ((date(2026, 1, 5), False), (date(2026, 1, 4), True)):
        bed = Bed(resident(checks=Checks.NONE, checks_until=last))
        bed.seen(WARM, NO_SPO2).seen(WARM, NO_SPO2, hours=6)
        assert (bed.rules()["D-03"] is WATCH) is blamed


def test_no_reading_on_this_person_is_no_device_fault() -> None:
    bed = Bed().seen(WARM, left_out(Quantity.SPO2, NotMeasured.NO_READING))
    assert bed.rules()["D-04"] is REVIEW
    assert Task.COMPLETE_SET in bed.now().tasks
    bed.well(hours=6).well(hours=12)
    assert bed.fired("D-04").standing is Standing.IMPROVING
    assert Bed().seen(WARM, left_out(Quantity.SPO2, NotMeasured.DEVICE_BROKEN)).rules() == {"D-03": NOT_KNOWN}


def test_a_value_stands_before_a_reason() -> None:
    late = left_out(Quantity.SPO2, NotMeasured.REFUSED)
    assert Bed().seen(WARM, spo2(97), late).rules() == {}
    assert Bed().seen(WARM, NO_SPO2, spo2(97)).rules() == {}
    none = left_out(Quantity.SPO2, NotMeasured.NO_READING)
    assert "D-04" not in Bed().seen(WARM, spo2(97), none).rules(), "the device did read something"
    assert not Bed().seen(WARM, none, spo2(97)).course().open["D-04"].holding


def test_two_looks_outside_the_rounds_do_not_add_up_to_one() -> None:
    bed = Bed().seen(WARM, in_round=None).seen(spo2(97), in_round=None, hours=5)
    unit = bed.course().unit
    assert unit is not None
    assert unit.covered == {"spo2", "symptoms"}


def test_a_later_round_in_two_visits_is_one_round() -> None:
    bed = Bed().well().seen(WARM, hours=12).seen(spo2(97), symptoms=None, hours=12.7)
    assert bed.later(hours=14).tasks == ()
    assert bed.course().rows == {"temperature": 0, "spo2": 0, "symptoms": 0}
    unit = bed.course().unit
    assert unit is not None
    assert unit.covered == {"temperature", "spo2", "symptoms"}


@pytest.mark.parametrize(
    ("reading", "asks"),
    [
        (temperature(349), True),
        (temperature(350), False),
        (temperature(394), False),
        (temperature(395), True),
        (spo2(90), True),
        (spo2(91), False),
        (Reading(Quantity.PULSE, 44), True),
        (Reading(Quantity.PULSE, 45), False),
        (Reading(Quantity.PULSE, 126), True),
        (Reading(Quantity.DIASTOLIC, 121), True),
        (Reading(Quantity.DIASTOLIC, 44), True),
        (Reading(Quantity.SYSTOLIC, 201), True),
        (oxygen(51), True),
        (oxygen(50), False),
    ],
)
def test_an_unlikely_value_is_read_again(reading: Reading, asks: bool) -> None:
    bed = Bed().seen(reading)
    assert ("D-01" in bed.rules()) is asks
    again = replace(reading, value=reading.value)
    assert "D-01" not in bed.seen(again, symptoms=None, minutes=1, act="a1").rules()


def test_far_from_the_last_value_is_read_again() -> None:
    assert "D-01" in Bed().well().seen(WARM, spo2(92), hours=12).rules()
    assert "D-01" not in Bed().seen(WARM, spo2(99)).seen(WARM, spo2(95), hours=12).rules()
    assert "D-01" in Bed().seen(WARM, spo2(99)).seen(WARM, spo2(94), hours=12).rules()
    assert "D-01" not in Bed().seen(WARM, spo2(94)).seen(WARM, spo2(99), hours=12).rules()
    assert "D-01" not in Bed().seen(WARM, spo2(99)).seen(WARM, spo2(94), hours=25).rules()
    assert "D-01" in Bed().seen(temperature(356), spo2(97)).seen(temperature(372), spo2(97), hours=6).rules()
    assert "D-01" not in Bed().seen(temperature(357), spo2(97)).seen(temperature(372), spo2(97), hours=6).rules()


def test_two_saturations_more_than_three_apart_ask_for_a_third() -> None:
    assert "D-01b" in Bed().seen(WARM, spo2(99), spo2(95)).rules()
    assert "D-01b" not in Bed().seen(WARM, spo2(99), spo2(96)).rules()
    assert "D-01b" not in Bed().seen(WARM, spo2(99), spo2(95), spo2(96)).rules()


def test_an_import_of_old_readings_opens_no_alert() -> None:
    late = timedelta(days=30)
    bed = Bed().seen(temperature(386), spo2(97), way=Way.IMPORT, typed_later=late)
    assert bed.fired("T-04").would_have
    assert not Bed().seen(temperature(386), spo2(97), way=Way.IMPORT).fired("T-04").would_have
    a_day = Bed().seen(temperature(386), spo2(97), way=Way.IMPORT, typed_later=timedelta(days=1))
    assert not a_day.fired("T-04").would_have
    assert not Bed().seen(temperature(386), spo2(97), typed_later=late).fired("T-04").would_have
    live = bed.seen(temperature(387), spo2(97), hours=12).fired("T-04")
    assert (live.would_have, live.episode) == (False, "e2")


def test_an_old_alert_nobody_was_asked_about_clears_by_itself_one_level_a_check() -> None:
    bed = Bed().seen(temperature(386), spo2(97), way=Way.IMPORT, typed_later=timedelta(days=30))
    bed.well(days=1).well(days=2)
    assert bed.rules() == {"T-04": WATCH}
    assert bed.well(days=3).rules() == {}
