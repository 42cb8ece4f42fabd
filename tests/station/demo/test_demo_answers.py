"""Nurses of the demo home leave no alert of the past without an answer."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from carelog.model.alerting import Acknowledged, Closed, Outcome, TaskEnded
from carelog.model.assessment import Fired, Standing, Step
from carelog.model.person import Kind, Person
from carelog.model.severity import Severity, Task
from carelog.station.demo.answers import Intent, intents, written_down
from carelog.station.demo.course import Trouble, nature
from carelog.station.demo.story import Life

NOW = datetime(2026, 11, 20, 1, tzinfo=UTC)
PERSON = Person(id="p", code="R001", kind=Kind.RESIDENT, name="Joan Hill")
WELL = Life(PERSON, nature(PERSON, Random(1)))
ILL = WELL._replace(
    troubles=(Trouble("infection", NOW - timedelta(days=1), NOW + timedelta(days=4), ("cough",)),),
    apart=(NOW, NOW + timedelta(days=5)),
)


def fired(severity: Severity = Severity.REVIEW, standing: Standing = Standing.ON) -> Fired:
    return Fired("S-02a", severity, (), standing, "e1", ("e1",))


def step(*rules: Fired, tasks: tuple[Task, ...] = (), start: datetime = NOW) -> Step:
    return Step(start, max((f.severity for f in rules), default=Severity.NONE), tasks, rules)


def meant(*steps: Step, life: Life = WELL) -> list[Intent]:
    return list(intents(life, steps, NOW, "n", Random(1)))


def test_an_alert_is_seen_within_minutes_and_closed_after_an_hour_or_two() -> None:
    see, close = meant(step(fired()))
    assert (see.what, close.what) == ("see", "close")
    assert timedelta(minutes=2) <= see.at - NOW <= timedelta(minutes=7)
    assert timedelta(minutes=80) <= close.at - NOW <= timedelta(minutes=170)


def test_something_to_watch_needs_nobody() -> None:
    assert meant(step(fired(Severity.WATCH), tasks=(Task.RECHECK,))) == []


def test_an_alert_that_begins_later_is_answered_after_it_began() -> None:
    later = NOW + timedelta(hours=3)
    assert all(intent.at > later for intent in meant(step(), step(fired(), start=later)))


@pytest.mark.parametrize("task", [Task.TEST, Task.ISOLATE, Task.CALL, Task.TRANSFER, Task.REPORT])
def test_every_task_that_stays_is_ended_by_somebody(task: Task) -> None:
    (intent,) = meant(step(tasks=(task,)))
    assert (intent.what, intent.person, intent.by) == (task.value, "p", "n")
    assert intent.at > NOW


def test_who_is_infected_stays_isolated_until_it_is_over() -> None:
    (intent,) = meant(step(tasks=(Task.ISOLATE,)), life=ILL)
    assert intent.at == NOW + timedelta(days=5)


def test_only_what_nobody_has_seen_yet_is_acknowledged() -> None:
    see = Intent(NOW, "n", "p", "see")
    assert written_down(see, WELL, step(fired()), frozenset()) == Acknowledged("p", (("S-02a", "e1"),))
    assert written_down(see, WELL, step(fired()), frozenset({("S-02a", "e1")})) is None


def test_what_settled_by_itself_needs_no_answer() -> None:
    for what in ("see", "close", "test", "call"):
        assert written_down(Intent(NOW, "n", "p", what), WELL, step(), frozenset()) is None
        assert written_down(Intent(NOW, "n", "p", what), WELL, None, frozenset()) is None


@pytest.mark.parametrize(
    ("life", "standing", "outcome"),
    [
        (WELL, Standing.IMPROVING, Outcome.NOT_CONFIRMED),
        (WELL, Standing.ON, Outcome.SEEN),
        (ILL, Standing.ON, Outcome.TREATED_HERE),
        (ILL, Standing.IMPROVING, Outcome.TREATED_HERE),
    ],
)
def test_the_outcome_fits_what_was_the_matter(life: Life, standing: Standing, outcome: Outcome) -> None:
    body = written_down(Intent(NOW, "n", "p", "close"), life, step(fired(standing=standing)), frozenset())
    assert body == Closed("p", (("S-02a", "e1"),), outcome)


def test_a_test_is_done_and_a_transfer_declined_where_people_can_be_treated_here() -> None:
    both = step(tasks=(Task.TEST, Task.TRANSFER))
    assert written_down(Intent(NOW, "n", "p", "test"), WELL, both, frozenset()) == TaskEnded("p", Task.TEST, done=True)
    declined = written_down(Intent(NOW, "n", "p", "transfer"), WELL, both, frozenset())
    assert declined == TaskEnded("p", Task.TRANSFER, done=False)


def test_a_complete_set_asked_for_is_taken_within_minutes() -> None:
    watch = Fired("R-01", Severity.WATCH, (), Standing.ON, "e1", ("e1",), "respiratory_rate", 21)
    for asked in (step(tasks=(Task.COMPLETE_SET,)), step(watch)):
        (intent,) = meant(asked)
        assert intent.what == "complete_set"
        assert timedelta(minutes=2) <= intent.at - NOW <= timedelta(minutes=6)
    assert meant(step(tasks=(Task.COMPLETE_SET,), start=NOW + timedelta(hours=1))) == []
