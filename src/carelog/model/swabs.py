"""Swabs for the whole house: how often whom, what was taken and what is still out, each the body of an entry."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from carelog.model.deeds import Method, Result
from carelog.model.person import PRIVATE


class Regime(StrEnum):
    """How the house is run, as the authority has called it; testing follows it."""

    OFF = "off"
    WAVE = "wave"
    CLOSED = "closed"


class Target(StrEnum):
    """What a swab looks for; a multiplex for all of these, any other for the first."""

    SARS_COV_2 = "sars_cov_2"
    INFLUENZA_A = "influenza_a"
    INFLUENZA_B = "influenza_b"
    RSV = "rsv"
    NOROVIRUS = "norovirus"


def targets_of(method: Method) -> tuple[str, ...]:
    """What a swab by a method looks for where nobody says otherwise."""
    return tuple(Target) if method is Method.MULTIPLEX else (Target.SARS_COV_2.value,)


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


class Finding(NamedTuple):
    """What a swab showed of one target; Ct in tenths of a cycle."""

    target: str
    result: Result
    ct_tenths: int | None = None


class Label(NamedTuple):
    """The numbers on the kit and on the tube, '' where there are none."""

    lot: str = ""
    pool: str = ""
    tube: str = ""


class Pending(NamedTuple):
    """A sample whose result is not back: its entry, of whom, when taken, by which method, for what, its numbers."""

    entry: str
    person: str
    taken_at: datetime
    method: Method
    targets: tuple[str, ...]
    label: Label


class Missed(NamedTuple):
    """Somebody who was due and was not swabbed: when that was said, and why."""

    entry: str
    person: str
    at: datetime
    why: NotTaken


class Isolated(NamedTuple):
    """How somebody's isolation stands: day `day` of `of`, since the first positive (`entry`), and what would end it.

    `negatives` of `wanted` are there, each so many hours apart; `afebrile` None: nothing says that there was no fever.
    `may_end`: all of it is there, and a named person may end it.
    """

    entry: str
    since: datetime
    targets: tuple[str, ...]
    day: int
    of: int
    negatives: int
    wanted: int
    apart_hours: int
    afebrile: bool | None
    afebrile_hours: int
    may_end: bool


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
