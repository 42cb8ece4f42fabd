"""Cells of the board: words and shapes, never a colour alone, never a doubtful width."""

import unicodedata
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carelog.model.person import Presence
from carelog.model.severity import Severity, Task
from carelog.protocol import symptoms
from carelog.station.rows import RoundState
from carelog.ui.board.cells import (
    SHAPES,
    URGENCY,
    age,
    flag,
    full_name,
    heading,
    painted,
    symptom_words,
    symptoms_in_words,
    tasks_in_words,
    tenths,
)
from carelog.ui.board.columns import columns, fit
from carelog.ui.line import width
from carelog.words import use

from ..support import NOW, a_floor, a_look, a_row


def text(row: object, **layout: int) -> str:
    return "".join(part for part, _ in painted(row, list(layout.items()), a_look()))  # type: ignore[arg-type]  # a row


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_every_severity_has_its_own_shape_and_its_own_word(language: str) -> None:
    use(language)
    cells = [text(a_row(1, "", severity), severity=12).split() for severity in Severity]
    assert len({shape[0].rstrip("*") if len(shape) > 1 else "" for shape in cells}) >= 4
    assert len({word[-1] for word in cells}) == len(Severity)
    assert len({shape for shape, _ in SHAPES.values()}) == len(Severity)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_nothing_found_never_reads_as_normal(language: str) -> None:
    use(language)
    seen = text(a_row(1), severity=12)
    assert not {word for word in ("normal", "well", "ok", "正常", "良好") if word in seen.casefold()}


def test_not_known_has_its_own_shape() -> None:
    assert text(a_row(1, "", Severity.NOT_KNOWN), severity=12) == "?   unknown "


def test_an_alert_nobody_has_seen_carries_a_star_until_it_is_acknowledged() -> None:
    row = a_row(1, "", Severity.URGENT)
    assert [flag(row), flag(row._replace(waiting=False)), flag(a_row(1))] == ["*", "+", " "]


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("cells", [58, 59, 79, 119, 158])
def test_no_glyph_of_doubtful_width_stands_in_a_cell(cells: int, language: str) -> None:
    use(language)
    floor = a_floor(12)
    layout = fit(columns(floor, a_look()), cells)
    lines = [painted(row, layout, a_look()) for row in floor] + [heading(layout)]
    doubtful = {c for line in lines for part, _ in line for c in part if unicodedata.east_asian_width(c) == "A"}
    assert doubtful == set()


@pytest.mark.parametrize("cells", [58, 79, 119])
def test_every_line_of_the_board_is_equally_wide(cells: int) -> None:
    floor = a_floor(12)
    layout = fit(columns(floor, a_look()), cells)
    wide = {width(painted(row, layout, a_look())) for row in floor} | {width(heading(layout))}
    assert len(wide) == 1


def test_people_with_one_name_carry_a_mark_and_the_year_of_birth() -> None:
    assert full_name(a_row(7, "王芳", twin=True)) == "王芳=1937"
    assert full_name(a_row(8, "王芳", twin=True, birth_date=None)) == "王芳=R008"


def test_the_mark_stays_when_the_name_is_cut() -> None:
    assert text(a_row(7, "欧阳秀英", twin=True), name=9) == "欧阳~=37 "


def test_a_purged_name_is_the_code() -> None:
    assert (
        full_name(a_row(7)._replace(person=a_row(7).person.__class__("1", "R007", a_row(7).person.kind, ""))) == "R007"
    )


@pytest.mark.parametrize(
    ("minutes", "english", "chinese"),
    [(0, "0m", "0分"), (59, "59m", "59分"), (60, "1h", "1时"), (47 * 60, "47h", "47时"), (48 * 60, "2d", "2天")],
)
def test_values_say_how_old_they_are(minutes: int, english: str, chinese: str) -> None:
    assert age(timedelta(minutes=minutes)) == english
    use("zh_CN")
    assert age(timedelta(minutes=minutes)) == chinese


