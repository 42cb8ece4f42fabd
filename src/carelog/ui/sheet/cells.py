"""What stands in each cell of the round sheet, as words and shapes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from carelog.model.reading import Consciousness, Quantity, Reading
from carelog.model.severity import Severity
from carelog.station.rounds import AWAY
from carelog.ui.board.cells import SHAPES, tenths
from carelog.ui.line import Line, Span, cut, listed, pad, shown, some, width
from carelog.ui.sheet.row import fields, is_staff, person_at, reading_of, row_at
from carelog.ui.sheet.state import COMPLETE_SET, SYMPTOMS, Ask, Field, Phase, Row, State
from carelog.words import tr

if TYPE_CHECKING:
    from carelog.model.observation import Observation
    from carelog.station.rows import LastKnown, SheetPerson
    from carelog.ui.sheet.job import RoundJob

WIDE = 118
"""From this width on the complete set has a column of its own, and the last one is no narrower than at 80."""

Layout = tuple[tuple[str, int], ...]


def layout(cells: int) -> Layout:
    """The columns and their widths, a blank between them; the last takes what is left."""
    wide = cells >= WIDE
    columns = [("bed", 7), ("name", 22 if wide else 15), ("temperature", 7), ("last_t", 5), ("spo2", 8), ("last_s", 4)]
    columns += [("set", 24), ("symptoms", 16)] if wide else [("symptoms", 10)]
    used = sum(w + 1 for _, w in columns) + 2
    return (*columns, ("status", max(0, cells - used)))


def heading(columns: Layout) -> Line:
    """The names of the columns."""
    return (("  ", "dim"), *((pad(tr(f"sheet.col_{code}"), cells + 1), "dim") for code, cells in columns[:-1]))


def separator(cells: int) -> Line:
    """The line before the people for whom one changes protection and takes the device of their own."""
    text = f"== {tr('sheet.last_group')} "
    return ((cut(text + "=" * max(0, cells - cell_len(text)), cells), "warn"),)


class Cell(NamedTuple):
    """One person's line while it is painted."""

    job: RoundJob
    at: int
    person: SheetPerson
    row: Row
    typing: bool
    """the cursor stands here and takes keys"""

    @property
    def state(self) -> State:
        """What is typed."""
        return self.job.state


def cell_of(job: RoundJob, at: int) -> Cell:
    """The line of a person as it stands now."""
    state = job.state
    here = state.at == at and not state.parked
    return Cell(job, at, person_at(state, at), row_at(state, at), here)


def painted(job: RoundJob, at: int, columns: Layout) -> Line:
    """One person's line."""
    cell = cell_of(job, at)
    spans: list[Span] = [(_cursor(cell), "head")]
    for code, cells in columns:
        part = _PAINT[code](cell, cells)
        spans += [*part, (" " * max(0, cells + 1 - width(part)), "text")]
    return tuple(spans[:-1])


def _cursor(cell: Cell) -> str:
    if cell.state.at != cell.at:
        return "  "
    return "> " if cell.typing else "? "


def name_of(person: SheetPerson) -> str:
    """The name; who shares it with somebody carries `=` and the year of birth."""
    known = person.person
    name = shown(known.name) or known.code
    year = str(known.birth_date.year) if known.birth_date else known.code
    return f"{name}={year}" if person.twin else name


def _bed(cell: Cell, cells: int) -> Line:
    return ((cut(shown(cell.person.person.bed), cells), "text"),)


def _name(cell: Cell, cells: int) -> Line:
    whole = name_of(cell.person)
    if cell.person.twin and cell_len(whole) > cells:
        name, _, year = whole.rpartition("=")
        whole = cut(name, cells - len(year) - 1) + "=" + year
    return ((cut(whole, cells), "head" if cell.typing else "text"),)


def short(reading: Reading, row: Row | None = None) -> str:
    """A reading in a cell: the value, or `-` and the reason; SpO2 with `*` and the flow where on oxygen."""
    if reading.not_measured is not None:
        return "-" + tr(f"reason.{reading.not_measured}")
    value = reading.value
    if reading.quantity is Quantity.TEMPERATURE and value is not None:
        return tenths(value)
    if reading.quantity is Quantity.OXYGEN:
        return flow(reading)
    if reading.quantity is Quantity.CONSCIOUSNESS and value is not None:
        return Consciousness(value).name
    oxygen = reading_of(row, Quantity.OXYGEN) if row and reading.quantity is Quantity.SPO2 else None
    return f"{value}{flow(oxygen)}" if oxygen and oxygen.value != 0 else str(value)


