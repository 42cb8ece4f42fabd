"""A form as painted lines: one field a line, in groups, what is wrong under its field."""

from typing import NamedTuple

from rich.cells import cell_len

from carelog.ui.form.state import Field, Form, changes, wrong
from carelog.ui.line import Line, cut, listed, packed, pad, shown, width, wrapped
from carelog.words import tr

_WIDEST_LABEL = 20
_INDENT = 5


class Painted(NamedTuple):
    """The lines, the first and last one of the field under the cursor, and the cell where the next letter goes."""

    lines: list[Line]
    first: int
    last: int
    cell: int


def summary(form: Form, cells: int) -> list[Line]:
    """What will be saved: which fields differ from what stood before."""
    labels = [field.label for field in form.fields if field.name in changes(form)]
    if not labels:
        return [((f" {tr('form.nothing_changed')}", "dim"),)]
    return wrapped(tr("form.changed", count=len(labels), fields=listed(*labels)), cells - 1, "ask", " ", "   ")[:2]


def body(form: Form, cells: int) -> Painted:
    """Every field in its group."""
    lines: list[Line] = []
    place = Painted([], 0, 0, 0)
    label = min(_WIDEST_LABEL, max(cell_len(_label(field)) for field in form.fields))
    group = ""
    for n, field in enumerate(form.fields):
        if field.group != group:
            lines += [*([()] if lines else []), ((f" {field.group}", "head"),)]
            group = field.group
        own = _field(form, field, label, cells, here=n == form.place)
        if n == form.place:
            place = Painted([], len(lines), len(lines) + len(own) - 1, _cursor(own[0]))
        lines += own
    return place._replace(lines=lines)


def _cursor(line: Line) -> int:
    typed = [n for n, (_, style) in enumerate(line) if style == "input"]
    return width(line[: typed[0] + 1]) - 1 if typed else width(line)


def _label(field: Field) -> str:
    return f"{field.label}{tr('form.private')}" if field.private else field.label


def _field(form: Form, field: Field, label: int, cells: int, *, here: bool) -> list[Line]:
    """A field: mark, label, value; then its answers or how to write it, what stood there, and what is wrong."""
    changed = field.name in changes(form)
    mark = ">" if here else "*" if changed else " "
    head: Line = ((f" {mark} {pad(_label(field), label)} ", "ask" if here else "head" if changed else "text"),)
    room = cells - width(head) - 1
    line: Line = (*head, (_value(form, field, room, here=here), "input" if here else "text"))
    notes = [note for note in (_echo(form, field), _was(form, field) if changed else "") if note]
    lines = packed([line, *(((note, "dim"),) for note in notes)], cells - 1)
    said = "" if here and field.name not in form.wrong else wrong(form, field)
    if here:
        lines += _answers(field, cells) if field.choices else [] if said else _hint(form, field, cells)
    return [*lines, *(wrapped(said, cells - 1, "warn", " " * _INDENT, " " * _INDENT) if said else [])]


def _value(form: Form, field: Field, room: int, *, here: bool) -> str:
    """The value as it stands; under the cursor the end of a long one is seen, elsewhere its beginning."""
    text = _words(field, form.now[field.name])
    if not here or field.choices:
        return cut(text or ("-" if here else ""), room)
    while cell_len(text) > room - 1:
        text = text[1:]
    return f"{text}_"


def _words(field: Field, text: str) -> str:
    return next((choice.words for choice in field.choices if choice.code == text), shown(text))


def _echo(form: Form, field: Field) -> str:
    """What was typed as it was understood, where that reads otherwise."""
    typed = form.now[field.name]
    if field.choices or typed == form.before[field.name]:
        return ""
    read = field.read(typed)
    return "" if read.wrong or read.text == typed.strip() else f"= {shown(read.text)}"


def _was(form: Form, field: Field) -> str:
    before = _words(field, form.before[field.name])
    return tr("form.was", text=before) if before else ""


def _answers(field: Field, cells: int) -> list[Line]:
    """The answers by digit."""
    options: list[Line] = [
        ((f" {n}", "key"), (f" {choice.words} ", "text")) for n, choice in enumerate(field.choices, 1)
    ]
    if not field.must:
        options.append(((" 0", "key"), (f" {tr('form.empty')} ", "text")))
    return [((" " * (_INDENT - 1), "text"), *line) for line in packed(options, cells - _INDENT, gap=0)]


def _hint(form: Form, field: Field, cells: int) -> list[Line]:
    """How to write it, while what is typed cannot stand yet."""
    typed = form.now[field.name]
    if not field.hint or (typed and not field.read(typed).wrong):
        return []
    return wrapped(field.hint, cells - 1, "dim", " " * _INDENT, " " * _INDENT)
