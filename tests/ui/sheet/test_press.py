"""What each key does to a round, one sentence a case: values, keys that cannot be, arrows, the end."""

from __future__ import annotations

import subprocess
import sys

import pytest

from carelog.model.reading import Reading
from carelog.ui.sheet.press import press
from carelog.ui.sheet.row import row_at
from carelog.ui.sheet.state import SYMPTOMS, Bell, Close, Finish, Keep, Phase, Row, State

from .typed_rounds import (
    O2,
    S,
    T,
    after,
    entered,
    keys,
    last_known,
    line,
    opened,
    resident,
    row,
    some,
    typed,
    values,
    why_stopped,
)

# a normal resident


def test_six_keys_are_a_whole_normal_resident_and_the_cursor_is_on_the_next() -> None:
    state, acts = typed(some(), "366970")
    assert values(row(state).readings) == {T: 366, S: 97, O2: 0}
    assert row(state).symptoms == ()
    assert [type(a) for a in acts] == [Keep, Keep, Finish]
    assert state.at == 1
    assert state.stop is None


def test_a_field_is_kept_the_moment_its_last_digit_is_typed() -> None:
    state, acts = typed(some(), "366")
    assert [type(a) for a in acts] == [Keep]
    assert row(state).field is S


def test_a_hundred_percent_waits_for_its_third_digit() -> None:
    assert row(after("366 10")).buffer == "10"
    assert values(row(after("366 100")).readings)[S] == 100


@pytest.mark.parametrize("text", ["366", "36.6"])
def test_a_temperature_is_typed_with_or_without_its_point(text: str) -> None:
    assert values(row(after(text)).readings) == {T: 366}


def test_enter_in_place_of_0_says_symptoms_were_not_asked() -> None:
    state = after("366 97 <enter>")
    assert row(state).symptoms is None
    assert row(state).not_asked is None
    assert row(state).phase is Phase.DONE
    assert state.at == 1


def test_what_was_typed_is_kept_beside_what_was_understood() -> None:
    assert [r.typed for r in row(after("36.6 97")).readings if r.quantity is not O2] == ["36.6", "97"]


def test_nothing_known_before_ever_stands_in_a_field() -> None:
    state = opened(line(resident(0), last={T: last_known(369), S: last_known(96)}))
    assert row(state) == Row(T)


# what a field cannot take


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("0", "temperature"),
        ("1", "temperature"),
        ("5", "temperature"),
        ("9", "temperature"),
        (".", "temperature"),
        ("3.", "temperature"),
        ("36.x", "temperature"),
        ("36..", "temperature"),
        ("24", "temperature_range"),
        ("46", "temperature_range"),
        ("45.1", "temperature_range"),
        ("289", "point"),
        ("c", "temperature"),
        ("+", "temperature"),
        (";", "temperature"),
        ("<enter>", "empty"),
        ("<tab>", "temperature"),
        ("36<enter>", "temperature"),
        ("36-", "reason"),
        ("36*", "temperature"),
        ("36/", "half"),
        ("366 0", "spo2"),
        ("366 2", "spo2"),
        ("366 11", "spo2_range"),
        ("366 101", "spo2_range"),
        ("366 .", "spo2"),
        ("366 c", "spo2"),
        ("366 <enter>", "empty"),
        ("366 97 3", "symptom"),
        ("366 97 .", "letter"),
        ("366 97 cc", "letter_twice"),
        ("366 97 c0", "symptom"),
        ("366 97 -0", "reason"),
        ("-0", "reason"),
        ("366 --", "whole"),
        ("-", ""),
        ("28.9+", ""),
    ],
)
def test_a_key_that_cannot_be_stops_the_sheet(text: str, why: str) -> None:
    assert why_stopped(text) == (f"sheet.stop_{why}" if why else "")


def test_a_stopped_sheet_drops_every_key_until_esc_and_counts_them() -> None:
    state, acts = typed(some(), "366973659602")
    assert state.stop is not None
    assert state.stop.key == "3"
    assert state.stop.dropped == 7
    assert acts.count(Bell()) == 1
    assert state.at == 0
    assert row_at(state, 1) == Row(T)
    state = after("<escape>0 365 96 0", state)
    assert row(state, 1).symptoms == ()
    assert state.at == 2


def test_a_forgotten_0_does_not_shift_the_round_by_one_person() -> None:
    state = after("366 97 365 96 0 364 95 0")
    assert values(row(state, 0).readings) == {T: 366, S: 97, O2: 0}
    assert row_at(state, 1) == Row(T)


def test_an_arrow_ends_the_stop_and_then_only_looks_until_space_or_right() -> None:
    state = after("366 97 3 <down>")
    assert state.stop is None
    assert state.parked
    assert state.at == 0
    assert why_stopped("0", state) == "sheet.stop_parked"
    assert after("<right>0", state).at == 1


# arrows


