"""How many are off their own normal, as lines: the house, then each unit, fifteen days each."""

from carelog.report import trends
from carelog.station.trending import Trend, UnitTrend
from carelog.ui.line import Line, cut, shown, width, wrapped
from carelog.words import tr

_BAR = 24
"""Cells of the longest bar."""


def page(trend: Trend, cells: int) -> list[Line]:
    """The whole house first; each unit by name."""
    lines = wrapped(shown(trends.margins(trend)), cells - 2, "dim", " ", " ")
    for unit in (trend.house, *trend.units):
        lines += [(), *_unit(unit, cells)]
    return lines


def _unit(unit: UnitTrend, cells: int) -> list[Line]:
    name = shown(unit.unit) if unit.unit else tr("trend.house")
    lines: list[Line] = [((f" {cut(name, cells - 2)}", "head"),)]
    lines += wrapped(shown(trends.said(unit)), cells - 2, "text", " ", " ")
    left = trends.left_out(unit)
    lines += wrapped(shown(left), cells - 2, "dim", " ", " ") if left else []
    return lines + [_bar(bar, cells) for bar in trends.bars(unit, _BAR)]


def _bar(bar: trends.Bar, cells: int) -> Line:
    """A day's line; the bar is made of letters, so that it is read without colours and in every terminal."""
    mark = ">" if bar.today else " "
    first: Line = ((f" {mark}{bar.day} ", "head" if bar.today else "dim"), ("#" * bar.cells, "graph"))
    return (
        *first,
        (" " * (_BAR - bar.cells + 1), "text"),
        (cut(bar.numbers, cells - width(first) - _BAR + bar.cells - 1), "text"),
    )
