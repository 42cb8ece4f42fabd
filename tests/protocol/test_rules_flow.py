"""Rules O-01 and O-03: oxygen started, raised, needed more and more; each as a nurse would tell the case."""

from datetime import timedelta

import pytest

from carelog.model.assessment import Standing
from carelog.model.severity import Severity, Task
from carelog.protocol import assess

from .bedside import MONDAY, Bed, care, oxygen, resident, spo2, temperature

NONE, NOT_KNOWN, WATCH, REVIEW, URGENT = Severity
WARM = temperature(364)
GOOD = spo2(96)
ORDER = resident(oxygen_tenths_l_min=20)
MORE = resident(oxygen_tenths_l_min=60)


def due(bed: Bed, **later: float) -> list[float]:
    """By when SpO2 is to be read again for O-01, in minutes after Monday six o'clock."""
    found = assess.rechecks(care(), bed.course(), bed.at(**later) if later else bed.now().start)
    assert all(r.reading == "spo2" for r in found if r.rule == "O-01")
    return [(r.until - bed.at()).total_seconds() / 60 for r in found if r.rule == "O-01" and r.until]


def started() -> Bed:
    """Room air on Sunday, two litres on Monday at six, within the order."""
    return Bed(ORDER).seen(WARM, GOOD, oxygen(0), hours=-12).seen(WARM, GOOD, oxygen(20))


def test_oxygen_that_was_started_is_watched_after_5_15_30_and_60_minutes_then_every_4_hours() -> None:
    bed = started()
    assert (bed.rules(), bed.now().tasks) == ({"O-01": NONE}, (Task.RECHECK,))
    for minute, following in ((0, 5), (5, 15), (15, 30), (30, 60), (60, 300), (300, 540), (540, 780)):
        if minute:
            bed.seen(GOOD, oxygen(20), minutes=minute, in_round=None)
        assert due(bed) == [following], minute


@pytest.mark.parametrize(
    ("read", "following"), [(2, 5), (3, 15), (9, 15), (11, 30), (20, 30), (22, 30), (23, 60), (50, 300), (170, 300)]
)
def test_a_reading_counts_for_the_clock_it_is_nearest_to(read: int, following: int) -> None:
    assert due(started().seen(GOOD, oxygen(20), minutes=read, in_round=None)) == [following]


def test_a_clock_that_ran_out_stays_due() -> None:
    assert due(started(), hours=3) == [5]


def test_it_ends_on_room_air() -> None:
    bed = started().seen(WARM, GOOD, oxygen(0), hours=6)
    assert (bed.rules(), bed.now().tasks) == ({}, ())


def test_it_ends_after_a_day_on_the_same_flow() -> None:
    bed = started().seen(WARM, GOOD, oxygen(20), hours=12)
    assert Task.RECHECK in bed.now().tasks
    assert bed.seen(WARM, GOOD, oxygen(20), hours=24).rules() == {}


def test_each_rise_begins_the_clocks_anew() -> None:
    bed = started().seen(GOOD, oxygen(20), minutes=60, in_round=None).seen(GOOD, oxygen(30), minutes=90)
    assert due(bed) == [95]
    assert due(bed.seen(GOOD, oxygen(20), minutes=95)) == [105], "lower again is no reason to stop"


def test_a_flow_that_was_not_read_ends_nothing() -> None:
    bed = started().seen(WARM, GOOD, oxygen(None), hours=4)
    assert "O-01" in bed.rules()


def test_who_is_on_the_flow_of_the_order_for_years_is_not_asked_every_round() -> None:
    bed = Bed(ORDER)
    for hours in (0, 12, 24, 36):
        bed.seen(WARM, GOOD, oxygen(20), hours=hours)
        assert bed.rules() == {}


def test_who_is_first_seen_on_more_than_the_order_is() -> None:
    assert "O-01" in Bed(ORDER).seen(WARM, GOOD, oxygen(30)).rules()
    assert "O-01" in Bed().seen(WARM, GOOD, oxygen(20)).rules()


