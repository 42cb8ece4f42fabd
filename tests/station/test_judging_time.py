"""What time alone decides, what history would have decided, and which step holds."""

from datetime import timedelta

import pytest

from carelog.clock import FixedClock
from carelog.model.assessment import Standing, Step
from carelog.model.refusal import Refusal
from carelog.model.severity import Severity, Task
from carelog.station.desk import Station
from carelog.station.judging import in_force

from .conftest import MORNING
from .decisions import REVIEW, URGENT, WATCH, entries, row
from .support import later, tell

# time goes on by itself


@pytest.mark.parametrize(
    ("temperature", "spo2", "minutes", "before", "after", "task"),
    [
        (366, 93, 10, (REVIEW, "S-02a"), (URGENT, "S-02"), Task.TRANSFER),
        (375, 97, 60, (WATCH, "T-01"), (WATCH, "T-02"), Task.ISOLATE),
    ],
    ids=["oxygen not repeated", "fever not repeated"],
)
def test_a_repeat_that_nobody_takes_raises_at_its_time_without_any_entry(
    station: Station,
    clock: FixedClock,
    temperature: int,
    spo2: int,
    minutes: int,
    before: tuple[Severity, str],
    after: tuple[Severity, str],
    task: Task,
) -> None:
    tell(station, "3-1", temperature, spo2)
    head = station.log.head()
    found = []
    for at in (minutes - 0.001, minutes):
        clock.move(MORNING + timedelta(minutes=at) - clock.now())
        now = row(station, "3-1")
        found.append((now.severity, now.fired[0].rule, task in now.tasks))
    assert found == [(*before, False), (*after, True)]
    assert station.log.head() == head
    assert len(entries(station, "3-1")) == 1


def test_a_repeat_taken_in_time_takes_back_what_would_have_been_raised(station: Station, clock: FixedClock) -> None:
    tell(station, "3-1", 375)
    later(clock, 40)
    tell(station, "3-1", 366)
    later(clock, 60)
    assert Task.ISOLATE not in row(station, "3-1").tasks
    assert "T-02" not in {f.rule for f in row(station, "3-1").fired}


def test_what_time_raised_waits_for_a_name_although_no_entry_raised_it(station: Station, clock: FixedClock) -> None:
    tell(station, "3-1", 366, 93)
    station.acknowledge(station.by_code("3-1").id)
    assert not row(station, "3-1").waiting
    later(clock, 10)
    assert row(station, "3-1").waiting


# history brought in from elsewhere


def test_alerts_of_history_are_shown_as_what_would_have_been_and_wait_for_nobody(
    station: Station, clock: FixedClock
) -> None:
    tell(station, "3-1", spo2=88)
    later(clock, 60)
    person = station.by_code("3-1").id
    with station.deed() as act:
        station.reassess(act, person, MORNING, quiet_before=station.now())
    found = row(station, "3-1")
    assert (found.severity, found.waiting, found.open_alert) == (URGENT, False, False)
    assert all(f.would_have for f in found.fired if f.severity >= REVIEW)
    with pytest.raises(Refusal, match=r"station\.no_alert"):
        station.acknowledge(person)


def test_judging_again_what_has_not_changed_writes_nothing(station: Station, clock: FixedClock) -> None:
    tell(station, "3-1", spo2=88)
    later(clock, 300)
    tell(station, "3-1")
    before = len(entries(station, "3-1"))
    for since in (MORNING, MORNING + timedelta(minutes=2), station.now()):
        with station.deed() as act:
            station.reassess(act, station.by_code("3-1").id, since)
    assert len(entries(station, "3-1")) == before


# which step holds


STEPS = tuple(Step(MORNING + timedelta(minutes=n), severity, (), ()) for n, severity in ((0, WATCH), (10, URGENT)))


@pytest.mark.parametrize(("minute", "severity"), [(-5, WATCH), (0, WATCH), (9.999, WATCH), (10, URGENT), (600, URGENT)])
def test_the_step_that_holds_is_the_last_that_has_begun(minute: float, severity: Severity) -> None:
    step = in_force(STEPS, MORNING + timedelta(minutes=minute))
    assert step is not None
    assert step.severity is severity


def test_of_nobody_ever_judged_no_step_holds(station: Station) -> None:
    assert in_force((), MORNING) is None
    longest = max(timedelta(days=station.light.baseline_days), timedelta(days=90))
    assert longest < station.judge.protocol().ruleset.look_back()


def test_an_improving_alert_is_on_again_when_the_value_falls_again(station: Station, clock: FixedClock) -> None:
    tell(station, "3-1", spo2=88)
    for spo2 in (97, 97, 87):
        later(clock, 300)
        tell(station, "3-1", spo2=spo2)
    assert {f.standing for f in row(station, "3-1").fired if f.rule == "S-02b"} == {Standing.ON}
