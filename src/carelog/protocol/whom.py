"""Who a person is to the rules: what the care plan allows to be checked, what is signed for them, and how old they are.

Last dates are included and end where the home stands: the zone says where; UTC where none is told.
"""

from datetime import UTC, date, datetime, time, timedelta, tzinfo

from carelog.model.person import Checks, Person

_A_DAY = timedelta(days=1)


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


def wanted(person: Person | None, usual: int, at: datetime, zone: tzinfo = UTC) -> int:
    """The lowest SpO2 (percent) wanted on oxygen: that of the order on file, else the usual one of the scale.

    One that was signed until a day that has gone by, or of an order that has run out, makes nothing milder any more.
    """
    low = person.target_low_percent if person is not None else None
    if person is None or low is None:
        return usual
    gone = bool(person.target_by and person.target_until and over(person.target_until, at, zone))
    return max(low, usual) if gone or order_ran_out(person, at, zone) else low


def order_ran_out(person: Person | None, at: datetime, zone: tzinfo = UTC) -> bool:
    """Whether the order for oxygen on file is past its last day; one whose last day nobody told never is."""
    return person is not None and person.oxygen_until is not None and over(person.oxygen_until, at, zone)


def own_figures(person: Person, at: datetime, zone: tzinfo = UTC) -> bool:
    """Whether a clinician's own figures for this person are in force."""
    return bool(person.normals_by) and person.normals_until is not None and not over(person.normals_until, at, zone)


def next_end(person: Person, after: datetime, adult_years: int, zone: tzinfo = UTC) -> datetime | None:
    """The next instant at which something on file is past its last date, or the person comes of age; None for never."""
    lasts = (
        person.checks_until,
        person.oxygen_until,
        person.target_until if person.target_by else None,
        person.normals_until if person.normals_by else None,
    )
    found = [_midnight(last + _A_DAY, zone) for last in lasts if last is not None]
    if under_age(person, after, adult_years, zone):
        found += [grown] if (grown := of_age(person, adult_years, zone)) is not None else []
    return min((end for end in found if end > after), default=None) if found else None


def of_age(person: Person, adult_years: int, zone: tzinfo = UTC) -> datetime | None:
    """When somebody reaches so many years, None where no date of birth is known; born on a leap day, on 1 March."""
    born = person.birth_date
    if born is None:
        return None
    leap = (born.month, born.day) == (2, 29)
    return _midnight(date(born.year + adult_years, 3 if leap else born.month, 1 if leap else born.day), zone)


def _midnight(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)


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
