"""What a handover is made of: plain rows, already decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from carelog.model.alerting import Outcome
    from carelog.model.assessment import Fired
    from carelog.model.handover import HandedOver
    from carelog.model.oxygen import Therapy
    from carelog.model.person import Leaving, Person, Presence
    from carelog.model.reading import NotMeasured
    from carelog.model.round import RoundKey
    from carelog.model.severity import Severity
    from carelog.model.swabs import DueSwab, Isolated
    from carelog.station.alerting.answered import Answered
    from carelog.station.alerting.door import AlertRow, Withdrawn
    from carelog.station.care.rows import CareRow, DroppedRow, ReminderRow
    from carelog.station.oxygen.rows import Desk
    from carelog.station.referral.rows import Case
    from carelog.station.rows import Advice


class Ended(NamedTuple):
    """How alerts of a person were closed: when, by whose code, with which outcome, and the doctor who decided it."""

    at: datetime
    by: str
    outcome: Outcome
    decided_by: str


class Begun(NamedTuple):
    """Alerts of a person that began in the shift, the worst first, since when, and how they ended, if they did."""

    person: Person
    severity: Severity
    fired: tuple[Fired, ...]
    since: datetime
    open: bool
    ended: Ended | None


class Turned(NamedTuple):
    """Somebody who stands otherwise than at the beginning of the shift, since when, and what was closed meanwhile."""

    person: Person
    was: Severity
    now: Severity
    at: datetime
    ended: Ended | None


class OnOxygen(NamedTuple):
    """The last word on somebody's oxygen: flow in tenths of a litre a minute (None: not read), SpO2 beside it, when.

    `at` None: it is ordered, and nothing was read in the last day.
    """

    person: Person
    flow_tenths: int | None
    spo2: int | None
    at: datetime | None


class Therapied(NamedTuple):
    """Somebody's oxygen was started, changed or stopped in the shift: what, when, as whose code wrote it down."""

    person: Person
    body: Therapy
    at: datetime
    by: str


class InIsolation(NamedTuple):
    """Somebody who is isolated, or is to be: after a positive swab with its day, else by an open task."""

    person: Person
    after: Isolated | None


class NotSeen(NamedTuple):
    """Somebody of whom a round of the shift has no value; without a reason nobody wrote anything down."""

    person: Person
    round: RoundKey
    until: datetime
    reasons: tuple[NotMeasured, ...]


class Gone(NamedTuple):
    """Somebody went, came back, left or died in the shift: when, as whose code wrote it down."""

    person: Person
    presence: Presence
    left: Leaving | None
    at: datetime
    by: str


class Cared(NamedTuple):
    """All that was done for somebody in the shift, in the order of time; `person` None: a unit, '' the whole house."""

    person: Person | None
    unit: str
    done: tuple[CareRow, ...]


class Noted(NamedTuple):
    """What somebody wrote beside a deed; `person` None: of the whole house."""

    person: Person | None
    kind: str
    text: str
    at: datetime
    by: str


class Handover(NamedTuple):
    """What the next shift must know of the time from `since` to `until`, each part the most pressing first."""

    facility: str
    demo: bool
    since: datetime
    until: datetime
    before: HandedOver | None
    """the one signed last, None for the first"""
    begun: tuple[Begun, ...]
    open: tuple[AlertRow, ...]
    answered: tuple[Answered, ...]
    """closed, and what was measured still holds"""
    worse: tuple[Turned, ...]
    better: tuple[Turned, ...]
    desk: Desk
    """who needs oxygen in the house, who has it, and when it falls short"""
    oxygen: tuple[OnOxygen, ...]
    """who is on oxygen, or has an order, beside those of the desk"""
    isolated: tuple[InIsolation, ...]
    rechecks: tuple[tuple[Person, Advice], ...]
    due: tuple[tuple[Person, DueSwab], ...]
    not_seen: tuple[NotSeen, ...]
    unmeasured: tuple[Person, ...]
    """residents of whom nothing has a value in this time"""
    moved: tuple[Gone, ...]
    therapies: tuple[Therapied, ...]
    """oxygen started, changed, stopped, in the order of time"""
    cared: tuple[Cared, ...]
    reminders: tuple[ReminderRow, ...]
    """overdue, or due by the end of the next shift"""
    dropped: tuple[DroppedRow, ...]
    """reminders that somebody ended undone in this time"""
    notes: tuple[Noted, ...]
    withdrawn: tuple[Withdrawn, ...]
    referrals: tuple[Case, ...]
    """those that are not over, and those that came to their end in this time"""
    people: Mapping[str, Person]
    """everybody by id, who has left too"""
