"""Transfers and the directory without a screen."""

import json

import pytest

from .support import Shell

BY = ("--by", "N01")


@pytest.fixture
def house(shell: Shell) -> Shell:
    add = ("directory", "add")
    shell.ok(*add, "Second Hospital", "--kind", "hospital", "--prefer", "2", *BY)
    shell.ok(*add, "City Hospital", "--kind", "hospital", "--phone", "021-1", "--hours", "24 h", "--prefer", "1", *BY)
    return shell


def step(shell: Shell, *words: str) -> str:
    return shell.ok("referral", "step", "R1", *words, *BY)


def test_the_directory_stands_in_the_order_in_which_one_calls(house: Shell) -> None:
    lines = house.ok("directory").splitlines()
    assert lines == ["I2  [1]  hospital  City Hospital  021-1  24 h", "I1  [2]  hospital  Second Hospital  no number"]
    (first, second) = json.loads(house.ok("directory", "list", "--json"))
    assert (first["id"], first["preference"], first["hours"], second["phone"]) == ("I2", 1, "24 h", None)
    assert "out of the directory" in house.ok("directory", "remove", "i1", *BY)
    assert house("directory", "remove", "I1", *BY).code == 2
    assert "市医院" not in house.ok("directory", lang="zh_CN")


def test_an_empty_directory_says_what_to_do(shell: Shell) -> None:
    assert "carelog directory add" in shell.ok("directory", "list")


def test_a_transfer_is_told_step_by_step_with_its_clocks(house: Shell) -> None:
    assert "No transfer is under way" in house.ok("referral")
    step(house, "needed")
    step(house, "decided")
    step(house, "called", "--to", "I2")
    step(house, "refused", "--reason", "no_bed")
    step(house, "called", "--to", "I1")
    assert "accepted  for 0 min now" in step(house, "accepted")
    step(house, "left", "--transport", "ambulance", "--escort", "her daughter", "--note", "list of medicines")
    lines = house.ok("referral", "list")
    assert "refused  0 min to the next" in lines
    assert "Second Hospital, ambulance, with her daughter, list of medicines" in lines
    (case,) = json.loads(house.ok("referral", "list", "--json"))
    assert (case["person"], case["step"], case["next"]) == ("R1", "left", ["arrived", "returned", "died"])
    assert [one["institution"] for one in case["steps"]] == [None, None, "I2", "I2", "I1", "I1", "I1"]
    assert "已出发" in house.ok("referral", lang="zh_CN")
    step(house, "returned")
    assert house.ok("referral", "list", "--json").strip() == "[]"


def test_a_step_out_of_order_says_what_may_come_in_both_languages(house: Shell) -> None:
    said = house("referral", "step", "R1", "left", *BY)
    assert (said.code, said.out) == (2, "")
    assert "Next can be: transfer needed (needed)" in said.err
    assert "下一步只能是：需要转诊" in house("referral", "step", "R1", "left", *BY, lang="zh_CN").err
    step(house, "needed")
    assert house("referral", "step", "R1", "cancelled", *BY).code == 2
    assert house("referral", "step", "R1", "needed").code == 2


def test_a_month_in_figures(house: Shell) -> None:
    step(house, "needed")
    step(house, "decided")
    told = json.loads(house.ok("referral", "figures", "--json"))
    assert (told["begun"], told["steps"]["decided"], told["steps"]["left"]) == (1, 1, 0)
    assert told["minutes"]["needed_decided"] == {"median": 0, "known": 1}
    assert told["minutes"]["alert_found"] == {"median": None, "known": 0}
    lines = house.ok("referral", "figures")
    assert "median from accepted to left  not known (of 0)" in lines
    assert "0" in house.ok("referral", "figures", "--month", "2020-12").splitlines()[0]
    assert "is not a month" in house("referral", "figures", "--month", "2020-13").err


def test_the_green_channel_says_what_was_agreed_and_stands_first(house: Shell) -> None:
    said = house.ok("directory", "change", "I1", "--green", "--agreed", "straight to ward 3", "--phone", "021-9", *BY)
    assert said == "I1  [2]  green channel  hospital  Second Hospital  021-9  agreed: straight to ward 3\n"
    (first, _) = json.loads(house.ok("directory", "list", "--json"))
    assert (first["id"], first["green"], first["agreed"]) == ("I1", True, "straight to ward 3")
    assert "绿色通道" in house.ok("directory", lang="zh_CN")


def test_who_and_what_goes_along_is_told_and_ticked_when_it_comes_back(house: Shell) -> None:
    assert "nothing goes along" in house.ok("referral", "along", "R1")
    step(house, "needed")
    said = house.ok("referral", "along", "R1", "--escort", "her daughter", "--things", "ID card, dentures", *BY)
    assert "  with her daughter\n  Goes along: ID card, dentures\n" in said
    (case,) = json.loads(house.ok("referral", "list", "--json"))
    assert case["along"]["things"] == [{"thing": "ID card", "back": False}, {"thing": "dentures", "back": False}]
    for told in ("decided", "called", "accepted", "left", "returned"):
        step(house, told)
    said = house.ok("referral", "along", "R1", "--back", "ID card", *BY)
    assert "Goes along: [x] ID card, [ ] dentures\n  Not come back: dentures" in said
    assert house("referral", "along", "R1", "--back", "stick", *BY).code == 2


def test_what_the_care_plan_limits_stands_before_every_step(house: Shell) -> None:
    house.ok("people", "set", "R1", "ceiling=no_transfer", *BY)
    lines = step(house, "needed").splitlines()
    assert lines[1] == "  Care plan: no transfer. Call the doctor and the family before a transfer."
    assert "transfer needed" in lines[2]


def test_a_step_says_what_it_did_to_the_alerts(house: Shell) -> None:
    house.ok("record", "--person", "R1", "--spo2", "88", *BY)
    step(house, "needed")
    step(house, "decided")
    assert "seen, called. The bell stops." in step(house, "called")
    step(house, "accepted")
    assert "closed: transferred." in step(house, "left")
    assert json.loads(house.ok("alerts", "--json"))["alerts"] == []
