"""A painted line before it has colours: pieces of text, each with the name of its style."""

from collections.abc import Sequence

from rich.cells import cell_len, chop_cells

from carelog.model.text import clean
from carelog.words import tr

Span = tuple[str, str]
"""text and style name (see `theme`)"""
Line = tuple[Span, ...]

_STEADY = str.maketrans(
    {"·": "･", "…": "~", "—": "-", "–": "-"}
    | {"°": "", "℃": "C"}
    | {"≥": ">=", "≤": "<=", "±": "+-", "×": "x", "→": "->"}
    | dict.fromkeys("“”", '"')
    | dict.fromkeys("‘’", "'")
)
"""Glyphs in names and sentences that some Chinese terminals draw two cells wide, and what stands for them."""


def steady(text: str) -> str:
    """The text without the usual glyphs of doubtful width."""
    return text if text.isascii() else text.translate(_STEADY)


def shown(text: str) -> str:
    """Text that people typed, safe in a cell: no control or direction marks, no dot of doubtful width."""
    return steady(clean(text))


def cut(text: str, cells: int) -> str:
    """The text in at most so many cells; `~` stands where something was left out."""
    if cell_len(text) <= cells:
        return text
    if cells <= 0:
        return ""
    return (chop_cells(text, cells - 1)[0] if cells > 1 else "") + "~"


def pad(text: str, cells: int, *, right: bool = False) -> str:
    """The text in exactly so many cells, by the width of what is seen and not by the number of letters."""
    kept = cut(text, cells)
    blank = " " * (cells - cell_len(kept))
    return blank + kept if right else kept + blank


def width(line: Line) -> int:
    """How many cells a line takes."""
    return sum(cell_len(steady(text)) for text, _ in line)


def fitted(line: Line, cells: int) -> Line:
    """The line in exactly so many cells: cut or filled with blanks."""
    out: list[Span] = []
    left = cells
    for told, style in line:
        text = steady(told)
        kept = cut(text, left)
        if kept:
            out.append((kept, style))
            left -= cell_len(kept)
        if kept != text:
            break
    return (*out, (" " * left, "text")) if left else tuple(out)


def joined(line: Line) -> Line:
    """The same line with neighbours of one style as one piece, so that fewer bytes go to the terminal."""
    out: list[Span] = []
    for text, style in line:
        if out and out[-1][1] == style:
            out[-1] = (out[-1][0] + text, style)
        else:
            out.append((text, style))
    return tuple(out)


def some(words: list[str], cells: int, gap: str = " ") -> str:
    """As many whole words as fit, then `+n` for those that do not; a first word that is too long is cut."""
    for kept in range(len(words), 0, -1):
        rest = len(words) - kept
        text = gap.join(words[:kept]) + (f"+{rest}" if rest else "")
        if cell_len(text) <= cells:
            return text
    return cut(words[0], cells) if words else ""


def listed(*words: str) -> str:
    """Words one after another, with the comma of the language; empty ones left out."""
    return tr("ui.comma").join(word for word in words if word)


def packed(parts: Sequence[Line], cells: int, gap: int = 2) -> list[Line]:
    """Parts side by side, as many lines as they need; none is torn."""
    lines: list[Line] = []
    for part in parts:
        if lines and width(lines[-1]) + gap + width(part) <= cells:
            lines[-1] = (*lines[-1], *(((" " * gap, "text"),) if gap else ()), *part)
        else:
            lines.append(part)
    return lines


def wrapped(text: str, cells: int, style: str = "text", first: str = "", later: str = "") -> list[Line]:
    """A paragraph in lines of at most so many cells, broken at blanks where there are any, else between letters."""
    lines: list[Line] = []
    start, now = first, ""
    for word in _words(steady(text)):
        if now and cell_len(start + now + word.rstrip()) > cells:
            lines.append(((start + now.rstrip(), style),))
            start, now = later, ""
        now += word
    return [*lines, ((start + now.rstrip(), style),)] if now or not lines else lines


def _words(text: str) -> list[str]:
    """Where a line may be broken: after a blank and after every wide letter, but not before what closes a sentence."""
    out: list[str] = [""]
    for n, letter in enumerate(text):
        out[-1] += letter
        if (letter == " " or cell_len(letter) > 1) and text[n + 1 : n + 2] not in _CLOSING and letter not in _OPENING:
            out.append("")
    return [word for word in out if word]


_CLOSING = frozenset("，。、；：！？）》”")
_OPENING = frozenset("（《“")
