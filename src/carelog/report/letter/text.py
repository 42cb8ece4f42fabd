"""The letter as plain text: for the screen, and as a file for a printer or an e-mail that a person sends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from carelog.model.reading import Quantity
from carelog.report import reasons
from carelog.report.letter import said
from carelog.report.plain import cells, filled, wrapped
from carelog.words import speaking, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carelog.station.desk import Station
    from carelog.station.letter.door import Letter

WIDTH: Final = 78
_SCALE: Final = 24
"""Cells of the small scale of a quantity."""
_T_LOW, _T_HIGH = 350, 400
_S_LOW, _S_HIGH = 80, 100


def lines(told: Letter, station: Station, languages: Sequence[str], width: int = WIDTH) -> list[str]:
    """The whole letter, in one language after the other; every line fits the width in cells."""
    out: list[str] = []
    for language in languages:
        with speaking(language):
            out += [*([""] if out else []), *_letter(told, station, width)]
    return out


def _letter(told: Letter, station: Station, width: int) -> list[str]:
    out = _wrapped([tr("letter.title"), *said.head(told, station)], width)
    for section in said.sections(told, station):
        out += ["", section.title, *_wrapped(section.lines, width, "  ")]
        if section.title == tr("letter.assessment"):
            out += _table(told, station, width)
    return [*out, "", *_blanks(width)]


def _wrapped(paragraphs: Sequence[str], width: int, indent: str = "") -> list[str]:
    return [line for text in paragraphs for line in wrapped(f"{indent}{text}", width, f"{indent}  ")]


def _blanks(width: int) -> list[str]:
    out = []
    for blank in said.blanks():
        rule = "_" * max(0, width - cells(blank) - 3)
        out += [f"  {blank} {rule}", ""]
    return out[:-1]


def _table(told: Letter, station: Station, width: int) -> list[str]:
    """A row an observation, columns that hold nothing left out; then where the values stand on two small scales."""
    found = said.rows(told, station)
    if not found:
        return ["", f"  {tr('letter.no_rows')}"]
    names = [name for name in said.Row._fields[:-1] if any(getattr(row, name) for row in found)]
    heads = {name: tr(f"letter.column_{name}") for name in names}
    wide = {n: max(cells(text) for text in (heads[n], *(getattr(row, n) for row in found))) for n in names}
    top = f"  {'  '.join(filled(heads[n], wide[n]) for n in names)}  {tr('letter.column_symptoms')}"
    out = ["", *wrapped(top, width, " " * 15)]
    for row in found:
        values = "  ".join(filled(getattr(row, name), wide[name]) for name in names)
        out += wrapped(f"  {values}  {row.symptoms}", width, " " * 15)
    out += [f"  {said.left_out(told)}"] if said.left_out(told) else []
    return [*out, *_scales(told, station)]


def _scales(told: Letter, station: Station) -> list[str]:
    """The chart: a line a day's observation with a mark for temperature and one for SpO2."""
    out = ["", f"  {'':11}  {_ends(_T_LOW, _T_HIGH, tenths=True)}  {_ends(_S_LOW, _S_HIGH, tenths=False)}"]
    for one in told.observations[-said.MOST_ROWS :]:
        temperature, spo2 = one.last(Quantity.TEMPERATURE), one.last(Quantity.SPO2)
        marks = (
            _mark(temperature.value if temperature else None, _T_LOW, _T_HIGH),
            _mark(spo2.value if spo2 else None, _S_LOW, _S_HIGH),
        )
        out.append(f"  {reasons.when(station, one.happened_at)}  {'  '.join(marks)}")
    return out


def _ends(low: int, high: int, *, tenths: bool) -> str:
    ends = (f"{low // 10}", f"{high // 10}") if tenths else (str(low), str(high))
    return f"{ends[0]}{' ' * (_SCALE - len(ends[0]) - len(ends[1]) + 2)}{ends[1]}"


def _mark(value: int | None, low: int, high: int) -> str:
    """Where a value stands between two ends: `*`, `<` or `>` beyond them, nothing where there is none."""
    wide = _SCALE
    if value is None:
        return f"|{' ' * wide}|"
    if not low <= value <= high:
        return f"<{' ' * wide}|" if value < low else f"|{' ' * wide}>"
    place = round((value - low) * (wide - 1) / (high - low))
    return f"|{'.' * place}*{'.' * (wide - 1 - place)}|"
