"""From steps to the episodes that cost attention, and which of two decisions speak of the same thing."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from carelog.model.assessment import Fired, Standing, Step
from carelog.model.severity import Severity

NEAR = timedelta(hours=12)
"""Two alarms of one rule that begin no further apart are about the same thing, even where they do not overlap."""


class Alarm(NamedTuple):
    """One episode of one rule of a person, at the highest severity it reached; a renamed episode is one of its own."""

    person: str
    rule: str
    severity: Severity
    """WATCH, or REVIEW and above: an alert"""
    start: datetime
    """when it became that"""
    until: datetime | None
    """when a named person had answered, or it was over; None where it still waits"""
    end: datetime | None
    """when it was over; None where it still stands"""
    would_have: bool
    """history too old to open an alert: what an import would have raised"""

    @property
    def alert(self) -> bool:
        """Whether a named person has to close it."""
        return self.severity >= Severity.REVIEW

    @property
    def kind(self) -> Severity:
        """REVIEW for every alert, WATCH for what never became one."""
        return min(self.severity, Severity.REVIEW)


class Matched(NamedTuple):
    """Two decisions about one person compared: (recorded, replayed) that are about the same, and what is left."""

    same: tuple[tuple[Alarm, Alarm], ...]
    added: tuple[Alarm, ...]
    removed: tuple[Alarm, ...]


class _Span(NamedTuple):
    start: datetime
    end: datetime | None
    fired: Fired


def alarms(person: str, steps: Sequence[Step]) -> tuple[Alarm, ...]:
    """The episodes at WATCH and above of a person's steps, in the order in which they began."""
    spans: dict[tuple[str, str], list[_Span]] = defaultdict(list)
    for n, step in enumerate(steps):
        end = steps[n + 1].start if n + 1 < len(steps) else None
        for fired in step.fired:
            spans[fired.rule, fired.episode].append(_Span(step.start, end, fired))
    found = [_alarm(person, of) for of in spans.values() if max(s.fired.severity for s in of) >= Severity.WATCH]
    return tuple(sorted(found, key=lambda a: (a.start, a.rule)))


def _alarm(person: str, spans: list[_Span]) -> Alarm:
    severity = max(s.fired.severity for s in spans)
    first = next(n for n, s in enumerate(spans) if s.fired.severity >= min(severity, Severity.REVIEW))
    answered = (s.start for s in spans[first:] if s.fired.standing is Standing.ANSWERED)
    end = spans[-1].end
    old = all(s.fired.would_have for s in spans[first:] if s.fired.severity >= Severity.REVIEW)
    return Alarm(
        person, spans[0].fired.rule, severity, spans[first].start, next(answered, end), end,
        would_have=old and severity >= Severity.REVIEW,
    )  # fmt: skip


def observations(
    steps: Sequence[Step], acts: Sequence[tuple[datetime, frozenset[str]]]
) -> Iterator[tuple[str, datetime]]:
    """The observations an alert rests on, each once a rule: (rule, when its last part was read).

    `acts`: of each observation when its last part was read, and the entries of its parts. It counts where its values
    made the rule hold and its own later parts had not taken that back.
    """
    whole = {entry: (at, entries) for at, entries in acts for entry in entries}
    told: set[tuple[str, datetime, frozenset[str]]] = set()
    for n, step in enumerate(steps):
        until = steps[n + 1].start if n + 1 < len(steps) else None
        for fired in step.fired:
            if fired.severity < Severity.REVIEW or fired.standing is Standing.IMPROVING or not fired.entries:
                continue
            at, entries = whole.get(fired.entries[-1], (None, frozenset()))
            if at is not None and step.start <= at and (until is None or at < until):
                told.add((fired.rule, at, entries))
    yield from ((rule, at) for rule, at, _ in sorted(told, key=lambda t: (t[1], t[0])))


def matched(recorded: Sequence[Alarm], replayed: Sequence[Alarm]) -> Matched:
    """Compare two decisions about one person: the same rule at the same kind of severity, overlapping or begun near.

    One stands for one, the earliest for the earliest, so that recorded - removed + added = replayed.
    """
    left = list(recorded)
    same, added = [], []
    for alarm in replayed:
        other = next((one for one in left if _alike(one, alarm)), None)
        if other is None:
            added.append(alarm)
        else:
            left.remove(other)
            same.append((other, alarm))
    return Matched(tuple(same), tuple(added), tuple(left))


def _alike(one: Alarm, other: Alarm) -> bool:
    if one.rule != other.rule or one.alert is not other.alert:
        return False
    early, late = sorted((one, other), key=lambda a: a.start)
    return early.end is None or late.start < early.end or late.start - early.start <= NEAR
