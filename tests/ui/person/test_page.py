"""A person's page."""

import unicodedata

import pytest

from carelog.model.person import Ceiling, Checks
from carelog.model.severity import Severity, Task
from carelog.station.rows import PersonView
from carelog.ui.line import Line, width
from carelog.ui.person.page import Frame, head, page, records, tasks, two_weeks
from carelog.words import tr, use

from ..support import NASTY, NOW, a_look, a_row, a_told, a_view, a_why


def frame(cells: int = 80) -> Frame:
    return Frame(a_told(), a_look().symptoms, NOW, cells)


def said(lines: list[Line]) -> str:
    return "\n".join("".join(text for text, _ in line) for line in lines)


def test_the_head_says_who_where_and_how_bad() -> None:
    seen = said(head(a_view(), frame()))
    for part in ("1-02 王 [/b] 芳", "R001", "born 1931", "in the house", "!! review", "nobody has acknowledged"):
        assert part in seen


def test_the_head_says_what_a_recorded_wish_limits() -> None:
    limited = said(head(a_view(a_row(1, ceiling=Ceiling.NO_TRANSFER, checks=Checks.COMFORT)), frame()))
    assert tr("ceiling.no_transfer") in limited
    assert tr("checks.comfort") in limited
    assert tr("ceiling.full") not in said(head(a_view(), frame()))


def test_an_acknowledged_alert_says_that_it_is_still_open() -> None:
    row = a_row(1, "", Severity.REVIEW, waiting=False, improving=True)
    seen = said(head(a_view(row), frame()))
    assert "acknowledged, still open" in seen
    assert "getting better" in seen


def test_the_page_begins_with_why_and_goes_on_with_what_is_to_do() -> None:
    seen = said(page(a_view(), a_why(a_view()), frame(200)))
    assert seen.startswith("Why\n !!  T-01")
    assert seen.index("source of T-01") < seen.index("To do") < seen.index("Fourteen days")


def test_what_is_to_do_is_said_in_whole_words() -> None:
    assert said(tasks(a_view(a_row(1, "", Severity.REVIEW, Task.COMPLETE_SET)))) == "To do\n full set of vitals"
    assert said(tasks(a_view(a_row(1)))) == "To do\n nothing open"


def test_a_correction_stays_struck_through_with_who_when_and_why() -> None:
    lines = records(a_view(), frame())
    at = next(n for n, line in enumerate(lines) if any(style == "strike" for _, style in line))
    assert "T 46.6 armpit" in said([lines[at]])
    assert said([lines[at + 1]]).split() == ["corrected", "N02", "03-07", "05:30", "typing", "slip"]


def test_records_stand_newest_first_with_repeats_and_names() -> None:
    seen = said(records(a_view(), frame(200)))
    assert seen.index("03-07 08:30") < seen.index("03-07 04:30") < seen.index("03-07 00:30") < seen.index("02-22")
    assert "1st 38.4 armpit, then 36.9 armpit" in seen
    assert "by N01 李 [/b] 护士  measured by N02 张" in seen
    assert "from paper, typed 03-07 00:30" in seen


def test_a_person_without_records_has_a_page() -> None:
    empty = PersonView(a_row(1, latest=None, trend=()), (), (), (), {})
    seen = said(page(empty, a_why(empty), frame()))
    assert "nothing recorded yet" in seen
    assert "no values" in seen


def test_both_charts_share_one_time_axis() -> None:
    lines = two_weeks(a_view(), frame())
    plots = [line for line in lines if any(style == "graph" for _, style in line)]
    assert len({width(line) for line in (*plots, lines[-1])}) == 1
    assert len(plots) == 9


@pytest.mark.parametrize("cells", [60, 80, 120])
@pytest.mark.parametrize("spoken", ["en", "zh_CN"])
@pytest.mark.parametrize("name", NASTY)
def test_no_line_is_wider_than_the_window_and_no_glyph_doubtful(cells: int, spoken: str, name: str) -> None:
    use(spoken)
    view = a_view(a_row(1, name, Severity.URGENT, Task.CALL))
    lines = [*head(view, frame(cells)), *page(view, a_why(view), frame(cells))]
    assert [width(line) for line in lines[2:] if width(line) > cells] == []
    doubtful = {c for line in lines for text, _ in line for c in text if unicodedata.east_asian_width(c) == "A"}
    assert doubtful == set()
