"""A CSV file as rows: what its bytes are, where its columns stand, what is wrong with it before any value is read."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from carelog.model.refusal import Refusal
from carelog.station.intake.guard import unguarded

if TYPE_CHECKING:
    from carelog.station.intake.maps import IntakeMap

MOST_BYTES = 20 * 1024 * 1024
"""A year of a home of 120 as our own export; larger files are given in parts."""

_UTF8_MARK = b"\xef\xbb\xbf"
_ZIP_MARK = b"PK\x03\x04"
_OLD_EXCEL_MARK = b"\xd0\xcf\x11\xe0"


class BadRow(NamedTuple):
    """Why a row cannot be taken: its number as a spreadsheet shows it (the header is 1), its column, the reason."""

    row: int
    column: str
    code: str
    facts: Mapping[str, object]


class Row(NamedTuple):
    """One row: our fields' cells, blanks trimmed, and the columns they stand in."""

    number: int
    cells: Mapping[str, str]

    def get(self, field: str) -> str:
        """A field's cell, '' where the file has none."""
        return self.cells.get(field, "")


class Table(NamedTuple):
    """A file as read. `columns`: our field -> the file's own name for it; `unused`: columns the map does not name."""

    file: str
    sha256: str
    encoding: str
    columns: Mapping[str, str]
    unused: tuple[str, ...]
    rows: tuple[Row, ...]
    bad: tuple[BadRow, ...]
    passed_over: int
    """rows that are blank, or that the map's `only` leaves out"""


def read(path: Path, said: IntakeMap) -> Table:
    """Read a file by its map; refuses one that is no CSV, is too big, or lacks a column. Bad rows are kept as such."""
    raw = _bytes(path)
    text, encoding = decoded(raw, said.encoding, path.name)
    records = _records(text, said.delimiter, path.name)
    header = next(records, None)
    if header is None:
        raise Refusal("intake.empty", file=path.name)
    layout = _Layout([name.strip() for name in header], said, path.name)
    rows: list[Row] = []
    bad: list[BadRow] = []
    passed_over = 0
    for number, record in enumerate(records, start=2):
        if not any(cell.strip() for cell in record):
            passed_over += 1
        elif len(record) != len(header):
            facts = {"found": len(record), "wanted": len(header)}
            bad.append(BadRow(number, "", "intake.row_columns", facts))
        elif not layout.meant(record):
            passed_over += 1
        else:
            rows.append(Row(number, layout.cells(record)))
    digest = hashlib.sha256(raw).hexdigest()
    return Table(path.name, digest, encoding, layout.names, layout.unused, tuple(rows), tuple(bad), passed_over)


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise Refusal("intake.no_file", file=str(path)) from error
    if len(raw) > MOST_BYTES:
        raise Refusal("intake.too_big", file=path.name, most=MOST_BYTES // 1024 // 1024)
    if raw.startswith((_ZIP_MARK, _OLD_EXCEL_MARK)):
        raise Refusal("intake.spreadsheet", file=path.name)
    if b"\0" in raw:
        raise Refusal("intake.nul", file=path.name)
    return raw


def decoded(raw: bytes, asked: str, name: str) -> tuple[str, str]:
    """Turn bytes into text and say how they were read: utf-8-sig, utf-8 or gb18030; refuses what is none of them."""
    tries = ["utf-8", "gb18030"] if asked == "detect" else [asked]
    if raw.startswith(_UTF8_MARK):
        tries = ["utf-8-sig"]
    for encoding in tries:
        try:
            return raw.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise Refusal("intake.encoding", file=name, tried=", ".join(tries))


def _records(text: str, delimiter: str, name: str) -> Iterator[list[str]]:
    reader = csv.reader(_lines(text), delimiter=delimiter, strict=True)
    number = 0
    while True:
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise Refusal("intake.broken", file=name, row=number + 1, why=str(error)) from error
        number += 1
        yield record


def _lines(text: str) -> Iterator[str]:
    """The lines of a text, ends kept: only CR and LF end one, not the rarer marks `splitlines` knows."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end + 1
        yield text[start:end]
        start = end


class _Layout:
    """Where the fields of a map stand in a file's header; refuses a column missing, or there twice."""

    def __init__(self, header: list[str], said: IntakeMap, name: str) -> None:
        self._said = said
        self._places = _places(header, said, name)
        self._only = {_place(header, (column,), name): words for column, words in said.only.items()}
        self.names = {field: header[place] for field, place in self._places.items()}
        used = {*self._places.values(), *self._only}
        self.unused = tuple(title for n, title in enumerate(header) if n not in used and title)

    def meant(self, record: list[str]) -> bool:
        """Whether the map's `only` lets a row in."""
        return all(record[place].strip() in words for place, words in self._only.items())

    def cells(self, record: list[str]) -> dict[str, str]:
        """The cells of a row by field; a constant stands where its column is missing or blank."""
        cells = dict(self._said.constants)
        for field, place in self._places.items():
            cell = (unguarded(record[place]) if self._said.dialect == "excel" else record[place]).strip()
            if cell or field not in cells:
                cells[field] = cell
        return cells


def _places(header: list[str], said: IntakeMap, name: str) -> dict[str, int]:
    there = set(header)
    wanted = [f for f in said.columns if f not in said.optional or not there.isdisjoint(said.names(f))]
    return {field: _place(header, said.names(field), name) for field in wanted}


def _place(header: list[str], titles: tuple[str, ...], name: str) -> int:
    found = next((title for title in titles if title in header), None)
    if found is None:
        raise Refusal("intake.no_column", file=name, column=" / ".join(titles), found=shown(", ".join(header), 200))
    if header.count(found) > 1:
        raise Refusal("intake.column_twice", file=name, column=found)
    return header.index(found)


def shown(text: str, most: int = 40) -> str:
    """A text as an error quotes it: short."""
    return text if len(text) <= most else text[: most - 1] + "…"
