"""Daily duties as a grid: a line a zone, a column a duty, and below it the cell one stands on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from carelog.model.duties import Stand
from carelog.report import duties as said
from carelog.ui.line import Line, cut, pad, shown, wrapped
from carelog.words import tr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from carelog.model.duties import Cell, Duty

_ZONE = 12
_MOST = 24
_STYLES = {Stand.OPEN: "text", Stand.PART: "watch", Stand.DONE: "none", Stand.NOT_DONE: "review"}
_MARKS = {Stand.OPEN: "..", Stand.PART: "..", Stand.DONE: "ok", Stand.NOT_DONE: "--"}


class Place(NamedTuple):
    """Where the cursor stands: a zone and a duty by its code."""

    zone: str
    duty: str


def places(cells: Sequence[Cell]) -> list[Place]:
    """Every cell in the order in which one walks."""
    return [Place(cell.zone, cell.duty.code) for cell in cells]


def moved(cells: Sequence[Cell], place: Place, down: int, aside: int) -> Place:
    """The cell below, above or beside, as far as there is one; in another zone the same duty, else its first."""
    zones = list(dict.fromkeys(cell.zone for cell in cells))
    if not zones or place not in places(cells):
        return places(cells)[0] if zones else place
    zone = zones[min(max(zones.index(place.zone) + down, 0), len(zones) - 1)]
    mine = [cell.duty.code for cell in cells if cell.zone == zone]
    at = mine.index(place.duty) if place.duty in mine else 0
    return Place(zone, mine[min(max(at + aside, 0), len(mine) - 1)])


def grid(cells: Sequence[Cell], place: Place, width: int) -> list[Line]:
    """The duties of a day; every cell says in words how far it is."""
    duties = list({cell.duty.code: cell.duty for cell in cells}.values())
    if not duties:
        return [((f" {tr('duty.silent')}", "dim"),)]
    wide = min(_MOST, max(6, (width - _ZONE - 2) // len(duties)))
    found = {Place(cell.zone, cell.duty.code): cell for cell in cells}
    zones = list(dict.fromkeys(cell.zone for cell in cells))
    lines: list[Line] = _heading(duties, wide)
    for zone in zones:
        first = (f" {pad(shown(said.zone(zone)), _ZONE)} ", "head" if zone == place.zone else "text")
        lines.append((first, *(_cell(found.get(Place(zone, d.code)), place, wide) for d in duties)))
    return lines


def _heading(duties: Sequence[Duty], wide: int) -> list[Line]:
    """The duties' names over their columns, in as many lines as the longest needs."""
    names = [wrapped(shown(said.duty(duty)), wide - 1) for duty in duties]
    tall = max(len(name) for name in names)
    lines: list[Line] = []
    for n in range(tall):
        cols = "".join(pad("".join(t for t, _ in name[n]) if n < len(name) else "", wide) for name in names)
        head = tr("duty.zone") if n == tall - 1 else ""
        lines.append(((f" {pad(head, _ZONE)} {cols}", "dim"),))
    return lines


def _cell(cell: Cell | None, place: Place, wide: int) -> tuple[str, str]:
    if cell is None:
        return (" " * wide, "text")
    here = place == Place(cell.zone, cell.duty.code)
    text = f"{_MARKS[cell.stand]} {said.stand(cell)}"
    style = "input" if here else _STYLES[cell.stand]
    return (pad(f"[{cut(text, wide - 3)}]" if here else f" {cut(text, wide - 2)}", wide), style)


def below(cell: Cell | None, by: str, at: datetime | None, cells: int) -> list[Line]:
    """All about the cell one stands on: the whole name, how often, who and when, and where the duty comes from."""
    if cell is None:
        return []
    facts = [tr("duty.times", done=cell.done, times=cell.duty.times)]
    facts += [tr(f"duty.why_{cell.why}")] if cell.why else []
    facts += [tr("duty.by", by=shown(by), at=f"{at:%m-%d %H:%M}")] if at else []
    source = f" {shown(cell.duty.source)} [{cell.duty.evidence}]"
    zone, duty = shown(said.zone(cell.zone)), shown(said.duty(cell.duty))
    line = tr("duty.line", zone=zone, duty=duty, stand=tr("duty.comma").join(facts))
    return [((cut(f" {line}", cells), "text"),), ((cut(source, cells), "dim"),)]
