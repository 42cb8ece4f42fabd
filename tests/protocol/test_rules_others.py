"""Rules R, B, N, Y and A, staff, the young, and what the care plan limits."""

from datetime import date

import pytest

from carelog.model.person import Ceiling, Kind
from carelog.model.reading import Consciousness, Quantity
from carelog.model.severity import Severity, Task

from .bedside import Bed, born, breaths, reading, resident, spo2, temperature

NONE, NOT_KNOWN, WATCH, REVIEW, URGENT = Severity
WELL = (temperature(364), spo2(97))
ALERT = reading(Quantity.CONSCIOUSNESS, Consciousness.A)


@pytest.mark.parametrize(
    ("rate", "rules"),
    [
        (8, {"D-01", "N-02", "R-03"}),
        (9, {"D-01", "N-01a"}),
        (10, {"N-01a"}),
        (12, set()),
        (20, set()),
        (21, {"R-01"}),
        (24, {"R-01"}),
        (25, {"R-01", "N-02"}),
        (29, {"R-01", "N-02", "D-01"}),
        (30, {"N-02", "D-01", "R-03"}),
    ],
)
def test_breaths(rate: int, rules: set[str]) -> None:
    assert set(Bed().seen(*WELL, breaths(rate)).rules()) == rules


def test_25_breaths_counted_again_call_somebody() -> None:
    bed = Bed().seen(*WELL, breaths(25))
    assert Task.CALL not in bed.now().tasks
    bed.seen(breaths(26), symptoms=None, minutes=2, act="a1")
    assert bed.rules()["R-02"] is REVIEW
    assert Task.CALL in bed.now().tasks


@pytest.mark.parametrize(
    ("quantity", "value", "severity"),
    [
        (Quantity.SYSTOLIC, 90, REVIEW),
        (Quantity.SYSTOLIC, 91, WATCH),
        (Quantity.SYSTOLIC, 110, WATCH),
        (Quantity.SYSTOLIC, 111, NONE),
        (Quantity.SYSTOLIC, 219, NONE),
        (Quantity.SYSTOLIC, 220, REVIEW),
        (Quantity.PULSE, 40, REVIEW),
        (Quantity.PULSE, 41, WATCH),
        (Quantity.PULSE, 51, NONE),
        (Quantity.PULSE, 90, NONE),
        (Quantity.PULSE, 130, WATCH),
        (Quantity.PULSE, 131, REVIEW),
    ],
)
def test_blood_pressure_and_pulse(quantity: Quantity, value: int, severity: Severity) -> None:
    bed = Bed().seen(*WELL, reading(quantity, value))
    assert ("B-01" in bed.rules()) is (severity is REVIEW)
    assert ("N-01a" in bed.rules()) is (severity is WATCH)
    assert bed.severity() is severity


def test_low_pressure_with_fever_is_urgent() -> None:
    bed = Bed().seen(temperature(375), spo2(97), reading(Quantity.SYSTOLIC, 88))
    assert bed.rules()["B-01"] is URGENT
    assert Bed().seen(*WELL, reading(Quantity.SYSTOLIC, 88), symptoms=("cough",)).severity() is URGENT


def test_what_fired_must_be_measured_again_to_clear() -> None:
    bed = Bed().seen(*WELL, reading(Quantity.SYSTOLIC, 88))
    for hours in (12, 24, 36):
        bed.seen(*WELL, reading(Quantity.PULSE, 70), hours=hours)
    assert bed.fired("B-01").standing == "on"
    for hours in (48, 60):
        bed.seen(*WELL, reading(Quantity.SYSTOLIC, 120), hours=hours)
    assert bed.fired("B-01").standing == "improving"


def test_a_complete_set_is_asked_for_until_it_is_there() -> None:
    bed = Bed().seen(*WELL, breaths(22))
    assert Task.COMPLETE_SET in bed.now().tasks
    rest = (reading(Quantity.PULSE, 70), reading(Quantity.SYSTOLIC, 120), ALERT)
    assert Task.COMPLETE_SET not in bed.seen(*rest, symptoms=None, minutes=2, act="a1").now().tasks


@pytest.mark.parametrize(
    ("level", "severity"),
    [
        (Consciousness.A, NONE),
        (Consciousness.C, REVIEW),
        (Consciousness.V, REVIEW),
        (Consciousness.P, URGENT),
        (Consciousness.U, URGENT),
    ],
)
def test_consciousness(level: Consciousness, severity: Severity) -> None:
    assert Bed().seen(*WELL, reading(Quantity.CONSCIOUSNESS, level)).severity() is severity


@pytest.mark.parametrize(
    ("symptom", "rule", "severity", "tasks"),
    [
        ("cough", "Y-01", WATCH, {Task.TEST, Task.ISOLATE}),
        ("diarrhoea", "Y-01g", WATCH, {Task.ISOLATE}),
        ("chest_pain", "Y-02", URGENT, {Task.COMPLETE_SET, Task.CALL}),
        ("hard_to_rouse", "Y-03", REVIEW, set()),
        ("fall", "Y-04", WATCH, {Task.COMPLETE_SET}),
    ],
)
def test_a_new_symptom(symptom: str, rule: str, severity: Severity, tasks: set[Task]) -> None:
    bed = Bed().seen(*WELL, symptoms=(symptom,))
    assert bed.rules() == {rule: severity}
    assert set(bed.now().tasks) == tasks
    assert (bed.fired(rule).reading, bed.fired(rule).bound) == ("symptoms", symptom)


