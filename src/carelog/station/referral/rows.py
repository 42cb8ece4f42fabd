"""A referral as screens and commands read it."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from carelog.model.person import Person
from carelog.model.referral import Referral, ReferralReason, ReferralStep, Transport


class Case(NamedTuple):
    """One referral of a person: its steps with when each happened, in the order of time."""

    person: Person
    steps: tuple[tuple[datetime, Referral], ...]

    @property
    def last(self) -> Referral:
        """The step that holds."""
        return self.steps[-1][1]

    @property
    def since(self) -> datetime:
        """Since when it holds."""
        return self.steps[-1][0]

    def first(self, step: ReferralStep) -> datetime | None:
        """When a step first happened."""
        return next((at for at, body in self.steps if body.step is step), None)

    def before(self, step: ReferralStep, other: ReferralStep) -> datetime | None:
        """When a step last happened before another one last did: the call that was accepted, not the first one."""
        end = next((n for n in reversed(range(len(self.steps))) if self.steps[n][1].step is other), None)
        return next((at for at, body in reversed(self.steps[:end]) if body.step is step), None) if end else None


class Along(NamedTuple):
    """Who and what goes along with somebody, and what of it came back."""

    escort: str = ""
    things: tuple[str, ...] = ()
    back: tuple[str, ...] = ()
    note: str = ""

    @property
    def missing(self) -> tuple[str, ...]:
        """What went along and has not come back."""
        return tuple(thing for thing in self.things if thing not in self.back)


class Told(NamedTuple):
    """What was said of a step beside its name."""

    institution: str = ""
    reason: ReferralReason | None = None
    transport: Transport | None = None
    escort: str = ""
    despite: str = ""
    note: str = ""


class Span(NamedTuple):
    """How long something took: of how many it is known, and their median in minutes, None where of none."""

    name: str
    known: int
    minutes: int | None


class MonthFigures(NamedTuple):
    """The referrals that began in a month: how many came how far, and how long it took."""

    first: datetime
    last: datetime
    begun: int
    counts: tuple[tuple[ReferralStep, int], ...]
    """how many referrals had such a step; `refused` counts every refusal"""
    refusals: tuple[tuple[ReferralReason, int], ...]
    spans: tuple[Span, ...]
    again: int
    """how many of them were of somebody who had come back from a hospital before"""
