"""A round being typed: what was opened, what is typed, where the cursor stands. Nothing here knows the time."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal, NamedTuple

from carelog.model.deeds import Why
from carelog.model.reading import NotMeasured, Quantity, Reading, Site
from carelog.station.rows import Sheet

SYMPTOMS: Final = "symptoms"
Field = Quantity | Literal["symptoms"]
"""Where on a row the cursor stands: at a quantity or at the question for symptoms."""

COMPLETE_SET = (
    Quantity.RESPIRATORY_RATE,
    Quantity.PULSE,
    Quantity.SYSTOLIC,
    Quantity.DIASTOLIC,
    Quantity.CONSCIOUSNESS,
)
"""What F2 opens for a row, in this order."""


class Doubt(NamedTuple):
    """Which values of a reading the sheet asks about; both lines included, in the reading's own unit.

    `jump`: more than so far from the last value within 24 h; `drop`: at least so far below it; `again`: from-to, both
    included, typed a second time because another quantity is more likely.
    """

    reading: Quantity
    scale: int | None = None
    below: int | None = None
    above: int | None = None
    jump: int | None = None
    drop: int | None = None
    again: tuple[int, int] | None = None


class Rules(NamedTuple):
    """What the sheet was opened with; it does not change while the sheet is open."""

    sheet: Sheet
    letters: dict[str, str]
    """letter -> symptom code"""
    listed: tuple[str, ...]
    """symptom codes in the order of the numbered list, the first is 01"""
    staff: dict[str, str]
    """staff code, small letters -> person id"""
    doubts: tuple[Doubt, ...] = ()
    theirs: "dict[int, Row]" = {}  # noqa: RUF012 - never written to
    """rows another nurse began and left, as they stood at opening; F12 goes on with one"""


class Ask(StrEnum):
    """What the field under the cursor waits for."""

    NOTHING = "nothing"
    PLUS = "plus"
    """an unlikely value stands there: `+` says it was read so"""
    AGAIN = "again"
    """SpO2 30 to 49 may be a temperature: it wants the same digits a second time"""


class Phase(StrEnum):
    """How far a row is."""

    OPEN = "open"
    DONE = "done"
    REOPENED = "reopened"
    """finished, and now being corrected"""


class Row(NamedTuple):
    """One person's line as far as it is typed in this sitting.

    `buffer` None means that nothing is being typed in the field; a field that has an answer then takes no digit.
    `letters` are symptom codes chosen but not yet closed with Enter. `repeat`: this round already holds something of
    this person. `past` is what this sitting has already stored of this person, oldest first.
    """

    field: Field
    buffer: str | None = None
    readings: tuple[Reading, ...] = ()
    symptoms: tuple[str, ...] | None = None
    not_asked: NotMeasured | None = None
    answered: bool = False
    letters: tuple[str, ...] = ()
    ask: Ask = Ask.NOTHING
    first: str = ""
    full: bool = False
    oxygen: bool = False
    asleep: bool = False
    site: Site | None = None
    fahrenheit: bool | None = None
    measured_by: str | None = None
    phase: Phase = Phase.OPEN
    why: Why | None = None
    repeat: bool = False
    past: tuple[Reading, ...] = ()


class Stop(NamedTuple):
    """Why the sheet takes no key now: the key it could not take, and the words for it.

    `dropped` counts the keys lost since, this one included.
    """

    key: str
    code: str
    dropped: int = 1


class Asked(StrEnum):
    """What the line under the sheet asks for; only Enter ends it, and nothing is applied before."""

    JUMP = "jump"
    LIST = "list"
    SITE = "site"
    MEASURED_BY = "measured_by"
    DEVICE = "device"
    WHY = "why"
    WHEN = "when"
    UNDO = "undo"


class Prompt(NamedTuple):
    """A question under the sheet and what is typed as its answer.

    `pick` is the line chosen with the arrows among those that match, -1 where none is; `all` widens a site to everybody
    from here on.
    """

    kind: Asked
    text: str = ""
    pick: int = -1
    everybody: bool = False


class State(NamedTuple):
    """The sheet: the cursor stands on a person (`at`, an index into the people as opened; one past them is the end).

    `work` is where the round goes on after a detour. `parked`: the cursor came by an arrow or Esc was pressed; Right
    or Space types here. `jumped`: it came by the name of the person, and goes back to the round from there.
    """

    rules: Rules
    at: int
    work: int
    rows: dict[int, Row]
    site: Site
    fahrenheit: bool = False
    device: str = ""
    measured_by: str | None = None
    parked: bool = False
    jumped: bool = False
    stop: Stop | None = None
    prompt: Prompt | None = None
    saved: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Keep:
    """A field is finished: save the draft; an alarming value becomes an entry at once."""

    at: int
    row: Row


@dataclass(frozen=True, slots=True)
class Finish:
    """The row is finished: it becomes an entry."""

    at: int
    row: Row


@dataclass(frozen=True, slots=True)
class Amend:
    """A finished row was changed: a correction, with the reason where one was given."""

    at: int
    row: Row


@dataclass(frozen=True, slots=True)
class Void:
    """What was last entered of this person was not this person's."""

    at: int
    why: Why


@dataclass(frozen=True, slots=True)
class Again:
    """Enter on a finished row: if it was not stored because somebody else was first, store it as a repeat."""

    at: int


@dataclass(frozen=True, slots=True)
class Drop:
    """Delete on a finished row: if it was not stored because somebody else was first, let it go."""

    at: int


@dataclass(frozen=True, slots=True)
class TakeOver:
    """Go on with the row that another nurse began and left."""

    at: int


@dataclass(frozen=True, slots=True)
class Undo:
    """Take back my last act."""


@dataclass(frozen=True, slots=True)
class FromPaper:
    """What was just typed so fast was measured at this local time, four digits."""

    hhmm: str


@dataclass(frozen=True, slots=True)
class Close:
    """Leave the sheet; drafts stay."""


@dataclass(frozen=True, slots=True)
class Bell:
    """Ring once."""


Act = Keep | Finish | Amend | Void | Again | Drop | TakeOver | Undo | FromPaper | Close | Bell
Pressed = tuple[State, tuple[Act, ...]]
