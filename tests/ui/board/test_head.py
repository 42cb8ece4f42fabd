"""Above and below the people."""

import pytest

from carelog.model.severity import Severity, Task
from carelog.station.rows import Board
from carelog.ui.board.head import Told, View, counts, detail, nobody, round_counts, slot_words, title, why
from carelog.ui.line import Line, packed, width
from carelog.words import use

from ..support import NOW, SHANGHAI, a_floor, a_look, a_row

WHOLE = View()
TOLD = Told(str, lambda at: at)


def said(lines: list[Line]) -> str:
    return "\n".join("".join(text for text, _ in line) for line in lines)


def a_title(view: View = WHOLE, *, demo: bool = False) -> str:
    board = Board(NOW, "幸福 [b] 院", demo, ())
    return said(title(board, view, NOW.astimezone(SHANGHAI), "李\x1b护士", "1-12/12"))


def test_the_title_says_home_time_and_who_is_signed_in() -> None:
    assert "幸福 [b] 院" in a_title()
    assert "2026-03-07 09:30" in a_title()
    assert "by 李护士" in a_title()


def test_a_demo_home_says_so_first() -> None:
    assert a_title(demo=True).startswith(" DEMO ")
    assert "DEMO" not in a_title()


def test_the_title_says_whom_the_board_shows() -> None:
    seen = a_title(View(unit="3F", worst_first=False, typed="wf"))
    assert "residents 3F 1-12/12 by bed" in seen
    assert "find: wf" in seen


def test_every_severity_is_counted_also_where_it_is_nobody() -> None:
    seen = said(counts([a_row(1), a_row(2, "", Severity.URGENT)]))
    assert "!!! URGENT 1" in seen
    assert "!! review 0" in seen
    assert ". nothing 1" in seen
    assert "waiting 1" in seen


def test_the_round_says_done_due_and_late_even_when_they_are_none() -> None:
    assert round_counts([a_row(1)]) == "morning round: done 1, due 0, late 0"
    assert round_counts(a_floor(8)) == "morning round: done 4, due 1, late 1, in part 1, away 1"


def test_without_a_round_that_is_said() -> None:
    assert round_counts([]).startswith("no round")


def test_a_round_the_protocol_named_itself_keeps_its_code() -> None:
    assert [slot_words("morning"), slot_words("noon")] == ["morning round", "noon"]


@pytest.mark.parametrize("cells", [40, 80, 120, 200])
def test_no_count_is_torn_at_the_edge(cells: int) -> None:
    parts = counts(a_floor(12))
    lines = packed(parts, cells)
    assert all(width(line) <= cells for line in lines if width(line) <= cells)
    assert all(said([part]) in said(lines) for part in parts)


def test_an_empty_board_says_why_and_what_to_do() -> None:
    assert "carelog people import" in said(nobody(WHOLE, anybody=False))
    assert "Esc" in said(nobody(WHOLE._replace(typed="xyz"), anybody=True))


def test_nothing_found_is_said_in_what_it_was_looked_for() -> None:
    line = detail(a_row(1), a_look(), TOLD)[0]
    assert "nothing found in T, SpO2, symptoms" in said([line])
    use("zh_CN")
    assert "体温、血氧、症状" in said([detail(a_row(1), a_look(), TOLD)[0]])


def test_why_somebody_is_not_known_is_said() -> None:
    assert why(a_row(1, "", Severity.NOT_KNOWN), str) == "not measured, not asked, or judged by no rule"


def test_the_person_under_the_cursor_is_told_in_whole_words() -> None:
    row = a_row(1, "王芳", Severity.URGENT, Task.CALL, temperature=386, symptoms=("cough",))
    seen = said(detail(row, a_look(), Told(lambda rule: f"words of {rule}", lambda at: at.astimezone(SHANGHAI))))
    for part in (
        "王芳",
        "!!! URGENT",
        "words of T-01",
        "To do: call",
        "T 38.6 armpit",
        "SpO2 97",
        "cough",
        "03-07 08:50",
    ):
        assert part in seen


def test_a_person_never_seen_is_said_to_be_so() -> None:
    assert "nothing recorded yet" in said(detail(a_row(1, latest=None), a_look(), TOLD))


def test_oxygen_and_missing_values_are_told() -> None:
    row = a_row(1, temperature=None, symptoms=None)
    assert row.latest
    row = row._replace(latest=row.latest._replace(oxygen_tenths_l_min=25))
    seen = said(detail(row, a_look(), TOLD))
    assert "T -" in seen
    assert "SpO2 97 O2 2.5" in seen
    assert "not asked" in seen


def test_a_value_from_before_oxygen_was_given_is_told_with_the_flow_since_then() -> None:
    row = a_row(1)
    assert row.latest
    flow = row.latest._replace(temperature_tenths_c=None, spo2_percent=None, symptoms=None, oxygen_tenths_l_min=20)
    seen = said(detail(row._replace(latest=flow, looked=row.latest), a_look(), TOLD))
    assert "SpO2 97  " in seen
    assert "O2 2.0: SpO2 not measured since" in seen
    unread = flow._replace(oxygen_tenths_l_min=None)
    assert "flow not read: SpO2" in said(detail(row._replace(latest=unread, looked=row.latest), a_look(), TOLD))


def test_the_week_and_the_round_are_told_below_only_where_they_have_no_column() -> None:
    row = a_row(1)
    narrow, wide = (
        detail(row, a_look(), TOLD),
        detail(row, a_look(), TOLD._replace(columns=frozenset({"trend", "round"}))),
    )
    assert "done" in said(narrow)
    assert any(style == "graph" for _, style in narrow[1])
    assert "done" not in said(wide)
    assert not any(style == "graph" for _, style in wide[1])
