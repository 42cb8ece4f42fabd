"""What the station shows: plain rows, already decided, for screens, reports and commands to lay out."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from carelog.model.assessment import Fired, Step
from carelog.model.draft import DraftRow
from carelog.model.observation import Observation, Seen, TrendPoint
from carelog.model.person import Person
from carelog.model.reading import NotMeasured, Quantity, Site
from carelog.model.round import RoundKey, Window
from carelog.model.severity import Severity, Task

if TYPE_CHECKING:
    from carelog.model.care import Intervention
    from carelog.model.deeds import Given, Swabbed, Why

__all__ = [
    "Advice",
    "Board",
    "BoardRow",
    "Conflict",
    "Done",
    "DraftRow",
    "FigureCard",
    "Kept",
    "LastKnown",
    "Latest",
    "NotHereCard",
    "PersonView",
    "ProtocolCard",
    "RoundStand",
    "RoundState",
    "RuleCard",
    "Saved",
    "Sheet",
    "SheetPerson",
    "Signature",
    "TrendPoint",
    "Undoable",
]

_Day = date


class RoundState(StrEnum):
    """How a person stands in the round for now."""

    DUE = "due"
    """the window is open, nothing entered yet"""
    UPCOMING = "upcoming"
    """no window is open; the next one is shown"""
    DONE = "done"
    """temperature, SpO2 (residents) and the question for symptoms all have an answer"""
    PARTIAL = "partial"
    """something entered, something still open"""
    NOT_MEASURED = "not_measured"
    """seen, but a reason stands in place of every value"""
    AWAY = "away"
    """in hospital or out"""
    LATE = "late"
    """the window ended and nothing was entered"""


class Latest(NamedTuple):
    """One observation's last values; what it lacks is None. Symptoms None = not asked, () = asked and none."""

    temperature_tenths_c: int | None
    temperature_site: Site | None
    spo2_percent: int | None
    oxygen_tenths_l_min: int | None
    symptoms: tuple[str, ...] | None
    happened_at: datetime


class RoundStand(NamedTuple):
    """A person's state in a round, and from when to when that round runs."""

    state: RoundState
    window: Window | None


class BoardRow(NamedTuple):
    """One person on the board."""

    person: Person
    twin: bool
    """somebody present has the same name: show mark and birth year"""
    severity: Severity
    tasks: tuple[Task, ...]
    fired: tuple[Fired, ...]
    latest: Latest | None
    round: RoundStand
    trend: tuple[TrendPoint, ...]
    """the last 7 days, oldest first"""
    waiting: bool
    """an alert is open and nobody has acknowledged it"""
    open_alert: bool
    improving: bool
    looked: Latest | None = None
    """the newest time the person was looked at, where `latest` says only how much oxygen is given; else None"""

    @property
    def found(self) -> Latest | None:
        """What was found of the person last; a flow of oxygen since then is in `latest`."""
        return self.looked or self.latest


class Board(NamedTuple):
    """Everybody of one kind, worst first, as known now for an instant."""

    at: datetime
    facility: str
    demo: bool
    rows: tuple[BoardRow, ...]


class LastKnown(NamedTuple):
    """A value shown dimmed beside an input, never in it."""

    value: int | None
    not_measured: NotMeasured | None
    site: Site | None
    happened_at: datetime


class SheetPerson(NamedTuple):
    """A line of the round sheet as it stood when the round was opened; what keys mean depends on nothing newer."""

    person: Person
    twin: bool
    asks_oxygen: bool
    """has an oxygen order, or was last seen on oxygen"""
    last: dict[Quantity, LastKnown]
    last_symptoms: tuple[str, ...] | None
    entered: Observation | None
    """what this round already holds of this person"""
    entered_by: str
    """the code of who entered it, '' where nothing is entered"""


class Sheet(NamedTuple):
    """A round as opened: people in bed order, isolated and positive ones last; the away are left out."""

    key: RoundKey | None
    window: Window | None
    opened_at: datetime
    catch_up: bool
    people: tuple[SheetPerson, ...]
    last_group: int
    """index of the first person behind the line 'change protection, own device'; len(people) where there is none"""
    site: Site
    labels: dict[str, str]
    """label code -> person id"""


