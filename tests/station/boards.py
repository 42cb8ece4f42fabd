"""What the board tells of one person, and moving the home's clock to a time of its day."""

from datetime import datetime, timedelta

from carelog.clock import FixedClock
from carelog.model.person import Kind
from carelog.model.reading import NotMeasured, Quantity, Reading
from carelog.station.desk import Station
from carelog.station.rows import BoardRow, RoundState

from .conftest import SHANGHAI


def local(hour: int, minute: int = 0, days: int = 0) -> datetime:
    """A time on the home's clock, on the day it was founded or days after."""
    return datetime(2023, 1, 12, hour, minute, tzinfo=SHANGHAI) + timedelta(days=days)


def go(clock: FixedClock, at: datetime) -> None:
    clock.move(at - clock.now())


def row(station: Station, code: str, at: datetime | None = None, kind: Kind = Kind.RESIDENT) -> BoardRow:
    return next(r for r in station.board(kind, at).rows if r.person.code == code)


def state(station: Station, code: str, at: datetime | None = None) -> RoundState:
    return row(station, code, at).round.state


def missed(station: Station, code: str, at: datetime | None = None) -> int:
    """How many rounds the board says were missed, 0 where it says nothing of it."""
    return next((f.value or 0 for f in row(station, code, at).fired if f.rule == "D-02"), 0)


def reasons(why: NotMeasured) -> tuple[Reading, ...]:
    return Reading(Quantity.TEMPERATURE, None, why), Reading(Quantity.SPO2, None, why)
