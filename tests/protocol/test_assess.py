"""Steps of time, repeats that are due, whole histories."""

from datetime import timedelta

from carelog.model.assessment import TaskEnd
from carelog.model.history import History
from carelog.model.observation import Observed, Seen, Way
from carelog.model.reading import Site
from carelog.model.severity import Severity, Task
from carelog.protocol import assess, course

from .bedside import MONDAY, Bed, born, breaths, care, care_with, resident, spo2, temperature

NONE, NOT_KNOWN, WATCH, REVIEW, URGENT = Severity


def test_what_has_run_out_by_now_is_in_the_first_step() -> None:
    bed = Bed().seen(temperature(364), spo2(93))
    assert [s.severity for s in bed.steps(bed.at(minutes=10))] == [URGENT]
    assert [s.severity for s in bed.steps(bed.at(minutes=9))] == [REVIEW, URGENT]


def test_a_reading_at_the_very_last_minute_still_counts_as_in_time() -> None:
    bed = Bed().seen(temperature(364), spo2(93)).seen(spo2(95), symptoms=None, minutes=10, act="a1")
    assert bed.severity() is REVIEW


def test_the_clocks_of_the_repeats_soonest_first() -> None:
    bed = Bed().seen(temperature(374), spo2(93))
    found = assess.rechecks(care(), bed.course(), bed.at())
    assert [(r.rule, r.reading, r.until) for r in found] == [
        ("S-02a", "spo2", bed.at(minutes=5)),
        ("T-01", "temperature", bed.at(minutes=30)),
    ]
    again = bed.seen(spo2(96), symptoms=None, minutes=3, act="a1")
    second = assess.rechecks(care(), again.course(), bed.at(minutes=4))
    assert [(r.rule, r.until) for r in second] == [("S-02a", bed.at(minutes=10)), ("T-01", bed.at(minutes=30))]
    done = again.seen(spo2(94), symptoms=None, minutes=5, act="a1")
    assert [r.rule for r in assess.rechecks(care(), done.course(), bed.at(minutes=6))] == ["T-01"]


def test_a_recheck_without_a_clock_comes_last() -> None:
    order = resident(oxygen_tenths_l_min=20)
    bed = Bed(order).seen(temperature(374), symptoms=()).seen(temperature(374), symptoms=(), hours=12)
    late = assess.rechecks(care(), bed.course(), bed.at(hours=13))
    assert [(r.rule, r.until) for r in late] == [("D-03", None)]


def test_a_whole_history_as_steps() -> None:
    bed = Bed().seen(temperature(364), spo2(93)).well(minutes=30).well(hours=12)
    steps = assess.replayed(care(), bed.history())
    assert [(s.start - MONDAY, s.severity) for s in steps if s.start < bed.at(minutes=11)] == [
        (timedelta(0), REVIEW),
        (timedelta(minutes=10), URGENT),
    ]
    quiet = assess.replayed(care(), bed.history(), quiet_before=bed.at(minutes=5))
    assert [all(f.would_have for f in s.fired if f.severity >= REVIEW) for s in quiet[:2]] == [True, False]


def test_what_comes_back_to_how_it_was_before_is_a_step_of_its_own() -> None:
    bed = Bed().well().seen(temperature(364), spo2(97), symptoms=("cough",), hours=12)
    steps = assess.replayed(care(), bed.well(hours=24).well(hours=36).history())
    assert [s.severity for s in steps] == [NONE, WATCH, NONE]


def test_a_quiet_time_leaves_a_watch_as_it_is() -> None:
    bed = Bed().seen(temperature(374), spo2(97))
    first = assess.replayed(care(), bed.history(), quiet_before=bed.at(hours=1))[0]
    assert [f.would_have for f in first.fired] == [False]


def test_parts_of_one_moment_are_one_step() -> None:
    bed = Bed().seen(temperature(386), symptoms=None, act="a").seen(spo2(97), act="a")
    starts = [s.start for s in assess.replayed(care(), bed.history())]
    assert starts == sorted(set(starts))


