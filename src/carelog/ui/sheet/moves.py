"""The cursor over people and fields. Arrows only look: no digit is taken until Right or Space says 'type here'.

So no arrow hit by mistake can put a value on another person, whatever is typed behind it. Esc in the middle of a round
looks as well, and leaves when pressed again: what is typed behind an Esc hit by mistake is no command elsewhere.
"""

from carelog.ui.sheet.row import fields, has_answer, person_at
from carelog.ui.sheet.state import Bell, Close, Pressed, State
from carelog.ui.sheet.steps import at_end, go_to, here, put, stopped

PAGE = 10
"""People a page key goes on by."""

_BY = {"up": -1, "down": 1, "pageup": -PAGE, "pagedown": PAGE}


def press(state: State, key: str) -> Pressed:
    """An arrow, a page key or Esc."""
    if key in {"left", "right"}:
        return _sideways(state, key)
    if key != "escape":
        return look(state, key)
    return leave(state) if at_end(state) or not state.rows else (state._replace(parked=True), ())


def leave(state: State) -> Pressed:
    """Close the sheet; drafts stay."""
    return go_to(state, state.at), (Close(),)


def look(state: State, key: str) -> Pressed:
    """The cursor on another person; Right or Space has to follow before anything is typed there."""
    last = len(state.rules.sheet.people) - 1
    if key in {"left", "right"} or last < 0:
        return state._replace(parked=True), (Bell(),)
    to = {"home": 0, "end": last}.get(key, state.at + _BY.get(key, 0))
    moved = go_to(state, max(0, min(to, last)))._replace(parked=True)
    return moved, () if moved.at != state.at else (Bell(),)


def _sideways(state: State, key: str) -> Pressed:
    """Over the fields of a row that have an answer; on a repeat also past an empty one."""
    if at_end(state):
        return stopped(state, key, "sheet.stop_end")
    row = here(state)
    if row.buffer or row.letters or row.first:
        return stopped(state, key, "sheet.stop_half")
    walk = fields(person_at(state, state.at), row)
    to = walk.index(row.field) + (1 if key == "right" else -1)
    passable = key == "left" or row.repeat or has_answer(row, row.field)
    if not passable or not 0 <= to < len(walk):
        return stopped(state, key, "sheet.stop_sideways")
    return put(state, row._replace(field=walk[to], buffer=None)), ()
