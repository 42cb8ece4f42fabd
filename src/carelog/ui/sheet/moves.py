"""The cursor over people: arrows, pages, leaving. A row half done is left only by the same key twice."""

from carelog.ui.sheet.row import begun, fields, has_answer, only_symptoms_open, person_at
from carelog.ui.sheet.state import Bell, Close, Pressed, State
from carelog.ui.sheet.steps import at_end, go_to, here, put, stopped

PAGE = 10
"""People a page key goes on by."""

_BY = {"up": -1, "down": 1, "pageup": -PAGE, "pagedown": PAGE}


def press(state: State, key: str) -> Pressed:
    """An arrow, a page key or Esc."""
    if key in {"left", "right"}:
        return _sideways(state, key)
    if not at_end(state) and not state.fresh and _holds(state, key):
        return stopped(state, key, "sheet.stop_unfinished", again=True)
    return leave(state, key)


def _holds(state: State, key: str) -> bool:
    """Whether a row half done keeps the cursor: a slip here would put the next person's values on another."""
    row = here(state)
    if key == "escape":
        return row.buffer is not None or bool(row.letters)
    return begun(row) and not (key == "down" and only_symptoms_open(row))


def leave(state: State, key: str) -> Pressed:
    """Go where the key says, whatever is left behind; drafts stay."""
    if key == "escape":
        return go_to(state, state.at), (Close(),)
    moved = look(state, key)
    return moved, () if moved.at != state.at else (Bell(),)


def look(state: State, key: str) -> State:
    """The cursor somewhere else; nothing is typed by it."""
    last = len(state.rules.sheet.people) - 1
    if key in {"left", "right"} or last < 0:
        return state
    if key in {"home", "end"}:
        return go_to(state, 0 if key == "home" else last)
    return go_to(state, max(0, min(state.at + _BY[key], last)))


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
