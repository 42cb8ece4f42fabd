"""What the oxygen desk shows: plain rows, already decided."""

from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from carelog.model.oxygen import OxygenDevice, SourceKind, SourceState
from carelog.model.person import Person
from carelog.model.severity import Severity


class Stand(StrEnum):
    """How somebody stands who needs oxygen."""

    WAITS = "waits"
    """a rule asks for oxygen, and none is given"""
    BELOW = "below"
    """on oxygen and below the target"""
    UNMEASURED = "unmeasured"
    """on oxygen, and nobody has measured since it was started or changed"""
    SERVED = "served"
    """on oxygen and at the target"""


class Order(StrEnum):
    """Whether an order for oxygen is on file."""

    ON_FILE = "on_file"
    NO_TARGET = "no_target"
    """a doctor is named, and no target range: the rules still ask for it"""
    MORE = "more"
    """more is given than what is ordered"""
    RANGE_ONLY = "range_only"
    """a target range, and nobody has ordered oxygen"""
    RANGE_RAN_OUT = "range_ran_out"
    """the range was signed until a day that has gone by"""
    RAN_OUT = "ran_out"
    NONE = "none"


class Held(NamedTuple):
    """The order oxygen rests on."""

    order: Order
    by: str
    """who ordered it, as told with the oxygen; '' where nobody said"""
    flow: int | None
    """what is ordered, in tenths of a litre a minute; None where no flow is"""


class Asked(NamedTuple):
    """What is to be given: flow in tenths of a litre a minute, device None as before; the order as it was told."""

    flow: int
    device: OxygenDevice | None = None
    source: str | None = None
    """None as before, '' not said"""
    ordered_by: str = ""
    target_low: int | None = None
    target_high: int | None = None
    until: date | None = None
    note: str = ""


class NeedRow(NamedTuple):
    """Somebody who needs oxygen, in the order of who comes first."""

    person: Person
    stand: Stand
    severity: Severity
    spo2: int | None
    """percent, the newest of the last days; None where there is none"""
    spo2_at: datetime | None
    target: int
    target_high: int | None
    """the highest SpO2 wanted, None where neither the order nor the scale says one"""
    since: datetime
    """since when oxygen is needed, by a rule or because it is breathed, without a break"""
    given_since: datetime | None
    """since when this course of oxygen runs, None where none is given"""
    begun: bool
    """whether somebody wrote down that it began then; else it may be longer"""
    flow: int | None
    """tenths of a litre a minute, 0 where none is given; None: given and not read"""
    device: OxygenDevice | None
    source: str
    """'' where nobody said"""
    held: Held


class Breathed(NamedTuple):
    """What somebody breathes, as known for an instant; what nobody told is None or ''."""

    flow: int | None
    """tenths of a litre a minute: 0 is room air, None a flow that was not read"""
    since: datetime
    """since when without a break"""
    begun: bool
    """whether somebody wrote down that it began then; else it may be longer"""
    device: OxygenDevice | None
    source: str
    target_low: int
    target_high: int | None
    """None where neither the order nor the scale says it"""
    held: Held
    until: date | None
    """the last day of the order"""
    spo2: tuple[datetime, int] | None
    """the newest on this flow, None where nothing was measured since"""


class SourceRow(NamedTuple):
    """A source as it stands now; what nobody told is None and never 0."""

    code: str
    kind: SourceKind
    state: SourceState
    place: str
    most: int | None
    """the highest flow it gives, in tenths of a litre a minute"""
    people: tuple[Person, ...]
    draw: int | None
    """what is drawn from it; None where a flow was not read"""
    kpa: int | None
    """what the gauge showed"""
    read_at: datetime | None
    litres: Fraction | None
    """what a cylinder still gives, by the gauge and what was drawn since"""
    empty_at: datetime | None
    """when that is drawn; None where nobody draws, it never ends, or it is not known"""


class Desk(NamedTuple):
    """Need against supply of the whole house."""

    at: datetime
    needs: tuple[NeedRow, ...]
    sources: tuple[SourceRow, ...]
    short_at: datetime | None
    """when the supply first falls short, at the latest; None never while there is power"""
    short_of: Person | None
    """who is left without first"""
    unknown: tuple[Person, ...]
    """whose source, flow or pressure nobody told: they are left out of that"""

    def count(self, *stands: Stand) -> int:
        """How many stand so."""
        return sum(row.stand in stands for row in self.needs)
