"""What was done and what is still to be done, as screens and commands read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from carelog.model.deeds import Given
from carelog.protocol.care import Urge

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from carelog.log.read_deeds import Deed
    from carelog.model.care import Care, Dropped, Intervention
    from carelog.model.person import Person
    from carelog.model.referral import InstitutionSet

__all__ = ["CareRow", "For", "ReminderRow", "Told", "Urge", "When"]


class For(NamedTuple):
    """For whom: somebody by id, else everybody of a unit, '' of the whole house."""

    person: str | None = None
    unit: str = ""


class When(NamedTuple):
    """On which day something is to be done, and at which minute of it, None at any time; on the home's clock."""

    day: date
    minute: int | None = None


class Told(NamedTuple):
    """What was said beside what was done: a note, with whom (an id of the directory), how much of fluids."""

    note: str = ""
    institution: str = ""
    amount_ml: int | None = None


class CareRow(NamedTuple):
    """Something that was done, by the code of who wrote it down; `person` None: for a unit, '' the whole house.

    `what` is None where it was a medicine: then `given` says which.
    """

    entry: str
    at: datetime
    what: Care | None
    person: Person | None
    unit: str
    institution: InstitutionSet | None
    amount_ml: int | None
    note: str
    by: str
    given: Given | None = None


class Stood(NamedTuple):
    """A deed of care or a medicine as it stands in the log; `by` is the id of who wrote it down."""

    entry: str
    at: datetime
    by: str
    body: Any


def stood(deed: Deed) -> Stood:
    """What a row needs of a deed."""
    return Stood(deed.id, deed.at, deed.by, deed.body)


def done_row(told: Stood, people: Mapping[str, Person], places: Mapping[str, InstitutionSet]) -> CareRow:
    """A deed of kind intervention or given as a row, people and institutions looked up by id."""
    body: Intervention | Given = told.body
    who, by = people.get(body.person or ""), code(people, told.by)
    if isinstance(body, Given):
        return CareRow(told.entry, told.at, None, who, "", None, None, body.note, by, body)
    facts = (body.unit, places.get(body.institution), body.amount_ml, body.note)
    return CareRow(told.entry, told.at, body.what, who, *facts, by)


def code(people: Mapping[str, Person], person: str) -> str:
    """The code of somebody by id, '' for nobody known."""
    return people[person].code if person in people else ""


class ReminderRow(NamedTuple):
    """Something still to be done: how its date stands, by how many days it is over (below 0: so many days ahead).

    `by` and `written`: the code of who wrote it down, and when; `at`: the instant, where a time of the day was said.
    """

    entry: str
    number: int
    what: Care
    due: date
    urge: Urge
    days_over: int
    person: Person | None
    unit: str
    institution: InstitutionSet | None
    note: str
    by: str
    written: datetime
    at: datetime | None = None


class DroppedRow(NamedTuple):
    """Something that will not be done: what and for whom it was, why not, by the code of who said so."""

    number: int
    what: Care
    person: Person | None
    unit: str
    told: str
    """the note of the reminder"""
    why: Dropped
    note: str
    at: datetime
    by: str
