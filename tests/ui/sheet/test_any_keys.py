"""Whatever is typed, the sheet stands: it never fails, and what it stores is of the person under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carelog.model.person import Kind
from carelog.model.reading import Quantity, Reading, possible
from carelog.ui.sheet.press import press
from carelog.ui.sheet.row import holds
from carelog.ui.sheet.state import Asked, Finish, Keep, Phase, State
from carelog.ui.sheet.steps import at_end

from .homes import a_home, a_round, the_clock
from .test_faults import SLIPS
from .typed_rounds import entered, line, opened, resident

if TYPE_CHECKING:
    from pathlib import Path

LIKELY = ["3", "6", "6", "9", "7", "0", "+", "enter", "right", "escape"]
KEYS = st.lists(st.one_of(st.sampled_from(LIKELY), st.sampled_from(SLIPS)), max_size=120)

JUMPS = [[*"/1-0", str(n), "enter", *whole] for n in range(1, 6) for whole in ("", "366970", "366970c", "366 c")]
JUMPS += [[*"366970"], ["up", "right", *"389", "enter"], ["down"], ["up"], ["backspace", "backspace", "0", "enter"]]
"""Ways about the sheet: to a bed and a row typed there, a row in its turn, back to somebody for a repeat."""


def a_varied_home() -> State:
    before = entered(resident(1), Reading(Quantity.TEMPERATURE, 384), symptoms=None)
    return opened(
        line(resident(0)),
        line(resident(1), entered=before),
        line(resident(2), asks_oxygen=True),
        line(resident(3, kind=Kind.STAFF)),
        line(resident(4, spo2_scale=2)),
    )


@given(KEYS)
@settings(max_examples=400, deadline=None)
def test_any_keys_leave_a_sheet_that_stands_and_store_possible_values_of_the_person_under_the_cursor(
    pressed: list[str],
) -> None:
    state = a_varied_home()
    for key in pressed:
        before = state
        state, acts = press(state, key)
        assert 0 <= state.at <= 5
        for act in acts:
            if isinstance(act, Keep | Finish):
                assert act.at == before.at
                assert all(r.value is None or possible(r.quantity, r.value) for r in act.row.readings)
                assert len({r.quantity for r in act.row.readings}) == len(act.row.readings)
                assert (act.row.phase is Phase.DONE) == isinstance(act, Finish)


GOES_THERE_HERSELF = {"backspace", " ", "right", "enter of a jump"}


def by(state: State, key: str) -> str:
    """The key, and where Enter answers a question, which one."""
    return "enter of a jump" if key == "enter" and state.prompt and state.prompt.kind is Asked.JUMP else key


@given(st.lists(st.one_of(KEYS, st.sampled_from(JUMPS)), max_size=12))
@settings(max_examples=400, deadline=None)
def test_the_cursor_never_comes_by_itself_to_rest_ready_for_keys_on_a_person_who_is_done(
    parts: list[list[str]],
) -> None:
    state = a_varied_home()
    for key in (key for part in parts for key in part):
        before = state
        state, _ = press(state, key)
        moved = state.at != before.at or (before.parked and not state.parked)
        if moved and not state.parked and not at_end(state) and by(before, key) not in GOES_THERE_HERSELF:
            assert not holds(state, state.at)


@given(KEYS, st.integers(0, 119))
@settings(max_examples=200, deadline=None)
def test_the_same_keys_mean_the_same_whenever_they_are_typed(pressed: list[str], cut: int) -> None:
    at_once = a_varied_home()
    for key in pressed:
        at_once, _ = press(at_once, key)
    in_parts = a_varied_home()
    for part in (pressed[:cut], pressed[cut:]):
        for key in part:
            in_parts, _ = press(in_parts, key)
    assert in_parts == at_once


@given(KEYS)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_keys_typed_into_a_real_home_are_stored_or_refused_and_never_fail(
    tmp_path_factory: object, pressed: list[str]
) -> None:
    folder: Path = tmp_path_factory.mktemp("keys")  # type: ignore[attr-defined]  # pytest's own factory
    station = a_home(folder / "home", the_clock(), r1={"oxygen_tenths_l_min": 20})
    job = a_round(station)
    for key in pressed:
        job.press(key, key if len(key) == 1 else None)
    assert job.pending() == 0
    station.close_log()
