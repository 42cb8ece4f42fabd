"""Transfers in words: clocks as one says them, and nothing said of what nobody wrote down."""

from datetime import UTC, datetime, timedelta

import pytest

from carelog.model.person import Kind, Person
from carelog.model.referral import InstitutionKind, InstitutionSet, Referral, ReferralReason
from carelog.model.referral import ReferralStep as S
from carelog.report import referral as said
from carelog.station.referral.rows import Case
from carelog.words import tr, use

AT = datetime(2026, 3, 7, 2, 10, tzinfo=UTC)
WHO = Person("p", "R01", Kind.RESIDENT, "王芳")


def case(*steps: S) -> Case:
    return Case(WHO, tuple((AT + timedelta(minutes=10 * n), Referral("p", step)) for n, step in enumerate(steps)))


@pytest.mark.parametrize(
    ("minutes", "en", "zh"),
    [(0, "0 min", "0 分"), (59, "59 min", "59 分"), (60, "1 h 0 min", "1 小时 0 分"), (1500, "1 d 1 h", "1 天 1 小时")],
)
def test_a_long_time_is_said_in_hours_and_days(minutes: int, en: str, zh: str) -> None:
    use("zh_CN")
    assert said.clock(minutes) == zh
    use("en")
    assert said.clock(minutes) == en


@pytest.mark.parametrize(("last", "still"), [(S.NEEDED, True), (S.LEFT, True), (S.RETURNED, False), (S.DIED, False)])
def test_a_transfer_is_open_until_back_called_off_or_dead(last: S, *, still: bool) -> None:
    assert said.is_open(case(last)) is still


def test_an_institution_without_a_number_says_so() -> None:
    use("en")
    one = InstitutionSet("I1", "市医院", InstitutionKind.HOSPITAL, preference=1)
    assert said.institution(one) == "I1  [1]  hospital  市医院  no number"


def test_the_call_that_was_accepted_is_the_last_one_before_it() -> None:
    told = case(S.NEEDED, S.DECIDED, S.CALLED, S.REFUSED, S.CALLED, S.ACCEPTED)
    assert told.before(S.CALLED, S.ACCEPTED) == AT + timedelta(minutes=40)
    assert told.first(S.CALLED) == AT + timedelta(minutes=20)
    assert told.before(S.CALLED, S.LEFT) is None


def test_every_reason_has_words() -> None:
    use("zh_CN")
    assert all(tr(f"referral.why_{why}") != f"referral.why_{why}" for why in ReferralReason)
