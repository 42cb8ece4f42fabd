"""Plain text in a fixed number of cells: a Chinese character takes two."""

from __future__ import annotations

import unicodedata


def cells(text: str) -> int:
    """How many cells a text takes."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def filled(text: str, width: int) -> str:
    """A text cut or filled with blanks to exactly so many cells."""
    while cells(text) > width:
        text = text[:-1]
    return text + " " * (width - cells(text))


def wrapped(text: str, width: int, hang: str = "") -> list[str]:
    """A text in lines of at most so many cells, broken at blanks where there are any; later lines begin with `hang`."""
    lines: list[str] = []
    line = ""
    for word in _words(text):
        if line.strip() and cells(line + word.rstrip()) > width:
            lines.append(line.rstrip())
            line = hang + word.lstrip()
        else:
            line += word
    return [*lines, line.rstrip()]


def _words(text: str) -> list[str]:
    """The pieces between which a line may break: behind a blank and around every wide character."""
    pieces = [""]
    for c in text:
        wide = unicodedata.east_asian_width(c) in "WF"
        if wide or (pieces[-1] and (pieces[-1][-1] == " " or unicodedata.east_asian_width(pieces[-1][-1]) in "WF")):
            pieces.append(c)
        else:
            pieces[-1] += c
    return [piece for piece in pieces if piece]
