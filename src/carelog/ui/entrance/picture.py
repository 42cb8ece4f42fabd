"""The verdict over the whole screen: a filled frame stops, an empty one lets in; the words say what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from carelog.model.entrance import Bar
from carelog.ui.entrance.glyphs import PASS, STOP, drawn
from carelog.ui.line import Line, cut, shown, wrapped
from carelog.words import language, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from carelog.station.entrance.door import Verdict

_SIDE = 4
"""Cells of a filled frame at each side; a line above and below."""
_GAP = 3
_AIR = 8
"""Cells that the sign leaves free, so that it does not touch the frame."""


def words(verdict: Verdict, local: Callable[[datetime], datetime], back: str = "") -> list[str]:
    """What to do, one sentence each, the most pressing first."""
    if verdict.passed:
        return [tr("door.pass_said")]
    # who goes home for a test measures again there, not outside the door
    told = [bar for bar in verdict.bars if not (bar is Bar.AGAIN and Bar.TEST in verdict.bars)]
    said = [_of(bar, verdict, local) for bar in told]
    return [*said, back] if back else said


def _of(bar: Bar, verdict: Verdict, local: Callable[[datetime], datetime]) -> str:
    if bar is Bar.AGAIN and verdict.again_at:
        return tr("door.again_at", time=f"{local(verdict.again_at):%H:%M}")
    return tr(f"door.bar_{bar}")


def picture(verdict: Verdict, said: Sequence[str], cells: int, lines: int) -> list[Line]:
    """So many lines of so many cells: the frame, the sign as large as it may be, the word, who, and what to do."""
    inner = cells - 2 * _SIDE - 2
    style = "none" if verdict.passed else "urgent"
    told = _told(verdict, said, inner)
    room = lines - 2 - len(told) - 1
    sign = drawn((PASS if verdict.passed else STOP)[language()], inner - _AIR, max(0, room))
    body = [*(_middle(line, inner) for line in sign), " " * inner, *told]
    above = max(0, (lines - 2 - len(body)) // 2)
    body = [" " * inner] * above + body
    body += [" " * inner] * (lines - 2 - len(body))
    return _framed(body[: lines - 2], style, stop=not verdict.passed)


def _told(verdict: Verdict, said: Sequence[str], inner: int) -> list[str]:
    word = tr("door.pass" if verdict.passed else "door.stop")
    repeated = (" " * _GAP).join([word] * max(1, inner // (cell_len(word) + _GAP) // 2))
    who = f"{shown(verdict.person.code)}  {shown(verdict.person.name)}"
    rows = [repeated, who]
    for sentence in said:
        rows += ["".join(text for text, _ in line) for line in wrapped(shown(sentence), inner)]
    rows.append(tr("door.any_key"))
    return [_middle(row, inner) for row in rows]


def _middle(text: str, cells: int) -> str:
    kept = cut(text, cells)
    left = (cells - cell_len(kept)) // 2
    return " " * left + kept + " " * (cells - left - cell_len(kept))


def _framed(body: Sequence[str], style: str, *, stop: bool) -> list[Line]:
    cells = cell_len(body[0]) + 2 * _SIDE + 2
    edge = "#" * cells if stop else "+" + "-" * (cells - 2) + "+"
    side = "#" * _SIDE if stop else "|" + " " * (_SIDE - 1)
    other = side if stop else side[::-1]
    rows: list[Line] = [((side, style), (f" {line} ", "head"), (other, style)) for line in body]
    return [((edge, style),), *rows, ((edge, style),)]
