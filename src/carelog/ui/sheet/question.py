"""The question for symptoms: `0` asked and none, letters and Enter, Enter alone not asked, `-` and why not."""

from carelog.model.reading import NOT_MEASURED_KEYS, Quantity
from carelog.ui.sheet import commands
from carelog.ui.sheet.keys import DIGITS
from carelog.ui.sheet.row import person_at, with_air, without
from carelog.ui.sheet.state import Asked, Phase, Pressed, Prompt, Row, State
from carelog.ui.sheet.steps import close_reopened, finish, put, saving, stopped


def press(state: State, row: Row, key: str) -> Pressed:
    """Take a key into the question."""
    if row.answered and row.buffer is None:
        return close_reopened(state) if key == "enter" else stopped(state, key, "sheet.stop_full")
    if row.buffer and row.buffer.startswith("-"):
        return _why_not(state, row, key)
    if key == "enter":
        return _enter(state, row)
    if not row.letters and key in {"0", "-", "*"}:
        return _begin(state, row, key)
    if key == ";":
        return state._replace(prompt=Prompt(Asked.LIST)), ()
    return _letter(state, row, key)


def _enter(state: State, row: Row) -> Pressed:
    """The symptoms typed, or none were asked; on a corrected row without letters the old answer stays."""
    if row.phase is Phase.REOPENED and not row.letters:
        return close_reopened(state)
    return finish(state, row._replace(symptoms=row.letters or None, not_asked=None))


def _begin(state: State, row: Row, key: str) -> Pressed:
    if key == "0":
        return finish(state, row._replace(symptoms=(), not_asked=None))
    if key == "-":
        return put(state, row._replace(buffer="-")), ()
    return commands.oxygen(state, key)


def _letter(state: State, row: Row, key: str) -> Pressed:
    if key == "." and _may_be_fahrenheit(state, row):
        return _was_a_temperature(state, row, key)
    code = state.rules.letters.get(key)
    if code is None:
        return stopped(state, key, "sheet.stop_symptom" if key in DIGITS else "sheet.stop_letter")
    if code in row.letters:
        return stopped(state, key, "sheet.stop_letter_twice")
    return put(state, row._replace(letters=(*row.letters, code))), ()


def _why_not(state: State, row: Row, key: str) -> Pressed:
    """`-`, a reason, Enter."""
    buffer = row.buffer or ""
    if key == "enter" and len(buffer) > 1:
        return finish(state, row._replace(symptoms=None, not_asked=NOT_MEASURED_KEYS[buffer[1]]))
    if buffer == "-" and key in NOT_MEASURED_KEYS:
        return put(state, row._replace(buffer=buffer + key)), ()
    return stopped(state, key, "sheet.stop_reason")


def _may_be_fahrenheit(state: State, row: Row) -> bool:
    """Whether the SpO2 just typed may be the beginning of the next person's temperature in Fahrenheit."""
    following = state.rows.get(state.at + 1)
    used = state.fahrenheit or (following is not None and following.fahrenheit is True)
    newest = row.readings[-1] if row.readings else None
    return used and row.phase is Phase.OPEN and newest is not None and newest.quantity is Quantity.SPO2


def _was_a_temperature(state: State, row: Row, key: str) -> Pressed:
    """A point behind SpO2: those digits were the next person's temperature, so they are let go."""
    row = with_air(person_at(state, state.at), without(row, Quantity.SPO2), None)._replace(field=Quantity.SPO2)
    changed, acts = stopped(put(state, row), key, "sheet.stop_was_temperature")
    return changed, (*saving(state, row), *acts)
