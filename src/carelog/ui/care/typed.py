"""What people type of early care: millilitres with a note, a date, how many pieces of a lot."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from typing import NamedTuple
from unicodedata import normalize

from carelog.model.refusal import Refusal
from carelog.station.care.rows import When
from carelog.ui.line import shown
from carelog.words import tr

_AMOUNT = re.compile(r"(\d+)\s*(.*)", re.DOTALL)
_AHEAD = re.compile(r"\+?(\d{1,3})")
_DAY = re.compile(r"(\d{1,2})-(\d{1,2})")
_TIMED = re.compile(r"(?:(\S+)\s+)?(\d{1,2}):(\d{2})")
_MOST_PARTS = 2


class Fluids(NamedTuple):
    """Millilitres, None where none were said, and a note."""

    amount_ml: int | None
    note: str


def fluids(text: str) -> Fluids:
    """Read `200 drank well`, also with `ml` and as an input method writes digits; without a number all is note."""
    plain = normalize("NFKC", text).strip()
    found = _AMOUNT.fullmatch(plain)
    if found is None:
        return Fluids(None, plain)
    unit = tr("care.ml", n="").strip()
    note = found[2]
    for word in (unit, "ml"):
        note = note[len(word) :] if note.casefold().startswith(word) else note
    return Fluids(int(found[1]), note.strip())


def day(text: str, today: date) -> date:
    """Read a date: `2023-01-14`, `01-14` (the next one), or days from today: `3`; refuses anything else."""
    plain = normalize("NFKC", text).strip()
    ahead, short = _AHEAD.fullmatch(plain), _DAY.fullmatch(plain)
    try:
        if ahead:
            return today + timedelta(days=int(ahead[1]))
        if short:
            return _next(int(short[1]), int(short[2]), today)
        return date.fromisoformat(plain)
    except ValueError as error:
        raise Refusal("care.typed_date", typed=shown(text)) from error


def when(text: str, today: date, now: time) -> When:
    """Read a date as `day` does, with a time behind it: `3 16:00`; a time alone is the next one."""
    plain = normalize("NFKC", text).strip()
    found = _TIMED.fullmatch(plain)
    if found is None:
        return When(day(text, today))
    hour, minute = int(found[2]), int(found[3])
    try:
        at = time(hour, minute)
    except ValueError as error:
        raise Refusal("care.typed_date", typed=shown(text)) from error
    on = day(found[1], today) if found[1] else today + timedelta(days=at <= now)
    return When(on, hour * 60 + minute)


def _next(month: int, of_month: int, today: date) -> date:
    here = date(today.year, month, of_month)
    return here if here >= today else date(today.year + 1, month, of_month)


class Pieces(NamedTuple):
    """How many pieces of the reserve, 0 for the person's own; of a lot, '' was not said."""

    pieces: int
    lot: str


def pieces(text: str) -> Pieces:
    """Read `2` or `2 B2`, nothing is 1; refuses anything else."""
    parts = normalize("NFKC", text).split() or ["1"]
    if not 1 <= len(parts) <= _MOST_PARTS or not parts[0].isdecimal():
        raise Refusal("care.typed_pieces", typed=shown(text))
    return Pieces(int(parts[0]), parts[1] if len(parts) > 1 else "")
