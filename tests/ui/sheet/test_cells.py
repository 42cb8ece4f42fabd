"""What stands in the cells of the sheet: read by a nurse in passing, so never two things in one word."""

from datetime import timedelta

import pytest

from carelog.clock import FixedClock
from carelog.model.person import Kind
from carelog.model.reading import Consciousness, NotMeasured, Quantity, Reading
from carelog.station.desk import Station
from carelog.ui.line import Line, width
from carelog.ui.sheet.cells import WIDE, cell_of, first_then, flow, heading, layout, name_of, painted, separator, short
from carelog.ui.sheet.state import SYMPTOMS, Row
from carelog.words import use

from .homes import a_round, other_terminal, type_on
from .typed_rounds import O2, S, T, line, resident


def text(painted_line: Line) -> str:
    return "".join(piece for piece, _ in painted_line)


def seen(station: Station, keys: str, at: int = 0, cells: int = 120) -> str:
    return text(painted(type_on(a_round(station), keys), at, layout(cells)))


@pytest.mark.parametrize(
    ("reading", "said"),
    [
        (Reading(T, 366), "36.6"),
        (Reading(T, 400), "40.0"),
        (Reading(S, 97), "97"),
        (Reading(O2, 0), "*0"),
        (Reading(O2, 20), "*2"),
        (Reading(O2, 5), "*0.5"),
        (Reading(O2, 150), "*15"),
        (Reading(O2, None), "*?"),
        (Reading(Quantity.PULSE, 76), "76"),
        *((Reading(Quantity.CONSCIOUSNESS, level.value), level.name) for level in Consciousness),
        (Reading(T, None, NotMeasured.REFUSED), "-refused"),
        (Reading(S, None, NotMeasured.ASLEEP), "-asleep"),
    ],
)
def test_a_reading_in_a_cell_is_its_value_or_why_there_is_none(reading: Reading, said: str) -> None:
    assert short(reading) == said


def test_oxygen_not_measured_is_neither_air_nor_a_flow() -> None:
    assert flow(Reading(O2, None, NotMeasured.REFUSED)) == "*-"


@pytest.mark.parametrize(
    ("oxygen", "said"), [(None, "93"), (Reading(O2, 0), "93"), (Reading(O2, 15), "93*1.5"), (Reading(O2, None), "93*?")]
)
def test_spo2_on_oxygen_carries_its_flow(oxygen: Reading | None, said: str) -> None:
    spo2 = Reading(S, 93)
    row = Row(SYMPTOMS, readings=(spo2, *((oxygen,) if oxygen else ())))
    assert short(spo2, row) == said


def test_namesakes_carry_their_year_and_who_has_no_name_any_more_the_code() -> None:
    assert name_of(line(resident(1, name="王芳"), twin=True)) == "王芳=1935"
    assert name_of(line(resident(1, name="王芳", birth_date=None), twin=True)) == "王芳=R001"
    assert name_of(line(resident(1, name="王芳"))) == "王芳"
    assert name_of(line(resident(1, name=""))) == "R001"


@pytest.mark.parametrize("cells", range(80, 201))
def test_a_wider_screen_never_leaves_less_room_for_how_bad_it_is(cells: int) -> None:
    assert dict(layout(cells))["status"] >= dict(layout(80))["status"] >= len("!!! URGENT")


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("cells", [80, WIDE - 1, WIDE, 200])
def test_every_line_is_as_wide_as_the_screen_whatever_the_language(station: Station, language: str, cells: int) -> None:
    use(language)
    job = type_on(a_round(station), "391")
    columns = layout(cells)
    assert sum(w + 1 for _, w in columns) + 1 == cells
    assert all(width(painted(job, at, columns)) <= cells for at in range(len(job.sheet.people)))
    assert width(heading(columns)) <= cells
    assert width(separator(cells)) == cells
    assert ("set" in dict(columns)) is (cells >= WIDE)


def test_the_cursor_says_whether_it_types_or_only_looks(station: Station) -> None:
    assert seen(station, "").startswith("> 1-01")
    assert seen(station, "<down><up>").startswith("? 1-01")
    assert seen(station, "", 1).startswith("  1-02")


@pytest.mark.parametrize(
    ("keys", "shows", "hides"),
    [
        ("36", "36_", "36.6"),
        ("366", "36.6", "36.6?"),
        ("395", "39.5?", "saved"),
        ("366 97 0", "none", "not asked"),
        ("366 97 <enter>", "not asked", "none"),
        ("366 97 cd<enter>", "cough", "none"),
        ("-1", "-refus", "36"),
        ("366 97 0", "saved", "unfinished"),
        ("366 <down>", "unfinished", "saved"),
    ],
)
def test_a_row_shows_how_far_it_is(station: Station, keys: str, shows: str, hides: str) -> None:
    said = seen(station, keys)
    assert shows in said
    assert hides not in said


def test_an_alarm_is_shown_beside_its_row_before_the_row_is_finished(station: Station) -> None:
    assert "!!" in seen(station, "391")
    assert "!!" not in seen(station, "366")


def test_who_was_entered_by_somebody_else_is_grey_and_signed(station: Station, clock: FixedClock) -> None:
    other = other_terminal(station, clock)
    type_on(a_round(other), "366 97 0")
    clock.move(timedelta(minutes=1))
    row = painted(a_round(station), 0, layout(120))
    assert "✓ by N02" in text(row)
    assert {style for piece, style in row if piece.strip() in {"36.6", "97", "none"}} == {"dim"}
    other.close_log()


def test_a_repeat_is_told_with_the_first_value(station: Station) -> None:
    job = type_on(a_round(station), "384 97 0 <up><space> 369 <enter>")
    assert first_then(cell_of(job, 0)) == "1st 38.4, then 36.9"
    assert first_then(cell_of(job, 1)) == ""


def test_staff_have_no_cell_for_spo2(station: Station) -> None:
    job = type_on(a_round(station, kind=Kind.STAFF), "366")
    said = text(painted(job, 0, layout(80)))
    assert "36.6" in said
    assert "97" not in said
    assert said.count("_") == 1
