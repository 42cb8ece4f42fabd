"""A list of swabs being typed: what was opened, what is typed, where the cursor stands. Nothing here knows the time."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from carelog.model.swabs import Label, NotTaken

if TYPE_CHECKING:
    from carelog.model.deeds import Method, Result
    from carelog.model.person import Person
    from carelog.model.swabs import DueSwab, Isolated, Pending

NO_LABEL = Label()
NOT_TAKEN_KEYS = {
    "1": NotTaken.REFUSED,
    "2": NotTaken.ASLEEP,
    "3": NotTaken.OUT,
    "4": NotTaken.HOSPITAL,
    "5": NotTaken.NO_KIT,
    "7": NotTaken.UNWELL,
    "8": NotTaken.NO_TIME,
}
"""`-` and a digit, the same digits as on the round sheet."""


class View(StrEnum):
    """Which list is shown; Tab goes on to the next."""

    DUE = "due"
    PENDING = "pending"
    POSITIVE = "positive"


class Row(NamedTuple):
    """One person's line as the list was opened; it does not change while it is open.

    `section`: between two lines of different sections the batch stops and is read back. `due`, `sample` and `isolated`
    are what the line of each list is about. `name` tells apart who shares a name.
    """

    person: Person
    name: str
    section: str = ""
    methods: tuple[Method, ...] = ()
    due: DueSwab | None = None
    sample: Pending | None = None
    isolated: Isolated | None = None


class Answer(NamedTuple):
    """What was entered of a line: a result, a sample that went out, or why no swab was taken."""

    method: Method
    targets: tuple[str, ...]
    result: Result | None = None
    positive: tuple[str, ...] = ()
    why: NotTaken | None = None
    label: Label = NO_LABEL


class Asked(StrEnum):
    """What the line under the list asks for; only Enter ends it, and nothing is applied before."""

    METHOD = "method"
    LOT = "lot"
    POOL = "pool"
    TUBE = "tube"
    JUMP = "jump"


class Prompt(NamedTuple):
    """A question and what is typed as its answer; `fresh`: the first letter takes the place of what is offered."""

    kind: Asked
    text: str = ""
    fresh: bool = False


class Stop(NamedTuple):
    """Why no key is taken now: the key that could not be, the words for it, how many were dropped with it."""

    key: str
    code: str
    dropped: int = 1


class Then(StrEnum):
    """What follows when the names have been read back."""

    ON = "on"
    LEAVE = "leave"
    SWITCH = "switch"


class Reading(NamedTuple):
    """What was entered is read back: these lines, a page at a time; then the cursor goes to line `to`."""

    lines: tuple[int, ...]
    to: int
    then: Then
    page: int = 0


class State(NamedTuple):
    """The list: the cursor stands on a person (`at`; one past the last is the end).

    The first `fits` rows are the batch in the order walked; those behind are looked at, and take `+` first. `order`:
    lines entered in this sitting, oldest first; `unread`: those not read back yet. `next`: pool and tube of the next
    sample, None until they were asked for. `sure`: `+` was typed on this line.
    """

    view: View
    rows: tuple[Row, ...]
    fits: int
    method: Method
    targets: tuple[str, ...]
    at: int = 0
    lot: str = ""
    answers: dict[int, Answer] = {}  # noqa: RUF012 - never written to
    order: tuple[int, ...] = ()
    unread: tuple[int, ...] = ()
    buffer: str = ""
    sure: bool = False
    parked: bool = False
    next: Label | None = None
    stop: Stop | None = None
    prompt: Prompt | None = None
    reading: Reading | None = None
    whole: bool = False
    """everything entered was read back to the end"""


@dataclass(frozen=True, slots=True)
class Store:
    """A line is answered: it becomes an entry at once."""

    at: int
    answer: Answer


@dataclass(frozen=True, slots=True)
class TakeBack:
    """What was entered of a line is taken back, by an entry."""

    at: int


@dataclass(frozen=True, slots=True)
class Show:
    """Open another list."""

    view: View


@dataclass(frozen=True, slots=True)
class Close:
    """Leave."""


@dataclass(frozen=True, slots=True)
class Bell:
    """Ring once."""


Act = Store | TakeBack | Show | Close | Bell
Pressed = tuple[State, tuple[Act, ...]]
