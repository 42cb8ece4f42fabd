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
