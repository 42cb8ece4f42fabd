"""Who and what goes along to the hospital, and what of it comes back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carelog.clock import FixedClock
from carelog.model.referral import ReferralReason, Transport
from carelog.model.referral import ReferralStep as S
from carelog.model.refusal import Refusal
from carelog.station.desk import Station
from carelog.station.referral.along import back, listed
from carelog.station.referral.rows import Along, Told
from tests.station.support import later


@pytest.fixture
def grandma(station: Station) -> str:
    person = station.by_code("3-12").id
    station.referral.step(person, S.NEEDED)
    return person


def go(station: Station, person: str, *steps: S) -> None:
    for step in steps:
        station.referral.step(person, step)


def test_what_is_typed_with_any_comma_is_a_list_of_things(station: Station, grandma: str) -> None:
    told = station.referral.put_along(grandma, things="身份证，药单 3 种、假牙; ID card, 假牙,, \x1b ")
    assert told == Along(things=("身份证", "药单 3 种", "假牙", "ID card"))
    assert station.referral.along(grandma) == told


def test_what_is_not_told_stays_and_a_thing_left_out_is_off_the_list(station: Station, grandma: str) -> None:
    station.referral.put_along(grandma, escort="女儿", things="身份证,假牙", note="怕冷")
    assert station.referral.put_along(grandma, things="身份证") == Along("女儿", ("身份证",), (), "怕冷")
    assert station.referral.put_along(grandma, escort="") == Along("", ("身份证",), (), "怕冷")


def test_who_went_along_by_the_step_itself_is_known_too(station: Station, grandma: str) -> None:
    go(station, grandma, S.DECIDED, S.CALLED, S.ACCEPTED)
    station.referral.step(grandma, S.LEFT, Told(transport=Transport.FAMILY, escort="儿子"))
    assert station.referral.along(grandma) == Along("儿子")
    assert station.referral.put_along(grandma, things="药单").escort == "儿子"


def test_things_are_ticked_when_they_come_back_and_the_rest_is_named(station: Station, grandma: str) -> None:
    station.referral.put_along(grandma, things="身份证,假牙,药单")
    go(station, grandma, S.DECIDED, S.CALLED, S.ACCEPTED, S.LEFT, S.RETURNED)
    told = station.referral.came_back(grandma, "1 药单")
    assert (told.back, told.missing) == (("身份证", "药单"), ("假牙",))
    act = station.referral.last_act()
    assert act is not None
    station.undo(act)
    assert station.referral.along(grandma).missing == ("身份证", "假牙", "药单")
    assert station.referral.came_back(grandma, "a").missing == ()


def test_a_readmission_begins_with_an_empty_list(station: Station, clock: FixedClock, grandma: str) -> None:
    station.referral.put_along(grandma, things="身份证")
    go(station, grandma, S.DECIDED, S.CALLED, S.ACCEPTED, S.LEFT, S.RETURNED)
    assert station.referral.before(grandma) is None
    later(clock, 60)
    go(station, grandma, S.NEEDED)
    assert station.referral.along(grandma) == Along()
    before = station.referral.before(grandma)
    assert before is not None
    assert before.last.step is S.RETURNED


@pytest.mark.parametrize("told", ["4", "0", "眼镜", "x1"])
def test_what_did_not_go_along_cannot_come_back(station: Station, grandma: str, told: str) -> None:
    station.referral.put_along(grandma, things="身份证,假牙,药单")
    with pytest.raises(Refusal) as refused:
        station.referral.came_back(grandma, told)
    assert refused.value.code == "referral.not_along"
    assert station.referral.along(grandma).back == ()


def test_nothing_goes_along_where_nobody_is_sent(station: Station, grandma: str) -> None:
    other = station.by_code("3-2").id
    assert station.referral.along(other) == Along()
    station.referral.step(grandma, S.CANCELLED, Told(reason=ReferralReason.BETTER))
    for person in (other, grandma):
        with pytest.raises(Refusal) as refused:
            station.referral.put_along(person, escort="女儿")
        assert refused.value.code == "referral.nothing_along"


def test_of_a_long_list_a_number_is_a_number() -> None:
    things = tuple(f"t{n}" for n in range(1, 13))
    assert back(Along(things=things), "12, 1") == ("t1", "t12")
    assert back(Along(things=things[:9]), "12") == ("t1", "t2")


@given(st.text(max_size=60))
def test_whatever_is_typed_a_list_is_read_back_as_it_was_stored(text: str) -> None:
    things = listed(text)
    assert listed(";".join(things)) == things
