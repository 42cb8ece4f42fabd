"""Everyone who is checked."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """Why a person is in the house."""

    RESIDENT = "resident"
    STAFF = "staff"
    VISITOR = "visitor"


class Presence(StrEnum):
    """Where a person is now; set once, holds until changed."""

    PRESENT = "present"
    HOSPITAL = "hospital"
    OUT = "out"
    LEFT = "left"


class Checks(StrEnum):
    """What the care plan allows to be measured."""

    ALL = "all"
    COMFORT = "comfort"
    NONE = "none"


class Ceiling(StrEnum):
    """How far treatment is to go (recorded wish or order)."""

    FULL = "full"
    NO_TRANSFER = "no_transfer"
    COMFORT = "comfort"


PRIVATE = {"private": True}
"""Marks a field whose text stands only in the private table; the body holds its salted hash."""


@dataclass(frozen=True, slots=True)
class Person:
    """One person as last written down: entry kind `person`, always the whole after-image.

    `id` is a UUID and never shown; `code` is what JSON, CSV and labels show, unique among those present.
    `oxygen_tenths_l_min` and the target range (percent) are the oxygen order on file; None where there is none.
    `spo2_scale` 2 is a clinician's recorded decision only. `round_last`: isolated and positive people come last.
    """

    id: str
    code: str
    kind: Kind
    name: str = field(metadata=PRIVATE)
    sex: str = ""
    birth_date: date | None = None
    unit: str = ""
    bed: str = ""
    initials: str = ""
    conditions: tuple[str, ...] = ()
    usual_symptoms: tuple[str, ...] = ()
    oxygen_tenths_l_min: int | None = None
    target_low_percent: int | None = None
    target_high_percent: int | None = None
    spo2_scale: int = 1
    ceiling: Ceiling = Ceiling.FULL
    checks: Checks = Checks.ALL
    checks_by: str = ""
    checks_until: date | None = None
    presence: Presence = Presence.PRESENT
    round_last: bool = False
