"""Which values the sheet asks about: the edges of the protocol's lines, and how far is far."""

from datetime import timedelta

import pytest

from carelog.model.reading import NotMeasured, Quantity
from carelog.station.rows import LastKnown
from carelog.ui.sheet.likely import asks_again, unlikely

from .typed_rounds import OPENED, S, T, last_known, line, opened, resident, some

RULES = some().rules
ANYBODY = line(resident(0), last={})
PULSE, BREATHS = Quantity.PULSE, Quantity.RESPIRATORY_RATE


@pytest.mark.parametrize(
    ("quantity", "value", "asked"),
    [
        (T, 349, True), (T, 350, False), (T, 394, False), (T, 395, True),
        (S, 90, True), (S, 91, False), (S, 100, False),
        (PULSE, 44, True), (PULSE, 45, False), (PULSE, 125, False), (PULSE, 126, True),
        (BREATHS, 9, True), (BREATHS, 10, False), (BREATHS, 28, False), (BREATHS, 29, True),
        (Quantity.SYSTOLIC, 300, False), (Quantity.OXYGEN, 150, False),
    ],
)  # fmt: skip
def test_the_line_itself_is_asked_about_and_one_step_inside_it_is_not(
    quantity: Quantity, value: int, asked: bool
) -> None:
    assert unlikely(RULES, ANYBODY, quantity, value) is asked


@pytest.mark.parametrize(
    ("before", "value", "asked"),
    [(365, 380, False), (365, 381, True), (380, 365, False), (381, 365, True)],
)
def test_more_than_a_degree_and_a_half_from_yesterday_is_far_up_or_down(before: int, value: int, asked: bool) -> None:
    assert unlikely(RULES, line(resident(0), last={T: last_known(before)}), T, value) is asked


@pytest.mark.parametrize(("value", "asked"), [(94, False), (93, True), (100, False)])
def test_five_percent_below_the_last_is_asked_about_and_above_it_never(value: int, asked: bool) -> None:
    assert unlikely(RULES, line(resident(0), last={S: last_known(98)}), S, value) is asked
    assert not unlikely(RULES, line(resident(0), last={S: last_known(91)}), S, 100)


@pytest.mark.parametrize(("hours", "asked"), [(24, True), (24.01, False)])
def test_a_value_is_compared_with_the_last_for_a_whole_day(hours: float, asked: bool) -> None:
    person = line(resident(0), last={T: last_known(365, OPENED - timedelta(hours=hours))})
    assert unlikely(RULES, person, T, 385) is asked


def test_a_last_time_without_a_value_is_compared_with_nothing() -> None:
    refused = LastKnown(None, NotMeasured.REFUSED, None, OPENED)
    assert not unlikely(RULES, line(resident(0), last={T: refused}), T, 385)


@pytest.mark.parametrize(("scale", "asked"), [(1, {88, 84}), (2, {84})])
def test_whose_target_is_88_to_92_is_asked_from_84(scale: int, asked: set[int]) -> None:
    person = line(resident(0, spo2_scale=scale))
    assert {value for value in (91, 88, 84) if unlikely(RULES, person, S, value)} == asked


@pytest.mark.parametrize(
    ("value", "again"), [(29, False), (30, True), (36, True), (49, True), (50, False), (97, False)]
)
def test_spo2_of_a_temperatures_size_is_wanted_twice(value: int, again: bool) -> None:
    assert asks_again(RULES, ANYBODY, S, value) is again
    assert not asks_again(RULES, ANYBODY, T, value)


def test_a_protocol_without_lines_asks_about_nothing() -> None:
    rules = opened(ANYBODY).rules._replace(doubts=())
    assert not unlikely(rules, ANYBODY, T, 449)
    assert not asks_again(rules, ANYBODY, S, 36)
