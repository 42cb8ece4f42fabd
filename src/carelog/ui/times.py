"""Times as people type them."""

import re
import unicodedata
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from carelog.model.refusal import Refusal

_CLOCK = re.compile(r"(?:(?:(\d{4})-)?(\d{1,2})-(\d{1,2})\s+)?(\d{1,2}):?(\d{2})")


def instant_of(typed: str, now: datetime, zone: ZoneInfo) -> datetime:
    """The instant meant by `08:10`, `0810`, `3-7 08:10` or `2026-03-07 08:10` on the home's clock.

    Without a date it is the last time the clock stood so. Refuses what is no time, and a time still to come.
    """
    found = _CLOCK.fullmatch(unicodedata.normalize("NFKC", typed).strip())
    local = now.astimezone(zone)
    try:
        at = _local(found.groups(), local) if found else None
    except ValueError:
        at = None
    if at is None:
        raise Refusal("ui.not_a_time", text=typed)
    if found and not found[3] and at > local:
        at = datetime.combine(at.date() - timedelta(days=1), at.timetz())
    if at > local:
        raise Refusal("ui.time_to_come", text=typed)
    return at.astimezone(UTC)


def _local(parts: tuple[str | None, ...], local: datetime) -> datetime:
    year, month, day, hour, minute = (int(p) if p else None for p in parts)
    date = local.date().replace(year=year or local.year, month=month or local.month, day=day or local.day)
    return datetime.combine(date, time(hour or 0, minute or 0), local.tzinfo)
