"""The question for symptoms and the complete set, by letters and by numbers."""

from __future__ import annotations

import pytest

from carelog.model.person import Kind
from carelog.model.reading import Consciousness, NotMeasured, Quantity
from carelog.ui.sheet.row import row_at
from carelog.ui.sheet.state import SYMPTOMS, Asked, Prompt

from .typed_rounds import CODES, O2, S, T, after, line, opened, resident, row, values, why_stopped

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
    assert after("<backspace>", state).prompt == Prompt(Asked.LIST)
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
