"""Fourteen days of temperature and SpO2 on one time axis, each on its own scale; gaps stay gaps."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from carelog.ui.line import Line, pad
from carelog.words import tr

DAYS = 14
_DOT = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))
"""Braille dots of the left and the right column, topmost first."""
_LABEL = 6


class Scale(NamedTuple):
    """From which value to which a chart reaches, and how its labels are written."""

    low: int
    high: int
    tenths: bool = False

    def said(self, value: int) -> str:
        """A value as its label."""
        return f"{value / 10:.1f}" if self.tenths else str(value)


Point = tuple[datetime, int]


def scale_of(points: Sequence[Point], usual: Scale) -> Scale:
    """The usual scale, widened by whole steps until every value stands on it."""
    step = 10 if usual.tenths else 2
    low = min([usual.low, *(value // step * step for _, value in points)])
    high = max([usual.high, *(-(-value // step) * step for _, value in points)])
    return usual._replace(low=low, high=high)


TEMPERATURE = Scale(350, 390, tenths=True)
SPO2 = Scale(88, 100)


def dots(points: Sequence[Point], scale: Scale, first: datetime, cells: int, rows: int) -> list[str]:
    """The values as braille, a short stroke each, `rows` lines of `cells` cells; nothing joins them."""
    canvas = [[0] * cells for _ in range(rows)]
    tall, wide = rows * 4 - 1, cells * 2
    for at, value in points:
        x = int((at - first) / timedelta(days=DAYS) * wide)
        y = round((scale.high - value) * tall / (scale.high - scale.low))
        if 0 <= x < wide and 0 <= y <= tall:
            canvas[y // 4][x // 2] |= _DOT[0][y % 4] | _DOT[1][y % 4]
    return ["".join(chr(0x2800 + bits) if bits else " " for bits in row) for row in canvas]


def chart(points: Sequence[Point], usual: Scale, first: datetime, cells: int, rows: int) -> list[Line]:
    """One quantity: dots with the ends of the scale at the left."""
    scale = scale_of(points, usual)
    painted = dots(points, scale, first, cells - _LABEL, rows)
    labels = {0: scale.said(scale.high), rows - 1: scale.said(scale.low)}
    return [
        ((pad(labels.get(n, ""), _LABEL - 1, right=True) + "|", "dim"), (line, "graph"))
        for n, line in enumerate(painted)
    ]


_DATE = 6
"""Cells of a date and the blank behind it."""


def day_axis(last: date, cells: int) -> Line:
    """The days below the charts: as many dates as fit, each under the start of its day, the last one today."""
    wide = (cells - _LABEL) // DAYS
    every = -(-_DATE // wide)
    days = [last - timedelta(days=DAYS - 1 - n) for n in range(0, DAYS, every)]
    text = "".join(pad(f"{day:%m-%d}", wide * every) for day in days)
    return ((pad(" " * _LABEL + text, cells), "dim"),)


def span(points: Sequence[Point], usual: Scale, when: str) -> str:
    """The lowest and the highest value in words; `when` formats a time."""
    if not points:
        return tr("person.no_values")
    low, high = min(points, key=lambda p: p[1]), max(points, key=lambda p: p[1])
    return tr(
        "person.lowest_highest",
        low=usual.said(low[1]),
        low_at=low[0].strftime(when),
        high=usual.said(high[1]),
        high_at=high[0].strftime(when),
    )
