"""A table of classes that does not hold classes nobody."""

import pytest

from carelog.model.refusal import Refusal
from carelog.protocol import load
from carelog.words import said_in

from .bedside import ID

TEXT = load.packaged(ID)
ROW = '  { colour = "green", age_below = 80, disease = ["none"]'


def refused(old: str, new: str) -> Refusal:
    assert old in TEXT
    with pytest.raises(Refusal) as caught:
        load.care_protocol(TEXT.replace(old, new, 1), "ours.toml")
    for language in ("zh_CN", "en"):
        sentence = said_in(language, caught.value.code, **caught.value.facts)
        assert sentence != caught.value.code
        assert "{" not in sentence
    return caught.value


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("age = [{ from = 0, points = 0 }", "age = [{ from = 1, points = 0 }", "protocol.classes_order"),
        ("{ from = 65, points = 1 }", "{ from = 81, points = 1 }", "protocol.classes_order"),
        ("{ from = 65, points = 1 }", "{ from = -5, points = 1 }", "protocol.value_bad"),
        ('{ from = 2, colour = "yellow" }', '{ from = 5, colour = "yellow" }', "protocol.classes_order"),
        ("disease = { none = 0, stable = 1, unstable = 2 }", "disease = { none = 0 }", "protocol.classes_lack"),
        ("vaccination = { complete = 0, incomplete = 1, none = 2 }", "vaccination = { }", "protocol.classes_lack"),
        (ROW, ROW.replace("green", "blue"), "protocol.value_none_of"),
        (ROW, ROW.replace("80", "81").replace("none", "stable"), "protocol.classes_two"),
        (ROW, ROW.replace('["none"]', "[]"), "protocol.value_bad"),
        ('any_of = ["yellow", "red"]', 'any_of = ["yellow", "blue"]', "protocol.value_none_of"),
        ('any_of = ["yellow", "red"]', "any_of = []", "protocol.value_bad"),
        ("age = [{", "age = []\nvaccinated = [{", "protocol.value_bad"),
        ("colour = [{", "colour = []\nvaccinated = [{", "protocol.value_bad"),
    ],
)
def test_a_table_that_does_not_hold_is_refused(old: str, new: str, code: str) -> None:
    assert refused(old, new).code == code


def test_asking_for_the_class_needs_the_table() -> None:
    begin, end = TEXT.index("[classes]"), TEXT.index("# ---- unlikely")
    refusal = refused(TEXT[begin:end], "")
    assert (refusal.code, refusal.facts["rule"]) == ("protocol.no_classes", "G-01")


def test_a_class_by_itself_raises_nothing() -> None:
    refusal = refused('id = "G-02"\nfamily = "G"\nseverity = "NONE"', 'id = "G-02"\nfamily = "G"\nseverity = "WATCH"')
    assert (refusal.code, refusal.facts["rule"]) == ("protocol.class_alone", "G-02")
    alone = 'severity = "NONE"\ntasks = ["test"]'
    assert refused('id = "G-02"\nfamily = "G"\nseverity = "NONE"', f'id = "G-02"\nfamily = "G"\n{alone}').code == (
        "protocol.class_alone"
    )


def test_points_clear_below_their_line() -> None:
    refusal = refused("least = 5, clear = 3", "least = 5, clear = 5")
    assert (refusal.code, refusal.facts["rule"], refusal.facts["value"]) == ("protocol.points_clear", "N-03", "5")
    assert refused("least = 5, clear = 3", "least = 21, clear = 3").code == "protocol.value_bad"
