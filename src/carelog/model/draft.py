"""What is typed but not yet an entry."""

from datetime import datetime
from typing import NamedTuple

from carelog.model.observation import Way
from carelog.model.reading import NotMeasured, Reading
from carelog.model.round import RoundKey


class DraftRow(NamedTuple):
    """A row of the sheet as far as it is typed; `entry` is the id its next entry will get, `act` the observation's."""

    entry: str
    act: str
    person: str
    author: str
    """person id of who types"""
    round: RoundKey | None
    happened_at: datetime
    readings: tuple[Reading, ...]
    """those not stored yet"""
    symptoms: tuple[str, ...] | None
    not_asked: NotMeasured | None
    measured_by: str | None
    way: Way
