"""Rules N and G: what a score means beside the person's usual one, and what the colour class raises."""

import pytest

from carelog.model.assessment import Standing
from carelog.model.person import Colour, Disease, Person, Vaccination
from carelog.model.reading import Consciousness, Quantity, Reading, Site
from carelog.model.severity import Severity, Task

from .bedside import MONDAY, Bed, born, breaths, care, oxygen, reading, resident, spo2, temperature
from .test_scoring import WARM, whole

NONE, NOT_KNOWN, WATCH, REVIEW, URGENT = Severity
SYSTOLIC, PULSE = Quantity.SYSTOLIC, Quantity.PULSE


def usually(score: int, **facts: object) -> Person:
    return resident(usual_news2=score, normals_by="Dr. Li", normals_until=MONDAY.date().replace(month=2), **facts)


def rules(*readings: Reading, who: Person | None = None) -> dict[str, Severity]:
    return {rule: s for rule, s in Bed(who or resident()).seen(*readings).rules().items() if rule.startswith("N")}


# a sum against what the person usually scores


@pytest.mark.parametrize(
    ("usual", "pressure", "said"),
    [
        (None, 120, {}),
        (None, 105, {"N-01": WATCH}),
        (None, 95, {"N-01": WATCH}),
        (0, 105, {"N-01": WATCH}),
        (0, 95, {"N-05": REVIEW}),
        (1, 105, {}),
        (1, 95, {"N-01": WATCH}),
        (2, 95, {}),
    ],
)
def test_a_complete_set_is_watched_above_the_usual_score_and_reviewed_2_above(
    usual: int | None, pressure: int, said: dict[str, Severity]
) -> None:
    who = resident() if usual is None else usually(usual)
    assert rules(*whole(reading(SYSTOLIC, pressure)), who=who) == said


def test_a_round_alone_is_no_set() -> None:
    assert rules(temperature(355), spo2(95)) == {}
    assert rules(temperature(355), spo2(95), oxygen(0)) == {}


def test_a_set_begun_that_gives_points_is_watched_and_asked_for() -> None:
    bed = Bed().seen(WARM, spo2(97), reading(PULSE, 95))
    assert bed.rules() == {"N-01a": WATCH}
    assert bed.now().tasks == (Task.COMPLETE_SET,)
    rest = [r for r in whole() if r.quantity not in {Quantity.TEMPERATURE, Quantity.SPO2, PULSE}]
    bed.seen(*rest, symptoms=None, minutes=10, act="a1")
    assert bed.rules() == {"N-01": WATCH}
    assert bed.now().tasks == ()


def test_leaving_a_normal_value_out_of_a_set_is_not_milder() -> None:
    for left in whole():
        if left.quantity is not SYSTOLIC:
            part = [r for r in whole(reading(SYSTOLIC, 105)) if r.quantity is not left.quantity]
            assert Bed().seen(*part).severity() >= WATCH, left


@pytest.mark.parametrize(
    ("readings", "said"),
    [
        (whole(breaths(22), reading(SYSTOLIC, 95)), {"N-01": WATCH}),
        (whole(breaths(22), reading(SYSTOLIC, 95), spo2(95)), {"N-03": REVIEW}),
        (whole(breaths(22), reading(SYSTOLIC, 95), spo2(93)), {"N-03": REVIEW}),
        (whole(breaths(22), reading(SYSTOLIC, 95), spo2(93), reading(PULSE, 91)), {"N-04": URGENT}),
        ((WARM, spo2(93), breaths(22), reading(PULSE, 91)), {"N-03": REVIEW}),
        ((temperature(391), spo2(92), breaths(22), reading(PULSE, 91)), {"N-04": URGENT}),
        ((temperature(391, Site.ORAL), spo2(91)), {"N-02": REVIEW, "N-03": REVIEW}),
        (whole(breaths(25)), {"N-02": REVIEW}),
    ],
)
def test_5_points_are_reviewed_and_7_are_urgent_also_where_a_part_reaches_them(
    readings: tuple[Reading, ...], said: dict[str, Severity]
) -> None:
    assert rules(*readings) == said


def test_a_usual_score_lowers_neither_5_nor_7() -> None:
    low = whole(breaths(22), reading(SYSTOLIC, 95), spo2(95))
    assert rules(*low, who=usually(5)) == {"N-03": REVIEW}


def test_what_is_said_of_a_score() -> None:
    bed = Bed().seen(*whole(breaths(22), reading(SYSTOLIC, 95), spo2(95)))
    fired = bed.fired("N-03")
    assert (fired.reading, fired.value, fired.bound, fired.entries) == ("news2", 5, "5", ("e1",))
    assert Bed(usually(1)).seen(*whole(reading(SYSTOLIC, 95))).fired("N-01").bound == "2"


