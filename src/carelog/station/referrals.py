"""Who was sent out of the house, and how long before that the first alert had stood."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from carelog.model.alerting import Outcome
from carelog.model.assessment import Answer, TaskEnd
from carelog.model.history import Event, Facts, History
from carelog.model.person import Presence
from carelog.model.severity import Task
from carelog.protocol.alarms import Alarm

ONE_SPELL = timedelta(hours=48)
"""What is written down of a referral within this time of its first sign, or until the person is back, is the same."""
PAUSE = timedelta(hours=24)
"""Alerts that follow each other with a shorter pause belong to one illness."""


class Sign(StrEnum):
    """By what the record says that somebody was referred."""

    TASK = "task"
    """the task transfer was ended as done"""
    OUTCOME = "outcome"
    """an alert was closed as transferred"""
    HOSPITAL = "hospital"
    """the person was moved to hospital"""


class Referral(NamedTuple):
    """Somebody sent out of the house: the earliest sign of it."""

    person: str
    at: datetime
    sign: Sign


class Warned(NamedTuple):
    """A referral, and when the first alert of the illness before it began: by the record, and by the replay.

    None where nobody was warned: no alert waited within 24 hours before.
    """

    referral: Referral
    recorded: datetime | None
    replayed: datetime | None

    def lead(self, start: datetime | None) -> timedelta | None:
        """How long before the referral an alert had begun."""
        return None if start is None else self.referral.at - start


def referrals(history: History) -> list[Referral]:
    """The referrals of a person in the order of time, each spell once."""
    found: list[Referral] = []
    away = False
    for at, sign, gone in _signs(history):
        if sign is not None and not (found and (away or at - found[-1].at <= ONE_SPELL)):
            found.append(Referral(history.person, at, sign))
        away = gone
    return found


def _signs(history: History) -> list[tuple[datetime, Sign | None, bool]]:
    """What tells of a referral, and every move; with whether the person is in hospital from then on."""
    out: list[tuple[datetime, Sign | None, bool]] = []
    gone = True  # who was in hospital when first written down was not sent there from here
    for event in history.events:
        if isinstance(event, Facts):
            before, gone = gone, event.person.presence is Presence.HOSPITAL
            out.append((event.at, Sign.HOSPITAL if gone and not before else None, gone))
        elif (sign := _sign(event)) is not None:
            at = event.at  # type: ignore[union-attr]  # a sign is an answer or the end of a task
            out.append((at, sign, gone))
    return out


def _sign(event: Event) -> Sign | None:
    if isinstance(event, Answer) and event.outcome == Outcome.TRANSFERRED:
        return Sign.OUTCOME
    if isinstance(event, TaskEnd) and event.task is Task.TRANSFER and event.done:
        return Sign.TASK
    return None


def warned(referral: Referral, alarms: Sequence[Alarm]) -> datetime | None:
    """When the first alert of the illness that ended in a referral began: back from it without a pause of 24 hours."""
    alerts = [a for a in alarms if a.alert and not a.would_have and a.start <= referral.at]
    first: datetime | None = None
    edge = referral.at
    for alert in sorted(alerts, key=lambda a: a.until or edge, reverse=True):
        if alert.until is None or edge - alert.until < PAUSE:
            first = edge = min(edge, alert.start)
    return first
