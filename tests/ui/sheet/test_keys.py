"""Every keyboard and input method types the same keys."""

import pytest

from carelog.ui.sheet.keys import named


@pytest.mark.parametrize(
    ("key", "character", "meant"),
    [
        ("3", "3", "3"),
        ("３", "３", "3"),
        ("full_stop", ".", "."),
        ("。", "。", "."),
        ("｡", "｡", "."),
        ("．", "．", "."),
        ("comma", ",", "."),
        ("，", "，", "."),
        ("；", "；", ";"),
        ("semicolon", ";", ";"),
        ("－", "－", "-"),
        ("＊", "＊", "*"),
        ("×", "×", "*"),
        ("＋", "＋", "+"),
        ("／", "／", "/"),
        ("、", "、", "/"),
        ("C", "C", "c"),
        ("Ｃ", "Ｃ", "c"),
        ("space", " ", " "),
        ("　", "　", " "),
        ("enter", "\r", "enter"),
        ("ctrl+j", "\n", "enter"),
        ("ctrl+h", "\x08", "backspace"),
        ("backspace", "\x7f", "backspace"),
        ("escape", "\x1b", "escape"),
        ("tab", "\t", "tab"),
        ("f2", None, "f2"),
        ("up", None, "up"),
    ],
)
def test_a_key_is_called_by_what_it_means(key: str, character: str | None, meant: str) -> None:
    assert named(key, character) == meant


@pytest.mark.parametrize("strange", ["²", "㎏", "٣", "🙂"])
def test_a_sign_that_only_looks_like_a_digit_is_no_digit(strange: str) -> None:
    assert named(strange, strange) not in "013456789"
