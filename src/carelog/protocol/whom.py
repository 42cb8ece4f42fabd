"""Who a person is to the rules: what the care plan allows to be checked, what is signed for them, and how old they are.

Last dates are included and end where the home stands: the zone says where; UTC where none is told.
"""

from datetime import UTC, date, datetime, tzinfo

from carelog.model.person import Checks, Person


def over(last: date, at: datetime, zone: tzinfo) -> bool:
    """Whether a last date has gone by where the home stands."""
    return at.astimezone(zone).date() > last


def limited(person: Person, at: datetime, zone: tzinfo = UTC) -> bool:
    """Whether the care plan in force allows comfort checks only, or none."""
    return person.checks is not Checks.ALL and (person.checks_until is None or not over(person.checks_until, at, zone))


def signed_target(person: Person | None, at: datetime, zone: tzinfo = UTC) -> int | None:
    """The lowest SpO2 (percent) a clinician has signed for a person on scale 1."""
    if person is None or not (person.target_by and person.target_until and person.target_low_percent):
        return None
    return person.target_low_percent if person.scale() == 1 and not over(person.target_until, at, zone) else None


def target_ran_out(person: Person | None, at: datetime, zone: tzinfo = UTC) -> bool:
    """Whether a target range a clinician had signed for a person on scale 1 is past its last date."""
    if person is None or not (person.target_by and person.target_until and person.target_low_percent):
        return False
    return person.scale() == 1 and over(person.target_until, at, zone)


def order_ran_out(person: Person | None, at: datetime, zone: tzinfo = UTC) -> bool:
    """Whether the order for oxygen on file is past its last day; one whose last day nobody told never is."""
    return person is not None and person.oxygen_until is not None and over(person.oxygen_until, at, zone)


def own_figures(person: Person, at: datetime, zone: tzinfo = UTC) -> bool:
    """Whether a clinician's own figures for this person are in force."""
    return bool(person.normals_by) and person.normals_until is not None and not over(person.normals_until, at, zone)


def age(person: Person, at: datetime, zone: tzinfo = UTC) -> int | None:
    """How many years old a person is at an instant, None where no date of birth is known."""
    if person.birth_date is None:
        return None
    born, today = person.birth_date, at.astimezone(zone).date()
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def under_age(person: Person | None, at: datetime, years: int, zone: tzinfo = UTC) -> bool:
    """Whether a person is younger than so many years; adult where no date of birth is known."""
    if person is None or person.birth_date is None or at.year - person.birth_date.year > years + 1:
        return False  # by far grown up in every time zone: most people, and asked with every check
    old = age(person, at, zone)
    return old is not None and old < years
