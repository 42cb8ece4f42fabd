"""The oxygen of the house as lines: need against supply, who comes first, then every source."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from carelog.model.oxygen import SourceState
from carelog.report import oxygen as said
from carelog.report.limits import limit_mark
from carelog.station.oxygen.rows import Stand
from carelog.ui.line import Line, packed, shown, wrapped
from carelog.words import tr

if TYPE_CHECKING:
    from carelog.model.person import Person
    from carelog.station.desk import Station
    from carelog.station.oxygen.rows import Desk, NeedRow, SourceRow

_STYLES = {Stand.WAITS: "urgent", Stand.BELOW: "urgent", Stand.UNMEASURED: "watch", Stand.SERVED: "text"}
_INDENT = "     "


class Painted(NamedTuple):
    """The page, and on which line each person begins."""

    lines: list[Line]
    places: list[int]


def heads(desk: Desk, station: Station, cells: int) -> list[Line]:
    """The name of the house, how many need it, and when the supply first falls short."""
    at = f"{station.local(desk.at):%Y-%m-%d %H:%M}"
    title: Line = ((f" {tr('oxygen.title')}", "head"), (f"  {shown(station.facility.name)}  {at}", "text"))
    now = desk.short_at is not None and desk.short_at <= desk.at
    style = "urgent" if now else "warn" if desk.short_at is not None or desk.unknown else "text"
    counted: Line = ((f" {said.counted(desk)}", "text"),)
    return [title, counted, *wrapped(shown(said.short(desk, station)), cells - 1, style, " ", " ")]


def page(desk: Desk, more: Person | None, station: Station, cursor: int, cells: int) -> Painted:
    """Who needs it, somebody `more` who was asked for and needs none, and the sources."""
    lines: list[Line] = []
    places = []
    for n, row in enumerate(desk.needs):
        places.append(len(lines))
        lines += _need(row, n, station, n == cursor, cells)
    if more is not None:
        places.append(len(lines))
        mark = ">" if cursor == len(desk.needs) else " "
        name: Line = ((f"{mark}   {shown(said.named(more))}  ", "text"),)
        lines += packed([name, _limit(more), ((tr("oxygen.not_asked"), "text"),)], cells, gap=0)
    lines += [] if places else [((f" {tr('oxygen.nobody')}", "text"),)]
    lines += [(), ((f" {tr('oxygen.sources')}", "head"),)]
    for one in desk.sources:
        text = shown(said.source(one, desk, station))
        lines += wrapped(text, cells - 1, _source_style(one), "   ", _INDENT)
    return Painted(lines if desk.sources else [*lines, ((f"   {tr('oxygen.no_sources')}", "dim"),)], places)


def _need(row: NeedRow, n: int, station: Station, here: bool, cells: int) -> list[Line]:
    mark = ">" if here else " "
    name: Line = ((f"{mark}{n + 1:>2} {shown(said.named(row.person))}  ", "head" if here else "text"),)
    first = packed([name, _limit(row.person), ((said.stand(row), _STYLES[row.stand]),)], cells, gap=0)
    return [*first, *wrapped(shown(said.facts(row, station)), cells - 1, "text", _INDENT, _INDENT)]


def _limit(person: Person) -> Line:
    """What the care plan limits, behind the name."""
    mark = limit_mark(person)
    return ((f"{mark}  ", "urgent"),) if mark else ()


def _source_style(row: SourceRow) -> str:
    return "text" if row.state is SourceState.IN_USE else "dim"
