"""One person's row: its fields, what has an answer, and what is half done."""

import pytest

from carelog.model.deeds import Why
from carelog.model.person import Kind
from carelog.model.reading import NotMeasured, Quantity, Reading
from carelog.ui.sheet.row import (
    begun,
    fields,
    next_field,
    reading_of,
    reopened,
    repeat_of,
    row_of,
    slept,
    with_air,
    with_reading,
    without,
)
from carelog.ui.sheet.state import COMPLETE_SET, SYMPTOMS, Ask, Phase, Row

from .typed_rounds import O2, S, T, entered, line, resident

RESIDENT, ASKED = line(resident(0)), line(resident(1), asks_oxygen=True)
NURSE = line(resident(2, kind=Kind.STAFF))
EMPTY = Row(T)
WARM, AIR = Reading(T, 366, typed="366"), Reading(O2, 0)
ALERT = Reading(Quantity.CONSCIOUSNESS, 0)


def test_a_resident_has_three_fields_and_a_nurse_two() -> None:
    assert fields(RESIDENT, EMPTY) == (T, S, SYMPTOMS)
    assert fields(NURSE, EMPTY._replace(full=True, oxygen=True)) == (T, SYMPTOMS)


def test_oxygen_has_a_field_where_it_is_always_asked_or_was_typed() -> None:
    assert fields(ASKED, EMPTY) == fields(RESIDENT, EMPTY._replace(oxygen=True)) == (T, S, O2, SYMPTOMS)


def test_the_full_set_comes_before_the_symptoms_and_leaves_out_whether_a_sleeper_is_alert() -> None:
    assert fields(RESIDENT, EMPTY._replace(full=True)) == (T, S, *COMPLETE_SET, SYMPTOMS)
    asleep = fields(RESIDENT, EMPTY._replace(full=True, asleep=True))
    assert asleep == (T, S, *COMPLETE_SET[:-1], SYMPTOMS)


def test_the_cursor_goes_to_the_first_open_field_also_backwards() -> None:
    assert next_field(RESIDENT, with_reading(Row(S), Reading(S, 97))) == T
    assert next_field(RESIDENT, with_reading(EMPTY, WARM)) == S
    assert next_field(RESIDENT, Row(S, readings=(WARM, Reading(S, 97)))) == SYMPTOMS


def test_on_a_repeat_a_field_may_be_skipped_and_is_not_gone_back_to() -> None:
    assert next_field(RESIDENT, with_reading(Row(S, repeat=True), Reading(S, 97))) == SYMPTOMS


def test_a_value_typed_anew_stands_in_place_of_the_first() -> None:
    twice = with_reading(with_reading(EMPTY, WARM), Reading(T, 372))
    assert twice.readings == (Reading(T, 372),)
    assert without(twice, T).readings == ()
    assert reading_of(twice, S) is None


def test_spo2_without_a_star_is_on_air_and_goes_away_with_it() -> None:
    typed = with_air(RESIDENT, EMPTY, 97)
    assert reading_of(typed, O2) == AIR
    assert with_air(RESIDENT, typed, None).readings == ()


def test_nobody_says_air_for_who_is_asked_or_has_a_flow_typed() -> None:
    assert with_air(ASKED, EMPTY, 97) == EMPTY
    on_two = with_reading(EMPTY, Reading(O2, 20, typed="*2"))
    assert with_air(RESIDENT, on_two, 97) == on_two
    assert with_air(RESIDENT, on_two, None) == on_two


@pytest.mark.parametrize(
    ("row", "half"),
    [
        (EMPTY, False),
        (EMPTY._replace(buffer=""), True),
        (EMPTY._replace(readings=(WARM,)), True),
        (EMPTY._replace(letters=("cough",)), True),
        (EMPTY._replace(not_asked=NotMeasured.ASLEEP), True),
        (EMPTY._replace(readings=(WARM,), phase=Phase.DONE), False),
        (EMPTY._replace(readings=(WARM,), phase=Phase.REOPENED), False),
        (EMPTY._replace(buffer="3", phase=Phase.REOPENED), True),
        (EMPTY._replace(ask=Ask.PLUS, phase=Phase.REOPENED), True),
        (EMPTY._replace(letters=("cough",), phase=Phase.REOPENED), True),
    ],
)
def test_what_would_be_left_half_done(row: Row, half: bool) -> None:
    assert begun(row) is half


def test_a_repeat_is_an_empty_row_that_remembers_what_was_measured_before() -> None:
    second = repeat_of(Row(SYMPTOMS, readings=(WARM,), past=(Reading(T, 384),), answered=True, phase=Phase.DONE))
    assert second == Row(T, repeat=True, past=(Reading(T, 384), WARM))


def test_a_reopened_row_keeps_its_values_and_its_reason() -> None:
    row = reopened(Row(T, readings=(WARM,), buffer="3", ask=Ask.PLUS, phase=Phase.DONE), Why.WRONG_DEVICE)
    assert (row.phase, row.why, row.readings) == (Phase.REOPENED, Why.WRONG_DEVICE, (WARM,))
    assert (row.field, row.buffer, row.ask) == (SYMPTOMS, None, Ask.NOTHING)


def test_what_was_entered_before_is_a_finished_row_of_the_values_that_count() -> None:
    kept = entered(resident(0), Reading(T, 384), Reading(T, 369), Reading(S, None, NotMeasured.REFUSED), AIR)
    row = row_of(kept)
    assert row.readings == (Reading(T, 369), Reading(S, None, NotMeasured.REFUSED), AIR)
    assert (row.phase, row.answered, row.symptoms, row.oxygen, row.full) == (Phase.DONE, True, (), False, False)


@pytest.mark.parametrize(("flow", "oxygen"), [(0, False), (20, True), (None, True)])
def test_a_row_entered_on_oxygen_has_its_field(flow: int | None, oxygen: bool) -> None:
    assert row_of(entered(resident(0), Reading(O2, flow))).oxygen is oxygen


def test_who_sleeps_is_not_alert_and_who_wakes_keeps_the_values() -> None:
    asleep = slept(Row(T, readings=(WARM, ALERT), asleep=True))
    assert asleep.readings == (Reading(T, 366, asleep=True, typed="366"),)
    assert slept(asleep._replace(asleep=False)).readings == (WARM,)