def flow(reading: Reading) -> str:
    """`*2` is 2 litres a minute, `*?` oxygen with the flow not read, `*0` air."""
    if reading.not_measured is not None:
        return "*-"
    if reading.value is None:
        return "*?"
    whole, tenth = divmod(reading.value, 10)
    return f"*{whole}.{tenth}" if tenth else f"*{whole}"


def _field(cell: Cell, field: Field, cells: int) -> Span:
    """A field of a row: being typed, answered, or blank. What was known before never stands in it."""
    row = cell.row
    if cell.typing and row.field == field and row.phase is not Phase.DONE:
        return _being_typed(cell, field, cells)
    known = reading_of(row, field)
    if known is not None:
        doubtful = row.ask is Ask.PLUS and row.field == field
        text = short(known, row) + ("?" if doubtful else "")
        return (cut(text, cells), "watch" if doubtful else "text")
    entered = entered_before(cell)
    if entered is not None and row.phase is Phase.OPEN and not row.readings:
        return (cut(_entered(entered, field), cells), "dim")
    return ("", "text")


def entered_before(cell: Cell) -> Observation | None:
    """What the round held of a person when it was opened, unless it was taken back since."""
    return None if cell.at in cell.job.storing.undone_lines else cell.person.entered


def _entered(entered: Observation, field: Field) -> str:
    if field == SYMPTOMS:
        return ""
    known = entered.last(Quantity(field))
    row = Row(SYMPTOMS, readings=tuple(r for r in (entered.last(Quantity.OXYGEN),) if r))
    return short(known, row) if known else ""


def _being_typed(cell: Cell, field: Field, cells: int) -> Span:
    row, style = cell.row, "warn" if cell.state.stop else "input"
    known = reading_of(row, field)
    if row.buffer is not None:
        return (pad(f"{row.buffer}_", min(cells, 6)), style)
    if known is not None:
        return (pad(short(known, row) + ("?" if row.ask is Ask.PLUS else ""), min(cells, 6)), style)
    return (pad("O2?_" if field is Quantity.OXYGEN else "_", min(cells, 6)), style)


def _temperature(cell: Cell, cells: int) -> Line:
    return (_field(cell, Quantity.TEMPERATURE, cells),)


def _spo2(cell: Cell, cells: int) -> Line:
    if is_staff(cell.person):
        return (("", "text"),)
    if cell.typing and cell.row.field is Quantity.OXYGEN and cell.row.phase is not Phase.DONE:
        known = reading_of(cell.row, Quantity.SPO2)
        value = f"{known.value} " if known and known.value is not None else ""
        return ((value, "text"), _being_typed(cell, Quantity.OXYGEN, cells - len(value)))
    asked = cell.person.asks_oxygen and not reading_of(cell.row, Quantity.OXYGEN) and _begun(cell)
    span = _field(cell, Quantity.SPO2, cells - 1 if asked else cells)
    return (span, ("*", "unknown")) if asked else (span,)


def _begun(cell: Cell) -> bool:
    return cell.row.phase is Phase.OPEN and (cell.typing or bool(cell.row.readings))


def _last(known: LastKnown | None, quantity: Quantity) -> str:
    if known is None:
        return ""
    if known.value is None:
        return "-"
    return tenths(known.value) if quantity is Quantity.TEMPERATURE else str(known.value)


def _last_t(cell: Cell, cells: int) -> Line:
    return ((cut(_last(cell.person.last.get(Quantity.TEMPERATURE), Quantity.TEMPERATURE), cells), "dim"),)


def _last_s(cell: Cell, cells: int) -> Line:
    if is_staff(cell.person):
        return (("", "dim"),)
    return ((cut(_last(cell.person.last.get(Quantity.SPO2), Quantity.SPO2), cells), "dim"),)


def _set(cell: Cell, cells: int) -> Line:
    """Respiratory rate, pulse, pressure and consciousness, where F2 opened them."""
    return fitted_set(cell) if cell.row.full else ((" " * cells, "text"),)


def fitted_set(cell: Cell) -> Line:
    """The complete set of a row, each with its short word."""
    spans: list[Span] = []
    asked = fields(cell.person, cell.row)
    for quantity in COMPLETE_SET:
        if quantity in asked or reading_of(cell.row, quantity):
            text, style = _field(cell, quantity, 5)
            spans += [(tr(f"sheet.short_{quantity}"), "dim"), (text.strip() or "_", style), (" ", "text")]
    return tuple(spans)


