"""What is to be done now: who is confirmed by silence was asked, and a stale value is asked for again."""

from datetime import datetime

from carelog.model.person import Checks
from carelog.model.reading import Consciousness, Quantity, Site
from carelog.model.severity import Severity, Task
from carelog.protocol import assess

from .bedside import Bed, breaths, care, care_with, oxygen, reading, resident, spo2, temperature

NONE, NOT_KNOWN, WATCH, REVIEW, URGENT = Severity
WELL = (temperature(364), spo2(97))


def asks(bed: Bed, task: Task) -> bool:
    return task in bed.now().tasks


def test_breaths_are_asked_for_in_every_round_until_they_are_back() -> None:
    bed = Bed().seen(*WELL, breaths(22))
    for hours in (12, 24):
        bed.well(hours=hours)
        assert bed.rules() == {"R-01": WATCH}
        assert asks(bed, Task.COMPLETE_SET)
    bed.seen(*WELL, breaths(18), hours=36)
    assert not asks(bed, Task.COMPLETE_SET)
    bed.well(hours=48)
    assert asks(bed, Task.COMPLETE_SET), "one normal count is not two"
    assert bed.seen(*WELL, breaths(18), hours=60).now().tasks == ()
    assert bed.severity() is NONE


def test_a_stale_pressure_or_consciousness_is_asked_for_too() -> None:
    rest = (reading(Quantity.PULSE, 70), reading(Quantity.SYSTOLIC, 120), breaths(16), oxygen(0))
    low = Bed().seen(*WELL, *rest, reading(Quantity.CONSCIOUSNESS, Consciousness.C))
    assert not asks(low, Task.COMPLETE_SET)
    assert asks(low.well(hours=12), Task.COMPLETE_SET)
    slow = Bed().seen(*WELL, breaths(7)).answered("R-03", "N-02", hours=1)
    assert asks(slow.well(hours=12), Task.COMPLETE_SET)


def test_what_waits_for_a_named_person_only_is_not_measured_again_for_it() -> None:
    bed = Bed().seen(*WELL, reading(Quantity.SYSTOLIC, 88))
    for hours in (12, 24):
        bed.seen(*WELL, reading(Quantity.SYSTOLIC, 125), hours=hours)
    assert not asks(bed.well(hours=36), Task.COMPLETE_SET)


def test_who_is_for_comfort_is_not_counted_every_round() -> None:
    bed = Bed(resident(checks=Checks.COMFORT)).seen(*WELL, breaths(22)).seen(*WELL, breaths(20), hours=12)
    assert not asks(bed.well(hours=24), Task.COMPLETE_SET)


def test_a_repeat_is_asked_for_until_one_that_counts_is_there() -> None:
    bed = Bed().seen(temperature(375, Site.FOREHEAD), spo2(97)).seen(temperature(375, Site.FOREHEAD), minutes=10)
    (due,) = assess.rechecks(care(), bed.course(), bed.at(minutes=11))
    assert (due.rule, due.until) == ("T-01", bed.at(minutes=60)), "a forehead confirms nothing, silence would"
    bed.seen(temperature(366), minutes=12)
    assert assess.rechecks(care(), bed.course(), bed.at(minutes=13)) == ()


def test_a_value_that_is_low_again_is_measured_again() -> None:
    bed = Bed().seen(temperature(349), spo2(97)).seen(temperature(349), minutes=5).ended(Task.CALL, hours=2)
    bed.well(hours=12).seen(temperature(350), spo2(97), hours=24)
    clocks = assess.rechecks(care(), bed.course(), bed.at(hours=24))
    assert [(r.rule, r.since, r.until) for r in clocks] == [("T-07", bed.at(hours=24), bed.at(hours=24, minutes=30))]


def test_a_fever_that_is_certain_is_not_repeated_in_every_round() -> None:
    bed = Bed().seen(temperature(375), temperature(375), spo2(97))
    assert not asks(bed.seen(temperature(376), spo2(97), hours=12), Task.RECHECK)


def test_a_low_saturation_is_repeated_twice_unless_it_is_certain() -> None:
    bed = Bed().seen(temperature(364), spo2(92)).seen(spo2(96), symptoms=None, minutes=3, act="a1")
    assert asks(bed, Task.RECHECK)
    bed.seen(spo2(96), symptoms=None, minutes=6, act="a1")
    assert bed.now().tasks == ()
    sure = Bed().seen(temperature(364), spo2(92)).seen(spo2(92), symptoms=None, minutes=3, act="a1")
    assert not asks(sure, Task.RECHECK)


def clocks(bed: Bed, rule: str, minutes: float) -> list[datetime | None]:
    return [r.until for r in assess.rechecks(bed.protocol, bed.course(), bed.at(minutes)) if r.rule == rule]


def test_a_reading_halfway_between_two_clocks_counts_for_the_later_one() -> None:
    bed = Bed(resident(oxygen_tenths_l_min=20)).seen(*WELL, oxygen(10)).seen(*WELL, oxygen(20), hours=2)
    assert clocks(bed, "O-01", 120) == [bed.at(hours=2, minutes=5)]
    bed.seen(spo2(97), hours=2, minutes=2, act="a2")
    assert clocks(bed, "O-01", 123) == [bed.at(hours=2, minutes=5)]
    bed.seen(spo2(97), hours=2, minutes=2.5, act="a2")
    assert clocks(bed, "O-01", 123) == [bed.at(hours=2, minutes=15)]


def test_clocks_that_end_ask_for_the_last_of_them_and_no_more() -> None:
    ends = care_with("then_every_minutes = 240\n", "")
    bed = Bed(resident(oxygen_tenths_l_min=20), ends).seen(*WELL, oxygen(10)).seen(*WELL, oxygen(20), hours=2)
    assert clocks(bed, "O-01", 120) == [bed.at(hours=2, minutes=5)]
    for minutes in (5, 15, 30, 60, 300):
        bed.seen(spo2(97), oxygen(20), hours=2, minutes=minutes)
    assert clocks(bed, "O-01", 421) == [bed.at(hours=3)]


def test_a_rule_of_a_temperature_may_have_several_clocks_too() -> None:
    two = care_with("recheck_minutes = 30\n", "recheck_minutes = [30, 60]\n")
    bed = Bed(protocol=two).seen(temperature(374), spo2(97))
    assert clocks(bed, "T-01", 1) == [bed.at(minutes=30)]
    assert clocks(bed.seen(oxygen(20), minutes=10, act="a1"), "T-01", 11) == [bed.at(minutes=30)], "not the oxygen's"
    assert clocks(bed.seen(temperature(374), minutes=20, act="a1"), "T-01", 21) == [bed.at(minutes=60)]


def test_a_repeat_that_could_take_an_alert_back_is_asked_for_though_nothing_waits_to_be_confirmed() -> None:
    again = care_with(
        'id = "N-02"\nfamily = "N"\n', 'id = "N-02"\nfamily = "N"\ntasks = ["recheck"]\nrecheck_minutes = 5\n'
    )
    bed = Bed(resident(oxygen_tenths_l_min=20), again).seen(temperature(364), spo2(90), oxygen(20))
    for minutes, asked in ((3, True), (6, False)):
        bed.seen(spo2(92), symptoms=None, minutes=minutes, act="a1")
        assert (Task.RECHECK in bed.fired("N-02").tasks) is asked
