"""The handover as one HTML file that needs nothing else and prints on exactly one A4 page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from carelog.report import paper
from carelog.report.handover import said
from carelog.words import language, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carelog.model.handover import HandedOver
    from carelog.station.desk import Station
    from carelog.station.handover.rows import Handover

_SIZES: Final = (11.5, 11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0, 5.5, 5.0, 4.5)
"""Sizes of type in points, the largest that fits is taken."""
_WIDE_MM: Final = 182.0
_SIGNATURES_MM: Final = 30.0
_LINE: Final = 1.42
"""Height of a line for its size of type, with what a title has around it."""
_CELL: Final = 0.52
"""Width of one cell for the size of type; a Chinese character takes two."""
_LOOK: Final = ".blanks div { height: 9mm; }\n"


def html(told: Handover, station: Station, signed: HandedOver | None) -> str:
    """The page in the language spoken now, with the names of who signed it or blanks for them."""
    head, parts, foot = said.head(told, station), said.parts(told, station), said.foot(told, station, signed)
    texts = [*head, *(line for part in parts for line in (part.title, *part.lines)), foot]
    size = paper.largest(_SIZES, lambda size: _needed_mm(texts, len(parts), size))
    top = f"<h1>{paper.safe(head[0])}</h1>\n{paper.paragraphs(head[1:])}"
    told_of = "".join(paper.part(part.title, part.lines) for part in parts)
    blanks = paper.blanks((tr("handover.gives"), tr("handover.takes")), above=paper.paragraphs([foot]))
    return paper.Sheet(head[0], language(), size, _LOOK).html(f"{top}{told_of}{blanks}")


def _needed_mm(texts: Sequence[str], titles: int, size: float) -> float:
    lines = paper.lines(texts, _WIDE_MM / (size * paper.MM * _CELL))
    return lines * size * paper.MM * _LINE + titles * 1.5 + _SIGNATURES_MM
