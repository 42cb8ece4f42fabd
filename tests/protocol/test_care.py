"""How the date of what is still to be done stands, and what may be said of early care."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carelog.model.care import Care
from carelog.protocol import care
from carelog.protocol.care import Urge, urge

TODAY = date(2023, 1, 12)


@pytest.mark.parametrize(
    ("days", "stands"),
    [(-400, Urge.OVERDUE), (-1, Urge.OVERDUE), (0, Urge.TODAY), (1, Urge.SOON), (7, Urge.SOON), (8, Urge.LATER)],
)
def test_a_date_is_over_today_soon_or_later(days: int, stands: Urge) -> None:
    assert urge(TODAY + timedelta(days=days), TODAY, 7) is stands


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 400), st.integers(0, 30))
def test_time_only_makes_it_more_pressing(due: date, later: int, days: int) -> None:
    order = list(Urge)
    before, after = urge(due, TODAY, days), urge(due, TODAY + timedelta(days=later), days)
    assert order.index(after) <= order.index(before)


def test_only_what_a_doctor_does_may_close_an_alert() -> None:
    assert set(care.CLOSES) == {Care.REMOTE_CONSULTATION, Care.HOME_VISIT}
    assert set(care.CLOSES) < care.TREATS
