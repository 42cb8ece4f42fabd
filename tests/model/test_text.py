"""What a text from people may hold."""

from hypothesis import given
from hypothesis import strategies as st

from carelog.model.text import clean


def test_escape_codes_and_bidi_marks_are_taken_out_and_brackets_stay() -> None:
    assert clean("王 [/b] 芳") == "王 [/b] 芳"
    assert clean("\x1b[31mred\u202e\x00") == "[31mred"


def test_a_letter_keeps_at_most_three_marks() -> None:
    assert clean("e" + "\u0323\u0307\u0301\u0301\u0301\u0301").count("\u0301") <= 2


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text())
def test_nothing_cleaned_can_move_a_cursor(text: str) -> None:
    assert not any(ord(c) < 0x20 or 0x7F <= ord(c) < 0xA0 for c in clean(text))
