"""What a key does: `press(state, key)` gives the new state and what is to be stored. No clock, no other terminal."""

from carelog.model.reading import NOT_MEASURED_KEYS, Quantity
from carelog.ui.sheet import commands, moves, prompts, question
from carelog.ui.sheet.fields import Full, Part, Refused, take
from carelog.ui.sheet.keys import ARROWS
from carelog.ui.sheet.row import has_answer, holds, next_field, person_at, reading_of, repeat_of
from carelog.ui.sheet.state import SYMPTOMS, Again, Ask, Asked, Drop, Phase, Pressed, Prompt, Row, State, Stop
from carelog.ui.sheet.steps import at_end, close_reopened, confirm, finish, go_on, here, put, settle, stopped, whole_row


def press(state: State, key: str) -> Pressed:
    """Take one key, named as in `keys.named`."""
    if state.stop:
        return _while_stopped(state, state.stop, key)
    if state.prompt:
        return prompts.press(state, key)
    if state.parked:
        return _while_parked(state, key)
    if key in ARROWS or key == "escape":
        return moves.press(state, key)
    command = commands.ANYWHERE.get(key)
    if command:
        return command(state, key)
    return _behind_the_last(state, key) if at_end(state) else _on_a_row(state, key)


def _while_stopped(state: State, stop: Stop, key: str) -> Pressed:
    """Drop every key until Esc (types again here, but only looks on at who is done) or an arrow (looks around)."""
    if key == "escape":
        done = not at_end(state) and holds(state, state.at)
        return _without_half(state)._replace(stop=None, parked=state.parked and done), ()
    if key in ARROWS:
        return _without_half(state)._replace(stop=None, parked=state.parked or state.prompt is None), ()
    return state._replace(stop=stop._replace(dropped=stop.dropped + 1)), ()


def _without_half(state: State) -> State:
    """The list of symptoms without half a number: the next digits are a number of their own."""
    listing = state.prompt is not None and state.prompt.kind is Asked.LIST
    return state._replace(prompt=Prompt(Asked.LIST)) if listing else state


def _while_parked(state: State, key: str) -> Pressed:
    """Behind an arrow or Esc: look on, type here with Right or the space bar, jump, or leave.

    Neither key stands in anything typed as values, so no arrow hit by mistake opens a row to what follows it.
    """
    if key in {"right", " "}:
        return state._replace(parked=False), ()
    if key == "escape":
        return moves.leave(state)
    if key in ARROWS:
        return moves.look(state, key)
    if key == "/":
        return commands.ANYWHERE[key](state, key)
    return stopped(state, key, "sheet.stop_parked")


def _behind_the_last(state: State, key: str) -> Pressed:
    if key == "backspace":
        return commands.reopen_last(state, key)
    if key == "f7":
        return commands.open_prompt(state, key, Asked.WHEN)
    return stopped(state, key, "sheet.stop_end")


def _on_a_row(state: State, key: str) -> Pressed:
    command = commands.ON_A_ROW.get(key)
    if command:
        return command(state, key)
    row = here(state)
    if row.phase is Phase.DONE:
        return _on_a_finished_row(state, row, key)
    if row.ask is Ask.PLUS and row.buffer is None and key != "backspace":
        return confirm(state) if key == "+" else stopped(state, key, "sheet.stop_plus")
    if row.ask is Ask.AGAIN:
        return _second_typing(state, row, key)
    return _into_a_field(state, row, key)


def _into_a_field(state: State, row: Row, key: str) -> Pressed:
    if key == "backspace":
        return _backspace(state, row, key)
    if row.field == SYMPTOMS:
        return question.press(state, row, key)
    if key == "*" and not row.buffer and row.field is not Quantity.OXYGEN:
        return commands.oxygen(state, key)
    return _into_a_quantity(state, row, key)


def _on_a_finished_row(state: State, row: Row, key: str) -> Pressed:
    if key == "enter":
        return go_on(state, state.work), (Again(state.at),)
    if key == "delete":
        return state, (Drop(state.at),)
    if key == "backspace":
        return commands.reopen(state, None), ()
    begun, acts = _on_a_row(put(state, repeat_of(row)), key)
    return (state._replace(stop=begun.stop), acts) if begun.stop else (begun, acts)


