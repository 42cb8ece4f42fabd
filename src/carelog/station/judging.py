"""What the entries mean: folded by the protocol in use, and written down as an entry of its own when it changed."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from datetime import UTC, datetime, tzinfo
from typing import TYPE_CHECKING, NamedTuple

from carelog.model.assessment import Assessed, Step
from carelog.model.history import moment
from carelog.model.severity import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from carelog.log import Log
    from carelog.log.write import Act
    from carelog.model.history import Event, History
    from carelog.model.home import ProtocolUsed
    from carelog.protocol.course import Course
    from carelog.protocol.schema import CareProtocol

ALWAYS = datetime(9999, 1, 1, tzinfo=UTC)
_NEVER = datetime(1970, 3, 1, tzinfo=UTC)


class _Folded(NamedTuple):
    tick: int
    last: tuple[datetime, int]
    course: Course


class Judge:
    """The protocol in use, compiled once, and what it has folded so far of each person.

    `begun` is from when it decides, where another one did before: older decisions stay as they are.
    """

    def __init__(self, log: Log, used: ProtocolUsed, zone: tzinfo) -> None:
        self.log = log
        self.zone = zone
        self.used = used
        self.entry, self.begun = log.protocol_since()
        self._protocol: CareProtocol | None = None
        self._folded: dict[str, _Folded] = {}

    def protocol(self) -> CareProtocol:
        """The protocol, read when first needed."""
        if self._protocol is None:
            from carelog.protocol import load

            self._protocol = load.care_protocol(self.used.text, self.used.id).in_zone(self.zone)
        return self._protocol

    def ready(self) -> bool:
        """Whether the protocol is read already, so that judging makes nobody wait."""
        return self._protocol is not None

    def known(self, person: str) -> Course | None:
        """What a person's history folded into, where nothing was written about them since; ask before appending."""
        folded = self._folded.get(person)
        return folded.course if folded and folded.tick == self.log.newest_tick(person) else None

    def forget(self) -> None:
        """Know nothing any more: an act was not stored, so what was folded of it never happened."""
        self._folded.clear()

    def newer(self, person: str, event: Event) -> bool:
        """Whether an event stands after everything folded of a person so far."""
        return moment(event) > self._folded[person].last

    def keep(self, person: str, last: tuple[datetime, int], course: Course) -> None:
        """Remember what a person's history folded into, as of the newest entry about them."""
        self._folded[person] = _Folded(self.log.newest_tick(person), last, course)


def from_when(log: Log, protocol: CareProtocol, person: str, at: datetime) -> datetime:
    """Since when a person's history is folded to be decided at a time: from a calm moment well before a calm one.

    So far before that nothing of what came earlier matters; the whole history where there is no such moment.
    """
    calm = log.quiet_since(person, at)
    before = calm and log.quiet_since(person, calm - protocol.ruleset.look_back())
    return before or _NEVER


def foreseen(judge: Judge, person: str, now: datetime) -> Course:
    """What a person's history folds into by now; remembered, so that their next save need not fold it again."""
    from carelog.protocol import course, ordinary

    known = judge.known(person)
    if known is not None:
        return known
    history = judge.log.history(person, from_when(judge.log, judge.protocol(), person, now))
    state = ordinary.folded(judge.protocol(), course.start(person), history.events)
    if history.events:
        judge.keep(person, moment(history.events[-1]), state)
    return state


def judged(judge: Judge, act: Act, person: str, event: Event, known: Course | None) -> Step | None:
    """Judge a person after one new event of this act; on top of what was `known` that costs one fold.

    Without it, or where the event is older than what is known, the history is folded again.
    """
    from carelog.protocol import assess, course

    at = moment(event)[0]
    if known is None or not judge.newer(person, event):
        return in_force(reassess(judge, act, person, at), max(act.at, at))
    state = course.fold(judge.protocol(), known, event)
    steps = assess.assess(judge.protocol(), state, at)
    _write(judge, act, person, at, steps)
    judge.keep(person, moment(event), state)
    return in_force(steps, max(act.at, at))


def in_force(steps: Sequence[Step], at: datetime) -> Step | None:
    """The step that holds at an instant: the last one that has begun, the first where none has."""
    begun = [s for s in steps if s.start <= at]
    return begun[-1] if begun else (steps[0] if steps else None)


def reassess(
    judge: Judge, act: Act, person: str, since: datetime, quiet_before: datetime | None = None
) -> tuple[Step, ...]:
    """Fold a person's history again and replace their steps from `since` on, but none that an earlier file decided."""
    since = max(since, judge.begun) if judge.begun else since
    history = act.history(person, from_when(judge.log, judge.protocol(), person, since))
    steps, state = steps_since(judge.protocol(), history, since, quiet_before)
    _write(judge, act, person, since, steps)
    if history.events:
        judge.keep(person, moment(history.events[-1]), state)
    return steps


def _write(judge: Judge, act: Act, person: str, since: datetime, steps: tuple[Step, ...]) -> None:
    if not _same(judge.log.steps(person, since, ALWAYS), steps):
        act.append(Assessed(person, judge.used.sha256, since, steps), person=person, happened_at=since)


def _same(stored: Sequence[Step], steps: Sequence[Step]) -> bool:
    """Whether the stored steps already say this; the first may have begun earlier, but no later."""
    if not stored or stored[0].start > steps[0].start:
        return False
    said = [(s.severity, s.tasks, s.fired) for s in stored]
    starts = [s.start for s in stored[1:]]
    return said == [(s.severity, s.tasks, s.fired) for s in steps] and starts == [s.start for s in steps[1:]]


def steps_since(
    protocol: CareProtocol, history: History, since: datetime, quiet_before: datetime | None = None
) -> tuple[tuple[Step, ...], Course]:
    """What held from `since` on, event after event, with the course all of it folds into.

    Each event's steps hold until the next event. Alerts whose step begins before `quiet_before` are marked history.
    """
    from carelog.protocol import assess, course, ordinary

    first = bisect_left(history.events, since, key=lambda event: moment(event)[0])
    state = ordinary.folded(protocol, course.start(history.person), history.events[:first])
    steps: list[Step] = []
    for event in history.events[first:]:
        at = moment(event)[0]
        if at > since and not steps:
            steps.extend(assess.assess(protocol, state, since))
        state = course.fold(protocol, state, event)
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
