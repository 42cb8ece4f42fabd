"""Swabs for the whole house: how often whom, what was taken and what is still out, each the body of an entry."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from carelog.model.deeds import Method
from carelog.model.person import PRIVATE


class Regime(StrEnum):
    """How the house is run, as the authority has called it; testing follows it."""

    OFF = "off"
    WAVE = "wave"
    CLOSED = "closed"


class NotTaken(StrEnum):
    """Why no swab was taken today; the person stays due."""

    REFUSED = "refused"
    ASLEEP = "asleep"
    OUT = "out"
    HOSPITAL = "hospital"
    NO_KIT = "no_kit"
    UNWELL = "unwell"
    NO_TIME = "no_time"


class Exempt(StrEnum):
    """Why somebody is left out of the weekly plan."""

    RECENT_INFECTION = "recent_infection"
    REFUSAL = "refusal"
    PALLIATIVE = "palliative"
    OTHER = "other"
    ENDED = "ended"
    """an exemption taken back: the person is in the plan again"""


@dataclass(frozen=True, slots=True)
class RegimeSet:
    """Entry kind `regime`: from when it happened on, the house is run so."""

    regime: Regime
    note: str = field(default="", metadata=PRIVATE)


@dataclass(frozen=True, slots=True)
class Exempted:
    """Entry kind `exempted`: left out of the weekly plan up to and including a date; None = until taken back.

    The newest one of a person holds. It never spares a test for symptoms or contact.
    """

    person: str
    why: Exempt
    until: date | None = None
    note: str = field(default="", metadata=PRIVATE)


@dataclass(frozen=True, slots=True)
class Exposed:
    """Entry kind `exposed`: was in contact with a case (same room, table or shift) when it happened.

    `to` is the person id of the case, '' where that is nobody of the house.
    """

    person: str
    to: str = ""
    note: str = field(default="", metadata=PRIVATE)


@dataclass(frozen=True, slots=True)
class SampleTaken:
    """Entry kind `sample`: a swab is on its way to the laboratory, pending until a result names this entry.

    `targets` are what is looked for; `pool` and `tube` are the numbers on the tube, `lot` that of the kit.
    """

    person: str
    method: Method
    targets: tuple[str, ...]
    pool: str = ""
    tube: str = ""
    lot: str = ""
    note: str = field(default="", metadata=PRIVATE)


@dataclass(frozen=True, slots=True)
class NotSwabbed:
    """Entry kind `not_swabbed`: was due and no swab was taken, with the reason; the person stays due."""

    person: str
    why: NotTaken
    note: str = field(default="", metadata=PRIVATE)


class DueSwab(NamedTuple):
    """A test that is to be done: of whom (person id), by whose plan, why, by which methods, and since which day.

    `group` is what the plan calls the person's group; `reason` a code (`weekly`, `daily`, `symptoms`, `contact_0`,
    `contact_3`, `contact_5`, `sweep`, `again`, `invalid`, `serial`, `admission`); `again` is a sample from which no
    result came back. `pending` says that a sample is out already.
    """

    person: str
    group: str
    reason: str
    methods: tuple[Method, ...]
    since: date
    overdue_days: int
    pending: bool = False


class DueCount(NamedTuple):
    """How a day's testing stands: people due that day, people late, people tested that day, samples still out."""

    due: int
    overdue: int
    done: int
    pending: int


class SwabDay(NamedTuple):
    """The testing of a day: how the house is run and since when (None: as its protocol says), who is due, how many."""

    day: date
    regime: Regime
    since: datetime | None
    due: tuple[DueSwab, ...]
    counted: DueCount
