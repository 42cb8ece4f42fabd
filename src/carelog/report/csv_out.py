"""Rows as CSV: `excel` for a spreadsheet, `machine` for a program."""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from operator import itemgetter
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from carelog.report.columns import COLUMNS, Cell, Column
from carelog.report.flat import row_of, stamped
from carelog.station.days import Told
from carelog.station.intake.guard import guarded
from carelog.station.period import Flat

DIALECTS: Final = ("excel", "machine")
_MARK: Final = "\ufeff"


class Paper(NamedTuple):
    """A finished file: its bytes and how many rows it holds (its header is none)."""

    content: bytes
    rows: int


def written(told: Iterable[Told | Flat], dialect: str, zone: ZoneInfo) -> Paper:
    """Write rows as CSV in UTF-8, lines ended by CR LF; the same rows are the same bytes.

    `excel`: byte order mark, every cell quoted, the home's local times, typed cells guarded. `machine`: RFC 4180, times
    in ISO 8601 with their offset, cells raw.
    """
    excel = dialect == "excel"
    out = io.StringIO(newline="")
    out.write(_MARK if excel else "")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL if excel else csv.QUOTE_MINIMAL, lineterminator="\r\n")
    writer.writerow([column.key for column in COLUMNS])
    cells = [_cell_of(column, zone, excel=excel) for column in COLUMNS]
    stamp = local if excel else offset
    flat = row_of(stamped(lambda at: stamp(at, zone), millis=not excel), guarded if excel else str)
    rows = itertools.count()
    counted = map(itemgetter(0), zip(told, rows, strict=False))
    writer.writerows(flat(one) if isinstance(one, Flat) else [cell(one) for cell in cells] for one in counted)
    return Paper(out.getvalue().encode(), next(rows))


def _cell_of(column: Column, zone: ZoneInfo, *, excel: bool) -> Callable[[Told], str]:
    get = column.get
    if column.kind == "time":
        stamp = local if excel else offset
        return lambda told: _time(get(told), stamp, zone)
    if column.typed and excel:
        return lambda told: guarded(_text(get(told)))
    return lambda told: _text(get(told))


def _time(cell: Cell, stamp: Callable[[datetime, ZoneInfo], str], zone: ZoneInfo) -> str:
    return stamp(cell, zone) if isinstance(cell, datetime) else ""


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def local(at: datetime, zone: ZoneInfo) -> str:
    """A local time as a spreadsheet reads it, to the second; in the hour that comes twice a year, with its offset."""
    here = at.astimezone(zone)
    plain = here.strftime("%Y-%m-%d %H:%M:%S")
    twice = here.replace(fold=0).utcoffset() != here.replace(fold=1).utcoffset()
    return f"{plain} {here.strftime('%z')[:3]}:{here.strftime('%z')[3:]}" if twice else plain


def offset(at: datetime, zone: ZoneInfo) -> str:
    """A time in ISO 8601, to the millisecond, with its offset."""
    return at.astimezone(UTC).astimezone(zone).isoformat(timespec="milliseconds")
