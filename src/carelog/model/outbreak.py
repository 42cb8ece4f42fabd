"""What spreads in a house: cases, the signals they make, outbreaks somebody declares, onsets somebody puts right."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from carelog.model.person import PRIVATE, Kind


class Urge(StrEnum):
    """What a cluster asks of the head nurse, from the mildest to the one that cannot wait."""

    SUSPECT = "suspect"
    DECLARE = "declare"
    NOTIFY = "notify"
    SWEEP = "sweep"
    REPORT = "report"


class OutbreakState(StrEnum):
    """What a named person has decided about an outbreak."""

    DECLARED = "declared"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Outbreak:
    """Entry kind `outbreak`: a named person has declared an outbreak, or closed it; it happened when they said so.

    `id` is the number people call it by, the same when it is closed; `syndrome` as the protocol calls it; `unit` '' is
    the whole house; `since` is the day of the first onset. Closed without ever having been declared: looked into, and
    it was none.
    """

    id: str
    state: OutbreakState
    syndrome: str
    unit: str
    since: date
    note: str = field(default="", metadata=PRIVATE)


@dataclass(frozen=True, slots=True)
class Onset:
    """Entry kind `onset`: a named person says when an illness really began.

    `illness` is any instant of that illness as the observations show it; `onset` takes the place of its first sign.
    """

    person: str
    illness: datetime
    onset: datetime
    note: str = field(default="", metadata=PRIVATE)


class Illness(NamedTuple):
    """One illness of one person: when it began, from when on it was a case, its last sign, what it began with.

    `why` are codes of symptoms and targets of swabs; `derived` is the onset as the observations show it, the same as
    `onset` unless somebody put it right; `confirmed`: a swab was positive.
    """

    onset: datetime
    derived: datetime
    known: datetime
    last: datetime
    why: tuple[str, ...]
    confirmed: bool


class Case(NamedTuple):
    """An illness of a person, and where they were when it began; unit '' where they belong to none."""

    person: str
    kind: Kind
    unit: str
    syndrome: str
    illness: Illness

    @property
    def onset(self) -> datetime:
        """When it began."""
        return self.illness.onset


class Signal(NamedTuple):
    """A cluster that stands: the window from-to, and in it one case for each person behind the count.

    `cluster` is its rule; `unit` '' the whole house.
    """

    cluster: str
    syndrome: str
    urge: Urge
    unit: str
    start: datetime
    end: datetime
    cases: tuple[Case, ...]
