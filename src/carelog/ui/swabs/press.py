"""What a key does: `press(state, key)` gives the new state and what is to be stored. No clock, no other terminal."""

from collections.abc import Callable

from carelog.model.deeds import Method, Result
from carelog.model.swabs import Label
from carelog.ui.sheet.keys import ARROWS, DIGITS
from carelog.ui.swabs import asked
from carelog.ui.swabs.state import NOT_TAKEN_KEYS, Answer, Asked, Pressed, Row, State, Stop, Then, View
from carelog.ui.swabs.walk import answered, at_end, leave, look, onward, read_back, stopped, take_back


def press(state: State, key: str) -> Pressed:
    """Take one key, named as on the round sheet."""
    if state.stop:
        return _while_stopped(state, state.stop, key)
    if state.prompt:
        return asked.press(state, state.prompt, key)
    if state.reading:
        return read_back(state, state.reading, key)
    if key in ARROWS and not (key == "right" and state.parked):
        return look(state, key)
    command = _ANYWHERE.get(key)
    return command(state, key) if command else _typed(state, key)


def _while_stopped(state: State, stop: Stop, key: str) -> Pressed:
    """Drop every key until Esc (types again here) or an arrow (looks around)."""
    if key == "escape":
        return state._replace(stop=None), ()
    if key in ARROWS:
        asking = state.prompt if state.prompt and state.prompt.kind is Asked.METHOD else None
        return state._replace(stop=None, prompt=asking, parked=asking is None), ()
    return state._replace(stop=stop._replace(dropped=stop.dropped + 1)), ()


def _typed(state: State, key: str) -> Pressed:
    if at_end(state):
        return stopped(state, key, "swabs.stop_end" if state.fits else "swabs.nobody_fits")
    if state.view is View.POSITIVE:
        return stopped(state, key, "swabs.stop_only_look")
    return _while_parked(state, key) if state.parked else _on_a_line(state, key)


def _backspace(state: State, key: str) -> Pressed:
    """Rub out what is half typed, and look; else take back the last entry."""
    if state.buffer:
        return stopped(state, key, "swabs.stop_off")
    return take_back(state, key)


def _while_parked(state: State, key: str) -> Pressed:
    """Behind an arrow: Right or the space bar types here, or, where there is an answer already, goes on.

    Neither key stands in anything typed as results, so no arrow hit by mistake lets a line go by.
    """
    if key == "+" and _closed(state):
        return state._replace(parked=False, sure=True), ()
    if key not in {"right", " "}:
        return stopped(state, key, "swabs.stop_parked")
    if state.at in state.answers:
        return onward(state._replace(at=state.order[-1] if state.order else -1)), ()
    return state._replace(parked=False, sure=False), ()


def _closed(state: State) -> bool:
    """Whether a line takes a result only behind `+`: answered already, a sample out, or to be tested otherwise."""
    return state.at in state.answers or state.at >= state.fits


def _on_a_line(state: State, key: str) -> Pressed:
    if key == "+":
        return _sure(state, key)
    if _closed(state) and not state.sure:
        return stopped(state, key, "swabs.stop_has" if state.at in state.answers else _why_not(state))
    if state.buffer.startswith("9"):
        return _positive(state, key)
    if state.buffer == "-":
        return _not_taken(state, key)
    if key == "f7":
        return asked.ask_tube(state, key)
    return _result(state, key)


def _why_not(state: State) -> str:
    due = state.rows[state.at].due
    return "swabs.stop_out" if due and due.pending else "swabs.stop_other_method"


def _sure(state: State, key: str) -> Pressed:
    """`+`, yes: the next key is entered here all the same."""
    if state.buffer or state.sure or not _closed(state):
        return stopped(state, key, "swabs.stop_plus")
    return state._replace(sure=True), ()


def _result(state: State, key: str) -> Pressed:
    if key == "0":
        return answered(state, _shown(state, Result.NEGATIVE))
    if key == "*":
        return answered(state, _shown(state, Result.INVALID))
    if key == "9" or (key == "-" and state.view is View.DUE):
        return state._replace(buffer=key), ()
    return stopped(state, key, "swabs.stop_key" if state.view is View.DUE else "swabs.stop_key_pending")


def looked_for(state: State, row: Row) -> tuple[str, ...]:
    """What the swab of a line looks for: its sample's targets, else those of the method chosen."""
    return row.sample.targets if row.sample else state.targets


def _method(state: State, row: Row) -> Method:
    return row.sample.method if row.sample else state.method


def _shown(state: State, result: Result, positive: tuple[str, ...] = ()) -> Answer:
    row = state.rows[state.at]
    label = row.sample.label if row.sample else Label(state.lot)
    return Answer(_method(state, row), looked_for(state, row), result, positive, label=label)


def _positive(state: State, key: str) -> Pressed:
    """`9` and Enter; where several were looked for, `9`, the digits of those that are positive, and Enter."""
    targets = looked_for(state, state.rows[state.at])
    picked = tuple(targets[int(digit) - 1] for digit in state.buffer[1:])
    if key == "enter" and (picked or len(targets) == 1):
        return answered(state, _shown(state, Result.POSITIVE, picked or targets))
    which = len(targets) > 1 and key in DIGITS and 0 < int(key) <= len(targets)
    if which and targets[int(key) - 1] not in picked:
        return state._replace(buffer=state.buffer + key), ()
    return stopped(state, key, "swabs.stop_which" if len(targets) > 1 else "swabs.stop_positive")


def _not_taken(state: State, key: str) -> Pressed:
    if key not in NOT_TAKEN_KEYS:
        return stopped(state, key, "swabs.stop_reason")
    answer = Answer(state.method, state.targets, why=NOT_TAKEN_KEYS[key])
    return answered(state, answer)


_ANYWHERE: dict[str, Callable[[State, str], Pressed]] = {
    "escape": lambda state, _: leave(state),
    "tab": lambda state, _: leave(state, Then.SWITCH),
    "backspace": _backspace,
    "/": asked.ask_jump,
    "f3": asked.ask_lot,
}
