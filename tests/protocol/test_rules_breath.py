"""Rules S-03, S-08, S-09 and normals set by hand, each as a nurse would tell the case."""

from dataclasses import replace
from datetime import timedelta

import pytest

from carelog.model.assessment import Standing
from carelog.model.person import Person
from carelog.model.reading import Quantity, Site
from carelog.model.severity import Severity, Task
from carelog.protocol import assess, baseline

from .bedside import MONDAY, Bed, care, oxygen, resident, spo2, temperature

NONE, NOT_KNOWN, WATCH, REVIEW, URGENT = Severity
WARM = temperature(364)
COPD = resident(conditions=("copd",))
ON_2 = resident(spo2_scale=2, oxygen_tenths_l_min=10, target_low_percent=88)
BY_HAND = {"normals_by": "Dr. Li", "normals_until": MONDAY.date()}


def used_to(percent: int, person: Person | None = None) -> Bed:
    """Somebody who has been at this value for a week."""
    bed = Bed(person or resident())
    for day in range(-7, 0):
        bed.seen(WARM, spo2(percent), days=day)
    return bed


def test_three_below_the_own_normal_asks_for_a_repeat_first() -> None:
    bed = used_to(98).seen(WARM, spo2(95))
    assert (bed.rules(), bed.now().tasks) == ({"S-03": NONE}, (Task.RECHECK,))
    (clock,) = assess.rechecks(care(), bed.course(), bed.at())
    assert clock.until == bed.at(minutes=5)


def test_two_below_the_own_normal_is_nothing() -> None:
    assert used_to(98).seen(WARM, spo2(96)).rules() == {}


def test_a_second_such_reading_is_a_review_with_a_test() -> None:
    bed = used_to(98).seen(WARM, spo2(95)).seen(spo2(95), symptoms=None, minutes=4, act="a8")
    assert bed.rules() == {"S-03": REVIEW}
    assert {Task.TEST, Task.COMPLETE_SET} <= set(bed.now().tasks)
    assert (bed.fired("S-03").value, bed.fired("S-03").bound) == (95, "95")


def test_a_recheck_not_done_in_time_confirms() -> None:
    assert [(s.start, s.severity) for s in used_to(98).seen(WARM, spo2(95)).steps()] == [
        (MONDAY, NONE),
        (MONDAY + timedelta(minutes=10), REVIEW),
    ]


def test_a_good_repeat_refutes_it() -> None:
    bed = used_to(98).seen(WARM, spo2(95)).seen(spo2(98), symptoms=None, minutes=4, act="a8")
    assert [s.severity for s in bed.steps()] == [NONE]
    assert bed.now().tasks == ()


def test_a_low_value_is_said_by_its_own_line_and_the_review_of_the_normal_goes_unsaid() -> None:
    bed = used_to(98).seen(WARM, spo2(93), spo2(93))
    assert bed.rules() == {"S-02": URGENT}
    assert {Task.TEST, Task.COMPLETE_SET, Task.OXYGEN, Task.CALL, Task.TRANSFER} <= set(bed.now().tasks)


def test_it_is_back_within_one_point_of_the_normal() -> None:
    bed = used_to(98).seen(WARM, spo2(95), spo2(95))
    for hours in (6, 12, 18):
        bed.seen(WARM, spo2(96), hours=hours)
    assert bed.fired("S-03").standing is Standing.ON
    for hours in (24, 30):
        bed.seen(WARM, spo2(97), hours=hours)
    assert bed.fired("S-03").standing is Standing.IMPROVING


def test_it_is_a_rule_of_scale_1() -> None:
    assert "S-03" not in used_to(92, resident(spo2_scale=2)).seen(WARM, spo2(89), spo2(89)).rules()


def test_a_soft_sign_with_a_fall_from_the_own_normal_is_a_review() -> None:
    bed = used_to(98).seen(WARM, spo2(95), symptoms=("fall",))
    assert bed.rules()["Y-04"] is REVIEW


def test_where_nobody_knows_the_air_the_higher_normal_counts() -> None:
    bed = used_to(98).seen(WARM, spo2(97), oxygen(20)).seen(WARM, spo2(95), spo2(95), hours=12)
    assert bed.rules()["S-03"] is REVIEW


def test_a_normal_set_by_hand_stands_in_place_of_the_computed_one() -> None:
    told = resident(normal_spo2_percent=98, **BY_HAND)
    assert "S-03" in Bed(told).seen(WARM, spo2(95)).rules(), "there is no computed normal at all"
    assert "S-03" not in Bed(told).seen(WARM, spo2(96)).rules()
    low = replace(told, normal_spo2_percent=95)
    assert "S-03" not in used_to(98, low).seen(WARM, spo2(94)).rules()


def test_a_normal_set_by_hand_is_one_on_room_air() -> None:
    told = resident(normal_spo2_percent=98, oxygen_tenths_l_min=20, target_low_percent=90, **BY_HAND)
    assert "S-03" not in Bed(told).seen(WARM, spo2(95), oxygen(20)).rules()
    assert "S-03" in Bed(told).seen(WARM, spo2(95)).rules(), "nobody said whether there was oxygen"


@pytest.mark.parametrize(
    "facts",
    [
        {"normals_by": "Dr. Li"},
        {"normals_until": MONDAY.date()},
        {"normals_by": "Dr. Li", "normals_until": MONDAY.date() - timedelta(days=1)},
    ],
)
def test_a_normal_without_a_name_or_a_date_or_after_it_does_not_count(facts: dict[str, object]) -> None:
    told = resident(normal_spo2_percent=98, **facts)
    assert Bed(told).seen(WARM, spo2(95)).rules() == {}


