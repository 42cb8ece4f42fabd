"""Stock and devices as lines: a line an article, numbered as one types it; devices below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from carelog.model.stock import DeviceState
from carelog.report import stock as said
from carelog.ui.line import Line, cut, pad, shown, width, wrapped
from carelog.words import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from carelog.station.stock.rows import DeviceReading, DeviceRow, ShelfRow, Stand

_NAME, _AMOUNT, _USE, _LEFT = 24, 11, 7, 5
_INDENT = " " * 6


def heading(cells: int) -> Line:
    """What stands in which column."""
    cols = [pad(tr("stock.col_name"), _NAME + 4)]
    sizes = (("amount", _AMOUNT), ("use", _USE), ("left", _LEFT))
    cols += [pad(tr(f"stock.col_{name}"), size, right=True) for name, size in sizes]
    return ((cut(f" {' '.join(cols)}  {tr('stock.col_notes')}", cells), "dim"),)


def page(stand: Stand, local: Callable[[datetime], datetime], cells: int) -> list[Line]:
    """Every article, then the devices; longer notes go on below their article."""
    lines: list[Line] = []
    for row in stand.articles:
        lines += _article(row, cells)
    if stand.use_days is None:
        lines += wrapped(tr("stock.silent"), cells - 2, "warn", " ", " ")
    lines += [(), ((f" {tr('stock.devices')}", "head"),)]
    lines += [line for row in stand.devices for line in _device(row, local, cells)]
    return lines if stand.devices else [*lines, ((f"   {tr('stock.no_devices')}", "dim"),)]


def _article(row: ShelfRow, cells: int) -> list[Line]:
    known = row.outlook is not None and row.outlook.amount is not None
    style = "review" if row.short else "text" if known else "dim"
    numbers = f"{pad(said.use(row), _USE, right=True)} {pad(said.left(row), _LEFT, right=True)}"
    first: Line = (
        (f" {row.number:>2} ", "key"),
        (pad(shown(said.name(row)), _NAME), style),
        (f" {pad(said.amount(row), _AMOUNT, right=True)} {numbers}  ", "text" if known else "dim"),
    )
    notes = [shown(note) for note in said.notes(row)]
    beside = notes[:1] if notes and cell_len(notes[0]) <= cells - width(first) else []
    rest = wrapped(tr("stock.then").join(notes[len(beside) :]), cells - 1, "text", _INDENT, _INDENT)
    mark = "review" if row.short else "text"
    return [(*first, *((note, mark) for note in beside)), *(rest if len(notes) > len(beside) else [])]


def _device(row: DeviceRow, local: Callable[[datetime], datetime], cells: int) -> list[Line]:
    style = "text" if row.state is DeviceState.IN_USE else "review"
    state = tr(f"stock.state_{row.state}")
    first: Line = (
        (f"    {pad(shown(said.device(row)), _NAME)} ", "text"),
        (pad(state, _AMOUNT), style),
        ("  ", "text"),
    )
    since = tr("stock.device_by", by=shown(row.by), at=f"{local(row.since):%m-%d %H:%M}") if row.since else ""
    facts = [text for text in (said.checked(row), since, row.note) if text]
    notes = tr("stock.then").join(shown(fact) for fact in facts)
    if width(first) + cell_len(notes) <= cells:
        return [(*first, (notes, "text"))]
    return [first, *wrapped(notes, cells - 1, "text", _INDENT, _INDENT)]


def readings(found: Sequence[DeviceReading], local: Callable[[datetime], datetime], cells: int) -> list[Line]:
    """What was measured with one device, oldest first; each with whose it is and who wrote it down."""
    out: list[Line] = []
    for one in found:
        who = pad(shown(f"{one.person.code} {one.person.name}"), 24)
        what = f"{tr(f'quantity.{one.reading.quantity}')} {said.value(one)}"
        out.append(((cut(f"  {local(one.at):%m-%d %H:%M}  {who}  {what}  {one.by}", cells), "text"),))
    return out
