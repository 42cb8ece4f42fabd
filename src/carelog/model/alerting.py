"""What a named person answers to an alert or a task, each the body of an entry."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from carelog.model.person import PRIVATE
from carelog.model.severity import Task


class Outcome(StrEnum):
    """How an alert ended."""

    SEEN = "seen"
    TREATED_HERE = "treated_here"
    TRANSFERRED = "transferred"
    PLAN = "plan"
    NOT_CONFIRMED = "not_confirmed"
    DIED = "died"
    TELECONSULTED = "teleconsulted"
    HOME_VISIT = "home_visit"


class Action(StrEnum):
    """What somebody does about an alert they have seen."""

    CALLED = "called"
    """a doctor, a hospital or an ambulance"""
    RECHECK = "recheck"
    OXYGEN = "oxygen"
    TREATED = "treated"
    ISOLATED = "isolated"
    WATCHING = "watching"


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """Entry kind `acknowledged`: who saw these alerts, each (rule, episode), does `action` and looks again by then."""

    person: str
    episodes: tuple[tuple[str, str], ...]
    note: str = field(default="", metadata=PRIVATE)
    action: Action | None = None
    next_check: datetime | None = None


@dataclass(frozen=True, slots=True)
class Closed:
    """Entry kind `closed`: somebody closed these alerts, each (rule, episode), with an outcome.

    `decided_by` names the doctor who decided it, where that is why an urgent alert may be closed.
    """

    person: str
    episodes: tuple[tuple[str, str], ...]
    outcome: Outcome
    note: str = field(default="", metadata=PRIVATE)
    decided_by: str = ""


@dataclass(frozen=True, slots=True)
class TaskEnded:
    """Entry kind `task_ended`: a staying task was done or declined."""

    person: str
    task: Task
    done: bool
    note: str = field(default="", metadata=PRIVATE)
