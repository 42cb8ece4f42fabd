"""Vaccinations one by one: what was given, refused, or is to come."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Against(StrEnum):
    """What a vaccine is given against."""

    COVID = "covid"
    INFLUENZA = "influenza"
    PNEUMOCOCCUS = "pneumococcus"
    RSV = "rsv"
    ZOSTER = "zoster"
    HEPATITIS_B = "hepatitis_b"
    OTHER = "other"


class Dose(StrEnum):
    """What a line of the vaccination card says."""

    GIVEN = "given"
    DECLINED = "declined"
    DUE = "due"
    """the next one, as a doctor or a nurse has written the date"""


@dataclass(frozen=True, slots=True)
class Vaccine:
    """One line of a vaccination card: against what, given, declined or due, which dose, when, which product.

    `on` is the day it was given, declined, or falls due; None where the card does not say. `number` counts from 1.
    """

    against: Against
    dose: Dose
    on: date | None = None
    number: int | None = None
    product: str = ""
