"""What the entries mean, as a step function of time."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from carelog.model.severity import Severity, Task


class Standing(StrEnum):
    """How a rule stands."""

    ON = "on"
    IMPROVING = "improving"
    """values are back but a REVIEW or URGENT waits for a named person"""
    ANSWERED = "answered"
    """a named person closed it while the value still holds; it raises no new alert until it gets worse"""


@dataclass(frozen=True, slots=True)
class Fired:
    """One rule that holds: why a severity was given.

    `episode` is the entry that first fired it, or last made an alert markedly worse (it then speaks again); `entries`
    are those it rests on. `reading` is a quantity, `symptoms`, or '' (several, or rounds). `bound` is what was compared
    against, in the reading's own unit ('373', '93'), the symptoms' codes ('cough,fall') or a reason ('refused');
    `would_have` marks history too old to open an alert (imports).
    """

    rule: str
    severity: Severity
    tasks: tuple[Task, ...]
    standing: Standing
    episode: str
    entries: tuple[str, ...]
    reading: str = ""
    value: int | None = None
    bound: str = ""
    would_have: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """What holds from one instant on until the next step, if nothing more is entered."""

    start: datetime
    severity: Severity
    tasks: tuple[Task, ...]
    fired: tuple[Fired, ...]


@dataclass(frozen=True, slots=True)
class Assessed:
    """Entry kind `assessed`: replaces this person's steps from `since` on."""

    person: str
    protocol: str
    """SHA-256 of the protocol file that decided"""
    since: datetime
    steps: tuple[Step, ...]


def open_alerts(step: Step | None) -> tuple[Fired, ...]:
    """The rules of a step that wait for a named person: REVIEW or above, neither answered nor mere history."""
    if step is None:
        return ()
    return tuple(f for f in step.fired if waits(f))


def waits(fired: Fired) -> bool:
    """Whether a rule that stands is an alert that a named person has still to close."""
    return fired.severity >= Severity.REVIEW and fired.standing is not Standing.ANSWERED and not fired.would_have


class Answer(NamedTuple):
    """A named person closed alerts: the rules' episodes, the outcome's code, when."""

    entry: str
    tick: int
    at: datetime
    by: str
    episodes: tuple[tuple[str, str], ...]
    """(rule, episode)"""
    outcome: str


class TaskEnd(NamedTuple):
    """A named person ended a staying task: done or declined."""

    entry: str
    tick: int
    at: datetime
    by: str
    task: Task
    done: bool
