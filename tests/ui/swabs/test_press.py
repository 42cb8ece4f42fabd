"""A batch of swabs key by key, as a nurse types it from paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from carelog.model.deeds import Method, Result
from carelog.model.person import Kind
from carelog.model.swabs import Label, NotTaken, Target
from carelog.ui.swabs.state import (
    Answer,
    Asked,
    Close,
    Show,
    State,
    Store,
    TakeBack,
    Then,
    View,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carelog.ui.swabs.state import Act

from .lists import a_list, begun, due, isolated, results_out, typed, waiting

NEGATIVE, POSITIVE, INVALID = Result.NEGATIVE, Result.POSITIVE, Result.INVALID


def four() -> State:
    return begun(*(due(n) for n in range(4)))


def stored(acts: Sequence[Act]) -> list[tuple[int, Answer]]:
    return [(act.at, act.answer) for act in acts if isinstance(act, Store)]


def results(acts: Sequence[Act]) -> list[tuple[int, Result | None]]:
    return [(at, answer.result) for at, answer in stored(acts)]


def test_method_and_lot_are_chosen_once_and_go_with_every_result() -> None:
    state, acts = typed(a_list(due(0), due(1)), "1l7<enter>00")
    assert stored(acts) == [(n, Answer(Method.ANTIGEN, ("sars_cov_2",), NEGATIVE, label=Label("L7"))) for n in (0, 1)]
    assert state.reading is not None


def test_a_lot_may_stay_unsaid_and_another_box_be_opened() -> None:
    state, acts = typed(a_list(due(0), due(1), due(2)), "1<enter>0<f3>b2<enter>0")
    assert [answer.label.lot for _, answer in stored(acts)] == ["", "B2"]
    assert typed(state, "<f3><enter>")[0].lot == "B2"
    assert typed(state, "<f3><backspace><enter>")[0].lot == ""


def test_one_key_is_negative_two_positive_one_invalid() -> None:
    state, acts = typed(four(), "09<enter>*0")
    assert results(acts) == [(0, NEGATIVE), (1, POSITIVE), (2, INVALID), (3, NEGATIVE)]
    assert state.reading is not None


def test_positive_is_nothing_before_enter() -> None:
    state, acts = typed(four(), "9")
    assert (stored(acts), state.at, state.buffer) == ([], 0, "9")
    for key in ("0", "9", "*", "-", "1", "+", "<f7>", "<f3>" and "5"):
        after, done = typed(state, key)
        assert stored(done) == []
        assert after.stop is not None
        assert after.buffer == ""


@pytest.mark.parametrize(
    ("digit", "why"),
    [
        ("1", NotTaken.REFUSED), ("2", NotTaken.ASLEEP), ("3", NotTaken.OUT), ("4", NotTaken.HOSPITAL),
        ("5", NotTaken.NO_KIT), ("7", NotTaken.UNWELL), ("8", NotTaken.NO_TIME),
    ],
)  # fmt: skip
def test_a_dash_and_a_digit_say_why_nothing_was_taken(digit: str, why: NotTaken) -> None:
    state, acts = typed(four(), f"-{digit}")
    assert [(at, answer.why, answer.result) for at, answer in stored(acts)] == [(0, why, None)]
    assert state.at == 1


def test_every_reason_has_its_digit() -> None:
    found = {typed(four(), f"-{d}")[1][0].answer.why for d in "1234578"}  # type: ignore[union-attr]  # a Store each
    assert found == set(NotTaken)


@pytest.mark.parametrize("keys", ["-6", "-9", "-0", "-*", "--", "-<enter>", "5", "+", "<enter>", "x", "<delete>"])
def test_a_key_that_fits_nothing_stops_and_what_follows_is_dropped(keys: str) -> None:
    state, acts = typed(four(), keys + "009<enter>")
    assert stored(acts) == []
    assert state.stop is not None
    assert state.stop.dropped == 5
    state, acts = typed(state, "<escape>0")
    assert results(acts) == [(0, NEGATIVE)]


def test_an_arrow_only_looks_and_a_result_typed_there_stops() -> None:
    state, acts = typed(four(), "0<down>0")
    assert results(acts) == [(0, NEGATIVE)]
    assert (state.at, state.stop.code if state.stop else "") == (2, "swabs.stop_parked")
    state, acts = typed(state, "<escape> 0")
    assert results(acts) == [(2, NEGATIVE)]
    assert state.at == 3


def test_who_was_passed_over_is_asked_for_at_the_end() -> None:
    state, _ = typed(four(), "0<down> 00")
    assert state.reading is not None
    assert state.reading.to == 1
    state, acts = typed(state, "<enter>0")
    assert results(acts) == [(1, NEGATIVE)]


def test_space_on_a_line_with_an_answer_goes_on_where_the_batch_stands() -> None:
    state, _ = typed(four(), "00<up><up><up> ")
    assert (state.at, state.parked) == (2, False)


def test_the_first_arrow_before_anything_goes_back_to_the_first() -> None:
    assert typed(four(), "<down><enter>")[0].stop is not None
    assert typed(four(), "<pagedown>")[0].at == 3
    assert typed(four(), "<end><home>")[0].at == 0
    assert typed(four(), "<up>")[1] != []


def test_backspace_takes_back_the_last_and_it_is_typed_again() -> None:
    state, acts = typed(four(), "00<backspace>")
    assert acts[-1] == TakeBack(1)
    assert (state.at, 1 in state.answers) == (1, False)
    state, acts = typed(state, "9<enter>")
    assert results(acts) == [(1, POSITIVE)]
    assert state.at == 2


def test_backspace_while_looking_takes_back_what_was_entered_there() -> None:
    state, acts = typed(four(), "000<up><up><backspace>")
    assert acts[-1] == TakeBack(1)
    state, acts = typed(state, "*")
    assert (results(acts), state.at) == ([(1, INVALID)], 3)


def test_backspace_rubs_out_what_is_half_typed_and_stops() -> None:
    for begun_ in ("9", "-"):
        state, acts = typed(four(), f"0{begun_}<backspace>0")
        assert results(acts) == [(0, NEGATIVE)]
        assert (state.buffer, state.stop.code if state.stop else "") == ("", "swabs.stop_off")


def test_backspace_with_nothing_entered_stops() -> None:
    assert typed(four(), "<backspace>")[0].stop is not None


def test_plus_says_yes_on_a_line_that_has_an_answer() -> None:
    state, acts = typed(four(), "0<up>+9<enter>")
    assert results(acts) == [(0, NEGATIVE), (0, POSITIVE)]
    assert state.at == 1
    assert typed(four(), "0<up>++")[0].stop is not None
    assert typed(four(), "0<down>+")[0].stop is not None


def test_a_sample_asks_pool_and_tube_and_the_next_counts_up_and_is_shown() -> None:
    state, acts = typed(four(), "<f7>p1<enter>08<enter>")
    (one,) = stored(acts)
    assert one == (0, Answer(Method.PCR, ("sars_cov_2",), label=Label("L7", "P1", "08")))
    assert state.next == Label("", "P1", "09")
    state, acts = typed(state, "<f7>")
    assert state.prompt is not None
    assert (state.prompt.kind, state.prompt.text, acts) == (Asked.TUBE, "09", [])
    state, acts = typed(state, "<enter>0<f7>12<enter>")
    assert [answer.label.tube for _, answer in stored(acts)] == ["09", "", "12"]


def test_a_tube_is_used_once_and_never_blank() -> None:
    state, _ = typed(four(), "<f7>p1<enter>8<enter><f7>8<enter>")
    assert state.stop is not None
    assert state.stop.code == "swabs.stop_tube_twice"
    state, _ = typed(four(), "<f7><enter><enter>")
    assert state.stop is not None
    assert state.stop.code == "swabs.stop_tube"


def test_a_tube_taken_back_is_the_next_one_again() -> None:
    state, _ = typed(four(), "<f7>p1<enter>8<enter><f7><enter><backspace>")
    assert state.next == Label("", "P1", "9")
    state, acts = typed(state, "<f7><enter>")
    assert [answer.label.tube for _, answer in stored(acts)] == ["9"]


def test_the_pool_is_changed_by_rubbing_out_the_tube() -> None:
    state, _ = typed(four(), "<f7>p1<enter>8<enter><f7><backspace><backspace>")
    assert state.prompt is not None
    assert (state.prompt.kind, state.prompt.text) == (Asked.POOL, "P1")
    _, acts = typed(state, "p2<enter>1<enter>")
    assert stored(acts)[0][1].label == Label("L7", "P2", "1")


def test_a_question_is_given_up_with_esc_and_nothing_is_stored() -> None:
    state, acts = typed(four(), "<f7>p1<escape>0")
    assert results(acts) == [(0, NEGATIVE)]
    assert state.prompt is None


def test_a_multiplex_asks_which_are_positive() -> None:
    state, acts = typed(begun(due(0), due(1), due(2), method="3"), "9")
    assert stored(acts) == []
    assert typed(state, "<enter>")[0].stop is not None
    assert typed(state, "6")[0].stop is not None
    assert typed(state, "22")[0].stop is not None
    _, acts = typed(state, "24<enter>0*")
    assert [(a.result, a.positive) for _, a in stored(acts)] == [
        (POSITIVE, ("influenza_a", "rsv")), (NEGATIVE, ()), (INVALID, ()),
    ]  # fmt: skip
    assert {a.targets for _, a in stored(acts)} == {tuple(Target)}


def test_who_is_to_be_tested_otherwise_stands_behind_and_takes_plus_first() -> None:
    rows = (due(0, Method.PCR), due(1), due(2, pending=True), due(3))
    state = begun(*rows)
    assert [row.person.code for row in state.rows] == ["R001", "R003", "R000", "R002"]
    assert state.fits == 2
    state, acts = typed(state, "00<enter>")
    assert (len(stored(acts)), state.at) == (2, 4)
    state, _ = typed(state, "<up><up> 0")
    assert state.stop is not None
    assert state.stop.code == "swabs.stop_other_method"
    state, acts = typed(state, "<escape>+0")
    assert [at for at, _ in stored(acts)] == [2]
    state, _ = typed(typed(state, "<enter>")[0], "<end> 0")
    assert state.stop is not None
    assert state.stop.code == "swabs.stop_out"


# reading back


def test_a_unit_ends_with_its_names_read_back_and_only_enter_goes_on() -> None:
    rows = [due(n) for n in (0, 1, 10, 11)]
    state, acts = typed(begun(*rows), "9<enter>00*")
    assert results(acts) == [(0, POSITIVE), (1, NEGATIVE)]
    assert state.stop is not None
    assert state.stop.code == "swabs.stop_read"
    state, acts = typed(state, "<escape><enter>0*")
    assert results(acts) == [(2, NEGATIVE), (3, INVALID)]
    assert state.reading is not None
    assert state.reading.lines == (0, 1, 2, 3)
    state, acts = typed(state, "<enter>")
    assert (state.whole, state.at) == (True, 4)
    assert typed(state, "<escape>")[1] == [Close()]


def test_staff_and_residents_are_read_back_apart() -> None:
    state, _ = typed(begun(due(0), due(1, kind=Kind.STAFF)), "0")
    assert state.reading is not None


def test_backspace_at_the_reading_takes_the_last_back() -> None:
    state, acts = typed(begun(due(0), due(10)), "9<enter><backspace>")
    assert acts[-1] == TakeBack(0)
    assert (state.reading, state.at) == (None, 0)
    assert typed(state, "0")[0].reading is not None


def test_an_arrow_at_the_reading_looks_and_enter_reads_again() -> None:
    state, _ = typed(begun(due(0), due(1), due(10)), "09<enter><up>")
    assert (state.reading, state.at, state.parked) == (None, 0, True)
    state, acts = typed(state, "<backspace>")
    assert acts == [TakeBack(0)]
    state, _ = typed(state, "*")
    assert state.reading is not None
    assert state.reading.lines == (1, 0)
    state, _ = typed(state, "<escape> ")
    assert state.reading is not None


def test_more_than_ten_names_are_read_in_pages() -> None:
    state, _ = typed(begun(*(due(n, kind=Kind.STAFF) for n in range(12))), "*" * 12)
    assert state.reading is not None
    state, _ = typed(state, "<enter>")
    assert state.reading is not None
    assert state.reading.page == 1
    assert typed(state, "<enter>")[0].whole


def test_leaving_reads_back_first_and_esc_stays() -> None:
    state, acts = typed(four(), "9<enter><escape>")
    assert Close() not in acts
    assert state.reading is not None
    assert state.reading.then is Then.LEAVE
    assert typed(state, "<enter>")[1] == [Close()]
    stays, acts = typed(state, "<escape>")
    assert (stays.reading, acts) == (None, [])


def test_nothing_entered_is_left_at_once() -> None:
    assert typed(four(), "<escape>")[1] == [Close()]
    assert typed(a_list(due(0)), "<escape>")[1] == [Close()]


def test_tab_goes_from_list_to_list_and_reads_back_first() -> None:
    assert typed(a_list(due(0)), "<tab>")[1] == [Show(View.PENDING)]
    state, acts = typed(four(), "0<tab>")
    assert (stored(acts)[0][0], state.reading is not None) == (0, True)
    assert typed(state, "<enter>")[1] == [Show(View.PENDING)]
    assert typed(results_out(), "<tab>")[1] == [Show(View.POSITIVE)]


# the other lists


def test_the_result_of_a_sample_has_its_method_targets_and_label() -> None:
    state, acts = typed(results_out(waiting(1), waiting(2, Method.MULTIPLEX)), "092<enter>")
    assert stored(acts) == [
        (0, Answer(Method.PCR, ("sars_cov_2",), NEGATIVE, label=Label("L1", "P1", "1"))),
        (1, Answer(Method.MULTIPLEX, tuple(Target), POSITIVE, ("influenza_a",), label=Label("L1", "P1", "2"))),
    ]
    assert state.reading is not None


def test_a_pool_is_a_section_of_its_own() -> None:
    state, _ = typed(results_out(waiting(1), waiting(2, pool="P2")), "0")
    assert state.reading is not None


@pytest.mark.parametrize("keys", ["-1", "<f7>", "<f3>", "5"])
def test_a_sample_that_is_out_takes_only_a_result(keys: str) -> None:
    state, acts = typed(results_out(waiting(1)), keys)
    assert stored(acts) == []
    assert state.stop is not None


def test_who_is_isolated_is_only_looked_at() -> None:
    state = State(View.POSITIVE, (isolated(1), isolated(2)), 2, Method.ANTIGEN, ("sars_cov_2",))
    for key in ("0", "9", "*", "-", "<f7>"):
        after, acts = typed(state, key)
        assert stored(acts) == []
        assert after.stop is not None
    assert typed(state, "<down>")[0].at == 1
    assert typed(state, "<escape>")[1] == [Close()]


def test_an_empty_list_takes_nothing() -> None:
    for state in (results_out(), State(View.DUE, (), 0, Method.ANTIGEN, ("sars_cov_2",))):
        after, acts = typed(state, "0")
        assert stored(acts) == []
        assert after.stop is not None
        assert typed(state, "<down>")[0].at == 0


# the questions


def test_the_method_is_one_of_three_and_nothing_else_is_taken() -> None:
    state, acts = typed(a_list(due(0)), "40")
    assert state.stop is not None
    assert typed(state, "<escape>1<enter>0")[1] != acts
    state, _ = typed(a_list(due(0)), "4<down>")
    assert state.prompt is not None


def test_a_jump_goes_to_the_one_who_is_meant() -> None:
    state, _ = typed(four(), "/r002<enter>")
    assert (state.at, state.parked) == (2, False)
    assert typed(four(), "/1-04<enter>")[0].at == 3
    assert typed(four(), "/王001<enter>")[0].at == 1
    for text in ("r9", "", "1"):
        state, _ = typed(four(), f"/{text}<enter>0")
        assert state.at == 0
        assert state.stop is not None
    assert typed(results_out(waiting(1), waiting(2)), "/2<enter>")[0].at == 1


def test_an_answer_too_long_or_no_letter_stops() -> None:
    for keys in ("/" + "x" * 41, "/<f5>", "<f3>" + "1" * 42):
        assert typed(four(), keys)[0].stop is not None
    assert typed(four(), "/<backspace>")[0].stop is not None


def test_what_was_read_back_is_taken_back_only_where_one_looks_at_it() -> None:
    state, _ = typed(begun(due(0)), "0<enter>")
    assert state.at == 1
    assert typed(state, "0")[0].stop is not None
    stays, acts = typed(state, "<backspace>")
    assert (TakeBack(0) in acts, stays.stop is not None) == (False, True)
    assert typed(state, "<up><backspace>")[1] == [TakeBack(0)]
