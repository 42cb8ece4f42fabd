"""The few things every key does in the end: stop, go on, settle a field, finish a row."""

from dataclasses import replace

from carelog.model.reading import Quantity, Reading
from carelog.ui.sheet.fields import Full
from carelog.ui.sheet.likely import asks_again, unlikely
from carelog.ui.sheet.row import (
    consciousness_asleep,
    fields,
    holds,
    is_staff,
    next_field,
    person_at,
    reading_of,
    row_at,
    with_air,
    with_reading,
)
from carelog.ui.sheet.state import (
    SYMPTOMS,
    Act,
    Amend,
    Ask,
    Bell,
    Finish,
    Keep,
    Phase,
    Pressed,
    Row,
    State,
    Stop,
)


def stopped(state: State, key: str, code: str) -> Pressed:
    """Take no key from now on; this one did nothing."""
    return state._replace(stop=Stop(key, code)), (Bell(),)


def put(state: State, row: Row) -> State:
    """The sheet with the row under the cursor changed."""
    return state._replace(rows={**state.rows, state.at: row})


def here(state: State) -> Row:
    """The row under the cursor."""
    return row_at(state, state.at)


def at_end(state: State) -> bool:
    """Whether the cursor stands behind the last person."""
    return state.at >= len(state.rules.sheet.people)


def go_to(state: State, at: int) -> State:
    """The cursor on a line; digits half typed where it came from do not wait for its return."""
    rows = state.rows
    left = rows.get(state.at)
    if left and left.buffer is not None:
        rows = {**rows, state.at: left._replace(buffer=None, first="", ask=_still(left))}
    held = max(0, min(at, len(state.rules.sheet.people)))
    return state._replace(at=held, rows=rows, jumped=False)


def go_on(state: State, start: int) -> State:
    """The round goes on with the next person of whom it holds nothing, from a line on; if nobody is left, at the end.

    Where people are passed over the cursor waits for Right or Space: values copied in order may include theirs.
    """
    end = len(state.rules.sheet.people)
    on = next((at for at in range(start, end) if not holds(state, at)), end)
    return go_to(state, on)._replace(work=on, parked=start < on < end)


def _still(row: Row) -> Ask:
    return Ask.PLUS if row.ask is Ask.PLUS else Ask.NOTHING


def saving(state: State, row: Row) -> tuple[Act, ...]:
    """What stores a changed row: the draft of an open one, a correction of a finished one."""
    return (Amend(state.at, row) if row.phase is Phase.REOPENED else Keep(state.at, row),)


def settle(state: State, full: Full) -> Pressed:
    """The field under the cursor is complete: keep it, ask about the unlikely, go on to the next field."""
    row = here(state)
    person = person_at(state, state.at)
    quantity = Quantity(row.field)
    value = full.value
    rules = state.rules
    if value is not None and not row.first and asks_again(rules, person, quantity, value):
        return put(state, row._replace(buffer="", first=full.typed, ask=Ask.AGAIN)), (Bell(),)
    sure = bool(row.first) and full.typed == row.first
    asked = value is not None and not sure and unlikely(rules, person, quantity, value)
    row = with_air(person, row, value) if quantity is Quantity.SPO2 and row.phase is Phase.OPEN else row
    row = with_reading(row, _reading(state, row, full, confirmed=sure))
    row = row._replace(
        buffer=None, first="", ask=Ask.PLUS if asked else Ask.NOTHING, measured_by=state.measured_by or row.measured_by
    )
    if not asked:
        row = row._replace(field=next_field(person, row))
    return put(state, row), (*saving(state, row), *((Bell(),) if asked else ()))


def _reading(state: State, row: Row, full: Full, *, confirmed: bool) -> Reading:
    quantity = Quantity(row.field)
    site = (row.site or state.site) if quantity is Quantity.TEMPERATURE and full.value is not None else None
    return Reading(quantity, full.value, full.reason, site, confirmed, row.asleep, state.device, full.typed)


def confirm(state: State) -> Pressed:
    """`+`: the unlikely value was read so."""
    row = here(state)
    known = reading_of(row, row.field)
    if known is not None:
        row = with_reading(row, replace(known, confirmed=True))
    row = row._replace(ask=Ask.NOTHING)
    row = row._replace(field=next_field(person_at(state, state.at), row))
    return put(state, row), saving(state, row)


def finish(state: State, row: Row) -> Pressed:
    """The row is whole: it becomes an entry, and the cursor goes on."""
    if row.phase is Phase.REOPENED:
        row = row._replace(answered=True, letters=(), buffer=None)
        return close_reopened(put(state, row))[0], (Amend(state.at, row),)
    row = _closed(state, row)
    state = put(state, row)
    detour = (row.repeat or state.jumped) and state.at != state.work
    saved = (*(i for i in state.saved if i != state.at), state.at)
    on = go_on(state, state.work if detour else state.at + 1)
    return on._replace(saved=saved), (Finish(state.at, row),)


def close_reopened(state: State) -> Pressed:
    """The corrected row is finished again, and the round goes on where it was."""
    row = here(state)._replace(phase=Phase.DONE, buffer=None, why=None)
    return go_on(put(state, row), state.work), ()


def _closed(state: State, row: Row) -> Row:
    person = person_at(state, state.at)
    row = row._replace(measured_by=state.measured_by or row.measured_by)
    if row.full and row.asleep and not is_staff(person):
        row = with_reading(row, consciousness_asleep())
    return row._replace(phase=Phase.DONE, answered=True, letters=(), buffer=None, field=SYMPTOMS, ask=Ask.NOTHING)


def whole_row(state: State, full: Full) -> Pressed:
    """One reason for every field of the row."""
    row = here(state)
    person = person_at(state, state.at)
    for field in fields(person, row):
        if field != SYMPTOMS:
            row = with_reading(
                row, Reading(Quantity(field), None, full.reason, asleep=row.asleep, typed="-" + full.typed)
            )
    return finish(state, row._replace(not_asked=full.reason))
