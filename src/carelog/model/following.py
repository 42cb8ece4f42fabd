"""Keeping in touch with somebody at risk, as their class asks for it: the body of an entry, and what is due."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from carelog.model.person import PRIVATE, Colour


class Follower(StrEnum):
    """Who kept in touch."""

    HOME = "home"
    PRIMARY_CARE = "primary_care"
    FAMILY = "family"
    EXPERT = "expert"


@dataclass(frozen=True, slots=True)
class FollowedUp:
    """Entry kind `followed_up`: somebody was in touch with a person, on site or by telephone, when it happened."""

    person: str
    by: Follower
    note: str = field(default="", metadata=PRIVATE)


class DueContact(NamedTuple):
    """A contact the plan asks for: by whom, since when (UTC), how often (`round` or days), the last one so far.

    `overdue` says that the time for it is over; `figure` is the name of the number in the protocol.
    """

    by: Follower
    since: datetime
    every_days: int | None
    last: datetime | None
    overdue: bool
    figure: str


class PersonPlan(NamedTuple):
    """What a person's class asks for now: contacts due, and whether an expert decision is missing."""

    person: str
    colour: Colour
    infected: bool
    contacts: tuple[DueContact, ...]
    decision_missing: bool
