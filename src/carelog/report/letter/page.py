"""The letter as one HTML file that needs nothing else and prints on exactly one A4 page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from carelog.report import paper
from carelog.report.letter import said
from carelog.report.letter.chart import drawn
from carelog.words import speaking, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carelog.station.desk import Station
    from carelog.station.letter.door import Letter

_SIZES: Final = (10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0, 5.5)
"""Sizes of type in points, the largest that fits is taken."""
_WIDE_MM: Final = 190.0
_CHART_MM: Final = 34.0
_BLANK_MM: Final = 7.5
_GAP_MM: Final = 5.0
_LINE: Final = 1.36
"""Height of a line for its size of type, and by how much a row of the table is taller."""
_ROW_MM: Final = 0.9
_CELL: Final = 0.5
"""Width of one cell for the size of type; a Chinese character takes two."""

_LOOK: Final = """.sides { display: flex; gap: 4mm; }
.sides > div { flex: 1 1 0; min-width: 0; }
p.demo { font-size: 1.3em; font-weight: bold; border: 0.6mm solid #000; text-align: center; }
table { border-collapse: collapse; width: 100%; margin: 1.5mm 0; }
th, td { border: 0.2mm solid #000; padding: 0.2mm 0.8mm; text-align: left; vertical-align: top; font-size: 0.92em; }
svg { width: 190mm; height: 32mm; display: block; }
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
    size = paper.largest(_SIZES, lambda size: _needed_mm(sides, rows, size))
    body = f"{_sides(sides, top=True)}{_table(sides, rows)}{drawing}{_sides(sides, top=False)}{_blanks(sides)}"
    return paper.Sheet(f"{sides[0].title} {told.person.code}", languages[0], size, _LOOK).html(body)


def _together(words: Sequence[str]) -> str:
    """The same cell in every language, once where it is the same."""
    return " / ".join(dict.fromkeys(word for word in words if word))


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
    head = f"<h1>{paper.safe(side.title)}</h1>\n{paper.paragraphs(side.head)}" if top else ""
    parts = "".join(paper.part(section.title, section.lines) for section in mine)
    return f'<div lang="{paper.tag(side.language)}">\n{head}{parts}</div>\n'


def _table(sides: Sequence[_Side], rows: Sequence[said.Row]) -> str:
    if not rows:
        return f"<p>{paper.safe(' / '.join(side.empty for side in sides))}</p>\n"
    heads = (" ".join(dict.fromkeys(names)) for names in zip(*(side.columns for side in sides), strict=True))
    top = "".join(f"<th>{paper.safe(head)}</th>" for head in heads)
    body = "".join(f"<tr>{''.join(f'<td>{paper.safe(cell)}</td>' for cell in row)}</tr>\n" for row in rows)
    older = " / ".join(side.older for side in sides if side.older)
    return f"<table>\n<thead><tr>{top}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>\n" + (
        f"<p>{paper.safe(older)}</p>\n" if older else ""
    )


def _blanks(sides: Sequence[_Side]) -> str:
    names = (" / ".join(dict.fromkeys(every)) for every in zip(*(side.blanks for side in sides), strict=True))
    return paper.blanks(names)


def _needed_mm(sides: Sequence[_Side], rows: Sequence[said.Row], size: float) -> float:
    wide = (_WIDE_MM - 4 * (len(sides) - 1)) / len(sides) - 4
    text = max(_lines(side, wide / (size * paper.MM * _CELL)) for side in sides)
    in_row = (_WIDE_MM * 0.3) / (size * paper.MM * _CELL * 0.92)
    table = paper.lines((row.symptoms for row in rows), in_row) + 2
    blanks = len(sides[0].blanks) * _BLANK_MM
    return (text + table) * size * paper.MM * _LINE + len(rows) * _ROW_MM + blanks + _CHART_MM + _GAP_MM


def _lines(side: _Side, wide: float) -> float:
    """How many lines the text of a side takes in so many cells; a title a line and a third."""
    paragraphs = [*side.head, *(line for section in side.sections for line in section.lines)]
    return paper.lines(paragraphs, wide) + 1.4 * (len(side.sections) + 1)
