"""Who works when, and who is off duty because of illness, each the body of an entry."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from carelog.model.person import PRIVATE


class Off(StrEnum):
    """Why somebody who works here is off duty."""

    SYMPTOMS = "symptoms"
    FEVER = "fever"
    POSITIVE = "positive"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class OffDuty:
    """Entry kind `off_duty`: from when it happened on this person does not work, until somebody lets them back.

    `until` is a date somebody has said by hand; the date of the protocol is worked out when it is read.
    """

    person: str
    why: Off
    until: date | None = None
    note: str = field(default="", metadata=PRIVATE)


@dataclass(frozen=True, slots=True)
class OnDuty:
    """Entry kind `on_duty`: a named person let this one back to work, with what was checked.

    `reason` stands where that was before the date of the protocol, or with something of it lacking.
    """

    person: str
    checked: str = field(metadata=PRIVATE)
    reason: str = field(default="", metadata=PRIVATE)


@dataclass(frozen=True, slots=True)
class Rostered:
    """Entry kind `rostered`: a line of the roster, happened when its day begins.

    Either a person on a shift, or how many a shift and zone need. The newest act that names a day is that day's roster.
    """

    date: date
    shift: str
    zone: str = ""
    person: str | None = None
    needed: int | None = None
