"""A round: every person of a unit or the house, once, within a window."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class RoundKey:
    """Which round: the local date on which it opened, and the slot's code (`morning`, `evening`)."""

    date: date
    slot: str


class Slot(NamedTuple):
    """When a round is due every day, local wall time; `end` at or before `start` is on the next day."""

    code: str
    start: time
    end: time


class Window(NamedTuple):
    """One round and its exact time: from `start` (included) to `end` (excluded), UTC."""

    key: RoundKey
    start: datetime
    end: datetime


@lru_cache(maxsize=1024)
def window(day: date, slot: Slot, zone: ZoneInfo) -> Window:
    """Say from when to when a slot of a day runs, through any change of the clocks."""
    last = day if slot.end > slot.start else day + timedelta(days=1)
    start = datetime.combine(day, slot.start, zone).astimezone(UTC)
    return Window(RoundKey(day, slot.code), start, datetime.combine(last, slot.end, zone).astimezone(UTC))


def windows(first: date, last: date, slots: tuple[Slot, ...], zone: ZoneInfo) -> list[Window]:
    """List every round from one local date to another, both included, in the order of time."""
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return sorted((window(day, slot, zone) for day in days for slot in slots), key=lambda w: w.start)


def around(at: datetime, slots: tuple[Slot, ...], zone: ZoneInfo) -> tuple[Window | None, Window | None]:
    """Find the newest round that has begun by `at` (it may be over) and the next one to begin; None without slots."""
    today = at.astimezone(zone).date()
    near = windows(today - timedelta(days=2), today + timedelta(days=2), slots, zone)
    begun = [w for w in near if w.start <= at]
    ahead = [w for w in near if w.start > at]
    return (begun[-1] if begun else None, ahead[0] if ahead else None)
