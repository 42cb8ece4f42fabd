"""Daily duties in words, for the screen and for plain lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carelog.model.duties import Stand
from carelog.words import language, tr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from carelog.model.duties import Cell, Duty


def zone(code: str) -> str:
    """What a zone is called."""
    return code or tr("duty.house")


def duty(one: Duty) -> str:
    """What a duty is called."""
    return one.words[language()]


def stand(cell: Cell) -> str:
    """How far a duty is, in a word or two."""
    if cell.stand is Stand.PART:
        return tr("duty.stand_part", done=cell.done, times=cell.duty.times)
    return tr(f"duty.stand_{cell.stand}")


def undone(cells: Iterable[Cell]) -> str:
    """What was not done yesterday, one after the other; '' where all of it was."""
    said = [tr("duty.cell", zone=zone(c.zone), duty=duty(c.duty), stand=stand(c)) for c in cells]
    return tr("duty.yesterday", cells=tr("duty.comma").join(said)) if said else ""
