"""What is done for somebody early on, and what is still to be done for them on a date, each the body of an entry."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from carelog.model.person import PRIVATE


class Care(StrEnum):
    """What is done for somebody beside being measured, swabbed, given a medicine or oxygen."""

    REMOTE_CONSULTATION = "remote_consultation"
    HOME_VISIT = "home_visit"
    """a doctor or nurse from outside came"""
    FLUIDS = "fluids"
    CARE_PLAN = "care_plan"
    """what the plan of somebody's care now says"""
    PSYCHOLOGICAL_SUPPORT = "psychological_support"
    FAMILY_CONTACT = "family_contact"
    FAMILY_VISIT = "family_visit"
    ACTIVITY = "activity"
    """an activity, as the plan of a festival names it"""
    OTHER = "other"


class Dropped(StrEnum):
    """Why what was to be done on a date will not be done."""

    NOT_NEEDED = "not_needed"
    NOT_WANTED = "not_wanted"
    """the person, or the family, does not want it"""
    NOT_REACHED = "not_reached"
    """nobody answered, nobody was there"""
    POSTPONED = "postponed"
    MISTAKE = "mistake"
    """it was never to be done"""
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Intervention:
    """Entry kind `intervention`: something was done for somebody, by who wrote it down, when it happened.

    `person` None: for a unit, '' the whole house. `institution` is an id of the directory, '' where nobody said;
    `amount_ml` is of fluids.
    """

    what: Care
    person: str | None = None
    unit: str = ""
    institution: str = ""
    amount_ml: int | None = None
    note: str = field(default="", metadata=PRIVATE)


@dataclass(frozen=True, slots=True)
class Reminder:
    """Entry kind `reminder`: something is to be done for somebody on a date; it stays until a named person ends it.

    `number` is what one types for it, given once. `person` None: for a unit, '' the whole house. `minute` of that day
    on the home's clock, None: at any time of it.
    """

    number: int
    what: Care
    due: date
    person: str | None = None
    unit: str = ""
    institution: str = ""
    note: str = field(default="", metadata=PRIVATE)
    minute: int | None = None


@dataclass(frozen=True, slots=True)
class ReminderEnded:
    """Entry kind `reminder_ended`: a named person did what a reminder (its entry) asks for, or dropped it and why.

    `note` is what came of it.
    """

    reminder: str
    person: str | None = None
    dropped: Dropped | None = None
    note: str = field(default="", metadata=PRIVATE)
