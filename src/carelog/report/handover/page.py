"""The handover as one HTML file that needs nothing else and prints on exactly one A4 page."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from carelog.model.text import clean
from carelog.report.handover import said
from carelog.report.plain import cells
from carelog.words import language, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carelog.model.handover import HandedOver
    from carelog.station.desk import Station
    from carelog.station.handover.rows import Handover

_SIZES: Final = (11.5, 11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0, 5.5, 5.0, 4.5)
"""Sizes of type in points, the largest that fits is taken."""
_TALL_MM: Final = 273.0
_WIDE_MM: Final = 182.0
_SIGNATURES_MM: Final = 30.0
_MM: Final = 0.3528
"""A point in millimetres."""
_LINE: Final = 1.42
"""Height of a line for its size of type, with what a title has around it."""
_CELL: Final = 0.52
"""Width of one cell for the size of type; a Chinese character takes two."""

_STYLE: Final = """
@page { size: A4 portrait; margin: 10mm; }
* { box-sizing: border-box; }
html, body { margin: 0; padding: 0; }
body { font-family: "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", SimSun, sans-serif; font-size: %spt;
  line-height: 1.3; color: #000; background: #fff; }
.page { width: 190mm; height: 276mm; margin: 0 auto; display: flex; flex-direction: column; overflow: hidden; }
h1 { font-size: 1.3em; margin: 0 0 1mm; }
h2 { font-size: 1em; margin: 1.2mm 0 0.3mm; border-bottom: 0.3mm solid #000; }
p { margin: 0; padding-left: 3mm; text-indent: -3mm; overflow-wrap: anywhere; }
.blanks { margin-top: auto; }
.blanks div { display: flex; height: 9mm; align-items: flex-end; gap: 2mm; }
.blanks div::after { content: ""; flex: 1; border-bottom: 0.3mm solid #000; }
"""


def html(told: Handover, station: Station, signed: HandedOver | None) -> str:
    """The page in the language spoken now, with the names of who signed it or blanks for them."""
    head, parts, foot = said.head(told, station), said.parts(told, station), said.foot(told, station, signed)
    body = [f"<h1>{_safe(head[0])}</h1>", *_paragraphs(head[1:])]
    for part in parts:
        body += [f"<h2>{_safe(part.title)}</h2>", *_paragraphs(part.lines)]
    blanks = "".join(f"<div>{_safe(tr(f'handover.{blank}'))}</div>" for blank in ("gives", "takes"))
    style = _STYLE % _size([*head, *(line for part in parts for line in (part.title, *part.lines)), foot], len(parts))
    return (
        f'<!DOCTYPE html>\n<html lang="{language().replace("_", "-")}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{_safe(head[0])}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f'<div class="page">\n{chr(10).join(body)}\n<div class="blanks">\n<p>{_safe(foot)}</p>\n{blanks}\n</div>\n'
        "</div>\n</body>\n</html>\n"
    )


def _safe(text: str) -> str:
    return escape(clean(text))


def _paragraphs(texts: Sequence[str]) -> list[str]:
    return [f"<p>{_safe(text)}</p>" for text in texts]


def _size(texts: Sequence[str], titles: int) -> float:
    """The largest type in which everything stands on the page; the smallest where nothing else does."""
    return next((size for size in _SIZES if _needed_mm(texts, titles, size) <= _TALL_MM), _SIZES[-1])


def _needed_mm(texts: Sequence[str], titles: int, size: float) -> float:
    wide = max(1, int(_WIDE_MM / (size * _MM * _CELL)))
    lines = sum(-(-cells(text) // wide) or 1 for text in texts)
    return lines * size * _MM * _LINE + titles * 1.5 + _SIGNATURES_MM
