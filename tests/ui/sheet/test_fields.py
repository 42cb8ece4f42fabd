"""What a field takes: unlikely values, reasons, oxygen, Fahrenheit and sites."""

from __future__ import annotations

from datetime import timedelta

import pytest

from carelog.model.reading import NOT_MEASURED_KEYS, NotMeasured, Reading, Site
from carelog.ui.sheet.state import Ask, Bell, Keep, Phase

from .typed_rounds import (
    O2,
    OPENED,
    S,
    T,
    after,
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
