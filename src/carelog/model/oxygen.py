"""Oxygen that somebody is given, and where it comes from, each the body of an entry."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from carelog.model.person import PRIVATE


class TherapyStep(StrEnum):
    """What was done about somebody's oxygen."""

    STARTED = "started"
    CHANGED = "changed"
    STOPPED = "stopped"


class OxygenDevice(StrEnum):
    """Through what it is breathed."""

    NASAL_CANNULA = "nasal_cannula"
    SIMPLE_MASK = "simple_mask"
    VENTURI_24 = "venturi_24"
    VENTURI_28 = "venturi_28"
    RESERVOIR = "reservoir"
    OTHER = "other"


class SourceKind(StrEnum):
    """Where oxygen comes from."""

    CONCENTRATOR = "concentrator"
    CYLINDER = "cylinder"


class SourceState(StrEnum):
    """Whether a source may be drawn from."""

    IN_USE = "in_use"
    EMPTY = "empty"
    OUT = "out"
    """broken, lent or sent away to be filled"""


@dataclass(frozen=True, slots=True)
class Therapy:
    """Entry kind `therapy`: somebody's oxygen was started, changed or stopped; the flow in tenths of a litre a minute.

    `source` is the code of a source, '' where nobody said; `ordered_by` is the doctor, '' without an order. The target
    (percent) and `until`, the last day of the order, are as ordered. `note` is private.
    """

    person: str
    step: TherapyStep
    device: OxygenDevice
    flow_tenths: int
    source: str = ""
    ordered_by: str = ""
    target_low: int | None = None
    target_high: int | None = None
    until: date | None = None
    note: str = field(default="", metadata=PRIVATE)


@dataclass(frozen=True, slots=True)
class SourceSet:
    """Entry kind `source`: from now on a source, known by the code on its label, is this and stands like this.

    `max_flow_tenths` of a litre a minute is the most it gives, `water_tenths` of a litre a cylinder's water capacity,
    None where nobody said; `reserve_kpa` is left in a cylinder. `place` is where it stands.
    """

    code: str
    kind: SourceKind
    state: SourceState
    max_flow_tenths: int | None = None
    water_tenths: int | None = None
    reserve_kpa: int = 0
    place: str = ""
    note: str = field(default="", metadata=PRIVATE)


@dataclass(frozen=True, slots=True)
class GaugeRead:
    """Entry kind `gauge`: the gauge of a cylinder showed so many kilopascals (1 bar is 100, 1 MPa is 1000)."""

    source: str
    kpa: int
