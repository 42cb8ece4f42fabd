"""The function keys of the sheet, jumping, oxygen, and going back over fields and rows."""

from collections.abc import Callable
from dataclasses import replace

from carelog.model.deeds import Why
from carelog.model.reading import Quantity
from carelog.ui.sheet.row import (
    begun,
    fields,
    is_staff,
    next_field,
    person_at,
    reopened,
    row_at,
    row_of,
    slept,
    with_reading,
)
from carelog.ui.sheet.state import (
    COMPLETE_SET,
    SYMPTOMS,
    Ask,
    Asked,
    Field,
    Phase,
    Pressed,
    Prompt,
    Row,
    State,
    TakeOver,
)
from carelog.ui.sheet.steps import go_to, here, put, saving, stopped

Command = Callable[[State, str], Pressed]


def open_prompt(state: State, key: str, kind: Asked) -> Pressed:
    """Ask something under the sheet; not while a field is half typed."""
    if _half_typed(state):
        return stopped(state, key, "sheet.stop_half")
    return state._replace(prompt=Prompt(kind)), ()


def _half_typed(state: State) -> bool:
    row = state.rows.get(state.at)
    return row is not None and (bool(row.buffer) or bool(row.first))


def _jump(state: State, key: str) -> Pressed:
    """`/`: to whom?"""
    return open_prompt(state, key, Asked.JUMP)


def _undo(state: State, key: str) -> Pressed:
    """F6: it asks for a second F6, so that no slip takes anything back."""
    return open_prompt(state, key, Asked.UNDO)


def _full_set(state: State, key: str) -> Pressed:
    """F2: respiratory rate, pulse, blood pressure and consciousness for this row, or not after all."""
    row = here(state)
    if is_staff(person_at(state, state.at)) or row.phase is Phase.DONE or _half_typed(state) or row.ask is Ask.PLUS:
        return stopped(state, key, "sheet.stop_set")
    if row.full and any(r.quantity in COMPLETE_SET for r in row.readings):
        return stopped(state, key, "sheet.stop_set")
    row = row._replace(full=not row.full)
    return put(state, row._replace(field=_placed(state, row))), ()


def _placed(state: State, row: Row) -> Field:
    stays = row.field in fields(person_at(state, state.at), row) and row.field != SYMPTOMS
    return row.field if stays or row.letters else next_field(person_at(state, state.at), row._replace(repeat=False))


def oxygen(state: State, key: str) -> Pressed:
    """`*` or F8: on oxygen, and how many litres a minute."""
    row = here(state)
    if is_staff(person_at(state, state.at)) or row.phase is Phase.DONE or row.ask is Ask.PLUS:
        return stopped(state, key, "sheet.stop_oxygen_here")
    if _half_typed(state) or row.letters:
        return stopped(state, key, "sheet.stop_half")
    return put(state, row._replace(oxygen=True, field=Quantity.OXYGEN, buffer="*")), ()


def _asleep(state: State, key: str) -> Pressed:
    """F9: the person sleeps, or is awake after all."""
    row = here(state)
    if row.phase is Phase.DONE or _half_typed(state):
        return stopped(state, key, "sheet.stop_half")
    row = slept(row._replace(asleep=not row.asleep))
    if row.field not in fields(person_at(state, state.at), row):
        row = row._replace(field=next_field(person_at(state, state.at), row))
    return put(state, row), saving(state, row) if row.readings else ()


def _site(state: State, key: str) -> Pressed:
    return open_prompt(state, key, Asked.SITE)


def _who(state: State, key: str) -> Pressed:
    return open_prompt(state, key, Asked.MEASURED_BY)


def _paper(state: State, key: str) -> Pressed:
    return open_prompt(state, key, Asked.WHEN)


def _correct(state: State, key: str) -> Pressed:
    """F4: correct what is entered here; first the reason."""
    row = here(state)
    entered = row.phase is not Phase.OPEN or (not begun(row) and person_at(state, state.at).entered is not None)
    if not entered or _half_typed(state):
        return stopped(state, key, "sheet.stop_nothing_entered")
    return state._replace(prompt=Prompt(Asked.WHY)), ()


def _take_over(state: State, key: str) -> Pressed:
    """F12: go on with what another nurse began here and left."""
    row, theirs = here(state), state.rules.theirs.get(state.at)
    if theirs is None or row.phase is not Phase.OPEN or begun(row):
        return stopped(state, key, "sheet.stop_no_draft")
    return put(state, theirs), (TakeOver(state.at),)


ANYWHERE: dict[str, Command] = {"/": _jump, "f6": _undo}
"""Also behind the last person."""

ON_A_ROW: dict[str, Command] = {
    "f2": _full_set,
    "f3": _site,
    "f4": _correct,
    "f5": _who,
    "f7": _paper,
    "f8": oxygen,
    "f9": _asleep,
    "f12": _take_over,
}


def set_site(state: State, row: Row) -> Pressed:
    """A row whose site was changed: a temperature already there is of that site."""
    known = next((r for r in row.readings if r.quantity is Quantity.TEMPERATURE and r.value is not None), None)
    if known is None:
        return put(state, row), ()
    row = with_reading(row, replace(known, site=row.site or state.site))
    return put(state, row), saving(state, row)


def reopen(state: State, why: Why | None) -> State:
    """The finished row under the cursor, to be corrected."""
    row = here(state)
    if row.phase is Phase.OPEN:
        entered = person_at(state, state.at).entered
        row = row_of(entered) if entered else row
    return put(state, reopened(row, why))


def reopen_last(state: State, key: str) -> Pressed:
    """My last saved row."""
    if not state.saved or row_at(state, state.saved[-1]).phase is Phase.OPEN:
        return stopped(state, key, "sheet.stop_nothing_before")
    return reopen(go_to(state, state.saved[-1]), None), ()


def back_a_field(state: State, key: str) -> Pressed:
    """Backspace in an empty field: the field before it; before the first field my last saved row."""
    row = here(state)
    walk = fields(person_at(state, state.at), row)
    at = walk.index(row.field)
    if at > 0:
        oxygen_left = row.field is Quantity.OXYGEN and row.buffer is None
        row = row._replace(field=walk[at - 1], buffer=None, oxygen=row.oxygen and not oxygen_left)
        return put(state, row), ()
    if begun(row) or row.phase is Phase.REOPENED:
        return stopped(state, key, "sheet.stop_nothing_before")
    return reopen_last(state, key)
