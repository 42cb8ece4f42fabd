"""Which columns the board has in a given width, and how wide each is."""

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from rich.cells import cell_len

from carelog.model.severity import Severity
from carelog.station.rows import BoardRow, RoundState
from carelog.ui.board.cells import Look, age, full_name, past_spo2, stand_words, symptoms_in_words, tasks_in_words
from carelog.ui.line import shown
from carelog.words import tr


class Column(NamedTuple):
    """A column: never narrower than `least`, never wider than `most`, one blank behind it not counted."""

    code: str
    least: int
    most: int


LEAVING = ("trend", "symptoms", "age", "round", "tasks", "spo2", "temperature")
"""The order in which columns go when the width is short; bed, name and severity always stay."""

GROWING = (
    ("tasks", 6),
    ("name", 14),
    ("tasks", 12),
    ("symptoms", 8),
    ("trend", 9),
    ("round", 99),
    ("trend", 15),
    ("name", 99),
    ("tasks", 99),
    ("symptoms", 99),
)
"""The order in which columns take what is left over, and up to how many cells at that turn."""

_WHOLE = frozenset({"trend", "round"})
"""Columns that grow by a whole turn or not at all."""

PANEL = 59
"""Beside each other, lists of people are at least this wide."""

_SHAPE = 4


def _widest(words: Sequence[str]) -> int:
    return max((cell_len(word) for word in words), default=0)


def columns(rows: Sequence[BoardRow], look: Look) -> list[Column]:
    """The columns these people need, in the order in which they stand; what nobody needs takes no room."""
    bed = min(8, max(3, _widest([shown(row.person.bed) for row in rows])))
    name = min(22, max(6, _widest([full_name(row) for row in rows])))
    twin = min(name, max(6, _widest([full_name(row) for row in rows if row.twin]) - 2))
    severity = _SHAPE + _widest([tr(f"board.severity_{s.name}") for s in Severity])
    short = _widest([tr(f"board.round_{s}") for s in RoundState])
    long = _widest([stand_words(row, look) for row in rows] + [tr(f"round.{RoundState.DUE}")])
    oldest = _widest([age(timedelta(minutes=59)), age(timedelta(hours=47))])
    tasks = _widest([" ".join(tasks_in_words(row)) for row in rows])
    spo2 = max(4, _widest([past_spo2(row) for row in rows]))
    symptoms = _widest([" ".join(symptoms_in_words(row.found.symptoms if row.found else None, look)) for row in rows])
    return [
        Column("bed", bed, bed),
        Column("name", twin, name),
        Column("severity", severity, severity),
        Column("tasks", 4, min(32, max(tasks, 6))),
        Column("temperature", 4, 4),
        Column("spo2", spo2, spo2),
        Column("symptoms", 3, min(24, max(symptoms, 6))),
        Column("age", oldest, oldest),
        Column("trend", 7, 15),
        Column("round", short, max(short, long)),
    ]


def fit(every: Sequence[Column], cells: int) -> list[tuple[str, int]]:
    """The columns that fit into so many cells, the blank between them counted, with their widths."""
    kept = list(every)
    for code in LEAVING:
        if _need(kept) <= cells:
            break
        kept = [column for column in kept if column.code != code]
    widths = {column.code: column.least for column in kept}
    spare = cells - _need(kept)
    most = {column.code: column.most for column in kept}
    for code, upto in GROWING:
        more = min(upto, most.get(code, 0)) - widths.get(code, 0)
        if more > 0 and spare > 0 and (more <= spare or code not in _WHOLE):
            widths[code] += min(more, spare)
            spare -= min(more, spare)
    return [(column.code, widths[column.code]) for column in kept]


def _need(kept: Sequence[Column]) -> int:
    return sum(column.least + 1 for column in kept) - 1


def panels(people: int, lines: int, cells: int, *, one: bool = False) -> int:
    """How many lists stand beside each other so that as many people as possible are seen; `one` forces a single one."""
    if one or lines < 1 or people <= lines:
        return 1
    return max(1, min(-(-people // lines), cells // PANEL))