def test_a_call_is_asked_for_at_5_and_a_transfer_at_7() -> None:
    five = Bed().seen(*whole(breaths(22), reading(SYSTOLIC, 95), reading(PULSE, 95)))
    assert set(five.now().tasks) == {Task.CALL}
    seven = Bed().seen(*whole(breaths(22), reading(SYSTOLIC, 95), reading(PULSE, 115), spo2(95)))
    assert set(seven.now().tasks) == {Task.CALL, Task.TRANSFER}


def test_a_second_reading_that_gives_more_points_counts_for_the_sum() -> None:
    rest = whole(breaths(18), reading(SYSTOLIC, 95), spo2(95))
    assert rules(*rest) == {"N-01": WATCH}
    assert rules(*rest, breaths(22)) == {"N-03": REVIEW}


def test_a_score_one_below_its_line_is_not_back_yet() -> None:
    four, three = whole(breaths(22), reading(SYSTOLIC, 95)), whole(breaths(18), reading(SYSTOLIC, 95), spo2(95))
    bed = Bed().seen(*whole(breaths(22), reading(SYSTOLIC, 95), spo2(95)))
    for hours in (6, 12, 18):
        assert bed.seen(*four, hours=hours).fired("N-03").standing is Standing.ON
    assert bed.seen(*three, hours=24).fired("N-03").standing is Standing.ON
    assert bed.seen(*three, hours=30).fired("N-03").standing is Standing.IMPROVING


def test_a_score_is_back_when_it_is_the_usual_one_again() -> None:
    bed = Bed(usually(2)).seen(*whole(breaths(22), reading(SYSTOLIC, 105)))
    assert bed.rules() == {"N-01": WATCH, "R-01": WATCH}
    usual = whole(reading(SYSTOLIC, 95))
    assert "N-01" not in bed.seen(*usual, hours=6).seen(*usual, hours=12).rules()


def test_somebody_under_age_is_not_scored() -> None:
    assert rules(*whole(breaths(22), reading(SYSTOLIC, 95), spo2(92)), who=resident(birth_date=born(15))) == {}


# how a score clears


def test_a_score_clears_once_all_that_gave_points_was_measured_again() -> None:
    bed = Bed().seen(*whole(reading(SYSTOLIC, 105), reading(PULSE, 95)))
    for hours in (12, 24):
        bed.well(hours=hours)
    assert bed.rules() == {"N-01": WATCH}
    assert bed.now().tasks == (Task.COMPLETE_SET,)
    bed.seen(WARM, spo2(97), reading(SYSTOLIC, 120), hours=36)
    assert "N-01" in bed.rules()
    pair = (reading(SYSTOLIC, 120), reading(PULSE, 75))
    bed.seen(WARM, spo2(97), *pair, hours=48).seen(WARM, spo2(97), *pair, hours=60)
    assert bed.rules() == {}


def test_an_armpit_that_is_always_cool_does_not_keep_a_score_open() -> None:
    bed = Bed().seen(*whole(temperature(358)))
    assert bed.rules() == {"N-01": WATCH}
    for hours in (12, 24):
        bed.seen(temperature(358), spo2(97), hours=hours)
    assert bed.rules() == {}


def test_a_set_begun_that_still_gives_points_keeps_it_open() -> None:
    bed = Bed().seen(*whole(reading(PULSE, 95)))
    for hours in (12, 24):
        bed.seen(*whole(reading(PULSE, 92)), hours=hours)
    assert bed.rules() == {"N-01": WATCH}


def test_an_alert_of_a_score_waits_for_a_named_person() -> None:
    high = whole(breaths(22), reading(SYSTOLIC, 95), reading(PULSE, 95))
    bed = Bed().seen(*high)
    bed.seen(*whole(reading(SYSTOLIC, 95), reading(PULSE, 115)), hours=12)
    assert bed.fired("N-03").standing is Standing.ON
    for hours in (24, 36):
        bed.seen(*whole(), hours=hours)
    assert bed.fired("N-03").standing is Standing.IMPROVING


def test_a_score_speaks_again_2_points_up_and_not_because_another_parameter_gives_the_points() -> None:
    bed = Bed().seen(*whole(breaths(22), reading(SYSTOLIC, 95), reading(PULSE, 95)))
    bed.answered("N-03", "R-01", minutes=5)
    bed.seen(*whole(breaths(22), reading(SYSTOLIC, 105), reading(PULSE, 95), spo2(94)), hours=1)
    assert bed.fired("N-03").standing is Standing.ANSWERED
    bed.seen(*whole(breaths(24), reading(SYSTOLIC, 95), reading(PULSE, 95), spo2(94)), hours=2)
    assert bed.fired("N-03").standing is Standing.ANSWERED
    bed.seen(*whole(breaths(24), reading(SYSTOLIC, 95), reading(PULSE, 111), spo2(94)), hours=3)
    assert "N-04" in bed.rules()


