"""Clusters and outbreaks as lines: head, then all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carelog.report import outbreaks
from carelog.ui.line import Line, cut, shown, width, wrapped
from carelog.words import tr

if TYPE_CHECKING:
    from carelog.station.desk import Station
    from carelog.station.outbreak.view import OutbreakView


def head(view: OutbreakView, station: Station, cells: int) -> list[Line]:
    """What this is, of which home, when."""
    at, home = station.local(view.at), shown(station.facility.name)
    title: Line = ((f" {tr('outbreak.title')}", "head"), (f"  {at:%Y-%m-%d %H:%M}  ", "text"))
    return [(*title, (cut(home, max(0, cells - width(title))), "text"))]


def page(view: OutbreakView, station: Station, cells: int) -> list[Line]:
    """Every paragraph, wrapped; the later lines of one stand a little further in."""
    lines: list[Line] = []
    for part in outbreaks.page(view, station):
        first = " " * part.indent
        lines += wrapped(shown(part.text), cells - 1, part.style, first, f"{first}  ") if part.text else [()]
    return lines
