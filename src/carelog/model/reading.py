"""One measured value, or why there is none."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Quantity(StrEnum):
    """What was measured; the unit belongs to the name and is never converted later."""

    TEMPERATURE = "temperature"
    """tenths of a degree Celsius"""
    SPO2 = "spo2"
    """percent"""
    OXYGEN = "oxygen"
    """tenths of a litre a minute; 0 is room air"""
    RESPIRATORY_RATE = "respiratory_rate"
    """breaths a minute"""
    PULSE = "pulse"
    """beats a minute"""
    SYSTOLIC = "systolic"
    """mmHg"""
    DIASTOLIC = "diastolic"
    """mmHg"""
    CONSCIOUSNESS = "consciousness"
    """see Consciousness"""


class Consciousness(IntEnum):
    """ACVPU: Alert, new Confusion, responds to Voice, to Pain, Unresponsive."""

    A = 0
    C = 1
    V = 2
    P = 3
    U = 4


class Site(StrEnum):
    """Where a temperature was taken; sites are never converted into each other."""

    AXILLARY = "axillary"
    ORAL = "oral"
    TYMPANIC = "tympanic"
    RECTAL = "rectal"
    FOREHEAD = "forehead"
    UNKNOWN = "unknown"


class NotMeasured(StrEnum):
    """Why there is no value; it counts as seen, never as normal."""

    REFUSED = "refused"
    ASLEEP = "asleep"
    OUT = "out"
    HOSPITAL = "hospital"
    DEVICE_BROKEN = "device_broken"
    NO_READING = "no_reading"
    """the device works on others but not on this person: cold hands or shock, not a device fault"""
    UNWELL = "unwell"
    NO_TIME = "no_time"
    CARE_PLAN = "care_plan"


NOT_MEASURED_KEYS: dict[str, NotMeasured] = {str(i): reason for i, reason in enumerate(NotMeasured, start=1)}
"""The digit after `-` on the sheet, 1 refused to 9 care plan."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One value of one quantity, or the reason it is missing.

    Exactly one of `value` and `not_measured` is set; OXYGEN alone may have neither: on oxygen, flow not read.
    `confirmed` is the `+` of a person who read an unlikely value twice; `asleep` says the person slept meanwhile.
    """

    quantity: Quantity
    value: int | None
    not_measured: NotMeasured | None = None
    site: Site | None = None
    confirmed: bool = False
    asleep: bool = False
    device: str = ""
    typed: str = ""

    def __hash__(self) -> int:
        """Readings differ in these three, and are looked up by the hundred thousand."""
        return hash((self.quantity, self.value, self.site))

    def __post_init__(self) -> None:
        """Refuse a reading that says nothing or two things."""
        if self.value is not None and self.not_measured is not None:
            raise ValueError("value_and_reason")
        if self.value is None and self.not_measured is None and self.quantity is not Quantity.OXYGEN:
            raise ValueError("neither_value_nor_reason")


HARD: dict[Quantity, tuple[int, int]] = {
    Quantity.TEMPERATURE: (250, 450),
    Quantity.SPO2: (30, 100),
    Quantity.OXYGEN: (0, 150),
    Quantity.RESPIRATORY_RATE: (1, 80),
    Quantity.PULSE: (10, 300),
    Quantity.SYSTOLIC: (40, 300),
    Quantity.DIASTOLIC: (20, 200),
    Quantity.CONSCIOUSNESS: (0, 4),
}
"""Lowest and highest value that can be a reading at all, both included (our proposal; a doctor signs it): the
impossible is refused, the unlikely is asked about; a dying person's true value must be recordable."""


def possible(quantity: Quantity, value: int) -> bool:
    """Whether a value can be a reading of a living person at all."""
    low, high = HARD[quantity]
    return low <= value <= high
