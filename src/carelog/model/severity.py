"""How bad, and what to do about it."""

from enum import IntEnum, StrEnum


class Severity(IntEnum):
    """How urgently a person needs somebody; NOT_KNOWN means not measured, not asked, or judged by no rule."""

    NONE = 0
    NOT_KNOWN = 1
    WATCH = 2
    REVIEW = 3
    URGENT = 4


class Task(StrEnum):
    """What is to be done; a set, not a ladder."""

    RECHECK = "recheck"
    COMPLETE_SET = "complete_set"
    TEST = "test"
    OXYGEN = "oxygen"
    ISOLATE = "isolate"
    CALL = "call"
    TRANSFER = "transfer"
    REPORT = "report"


STAYING = frozenset({Task.TEST, Task.ISOLATE, Task.CALL, Task.TRANSFER, Task.REPORT})
"""Tasks that end only when a named person says done or declined."""
