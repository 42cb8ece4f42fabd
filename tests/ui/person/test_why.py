"""Why a person stands where they stand, as lines."""

import unicodedata
from datetime import timedelta

import pytest

from carelog.model.assessment import Fired, Standing
from carelog.model.severity import Severity, Task
from carelog.ui.line import Line, width
from carelog.ui.person.why import compact, head, page
from carelog.words import use

from ..support import NASTY, NOW, a_reason, a_row, a_told, a_view, a_why


def said(lines: list[Line]) -> str:
    return "\n".join("".join(text for text, _ in line) for line in lines)


def styles(lines: list[Line], part: str) -> set[str]:
    """The styles of the lines that hold a text."""
    return {style for line in lines for text, style in line if part in text}


def fired(n: int, severity: Severity = Severity.REVIEW) -> Fired:
    return Fired(f"X-{n:02}", severity, (), Standing.ON, f"e{n}", (f"e{n}",), "temperature", 384, "373")


def test_the_head_says_who_when_how_bad_and_what_to_do() -> None:
    lines = head(a_why(a_view(a_row(1, NASTY[0], Severity.URGENT, Task.CALL))), a_told(), 80)
    assert said(lines[:1]) == " 1-02 王 [/b] 芳  R001  2026-03-07 09:30"
    assert said(lines[1:]) == " !!! URGENT   To do: call doctor"
    assert styles(lines, "URGENT") == {"urgent"}


def test_the_longest_name_and_the_most_tasks_never_push_the_severity_away() -> None:
    view = a_why(a_view(a_row(1, "x" * 200, Severity.NOT_KNOWN, *Task)))
    for cells in (80, 120):
        lines = head(view, a_told(), cells)
        assert width(lines[1]) <= cells
        assert "? not known" in said(lines)
    assert "nothing open" in said(head(a_why(a_view(a_row(1))), a_told(), 80))


def test_a_rule_is_told_in_full() -> None:
    seen = said(page(a_why(), a_told(), 300))
    for part in (
        "T-01   words of T-01",
        "temperature 38.4  (line 37.3 )",
        "holds since 03-07 08:30",
        "03-07 08:30  temperature 38.4  armpit device T [x] 3  measured by N02 张, recorded by N01 李 [/b] 护士",
        "Closed by a named person with an outcome. Counts as back after two checks in a row, at least 4 h apart",
        "source: source of T-01 [P]; waits for a doctor's signature",
        "decided by cn-2023 version 1 (01234567); written down 03-07 08:30",
        "Own normals",
        "temperature (armpit) 36.4  C, the middle of 24 values since 02-21; frozen while ill",
    ):
        assert part.replace("  C", " C").replace(" )", " C)").replace("38.4  ", "38.4 C ") in seen


def test_what_clears_it_stands_out_and_what_was_struck_is_struck() -> None:
    void = a_reason(fired(1))
    void = void._replace(rests_on=(void.rests_on[0]._replace(status="void"),))
    lines = page(a_why(a_view(), void), a_told(), 300)
    assert styles(lines, "Closed by") == {"ask"}
    assert styles(lines, "measured by") == {"strike"}
    assert "void" in said(lines)


def test_shortly_a_rule_says_the_newest_reading_the_version_and_what_clears_it() -> None:
    two = a_reason(fired(1))
    older = two.rests_on[0]._replace(entry="e0", happened_at=NOW - timedelta(days=2))
    seen = said(compact(a_why(a_view(), two._replace(rests_on=(older, *two.rests_on))), a_told(), 300))
    assert seen.startswith("Why\n !!  X-01   words of X-01")
    assert "03-05" not in seen
    assert "recorded by N01 李 [/b] 护士; protocol version 1" in seen
    assert "Closed by a named person" in seen
    assert "waits for a doctor's signature" in seen
    assert "decided by" not in seen


def test_a_rule_without_a_reading_or_a_known_protocol_says_what_there_is() -> None:
    bare = a_reason(fired(1), rests_on=(), clears=None, source="", evidence="", signed=True)
    bare = bare._replace(decided=bare.decided._replace(id="", version=""))
    assert said(compact(a_why(a_view(), bare), a_told(), 300)).count("\n") == 2
    assert "a protocol this book does not hold" in said(page(a_why(a_view(), bare), a_told(), 300))


def test_where_no_rule_stands_it_is_said_what_was_looked_at() -> None:
    well, unknown = a_why(a_view(a_row(1))), a_why(a_view(a_row(1, "", Severity.NOT_KNOWN)))
    for lines in (compact, page):
        assert "nothing found in T, SpO2, symptoms" in said(lines(well, a_told(), 80))
        assert "judged by no rule" in said(lines(unknown, a_told(), 80))
    assert "Own normals" not in said(page(well._replace(normals=()), a_told(), 80))


@pytest.mark.parametrize("cells", [60, 80, 120])
@pytest.mark.parametrize("spoken", ["en", "zh_CN"])
@pytest.mark.parametrize("name", NASTY)
def test_forty_rules_of_a_person_of_any_name_fit_the_window(cells: int, spoken: str, name: str) -> None:
    use(spoken)
    view = a_why(a_view(a_row(1, name, Severity.URGENT)), *(a_reason(fired(n)) for n in range(40)))
    lines = [*head(view, a_told(), cells), *page(view, a_told(), cells), *compact(view, a_told(), cells)]
    assert [width(line) for line in lines[1:] if width(line) > cells] == []
    assert said(lines).count("X-39") == 6
    doubtful = {c for line in lines for text, _ in line for c in text if unicodedata.east_asian_width(c) == "A"}
    assert doubtful <= {"°"}
