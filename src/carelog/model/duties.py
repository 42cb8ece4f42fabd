"""What the house does every day for everybody's sake, each the body of an entry."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from carelog.model.person import PRIVATE


class NotDone(StrEnum):
    """Why a duty was not done."""

    NO_TIME = "no_time"
    NO_STAFF = "no_staff"
    NO_SUPPLIES = "no_supplies"
    BROKEN = "broken"
    NOT_POSSIBLE = "not_possible"
    """people were asleep, or it was too cold to open the windows"""
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class DutyTold:
    """Entry kind `duty`: one time of a daily duty in a zone was done, or was not and why.

    `zone` is a unit, '' the whole house; `day` the local date it counts for.
    """

    zone: str
    duty: str
    day: date
    not_done: NotDone | None = None
    note: str = field(default="", metadata=PRIVATE)


HOUSE = ""
"""The zone that is the whole house."""


class Duty(NamedTuple):
    """A duty: language -> words; so many times a day, in every zone or once for the house."""

    code: str
    words: Mapping[str, str]
    times: int
    of_zone: bool
    source: str
    evidence: str

    def belongs(self, zone: str) -> bool:
        """Whether it is done in a zone."""
        return self.of_zone is (zone != HOUSE)


class Stand(StrEnum):
    """How far a duty of a day is."""

    OPEN = "open"
    PART = "part"
    """some of its times"""
    DONE = "done"
    NOT_DONE = "not_done"
    """no time is left of which nobody has said anything, and one at least was not done"""


class Cell(NamedTuple):
    """A duty of a zone on a day: how often done of how often, and why it was not, as told last."""

    zone: str
    duty: Duty
    stand: Stand
    done: int
    why: NotDone | None
    by: str
    """id of who told it last, '' where nobody did"""
    note: str
    at: datetime | None
    """when it was told last, None where nobody did"""
