"""Where the cursor goes: on to the next person, past a read-back at the end of a section, or only to look."""

from carelog.model.deeds import Result
from carelog.model.swabs import Label
from carelog.ui.swabs.state import (
    Answer,
    Bell,
    Close,
    Pressed,
    Reading,
    Show,
    State,
    Stop,
    Store,
    TakeBack,
    Then,
    View,
)

PAGE = 10
"""People a page key goes on by, and names read back at once."""

_BY = {"up": -1, "down": 1, "pageup": -PAGE, "pagedown": PAGE}


def stopped(state: State, key: str, code: str) -> Pressed:
    """Take no key from now on; this one did nothing, and nothing half typed is left."""
    return state._replace(stop=Stop(key, code), buffer=""), (Bell(),)


def at_end(state: State) -> bool:
    """Whether the cursor stands behind the last person."""
    return state.at >= len(state.rows)


def answered(state: State, answer: Answer) -> Pressed:
    """The line under the cursor has its answer: it becomes an entry, and the cursor goes on."""
    at = state.at
    kept = state._replace(
        answers={**state.answers, at: answer},
        order=(*(n for n in state.order if n != at), at),
        unread=(*(n for n in state.unread if n != at), at),
        whole=False,
    )
    return onward(kept), (Store(at, answer),)


def onward(state: State) -> State:
    """The cursor on the next line without an answer; where that leaves a section, all of it is read back first."""
    state = state._replace(buffer="", sure=False, parked=False)
    to = next((n for n in _ahead(state) if n not in state.answers), len(state.rows))
    if state.unread and _leaves(state, to):
        lines = state.order if to == len(state.rows) else state.unread
        return state._replace(reading=Reading(lines, to, Then.ON))
    return state._replace(at=to)


def _ahead(state: State) -> tuple[int, ...]:
    return (*range(state.at + 1, state.fits), *range(min(state.at + 1, state.fits)))


def _leaves(state: State, to: int) -> bool:
    back_or_end = to >= len(state.rows) or to < state.at
    return back_or_end or state.rows[to].section != state.rows[state.at].section


def told(state: State, reading: Reading) -> tuple[int, ...]:
    """The lines read back by name: whatever is not negative among the results."""
    results = {n: state.answers[n].result for n in reading.lines if n in state.answers}
    return tuple(n for n, result in results.items() if result in {Result.POSITIVE, Result.INVALID})


def read_back(state: State, reading: Reading, key: str) -> Pressed:
    """Enter says that the names are right; Backspace takes the last one back; Esc or an arrow looks."""
    if key == "enter":
        return _confirmed(state, reading)
    if key == "backspace":
        return take_back(state._replace(reading=None), key)
    if key == "escape":
        return state._replace(reading=None, parked=True), ()
    if key in {*_BY, "home", "end"}:
        return look(state._replace(reading=None), key)
    return stopped(state, key, "swabs.stop_read")


def _confirmed(state: State, reading: Reading) -> Pressed:
    if (reading.page + 1) * PAGE < len(told(state, reading)):
        return state._replace(reading=reading._replace(page=reading.page + 1)), ()
    read = state._replace(reading=None, unread=(), parked=False, whole=reading.lines == state.order)
    if reading.then is Then.LEAVE:
        return read, (Close(),)
    if reading.then is Then.SWITCH:
        return read, (Show(following(state.view)),)
    return read._replace(at=reading.to), ()


def leave(state: State, then: Then = Then.LEAVE) -> Pressed:
    """Leave, or go to the next list; what was entered and not read back to its end is read back first."""
    if state.order and not state.whole:
        return state._replace(reading=Reading(state.order, state.at, then), buffer="", sure=False), ()
    return state, (Close() if then is Then.LEAVE else Show(following(state.view)),)


def following(view: View) -> View:
    """The list behind one; after the last the first."""
    views = tuple(View)
    return views[(views.index(view) + 1) % len(views)]


def look(state: State, key: str) -> Pressed:
    """The cursor on another person; Right or Space has to follow before anything is typed there."""
    last = len(state.rows) - 1
    if key in {"left", "right"} or last < 0:
        return state._replace(parked=True), (Bell(),)
    to = {"home": 0, "end": last}.get(key, state.at + _BY.get(key, 0))
    to = max(0, min(to, last))
    return state._replace(at=to, parked=True, buffer="", sure=False), () if to != state.at else (Bell(),)


def take_back(state: State, key: str) -> Pressed:
    """Take back what was entered last and not read back yet; or, looking at a line, what was entered there."""
    at = _meant_back(state)
    if at is None:
        read = state.order and not state.parked
        return stopped(state, key, "swabs.stop_read_already" if read else "swabs.stop_nothing_back")
    return without(state, at)._replace(at=at, parked=False, next=_again(state, at)), (TakeBack(at),)


def _meant_back(state: State) -> int | None:
    if state.parked:
        return state.at if state.at in state.order else None
    return state.unread[-1] if state.unread else None


def without(state: State, at: int) -> State:
    """The list without what was entered of a line."""
    return state._replace(
        answers={n: answer for n, answer in state.answers.items() if n != at},
        order=tuple(n for n in state.order if n != at),
        unread=tuple(n for n in state.unread if n != at),
        buffer="",
        sure=False,
        whole=False,
    )


def _again(state: State, at: int) -> Label | None:
    """The tube of the last sample is the next one again."""
    mine, offered = state.answers[at].label, state.next
    last = offered and mine.pool == offered.pool and counted(mine.tube) == offered.tube
    return Label("", mine.pool, mine.tube) if last else offered


def counted(tube: str) -> str:
    """The number behind this one, as wide; '' where it does not end in a number."""
    head = tube.rstrip("0123456789")
    digits = tube[len(head) :]
    return f"{head}{int(digits) + 1:0{len(digits)}}" if digits else ""