def test_a_temperature_set_by_hand_counts_for_its_site() -> None:
    told = resident(normal_temperature_tenths_c=355, normal_temperature_site=Site.AXILLARY, **BY_HAND)
    assert "T-03" in Bed(told).seen(temperature(367), spo2(97)).rules()
    assert "T-03" not in Bed(told).seen(temperature(366), spo2(97)).rules()
    assert "T-03" not in Bed(told).seen(temperature(367, Site.ORAL), spo2(97)).rules()
    nowhere = replace(told, normal_temperature_site=None)
    assert "T-03" not in Bed(nowhere).seen(temperature(367), spo2(97)).rules()


def test_who_set_a_normal_by_hand_is_shown() -> None:
    told = resident(normal_spo2_percent=95, **BY_HAND)
    bed, measure = used_to(98, told), care().ruleset.measure
    found = baseline.of(bed.course(), Quantity.SPO2, Site.UNKNOWN, bed.at(), measure)
    assert found == baseline.Baseline(95, 0, None, frozen=False, by="Dr. Li")
    later = baseline.of(bed.course(), Quantity.SPO2, Site.UNKNOWN, bed.at(days=1), measure)
    assert later is not None
    assert (later.value, later.by) == (98, "")


@pytest.mark.parametrize(
    ("percent", "flow", "severity"),
    [(92, 10, NONE), (93, 10, WATCH), (96, 10, WATCH), (97, 10, REVIEW), (93, None, WATCH), (97, 0, NONE)],
)
def test_too_much_oxygen_on_scale_2(percent: int, flow: int | None, severity: Severity) -> None:
    bed = Bed(ON_2).seen(WARM, spo2(percent), oxygen(flow))
    assert bed.rules().get("S-08", NONE) is severity
    assert (Task.RECHECK in bed.now().tasks) is (severity > NONE)
    assert Task.OXYGEN not in bed.now().tasks


def test_too_much_oxygen_is_over_on_room_air_or_at_92() -> None:
    bed = Bed(ON_2).seen(WARM, spo2(95), oxygen(10))
    for hours in (6, 12):
        bed.seen(WARM, spo2(95), oxygen(0), hours=hours)
    assert bed.rules() == {}
    bed = Bed(ON_2).seen(WARM, spo2(95), oxygen(10)).seen(WARM, spo2(93), oxygen(10), hours=6)
    assert "S-08" in bed.rules()
    for hours in (12, 18):
        bed.seen(WARM, spo2(92), oxygen(10), hours=hours)
    assert bed.rules() == {}


def test_on_scale_1_there_is_no_too_much() -> None:
    order = resident(oxygen_tenths_l_min=20, target_low_percent=94)
    assert Bed(order).seen(WARM, spo2(100), oxygen(20)).rules() == {}


def test_copd_without_a_decision_changes_the_words_and_nothing_else() -> None:
    bed = Bed(COPD).seen(WARM, spo2(92), spo2(92))
    assert bed.rules() == {"S-09": URGENT}
    assert {Task.OXYGEN, Task.CALL, Task.TRANSFER} <= set(bed.now().tasks)
    assert Bed(COPD).seen(WARM, spo2(89)).rules() == {"S-09b": URGENT, "N-02": REVIEW, "D-01": NONE}
    sign = Bed(COPD).seen(WARM, spo2(92), symptoms=("blue_lips",)).rules()
    assert {"S-09b", "Y-02"} == set(sign)
    words = {r.id: r.words for r in care().rule}
    assert all("88-92 %" in words[rule].en and "88% 至 92%" in words[rule].zh_CN for rule in ("S-09", "S-09b"))


def test_a_signed_decision_for_scale_2_ends_it() -> None:
    decided = replace(COPD, spo2_scale=2)
    assert Bed(decided).seen(WARM, spo2(89), spo2(89)).rules() == {}


@pytest.mark.parametrize("flow", [0, 20, None])
@pytest.mark.parametrize("asked", [(), ("drowsy",), ("blue_lips",)])
def test_with_and_without_copd_the_severity_is_the_same_at_every_value(
    flow: int | None, asked: tuple[str, ...]
) -> None:
    for percent in range(30, 101):
        for again in ((), (spo2(percent),), (spo2(96), spo2(97)), (spo2(93),)):
            one, other = (
                Bed(person).seen(WARM, spo2(percent), oxygen(flow), *again, symptoms=asked)
                for person in (resident(), COPD)
            )
            said = [[(s.start, s.severity, s.tasks) for s in bed.steps()] for bed in (one, other)]
            assert said[0] == said[1], (percent, again)


def test_with_copd_an_answered_alert_steps_down_as_without() -> None:
    def told(*diseases: str) -> list[tuple[Severity, tuple[Task, ...]]]:
        bed = Bed().written(days=-1, conditions=diseases).seen(WARM, spo2(93), spo2(93))
        bed.answered(*bed.rules(), minutes=30).seen(WARM, spo2(92), hours=6).seen(WARM, spo2(89), hours=7)
        bed.answered(*bed.rules(), hours=8)
        for hours in range(12, 72, 6):
            bed.seen(WARM, spo2(97), hours=hours)
        return [(s.severity, s.tasks) for s in assess.replayed(care(), bed.history())]

    assert told("copd") == told()
    assert told()[-1][0] is NONE
