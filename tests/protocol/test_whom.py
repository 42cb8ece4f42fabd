"""Who a person is to the rules."""

from datetime import UTC, date, datetime

import pytest

from carelog.model.person import Checks
from carelog.protocol.whom import limited, under_age

from .bedside import MONDAY, resident


@pytest.mark.parametrize(
    ("checks", "until", "limits"),
    [
        (Checks.ALL, None, False),
        (Checks.ALL, date(2026, 2, 1), False),
        (Checks.COMFORT, None, True),
        (Checks.NONE, None, True),
        (Checks.COMFORT, date(2026, 1, 5), True),
        (Checks.COMFORT, date(2026, 1, 4), False),
    ],
)
def test_a_care_plan_limits_checks_until_its_last_day(checks: Checks, until: date | None, limits: bool) -> None:
    assert limited(resident(checks=checks, checks_until=until), MONDAY) is limits


@pytest.mark.parametrize(
    ("born", "young"),
    [
        (None, False),
        (date(2010, 1, 4), False),
        (date(2010, 1, 5), False),
        (date(2010, 1, 6), True),
        (date(2009, 12, 31), False),
        (date(2026, 1, 5), True),
        (date(1930, 2, 28), False),
    ],
)
def test_sixteen_years_are_counted_to_the_birthday(born: date | None, young: bool) -> None:
    assert under_age(resident(birth_date=born), MONDAY, 16) is young


def test_nobody_known_counts_as_adult() -> None:
    assert not under_age(None, MONDAY, 16)


def test_who_was_born_on_a_leap_day_is_sixteen_in_march() -> None:
    leap = resident(birth_date=date(2008, 2, 29))
    assert under_age(leap, datetime(2024, 2, 28, tzinfo=UTC), 16)
    assert not under_age(leap, datetime(2024, 2, 29, tzinfo=UTC), 16)
