"""How many are off their own normal, as lines."""

import pytest

from carelog.ui.house.trend import page
from carelog.ui.line import Line, width
from carelog.words import use
from tests.report.test_trends import a_day, a_trend, a_unit

from ..support import NASTY


def said(lines: list[Line]) -> str:
    return "\n".join("".join(text for text, _ in line) for line in lines)


def test_the_house_comes_first_then_each_unit_and_today_is_marked() -> None:
    seen = said(page(a_trend(a_unit(a_day(0, 10, 0), unit="3F", unseen=0)), 100))
    assert seen.index("The whole house") < seen.index("today so far 9 of 58") < seen.index("3F")
    assert " >03-07 ########################  16 %  9/58" in seen
    assert "not measured" not in seen[seen.index("3F") :]


@pytest.mark.parametrize("cells", [60, 80, 120])
@pytest.mark.parametrize("spoken", ["en", "zh_CN"])
def test_no_line_is_wider_than_the_window(cells: int, spoken: str) -> None:
    use(spoken)
    units = [a_unit(unit=f"{name} {'x' * 90}") for name in NASTY]
    assert [width(line) for line in page(a_trend(*units), cells) if width(line) > cells] == []
