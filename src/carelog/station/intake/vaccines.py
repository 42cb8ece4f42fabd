"""A vaccination card as one cell: `covid 1 2021-06-01 CoronaVac; influenza declined; covid due 2023-10-01`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from carelog.model.text import clean
from carelog.model.vaccine import Against, Dose, Vaccine
from carelog.station.intake import values
from carelog.station.intake.values import BadCell

if TYPE_CHECKING:
    from datetime import date

_NUMBER: Final = re.compile(r"\u7b2c?([1-9][0-9]?)[\u9488\u5242]?")  # 第1针, 第1剂, 1
_MOST_PRODUCT: Final = 40
_MOST_LINES: Final = 40


def card(cell: str, words: Mapping[str, str]) -> tuple[Vaccine, ...]:
    """Every line of the card, `;` between them; `words` are the file's own words for our codes. Blank is an empty card.

    Refuses an unknown vaccine, what is due without a date, a date or number given twice.
    """
    parts = [part.split() for part in re.split("[;\uff1b]", cell) if part.strip()]
    if len(parts) > _MOST_LINES:
        raise BadCell("intake.too_many", text=cell, most=_MOST_LINES)
    return tuple(dict.fromkeys(_line(part, words) for part in parts))


def _line(words: Sequence[str], known: Mapping[str, str]) -> Vaccine:
    first = values.plain(words[0])
    against = known.get(first, first.casefold())
    if against not in tuple(Against):
        raise BadCell("intake.no_vaccine", text=words[0], known=", ".join(Against))
    line = Vaccine(Against(against), Dose.GIVEN)
    said = " ".join(words)
    for word in words[1:]:
        line = _with(line, values.plain(word), known, said)
    if line.dose is Dose.DUE and line.on is None:
        raise BadCell("intake.vaccine_due_when", text=said)
    if len(line.product) > _MOST_PRODUCT:
        raise BadCell("intake.too_long", text=line.product, most=_MOST_PRODUCT)
    return line


def _with(line: Vaccine, word: str, known: Mapping[str, str], said: str) -> Vaccine:
    """The line with one more word: declined or due, a date, the number of the dose, else the product."""
    code = known.get(word, word.casefold())
    number, on, dose, product = line.number, line.on, line.dose, line.product
    if code in (Dose.DECLINED, Dose.DUE, Dose.GIVEN):
        dose = Dose(code)
    elif found := _NUMBER.fullmatch(word):
        number = _once(number, int(found[1]), said)
    elif values.is_day(word):
        on = _once_day(on, word, said)
    else:
        product = clean(f"{product} {word}".strip())
    return Vaccine(line.against, dose, on, number, product)


def _once(before: int | None, now: int, said: str) -> int:
    if before is not None:
        raise BadCell("intake.vaccine_twice", text=said)
    return now


def _once_day(before: date | None, word: str, said: str) -> date:
    if before is not None:
        raise BadCell("intake.vaccine_twice", text=said)
    return values.day(word)


def said(lines: Sequence[Vaccine], word: Callable[[str], str]) -> str:
    """The card as a cell, which reads back as the same card; `word` says a code."""
    return "; ".join(" ".join(part for part in _parts(line, word) if part) for line in lines)


def _parts(line: Vaccine, word: Callable[[str], str]) -> tuple[str, ...]:
    dose = "" if line.dose is Dose.GIVEN else word(line.dose)
    number = "" if line.number is None else str(line.number)
    return word(line.against), dose, number, line.on.isoformat() if line.on else "", line.product