def test_very_old_values_stay_in_their_column() -> None:
    assert age(timedelta(days=400)) == "99d"
    assert age(timedelta(minutes=-5)) == "0m"


def test_a_missing_value_is_a_stroke_and_never_a_number() -> None:
    row = a_row(1, temperature=None, spo2=None)
    assert text(row, temperature=4, spo2=4).split() == ["-", "-"]


def test_a_value_on_oxygen_carries_a_plus() -> None:
    row = a_row(1)
    assert row.latest
    on = row._replace(latest=row.latest._replace(oxygen_tenths_l_min=20))
    assert text(on, spo2=4) == " 97+"
    assert text(row, spo2=4) == " 97 "


@pytest.mark.parametrize(("spo2", "said"), [(91, "(91)"), (100, " -  "), (None, " -  ")])
def test_a_value_from_before_oxygen_was_given_stands_apart_and_is_not_of_now(spo2: int | None, said: str) -> None:
    row = a_row(1, spo2=spo2)
    assert row.latest
    flow = row.latest._replace(temperature_tenths_c=None, spo2_percent=None, symptoms=None, oxygen_tenths_l_min=20)
    on = row._replace(latest=flow, looked=row.latest)
    assert text(on, spo2=4) == said
    assert text(on, temperature=4) == text(row, temperature=4)


def test_asked_none_and_not_asked_are_different_words() -> None:
    assert symptoms_in_words((), a_look()) == ["none"]
    assert symptoms_in_words(None, a_look()) == ["not asked"]
    assert [text(a_row(1, symptoms=s), symptoms=4).strip() for s in ((), None)] == ["0", "-"]


def test_in_a_narrow_column_symptoms_are_the_letters_of_the_sheet() -> None:
    assert text(a_row(1, symptoms=("cough", "sore_throat")), symptoms=4) == "cs  "
    assert text(a_row(1, symptoms=("cough", "sore_throat")), symptoms=20) == "cough sore throat   "


def test_an_unknown_symptom_of_an_older_list_is_still_shown() -> None:
    assert symptoms_in_words(("hiccups",), a_look()) == ["hiccups"]


def test_tasks_are_named_most_pressing_first() -> None:
    assert set(URGENCY) == set(Task)
    row = a_row(1, "", Severity.URGENT, Task.TEST, Task.CALL, Task.TRANSFER)
    assert tasks_in_words(row) == ["transfer", "call", "test"]


def test_who_gets_better_is_said_to() -> None:
    assert tasks_in_words(a_row(1, improving=True)) == ["better"]


def test_the_away_say_where_they_are() -> None:
    row = a_row(1, state=RoundState.AWAY, presence=Presence.HOSPITAL)
    assert text(row, round=12).strip() == "in hospital"
    assert text(row, round=4) == "away"


def test_tenths_are_written_as_people_read_them() -> None:
    assert [tenths(366), tenths(400)] == ["36.6", "40.0"]


def test_every_symptom_has_its_letter_and_words_in_the_language_spoken() -> None:
    use("zh_CN")
    assert symptom_words(symptoms.every())["cough"] == ("c", "咳嗽")


def test_a_person_never_seen_is_painted_whole() -> None:
    layout = fit(columns([a_row(1, latest=None, trend=())], a_look()), 79)
    assert width(painted(a_row(1, latest=None, trend=()), layout, a_look())) <= 79
    assert NOW.tzinfo


@given(st.text(max_size=40), st.text(max_size=12), st.booleans(), st.integers(30, 160))
def test_any_name_and_bed_leave_the_line_as_wide_as_it_is(name: str, bed: str, twin: bool, cells: int) -> None:
    row = a_row(1, name, bed=bed, twin=twin)
    layout = fit(columns([row], a_look()), cells)
    line = painted(row, layout, a_look())
    assert width(line) == sum(wide + 1 for _, wide in layout) - 1
    assert not any(unicodedata.category(c) in {"Cc", "Cf"} for part, _ in line for c in part)
