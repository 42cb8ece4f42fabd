"""The oxygen of the house without a screen."""

import json

import pytest

from .support import Shell

BY = ("--by", "N01")
LOW = ("record", "--person", "R1", "--spo2", "88", "--oxygen", "0", "--temperature", "36.6", "--symptoms", "none", *BY)


@pytest.fixture
def house(shell: Shell) -> Shell:
    shell.ok("oxygen", "source", "C1", "--kind", "concentrator", "--max-flow", "5", "--place", "3F", *BY)
    shell.ok("oxygen", "source", "B1", "--kind", "cylinder", "--water", "40", *BY)
    return shell


def test_who_waits_gets_oxygen_and_without_an_order_it_says_call(house: Shell) -> None:
    house.ok(*LOW)
    assert "need oxygen: 1, have it: 0, waiting: 1" in house.ok("oxygen")
    said = house.ok("oxygen", "start", "R1", "--flow", "2", "--source", "C1", *BY)
    assert "oxygen started, 2 L/min, nasal cannula; no order on file: call" in said
    lines = house.ok("oxygen", "desk")
    assert "need oxygen: 1, have it: 1, waiting: 0" in lines
    assert "the supply holds while there is power" in lines
    assert "2 of 5 L/min drawn" in lines
    assert "需要吸氧 1 人" in house.ok("oxygen", lang="zh_CN")
    assert "oxygen stopped" in house.ok("oxygen", "stop", "R1", *BY)


def test_where_no_source_is_told_nobody_says_that_the_supply_holds(shell: Shell) -> None:
    shell.ok("oxygen", "start", "R1", "--flow", "2", *BY)
    said = shell.ok("oxygen")
    assert "not known when it falls short" in said
    assert "holds" not in said


def test_an_order_is_said_with_who_gave_it(house: Shell) -> None:
    order = ("--ordered-by", "Dr. Wu", "--target", "94-98", "--until", "2030-01-01")
    said = house.ok("oxygen", "start", "R1", "--flow", "1.5", *order, "--device", "simple_mask", *BY)
    assert "1.5 L/min, simple mask; per order of Dr. Wu" in said
    assert "per order of Dr. Wu" in house.ok("oxygen", "change", "R1", "--flow", "2", *BY)


def test_a_cylinder_tells_its_litres_and_when_it_is_empty(house: Shell) -> None:
    assert "what is left is not known: read the gauge" in house.ok("oxygen")
    assert "5000 L left" in house.ok("oxygen", "gauge", "B1", "12.5MPa", *BY)
    house.ok("oxygen", "start", "R1", "--flow", "2", "--source", "B1", *BY)
    told = json.loads(house.ok("oxygen", "--json"))
    (need,) = told["needs"]
    assert (need["person"], need["flow_l_min"], need["source"], need["order"]) == ("R1", 2.0, "B1", "none")
    cylinder = next(s for s in told["sources"] if s["code"] == "B1")
    assert (cylinder["kpa"], cylinder["draw_l_min"], cylinder["people"]) == (12500, 2.0, ["R1"])
    assert 4990 <= cylinder["litres"] <= 5000
    assert cylinder["empty_at"] is not None
    assert told["first_short_at"] is None
    house.ok("oxygen", "source", "B1", "--state", "empty", "--reserve", "10bar", *BY)
    assert "EMPTY" in house.ok("oxygen")


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("start", "R1", "--flow", "two"), "no number of litres"),
        (("start", "R1", "--flow", "2", "--target", "94"), "A target is two numbers"),
        (("start", "R1", "--flow", "6", "--source", "C1"), "5.0 L/min at most"),
        (("change", "R1", "--flow", "2"), "not on oxygen"),
        (("gauge", "B1", "125"), "with its unit"),
        (("source", "X"), "say what it is"),
        (("source", "B1", "--reserve", "ten"), "with its unit"),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_do(house: Shell, arguments: tuple[str, ...], why: str) -> None:
    told = house("oxygen", *arguments, *BY)
    assert (told.code, why in told.err) == (2, True)
