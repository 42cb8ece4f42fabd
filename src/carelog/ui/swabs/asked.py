"""The questions of the list: method and lot at its head, pool and tube of a sample, and to whom to jump."""

import unicodedata
from collections.abc import Callable

from carelog.model.deeds import Method
from carelog.model.swabs import Label, targets_of
from carelog.ui.swabs.state import Answer, Asked, Close, Pressed, Prompt, State, Then, View
from carelog.ui.swabs.walk import answered, at_end, counted, leave, stopped

LONGEST = 40
"""Letters an answer may have; more is a slip."""

METHODS = {str(n): method for n, method in enumerate(Method, 1)}
_Answer = Callable[[State, Prompt, str], Pressed]


def press(state: State, prompt: Prompt, key: str) -> Pressed:
    """Take a key into the question that is open."""
    if key == "tab" and prompt.kind is Asked.METHOD:
        return leave(state, Then.SWITCH)
    if key == "escape":
        return _given_up(state, prompt)
    if key == "backspace":
        return _rubbed(state, prompt, key)
    if key == "enter" or prompt.kind is Asked.METHOD:
        return _ANSWERS[prompt.kind](state, prompt, key)
    if len(key) != 1 or not key.isprintable() or len(prompt.text) >= LONGEST:
        return stopped(state, key, "swabs.stop_answer")
    text = key if prompt.fresh else prompt.text + key
    return state._replace(prompt=Prompt(prompt.kind, text.upper())), ()


def _given_up(state: State, prompt: Prompt) -> Pressed:
    """Without a method there is no list to type; any other question is only closed."""
    return state._replace(prompt=None), (Close(),) if prompt.kind is Asked.METHOD else ()


def _rubbed(state: State, prompt: Prompt, key: str) -> Pressed:
    if prompt.text:
        text = "" if prompt.fresh else prompt.text[:-1]
        return state._replace(prompt=Prompt(prompt.kind, text)), ()
    if prompt.kind is Asked.TUBE:
        return state._replace(prompt=Prompt(Asked.POOL, state.next.pool if state.next else "", fresh=True)), ()
    return stopped(state, key, "swabs.stop_answer")


def _method(state: State, _: Prompt, key: str) -> Pressed:
    """The method decides who is in the batch; those whose plan does not take it stand behind, in the same order."""
    if key not in METHODS:
        return stopped(state, key, "swabs.stop_method")
    return by_method(state, METHODS[key])._replace(prompt=Prompt(Asked.LOT)), ()


def by_method(state: State, method: Method) -> State:
    """The due list for a method: first whom it fits and who has no sample out, then the others."""
    fit = tuple(row for row in state.rows if method in row.methods and not (row.due and row.due.pending))
    others = tuple(row for row in state.rows if row not in fit)
    rows = (*fit, *others)
    at = 0 if fit else len(rows)
    return state._replace(rows=rows, fits=len(fit), method=method, targets=targets_of(method), at=at)


def _lot(state: State, prompt: Prompt, _: str) -> Pressed:
    return state._replace(prompt=None, lot=prompt.text.strip()), ()


def _pool(state: State, prompt: Prompt, _: str) -> Pressed:
    pool = prompt.text.strip()
    tube = state.next.tube if state.next and state.next.pool == pool else ""
    return state._replace(next=Label("", pool, tube), prompt=Prompt(Asked.TUBE, tube, fresh=True)), ()


def _tube(state: State, prompt: Prompt, key: str) -> Pressed:
    """The sample is taken with the tube that is shown; the next one counts up by itself."""
    tube = prompt.text.strip()
    if not tube:
        return stopped(state, key, "swabs.stop_tube")
    pool = state.next.pool if state.next else ""
    if any(a.label.pool == pool and a.label.tube == tube for a in state.answers.values() if a.result is None):
        return stopped(state, key, "swabs.stop_tube_twice")
    method = Method.PCR if state.method is Method.ANTIGEN else state.method
    answer = Answer(method, targets_of(method), label=Label(state.lot, pool, tube))
    return answered(state._replace(prompt=None, next=Label("", pool, counted(tube))), answer)


def ask_tube(state: State, key: str) -> Pressed:
    """F7: which tube; the first time which pool. What is offered is shown before it is taken."""
    if state.view is not View.DUE:
        return stopped(state, key, "swabs.stop_sent")
    if state.next is None:
        return state._replace(prompt=Prompt(Asked.POOL)), ()
    return state._replace(prompt=Prompt(Asked.TUBE, state.next.tube, fresh=True)), ()


def ask_lot(state: State, key: str) -> Pressed:
    """F3: another box of kits was opened."""
    if state.view is not View.DUE:
        return stopped(state, key, "swabs.stop_here")
    return state._replace(prompt=Prompt(Asked.LOT, state.lot, fresh=True), buffer=""), ()


def _jump(state: State, prompt: Prompt, key: str) -> Pressed:
    found = matches(state, prompt.text)
    if len(found) != 1:
        return stopped(state._replace(prompt=None), key, "swabs.stop_several" if found else "swabs.stop_nobody")
    return state._replace(prompt=None, at=found[0], parked=False, sure=False), ()


def matches(state: State, text: str) -> tuple[int, ...]:
    """The lines meant by a code, a bed, initials or a name; a tube too, where samples are waited for."""
    wanted = unicodedata.normalize("NFKC", text).casefold().strip()
    for at in range(5):
        found = tuple(n for n, row in enumerate(state.rows) if wanted and _words(state, n)[at].casefold() == wanted)
        if found:
            return found
    return ()


def _words(state: State, n: int) -> tuple[str, ...]:
    row = state.rows[n]
    person, tube = row.person, row.sample.label.tube if row.sample else ""
    return person.code, person.bed, person.initials, person.name, tube


def ask_jump(state: State, _: str) -> Pressed:
    """`/`: to whom."""
    return state._replace(prompt=Prompt(Asked.JUMP), buffer="", parked=state.parked or at_end(state)), ()


_ANSWERS: dict[Asked, _Answer] = {
    Asked.METHOD: _method,
    Asked.LOT: _lot,
    Asked.POOL: _pool,
    Asked.TUBE: _tube,
    Asked.JUMP: _jump,
}
