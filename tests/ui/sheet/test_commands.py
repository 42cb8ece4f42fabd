"""Going to somebody, going back, correcting and undoing."""

from __future__ import annotations

import pytest

from carelog.model.deeds import Why
from carelog.model.reading import Reading
from carelog.ui.sheet.state import Again, Amend, Drop, Finish, FromPaper, Phase, Undo, Void

from .typed_rounds import S, T, after, entered, keys, line, opened, resident, row, some, typed, values, why_stopped

# going to somebody


def test_a_label_a_code_a_bed_initials_or_a_name_lead_to_a_person() -> None:
    state = opened(
        line(resident(0)),
        line(resident(1, name="王芳", initials="wf", bed="3-12B")),
        line(resident(2, name="吴凡", initials="wf", bed="3-13A")),
    )
    assert after("/R002<enter>", state).at == 2
    assert after("/3-12B<enter>", state).at == 1
    assert after("/3-13<enter>", state).at == 2
    assert after("/王<enter>", state).at == 1
    assert why_stopped("/wf<enter>", state) == "sheet.stop_several"
    assert after("/wf<down><down><enter>", state).at == 2
    assert why_stopped("/xyz<enter>", state) == "sheet.stop_nobody"
    assert after("/R<backspace><backspace>", state).prompt is None
    assert after("/R002<escape>", state).at == 0


def test_a_scan_works_after_an_arrow_and_behind_the_last_person() -> None:
    assert values(row(after("<down>/R002<enter>366"), 2).readings) == {T: 366}
    assert after("366 97 0 366 97 0 366 97 0 /R000<enter>").at == 0


def test_an_answer_without_an_end_stops_before_it_swallows_the_round() -> None:
    assert why_stopped("/" + "366970" * 7) == "sheet.stop_answer"


# going back


def test_backspace_rubs_out_the_field_and_walks_back_over_fields() -> None:
    assert row(after("36<backspace>")).buffer is None
    state = after("366 97 <backspace>")
    assert row(state).field is S
    assert why_stopped("9", state) == "sheet.stop_full"
    state = after("<backspace>", state)
    assert row(state).buffer == ""
    assert values(row(after("96", state)).readings)[S] == 96


def test_a_value_rubbed_out_and_not_typed_anew_still_stands() -> None:
    state = after("366 97 <backspace><backspace><down>")
    assert values(row(state).readings)[S] == 97


def test_backspace_before_everything_reopens_my_last_row_and_takes_no_digit_there() -> None:
    state = after("366 97 0 <backspace>")
    assert state.at == 0
    assert row(state).phase is Phase.REOPENED
    assert why_stopped("6", state) == "sheet.stop_full"
    assert why_stopped("0", state) == "sheet.stop_full"
    assert after("<enter>", state).at == 1
    assert why_stopped("<backspace>") == "sheet.stop_nothing_before"


def test_a_reopened_row_corrects_what_is_typed_anew_at_once() -> None:
    state = after("366 97 0 <backspace>")
    state, acts = typed(state, keys("<backspace>c<enter>"))
    assert isinstance(acts[0], Amend)
    assert row(state).symptoms == ("cough",)
    state, acts = typed(state, keys("<backspace><left><backspace>95"))
    assert [type(a) for a in acts] == [Amend]
    assert after("<enter>", state).at == 1


@pytest.mark.parametrize("answer", ["cf<enter>", ";0107<enter>", "-1<enter>", "0"])
def test_a_symptom_corrected_on_the_last_line_finishes_the_row_with_its_last_key(answer: str) -> None:
    state, acts = typed(after("366 97 c<enter>", some(1)), keys(f"<backspace><backspace>{answer}"))
    assert [type(a) for a in acts] == [Amend]
    assert row(state).phase is Phase.DONE
    assert state.at == 1


# correcting, undoing, from paper


def test_f4_asks_for_a_reason_first_and_then_takes_the_row_anew() -> None:
    before = line(resident(0), entered=entered(resident(0), Reading(T, 366), Reading(S, 97)))
    state = opened(before, line(resident(1)))
    state, acts = typed(state, keys("<f4>3<enter> <left><backspace>95"))
    assert isinstance(acts[-1], Amend)
    assert acts[-1].row.why is Why.WRONG_DEVICE
    assert values(acts[-1].row.readings) == {T: 366, S: 95}
    assert why_stopped("<f4>") == "sheet.stop_nothing_entered"
    assert why_stopped("366<f4>") == "sheet.stop_nothing_entered"


def test_f4_wrong_person_takes_the_row_off() -> None:
    state, acts = typed(after("366 97 0 <up><right>"), keys("<f4>2<enter>"))
    assert acts == [Void(0, Why.WRONG_PERSON)]
    assert 0 not in state.rows


def test_f6_takes_back_only_when_pressed_twice() -> None:
    state, acts = typed(some(), ["f6"])
    assert acts == []
    assert typed(state, ["f6"])[1] == [Undo()]
    assert why_stopped("3", state) == "sheet.stop_undo"
    assert after("<escape>", state).prompt is None


def test_f7_asks_from_when_the_paper_is() -> None:
    assert typed(some(), keys("<f7>0805<enter>"))[1] == [FromPaper("0805")]
    assert why_stopped("<f7>3") == "sheet.stop_time"
    assert why_stopped("<f7>24") == "sheet.stop_time"
    assert why_stopped("<f7>086") == "sheet.stop_time"
    assert why_stopped("<f7>08<enter>") == "sheet.stop_time"
    assert why_stopped("<f7>08051") == "sheet.stop_time"


# entered rows, conflicts


def test_a_row_entered_before_takes_a_repeat_whose_fields_may_be_skipped() -> None:
    state = opened(line(resident(0), entered=entered(resident(0), Reading(T, 384))), line(resident(1)))
    state, acts = typed(state, keys("<right>95<enter>"))
    assert isinstance(acts[-1], Finish)
    assert acts[-1].row.repeat
    assert values(acts[-1].row.readings)[S] == 95
    assert why_stopped("<enter>", opened(line(resident(0), entered=entered(resident(0))))) == "sheet.stop_empty"


def test_enter_and_delete_on_a_finished_row_decide_what_somebody_else_entered_first() -> None:
    state = after("366 97 0 <up><right>")
    assert typed(state, ["enter"])[1] == [Again(0)]
    assert typed(state, ["delete"])[1] == [Drop(0)]


def test_a_key_that_begins_no_repeat_leaves_the_finished_row_as_it_is() -> None:
    state = after("366 97 0 <up><right> 9")
    assert state.stop is not None
    assert row(state).phase is Phase.DONE
