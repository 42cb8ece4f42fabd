"""Lines keep their width whatever stands in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from carelog.ui.line import cut, fitted, pad, shown, some, width, wrapped

from .support import NASTY


@pytest.mark.parametrize(
    ("text", "cells", "seen"),
    [
        ("王芳", 4, "王芳"),
        ("王秀英", 4, "王~"),
        ("王秀英", 5, "王秀~"),
        ("Margaret", 5, "Marg~"),
        ("王", 1, "~"),
        ("王", 0, ""),
        ("", 3, ""),
    ],
)
def test_a_name_too_long_is_cut_between_letters_and_says_so(text: str, cells: int, seen: str) -> None:
    assert cut(text, cells) == seen


def test_values_stand_at_the_right_of_their_column() -> None:
    assert pad("97", 4, right=True) == "  97"
    assert pad("王", 4) == "王  "


@given(st.text(max_size=30), st.integers(0, 20))
def test_any_text_fills_its_cell_exactly(text: str, cells: int) -> None:
    assert cell_len(pad(shown(text), cells)) == cells


@given(st.lists(st.tuples(st.text(max_size=9), st.just("text")), max_size=5), st.integers(0, 40))
def test_any_line_fills_its_width_exactly(spans: list[tuple[str, str]], cells: int) -> None:
    assert width(fitted(tuple((shown(text), style) for text, style in spans), cells)) == cells


def test_a_line_too_long_ends_in_a_mark_and_nothing_of_what_follows() -> None:
    assert fitted((("王秀英", "text"), ("97", "dim")), 5) == (("王秀~", "text"),)


@pytest.mark.parametrize("name", NASTY)
def test_no_name_moves_the_cursor_or_turns_the_line(name: str) -> None:
    seen = shown(name)
    assert not {"\x1b", "\u202e"} & set(seen)
    assert "王 [/b] 芳" not in name or seen == name


def test_the_dot_in_uighur_names_takes_one_cell_in_every_terminal() -> None:
    assert shown("阿依古丽·买买提") == "阿依古丽･买买提"


@pytest.mark.parametrize(
    ("cells", "seen"), [(30, "transfer call oxygen"), (15, "transfer call+1"), (11, "transfer+2"), (5, "tran~")]
)
def test_tasks_are_left_out_whole_and_counted(cells: int, seen: str) -> None:
    assert some(["transfer", "call", "oxygen"], cells) == seen


def test_nothing_to_do_is_nothing() -> None:
    assert some([], 10) == ""


def test_a_paragraph_is_broken_at_blanks_and_between_han_letters() -> None:
    assert [line[0][0] for line in wrapped("nothing found in symptoms", 14)] == ["nothing found", "in symptoms"]
    assert [line[0][0] for line in wrapped("体温血氧症状", 8)] == ["体温血氧", "症状"]


def test_no_line_begins_with_what_closes_a_sentence() -> None:
    assert [line[0][0] for line in wrapped("体温血氧、症状。", 8)] == ["体温血", "氧、症", "状。"]


def test_a_paragraph_keeps_its_margins() -> None:
    assert [line[0][0] for line in wrapped("one two three", 9, "dim", "- ", "  ")] == ["- one two", "  three"]


def test_an_empty_paragraph_is_one_empty_line() -> None:
    assert wrapped("", 10, "text", " ") == [((" ", "text"),)]