def _second_typing(state: State, row: Row, key: str) -> Pressed:
    """SpO2 30 to 49: the same digits once more, or Backspace."""
    typed = row.buffer or ""
    if key == "backspace":
        return put(state, row._replace(buffer=None, first="", ask=Ask.NOTHING)), ()
    if not row.first.startswith(typed + key):
        return stopped(state, key, "sheet.stop_again")
    if typed + key == row.first:
        return settle(state, Full(row.first, int(row.first)))
    return put(state, row._replace(buffer=typed + key)), ()


def _into_a_quantity(state: State, row: Row, key: str) -> Pressed:
    anew = row.field is Quantity.OXYGEN and key == "*"
    if row.buffer is None and has_answer(row, row.field) and not anew:
        closes = key == "enter" and row.phase is Phase.REOPENED
        return close_reopened(state) if closes else stopped(state, key, "sheet.stop_full")
    if row.buffer in {"-", "--"} and (key == "-" or row.buffer == "--"):
        return _whole(state, row, key)
    if key == "enter" and not row.buffer:
        return _enter_on_nothing(state, row, key)
    return _taken(state, row, key)


def _taken(state: State, row: Row, key: str) -> Pressed:
    quantity = Quantity(row.field)
    fahrenheit = state.fahrenheit if row.fahrenheit is None else row.fahrenheit
    taken = take(quantity, row.buffer or "", key, fahrenheit=fahrenheit)
    if isinstance(taken, Refused):
        return stopped(state, key, taken.code)
    if isinstance(taken, Part):
        return put(state, row._replace(buffer=taken.buffer)), ()
    above = reading_of(row, Quantity.SYSTOLIC) if quantity is Quantity.DIASTOLIC else None
    if above and above.value is not None and taken.value is not None and taken.value >= above.value:
        return stopped(state, key, "sheet.stop_dbp_above")
    return settle(state, taken)


def _whole(state: State, row: Row, key: str) -> Pressed:
    """`--` and a reason: the whole row, only where nothing of it is answered yet."""
    if row.buffer == "--" and key in NOT_MEASURED_KEYS:
        return whole_row(state, Full("-" + key, reason=NOT_MEASURED_KEYS[key]))
    if row.buffer == "--":
        return stopped(state, key, "sheet.stop_reason")
    if row.readings or row.letters or row.phase is not Phase.OPEN:
        return stopped(state, key, "sheet.stop_whole")
    return put(state, row._replace(buffer="--")), ()


def _enter_on_nothing(state: State, row: Row, key: str) -> Pressed:
    """Enter in an empty field: closes a repeat that has a value; anything else stops."""
    if row.repeat and row.readings and row.phase is Phase.OPEN:
        return finish(state, row)
    return stopped(state, key, "sheet.stop_empty")


def _backspace(state: State, row: Row, key: str) -> Pressed:
    """Rub out the field, whole; in an empty field go back one field; before the first, reopen my last row.

    A `-` or `*` stops the sheet as well: what follows may be typed for another field or person already.
    """
    if row.letters and row.field == SYMPTOMS:
        return put(state, row._replace(letters=row.letters[:-1])), ()
    answered = has_answer(row, row.field)
    if row.buffer:
        return _rubbed(state, row._replace(buffer="" if answered else None), key, row.buffer[0])
    if row.buffer is None and answered:
        return put(state, row._replace(buffer="", ask=Ask.NOTHING, first="")), ()
    return commands.back_a_field(state, key)


def _rubbed(state: State, row: Row, key: str, first: str) -> Pressed:
    if first == "*":
        known = reading_of(row, Quantity.OXYGEN)
        row = row._replace(buffer=None, oxygen=known is not None and bool(known.typed))
        row = row._replace(field=next_field(person_at(state, state.at), row._replace(repeat=False)))
    changed = put(state, row)
    return stopped(changed, key, "sheet.stop_reason_off") if first in "-*" else (changed, ())
