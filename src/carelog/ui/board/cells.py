"""What stands in each cell of the board, as words and shapes."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from rich.cells import cell_len, chop_cells

from carelog.model.person import Kind, Presence
from carelog.model.severity import Severity, Task
from carelog.model.symptom import Symptom
from carelog.station.rows import BoardRow, RoundState
from carelog.ui.line import Line, Span, cut, pad, shown, some
from carelog.ui.widgets.trend import trend
from carelog.words import language, tr


class Look(NamedTuple):
    """What cells need to know besides the row: the instant shown, and each symptom's letter and words."""

    now: datetime
    symptoms: Mapping[str, tuple[str, str]]
    off: Mapping[str, str] = {}
    """who is off duty, by person id, in the words of the column"""


SHAPES = {
    Severity.URGENT: ("!!!", "urgent"),
    Severity.REVIEW: ("!!", "review"),
    Severity.WATCH: ("!", "watch"),
    Severity.NOT_KNOWN: ("?", "unknown"),
    Severity.NONE: (".", "none"),
}
"""The shape that goes with each severity's word, and its style."""

URGENCY = (
    Task.TRANSFER,
    Task.CALL,
    Task.OXYGEN,
    Task.RECHECK,
    Task.COMPLETE_SET,
    Task.ISOLATE,
    Task.TEST,
    Task.REPORT,
)
"""The order in which tasks are named, most pressing first."""


def full_name(row: BoardRow) -> str:
    """The name; who shares it with somebody present carries `=` and the year of birth."""
    name = shown(row.person.name) or row.person.code
    born = row.person.birth_date
    year = str(born.year) if born else row.person.code
    return f"{name}={year}" if row.twin else name


_HOUR, _DAY, _TWO_DAYS = 60, 1440, 2880
"""In minutes."""


