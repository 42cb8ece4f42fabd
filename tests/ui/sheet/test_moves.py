"""The cursor over people and fields: it stays among them, and only looks."""

import pytest

from carelog.ui.sheet.moves import PAGE, leave, look, press
from carelog.ui.sheet.state import Bell, Close

from .typed_rounds import S, T, after, opened, row, some

MANY = some(25)


@pytest.mark.parametrize(
    ("start", "key", "to"),
    [
        (0, "down", 1), (5, "up", 4), (5, "pagedown", 5 + PAGE), (15, "pageup", 15 - PAGE), (5, "home", 0),
        (5, "end", 24), (24, "home", 0), (3, "pageup", 0), (20, "pagedown", 24),
    ],
)  # fmt: skip
def test_a_key_goes_so_far_and_never_past_the_people(start: int, key: str, to: int) -> None:
    state, acts = press(MANY._replace(at=start, work=start), key)
    assert (state.at, state.parked, acts) == (to, True, ())
    assert state.work == start


@pytest.mark.parametrize(("start", "key"), [(0, "up"), (0, "pageup"), (0, "home"), (24, "down"), (24, "end")])
def test_at_the_edge_it_rings_and_stays(start: int, key: str) -> None:
    state, acts = look(MANY._replace(at=start), key)
    assert (state.at, acts) == (start, (Bell(),))


@pytest.mark.parametrize("key", ["up", "down", "pageup", "pagedown", "home", "end"])
def test_on_an_empty_list_every_arrow_only_rings(key: str) -> None:
    state, acts = press(opened(), key)
    assert (state.at, acts) == (0, (Bell(),))


def test_behind_the_last_person_up_leads_to_the_last() -> None:
    assert press(MANY._replace(at=25), "up")[0].at == 24


@pytest.mark.parametrize("key", ["left", "right"])
def test_a_half_typed_field_is_not_left_sideways(key: str) -> None:
    state = press(after("36"), key)[0]
    assert state.stop is not None
    assert state.stop.code == "sheet.stop_half"
    assert row(state).buffer == "36"


@pytest.mark.parametrize(("text", "key"), [("", "left"), ("", "right"), ("366", "right")])
def test_there_is_no_field_on_that_side(text: str, key: str) -> None:
    stop = press(after(text), key)[0].stop
    assert stop is not None
    assert stop.code == "sheet.stop_sideways"


def test_left_goes_back_over_an_answered_field_and_right_returns() -> None:
    state = after("366")
    back = press(state, "left")[0]
    assert row(back).field is T
    assert row(press(back, "right")[0]).field is S


def test_leaving_changes_nothing_that_is_stored() -> None:
    state, acts = leave(after("366"))
    assert acts == (Close(),)
    assert row(state).readings == row(after("366")).readings
