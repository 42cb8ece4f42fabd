"""The line list as a file: one row an illness, the same columns for a spreadsheet, a program and JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Final, NamedTuple
from zoneinfo import ZoneInfo

from carelog.report.columns import tenths
from carelog.report.csv_out import Paper, local, offset
from carelog.report.pseudonyms import pseudonym
from carelog.station.intake.guard import guarded
from carelog.station.outbreak.lines import CaseLine

if TYPE_CHECKING:
    from carelog.station.outbreak.lines import SwabLine

Cell = str | int | bool | date | datetime | tuple[str, ...] | None
_BAND: Final = 4
_OLDEST: Final = 95


class Column(NamedTuple):
    """One column; `typed`: people typed it, so a spreadsheet is guarded."""

    key: str
    get: Callable[[CaseLine], Cell]
    typed: bool = False


def _age(line: CaseLine) -> str | None:
    if line.age_from is None:
        return None
    return f"{line.age_from}+" if line.age_from >= _OLDEST else f"{line.age_from}-{line.age_from + _BAND}"


def _degrees(line: CaseLine) -> str | None:
    return None if line.highest_tenths_c is None else tenths(line.highest_tenths_c)


def _swab(swab: SwabLine) -> str:
    return f"{swab.day.isoformat()} {swab.method} {swab.target} {swab.result}"


def _vaccines(line: CaseLine) -> tuple[str, ...]:
    told = sorted(line.vaccines, key=lambda v: (v.against, v.on or date.min))
    newest = {v.against: v for v in told}
    return tuple(f"{v.against.value} {v.on.isoformat() if v.on else '?'}" for v in newest.values())


COLUMNS: Final[tuple[Column, ...]] = (
    Column("person", lambda line: line.person.code, typed=True),
    Column("name", lambda line: line.person.name or None, typed=True),
    Column("kind", lambda line: line.person.kind.value),
    Column("unit", lambda line: line.place or None, typed=True),
    Column("bed", lambda line: line.bed or None, typed=True),
    Column("age_band", _age, typed=True),
    Column("sex", lambda line: line.person.sex or None, typed=True),
    Column("syndromes", lambda line: line.syndromes),
    Column("onset", lambda line: line.onset),
    Column("onset_put_right", lambda line: line.put_right),
    Column("first_signs", lambda line: line.signs, typed=True),
    Column("highest_temperature_c", _degrees),
    Column("lowest_spo2_percent", lambda line: line.lowest_spo2),
    Column("swabs", lambda line: tuple(_swab(swab) for swab in line.swabs), typed=True),
    Column("oxygen", lambda line: line.oxygen),
    Column("transferred_on", lambda line: line.transferred),
    Column("moved_to", lambda line: line.moved, typed=True),
    Column("outcome", lambda line: line.ended.value),
    Column("vaccination", lambda line: line.vaccination.value if line.vaccination else None),
    Column("vaccines", _vaccines, typed=True),
)
"""In the order in which they stand in every file; a new one goes to the end."""


def without_names(lines: Sequence[CaseLine], key: bytes) -> tuple[CaseLine, ...]:
    """The rows without names and beds, codes replaced by words only this home can turn back."""
    hidden = (replace(line.person, code=pseudonym(key, line.person.id), name="", bed="") for line in lines)
    told = zip(lines, hidden, strict=True)
    return tuple(line._replace(person=person, bed="", moved=_units(line)) for line, person in told)


def _units(line: CaseLine) -> tuple[str, ...]:
    """Of where somebody moved nothing but that they did: a bed names its person."""
    return tuple("*" for _ in line.moved)


def as_csv(lines: Sequence[CaseLine], dialect: str, zone: ZoneInfo) -> Paper:
    """The list as CSV in UTF-8; `excel` with byte order mark, every cell quoted, typed cells guarded; else RFC 4180."""
    excel = dialect == "excel"
    out = io.StringIO(newline="")
    out.write("\ufeff" if excel else "")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL if excel else csv.QUOTE_MINIMAL, lineterminator="\r\n")
    writer.writerow([column.key for column in COLUMNS])
    for line in lines:
        writer.writerow([_written(column, column.get(line), zone, excel=excel) for column in COLUMNS])
    return Paper(out.getvalue().encode(), len(lines))


def _written(column: Column, cell: Cell, zone: ZoneInfo, *, excel: bool) -> str:
    if isinstance(cell, datetime):
        return local(cell, zone) if excel else offset(cell, zone)
    text = _text(cell)
    return guarded(text) if column.typed and excel else text


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, tuple):
        return ";".join(cell)
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def as_json(lines: Sequence[CaseLine], zone: ZoneInfo) -> Paper:
    """The list for a program: an object a row, null where nothing was written down."""
    rows = [{column.key: _plain(column.get(line), zone) for column in COLUMNS} for line in lines]
    return Paper((json.dumps(rows, ensure_ascii=False, indent=2) + "\n").encode(), len(rows))


def _plain(cell: Cell, zone: ZoneInfo) -> object:
    if isinstance(cell, datetime):
        return offset(cell, zone)
    if isinstance(cell, date):
        return cell.isoformat()
    return list(cell) if isinstance(cell, tuple) else cell
