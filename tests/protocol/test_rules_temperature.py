"""Rules T-01 to T-08, each as a nurse would tell the case."""

import pytest

from carelog.model.assessment import Standing
from carelog.model.reading import Quantity, Site
from carelog.model.severity import Severity, Task
from carelog.protocol.conditions import Limits, bound, unless_elsewhere
from carelog.protocol.state import Verdict

from .bedside import Bed, care_with, spo2, temperature
from .test_conditions import look, sample

NONE, NOT_KNOWN, WATCH, REVIEW, URGENT = Severity


@pytest.mark.parametrize(
    ("tenths", "site", "fires"),
    [
        (372, Site.AXILLARY, False),
        (373, Site.AXILLARY, True),
        (372, Site.ORAL, False),
        (373, Site.ORAL, True),
        (375, Site.RECTAL, False),
        (376, Site.RECTAL, True),
        (373, Site.FOREHEAD, True),
        (372, Site.UNKNOWN, False),
        (373, Site.UNKNOWN, True),
        (373, None, True),
    ],
)
def test_the_fever_line_depends_on_where_it_was_taken(tenths: int, site: Site | None, fires: bool) -> None:
    bed = Bed().seen(temperature(tenths, site), spo2(97))
    assert ("T-01" in bed.rules()) is fires
    assert bed.severity() is (WATCH if fires else NONE)


def test_a_fever_line_asks_for_a_recheck_and_runs_out_into_a_confirmed_fever() -> None:
    bed = Bed().seen(temperature(374), spo2(97))
    now, later = bed.steps()
    assert now.tasks == (Task.RECHECK,)
    assert later.start == bed.at(minutes=60)
    assert {Task.TEST, Task.ISOLATE, Task.COMPLETE_SET} <= set(later.tasks)
    assert later.severity is WATCH


def test_a_repeat_in_the_same_round_confirms_while_a_wave_is_on() -> None:
    bed = Bed().seen(temperature(374), spo2(97)).seen(temperature(373), spo2(97), minutes=5)
    assert "T-02" in bed.rules()
    assert len(bed.steps()) == 1


def test_without_a_wave_a_repeat_must_be_half_an_hour_later() -> None:
    off = care_with('regime = "wave"', 'regime = "off"')
    early = Bed(protocol=off).seen(temperature(374), spo2(97)).seen(temperature(374), spo2(97), minutes=29)
    assert "T-02" not in early.rules()
    assert "T-02" in early.seen(temperature(374), spo2(97), minutes=35).rules()


def test_a_forehead_does_not_confirm_a_forehead() -> None:
    bed = Bed().seen(temperature(375, Site.FOREHEAD), spo2(97)).seen(temperature(375, Site.FOREHEAD), minutes=10)
    assert "T-02" not in bed.rules()
    assert "T-02" in bed.seen(temperature(374), minutes=15).rules()


def test_a_single_high_mouth_temperature_is_a_fever_at_once() -> None:
    assert "T-02" not in Bed().seen(temperature(378, Site.ORAL), spo2(97)).rules()
    assert "T-02" in Bed().seen(temperature(379, Site.ORAL), spo2(97)).rules()


def test_of_two_readings_the_higher_counts_until_a_third_decides() -> None:
    bed = Bed().seen(temperature(374), spo2(97)).seen(temperature(366), minutes=2)
    assert {"T-01", "D-01b"} <= set(bed.rules())
    assert Task.RECHECK in bed.now().tasks
    bed.seen(temperature(367), symptoms=(), minutes=4)
    assert not {"T-01", "T-02", "D-01b"} & set(bed.rules())


def test_a_fever_line_clears_after_two_normal_checks_four_hours_apart() -> None:
    bed = Bed().seen(temperature(374), spo2(97)).well(minutes=45)
    assert "T-01" in bed.rules()
    bed.seen(temperature(371), spo2(97), hours=3)
    assert "T-01" in bed.rules(), "between the line and its margin is not normal"
    bed.well(hours=4)
    bed.well(hours=7, minutes=29)
    assert "T-01" in bed.rules()
    bed.well(hours=8)
    assert bed.severity() is NONE


def test_a_confirmed_fever_clears_after_a_day_and_its_tasks_stay() -> None:
    bed = Bed().seen(temperature(374), spo2(97)).seen(temperature(374), spo2(97), minutes=40)
    for hours in (12, 24, 35):
        bed.well(hours=hours)
        assert "T-02" in bed.rules()
    bed.well(hours=36)
    assert bed.rules() == {}
    assert bed.now().tasks == (Task.TEST, Task.ISOLATE)
    bed.ended(Task.TEST, hours=37).ended(Task.ISOLATE, hours=37)
    assert bed.now().tasks == ()


def _with_a_normal_of(tenths: int) -> Bed:
    bed = Bed()
    for day in range(-7, 0):
        bed.seen(temperature(tenths), spo2(97), days=day)
    return bed