def test_two_litres_more_in_a_day_is_urgent_although_spo2_is_good() -> None:
    bed = Bed(ORDER).seen(WARM, GOOD, oxygen(20)).seen(WARM, GOOD, oxygen(40), hours=20)
    assert bed.rules() == {"O-03": URGENT, "O-01": NONE}
    assert Task.CALL in bed.now().tasks
    assert (bed.fired("O-03").value, bed.fired("O-03").bound) == (40, "40")


def test_two_litres_more_in_small_steps_is_the_same() -> None:
    bed = Bed(ORDER).seen(WARM, GOOD, oxygen(20)).seen(WARM, GOOD, oxygen(30), hours=8)
    assert "O-03" not in bed.rules()
    assert "O-03" in bed.seen(WARM, GOOD, oxygen(40), hours=16).rules()


def test_oxygen_at_two_litres_out_of_nothing_is_urgent_without_an_order_and_not_within_it() -> None:
    assert "O-03" in Bed().seen(WARM, GOOD, oxygen(0), hours=-6).seen(WARM, GOOD, oxygen(20)).rules()
    assert "O-03" not in started().rules()


@pytest.mark.parametrize(("flow", "severity"), [(50, NONE), (51, URGENT), (60, URGENT)])
def test_more_than_five_litres_is_urgent_whatever_the_order(flow: int, severity: Severity) -> None:
    assert Bed(MORE).seen(WARM, GOOD, oxygen(flow)).rules().get("O-03", NONE) is severity


def test_an_unread_flow_is_neither_a_rise_nor_a_recovery() -> None:
    bed = Bed(ORDER).seen(WARM, GOOD, oxygen(20)).seen(WARM, GOOD, oxygen(None), hours=6)
    assert "O-03" not in bed.rules()
    bed.seen(WARM, GOOD, oxygen(40), hours=12)
    for hours in (18, 24, 30):
        bed.seen(WARM, GOOD, oxygen(None), hours=hours)
    assert bed.fired("O-03").standing is Standing.ON


def test_it_improves_when_the_flow_is_down_again_and_ends_when_a_person_closes_it() -> None:
    bed = Bed(ORDER).seen(WARM, GOOD, oxygen(20)).seen(WARM, GOOD, oxygen(40), hours=6)
    for hours in (12, 18):
        bed.seen(WARM, GOOD, oxygen(20), hours=hours)
    assert bed.fired("O-03").standing is Standing.IMPROVING
    assert "O-03" not in bed.answered("O-03", hours=19).rules()


def test_a_further_rise_speaks_again_after_an_answer() -> None:
    bed = Bed(ORDER).seen(WARM, GOOD, oxygen(20)).seen(WARM, GOOD, oxygen(40), hours=6).answered("O-03", hours=7)
    assert bed.fired("O-03").standing is Standing.ANSWERED
    assert bed.seen(WARM, GOOD, oxygen(50), hours=8).fired("O-03").standing is Standing.ANSWERED
    assert bed.seen(WARM, GOOD, oxygen(60), hours=10).fired("O-03").standing is Standing.ON


def test_an_order_that_ends_tonight_is_missing_from_midnight_on_and_not_only_at_the_next_value() -> None:
    bed = Bed(resident(oxygen_tenths_l_min=20, target_low_percent=94, oxygen_until=MONDAY.date()))
    bed.seen(temperature(364), spo2(96), oxygen(20), hours=12)
    assert "O-04" not in {f.rule for f in bed.later(hours=17, minutes=59).fired}
    assert {f.rule: f.severity for f in bed.later(hours=18).fired}["O-04"] is REVIEW
    assert next(step.start for step in bed.steps() if "O-04" in {f.rule for f in step.fired}) == bed.at(hours=18)


def test_an_order_that_has_run_out_excuses_no_rise_of_the_flow() -> None:
    for until, excused in ((MONDAY.date() + timedelta(days=9), True), (MONDAY.date() - timedelta(days=1), False)):
        bed = Bed(resident(oxygen_tenths_l_min=50, target_low_percent=94, oxygen_until=until))
        bed.seen(WARM, spo2(97), oxygen(10)).seen(WARM, spo2(97), oxygen(30), hours=8)
        assert ("O-03" not in bed.rules()) is excused
