"""What a key does to a form: a pure function of the form and the key."""

import unicodedata
from enum import StrEnum

from carelog.ui.form.state import Field, Form

LONGEST = 400
"""More letters than any field takes."""


class Wish(StrEnum):
    """What a key asks of whoever shows the form."""

    SAVE = "save"
    LEAVE = "leave"
    BELL = "bell"
    """the field cannot take this key; nothing has changed"""


_STEPS = {"up": -1, "shift+tab": -1, "down": 1, "tab": 1, "enter": 1}
_WISHES = {"f2": Wish.SAVE, "escape": Wish.LEAVE}


def press(form: Form, key: str, character: str | None = None) -> tuple[Form, Wish | None]:
    """The form after a key, and what the key asks for; every other key is typed into the field under the cursor."""
    if key in _WISHES:
        return form, _WISHES[key]
    if key in _STEPS:
        return _moved(form, _STEPS[key]), None
    if key in ("home", "end", "pageup", "pagedown"):
        return _jumped(form, key), None
    if key == "f5":
        return _typed(form, form.before[form.here.name]), None
    if key == "f6":
        return form._replace(now=dict(form.before), wrong={}, agreed=False), None
    return _into(form, key, character)


def _open(form: Form) -> list[int]:
    return [n for n, field in enumerate(form.fields) if not field.fixed]


def _moved(form: Form, by: int) -> Form:
    """To the field above or below; at either end the cursor stays."""
    places = _open(form)
    ahead = [n for n in places if (n - form.place) * by > 0]
    return form._replace(place=min(ahead, key=lambda n: abs(n - form.place))) if ahead else form


def _jumped(form: Form, key: str) -> Form:
    """To the first or last field, or to the group above or below."""
    places = _open(form)
    if key in ("home", "end"):
        return form._replace(place=places[0] if key == "home" else places[-1])
    firsts = list({form.fields[n].group: n for n in reversed(places)}.values())[::-1]
    if key == "pagedown":
        return form._replace(place=next((n for n in firsts if n > form.place), places[-1]))
    return form._replace(place=next((n for n in reversed(firsts) if n < form.place), places[0]))


def _typed(form: Form, text: str) -> Form:
    """Put a text into the field under the cursor; what was said beside it is said no longer."""
    name = form.here.name
    said = {other: sentence for other, sentence in form.wrong.items() if other != name}
    return form._replace(now={**form.now, name: text}, wrong=said, agreed=False)


def _into(form: Form, key: str, character: str | None) -> tuple[Form, Wish | None]:
    field, text = form.here, form.now[form.here.name]
    if field.fixed:
        return form, Wish.BELL
    if field.choices:
        code = _chosen(field, key, character)
        return (form, Wish.BELL) if code is None else (_typed(form, code), None)
    if key in ("delete", "ctrl+u"):
        return _typed(form, ""), None
    if key == "backspace":
        return _typed(form, text[:-1]), None
    if not character or not character.isprintable() or len(text) >= LONGEST:
        return form, Wish.BELL
    return _typed(form, text + character), None


def _chosen(field: Field, key: str, character: str | None) -> str | None:
    """The code a digit stands for, '' to empty the field; None where the key is no answer."""
    digit = unicodedata.normalize("NFKC", character or "")
    if key in ("backspace", "delete", "ctrl+u") or digit == "0":
        return None if field.must else ""
    places = {str(n): choice.code for n, choice in enumerate(field.choices, 1)}
    return places.get(digit)
