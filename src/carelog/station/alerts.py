"""Alerts, tasks and rechecks of people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carelog.model.assessment import Answer, Step, TaskEnd, open_alerts
from carelog.model.deeds import Acknowledged, Closed, Outcome, TaskEnded
from carelog.model.reading import Quantity
from carelog.model.refusal import Refusal
from carelog.model.severity import Task
from carelog.station import judging
from carelog.station.rows import Advice

if TYPE_CHECKING:
    from collections.abc import Iterable

    from carelog.station.desk import Station


def _open(station: Station, person: str) -> tuple[tuple[str, str], ...]:
    alerts = open_alerts(station.log.steps_at(station.now()).get(person))
    if not alerts:
        raise Refusal("station.no_alert")
    return tuple((f.rule, f.episode) for f in alerts)


def acknowledge(station: Station, person: str, note: str) -> None:
    """Store that the one who acts has seen a person's open alerts; refuses where none is open."""
    episodes = _open(station, person)
    with station.deed() as act:
        act.append(Acknowledged(person, episodes, note), person=person)


def close(station: Station, person: str, outcome: Outcome, note: str) -> None:
    """Store how a person's open alerts ended and judge them again; refuses where none is open."""
    episodes = _open(station, person)
    with station.deed() as act:
        known = station.judge.known(person)
        entry = act.append(Closed(person, episodes, outcome, note))
        answer = Answer(entry.id, entry.tick, entry.recorded_at, act.by, episodes, outcome)
        judging.judged(station.judge, act, person, answer, known)


def end_task(station: Station, person: str, task: Task, *, done: bool, note: str) -> None:
    """Store that a task was done or declined and judge the person again; refuses a task that is not open."""
    step = station.log.steps_at(station.now()).get(person)
    if step is None or task not in step.tasks:
        raise Refusal("station.no_task")
    with station.deed() as act:
        known = station.judge.known(person)
        entry = act.append(TaskEnded(person, task, done, note))
        ended = TaskEnd(entry.id, entry.tick, entry.recorded_at, act.by, task, done)
        judging.judged(station.judge, act, person, ended, known)


def _wait(person: str, step: Step, after: Step | None) -> Advice:
    reading = next((f.reading for f in step.fired if Task.RECHECK in f.tasks and f.reading), "")
    quantity = Quantity(reading) if reading in set(Quantity) else None
    return Advice(person, quantity, Task.RECHECK, step.start, after.start if after else None)


def advice(station: Station, persons: Iterable[str]) -> tuple[Advice, ...]:
    """Who must be measured again, since when, and until when it can wait; soonest first."""
    now = station.now()
    found = []
    for person in persons:
        steps = station.log.steps(person, now, judging.ALWAYS)
        if steps and Task.RECHECK in steps[0].tasks:
            found.append(_wait(person, steps[0], steps[1] if len(steps) > 1 else None))
    return tuple(sorted(found, key=lambda a: (a.until is None, a.until or a.since)))
