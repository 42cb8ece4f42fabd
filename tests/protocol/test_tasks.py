"""What is to be done now: who is confirmed by silence was asked, and a stale value is asked for again."""

from carelog.model.person import Checks
from carelog.model.reading import Consciousness, Quantity, Site
from carelog.model.severity import Severity, Task
from carelog.protocol import assess

from .bedside import Bed, breaths, care, oxygen, reading, resident, spo2, temperature

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
