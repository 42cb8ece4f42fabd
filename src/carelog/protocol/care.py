"""What is done early on for somebody: what has to be said of it, what it may answer, and how a date stands: pure."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from carelog.model.alerting import Outcome
from carelog.model.care import Care

OF_A_PERSON: Final = frozenset({Care.REMOTE_CONSULTATION, Care.HOME_VISIT, Care.FLUIDS, Care.CARE_PLAN})
"""What is never done for a unit or the whole house."""
NEEDS_A_NOTE: Final = frozenset({Care.CARE_PLAN, Care.ACTIVITY, Care.OTHER})
"""What says nothing without a note."""
TREATS: Final = frozenset({Care.REMOTE_CONSULTATION, Care.HOME_VISIT, Care.FLUIDS})
"""What counts as a treatment of somebody who has an alert."""
CLOSES: Final[dict[Care, Outcome]] = {
    Care.REMOTE_CONSULTATION: Outcome.TELECONSULTED,
    Care.HOME_VISIT: Outcome.HOME_VISIT,
}
"""The outcome of an alert that it may be, where whoever writes it down says so."""
ML: Final = range(1, 3001)
"""Millilitres of fluids given at one time; any other number is a slip of the finger. Our own proposal."""
LONGEST: Final = timedelta(days=366)
"""Nothing is planned further ahead; a later date is a slip of the finger."""


class Urge(StrEnum):
    """How the date of what is still to be done stands to a day."""

    OVERDUE = "overdue"
    TODAY = "today"
    SOON = "soon"
    LATER = "later"


def urge(due: date, today: date, days: int) -> Urge:
    """How a date stands today; soon is within so many days."""
    if due < today:
        return Urge.OVERDUE
    if due == today:
        return Urge.TODAY
    return Urge.SOON if due <= today + timedelta(days=days) else Urge.LATER
