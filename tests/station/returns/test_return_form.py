"""A form is data: the one that comes with carelog, or a home's own; what does not hold is named with its key."""

from pathlib import Path

import pytest

from carelog.model.refusal import Refusal
from carelog.station.returns import counts
from carelog.station.returns.form import DEFAULT, load, parse

HEAD = """
id = "district"
version = "2"
source = "district bureau, 2026"
evidence = "V"
title = { zh_CN = "区日报", en = "District return" }
"""
FIELD = """
[[field]]
code = "fever"
count = "fever"
lines = { unknown = 373 }
words = { zh_CN = "发热", en = "Fever" }
"""


def test_the_form_that_comes_with_carelog_counts_only_what_can_be_counted() -> None:
    form = load()
    assert form is load(DEFAULT)
    assert {field.count for field in form.field} <= set(counts._COUNTS)
    assert any(field.nothing for field in form.field)
    assert form.evidence == "M"


def test_a_home_may_bring_its_own_form(tmp_path: Path) -> None:
    file = tmp_path / "district.toml"
    file.write_text(HEAD + FIELD, encoding="utf-8")
    form = load(str(file))
    assert (form.id, [field.code for field in form.field]) == ("district", ["fever"])


@pytest.mark.parametrize(
    ("text", "code", "fact"),
    [
        ("id = [", "return.toml", "form.toml"),
        (HEAD, "return.missing_key", "field"),
        (HEAD + FIELD + "colour = 3\n", "return.unknown_key", "field.1.colour"),
        (HEAD + FIELD.replace('"fever"\nlines', '"guess"\nlines'), "return.bad_value", "field.1.count"),
        (HEAD + FIELD + FIELD, "return.twice", "fever"),
        (HEAD + FIELD + 'of = ["cat"]\n', "return.code", "cat"),
        (HEAD + FIELD + 'result = "maybe"\n', "return.code", "maybe"),
        (HEAD + FIELD + 'outcome = "gone"\n', "return.code", "gone"),
        (HEAD + FIELD + 'vaccination = "some"\n', "return.code", "some"),
        (HEAD + FIELD.replace("unknown", "toe"), "return.code", "toe"),
        (HEAD + FIELD.replace("unknown", "oral"), "return.no_line", "field.1"),
        (HEAD + FIELD + 'article = "mask"\n', "return.no_article", "field.1"),
        ("#" * 300_000, "return.too_big", "256"),
    ],
)
def test_what_does_not_hold_is_named(text: str, code: str, fact: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse(text, "form.toml")
    assert refused.value.code == code
    assert fact in {str(value) for value in refused.value.facts.values()}


def test_a_form_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        load(str(tmp_path / "none.toml"))
    assert (refused.value.code, refused.value.facts["known"]) == ("return.no_form", DEFAULT)