def test_arrows_walk_over_people_and_nothing_is_typed_until_space_or_right() -> None:
    state = after("<down>")
    assert state.at == 1
    assert why_stopped("3", state) == "sheet.stop_parked"
    assert values(row(after("<right>366", state), 1).readings) == {T: 366}
    state, _ = typed(state, [" ", *"366"])
    assert values(row(state, 1).readings) == {T: 366}


def test_pages_and_ends_go_further_and_stay_among_the_people() -> None:
    state = some(30)
    assert after("<pagedown>", state).at == 10
    assert after("<end>", state).at == 29
    assert after("<end><home>", state).at == 0
    assert after("<up>", state).at == 0
    assert press(state, "up")[1] == (Bell(),)


def test_digits_half_typed_do_not_wait_for_the_cursor_to_come_back() -> None:
    state = after("36<down><up><right>")
    assert row(state).buffer is None
    assert values(row(after("365", state)).readings) == {T: 365}


def test_left_and_right_walk_over_answered_fields_and_take_no_digit_there() -> None:
    state = after("366 97 <left>")
    assert row(state).field is S
    assert why_stopped("9", state) == "sheet.stop_full"
    assert row(after("<right>", state)).field == SYMPTOMS
    assert why_stopped("<right>") == "sheet.stop_sideways"
    assert why_stopped("<left>") == "sheet.stop_sideways"
    assert why_stopped("36<left>") == "sheet.stop_half"


def test_after_a_detour_to_an_entered_row_the_round_goes_on_where_it_was() -> None:
    state = after("366 97 0 365 97 0 <home><right> 38.4 97 0")
    assert state.at == 2
    assert [values([r])[T] for r in row(state).past if r.quantity is T] == [366]
    assert values(row(state).readings)[T] == 384


def test_an_untouched_row_entered_out_of_turn_moves_the_round_there() -> None:
    state = after("<down><right> 365 97 0")
    assert state.at == 2
    assert state.work == 2


def done_before(*which: int) -> State:
    """Four residents, some of whom the round held when it was opened; the cursor where it opens."""
    people = [resident(n) for n in range(4)]
    lines = [line(p, entered=entered(p, Reading(T, 366)) if n in which else None) for n, p in enumerate(people)]
    first = next((n for n in range(4) if n not in which), 4)
    return opened(*lines, at=first, work=first)


def test_behind_a_jump_to_somebody_passed_over_the_round_goes_on_where_it_was() -> None:
    state = after("366 97 0 <down><right> 365 96 0")
    assert state.at == 3
    state = after("/1-02<enter> 367 95 0", state)
    assert state.at == 3
    assert why_stopped("389", state) == "sheet.stop_end"
    state = after("/1-03<enter> 366 97 0", some(4))
    assert state.at == 0
    assert not state.parked


def test_behind_a_jump_no_key_makes_a_repeat_of_somebody_who_is_done() -> None:
    state = after("/1-01<enter> 366 98 0", done_before(1, 2, 3))
    assert state.at == 4
    assert why_stopped("389", state) == "sheet.stop_end"
    state, acts = typed(after("/1-02<enter>", done_before(1)), keys("389 92 c <enter>"))
    assert isinstance(acts[-1], Finish)
    assert acts[-1].row.repeat
    assert state.at == 0


def test_who_is_done_already_is_passed_over_and_a_list_copied_in_order_stops_there() -> None:
    state = after("366 98 0", done_before(1))
    assert (state.at, state.work) == (2, 2)
    assert why_stopped("365 97 0", state) == "sheet.stop_parked"
    assert values(row(after("<right> 365", state), 2).readings) == {T: 365}


def test_esc_behind_a_stop_only_looks_on_at_somebody_who_is_done() -> None:
    assert why_stopped("3 <escape> 3", after("366 97 0 <up>")) == "sheet.stop_parked"
    assert why_stopped("/1<escape> 3", after("366 97 0 <up>")) == "sheet.stop_parked"


# leaving, the end


def test_esc_leaves_a_round_in_which_nothing_was_typed_and_one_that_is_through() -> None:
    assert typed(some(), ["escape"])[1] == [Close()]
    assert typed(after("366 97 0", some(1)), ["escape"])[1] == [Close()]


@pytest.mark.parametrize("begun", ["366 97 0", "366", "36", "366 97 c"])
def test_in_the_middle_of_a_round_esc_looks_and_leaves_when_pressed_again(begun: str) -> None:
    state, acts = typed(after(begun), ["escape"])
    assert acts == []
    assert why_stopped("3", state) == "sheet.stop_parked"
    assert typed(state, ["escape"])[1] == [Close()]
    assert after("<right>", state)._replace(parked=False) == after(begun)


def test_behind_the_last_person_no_digit_is_taken() -> None:
    state = after("366 97 0", some(1))
    assert state.at == 1
    assert why_stopped("3", state) == "sheet.stop_end"
    assert after("<backspace>", state).at == 0


def test_what_a_key_means_needs_neither_a_screen_nor_a_log() -> None:
    code = "import sys, carelog.ui.sheet.press; print(sorted({'textual', 'sqlite3', 'pydantic'} & set(sys.modules)))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
