"""The daily duties of the house: which there are, and how far a day's are done."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from carelog.model.duties import HOUSE, Cell, Duty, DutyTold, Stand


def duty(row: Mapping[str, Any]) -> Duty:
    """A duty as the file has it."""
    return Duty(row["code"], row["words"], row["times"], row["per"] == "zone", row["source"], row["evidence"])


class Told(NamedTuple):
    """What somebody said of a duty, and when."""

    at: datetime
    by: str
    body: DutyTold


def zones(duties: Sequence[Duty], units: Sequence[str]) -> tuple[str, ...]:
    """The whole house first, then every unit, as far as there is a duty for them."""
    return tuple(zone for zone in (HOUSE, *units) if any(duty.belongs(zone) for duty in duties))


def day(duties: Sequence[Duty], units: Sequence[str], told: Iterable[Told], which: date) -> tuple[Cell, ...]:
    """Every duty of every zone on a day, zone by zone; told in the order of time."""
    mine: dict[tuple[str, str], list[Told]] = {}
    for one in told:
        if one.body.day == which:
            mine.setdefault((one.body.zone, one.body.duty), []).append(one)
    return tuple(
        _cell(zone, duty, mine.get((zone, duty.code), []))
        for zone in zones(duties, units)
        for duty in duties
        if duty.belongs(zone)
    )


def _cell(zone: str, duty: Duty, told: Sequence[Told]) -> Cell:
    done = sum(1 for one in told if one.body.not_done is None)
    refused = [one.body.not_done for one in told if one.body.not_done is not None]
    last = told[-1] if told else None
    if done >= duty.times:
        stand = Stand.DONE
    elif not told:
        stand = Stand.OPEN
    else:
        stand = Stand.NOT_DONE if done + len(refused) >= duty.times else Stand.PART
    why = refused[-1] if refused and stand is not Stand.DONE else None
    return Cell(
        zone,
        duty,
        stand,
        done,
        why,
        last.by if last else "",
        last.body.note if last else "",
        last.at if last else None,
    )


def undone(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    """What was not done, or not all of its times."""
    return tuple(cell for cell in cells if cell.stand is not Stand.DONE)
