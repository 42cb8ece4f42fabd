"""When somebody who was ill may work again, and how long somebody has worked without rest."""

from datetime import UTC, date, datetime, timedelta
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carelog.protocol import load
from carelog.protocol.staff.rota import Back, Illness, Lack, back, rotation
from carelog.protocol.staff.table import WorkTable

AT = datetime(2023, 1, 12, 0, 0, tzinfo=UTC)
DAY = date(2023, 1, 1)


@cache
def table() -> WorkTable:
    found = load.care_protocol(load.packaged("cn-2023-respiratory"), "cn").work
    assert found is not None
    return found


def hours(n: float) -> datetime:
    return AT + timedelta(hours=n)


@pytest.mark.parametrize(
    ("ill", "expected"),
    [
        # sent home with a cough: a day without symptoms, a negative test, and somebody has to have asked
        (Illness(AT, symptoms=AT), Back(hours(24), (Lack.WELL, Lack.TEST))),
        (Illness(AT, symptoms=AT, well=hours(20)), Back(hours(24), (Lack.TEST,))),
        (Illness(AT, symptoms=AT, well=hours(20), negatives=(hours(1),)), Back(hours(24), ())),
        (Illness(AT, symptoms=hours(8), well=hours(3), negatives=(hours(1),)), Back(hours(32), (Lack.WELL,))),
        # well between the cough and the fever, or in the same minute, is not well
        (Illness(AT, fever=hours(8), symptoms=AT, well=hours(3), negatives=(AT,)), Back(hours(32), (Lack.WELL,))),
        (Illness(AT, symptoms=AT, well=AT, negatives=(AT,)), Back(hours(24), (Lack.WELL,))),
        # diarrhoea: 48 hours
        (Illness(AT, symptoms=AT, gastro=AT, well=hours(40), negatives=(hours(1),)), Back(hours(48), ())),
        # fever
        (Illness(AT, fever=hours(30), well=hours(50), negatives=(AT,)), Back(hours(54), ())),
        # a test from before does not count
        (Illness(AT, fever=AT, well=hours(9), negatives=(hours(-1),)), Back(hours(24), (Lack.TEST,))),
        # positive: seven days and two negative tests a day apart
        (Illness(AT, positive=AT), Back(hours(168), (Lack.EXIT_TESTS,))),
        (Illness(AT, positive=AT, negatives=(hours(150), hours(160))), Back(hours(168), (Lack.EXIT_TESTS,))),
        (Illness(AT, positive=AT, negatives=(hours(150), hours(174))), Back(hours(168), ())),
        (Illness(AT, positive=hours(2), negatives=(hours(1), hours(26))), Back(hours(170), (Lack.EXIT_TESTS,))),
        # the negative test of the very moment of the positive one is none of the two; told in any order
        (Illness(AT, positive=AT, negatives=(AT, hours(24))), Back(hours(168), (Lack.EXIT_TESTS,))),
        (Illness(AT, positive=AT, negatives=(hours(174), hours(150))), Back(hours(168), ())),
        # sent home for something else
        (Illness(AT, negatives=(hours(1),)), Back(AT, ())),
    ],
)
def test_when_somebody_may_work_again(ill: Illness, expected: Back) -> None:
    assert back(table(), ill) == expected


@given(st.integers(0, 400), st.integers(0, 400))
def test_a_later_fever_never_lets_back_sooner(first: int, later: int) -> None:
    before = back(table(), Illness(AT, fever=hours(first), well=hours(500)))
    after = back(table(), Illness(AT, fever=hours(first + later), well=hours(500)))
    assert after.at >= before.at


def worked(*marks: str) -> tuple[frozenset[date], list[date]]:
    """`x` a day of work, `.` a day off."""
    text = "".join(marks)
    days = [DAY + timedelta(days=n) for n in range(len(text))]
    return frozenset(d for d, mark in zip(days, text, strict=True) if mark == "x"), days


@pytest.mark.parametrize(
    ("marks", "in_row", "owed"),
    [
        ("", 0, 0),
        ("...", 0, 0),
        ("xxx", 3, 0),
        ("xx.x", 1, 0),
        ("x" * 13, 13, 0),
        ("x" * 14, 14, 7),
        ("x" * 20, 20, 7),
        ("x" * 14 + "...", 0, 4),
        ("x" * 14 + "." * 8, 0, 0),
        ("x" * 14 + "..xx", 2, 5),
    ],
)
def test_days_in_a_row_and_the_rest_that_is_owed(marks: str, in_row: int, owed: int) -> None:
    assert rotation(table(), *worked(marks)) == (in_row, owed)
