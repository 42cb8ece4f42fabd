"""What a key does to a form: nothing typed is ever lost, and no key moves a value to another field."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carelog.ui.form.press import LONGEST, Wish, press
from carelog.ui.form.state import Choice, Field, Form, Read, changes, opened, refused, wrong


def year(text: str) -> Read:
    return Read(text.strip()) if not text or text.isdigit() else Read(text, "not a year")


FIELDS = (
    Field("code", "Who", "code", fixed=True),
    Field("name", "Who", "name", private=True),
    Field("sex", "Who", "sex", choices=(Choice("f", "female"), Choice("m", "male"))),
    Field("year", "Where", "year", read=year, hint="four digits"),
    Field("scale", "Where", "scale", choices=(Choice("1", "one"), Choice("2", "two")), must=True),
)
BEFORE = {"code": "R1", "name": "Wang", "sex": "", "year": "1938", "scale": "1"}


def form(**typed: str) -> Form:
    return opened(FIELDS, BEFORE, typed)


def after(start: Form, *keys: str) -> Form:
    """The form after keys; a single letter types itself, every other name is a key."""
    for key in keys:
        start, _ = press(start, key, key if len(key) == 1 else None)
    return start


def wish(start: Form, key: str) -> Wish | None:
    return press(start, key, key if len(key) == 1 else None)[1]


def test_a_form_opens_on_the_first_field_that_can_be_typed_into() -> None:
    assert (form().here.name, changes(form())) == ("name", {})


def test_what_was_typed_earlier_and_left_is_there_again() -> None:
    assert changes(form(name="Wang Fang", nothing="x")) == {"name": "Wang Fang"}


def test_letters_are_typed_and_rubbed_out_at_the_end() -> None:
    assert after(form(), " ", "F", "x", "backspace").now["name"] == "Wang F"
    assert after(form(), "delete").now["name"] == after(form(), "ctrl+u").now["name"] == ""


def test_enter_arrows_and_tab_go_from_field_to_field_and_pass_over_what_is_fixed() -> None:
    assert (
        after(form(), "enter").here.name == after(form(), "tab").here.name == after(form(), "down").here.name == "sex"
    )
    assert after(form(), "down", "shift+tab").here.name == after(form(), "up", "up").here.name == "name"
    assert after(form(), *["down"] * 9).here.name == "scale"


def test_page_keys_go_from_group_to_group() -> None:
    assert after(form(), "pagedown").here.name == "year"
    assert after(form(), "pagedown", "pagedown").here.name == "scale"
    assert after(form(), "end", "pageup").here.name == "year"
    assert after(form(), "end", "pageup", "pageup").here.name == after(form(), "pageup").here.name == "name"
    assert (after(form(), "end").here.name, after(form(), "end", "home").here.name) == ("scale", "name")


def test_a_coded_field_takes_its_digit_also_a_full_width_one_and_0_empties_it() -> None:
    at_sex = after(form(), "down")
    assert press(at_sex, "２", "２")[0].now["sex"] == "m"
    assert after(at_sex, "1", "0").now["sex"] == after(at_sex, "1", "backspace").now["sex"] == ""


@pytest.mark.parametrize("key", ["3", "x", "9", "f9"])
def test_a_key_that_is_no_answer_rings_and_changes_nothing(key: str) -> None:
    at_sex = after(form(), "down", "1")
    assert press(at_sex, key, key) == (at_sex, Wish.BELL)


def test_a_field_that_must_be_answered_is_never_emptied() -> None:
    at_scale = after(form(), "end")
    assert press(at_scale, "0", "0") == (at_scale, Wish.BELL)
    assert after(at_scale, "2").now["scale"] == "2"


def test_what_stood_there_comes_back_by_a_key_for_one_field_and_for_all() -> None:
    typed = after(form(), "x", "down", "1")
    assert changes(after(typed, "f5")) == {"name": "Wangx"}
    assert changes(after(typed, "f6")) == {}


def test_the_same_text_with_blanks_around_is_no_change() -> None:
    assert changes(after(form(), " ", " ")) == {}


def test_saving_and_leaving_are_wishes_and_change_nothing() -> None:
    typed = after(form(), "x")
    assert press(typed, "f2") == (typed, Wish.SAVE)
    assert press(typed, "escape") == (typed, Wish.LEAVE)


def test_a_control_key_and_a_text_without_end_ring() -> None:
    assert wish(form(), "f9") is Wish.BELL
    full = form(name="x" * LONGEST)
    assert press(full, "y", "y") == (full, Wish.BELL)


def test_a_form_of_nothing_but_a_fixed_field_takes_no_text() -> None:
    only = opened(FIELDS[:1], BEFORE, {})
    assert press(only, "x", "x") == (only, Wish.BELL)


def test_a_value_that_cannot_stand_is_wrong_beside_its_field_until_it_is_mended() -> None:
    bad = form(year="19x8")
    assert wrong(bad, FIELDS[3]) == "not a year"
    assert wrong(form(), FIELDS[3]) == ""
    said = refused(form(year="1939"), {"year": "nobody was born then", "scale": "needs a date"})
    assert (said.here.name, wrong(said, FIELDS[3])) == ("year", "nobody was born then")
    mended = after(said, "backspace")
    assert (wrong(mended, FIELDS[3]), wrong(mended, FIELDS[4])) == ("", "needs a date")


def test_what_a_save_finds_where_no_such_field_is_leaves_the_cursor_alone() -> None:
    assert refused(form(), {"other": "x"}).place == form().place


KEYS = st.sampled_from(
    [*"ab12０２", "backspace", "delete", "up", "down", "enter", "pageup", "pagedown", "home", "end", "f9"]
)


@given(st.lists(KEYS, max_size=40))
def test_whatever_is_typed_only_the_field_under_the_cursor_changes(keys: list[str]) -> None:
    now = form()
    for key in keys:
        before, here = now, now.here.name
        now, _ = press(now, key, key if len(key) == 1 else None)
        assert {name for name in now.now if now.now[name] != before.now[name]} <= {here}
        assert now.now["code"] == "R1"
        assert now.now["scale"] in ("1", "2")
        assert not now.here.fixed
