"""What was done and what is still to be done, as screens and commands read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date, datetime

    from carelog.model.care import Care
    from carelog.model.person import Person
    from carelog.model.referral import InstitutionSet
    from carelog.protocol.care import Urge


class For(NamedTuple):
    """For whom: somebody by id, else everybody of a unit, '' of the whole house."""

    person: str | None = None
    unit: str = ""


class Told(NamedTuple):
    """What was said beside what was done: a note, with whom (an id of the directory), how much of fluids."""

    note: str = ""
    institution: str = ""
    amount_ml: int | None = None


class CareRow(NamedTuple):
    """Something that was done, by the code of who wrote it down; `person` None: for a unit, '' the whole house."""

    entry: str
    at: datetime
    what: Care
    person: Person | None
    unit: str
    institution: InstitutionSet | None
    amount_ml: int | None
    note: str
    by: str


class ReminderRow(NamedTuple):
    """Something still to be done: how its date stands, by how many days it is over (below 0: so many days ahead).

    `by` and `written`: the code of who wrote it down, and when.
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