def letters_of(job: RoundJob, codes: tuple[str, ...]) -> list[str]:
    """Symptom codes in the words of the language spoken now."""
    words = job.symptom_words()
    return [words.get(code, code) for code in codes]


def _symptoms(cell: Cell, cells: int) -> Line:
    row = cell.row
    if cell.typing and row.field == SYMPTOMS and row.phase is not Phase.DONE and not row.answered:
        typed = some(letters_of(cell.job, row.letters), cells - 1) if row.letters else row.buffer or ""
        return ((pad(typed + "_", min(cells, max(6, cell_len(typed) + 1))), "warn" if cell.state.stop else "input"),)
    if row.answered:
        style = "input" if cell.typing and row.phase is Phase.REOPENED and row.field == SYMPTOMS else "text"
        return ((cut(answer(cell.job, row.symptoms, cells), cells), style),)
    if row.letters:
        return ((some(letters_of(cell.job, row.letters), cells), "text"),)
    entered = entered_before(cell)
    if entered is not None and not row.readings:
        return ((cut(answer(cell.job, entered.symptoms, cells), cells), "dim"),)
    return (("", "text"),)


def answer(job: RoundJob, symptoms: tuple[str, ...] | None, cells: int) -> str:
    """The answer about symptoms; "asked: none" and "not asked" are different words."""
    if symptoms is None:
        return tr("sheet.not_asked")
    return some(letters_of(job, symptoms), cells) if symptoms else tr("sheet.none")


def _status(cell: Cell, cells: int) -> Line:
    """How the row stands: what is wrong first, then how bad, then whether it is saved and by whom."""
    storing = cell.job.storing
    tray = storing.trays.get(cell.at)
    if cell.at in storing.waiting:
        return ((cut(tr("sheet.not_saved"), cells), "warn"),)
    if tray and tray.conflict:
        return ((cut(tr("sheet.conflict", by=tray.conflict.by), cells), "warn"),)
    if cell.at in storing.unexplained:
        return ((cut(tr("sheet.why_needed"), cells), "warn"),)
    return _standing(cell, cells)


def _standing(cell: Cell, cells: int) -> Line:
    saved = _saved(cell)
    severity = cell.job.storing.severity.get(cell.at, Severity.NONE)
    spans: list[Span] = []
    if severity >= Severity.WATCH:
        shape, style = SHAPES[severity]
        spans += [(f"{shape} {tr(f'board.severity_{severity.name}')}", style), (" ", "text")]
    note = moved(cell)
    spans += [(note, "mark"), (" ", "text")] if note else []
    left = max(0, cells - width(tuple(spans)))
    text = f"{first_then(cell)} {saved}".strip()
    spans.append((cut(text, left), "text" if cell.row.phase is Phase.DONE else "dim"))
    return tuple(spans)


def moved(cell: Cell) -> str:
    """Where the person is by now, if not where the round was opened: the line stays where it is."""
    note = cell.job.moved.get(cell.at)
    if note is None:
        return ""
    return tr(f"presence.{note.presence}") if note.presence in AWAY else tr("sheet.moved", bed=shown(note.bed) or "-")


def _saved(cell: Cell) -> str:
    row, storing = cell.row, cell.job.storing
    if row.phase is Phase.DONE and cell.at in storing.trays:
        return tr("sheet.saved")
    if row.phase is Phase.REOPENED:
        return tr("sheet.correcting")
    if row.readings or row.letters:
        return tr("sheet.unfinished") if not cell.typing else ""
    if cell.at in storing.undone_lines:
        return tr("sheet.taken_back")
    if cell.person.entered is not None:
        return tr("sheet.entered_by", by=cell.person.entered_by)
    theirs = storing.foreign.get(cell.at)
    return tr("sheet.draft_of", by=storing.codes.get(theirs.author, "?")) if theirs else ""


def first_then(cell: Cell) -> str:
    """Repeat readings of temperature and SpO2: `1st 38.4, then 36.9`."""
    entered = cell.person.entered
    before = entered.readings if entered and cell.row.repeat else ()
    for quantity in (Quantity.TEMPERATURE, Quantity.SPO2):
        every = (*before, *cell.row.past, *cell.row.readings)
        mine = [short(r) for r in every if r.quantity is quantity and r.value is not None]
        if len(mine) > 1:
            return tr("sheet.first_then", first=mine[0], then=listed(*mine[1:]))
    return ""


_PAINT = {
    "bed": _bed,
    "name": _name,
    "temperature": _temperature,
    "last_t": _last_t,
    "spo2": _spo2,
    "last_s": _last_s,
    "set": _set,
    "symptoms": _symptoms,
    "status": _status,
}
