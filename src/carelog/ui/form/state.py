"""A form as data: its fields, what stood there before, and what is typed now."""

from collections.abc import Callable, Mapping
from typing import NamedTuple


class Read(NamedTuple):
    """What a typed text is taken for, as it would be written out; `wrong` is the sentence that says why not."""

    text: str
    wrong: str = ""


def as_typed(text: str) -> Read:
    """A text that is what it is."""
    return Read(text.strip())


class Choice(NamedTuple):
    """One of the answers of a coded field: its code, and its words."""

    code: str
    words: str


class Field(NamedTuple):
    """One line of a form, everything already in words.

    `choices` are answered by a digit from 1; 0 empties them unless `must`. `private`: its text stands in the private
    table only. `fixed` is shown and never typed into. `hint` says how to write it.
    """

    name: str
    group: str
    label: str
    choices: tuple[Choice, ...] = ()
    read: Callable[[str], Read] = as_typed
    must: bool = False
    private: bool = False
    fixed: bool = False
    hint: str = ""


class Form(NamedTuple):
    """What is on the screen; `place` is the field under the cursor.

    `wrong`: what a save has found beside a field, until that field is touched. `agreed`: an odd thing was said once
    and the next save takes it.
    """

    fields: tuple[Field, ...]
    before: Mapping[str, str]
    now: Mapping[str, str]
    place: int = 0
    wrong: Mapping[str, str] = {}
    agreed: bool = False

    @property
    def here(self) -> Field:
        """The field under the cursor."""
        return self.fields[self.place]


def opened(fields: tuple[Field, ...], before: Mapping[str, str], typed: Mapping[str, str]) -> Form:
    """A form at its first field that can be typed into, with what was typed into it earlier."""
    names = [field.name for field in fields]
    start = {name: before.get(name, "") for name in names}
    now = start | {name: text for name, text in typed.items() if name in start}
    place = next((n for n, field in enumerate(fields) if not field.fixed), 0)
    return Form(fields, start, now, place)


def changes(form: Form) -> dict[str, str]:
    """What is typed otherwise than it stood before, field by field."""
    asked = [field.name for field in form.fields if not field.fixed]
    return {name: form.now[name].strip() for name in asked if form.now[name].strip() != form.before[name]}


def wrong(form: Form, field: Field) -> str:
    """Why a field cannot stand, '' where it can: what the save has found, else what it reads as by itself."""
    said = form.wrong.get(field.name, "")
    typed = form.now[field.name]
    if said or typed == form.before[field.name]:
        return said
    return field.read(typed).wrong


def refused(form: Form, found: Mapping[str, str]) -> Form:
    """The form after a save that found something: the cursor on the first such field, everything typed still there."""
    place = next((n for n, field in enumerate(form.fields) if field.name in found), form.place)
    return form._replace(wrong=found, place=place)
