"""Rule S-10: a target range that a clinician has signed, and one that has run out."""

from dataclasses import replace
from datetime import timedelta

import pytest

from carelog.model.severity import Severity, Task

from .bedside import MONDAY, Bed, oxygen, resident, spo2, temperature
from .test_breathing import signed
from .test_walks import ON_AIR, Band, band_of

NONE, NOT_KNOWN, WATCH, REVIEW, URGENT = Severity
WARM = temperature(364)
YESTERDAY = MONDAY.date() - timedelta(days=1)

LOW_88: list[Band] = [
    (30, 87, URGENT, "D-01 N-02 S-02b"),
    (88, 90, REVIEW, "D-01 N-02"),
    (91, 91, REVIEW, "N-02"),
    (92, 100, NONE, ""),
]
LOW_92: list[Band] = [
    (30, 90, URGENT, "D-01 N-02 S-02b"),
    (91, 91, REVIEW, "N-02 S-02a"),
    (92, 100, NONE, ""),
]
HIGH_97: list[Band] = [
    (30, 90, URGENT, "D-01 N-02 S-02b"),
    (91, 91, REVIEW, "N-02 S-02a"),
    (92, 96, REVIEW, "S-02a"),
    (97, 100, NONE, ""),
]


@pytest.mark.parametrize(("low", "table"), [(88, LOW_88), (92, LOW_92), (94, ON_AIR), (97, HIGH_97)])
@pytest.mark.parametrize("sure", [False, True])
def test_every_percent_with_a_signed_target(low: int, table: list[Band], *, sure: bool) -> None:
    for percent in range(30, 101):
        _, _, severity, rules = band_of(table, percent)
        bed = Bed(signed(low)).seen(WARM, spo2(percent), oxygen(0), *((spo2(percent),) if sure else ()))
        if sure:
            severity = URGENT if percent < low else severity
            rules = rules.replace("S-02a", "S-02").replace("S-02b", "S-02 S-02b").replace("D-01 ", "")
        assert (bed.severity(), " ".join(sorted(bed.rules()))) == (severity, rules), percent


@pytest.mark.parametrize("low", [88, 92, 97])
def test_a_target_that_has_run_out_gives_the_usual_lines_and_says_so(low: int) -> None:
    late = signed(low, target_until=YESTERDAY)
    for percent in range(30, 101):
        _, _, severity, rules = band_of(ON_AIR, percent)
        bed = Bed(late).seen(WARM, spo2(percent), oxygen(0))
        assert bed.severity() is max(severity, WATCH), percent
        assert set(bed.rules()) == {*rules.split(), "S-10"}


def test_it_runs_out_at_the_end_of_its_last_date_and_a_new_signature_ends_it() -> None:
    bed = Bed(signed(90)).seen(WARM, spo2(93), hours=12)
    assert bed.rules() == {}
    bed.well(days=1)
    assert bed.rules() == {"S-10": WATCH}
    bed.written(days=1, hours=2, target_until=MONDAY.date() + timedelta(days=90)).well(days=1, hours=12)
    assert bed.rules() == {}


def test_a_danger_sign_at_92_is_never_excused() -> None:
    assert "S-02b" in Bed(signed(88)).seen(WARM, spo2(92), symptoms=("blue_lips",)).rules()
    assert "S-02b" not in Bed(signed(97)).seen(WARM, spo2(93), symptoms=("blue_lips",)).rules()


def test_symptoms_count_from_one_point_above_the_target() -> None:
    for low in (88, 92, 97):
        assert "S-01" in Bed(signed(low)).seen(WARM, spo2(low + 1), symptoms=("headache",)).rules()
        assert "S-01" not in Bed(signed(low)).seen(WARM, spo2(low + 2), symptoms=("headache",)).rules()


def test_good_repeats_one_point_above_the_target_take_it_back() -> None:
    assert Bed(signed(92)).seen(WARM, spo2(91), spo2(93), spo2(93)).rules().keys() == {"N-02"}
    assert Bed(signed(97)).seen(WARM, spo2(96), spo2(98), spo2(98)).rules() == {}
    assert "S-02a" in Bed(signed(97)).seen(WARM, spo2(96), spo2(97), spo2(97)).rules()


def test_the_line_that_was_used_is_the_one_that_is_named() -> None:
    assert Bed(signed(97)).seen(WARM, spo2(95)).fired("S-02a").bound == "96"
    assert Bed(signed(88)).seen(WARM, spo2(86)).fired("S-02b").bound == "87"
    assert Bed(signed(88)).seen(WARM, spo2(90)).fired("N-02").bound == "91"


def test_with_copd_the_words_move_too() -> None:
    copd = replace(signed(90), conditions=("copd",))
    assert Bed(copd).seen(WARM, spo2(90), spo2(90)).rules() == {"N-02": REVIEW}
    assert set(Bed(copd).seen(WARM, spo2(89), spo2(89)).rules()) == {"S-09", "S-09b", "N-02"}


def test_on_oxygen_the_target_of_the_order_counts_until_it_has_run_out() -> None:
    order = resident(oxygen_tenths_l_min=20, target_low_percent=90)
    signed_until = replace(order, target_by="Dr. Li", target_until=YESTERDAY)
    told = ((order, False), (signed_until, True), (replace(order, oxygen_until=YESTERDAY), True))
    for person, usual in told:
        bed = Bed(person).seen(WARM, spo2(89), oxygen(20))
        assert {Task.CALL, Task.TRANSFER} <= set(bed.now().tasks)
        assert ("O-02" in Bed(person).seen(WARM, spo2(92), oxygen(20)).rules()) is usual
        assert "O-02" not in Bed(person).seen(WARM, spo2(94), oxygen(20)).rules()
    high = replace(signed_until, target_low_percent=96)
    assert "O-02" in Bed(high).seen(WARM, spo2(95), oxygen(20)).rules(), "what has run out makes nothing milder"