class Saved(NamedTuple):
    """An entry is in the log; `alone` is the severity its new values have by themselves, `step` what holds now."""

    entry: str
    act: str
    severity: Severity
    step: Step | None


class Conflict(NamedTuple):
    """Somebody else entered this person in this round meanwhile: nothing was stored, the person typing decides."""

    by: str
    """code of who entered it"""
    observation: Observation


class Undoable(NamedTuple):
    """An act of mine that I can still take back."""

    act: str
    person: str
    """'' where it is about nobody or many"""
    recorded_at: datetime


class Advice(NamedTuple):
    """An open recheck or repeat: who, what, from when, until when."""

    person: str
    quantity: Quantity | None
    task: Task
    since: datetime
    until: datetime | None


class Kept(NamedTuple):
    """An effective or struck-through part for the person's view."""

    seen: Seen
    status: str
    """current, corrected, void or undone"""
    by: str
    """code of who recorded it"""
    replaced_by: str
    """entry id of the correction, '' where current"""
    struck_by: str = ""
    """code of who corrected, voided or undid it"""
    struck_at: datetime | None = None
    why: "Why | None" = None


class Done(NamedTuple):
    """A swab's result, a medicine or other care for the person's view; `undone_by`: the code of who took it back."""

    at: datetime
    body: "Swabbed | Given | Intervention"
    by: str
    """the person id of who wrote it down"""
    undone_by: str = ""
    undone_at: datetime | None = None


class PersonView(NamedTuple):
    """All about one person."""

    row: BoardRow
    observations: tuple[Observation, ...]
    """newest first"""
    kept: tuple[Kept, ...]
    """every part, also the struck-through ones, newest first"""
    steps: tuple[Step, ...]
    """oldest first"""
    names: dict[str, str]
    """person id -> code and name, of everybody who recorded something here"""
    done: tuple[Done, ...] = ()
    """swabs and medicines, those taken back too, newest first"""


class Signature(NamedTuple):
    """Who signed a protocol file, and the day they did."""

    clinician: str
    on: date


class RuleCard(NamedTuple):
    """A rule as a doctor reads it; `words` by language. `worst` and `tasks` are those of all ways in which it holds."""

    id: str
    family: str
    severity: Severity
    worst: Severity
    tasks: tuple[Task, ...]
    words: Mapping[str, str]
    source: str
    evidence: str
    needs_signature: bool


class FigureCard(NamedTuple):
    """A number that belongs to no single rule, by its name in the file."""

    name: str
    value: int
    source: str
    evidence: str
    needs_signature: bool


class NotHereCard(NamedTuple):
    """What the protocol leaves to a person, and why; `words` by language."""

    id: str
    words: Mapping[str, str]
    source: str


class PlanCard(NamedTuple):
    """A row of the plan of swabs as a doctor reads it; `words` by language."""

    id: str
    words: Mapping[str, str]
    source: str
    evidence: str
    needs_signature: bool


class ClusterCard(NamedTuple):
    """Whom the protocol counts as a case, or how many of them make a cluster, by its code.

    `facts` are its numbers; `symptoms` by language the words of the symptoms that make a case, none of a cluster.
    """

    id: str
    words: Mapping[str, str]
    facts: Mapping[str, str | int]
    symptoms: Mapping[str, tuple[str, ...]]
    source: str
    evidence: str
    needs_signature: bool


class ProtocolCard(NamedTuple):
    """A protocol file as a doctor reads it; title, audience and words by language.

    `signed_by` is '' and `signed_on` None until somebody has signed this very file.
    """

    id: str
    version: str
    date: _Day
    author: str
    title: Mapping[str, str]
    audience: Mapping[str, str]
    regime: str
    sha256: str
    signed_by: str
    signed_on: _Day | None
    rules: tuple[RuleCard, ...]
    figures: tuple[FigureCard, ...]
    not_here: tuple[NotHereCard, ...]
    plan: tuple[PlanCard, ...] = ()
    syndromes: tuple[ClusterCard, ...] = ()
    clusters: tuple[ClusterCard, ...] = ()
