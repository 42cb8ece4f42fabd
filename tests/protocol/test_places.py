"""Every key of a file is found in its line."""

import tomllib
from typing import Any

import pytest

from carelog.protocol import load
from carelog.protocol.places import Path, line_of, places

SMALL = '''# a comment with [brackets] = and "quotes"
id = "x"
[title]
en = """two
lines"""
"zh_CN" = 'one # no comment'

[[rule]]
id = "A"
[rule.when]
kind = "any"
[[rule.when.of]]
lines = [
  { op = ">", value = 3 }, # the first
  # nothing here
  { op = "<",
    value = 4 }]
[[rule.when.of]]
deep.key = { a.b = 1, c = [[1, 2], [3]] }
[[rule]]
id = "B"
start = 1979-05-27 07:32:00
'''


def every(value: object, path: Path = ()) -> list[Path]:
    """All places of a document at which a value stands."""
    out = [] if isinstance(value, dict | list) else [path]
    inside: list[tuple[Any, object]] = []
    if isinstance(value, dict):
        inside = list(value.items())
    elif isinstance(value, list):
        inside = list(enumerate(value))
    return out + [place for part, v in inside for place in every(v, (*path, part))]


@pytest.mark.parametrize("name", load.names())
def test_every_key_of_a_shipped_file_is_found_in_a_line_that_names_it(name: str) -> None:
    text = load.written(name)
    found, lines = places(text), text.split("\n")
    assert set(every(tomllib.loads(text))) <= set(found)
    assert [p for p, n in found.items() if isinstance(p[-1], str) and p[-1] not in lines[n - 1]] == []


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("id",), 2), (("title", "en"), 4), (("title", "zh_CN"), 6), (("rule", 0), 8),
        (("rule", 0, "when", "of", 0), 12),
        (("rule", 0, "when", "of", 0, "lines", 0, "op"), 14), (("rule", 0, "when", "of", 0, "lines", 1, "value"), 17),
        (("rule", 0, "when", "of", 1, "deep", "key", "a", "b"), 19),
        (("rule", 0, "when", "of", 1, "deep", "key", "c", 1, 0), 19), (("rule", 1, "start"), 22),
    ],
)  # fmt: skip
def test_comments_strings_and_nested_lists_do_not_mislead(path: Path, line: int) -> None:
    assert places(SMALL)[path] == line


def test_what_is_not_there_is_told_by_what_stands_around_it() -> None:
    found = places(SMALL)
    assert line_of(found, ("rule", 1, "words", "en")) == 20
    assert line_of(found, ("site",)) == 1


def test_a_list_too_deep_to_walk_names_no_line() -> None:
    assert places("a = " + "[" * 3000 + "]" * 3000) == {}


def test_a_quote_at_the_end_of_a_long_text_is_part_of_it() -> None:
    text = 'a = [{ b = """said "no"""" }, "c"]\nd = [\n  { e = \'\'\'it\'s\'\'\'\', f = 1 },\n  { e = """"""  }]\n'
    found = places(text)
    assert set(every(tomllib.loads(text))) <= set(found)
    assert (found[("a", 1)], found[("d", 0, "f")], found[("d", 1, "e")]) == (1, 3, 4)
