"""What the entries mean: folded by the protocol in use, and written down as an entry of its own when it changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from carelog.model.assessment import Assessed, Step
from carelog.model.history import Event, History, moment
from carelog.model.severity import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from carelog.log import Act
    from carelog.model.deeds import ProtocolUsed
    from carelog.protocol.course import Course
    from carelog.protocol.schema import CareProtocol

_LOOK_BACK = timedelta(days=35)
"""More than the longest window of any rule of the first cut (baseline 14 days) before the last quiet moment."""


class _Folded(NamedTuple):
    tick: int
    last: tuple[datetime, int]
    course: Course


class Judge:
    """The protocol in use, compiled once, and what it has folded so far of each person."""

    def __init__(self, used: ProtocolUsed) -> None:
        self.used = used
        self._protocol: CareProtocol | None = None
        self.folded: dict[str, _Folded] = {}

    def protocol(self) -> CareProtocol:
        """The protocol, read when first needed."""
        if self._protocol is None:
            from carelog.protocol import load

            self._protocol = load.care_protocol(self.used.text, self.used.id)
        return self._protocol

    def forget(self, person: str) -> None:
        """Fold this person anew next time: something older than the newest event changed."""
        self.folded.pop(person, None)


def _course(judge: Judge, act: Act, person: str, event: Event) -> Course | None:
    """Fold one new event onto what is known, or None where only a whole refold is right."""
    from carelog.protocol import course

    known = judge.folded.get(person)
    if known is None or moment(event) <= known.last or act.newest_tick(person, before=event.tick) != known.tick:
        return None
    return course.fold(judge.protocol(), known.course, event)


def judged(judge: Judge, act: Act, person: str, event: Event) -> Step | None:
    """Judge a person after one new event of this act; the newest event costs one fold, an older one a refold."""
    from carelog.protocol import assess

    folded = _course(judge, act, person, event)
    at = moment(event)[0]
    if folded is None:
        steps = reassess(judge, act, person, at)
    else:
        judge.folded[person] = _Folded(event.tick, moment(event), folded)
        steps = assess.assess(judge.protocol(), folded, at)
        _write(judge, act, person, at, steps)
    return in_force(steps, act.at)


def in_force(steps: Sequence[Step], at: datetime) -> Step | None:
    """The step that holds at an instant: the last one that has begun, the first where none has."""
    begun = [s for s in steps if s.start <= at]
    return begun[-1] if begun else (steps[0] if steps else None)


def reassess(
    judge: Judge, act: Act, person: str, since: datetime, quiet_before: datetime | None = None
) -> tuple[Step, ...]:
    """Fold a person's history again and replace their steps from `since` on."""
    judge.forget(person)
    history = act.history(person, act.quiet_since(person, since) - _LOOK_BACK)
    steps, course = steps_since(judge.protocol(), history, since, quiet_before)
    _remember(judge, history, course)
    _write(judge, act, person, since, steps)
    return steps


def _remember(judge: Judge, history: History, course: Course) -> None:
    if history.events:
        newest = max(event.tick for event in history.events)
        judge.folded[history.person] = _Folded(newest, moment(history.events[-1]), course)


def _write(judge: Judge, act: Act, person: str, since: datetime, steps: tuple[Step, ...]) -> None:
    if not _same(act.steps_from(person, since), steps):
        act.append(Assessed(person, judge.used.sha256, since, steps), person=person, happened_at=since)


def _same(stored: Sequence[Step], steps: Sequence[Step]) -> bool:
    """Whether the stored steps already say this; the first may have begun earlier."""
    said = [(s.severity, s.tasks, s.fired) for s in stored]
    return said == [(s.severity, s.tasks, s.fired) for s in steps] and [s.start for s in stored[1:]] == [
        s.start for s in steps[1:]
    ]


def steps_since(
    protocol: CareProtocol, history: History, since: datetime, quiet_before: datetime | None = None
) -> tuple[tuple[Step, ...], Course]:
    """What held from `since` on, event after event, with the course all of it folds into.

    Each event's steps hold until the next event. Alerts whose step begins before `quiet_before` are marked history.
    """
    from carelog.protocol import assess, course

    state = course.start(history.person)
    steps: list[Step] = []
    for event in history.events:
        at = moment(event)[0]
        if at > since and not steps:
            steps.extend(assess.assess(protocol, state, since))
        state = course.fold(protocol, state, event)
        if at >= since:
            steps = [s for s in steps if s.start < at]
            steps.extend(assess.assess(protocol, state, at))
    steps = steps or list(assess.assess(protocol, state, since))
    return tuple(_joined(_as_history(s, quiet_before) for s in steps)), state


def _as_history(step: Step, quiet_before: datetime | None) -> Step:
    if quiet_before is None or step.start >= quiet_before:
        return step
    return replace(step, fired=tuple(replace(f, would_have=f.severity >= Severity.REVIEW) for f in step.fired))


def _joined(steps: Iterable[Step]) -> list[Step]:
    """Leave out steps that say the same as the one before."""
    kept: list[Step] = []
    for step in steps:
        if not kept or (step.severity, step.tasks, step.fired) != (kept[-1].severity, kept[-1].tasks, kept[-1].fired):
            kept.append(step)
    return kept
