"""Text in cells: a Chinese character takes two, and no line is longer than asked for."""

from hypothesis import given
from hypothesis import strategies as st

from carelog.report.plain import cells, filled, wrapped


def test_chinese_takes_two_cells() -> None:
    assert cells("体温 38.4") == 9
    assert filled("体温", 6) == "体温  "
    assert filled("体温计", 5) == "体温 "


def test_lines_break_at_blanks_and_between_characters() -> None:
    assert wrapped("ask for oxygen", 9, "  ") == ["ask for", "  oxygen"]
    assert wrapped("体温三十八度四", 6) == ["体温三", "十八度", "四"]


@given(st.text(st.sampled_from("abc 体温，"), max_size=60), st.integers(8, 20))
def test_nothing_is_lost_and_only_one_long_word_is_wider(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cells(line) <= width for line in lines if " " in line.strip() or "体" in line)
