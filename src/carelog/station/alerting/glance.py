"""How long it holds that somebody has seen an alert: pure."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from carelog.model.severity import Severity


class Patience(NamedTuple):
    """After how long an alert comes back that somebody has seen; None where the protocol does not say."""

    urgent: timedelta | None
    review: timedelta | None

    def of(self, severity: Severity) -> timedelta | None:
        """The time of a severity."""
        return self.urgent if severity >= Severity.URGENT else self.review


def until(
    severity: Severity, at: datetime, next_check: datetime | None, patience: Patience, *, called: bool
) -> datetime | None:
    """Until when it holds that an alert was seen at a time; None where it does not run out.

    An urgent one comes back after its time until a call is recorded; from the call on it holds until the next check
    that was promised. One for review holds until the sooner of its time and the next check.
    """
    time = patience.of(severity)
    if severity >= Severity.URGENT and called:
        return next_check
    back = None if time is None else at + time
    if back is None or next_check is None:
        return back or next_check
    return min(back, next_check)