def test_a_rise_over_the_own_normal_is_re_read_once() -> None:
    assert _with_a_normal_of(360).seen(temperature(371), spo2(97)).rules() == {}
    bed = _with_a_normal_of(360).seen(temperature(372), spo2(97))
    assert bed.rules() == {"T-03": NONE}
    assert bed.now().tasks == (Task.RECHECK,)
    assert bed.fired("T-03").bound == "372"
    bed.seen(temperature(372), minutes=5)
    assert bed.rules()["T-03"] is WATCH
    assert Task.TEST in bed.now().tasks


def test_a_rise_that_is_not_re_read_counts() -> None:
    now, later = _with_a_normal_of(360).seen(temperature(372), spo2(97)).steps()
    assert (now.severity, later.severity) == (NONE, WATCH)


def test_without_enough_readings_there_is_no_own_normal() -> None:
    bed = Bed()
    for hour in range(-6, 0):
        bed.seen(temperature(358), spo2(97), hours=hour)
    assert bed.seen(temperature(372), spo2(97)).rules() == {}


@pytest.mark.parametrize(("tenths", "fires"), [(385, False), (386, True)])
def test_high_fever_is_a_review_at_once(tenths: int, fires: bool) -> None:
    bed = Bed().seen(temperature(tenths), spo2(97))
    assert ("T-04" in bed.rules()) is fires
    assert (bed.severity() is REVIEW) is fires


def test_high_fever_waits_for_a_named_person_though_the_values_are_back() -> None:
    bed = Bed().seen(temperature(386), spo2(97)).well(days=1)
    assert bed.fired("T-04").standing is Standing.ON
    bed.well(days=2)
    assert bed.fired("T-04").standing is Standing.IMPROVING
    bed.answered("T-04", days=2, hours=1)
    assert "T-04" not in bed.rules()


def test_high_fever_for_three_days_is_urgent() -> None:
    bed = Bed()
    for hours in range(0, 73, 12):
        bed.seen(temperature(387), spo2(97), hours=hours)
        assert "T-05" not in bed.rules()
    assert bed.now(bed.at(hours=72, minutes=1)).severity is URGENT
    bed.seen(temperature(387), spo2(97), hours=73)
    assert bed.rules()["T-05"] is URGENT
    assert Task.TRANSFER in bed.now().tasks


def test_a_day_back_within_breaks_the_three_days() -> None:
    bed = Bed().seen(temperature(387), spo2(97))
    for hours in (12, 24, 36):
        bed.seen(temperature(380), spo2(97), hours=hours)
    for hours in range(37, 100, 12):
        bed.seen(temperature(387), spo2(97), hours=hours)
    assert "T-05" not in bed.rules()


def test_a_dip_shorter_than_a_day_does_not() -> None:
    bed = Bed().seen(temperature(387), spo2(97)).seen(temperature(380), spo2(97), hours=12)
    for hours in range(30, 80, 12):
        bed.seen(temperature(387), spo2(97), hours=hours)
    assert "T-05" in bed.rules()


def test_a_fever_nobody_measured_for_a_day_does_not_run_out_by_itself() -> None:
    bed = Bed().seen(temperature(387), spo2(97)).seen(temperature(387), spo2(97), hours=40)
    assert all("T-05" not in {f.rule for f in step.fired} for step in bed.steps())


def test_39_1_confirmed_is_a_review_and_urgent_with_a_soft_sign() -> None:
    bed = Bed().seen(temperature(391), spo2(97))
    assert "T-06" not in bed.rules()
    bed.seen(temperature(391), symptoms=("poor_appetite",), minutes=3)
    assert bed.rules()["T-06"] is URGENT
    calm = Bed().seen(temperature(391), temperature(392), spo2(97))
    assert calm.rules()["T-06"] is REVIEW
    low = Bed().seen(temperature(391), temperature(392), spo2(94))
    assert low.rules()["T-06"] is URGENT


def test_39_1_read_again_lower_is_not_confirmed() -> None:
    steps = Bed().seen(temperature(391), temperature(380), spo2(97)).steps()
    assert all("T-06" not in {f.rule for f in step.fired} for step in steps)


@pytest.mark.parametrize(
    ("tenths", "site", "fires"),
    [
        (350, Site.AXILLARY, True),
        (351, Site.AXILLARY, False),
        (355, Site.ORAL, True),
        (356, Site.ORAL, False),
        (355, Site.FOREHEAD, True),
    ],
)
def test_cold_asks_for_another_site(tenths: int, site: Site, fires: bool) -> None:
    bed = Bed().seen(temperature(tenths, site), spo2(97))
    assert ("T-07" in bed.rules()) is fires
    assert (Task.RECHECK in bed.now().tasks) is fires


def test_a_healthy_armpit_is_not_cold_unless_it_is_cold_for_this_person_or_there_is_a_soft_sign() -> None:
    assert "T-07" not in Bed().seen(temperature(355), spo2(97)).rules()
    assert "T-07" in Bed().seen(temperature(355), spo2(97), symptoms=("fall",)).rules()
    assert "T-07" in _with_a_normal_of(362).seen(temperature(355), spo2(97)).rules()
    assert "T-07" not in _with_a_normal_of(361).seen(temperature(355), spo2(97)).rules()