def test_without_a_usual_score_on_file_nothing_is_guessed_and_nothing_cleared() -> None:
    bed = Bed(usually(0)).seen(*whole(reading(SYSTOLIC, 95)))
    assert bed.rules()["N-05"] is REVIEW
    bed.written(hours=1, usual_news2=None)
    for hours in (12, 24):
        bed.seen(*whole(), hours=hours)
    assert bed.fired("N-05").standing is Standing.ON


def test_new_confusion_in_a_set() -> None:
    assert rules(*whole(reading(Quantity.CONSCIOUSNESS, Consciousness.C))) == {"N-02": REVIEW}


# the colour class

RED = {"birth_date": born(70), "disease": Disease.UNSTABLE, "vaccination": Vaccination.COMPLETE}
YELLOW = {"birth_date": born(90), "disease": Disease.NONE, "vaccination": Vaccination.COMPLETE}
GREEN = {"birth_date": born(70), "disease": Disease.NONE, "vaccination": Vaccination.COMPLETE}


@pytest.mark.parametrize(
    ("facts", "raised"),
    [
        (RED, True),
        (YELLOW, True),
        (GREEN, False),
        ({}, False),
        ({**GREEN, "colour": Colour.YELLOW}, True),
        ({"colour": Colour.RED}, True),
        ({**RED, "vaccination": None}, False),
        ({**YELLOW, "disease": None}, False),
        ({**YELLOW, "disease": None, "colour": Colour.GREEN}, False),
    ],
)
def test_yellow_and_red_with_a_new_symptom_are_reviewed(facts: dict[str, object], raised: bool) -> None:
    bed = Bed(resident(**facts)).seen(WARM, spo2(97), symptoms=("cough",))
    assert ("G-01" in bed.rules()) is raised
    assert bed.severity() is (REVIEW if raised else WATCH)


def test_a_class_raises_nothing_without_a_new_symptom() -> None:
    red = resident(**RED, usual_symptoms=("cough",))
    assert Bed(red).well().severity() is NONE
    assert Bed(red).seen(WARM, spo2(97), symptoms=("cough",)).severity() is NONE
    assert Bed(red).seen(temperature(374), spo2(97)).severity() is WATCH


def test_a_class_is_said_with_the_symptom_that_counted() -> None:
    bed = Bed(resident(**RED)).seen(WARM, spo2(97), symptoms=("cough",))
    assert (bed.fired("G-01").reading, bed.fired("G-01").bound) == ("symptoms", "cough")


def test_a_class_that_raised_waits_for_a_named_person_and_steps_down_after() -> None:
    bed = Bed(resident(**RED)).seen(WARM, spo2(97), symptoms=("cough",)).well(hours=12).well(hours=24)
    assert bed.fired("G-01").standing is Standing.IMPROVING
    assert bed.answered("G-01", hours=25).rules() == {}


def test_a_class_not_known_is_asked_for_and_raises_nothing() -> None:
    assert Bed(resident()).well().severity() is NONE
    assert care().ruleset.by_id["G-02"].cases[0][0] is NONE


def test_what_a_class_raised_counts_as_an_open_alert_for_what_is_left_out() -> None:
    order = [rule.id for rule in care().ruleset.rules]
    assert order.index("D-03") > order.index("G-01")


def test_a_class_that_is_another_one_now_no_longer_keeps_an_alert_from_being_back() -> None:
    bed = Bed(resident(**RED)).seen(WARM, spo2(97), symptoms=("cough",)).written(hours=1, disease=Disease.NONE)
    for hours in (12, 24, 36, 48):
        bed.seen(WARM, spo2(97), symptoms=("cough",), hours=hours)
    assert bed.fired("G-01").standing is Standing.IMPROVING


def test_a_class_written_down_after_a_positive_swab_is_seen_with_the_next_check() -> None:
    bed = Bed(resident(**RED | {"disease": None})).seen(WARM, spo2(97)).swabbed("positive", hours=1)
    assert "G-01" not in bed.rules()
    bed.written(hours=2, disease=Disease.UNSTABLE)
    assert "G-01" in bed.well(hours=6).rules()


def test_a_saturation_read_on_oxygen_gives_its_points_though_the_oxygen_was_off_when_the_set_was_taken() -> None:
    bed = Bed(resident(spo2_scale=2, oxygen_tenths_l_min=10)).seen(WARM, spo2(96), oxygen(10), symptoms=None)
    bed.seen(oxygen(0), breaths(16), minutes=5, act="a1")
    assert bed.rules().keys() >= {"N-01a"}
    assert bed.fired("N-01a").value == 2
