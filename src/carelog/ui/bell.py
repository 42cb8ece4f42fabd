"""When the terminal rings: for an urgent alert at once, then every so often until a call is recorded. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

EVERY = timedelta(minutes=15)
"""How often it rings again (clinical rule base, acknowledgement of urgent alerts)."""


class Bell(NamedTuple):
    """For which alerts it has rung, and when it rang last."""

    known: frozenset[str] = frozenset()
    rang: datetime | None = None


def heard(bell: Bell, urgent: frozenset[str], at: datetime) -> tuple[Bell, bool]:
    """The bell after looking at the urgent alerts without a call, and whether it rings now; never for none."""
    if not urgent:
        return Bell(), False
    rings = bool(urgent - bell.known) or bell.rang is None or at - bell.rang >= EVERY
    return Bell(urgent, at if rings else bell.rang), rings