def test_a_cool_mouth_and_a_warm_ear_are_not_cold() -> None:
    bed = Bed().seen(temperature(355, Site.ORAL), spo2(97))
    assert bed.rules() == {"T-07": WATCH}
    assert bed.seen(temperature(362, Site.TYMPANIC), symptoms=None, minutes=3, act="a1").rules() == {}
    assert bed.seen(symptoms=(), minutes=5, act="a1").rules() == {}
    cool_ear = Bed().seen(temperature(355, Site.ORAL), temperature(357, Site.TYMPANIC), spo2(97))
    assert cool_ear.rules() == {"T-07": WATCH}
    same_site = Bed().seen(temperature(355, Site.ORAL), temperature(362, Site.ORAL), spo2(97))
    assert "T-07" in same_site.rules(), "of two the lower counts"


def test_a_really_cold_place_is_not_talked_away_by_another() -> None:
    assert "T-07" in Bed().seen(temperature(350), temperature(365, Site.TYMPANIC), spo2(97)).rules()
    soft = Bed().seen(temperature(355), temperature(365, Site.TYMPANIC), spo2(97), symptoms=("fall",))
    assert "T-07" in soft.rules()
    drowsy = Bed().seen(temperature(355), spo2(97), symptoms=("drowsy",))
    assert "T-07" in drowsy.rules()


def test_who_is_cool_every_morning_is_watched_only_until_the_other_site_has_spoken() -> None:
    bed = Bed()
    for day in range(10):
        bed.seen(temperature(354, Site.ORAL), spo2(97), days=day, act=f"day{day}")
        assert bed.rules() == {"T-07": WATCH}
        assert Task.RECHECK in bed.now().tasks
        bed.seen(temperature(362, Site.TYMPANIC), symptoms=None, days=day, minutes=3, act=f"day{day}")
        assert bed.rules() == {}
        assert bed.seen(temperature(358, Site.ORAL), spo2(97), days=day, hours=12).rules() == {}


def test_cool_for_a_week_becomes_this_persons_own_normal() -> None:
    bed = _with_a_normal_of(362)
    for day in range(8):
        bed.seen(temperature(355), spo2(97), days=day)
    assert bed.rules() == {"T-07": WATCH}
    for day in range(8, 14):
        bed.seen(temperature(355), spo2(97), days=day)
    assert bed.rules() == {}


def test_cold_is_certain_by_a_second_site_only() -> None:
    bed = Bed().seen(temperature(350), spo2(97)).seen(temperature(350), minutes=5)
    assert "T-08" not in bed.rules()
    bed.seen(temperature(349, Site.TYMPANIC), minutes=8)
    assert bed.rules()["T-08"] is REVIEW
    assert Task.CALL in bed.now().tasks


def test_cold_that_is_not_measured_elsewhere_counts_and_elsewhere_normal_does_not() -> None:
    alone = Bed().seen(temperature(350), spo2(97))
    assert [s.severity for s in alone.steps()] == [WATCH, REVIEW]
    other = Bed().seen(temperature(350), spo2(97)).seen(temperature(365, Site.TYMPANIC), minutes=5)
    assert [s.severity for s in other.steps()] == [WATCH]


def test_cold_with_a_soft_sign_is_certain_and_with_drowsiness_urgent() -> None:
    assert Bed().seen(temperature(350), spo2(97), symptoms=("fall",)).rules()["T-08"] is REVIEW
    assert Bed().seen(temperature(350), spo2(97), symptoms=("drowsy",)).rules()["T-08"] is URGENT


def test_a_red_temperature_of_another_site_counts_at_once_the_armpit_only_when_certain() -> None:
    assert "N-02" in Bed().seen(temperature(350, Site.ORAL), spo2(97)).rules()
    armpit = Bed().seen(temperature(350), spo2(97))
    assert "N-02" not in armpit.rules()
    assert "N-02" in {f.rule for f in armpit.steps()[-1].fired}


@pytest.mark.parametrize(
    ("found", "verdict"),
    [
        ([(375, Site.FOREHEAD)], Verdict.HOLDS),
        ([(375, Site.FOREHEAD), (366, Site.AXILLARY)], Verdict.CLEAR),
        ([(375, Site.FOREHEAD), (371, Site.AXILLARY)], Verdict.HOLDS),
        ([(377, Site.FOREHEAD), (366, Site.AXILLARY)], Verdict.HOLDS),
        ([(375, Site.FOREHEAD), (366, Site.AXILLARY), (373, Site.AXILLARY)], Verdict.HOLDS),
    ],
)
def test_a_file_may_let_a_cool_armpit_speak_against_a_slightly_warm_forehead(
    found: list[tuple[int, Site]], verdict: Verdict
) -> None:
    here = look(temperature=[sample(value, site=site) for value, site in found])
    line = bound(Quantity.TEMPERATURE, {None: Limits(373, 370, "373", high=True)}, None, None, None)
    ask = unless_elsewhere(line, 376, 370, high=True)
    assert ask(here, here.samples(Quantity.TEMPERATURE)) is verdict