def age(since: timedelta) -> str:
    """How old a value is, in a few cells: minutes, from an hour on hours, from two days on days."""
    minutes = max(0, int(since.total_seconds()) // 60)
    if minutes < _HOUR:
        return tr("board.minutes", n=minutes)
    return (
        tr("board.hours", n=minutes // _HOUR) if minutes < _TWO_DAYS else tr("board.days", n=min(99, minutes // _DAY))
    )


def tenths(value: int) -> str:
    """Tenths as a decimal: 366 is `36.6`."""
    return f"{value // 10}.{value % 10}"


def _name(row: BoardRow, look: Look, cells: int) -> Line:  # noqa: ARG001 - all cells are painted alike
    whole = full_name(row)
    if row.twin and cell_len(whole) > cells:
        name, _, year = whole.rpartition("=")
        mark = f"={year[-2:]}"
        whole = cut(name, cells - cell_len(mark)) + mark
    return ((pad(whole, cells), "text"),)


def flag(row: BoardRow) -> str:
    """`*` an alert nobody has acknowledged, `+` acknowledged and open, blank none open."""
    return "*" if row.waiting else "+" if row.open_alert else " "


def _severity(row: BoardRow, look: Look, cells: int) -> Line:  # noqa: ARG001 - all cells are painted alike
    shape, style = SHAPES[row.severity]
    word = tr(f"board.severity_{row.severity.name}")
    return ((pad(pad(shape, 3) + flag(row) + word, cells), style),)


def tasks_in_words(row: BoardRow) -> list[str]:
    """The open tasks, most pressing first; an improving person is said to be so."""
    better = [tr("board.improving")] if row.improving else []
    return better + [tr(f"board.task_{task}") for task in URGENCY if task in row.tasks]


def _tasks(row: BoardRow, look: Look, cells: int) -> Line:  # noqa: ARG001 - all cells are painted alike
    return ((pad(some(tasks_in_words(row), cells), cells), "text"),)


def _temperature(row: BoardRow, look: Look, cells: int) -> Line:  # noqa: ARG001 - all cells are painted alike
    value = row.found.temperature_tenths_c if row.found else None
    return ((pad("-" if value is None else tenths(value), cells, right=True), "dim" if value is None else "text"),)


def _spo2(row: BoardRow, look: Look, cells: int) -> Line:  # noqa: ARG001 - all cells are painted alike
    value, before = row.found.spo2_percent if row.found else None, past_spo2(row)
    if value is None or before:
        fits = before if cell_len(before) <= cells else ""  # cut short it would be another number
        return ((pad(fits or "-  ", cells, right=True), "dim"),)
    return ((pad(f"{value}{'+' if on_oxygen(row) else ' '}", cells, right=True), "text"),)


def past_spo2(row: BoardRow) -> str:
    """The SpO2 from before oxygen was given, in brackets since it is no value of now; '' where it is one of now."""
    value = row.found.spo2_percent if row.found else None
    return f"({value})" if value is not None and row.looked else ""


def on_oxygen(row: BoardRow) -> bool:
    """Whether the latest values were taken on oxygen."""
    return bool(row.latest and row.latest.oxygen_tenths_l_min)


def symptoms_in_words(codes: tuple[str, ...] | None, look: Look) -> list[str]:
    """The symptoms; "asked: none" and "not asked" are different words."""
    if codes is None:
        return [tr("board.not_asked")]
    return [look.symptoms.get(code, ("", code))[1] for code in codes] or [tr("board.no_symptoms")]


_LETTERS_BELOW = 6


def _symptoms(row: BoardRow, look: Look, cells: int) -> Line:
    codes = row.found.symptoms if row.found else None
    style = "text" if codes else "dim"
    if cells < _LETTERS_BELOW:
        letters = [look.symptoms.get(code, ("?", ""))[0] for code in codes or ()]
        return ((pad("-" if codes is None else some(letters, cells, "") or "0", cells), style),)
    return ((pad(some(symptoms_in_words(codes, look), cells), cells), style),)


def _age(row: BoardRow, look: Look, cells: int) -> Line:
    text = age(look.now - row.found.happened_at) if row.found else "-"
    return ((pad(text, cells, right=True), "dim"),)


def _trend(row: BoardRow, look: Look, cells: int) -> Line:
    wide = (cells - 1) // 2
    temperature, spo2 = trend(row.trend, look.now, wide)
    return ((temperature, "graph"), (" ", "text"), (spo2, "graph"))


def round_words(row: BoardRow) -> str:
    """Where the person stands in the round; the away say where they are, staff also that it is not their shift."""
    if row.round.state is RoundState.AWAY and row.person.presence is not Presence.PRESENT:
        return tr(f"presence.{row.person.presence}")
    if row.round.state is RoundState.AWAY and row.person.kind is Kind.STAFF:
        return tr("work.not_on_shift")
    return tr(f"round.{row.round.state}")


def stand_words(row: BoardRow, look: Look) -> str:
    """Off duty and until when, else where the person stands in the round."""
    return look.off.get(row.person.id) or round_words(row)


def _round(row: BoardRow, look: Look, cells: int) -> Line:
    words = stand_words(row, look)
    short = tr("work.off_short") if row.person.id in look.off else tr(f"board.round_{row.round.state}")
    text = words if cell_len(words) <= cells else short
    return ((pad(text, cells), "watch" if row.round.state is RoundState.LATE else "dim"),)


def _bed(row: BoardRow, look: Look, cells: int) -> Line:  # noqa: ARG001 - all cells are painted alike
    return ((pad(shown(row.person.bed), cells), "text"),)


_CELLS: dict[str, Callable[[BoardRow, Look, int], Line]] = {
    "bed": _bed,
    "name": _name,
    "severity": _severity,
    "tasks": _tasks,
    "temperature": _temperature,
    "spo2": _spo2,
    "symptoms": _symptoms,
    "age": _age,
    "trend": _trend,
    "round": _round,
}


def painted(row: BoardRow, layout: list[tuple[str, int]], look: Look) -> Line:
    """One person's line in the given columns, a blank between them."""
    spans: list[Span] = []
    for code, cells in layout:
        spans += _CELLS[code](row, look, cells)
        spans.append((" ", "text"))
    return tuple(spans[:-1])


_RIGHT = frozenset({"temperature", "spo2", "age"})


def heading(layout: list[tuple[str, int]]) -> Line:
    """The names of the columns; a name too long for its column is cut."""
    names = [pad(_chopped(tr(f"board.col_{code}"), cells), cells, right=code in _RIGHT) for code, cells in layout]
    return ((" ".join(names), "dim"),)


def _chopped(text: str, cells: int) -> str:
    return text if cell_len(text) <= cells else chop_cells(text, cells)[0]


def symptom_words(symptoms: Iterable[Symptom]) -> dict[str, tuple[str, str]]:
    """Each symptom's letter and its words in the language spoken now."""
    return {s.code: (s.letter, shown(s.words[language()])) for s in symptoms}
