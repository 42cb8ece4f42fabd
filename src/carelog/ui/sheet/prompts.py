"""The questions under the sheet; each is closed by Enter, and nothing is applied before."""

import unicodedata
from collections.abc import Callable

from carelog.model.deeds import Why
from carelog.model.reading import Site
from carelog.ui.sheet.commands import reopen, set_site
from carelog.ui.sheet.keys import DIGITS
from carelog.ui.sheet.state import Asked, Bell, FromPaper, Pressed, Prompt, State, Undo, Void
from carelog.ui.sheet.steps import finish, go_to, here, put, saving, stopped

LONGEST = 40
"""Letters an answer may have; more is a slip."""

SITES = tuple(s for s in Site if s is not Site.UNKNOWN)
CELSIUS, FAHRENHEIT = "6", "7"
WHYS = tuple(Why)
Answer = Callable[[State, Prompt, str], Pressed]


def press(state: State, key: str) -> Pressed:
    """Take a key into the question that is open."""
    prompt = state.prompt
    if prompt is None:
        return state, ()
    if key == "escape":
        half = prompt.kind is Asked.LIST and bool(prompt.text)
        return state._replace(prompt=prompt._replace(text="") if half else None), ()
    if key == "backspace":
        return _rub(state, prompt)
    return _ANSWERS[prompt.kind](state, prompt, key)


def _rub(state: State, prompt: Prompt) -> Pressed:
    """Rub out; the list of symptoms stays open when it is empty, for behind it `0` would say that there are none."""
    if prompt.text:
        return state._replace(prompt=prompt._replace(text=prompt.text[:-1], pick=-1)), ()
    if prompt.kind is not Asked.LIST:
        return state._replace(prompt=None), ()
    row = here(state)
    return (put(state, row._replace(letters=row.letters[:-1])), ()) if row.letters else (state, (Bell(),))


def _typed(state: State, prompt: Prompt, key: str, allowed: str = "") -> Pressed:
    if len(key) != 1 or len(prompt.text) >= LONGEST or (allowed and key not in allowed):
        return stopped(state, key, "sheet.stop_answer")
    return state._replace(prompt=prompt._replace(text=prompt.text + key, pick=-1)), ()


# to whom?


def matches(state: State, text: str) -> tuple[int, ...]:
    """The lines meant by a label, a code, a bed, initials or a name: whole ones before beginnings."""
    wanted = unicodedata.normalize("NFKC", text).casefold().strip()
    people = state.rules.sheet.people
    labels = {code.casefold(): person for code, person in state.rules.sheet.labels.items()}
    words = [
        (labels.get(wanted) == p.person.id, p.person.code, p.person.bed, p.person.initials, p.person.name)
        for p in people
    ]
    for at in range(5):
        whole = tuple(i for i, w in enumerate(words) if w[at] is True or (at and str(w[at]).casefold() == wanted))
        if whole:
            return whole
    if not wanted:
        return ()
    return tuple(i for i, w in enumerate(words) if any(str(x).casefold().startswith(wanted) for x in w[1:]))


def _jump(state: State, prompt: Prompt, key: str) -> Pressed:
    found = matches(state, prompt.text) if key in {"enter", "up", "down"} else ()
    if key == "enter":
        to = found[prompt.pick] if 0 <= prompt.pick < len(found) else found[0] if len(found) == 1 else None
        if to is None:
            return stopped(state, key, "sheet.stop_several" if found else "sheet.stop_nobody")
        return go_to(state, to)._replace(prompt=None, parked=False, jumped=True), ()
    if key in {"up", "down"}:
        pick = max(0, min(len(found) - 1, prompt.pick + (1 if key == "down" else -1)))
        return state._replace(prompt=prompt._replace(pick=pick)), ()
    return _typed(state, prompt, key)


# symptoms by number


def _list(state: State, prompt: Prompt, key: str) -> Pressed:
    """Two digits a symptom, Enter closes the list and the row."""
    row = here(state)
    if key == ";":
        return state._replace(prompt=None), ()
    if key == "enter" and row.letters and not prompt.text:
        return finish(state._replace(prompt=None), row._replace(symptoms=row.letters, not_asked=None))
    number = prompt.text + key
    numbers = [f"{n:02}" for n in range(1, len(state.rules.listed) + 1)]
    if key not in DIGITS or not any(n.startswith(number) for n in numbers):
        return stopped(state, key, "sheet.stop_number")
    if number not in numbers:
        return state._replace(prompt=prompt._replace(text=number)), ()
    return _listed(state, prompt, key, state.rules.listed[int(number) - 1])


