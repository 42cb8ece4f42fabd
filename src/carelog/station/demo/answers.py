"""How the nurses of the demo home answer: they see alerts, close them with an outcome, and end what is to be done."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import NamedTuple

from carelog.model.alerting import Acknowledged, Closed, Outcome, TaskEnded
from carelog.model.assessment import Standing, Step, open_alerts
from carelog.model.reading import Quantity
from carelog.model.severity import STAYING, Task
from carelog.station.demo.story import Life

_SET = frozenset({Quantity.RESPIRATORY_RATE, Quantity.PULSE, Quantity.SYSTOLIC})
_SEE = (2, 7)
_MEASURE = (2, 6)
_CLOSE = (80, 170)
_END = {
    Task.TEST: (50, 150),
    Task.ISOLATE: (180, 300),
    Task.CALL: (15, 40),
    Task.TRANSFER: (30, 70),
    Task.REPORT: (60, 120),
}
"""Minutes from an alert or a task until somebody has seen, measured, closed or ended it: shortest and longest."""


class Intent(NamedTuple):
    """Something a nurse means to do for a person at a time; `what` is 'see', 'close' or a task."""

    at: datetime
    by: str
    person: str
    what: str


def intents(life: Life, steps: Sequence[Step], now: datetime, by: str, dice: Random) -> Iterator[Intent]:
    """What a nurse will do about a person's steps: every alert seen and closed, every staying task ended."""
    me = life.person.id
    for step in steps:
        since = max(now, step.start)
        if open_alerts(step):
            yield Intent(_later(since, _SEE, dice), by, me, "see")
            yield Intent(_later(since, _CLOSE, dice), by, me, "close")
        if asks_set(step) and step.start <= now:
            yield Intent(_later(now, _MEASURE, dice), by, me, Task.COMPLETE_SET.value)
        for task in step.tasks:
            if task in STAYING:
                yield Intent(_ended(life, task, _later(since, _END[task], dice)), by, me, task.value)


def asks_set(step: Step) -> bool:
    """Whether a complete set is to be done, or a rule rests on a part of one that rounds do not measure."""
    return Task.COMPLETE_SET in step.tasks or any(f.reading in _SET for f in step.fired)


def _later(since: datetime, minutes: tuple[int, int], dice: Random) -> datetime:
    return since + timedelta(seconds=dice.randrange(minutes[0] * 60, minutes[1] * 60))


def _ended(life: Life, task: Task, at: datetime) -> datetime:
    """Who is infected stays isolated until that is over."""
    if task is Task.ISOLATE and life.apart and life.troubles and life.troubles[0].start <= at < life.apart[1]:
        return life.apart[1]
    return at


def written_down(
    intent: Intent, life: Life, step: Step | None, seen: frozenset[tuple[str, str]]
) -> Acknowledged | Closed | TaskEnded | None:
    """What a nurse says when the time has come; None where it has settled by itself or was done before."""
    if step is None:
        return None
    waiting = tuple((f.rule, f.episode) for f in open_alerts(step))
    if intent.what == "see":
        fresh = tuple(w for w in waiting if w not in seen)
        return Acknowledged(intent.person, fresh) if fresh else None
    if intent.what == "close":
        return Closed(intent.person, waiting, _outcome(life, step, intent.at)) if waiting else None
    task = Task(intent.what)
    return TaskEnded(intent.person, task, done=task is not Task.TRANSFER) if task in step.tasks else None


def _outcome(life: Life, step: Step, at: datetime) -> Outcome:
    """Ill people are treated here; a value that is back was not confirmed; the doctor saw everybody else."""
    if any(t.start <= at <= t.end and t.shape != "complaint" for t in life.troubles):
        return Outcome.TREATED_HERE
    back = all(f.standing is Standing.IMPROVING for f in open_alerts(step))
    return Outcome.NOT_CONFIRMED if back else Outcome.SEEN
