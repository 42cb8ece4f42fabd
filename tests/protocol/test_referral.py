"""Which step of a transfer may follow which."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carelog.model.referral import ReferralStep as S
from carelog.protocol.referral import ENDS, NEXT, REASONS, following, middle, split

AT = datetime(2026, 3, 7, 2, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    "way",
    [
        (S.NEEDED, S.DECIDED, S.CALLED, S.ACCEPTED, S.LEFT, S.ARRIVED, S.RETURNED),
        (S.NEEDED, S.DECIDED, S.CALLED, S.REFUSED, S.CALLED, S.ACCEPTED, S.LEFT, S.RETURNED),
        (S.NEEDED, S.DECIDED, S.CALLED, S.ACCEPTED, S.REFUSED, S.CALLED, S.REFUSED, S.CANCELLED),
        (S.NEEDED, S.CANCELLED, S.NEEDED, S.DIED),
    ],
)
def test_a_transfer_goes_step_by_step(way: tuple[S, ...]) -> None:
    last: S | None = None
    for step in way:
        assert step in following(last)
        last = step


@pytest.mark.parametrize(
    ("last", "step"),
    [
        (None, S.DECIDED),
        (None, S.LEFT),
        (S.NEEDED, S.CALLED),
        (S.DECIDED, S.LEFT),
        (S.CALLED, S.LEFT),
        (S.REFUSED, S.ACCEPTED),
        (S.LEFT, S.CANCELLED),
        (S.ARRIVED, S.LEFT),
        (S.RETURNED, S.ARRIVED),
    ],
)
def test_no_step_is_left_out(last: S | None, step: S) -> None:
    assert step not in following(last)


def test_every_step_says_what_may_follow_and_every_end_begins_anew() -> None:
    assert set(NEXT) | ENDS == {None, *S}
    assert {following(end) for end in ENDS} == {(S.NEEDED,)}


def test_who_is_in_the_house_can_always_be_called_off_and_who_has_gone_never() -> None:
    here = {S.NEEDED, S.DECIDED, S.CALLED, S.REFUSED, S.ACCEPTED}
    assert {last for last, steps in NEXT.items() if S.CANCELLED in steps} == here
    assert all(S.DIED in steps for last, steps in NEXT.items() if last is not None)


def test_only_a_refusal_and_a_calling_off_need_a_reason() -> None:
    assert set(REASONS) == {S.REFUSED, S.CANCELLED}


def test_a_readmission_is_a_transfer_of_its_own() -> None:
    steps = [S.NEEDED, S.DECIDED, S.CANCELLED, S.NEEDED, S.DECIDED]
    assert split(steps) == [range(3), range(3, 5)]
    assert split(steps[:3]) == [range(3)]
    assert split([]) == []


@given(st.lists(st.sampled_from(S)))
def test_no_step_is_lost_in_splitting_and_an_end_stands_only_last(steps: list[S]) -> None:
    parts = split(steps)
    assert [n for part in parts for n in part] == list(range(len(steps)))
    for part in parts:
        assert not any(steps[n] in ENDS for n in part[:-1])


def test_the_median_counts_only_what_has_both_ends() -> None:
    def later(minutes: int) -> datetime:
        return AT + timedelta(minutes=minutes)

    assert middle([(AT, later(10)), (AT, later(20)), (AT, later(90)), (None, AT), (AT, None)]) == (3, 20)
    assert middle([(AT, later(10)), (AT, later(21))]) == (2, 15)
    assert middle([(AT, later(180))]) == (1, 180)
    assert middle([]) == (0, None)
