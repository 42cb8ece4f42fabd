"""Another file comes into use while somebody is ill: what waits stays, what is long over does not come back."""

from dataclasses import replace

from carelog.model.assessment import Fired, Standing, open_alerts
from carelog.model.history import Left
from carelog.model.person import Ceiling
from carelog.model.severity import Severity, Task
from carelog.protocol import replay, takeover

from .bedside import Bed, breaths, care, resident, spo2, temperature

OLD = Fired("X-01", Severity.URGENT, (Task.TRANSFER, Task.OXYGEN), Standing.ON, "e0", ("e0",), "spo2", 88, "90")
"""An alert of a rule that the new file does not know."""


def switched(bed: Bed, *fired: Fired, tasks: tuple[Task, ...] = (), hours: float = 1) -> Bed:
    """Another file comes into use; these alerts and tasks were open by the one before."""
    n = len(bed.events) + 1
    return bed.told(Left(f"e{n}", n, bed.at(hours=hours), fired, tasks))


def test_an_alert_of_a_rule_nobody_knows_any_more_waits_on() -> None:
    bed = switched(Bed().well(), OLD, tasks=(Task.TRANSFER,))
    step = bed.now()
    assert step.severity is Severity.URGENT
    assert open_alerts(step) == (OLD,)
    assert set(step.tasks) == {Task.TRANSFER, Task.OXYGEN}


def test_normal_values_and_days_do_not_end_it() -> None:
    bed = switched(Bed().well(), OLD)
    for day in range(1, 6):
        bed.well(days=day)
    assert open_alerts(bed.now())[0].rule == "X-01"


def test_a_named_person_ends_it() -> None:
    bed = switched(Bed().well(), OLD, tasks=(Task.TRANSFER,))
    bed.answered("X-01", hours=2)
    assert bed.severity() is Severity.NONE
    assert bed.now().tasks == (Task.TRANSFER,)
    bed.ended(Task.TRANSFER, hours=3)
    assert bed.now().tasks == ()


def test_its_tasks_end_one_by_one_while_it_waits() -> None:
    bed = switched(Bed().well(), OLD, tasks=(Task.TRANSFER,)).ended(Task.TRANSFER, hours=2)
    assert bed.fired("X-01").tasks == (Task.OXYGEN,)


def test_an_answer_to_something_else_leaves_it_open() -> None:
    bed = switched(Bed().seen(temperature(386), spo2(97)), OLD)
    bed.answered("T-04", hours=2)
    assert {f.rule for f in open_alerts(bed.now())} == {"X-01"}


def test_the_care_plan_still_turns_a_transfer_into_a_call() -> None:
    bed = switched(Bed(person=resident(ceiling=Ceiling.NO_TRANSFER)).well(), OLD, tasks=(Task.TRANSFER,))
    assert Task.TRANSFER not in bed.now().tasks
    assert Task.CALL in bed.now().tasks


def test_worse_comes_first_and_what_the_file_does_not_know_after_its_own() -> None:
    bed = switched(Bed().seen(temperature(366), spo2(88)), OLD, replace(OLD, rule="X-02", severity=Severity.REVIEW))
    rules = [f.rule for f in bed.now().fired]
    assert rules.index("S-02b") < rules.index("X-01") < rules.index("X-02")


def test_an_alert_of_a_rule_both_know_goes_on_as_the_new_ones() -> None:
    old = Fired("T-04", Severity.URGENT, (), Standing.ON, "e1", ("e1",), "temperature", 386, "385")
    bed = switched(Bed().seen(temperature(386), spo2(97)), old)
    assert [f.rule for f in open_alerts(bed.now())] == ["T-04"]
    assert bed.fired("T-04").severity is Severity.URGENT


def test_an_alert_that_the_new_file_counts_as_answered_or_milder_waits_as_before() -> None:
    old = Fired("Y-04", Severity.REVIEW, (), Standing.ON, "e1", ("e1",), "symptoms", None, "fall")
    bed = switched(Bed().seen(temperature(366), spo2(97), symptoms=("fall",)), old)
    assert [f.rule for f in open_alerts(bed.now())] == ["Y-04"]
    bed.answered("Y-04", hours=2)
    assert open_alerts(bed.now()) == ()


def test_what_was_back_before_opens_nothing_though_the_new_file_would_have_said_it() -> None:
    bed = Bed().seen(temperature(386), spo2(97)).well(days=1).well(days=2).well(days=3)
    assert "T-04" in bed.rules()
    switched(bed, hours=80)
    assert "T-04" not in bed.rules()
    assert bed.now().tasks == ()


def test_a_task_of_what_was_back_before_goes_though_something_else_stands() -> None:
    bed = Bed().seen(temperature(386), spo2(97)).well(days=1).well(days=2).seen(breaths(22), hours=49)
    assert Task.TEST in bed.now().tasks
    switched(bed, hours=50)
    assert "R-01" in bed.rules()
    assert Task.TEST not in bed.now().tasks


def test_what_was_answered_here_but_waits_by_the_earlier_file_waits_on() -> None:
    old = Fired("T-04", Severity.REVIEW, (), Standing.ON, "e9", ("e9",), "temperature", 391, "385")
    bed = Bed().seen(temperature(386), spo2(97)).answered("T-04", minutes=10)
    assert [f.rule for f in open_alerts(switched(bed, old).now())] == ["T-04"]


def test_what_is_only_nearly_back_opens_nothing_either_where_the_earlier_file_did_not_say_it() -> None:
    bed = Bed().seen(temperature(386), spo2(97)).seen(temperature(384), spo2(97), hours=12)
    assert "T-04" in bed.rules()
    assert "T-04" not in switched(bed, hours=13).rules()


def test_what_stood_by_the_earlier_file_is_not_lost_while_it_is_only_nearly_back() -> None:
    watch = Fired("T-02", Severity.WATCH, (), Standing.ON, "e1", ("e1",), "temperature", 374, "373")
    bed = Bed().seen(temperature(374), spo2(97)).seen(temperature(371), spo2(97), hours=12)
    assert "T-02" in bed.rules()
    assert "T-02" in switched(bed, watch, hours=13).rules()


def test_what_holds_now_is_judged_by_the_new_file_at_once() -> None:
    bed = switched(Bed().seen(temperature(386), spo2(97)))
    assert open_alerts(bed.now())[0].rule == "T-04"
    assert Task.TEST in bed.now().tasks


def test_a_task_that_was_ended_does_not_come_back() -> None:
    bed = switched(Bed().seen(temperature(386), spo2(97)).ended(Task.TEST, minutes=90), hours=2)
    assert Task.TEST not in bed.now().tasks


def test_a_file_that_is_only_tried_passes_over_the_change() -> None:
    bed = Bed().seen(temperature(386), spo2(97))
    without = replay.decided_again(care(), bed.history(), ())
    assert replay.decided_again(care(), switched(bed, OLD).history(), ()) == without
    after = replay.decided_again(care(), bed.seen(temperature(364), spo2(88), hours=2).history(), ())
    assert "S-02b" in {f.rule for f in after[-1].fired}


def test_a_course_without_anything_left_is_not_touched_by_an_answer() -> None:
    bed = Bed().well()
    course = bed.course()
    bed.answered(hours=1)
    assert takeover.answered(course, bed.events[-1]) is course  # type: ignore[arg-type]  # an answer
