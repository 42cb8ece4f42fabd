"""Whom one calls, with telephone numbers and hours, in the order of preference."""

import pytest

from carelog.model.referral import InstitutionKind, InstitutionSet
from carelog.model.refusal import Refusal
from carelog.report import referral
from carelog.station.desk import Station


def add(station: Station, name: str, prefer: int = 5, kind: InstitutionKind = InstitutionKind.HOSPITAL) -> str:
    return station.directory.add(InstitutionSet("", name, kind, " 021-1 ", "08-17", prefer)).id


def test_the_one_called_first_stands_first(station: Station) -> None:
    assert [add(station, "二院", 3), add(station, "市医院", 1), add(station, "三院", 3)] == ["I1", "I2", "I3"]
    assert [one.name for one in station.directory.every()] == ["市医院", "二院", "三院"]
    assert station.directory.named(" i2 ").phone == "021-1"


def test_one_kind_is_told_alone(station: Station) -> None:
    add(station, "市医院")
    add(station, "120", 1, InstitutionKind.AMBULANCE)
    assert [one.name for one in station.directory.every(InstitutionKind.AMBULANCE)] == ["120"]
    assert [one.name for one in station.referral.hospitals()] == ["市医院"]


def test_what_is_taken_out_is_offered_no_more_and_its_id_is_not_given_again(station: Station) -> None:
    add(station, "市医院")
    station.directory.remove("I1")
    assert station.directory.every() == ()
    assert station.directory.ever()["I1"].name == "市医院"
    assert add(station, "二院") == "I2"
    with pytest.raises(Refusal) as refused:
        station.directory.named("I1")
    assert refused.value.code == "referral.no_institution"


def test_an_id_that_is_still_in_use_is_not_given_again_after_another_was_taken_back(station: Station) -> None:
    add(station, "市医院")
    first = station.log.acts_of(station.actor().id, station.now())[0].act
    add(station, "二院")
    station.undo(first)
    assert add(station, "三院") == "I3"


def test_the_homes_own_clinic_and_a_contract_are_known(station: Station) -> None:
    add(station, "医务室", 2, InstitutionKind.OWN_CLINIC)
    body = InstitutionSet("", "市医院", InstitutionKind.HOSPITAL, preference=1, contracted=True)
    station.directory.add(body)
    assert [referral.institution(one) for one in station.directory.every()] == [
        "I2  [1]  hospital with a contract  市医院  no number",
        "I1  [2]  the home's clinic  医务室  021-1  08-17",
    ]
    station.directory.remove("I2")
    assert station.directory.ever()["I2"].contracted


@pytest.mark.parametrize(
    ("name", "prefer", "code"),
    [(" \x1b ", 1, "referral.no_name"), ("市医院", 0, "referral.preference"), ("市医院", 10, "referral.preference")],
)
def test_a_name_and_a_preference_are_needed(station: Station, name: str, prefer: int, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        add(station, name, prefer)
    assert refused.value.code == code
    assert station.directory.ever() == {}


def test_the_green_channel_stands_before_every_other_whatever_their_preference(station: Station) -> None:
    add(station, "市医院", 1)
    add(station, "二院", 7)
    assert station.directory.green() is None
    changed = station.directory.change("i2", {"green": True, "agreed": " 打电话后直接入院 ", "phone": "021-99"})
    assert (changed.name, changed.preference, changed.agreed) == ("二院", 7, "打电话后直接入院")
    assert [one.name for one in station.referral.hospitals()] == ["二院", "市医院"]
    assert station.directory.green() == changed
    station.directory.change("I2", {"green": False})
    assert station.directory.green() is None
    assert [one.name for one in station.referral.hospitals()] == ["市医院", "二院"]


def test_a_change_is_checked_like_a_new_one(station: Station) -> None:
    add(station, "市医院")
    for changed, code in (({"name": " "}, "referral.no_name"), ({"preference": 10}, "referral.preference")):
        with pytest.raises(Refusal) as refused:
            station.directory.change("I1", changed)
        assert refused.value.code == code
    assert station.directory.named("I1").name == "市医院"
