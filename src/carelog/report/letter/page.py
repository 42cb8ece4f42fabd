"""The letter as one HTML file that needs nothing else and prints on exactly one A4 page."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final, NamedTuple

from carelog.model.text import clean
from carelog.report.letter import said
from carelog.report.letter.chart import drawn
from carelog.report.plain import cells
from carelog.words import speaking, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carelog.station.desk import Station
    from carelog.station.letter.door import Letter

_SIZES: Final = (10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0, 5.5)
"""Sizes of type in points, the largest that fits is taken."""
_TALL_MM: Final = 273.0
_WIDE_MM: Final = 190.0
_CHART_MM: Final = 34.0
_BLANK_MM: Final = 7.5
_GAP_MM: Final = 5.0
_LINE: Final = 1.36
"""Height of a line for its size of type, and by how much a row of the table is taller."""
_ROW_MM: Final = 0.9
_CELL: Final = 0.5
"""Width of one cell for the size of type; a Chinese character takes two."""
_MM: Final = 0.3528
"""A point in millimetres."""

_STYLE: Final = """
@page { size: A4 portrait; margin: 10mm; }
* { box-sizing: border-box; }
html, body { margin: 0; padding: 0; }
body { font-family: "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", SimSun, sans-serif; font-size: %spt;
  line-height: 1.3; color: #000; background: #fff; }
.page { width: 190mm; height: 276mm; margin: 0 auto; display: flex; flex-direction: column; overflow: hidden; }
.sides { display: flex; gap: 4mm; }
.sides > div { flex: 1 1 0; min-width: 0; }
h1 { font-size: 1.3em; margin: 0 0 1mm; }
h2 { font-size: 1em; margin: 1.2mm 0 0.3mm; border-bottom: 0.3mm solid #000; }
p { margin: 0; padding-left: 3mm; text-indent: -3mm; overflow-wrap: anywhere; }
p.demo { font-size: 1.3em; font-weight: bold; border: 0.6mm solid #000; text-align: center; }
table { border-collapse: collapse; width: 100%%; margin: 1.5mm 0; }
th, td { border: 0.2mm solid #000; padding: 0.2mm 0.8mm; text-align: left; vertical-align: top; font-size: 0.92em; }
svg { width: 190mm; height: 32mm; display: block; }
.blanks { margin-top: auto; }
.blanks div { display: flex; height: 7.5mm; align-items: flex-end; gap: 2mm; }
.blanks div::after { content: ""; flex: 1; border-bottom: 0.3mm solid #000; }
"""
_COLUMNS: Final = said.Row._fields


class _Side(NamedTuple):
    """The letter in one language: title, head, sections, what is left out, names of columns and of blanks."""

    language: str
    title: str
    head: tuple[str, ...]
    sections: tuple[said.Section, ...]
    older: str
    columns: tuple[str, ...]
    blanks: tuple[str, ...]
    empty: str


def html(told: Letter, station: Station, languages: Sequence[str]) -> str:
    """The letter in one language, or in two side by side over one table and one chart."""
    sides, tables = [], []
    for language in languages:
        with speaking(language):
            sides.append(_side(told, station, language))
            tables.append(said.rows(told, station))
    rows = [said.Row(*map(_together, zip(*same, strict=True))) for same in zip(*tables, strict=True)]
    with speaking(languages[0]):
        drawing = drawn(told.observations, told.at, station)
    size = _size(sides, rows)
    lang = languages[0].replace("_", "-")
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n<title>{_safe(sides[0].title)} '
        f"{_safe(told.person.code)}</title>\n<style>{_STYLE % size}</style>\n</head>\n<body>\n"
        f'<div class="page">\n{_sides(sides, top=True)}{_table(sides, rows)}{drawing}{_sides(sides, top=False)}'
        f"{_blanks(sides)}</div>\n</body>\n</html>\n"
    )


def _together(words: Sequence[str]) -> str:
    """The same cell in every language, once where it is the same."""
    return " / ".join(dict.fromkeys(word for word in words if word))


def _safe(text: str) -> str:
    return escape(clean(text))


def _side(told: Letter, station: Station, language: str) -> _Side:
    columns = tuple(tr(f"letter.column_{name}") for name in _COLUMNS)
    return _Side(
        language=language,
        title=tr("letter.title"),
        head=tuple(said.head(told, station)),
        sections=said.sections(told, station),
        older=said.left_out(told),
        columns=columns,
        blanks=tuple(said.blanks()),
        empty=tr("letter.no_rows"),
    )


def _sides(sides: Sequence[_Side], *, top: bool) -> str:
    """Situation, background and assessment above the readings; the recommendation below."""
    return f'<div class="sides">\n{"".join(_column(side, top=top) for side in sides)}</div>\n'


def _column(side: _Side, *, top: bool) -> str:
    mine = side.sections[:-1] if top else side.sections[-1:]
    parts = [f"<h1>{_safe(side.title)}</h1>\n", *(f"<p>{_safe(line)}</p>\n" for line in side.head)] if top else []
    for section in mine:
        parts.append(f"<h2>{_safe(section.title)}</h2>\n")
        parts += [f"<p>{_safe(line)}</p>\n" for line in section.lines]
    return f'<div lang="{side.language.replace("_", "-")}">\n{"".join(parts)}</div>\n'


def _table(sides: Sequence[_Side], rows: Sequence[said.Row]) -> str:
    if not rows:
        return f"<p>{_safe(' / '.join(side.empty for side in sides))}</p>\n"
    heads = (" ".join(dict.fromkeys(names)) for names in zip(*(side.columns for side in sides), strict=True))
    top = "".join(f"<th>{_safe(head)}</th>" for head in heads)
    body = "".join(f"<tr>{''.join(f'<td>{_safe(cell)}</td>' for cell in row)}</tr>\n" for row in rows)
    older = " / ".join(side.older for side in sides if side.older)
    return f"<table>\n<thead><tr>{top}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>\n" + (
        f"<p>{_safe(older)}</p>\n" if older else ""
    )


def _blanks(sides: Sequence[_Side]) -> str:
    names = (" / ".join(dict.fromkeys(every)) for every in zip(*(side.blanks for side in sides), strict=True))
    return f'<div class="blanks">\n{"".join(f"<div>{_safe(name)}</div>" for name in names)}\n</div>\n'


def _size(sides: Sequence[_Side], rows: Sequence[said.Row]) -> float:
    """The largest type in which everything stands on the page; the smallest where nothing else does."""
    return next((size for size in _SIZES if _needed_mm(sides, rows, size) <= _TALL_MM), _SIZES[-1])


def _needed_mm(sides: Sequence[_Side], rows: Sequence[said.Row], size: float) -> float:
    wide = (_WIDE_MM - 4 * (len(sides) - 1)) / len(sides) - 4
    text = max(_lines(side, wide / (size * _MM * _CELL)) for side in sides)
    in_row = (_WIDE_MM * 0.3) / (size * _MM * _CELL * 0.92)
    table = sum(-(-cells(row.symptoms) // max(1, int(in_row))) or 1 for row in rows) + 2
    blanks = len(sides[0].blanks) * _BLANK_MM
    return (text + table) * size * _MM * _LINE + len(rows) * _ROW_MM + blanks + _CHART_MM + _GAP_MM


def _lines(side: _Side, wide: float) -> float:
    """How many lines the text of a side takes in so many cells; a title a line and a third."""
    paragraphs = [*side.head, *(line for section in side.sections for line in section.lines)]
    return sum(-(-cells(text) // max(1, int(wide))) or 1 for text in paragraphs) + 1.4 * (len(side.sections) + 1)
