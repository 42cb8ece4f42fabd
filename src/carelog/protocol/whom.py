"""Who a person is to the rules: what the care plan allows to be checked, and how old they are."""

from datetime import datetime

from carelog.model.person import Checks, Person


def limited(person: Person, at: datetime) -> bool:
    """Whether the care plan in force allows comfort checks only, or none; its last date (UTC) is included."""
    return person.checks is not Checks.ALL and (person.checks_until is None or at.date() <= person.checks_until)


def signed_target(person: Person | None, at: datetime) -> int | None:
    """The lowest SpO2 (percent) a clinician has signed for a person on scale 1; its last date (UTC) is included."""
    if person is None or not (person.target_by and person.target_until and person.target_low_percent):
        return None
    return person.target_low_percent if person.scale() == 1 and at.date() <= person.target_until else None


def target_ran_out(person: Person | None, at: datetime) -> bool:
    """Whether a target range a clinician had signed for a person on scale 1 is past its last date (UTC)."""
    if person is None or not (person.target_by and person.target_until and person.target_low_percent):
        return False
    return person.scale() == 1 and at.date() > person.target_until


def own_figures(person: Person, at: datetime) -> bool:
    """Whether a clinician's own figures for this person are in force; their last date (UTC) is included."""
    return bool(person.normals_by) and person.normals_until is not None and at.date() <= person.normals_until


def age(person: Person, at: datetime) -> int | None:
    """How many years old a person is at an instant (by its UTC date), None where no date of birth is known."""
    if person.birth_date is None:
        return None
    born, today = person.birth_date, at.date()
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def under_age(person: Person | None, at: datetime, years: int) -> bool:
    """Whether a person is younger than so many years; adult where no date of birth is known."""
    old = age(person, at) if person is not None else None
    return old is not None and old < years
