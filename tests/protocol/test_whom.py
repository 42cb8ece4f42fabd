"""Who a person is to the rules."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from carelog.model.person import Checks
from carelog.protocol import whom
from carelog.protocol.whom import limited, under_age

from .bedside import MONDAY, Bed, care, resident, spo2, temperature


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


SHANGHAI = ZoneInfo("Asia/Shanghai")
"""Eight hours before London: there a day begins at four in the afternoon, UTC."""


@pytest.mark.parametrize(("hour", "counts"), [(15, True), (16, False), (23, False)])
def test_a_last_date_ends_where_the_home_stands_and_not_in_london(hour: int, counts: bool) -> None:
    last = date(2026, 1, 5)
    at = datetime(2026, 1, 5, hour, 59 if hour == 15 else 0, tzinfo=UTC)
    signed = resident(target_low_percent=90, target_by="Dr. Li", target_until=last)
    assert (whom.signed_target(signed, at, SHANGHAI) == 90) is counts
    assert whom.target_ran_out(signed, at, SHANGHAI) is not counts
    assert whom.order_ran_out(resident(oxygen_until=last), at, SHANGHAI) is not counts
    assert whom.own_figures(resident(normals_by="Dr. Li", normals_until=last), at, SHANGHAI) is counts
    assert whom.limited(resident(checks=Checks.COMFORT, checks_until=last), at, SHANGHAI) is counts


def test_a_birthday_begins_where_the_home_stands() -> None:
    evening_before = datetime(2026, 1, 5, 16, 0, tzinfo=UTC)
    assert whom.age(resident(birth_date=date(2010, 1, 6)), evening_before) == 15
    assert whom.age(resident(birth_date=date(2010, 1, 6)), evening_before, SHANGHAI) == 16


def test_a_protocol_decides_by_the_dates_of_the_home() -> None:
    signed = resident(target_low_percent=90, target_by="Dr. Li", target_until=date(2026, 1, 5))
    bed = Bed(signed, care()).seen(temperature(364), spo2(93), hours=11)
    assert "S-02a" not in bed.rules(), "17:00 UTC is still the last date in London"
    there = Bed(signed, care().in_zone(SHANGHAI), events=bed.events)
    assert {"S-02a", "S-10"} <= there.rules().keys(), "in Shanghai the next day has begun"
