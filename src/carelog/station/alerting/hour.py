"""The shift clock: what is due within the next hour, read from the entries, soonest first."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from carelog.model.round import around
from carelog.station.rows import RoundState

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from carelog.model.person import Person
    from carelog.model.reading import Quantity
    from carelog.station.alerting.door import AlertRow
    from carelog.station.desk import Station
    from carelog.station.rows import Advice

HOUR = timedelta(hours=1)
"""How far the shift clock looks ahead."""


class Comes(StrEnum):
    """What comes within the hour."""

    ALERT = "alert"
    """an alert that somebody has seen comes back"""
    RECHECK = "recheck"
    ROUND_BEGINS = "round_begins"
    ROUND_ENDS = "round_ends"
    CYLINDER = "cylinder"
    """a cylinder of oxygen is drawn empty"""
    REMINDER = "reminder"
    """something is to be done at that time"""


class Due(NamedTuple):
    """Something that comes at a time: of whom, of which quantity, which round, cylinder or care, how many are left.

    Where it is of nobody: of which unit, '' the whole house.
    """

    at: datetime
    what: Comes
    person: Person | None = None
    quantity: Quantity | None = None
    code: str = ""
    left: int = 0
    unit: str = ""


def next_hour(
    station: Station, rows: Sequence[AlertRow], rechecks: Sequence[tuple[Person, Advice]], at: datetime
) -> tuple[Due, ...]:
    """What is due from an instant on for an hour, both ends included."""
    found = [Due(row.until, Comes.ALERT, row.person) for row in rows if row.until is not None]
    found += [Due(a.until, Comes.RECHECK, p, a.quantity) for p, a in rechecks if a.until is not None]
    found += [*_rounds(station, at), *_cylinders(station, at), *_reminders(station)]
    return tuple(sorted((due for due in found if at <= due.at <= at + HOUR), key=lambda due: (due.at, due.what)))


def _rounds(station: Station, at: datetime) -> Iterator[Due]:
    """The round that is on ends, with how many it still waits for; the next one begins."""
    now, ahead = around(at, station.light.slots, station.zone)
    if ahead is not None:
        yield Due(ahead.start, Comes.ROUND_BEGINS, code=ahead.key.slot)
    if now is not None and at < now.end <= at + HOUR:
        waits = (RoundState.DUE, RoundState.PARTIAL)
        left = sum(row.round.state in waits for row in station.board(station.cared_for(), at).rows)
        yield Due(now.end, Comes.ROUND_ENDS, code=now.key.slot, left=left)


def _cylinders(station: Station, at: datetime) -> Iterator[Due]:
    for source in station.oxygen.sources(at):
        if source.empty_at is not None:
            yield Due(source.empty_at, Comes.CYLINDER, code=source.code)


def _reminders(station: Station) -> Iterator[Due]:
    for row in station.care.open():
        if row.at is not None:
            yield Due(row.at, Comes.REMINDER, row.person, code=row.what, unit=row.unit)
