"""Alerts, tasks and rechecks of people."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from carelog.model.alerting import Acknowledged, Action, Closed, Outcome, TaskEnded
from carelog.model.assessment import Answer, Fired, Step, TaskEnd, open_alerts
from carelog.model.person import Role
from carelog.model.reading import Quantity
from carelog.model.refusal import Refusal
from carelog.model.severity import Severity, Task
from carelog.model.text import clean
from carelog.station import judging
from carelog.station.alerting.eased import eased
from carelog.station.rows import Advice

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from carelog.log.write import Act
    from carelog.protocol.assess import Recheck
    from carelog.station.desk import Station

_INSTANT = timedelta(milliseconds=1)


Meant = frozenset[tuple[str, str]]
"""The alerts somebody had before their eyes when they answered, each (rule, episode)."""


def meant(station: Station, person: str) -> Meant:
    """The open alerts of a person now."""
    alerts = open_alerts(station.log.steps_at(station.now()).get(person))
    return frozenset((f.rule, f.episode) for f in alerts)


def _open(station: Station, person: str, shown: Meant | None = None) -> tuple[tuple[str, str], ...]:
    alerts = open_alerts(station.log.steps_at(station.now()).get(person))
    if not alerts:
        raise Refusal("station.no_alert")
    episodes = tuple((f.rule, f.episode) for f in alerts)
    if shown is not None and not shown.issuperset(episodes):
        raise Refusal("alerts.more_now", rules=", ".join(one[0] for one in episodes if one not in shown))
    return episodes


def acknowledge(
    station: Station,
    person: str,
    note: str,
    action: Action | None,
    next_check: datetime | None,
    shown: Meant | None = None,
) -> None:
    """Store that the one who acts has seen a person's open alerts, what they do, and by when they look again.

    Refuses where none is open, a next check that is past, and where another alert has joined those that were shown.
    """
    from carelog.station.alerting.door import check_next

    check_next(station, next_check)
    with station.deed() as act:
        episodes = _open(station, person, shown)
        act.append(Acknowledged(person, episodes, note, action, next_check), person=person)


_ENDED_ELSEWHERE = frozenset({Outcome.TRANSFERRED, Outcome.DIED})
_CLINICAL = frozenset({Role.NURSE, Role.DOCTOR})


def needs_a_doctor(station: Station, person: str, outcome: Outcome) -> bool:
    """Whether an urgent alert cannot be closed so without a doctor's decision: by all that is known it still holds."""
    urgent = [f for f in open_alerts(station.log.steps_at(station.now()).get(person)) if f.severity >= Severity.URGENT]
    return bool(urgent) and outcome not in _ENDED_ELSEWHERE and not eased(station, person, urgent)


def _refuse_hasty(station: Station, person: str, outcome: Outcome, decided_by: str) -> None:
    """An urgent alert is closed by a nurse or doctor, and by more than having been looked at."""
    alerts = open_alerts(station.log.steps_at(station.now()).get(person))
    if not any(f.severity >= Severity.URGENT for f in alerts):
        return
    if not _clinical(station):
        raise Refusal("alerts.not_yours", code=station.actor().code)
    if not decided_by and needs_a_doctor(station, person, outcome):
        raise Refusal("alerts.needs_more")


def _clinical(station: Station) -> bool:
    """Whether the one who acts may close an urgent alert: a nurse, a doctor, or whose role nobody wrote down."""
    return station.actor().role is None or station.actor().role in _CLINICAL


def close(
    station: Station, person: str, outcome: Outcome, note: str, decided_by: str, shown: Meant | None = None
) -> None:
    """Store how a person's open alerts ended and judge them again; refuses where none is open, or another joined.

    An urgent alert is closed by nobody whose role on file is another one than nurse or doctor; after a new reading by
    which it does not hold, by a doctor's decision, a transfer or a death.
    """
    with station.deed() as act:
        _open(station, person, shown)
        closed(station, act, person, outcome, note, decided_by)


def closed(station: Station, act: Act, person: str, outcome: Outcome, note: str, decided_by: str) -> None:
    """Append inside an act how a person's open alerts ended; refuses as `close` does."""
    episodes = _open(station, person)
    decided_by = clean(decided_by)
    _refuse_hasty(station, person, outcome, decided_by)
    _close_in(station, act, Closed(person, episodes, outcome, note, decided_by))


def _close_in(station: Station, act: Act, told: Closed) -> None:
    known = station.judge.known(told.person)
    entry = act.append(told)
    answer = Answer(entry.id, entry.tick, entry.recorded_at, act.by, told.episodes, told.outcome)
    judging.judged(station.judge, act, told.person, answer, known)


def end_with(station: Station, act: Act, person: str, outcome: Outcome) -> None:
    """Close the open alerts of somebody who was taken to hospital or died, inside the act that says so.

    Where one is urgent and the one who acts is neither nurse nor doctor, all of them stay open.
    """
    alerts = open_alerts(station.log.steps_at(station.now()).get(person))
    urgent = any(f.severity >= Severity.URGENT for f in alerts)
    if alerts and (not urgent or _clinical(station)):
        _close_in(station, act, Closed(person, tuple((f.rule, f.episode) for f in alerts), outcome))


def see_in(station: Station, act: Act, person: str, action: Action, at: datetime) -> None:
    """Say inside an act that the alerts a person had at a time are seen, and what is done; later ones are not meant."""
    alerts = open_alerts(station.log.steps_at(station.now()).get(person))
    meant = tuple((f.rule, f.episode) for f in alerts if _begun(station, f, at))
    if meant:
        act.append(Acknowledged(person, meant, action=action), person=person)


def _begun(station: Station, fired: Fired, at: datetime) -> bool:
    entry = station.log.entry(fired.episode)
    return entry is None or entry.happened_at <= at


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


def advice(station: Station, persons: Iterable[str]) -> tuple[Advice, ...]:
    """Who must be measured again, what, since when, and until when it can wait; one row a person, soonest first."""
    now, asked = station.now(), tuple(persons)
    found = []
    for person, step in _in_force(station, asked, now).items():
        if Task.RECHECK in step.tasks:
            found.append(_soonest(station, person, now) or _said(person, step))
    return tuple(sorted(found, key=lambda a: (a.until is None, a.until or a.since)))


def _in_force(station: Station, persons: tuple[str, ...], now: datetime) -> dict[str, Step]:
    """The step in force of each: one look-up for all of a sheet, one for the person whose row was just stored."""
    if len(persons) == 1:
        steps = station.log.steps(persons[0], now, now + _INSTANT)
        return {persons[0]: steps[0]} if steps and steps[0].start <= now else {}
    standing = station.log.steps_at(now)
    return {person: standing[person] for person in persons if person in standing}


def _soonest(station: Station, person: str, now: datetime) -> Advice | None:
    """The repeat whose clock ends first, as the rules in use count it; None where they know of none."""
    from carelog.protocol import assess

    course = judging.foreseen(station.judge, person, now)
    due = assess.rechecks(station.judge.protocol(), course, now)
    return _told(person, due[0]) if due else None


def _told(person: str, due: Recheck) -> Advice:
    return Advice(person, _quantity(due.reading), Task.RECHECK, due.since, due.until)


def _said(person: str, step: Step) -> Advice:
    """A repeat that an earlier protocol asked for: what stands in the log, without a clock."""
    reading = next((f.reading for f in step.fired if Task.RECHECK in f.tasks and f.reading), "")
    return Advice(person, _quantity(reading), Task.RECHECK, step.start, None)


def _quantity(reading: str) -> Quantity | None:
    return Quantity(reading) if reading in set(Quantity) else None
