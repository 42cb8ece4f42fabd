"""What each key does to a round, one sentence a case."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta

import pytest

from carelog.model.deeds import Why
from carelog.model.person import Kind
from carelog.model.reading import NOT_MEASURED_KEYS, Consciousness, NotMeasured, Quantity, Reading, Site
from carelog.ui.sheet.press import press
from carelog.ui.sheet.row import row_at
from carelog.ui.sheet.state import (
    SYMPTOMS,
    Again,
    Amend,
    Ask,
    Asked,
    Bell,
    Close,
    Drop,
    Finish,
    FromPaper,
    Keep,
    Phase,
    Row,
    State,
    Undo,
    Void,
)

from .typed_rounds import CODES, OPENED, entered, keys, last_known, line, opened, resident, some, typed, values

T, S, O2 = Quantity.TEMPERATURE, Quantity.SPO2, Quantity.OXYGEN


def after(text: str, state: State | None = None) -> State:
    """The sheet after these keys, on three untouched residents unless said otherwise."""
    return typed(state or some(), keys(text))[0]


def row(state: State, at: int = 0) -> Row:
    return row_at(state, at)


def why_stopped(text: str, state: State | None = None) -> str:
    stop = after(text, state).stop
    return stop.code if stop else ""


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


# the unlikely


def test_an_unlikely_temperature_is_kept_at_once_and_waits_for_plus() -> None:
    state, acts = typed(some(), "395")
    assert [type(a) for a in acts] == [Keep, Bell]
    assert row(state).ask is Ask.PLUS
    assert why_stopped("9", state) == "sheet.stop_plus"
    state, acts = typed(state, "+")
    assert [type(a) for a in acts] == [Keep]
    assert row(state).readings[0].confirmed
    assert row(state).field is S


@pytest.mark.parametrize(("spo2", "asked"), [("91", False), ("90", True), ("70", True), ("99", False)])
def test_spo2_of_90_and_below_asks(spo2: str, asked: bool) -> None:
    assert (row(after(f"366 {spo2}")).ask is Ask.PLUS) is asked


def test_whose_target_is_lower_is_asked_later() -> None:
    state = opened(line(resident(0, spo2_scale=2)))
    assert row(after("366 88", state)).ask is Ask.NOTHING
    assert row(after("366 84", state)).ask is Ask.PLUS


@pytest.mark.parametrize(("hours", "asked"), [(12, True), (30, False)])
def test_far_from_the_last_value_of_the_last_day_asks(hours: int, asked: bool) -> None:
    last = {T: last_known(365, OPENED - timedelta(hours=hours)), S: last_known(98, OPENED - timedelta(hours=hours))}
    state = opened(line(resident(0), last=last))
    assert (row(after("382", state)).ask is Ask.PLUS) is asked
    assert row(after("380", state)).ask is Ask.NOTHING
    assert (row(after("366 93", state)).ask is Ask.PLUS) is asked


def test_plus_says_nothing_where_nothing_was_asked() -> None:
    assert why_stopped("366+") == "sheet.stop_spo2"


def test_spo2_that_looks_like_a_temperature_is_taken_only_when_typed_twice() -> None:
    state, acts = typed(some(), "36636")
    assert row(state).ask is Ask.AGAIN
    assert [type(a) for a in acts] == [Keep, Bell]
    assert why_stopped("97", state) == "sheet.stop_again"
    state = after("36", state)
    spo2 = row(state).readings[-1]
    assert (spo2.value, spo2.confirmed) == (36, True)


def test_backspace_takes_the_first_typing_back() -> None:
    assert values(row(after("366 36<backspace>97")).readings)[S] == 97


# not measured


@pytest.mark.parametrize(("digit", "reason"), list(NOT_MEASURED_KEYS.items()))
def test_minus_and_a_digit_say_why_there_is_no_value(digit: str, reason: NotMeasured) -> None:
    state = after(f"-{digit}")
    assert row(state).readings[0] == Reading(T, None, reason, typed=f"-{digit}")
    assert row(state).field is S


def test_two_minus_and_a_digit_are_the_whole_row() -> None:
    state = after("--2")
    assert [(r.quantity, r.not_measured) for r in row(state).readings] == [
        (T, NotMeasured.ASLEEP),
        (S, NotMeasured.ASLEEP),
    ]
    assert row(state).not_asked is NotMeasured.ASLEEP
    assert row(state).symptoms is None
    assert state.at == 1


def test_symptoms_not_asked_have_a_reason_closed_with_enter() -> None:
    assert after("366 97 -2").at == 0
    state = after("366 97 -2<enter>")
    assert row(state).not_asked is NotMeasured.ASLEEP
    assert state.at == 1


def test_a_minus_rubbed_out_stops_the_sheet() -> None:
    state = after("-<backspace>")
    assert state.stop is not None
    assert row(after("<escape>366", state)).field is S


# oxygen


@pytest.mark.parametrize(
    ("text", "value"),
    [("*2<enter>", 20), ("*1.5<enter>", 15), ("*.5<enter>", 5), ("*15<enter>", 150), ("*0", 0), ("*<enter>", None)],
)
def test_oxygen_is_a_star_and_the_flow(text: str, value: int | None) -> None:
    state = after(f"366 {text} 97 +")
    assert values(row(state).readings)[O2] == value
    assert values(row(after(f"366 97 {text}")).readings)[O2] == value


@pytest.mark.parametrize("text", ["*16", "*99", "*1..", "*c", "*.0<enter>", "*-"])
def test_a_flow_that_cannot_be_stops(text: str) -> None:
    assert why_stopped(f"366 {text}") in {"sheet.stop_flow", "sheet.stop_flow_range", "sheet.stop_reason"}


def test_f8_is_a_star() -> None:
    assert values(row(after("366 <f8>2<enter>")).readings)[O2] == 20


def test_oxygen_may_be_said_before_the_first_value_and_the_cursor_comes_back() -> None:
    state = after("*2<enter>")
    assert row(state).field is T
    assert values(row(after("366 97", state)).readings)[O2] == 20


def test_who_has_an_order_or_was_on_oxygen_is_always_asked_and_0_is_not_taken_for_air() -> None:
    state = opened(line(resident(0), asks_oxygen=True), line(resident(1)))
    assert row(after("366 97", state)).field is O2
    assert why_stopped("366 97 0", state) == "sheet.stop_oxygen"
    assert values(row(after("366 97 *0 0", state)).readings)[O2] == 0
    assert after("366 97 *0 0", state).at == 1


def test_oxygen_given_up_with_backspace_leaves_the_field_closed() -> None:
    state = after("366 97 *<backspace><escape>0")
    assert row(state).phase is Phase.DONE
    assert values(row(state).readings)[O2] == 0


# symptoms


def test_letters_are_symptoms_several_then_enter() -> None:
    state = after("366 97 cd<enter>")
    assert row(state).symptoms == (CODES[0], CODES[16])
    assert state.at == 1


def test_backspace_takes_a_letter_back() -> None:
    assert row(after("366 97 cs<backspace><enter>")).symptoms == ("cough",)


def test_the_numbered_list_takes_two_digits_a_symptom_and_enter() -> None:
    state = after("366 97 ;")
    assert state.prompt is not None
    assert state.prompt.kind is Asked.LIST
    assert row(after("01 26 <enter>", state)).symptoms == (CODES[0], CODES[25])
    assert why_stopped("27", state) == "sheet.stop_number"
    assert why_stopped("3", state) == "sheet.stop_number"
    assert why_stopped("01 01", state) == "sheet.stop_letter_twice"
    assert why_stopped("<enter>", state) == "sheet.stop_number"
    assert row(after("01<backspace>", state)).letters == ()
    assert after("<backspace>", state).prompt is None
    assert after(";", state).prompt is None
    assert after("<escape>", state).prompt is None


# the complete set


def test_f2_opens_the_complete_set_for_this_row_only_and_each_count_is_closed_with_enter() -> None:
    state = after("<f2> 366 97 18<enter> 76<enter> 128<enter> 74<enter> a 0")
    assert values(row(state).readings) == {
        T: 366, S: 97, O2: 0,
        Quantity.RESPIRATORY_RATE: 18, Quantity.PULSE: 76, Quantity.SYSTOLIC: 128, Quantity.DIASTOLIC: 74,
        Quantity.CONSCIOUSNESS: Consciousness.A,
    }  # fmt: skip
    assert not row_at(state, 1).full


def test_f2_at_the_symptoms_leads_to_the_breathing_rate_and_again_closes_the_set() -> None:
    state = after("366 97 <f2>")
    assert row(state).field is Quantity.RESPIRATORY_RATE
    assert row(after("<f2>", state)).field == SYMPTOMS


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("81", "respiratory_rate"),
        ("0", "count"),
        ("<enter>", "empty"),
        ("18<enter> 9<enter>", "pulse"),
        ("18<enter> 301", "pulse"),
        ("18<enter> 76<enter> 39<enter>", "systolic"),
        ("18<enter> 76<enter> 120<enter> 120<enter>", "dbp_above"),
        ("18<enter> 76<enter> 120<enter> 19<enter>", "diastolic"),
        ("18<enter> 76<enter> 120<enter> 80<enter> x", "consciousness"),
        ("18<enter> <f2>", "set"),
    ],
)
def test_what_a_complete_set_cannot_hold_stops(text: str, why: str) -> None:
    assert why_stopped(f"366 97 <f2> {text}") == f"sheet.stop_{why}"


def test_who_sleeps_is_never_alert() -> None:
    state = after("<f9> <f2> 366 97 18<enter> 76<enter> 128<enter> 74<enter>")
    assert row(state).field == SYMPTOMS
    state = after("-2<enter>", state)
    level = next(r for r in row(state).readings if r.quantity is Quantity.CONSCIOUSNESS)
    assert level.not_measured is NotMeasured.ASLEEP
    assert all(r.asleep for r in row(state).readings if r.quantity is not O2)


def test_asleep_said_late_marks_what_is_there_and_takes_alert_back() -> None:
    state = after("<f2> 366 97 18<enter> 76<enter> 128<enter> 74<enter> a <f9>")
    assert Quantity.CONSCIOUSNESS not in values(row(state).readings)
    assert all(r.asleep for r in row(state).readings)
    assert not any(r.asleep for r in row(after("<f9>", state)).readings)


# staff


def test_staff_have_temperature_and_symptoms_only() -> None:
    state = opened(line(resident(0, kind=Kind.STAFF)), line(resident(1, kind=Kind.STAFF)))
    done = after("366 0", state)
    assert values(row(done).readings) == {T: 366}
    assert done.at == 1
    assert why_stopped("<f2>", state) == "sheet.stop_set"
    assert why_stopped("366 *", state) == "sheet.stop_oxygen_here"


# Fahrenheit, site, who measures


def test_fahrenheit_needs_its_point_and_is_stored_in_tenths_celsius() -> None:
    state = some(fahrenheit=True)
    assert values(row(after("98.6", state)).readings) == {T: 370}
    assert row(after("98.6", state)).readings[0].typed == "98.6F"
    assert values(row(after("101.2", state)).readings) == {T: 384}
    assert why_stopped("986", state) == "sheet.stop_point"
    assert why_stopped("36", state) == "sheet.stop_fahrenheit"
    assert why_stopped("114", state) == "sheet.stop_fahrenheit_range"
    assert why_stopped("76", state) == "sheet.stop_fahrenheit_range"


def test_in_fahrenheit_a_point_behind_spo2_takes_the_spo2_out_again() -> None:
    state, acts = typed(some(fahrenheit=True), keys("98.6 98."))
    assert state.stop is not None
    assert state.stop.code == "sheet.stop_was_temperature"
    assert values(row(state).readings) == {T: 370}
    assert isinstance(acts[-2], Keep)


def test_site_and_unit_can_be_changed_for_a_person_and_for_everybody_from_here_on() -> None:
    state = after("<f3>3<enter> 366")
    assert row(state).readings[0].site is Site.TYMPANIC
    assert state.site is Site.AXILLARY
    state = after("366 <f3>2<enter>")
    assert row(state).readings[0].site is Site.ORAL
    everybody = after("<f3><f3>5<enter>")
    assert everybody.site is Site.FOREHEAD
    assert after("<f3><f3>7<enter>").fahrenheit
    assert values(row(after("<f3>7<enter>98.6")).readings) == {T: 370}
    assert why_stopped("<f3>8") == "sheet.stop_number"
    assert why_stopped("<f3><enter>") == "sheet.stop_number"


def test_who_measures_and_the_device_are_named_once_and_hold() -> None:
    state = after("<f5>n02<enter><f5><f5>cart7<enter>366")
    assert row(state).measured_by == "other"
    assert row(state).readings[0].device == "cart7"
    assert after("<f5><enter>", state).measured_by is None
    assert why_stopped("<f5>n09<enter>") == "sheet.stop_nobody"


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
    state, acts = typed(state, keys("<left><backspace>95"))
    assert [type(a) for a in acts] == [Amend]
    assert after("<enter>", state).at == 1


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