def test_a_usual_symptom_is_not_new_but_a_danger_sign_always_counts() -> None:
    usual = resident(usual_symptoms=("cough", "off_legs", "drowsy", "breathless"))
    assert Bed(usual).seen(*WELL, symptoms=("cough", "off_legs", "drowsy")).rules() == {}
    assert Bed(usual).seen(*WELL, symptoms=("breathless",)).severity() is URGENT


def test_two_soft_signs_or_one_with_fever_are_a_review() -> None:
    assert Bed().seen(*WELL, symptoms=("fall", "withdrawn")).rules() == {"Y-04": REVIEW}
    assert Bed().seen(temperature(373), spo2(97), symptoms=("fall",)).rules()["Y-04"] is REVIEW


def test_a_symptom_clears_after_asking_twice() -> None:
    bed = Bed().seen(*WELL, symptoms=("cough",)).seen(*WELL, symptoms=None, hours=12).well(hours=24)
    assert "Y-01" in bed.rules()
    bed.well(hours=28)
    assert bed.rules() == {}


def test_another_red_sign_speaks_again_after_an_answer() -> None:
    bed = Bed().seen(*WELL, reading(Quantity.SYSTOLIC, 88)).answered("N-02", "B-01", minutes=5)
    assert bed.fired("N-02").standing == "answered"
    bed.seen(breaths(26), symptoms=None, minutes=10, act="a1")
    assert bed.fired("N-02").standing == "on"
    assert bed.fired("N-02").episode == "e3"


def test_a_care_plan_without_transfer_asks_for_a_call_and_keeps_the_severity() -> None:
    bed = Bed(resident(ceiling=Ceiling.NO_TRANSFER)).seen(*WELL, breaths(30))
    step = bed.now()
    assert step.severity is URGENT
    assert Task.TRANSFER not in step.tasks
    assert Task.CALL in step.tasks
    assert bed.fired("A-01").tasks == (Task.CALL,)
    assert (bed.fired("A-01").episode, bed.fired("A-01").entries) == ("e1", ("e1",))
    assert all(Task.TRANSFER not in f.tasks for f in step.fired)
    bed.ended(Task.CALL, minutes=10)
    assert Task.CALL not in bed.now().tasks
    assert "A-01" not in bed.rules()


def test_of_two_transfers_that_are_calls_both_are_named_and_the_first_stands_for_them() -> None:
    bed = Bed(resident(ceiling=Ceiling.NO_TRANSFER)).seen(*WELL, breaths(30)).seen(temperature(364), spo2(85), hours=6)
    assert set(bed.fired("A-01").entries) == {"e1", "e2"}
    assert bed.fired("A-01").episode == bed.fired("A-01").entries[0]


def test_a_transfer_still_to_do_stays_a_call_when_its_rule_is_closed() -> None:
    bed = Bed(resident(ceiling=Ceiling.COMFORT)).seen(*WELL, breaths(30))
    bed.seen(*WELL, breaths(16), hours=6).seen(*WELL, breaths(16), hours=12)
    bed.answered("R-03", "R-02", "N-02", hours=13)
    assert bed.rules() == {"A-01": NONE}
    assert bed.now().tasks == (Task.CALL,)


def test_with_no_limit_a_transfer_is_a_transfer() -> None:
    assert Task.TRANSFER in Bed().seen(*WELL, breaths(30)).now().tasks


def test_staff_have_the_rules_of_temperature_and_symptoms_only() -> None:
    staff = resident(kind=Kind.STAFF)
    assert Bed(staff).well().severity() is NONE
    assert Bed(staff).seen(temperature(386)).severity() is REVIEW
    assert Bed(staff).seen(temperature(364), symptoms=("breathless",)).severity() is URGENT
    assert Bed(staff).seen(temperature(364), spo2(85)).rules() == {"D-00": NOT_KNOWN, "D-01": NONE}
    assert Bed(resident(kind=Kind.VISITOR)).well().severity() is NONE


def test_under_sixteen_the_adult_rules_refuse_and_say_so() -> None:
    child = Bed(resident(birth_date=born(15))).seen(temperature(386), spo2(85))
    assert child.rules() == {"D-00": NOT_KNOWN, "D-00a": NOT_KNOWN}
    assert child.seen(temperature(366), spo2(97), symptoms=("blue_lips",), hours=12).severity() is URGENT
    assert Bed(resident(birth_date=born(16))).seen(temperature(386), spo2(97)).severity() is REVIEW


def test_the_sixteenth_birthday_counts_to_the_day() -> None:
    assert Bed(resident(birth_date=date(2010, 1, 5))).well().severity() is NONE
    assert Bed(resident(birth_date=date(2010, 1, 6))).well().severity() is NOT_KNOWN
    assert Bed(resident(birth_date=date(2010, 2, 1))).well().severity() is NOT_KNOWN


def test_a_symptom_nobody_knows_is_not_judged() -> None:
    bed = Bed().seen(*WELL, symptoms=("hiccups",))
    assert bed.rules() == {"D-00": NOT_KNOWN}
    assert bed.fired("D-00").bound == "hiccups"
    assert Bed(resident(usual_symptoms=("hiccups",))).seen(*WELL, symptoms=("hiccups",)).rules() == {}


def test_the_lower_blood_pressure_stands_beside_the_upper_one() -> None:
    pressure = (reading(Quantity.SYSTOLIC, 130), reading(Quantity.DIASTOLIC, 70))
    assert Bed().seen(*WELL, *pressure).severity() is NONE