def _listed(state: State, prompt: Prompt, key: str, code: str) -> Pressed:
    row = here(state)
    if code in row.letters:
        return stopped(state, key, "sheet.stop_letter_twice")
    changed = put(state, row._replace(letters=(*row.letters, code)))
    return changed._replace(prompt=prompt._replace(text="")), ()


# site and unit


def _site(state: State, prompt: Prompt, key: str) -> Pressed:
    if key == "f3":
        return state._replace(prompt=prompt._replace(everybody=not prompt.everybody)), ()
    if key != "enter":
        return _one_digit(state, prompt, key, len(SITES) + 2)
    if not prompt.text:
        return stopped(state, key, "sheet.stop_number")
    state = state._replace(prompt=None)
    if prompt.text in {CELSIUS, FAHRENHEIT}:
        return _unit(state, fahrenheit=prompt.text == FAHRENHEIT, everybody=prompt.everybody), ()
    site = SITES[int(prompt.text) - 1]
    if prompt.everybody:
        return state._replace(site=site), ()
    return set_site(state, here(state)._replace(site=site))


def _unit(state: State, *, fahrenheit: bool, everybody: bool) -> State:
    return (
        state._replace(fahrenheit=fahrenheit) if everybody else put(state, here(state)._replace(fahrenheit=fahrenheit))
    )


def _one_digit(state: State, prompt: Prompt, key: str, last: int) -> Pressed:
    if prompt.text or key not in DIGITS or not 1 <= int(key) <= last:
        return stopped(state, key, "sheet.stop_number")
    return state._replace(prompt=prompt._replace(text=key)), ()


# who measured, and with what


def _measured_by(state: State, prompt: Prompt, key: str) -> Pressed:
    if key == "f5":
        return state._replace(prompt=Prompt(Asked.DEVICE)), ()
    if key != "enter":
        return _typed(state, prompt, key)
    person = state.rules.staff.get(prompt.text.casefold())
    if prompt.text and person is None:
        return stopped(state, key, "sheet.stop_nobody")
    return state._replace(prompt=None, measured_by=person), ()


def _device(state: State, prompt: Prompt, key: str) -> Pressed:
    if key != "enter":
        return _typed(state, prompt, key)
    return state._replace(prompt=None, device=prompt.text), ()


# why, when, undo


def _why(state: State, prompt: Prompt, key: str) -> Pressed:
    if key != "enter":
        return _one_digit(state, prompt, key, len(WHYS))
    if not prompt.text:
        return stopped(state, key, "sheet.stop_number")
    why = WHYS[int(prompt.text) - 1]
    state = state._replace(prompt=None)
    if why is Why.WRONG_PERSON:
        rows = {at: row for at, row in state.rows.items() if at != state.at}
        saved = tuple(at for at in state.saved if at != state.at)
        return state._replace(rows=rows, saved=saved), (Void(state.at, why),)
    state = reopen(state, why)
    return state, saving(state, here(state))


def _when(state: State, prompt: Prompt, key: str) -> Pressed:
    """Four digits of a local time, `0805`, then Enter."""
    if key == "enter":
        if len(prompt.text) < len("0805"):
            return stopped(state, key, "sheet.stop_time")
        return state._replace(prompt=None), (FromPaper(prompt.text),)
    typed = prompt.text + key
    if key not in DIGITS or len(typed) > len("0805") or not _may_be_a_time(typed):
        return stopped(state, key, "sheet.stop_time")
    return state._replace(prompt=prompt._replace(text=typed)), ()


def _may_be_a_time(typed: str) -> bool:
    filled = typed + "0000"[len(typed) :]
    return int(filled[:2]) <= 23 and int(filled[2:]) <= 59  # noqa: PLR2004 - the hours and minutes of a day


def _undo(state: State, _: Prompt, key: str) -> Pressed:
    """F6 twice."""
    if key != "f6":
        return stopped(state, key, "sheet.stop_undo")
    return state._replace(prompt=None), (Undo(),)


_ANSWERS: dict[Asked, Answer] = {
    Asked.JUMP: _jump,
    Asked.LIST: _list,
    Asked.SITE: _site,
    Asked.MEASURED_BY: _measured_by,
    Asked.DEVICE: _device,
    Asked.WHY: _why,
    Asked.WHEN: _when,
    Asked.UNDO: _undo,
}
