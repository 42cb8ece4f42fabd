"""What was found of one person at one time."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from carelog.model.reading import NotMeasured, Quantity, Reading
from carelog.model.round import RoundKey


class Way(StrEnum):
    """How a value came in."""

    SHEET = "sheet"
    PAPER = "paper"
    """caught up from paper: happened before it was typed"""
    COMMAND = "command"
    IMPORT = "import"
    DEMO = "demo"


@dataclass(frozen=True, slots=True)
class Observed:
    """Part of an observation: entry kind `observed`. All parts of one observation share the entry's `act`.

    `symptoms`: None = not asked (or not yet), () = asked and none, else codes; `not_asked` says why they were not.
    `measured_by` is the person id of who measured, where it is not who recorded.
    """

    person: str
    round: RoundKey | None
    readings: tuple[Reading, ...]
    symptoms: tuple[str, ...] | None = None
    not_asked: NotMeasured | None = None
    measured_by: str | None = None
    way: Way = Way.SHEET


class Seen(NamedTuple):
    """A part as it stands now: corrected values in place, undone and voided parts gone. This is what rules fold."""

    entry: str
    act: str
    tick: int
    happened_at: datetime
    recorded_at: datetime
    recorded_by: str
    observed: Observed


class Observation(NamedTuple):
    """All parts of one act, merged: what one row of the sheet or the CSV shows.

    `readings` keeps every reading in the order of time (repeats too); `symptoms` is the last answer, None = not asked.
    """

    act: str
    person: str
    happened_at: datetime
    recorded_at: datetime
    recorded_by: str
    round: RoundKey | None
    readings: tuple[Reading, ...]
    symptoms: tuple[str, ...] | None
    not_asked: NotMeasured | None
    measured_by: str | None
    way: Way
    entry: str
    """id of the last part"""

    def last(self, quantity: Quantity) -> Reading | None:
        """The newest reading of a quantity, or None; a value stands before a reason given earlier or later."""
        mine = [r for r in self.readings if r.quantity is quantity]
        valued = [r for r in mine if r.not_measured is None]
        return next(reversed(valued or mine), None)

    def sees(self) -> bool:
        """Whether somebody was looked at: what says only how much oxygen is given is no check of the person."""
        asked = self.symptoms is not None or self.not_asked is not None
        return asked or not self.readings or any(r.quantity is not Quantity.OXYGEN for r in self.readings)


class TrendPoint(NamedTuple):
    """A deciding value of one observation, for trends; None where it lacks one."""

    happened_at: datetime
    temperature_tenths_c: int | None
    spo2_percent: int | None


def merged(parts: list[Seen]) -> Observation:
    """Put the parts of one act (at least one, in order of time) together."""
    first, last = parts[0], parts[-1]
    asked = [p.observed for p in parts if p.observed.symptoms is not None]
    unasked = [p.observed.not_asked for p in parts if p.observed.not_asked is not None]
    return Observation(
        act=first.act,
        person=first.observed.person,
        happened_at=first.happened_at,
        recorded_at=last.recorded_at,
        recorded_by=last.recorded_by,
        round=first.observed.round,
        readings=tuple(r for p in parts for r in p.observed.readings),
        symptoms=asked[-1].symptoms if asked else None,
        not_asked=None if asked or not unasked else unasked[-1],
        measured_by=next((p.observed.measured_by for p in reversed(parts) if p.observed.measured_by), None),
        way=first.observed.way,
        entry=last.entry,
    )
