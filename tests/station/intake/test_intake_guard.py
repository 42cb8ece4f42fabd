"""The guard of the excel dialect: lossless, no cell runs, no code becomes a date."""

import re
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from carelog.station.intake.guard import guarded, unguarded

RUNS = "=+-@|%＝＋－＠"
NASTY = st.text(alphabet=st.sampled_from("=+-@|%＝＋'\t\r\n\0 \u202e\ufeff1a3-/.:王月日eE"), max_size=8)


@settings(max_examples=2000)
@given(st.text() | NASTY)
@example("'")
@example("''=1")
@example("=1+1")
def test_taking_the_guard_off_gives_the_text_back(text: str) -> None:
    assert unguarded(guarded(text)) == text


@settings(max_examples=2000)
@given(st.text() | NASTY)
def test_no_guarded_cell_starts_a_formula(text: str) -> None:
    cell = guarded(text)
    seen = "".join(c for c in cell if unicodedata.category(c)[0] not in "ZC")
    assert seen[:1] not in set(RUNS) or not seen
    assert cell[:1] not in set("\t\r\n\0")


@given(st.integers(1, 31), st.integers(1, 31), st.sampled_from(list("-/.:")))
def test_codes_that_read_as_dates_or_times_are_guarded(one: int, two: int, between: str) -> None:
    assert guarded(f"{one}{between}{two}").startswith("'")


@given(st.from_regex(re.compile(r"0[0-9]{1,8}|[0-9]{16,20}|[0-9]{1,3}[eE][0-9]{1,3}"), fullmatch=True))
def test_codes_that_would_lose_digits_are_guarded(code: str) -> None:
    assert guarded(code) == f"'{code}"


@pytest.mark.parametrize(
    "text",
    [
        "3-12",
        "１２－３",
        "3月12日",
        "8时",
        "MAR1",
        "1-Mar",
        "Sept 2",
        "3 march",
        "true",
        "FALSE",
        "5%",
        "(3)",
        "¥5",
        "12 am",
        "1/2/2023",
        "3.10",
    ],
)
def test_what_a_spreadsheet_turns_into_something_else_is_guarded(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "王芳",
        "[see note]",
        "王 [/b] 芳",
        "A1",
        "3-12B",
        "N01",
        "28710",
        "0",
        "56b6b",
        "Mayer",
        "Decker",
        "May",
        "June",
        "Augusta",
        "Ann-Marie",
    ],
)
def test_ordinary_names_and_codes_stay_as_they_are(text: str) -> None:
    assert guarded(text) == text


def test_a_long_text_is_guarded_without_delay() -> None:
    assert guarded("1" * 100_000 + "x") == "1" * 100_000 + "x"
    assert guarded("1 " * 50_000 + "x")[:1] == "1"
