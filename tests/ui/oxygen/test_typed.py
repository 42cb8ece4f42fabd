"""What is typed on the oxygen desk, word by word."""

import pytest

from carelog import words
from carelog.model.oxygen import OxygenDevice, SourceKind
from carelog.model.refusal import Refusal
from carelog.station.oxygen.rows import Asked
from carelog.ui.oxygen import typed


def known(word: str) -> bool:
    return word.casefold() in {"c1", "b1"}


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("2", Asked(20)),
        ("0.5", Asked(5)),
        ("１。５", Asked(15)),
        ("0", Asked(0)),
        ("2 C1", Asked(20, source="C1")),
        ("6 mask b1", Asked(60, OxygenDevice.SIMPLE_MASK, "b1")),
        ("2 v24", Asked(20, OxygenDevice.VENTURI_24)),
    ],
)
def test_a_flow_comes_first_then_a_source_or_a_device(text: str, asked: Asked) -> None:
    assert typed.flow(text, known) == asked


def test_a_device_is_typed_in_the_language_of_the_screen() -> None:
    words.use("zh_CN")
    assert typed.flow("5 面罩", known).device is OxygenDevice.SIMPLE_MASK
    assert typed.source("C1 制氧机 5").kind is SourceKind.CONCENTRATOR


@pytest.mark.parametrize("text", ["", "two", "2 C9", "2.55", "2 C1 masks"])
def test_a_word_that_is_neither_is_refused_and_never_guessed(text: str) -> None:
    with pytest.raises(Refusal):
        typed.flow(text, known)


def test_a_gauge_is_a_code_and_a_pressure_with_its_unit() -> None:
    assert typed.gauge("B1 125 bar") == ("B1", "125 bar")
    with pytest.raises(Refusal):
        typed.gauge("125bar")


def test_a_new_source_tells_its_kind_and_its_litres() -> None:
    assert typed.source("C1 concentrator 5").max_flow_tenths == 50
    assert typed.source("B1 cylinder 40").water_tenths == 400
    for text in ("B1", "B1 bottle 40", "B1 cylinder"):
        with pytest.raises(Refusal):
            typed.source(text)