def test_a_history_of_somebody_not_written_down_is_judged_as_a_resident() -> None:
    seen = Seen("e", "a", 1, MONDAY, MONDAY, "n", Observed("p", None, (temperature(386),), None))
    called = TaskEnd("c", 2, MONDAY, "n", Task.CALL, done=True)
    (step, *_) = assess.replayed(care(), History("p", (seen, called)))
    assert step.severity is REVIEW
    assert course.start("p").person is None


def test_alone_knows_the_age_and_takes_who_has_no_birth_date_for_an_adult() -> None:
    child = resident(birth_date=born(15))
    assert assess.alone(care(), child, (temperature(386),), None, MONDAY) is NOT_KNOWN
    assert assess.alone(care(), child, (temperature(386),), None, MONDAY + timedelta(days=366)) is REVIEW
    assert assess.alone(care(), resident(), (temperature(386),), None, MONDAY) is REVIEW
    assert assess.alone(care(), resident(birth_date=born(80)), (temperature(386),), None, MONDAY) is REVIEW


def test_alone_counts_the_worst_of_repeats_and_nothing_that_lacks() -> None:
    assert assess.alone(care(), resident(), (spo2(91), spo2(97)), None, MONDAY) is REVIEW
    assert assess.alone(care(), resident(), (temperature(364),), None, MONDAY) is NONE
    assert assess.alone(care(), resident(), (breaths(30),), None, MONDAY) is URGENT
    assert assess.alone(care(), resident(), (temperature(350, Site.ORAL),), None, MONDAY) is REVIEW


def test_tasks_come_in_one_order() -> None:
    tasks = Bed().seen(temperature(386), spo2(85), symptoms=("cough", "chest_pain")).now().tasks
    assert tasks == tuple(t for t in Task if t in tasks)


def test_of_two_clocks_the_one_that_ends_first_comes_first_though_it_began_later() -> None:
    bed = Bed().seen(temperature(374)).seen(spo2(93), symptoms=None, minutes=10, act="a1")
    found = assess.rechecks(care(), bed.course(), bed.at(minutes=11))
    assert [(r.rule, r.since) for r in found] == [("S-02a", bed.at(minutes=10)), ("T-01", bed.at())]


def test_those_without_a_clock_come_last_and_of_them_the_one_that_waits_longer_first() -> None:
    asks = care_with("recheck_minutes = 30\n", "")
    bed = Bed(resident(oxygen_tenths_l_min=20), asks).seen(temperature(374), spo2(97)).seen(spo2(93), hours=12)
    found = assess.rechecks(asks, bed.course(), bed.at(hours=13))
    assert [(r.rule, r.since, r.until) for r in found] == [
        ("S-02a", bed.at(hours=12), bed.at(hours=12, minutes=5)),
        ("T-01", bed.at(), None),
        ("D-03", bed.at(hours=12), None),
    ]


def test_an_alert_of_history_stays_one_when_it_has_stepped_down() -> None:
    old = Bed().seen(temperature(388), spo2(97), way=Way.IMPORT, typed_later=timedelta(days=9)).well(hours=12)
    steps = assess.replayed(care(), old.well(hours=36).history(), quiet_before=old.at(days=2))
    assert [f.would_have for s in steps for f in s.fired if f.rule == "T-04"]
    assert all(f.would_have for s in steps for f in s.fired if f.rule == "T-04")


def test_the_worst_comes_first_though_it_opened_last() -> None:
    bed = Bed().seen(temperature(374), spo2(97), symptoms=("cough", "headache"))
    assert bed.fired("Y-01").bound == "cough,headache"
    found = bed.seen(temperature(374), spo2(88), symptoms=("cough", "chest_pain"), hours=12).now().fired
    assert [f.severity for f in found] == sorted((f.severity for f in found), reverse=True)
    assert found[0].severity is URGENT
    assert bed.fired("S-02b").bound == "90", "the line it lies beyond, not every one"
