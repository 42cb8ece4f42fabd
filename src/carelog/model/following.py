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
    """A contact that somebody's class asks for: by whom, every so many days (None: every round), since when due (UTC).

    `last` is the last such contact, None for none; `overdue` says that the day or round for it is over.
    """

    by: Follower
    every_days: int | None
    since: datetime
    last: datetime | None
    due: bool
    overdue: bool


class PersonPlan(NamedTuple):
    """What somebody's class asks for now: contacts, and whether the experts' decision is missing.

    `colour` is None where the class is not known; then nothing is asked for, and `missing` says what is not known.
    """

    person: str
    colour: Colour | None
    infected: bool
    contacts: tuple[DueContact, ...]
    decision_missing: bool
    missing: tuple[str, ...] = ()
