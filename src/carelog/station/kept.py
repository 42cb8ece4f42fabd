"""Every version of what was observed of a person, back to an instant and no further."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from carelog.log import Log
    from carelog.log.read_book import KeptPart

_FIRST = 64
_MOVED = timedelta(days=2)
"""A correction may have moved a part in time by this much; further than that is not looked back for."""


def kept_since(log: Log, person: str, since: datetime) -> list[KeptPart]:
    """A person's parts that happened at or after an instant, the struck-through ones too, newest first."""
    limit = _FIRST
    while True:
        found = log.kept(person, limit)
        if len(found) < limit or found[-1].seen.happened_at < since - _MOVED:
            return [kept for kept in found if kept.seen.happened_at >= since]
        limit *= 4
