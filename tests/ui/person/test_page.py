"""A person's page."""

import unicodedata
from datetime import datetime

import pytest

from carelog.model.person import Ceiling, Checks
from carelog.model.severity import Severity, Task
from carelog.station.rows import PersonView
from carelog.ui.line import Line, width
from carelog.ui.person.page import Frame, head, page, records, tasks, two_weeks, why
from carelog.words import language, tr, use

from ..support import NASTY, NOW, SHANGHAI, a_look, a_row, a_view


class Told:
    """What a protocol says."""

    def words(self, rule: str) -> str:
        return f"words of {rule}" if language() == "en" else f"{rule} 的说明"

    def source(self, rule: str) -> str:
        return f"source of {rule}"

    def local(self, at: datetime) -> datetime:
        return at.astimezone(SHANGHAI)


def frame(cells: int = 80) -> Frame:
    return Frame(Told(), a_look().symptoms, NOW, cells)


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


def test_why_tells_rule_words_reading_line_time_and_source() -> None:
    seen = said(why(a_view(), frame(200)))
    for part in ("T-01", "words of T-01", "temperature 38.4 (line 37.3)", "03-07 08:30", "holds", "source of T-01"):
        assert part in seen


def test_where_no_rule_holds_it_is_said_what_was_looked_at() -> None:
    assert "nothing found in T, SpO2, symptoms" in said(why(a_view(a_row(1)), frame()))
    unknown = said(why(a_view(a_row(1, "", Severity.NOT_KNOWN)), frame()))
    assert "judged by no rule" in unknown
    assert "nothing found" not in unknown


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
    seen = said(page(empty, frame()))
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
    lines = [*head(view, frame(cells)), *page(view, frame(cells))]
    assert [width(line) for line in lines[2:] if width(line) > cells] == []
    doubtful = {c for line in lines for text, _ in line for c in text if unicodedata.east_asian_width(c) == "A"}
    assert doubtful == set()
