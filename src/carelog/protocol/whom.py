"""Who a person is to the rules: what the care plan allows to be checked, and whether they are grown up."""

from datetime import datetime

from carelog.model.person import Checks, Person


def limited(person: Person, at: datetime) -> bool:
    """Whether the care plan in force allows comfort checks only, or none; its last date (UTC) is included."""
    return person.checks is not Checks.ALL and (person.checks_until is None or at.date() <= person.checks_until)


def under_age(person: Person | None, at: datetime, years: int) -> bool:
    """Whether a person is younger than so many years; adult where no date of birth is known."""
    if person is None or person.birth_date is None:
        return False
    born, today = person.birth_date, at.date()
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day)) < years
