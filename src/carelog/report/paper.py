"""One A4 page as one HTML file that needs nothing else: how it looks, and the largest type that fits on it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final, NamedTuple

from carelog.model.text import clean
from carelog.report.plain import cells

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

TALL_MM: Final = 273.0
"""What a page holds, its margins taken off."""
MM: Final = 0.3528
"""A point in millimetres."""

_LOOK: Final = """
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
.blanks div { display: flex; height: 7.5mm; align-items: flex-end; gap: 2mm; }
.blanks div::after { content: ""; flex: 1; border-bottom: 0.3mm solid #000; }
"""


class Sheet(NamedTuple):
    """What a page is called, in which language, at which size of type in points; `look` is what only it has."""

    title: str
    language: str
    size: float
    look: str = ""

    def html(self, body: str) -> str:
        """The whole file."""
        return (
            f'<!DOCTYPE html>\n<html lang="{tag(self.language)}">\n<head>\n<meta charset="utf-8">\n'
            f"<title>{safe(self.title)}</title>\n<style>{_LOOK % self.size}{self.look}</style>\n</head>\n<body>\n"
            f'<div class="page">\n{body}</div>\n</body>\n</html>\n'
        )


def tag(language: str) -> str:
    """A language as HTML names it."""
    return language.replace("_", "-")


def safe(text: str) -> str:
    """A text, whoever typed it, as it may stand in a page."""
    return escape(clean(text))


def paragraphs(texts: Iterable[str]) -> str:
    """Texts, each a paragraph."""
    return "".join(f"<p>{safe(text)}</p>\n" for text in texts)


def part(title: str, texts: Iterable[str]) -> str:
    """A title and what stands below it."""
    return f"<h2>{safe(title)}</h2>\n{paragraphs(texts)}"


def blanks(names: Iterable[str], above: str = "") -> str:
    """Lines to write on at the foot of the page, each behind its name."""
    return f'<div class="blanks">\n{above}{"".join(f"<div>{safe(name)}</div>" for name in names)}\n</div>\n'


def largest(sizes: Sequence[float], needed_mm: Callable[[float], float]) -> float:
    """The largest size of type (given from large to small) in which all stands on the page; else the smallest."""
    return next((size for size in sizes if needed_mm(size) <= TALL_MM), sizes[-1])


def lines(texts: Iterable[str], wide: float) -> int:
    """How many lines texts take in so many cells; an empty one takes one."""
    across = max(1, int(wide))
    return sum(-(-cells(text) // across) or 1 for text in texts)
