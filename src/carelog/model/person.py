"""Everyone who is checked."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from carelog.model.reading import Site
from carelog.model.vaccine import Vaccine


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
    FAMILY = "family"


class Leaving(StrEnum):
    """Why somebody who has left is not coming back."""

    DISCHARGED = "discharged"
    DIED = "died"


class Role(StrEnum):
    """What somebody of the staff does in the house."""

    NURSE = "nurse"
    CARER = "carer"
    DOCTOR = "doctor"
    THERAPIST = "therapist"
    KITCHEN = "kitchen"
    CLEANING = "cleaning"
    GUARD = "guard"
    OFFICE = "office"
    OTHER = "other"


class Decision(StrEnum):
    """Where the experts have decided that somebody at high risk is to be treated."""

    HERE = "here"
    HOSPITAL = "hospital"
    TERTIARY = "tertiary"


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


class Disease(StrEnum):
    """Underlying disease as the colour class asks for it."""

    NONE = "none"
    STABLE = "stable"
    UNSTABLE = "unstable"


class Vaccination(StrEnum):
    """How far a person is vaccinated, as the colour class asks for it."""

    NONE = "none"
    INCOMPLETE = "incomplete"
    COMPLETE = "complete"


class Colour(StrEnum):
    """The class of risk, from low to high."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


PRIVATE = {"private": True}
"""Marks a field whose text stands only in the private table; the body holds its salted hash."""


@dataclass(frozen=True, slots=True)
class Person:
    """One person as last written down: entry kind `person`, always the whole after-image.

    `id` is a UUID and never shown; `code` is what JSON, CSV and labels show, unique among those present.
    `oxygen_tenths_l_min` and the target range (percent) are the oxygen order on file; None where there is none;
    `oxygen_until` is its last day, None where nobody told one.
    `spo2_scale` 2 counts only with the clinician who decided it and the date. A target range counts on air, in place of
    the usual lines, only where a clinician signed it, up to and including its last date. `colour` is a class a nurse
    has raised to; it never lowers. `usual_news2` and the `normal_…` values are a clinician's own figures in place of
    computed ones, up to and including their last date. `round_last`: isolated and positive people come last.
    `left` says why somebody has left (None: not said). `contacts` (who, telephone) and `doctor` are as written; `role`,
    `zone`, `shift` and `phone` are of staff. `plan_decision` is the experts', with who made it and the day.
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
    scale_by: str = ""
    scale_on: date | None = None
    target_by: str = ""
    target_until: date | None = None
    disease: Disease | None = None
    vaccination: Vaccination | None = None
    colour: Colour | None = None
    colour_why: str = field(default="", metadata=PRIVATE)
    usual_news2: int | None = None
    normal_temperature_tenths_c: int | None = None
    normal_temperature_site: Site | None = None
    normal_spo2_percent: int | None = None
    normals_by: str = ""
    normals_until: date | None = None
    takes_antipyretic: bool = False
    """regularly: a fever may be masked"""
    left: Leaving | None = None
    admitted_on: date | None = None
    allergies: tuple[str, ...] = ()
    vaccines: tuple[Vaccine, ...] = ()
    contacts: str = field(default="", metadata=PRIVATE)
    doctor: str = field(default="", metadata=PRIVATE)
    role: Role | None = None
    zone: str = ""
    shift: str = ""
    phone: str = field(default="", metadata=PRIVATE)
    plan_decision: Decision | None = None
    plan_by: str = ""
    plan_on: date | None = None
    oxygen_until: date | None = None

    def scale(self) -> int:
        """The SpO2 scale to judge on: 2 only where a clinician's decision with its date is on file."""
        return 2 if self.spo2_scale == 2 and self.scale_by and self.scale_on else 1  # noqa: PLR2004 - NEWS2's scales


@dataclass(frozen=True, slots=True)
class Moved:
    """Entry kind `presence`: a person went to hospital, to the family, out, came back, or left for good.

    `until` is when they are expected; `left` says whether they were discharged or died; `note` is private: where to.
    """

    person: str
    presence: Presence
    until: date | None = None
    left: Leaving | None = None
    note: str = field(default="", metadata=PRIVATE)
