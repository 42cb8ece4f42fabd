"""A form on paper: one field a line, what changed, how it was understood, what is wrong."""

import pytest

from carelog.ui.form import paint
from carelog.ui.form.state import Form, opened, refused
from carelog.ui.line import width
from carelog.words import LANGUAGES, use

from .test_press import BEFORE, FIELDS, after, form


def text(one: Form, cells: int = 60) -> list[str]:
    return ["".join(part for part, _ in line).rstrip() for line in paint.body(one, cells).lines]


def test_a_form_stands_in_groups_with_the_cursor_on_one_field() -> None:
    assert text(form()) == [
        " Who",
        "   code           R1",
        " > name (private) Wang_",
        "   sex",
        "",
        " Where",
        "   year           1938",
        "   scale          one",
    ]


def test_a_changed_field_is_marked_with_what_stood_there() -> None:
    assert text(after(form(), "x", "end"))[2] == " * name (private) Wangx  was: Wang"


def test_the_field_under_the_cursor_shows_its_answers_or_how_to_write_it() -> None:
    assert "     1 female  2 male  0 empty" in text(after(form(), "down"))
    at_year = after(form(), "down", "down", "delete")
    assert "     four digits" in text(at_year)
    assert "     four digits" not in text(after(at_year, "1"))


def test_a_wrong_value_is_said_under_its_field_once_the_cursor_has_left_it() -> None:
    typing = after(form(), "down", "down", "x")
    assert "     not a year" not in text(typing)
    assert "     not a year" in text(after(typing, "down"))


def test_what_a_save_has_found_is_said_under_the_cursor_too() -> None:
    assert "     nobody was born then" in text(refused(form(), {"year": "nobody was born then"}))


def test_a_text_understood_otherwise_is_said_back() -> None:
    fields = (FIELDS[3]._replace(read=lambda text: FIELDS[3].read(text)._replace(text="1938-01-01")),)
    assert "= 1938-01-01" in text(opened(fields, {"year": ""}, {"year": "1938"}))[1]


def test_of_a_long_text_the_end_is_seen_while_typing_and_the_beginning_else() -> None:
    long = form(name="王" * 60 + "芳")
    here, there = text(long, 40)[2], text(after(long, "down"), 40)[2]
    assert here.endswith("芳_")
    assert there.endswith("~")
    assert all(width(line) <= 40 for line in paint.body(long, 40).lines)


def test_the_cursor_cell_is_where_the_next_letter_goes() -> None:
    told = paint.body(form(name="王芳"), 60)
    assert (told.first, told.cell) == (2, len(" > name (private) ") + 4)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_summary_names_what_will_be_saved(language: str) -> None:
    use(language)
    (nothing,) = paint.summary(form(), 80)
    assert len(paint.summary(after(form(), "x", "down", "1"), 80)) == 1
    said = "".join(part for part, _ in paint.summary(after(form(), "x", "down", "1"), 80)[0])
    assert "2" in said
    assert "sex" in said
    assert "".join(part for part, _ in nothing) != said
    assert BEFORE["name"] not in said
