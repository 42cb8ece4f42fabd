"""What a demo home is asked to be, and when its nurses walk."""

import random
from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from carelog.model.alerting import Acknowledged, Closed, TaskEnded
from carelog.model.deeds import Swabbed
from carelog.model.observation import Observed
from carelog.model.person import Moved, Person
from carelog.model.round import Slot, Window, windows

FULL_PACE = timedelta(seconds=85)
"""How long a nurse needs for a resident and the way to the next one."""
_LONGEST = timedelta(minutes=180)
_LEAD = {"morning": timedelta(minutes=90), "evening": timedelta(minutes=60)}
"""How long after a window opens the walk begins: after washing and dressing, after the afternoon's rest."""


class Plan(NamedTuple):
    """The demo home as asked for; the same plan gives the same people, deeds and values."""

    residents: int
    staff: int
    days: int
    seed: int
    at: datetime
    """the instant at which the story stops, UTC"""
    language: str
    zone: ZoneInfo
    slots: tuple[Slot, ...]
    quiet: bool = False
    """no infection and no deterioration: days to price rules on"""


class Deed(NamedTuple):
    """One thing a nurse does; `observation` names the parts that belong to one observation ('' where it is none)."""

    at: datetime
    by: str
    person: str
    body: Observed | Moved | Person | Acknowledged | Closed | TaskEnded | Swabbed
    observation: str = ""


class Walk(NamedTuple):
    """One round as walked: it begins some time after its window opens."""

    window: Window
    begin: datetime


def chance(plan: Plan, *what: object) -> random.Random:
    """Dice of their own for each thing, so that one more resident changes nothing for the others."""
    return random.Random("/".join(map(str, (plan.seed, *what))))  # noqa: S311 - repeatable on purpose


def pace(people: int) -> timedelta:
    """How fast one nurse walks, for so many people in her round: faster where she has very many."""
    return min(FULL_PACE, _LONGEST / max(people, 1))


def walks(plan: Plan, longest_list: int) -> tuple[Walk, ...]:
    """Every round of the plan's days that begins before its end, the last one half done where it is still open.

    `longest_list` is the number of people of the nurse who has most.
    """
    today = plan.at.astimezone(plan.zone).date()
    all_windows = windows(today - timedelta(days=plan.days - 1), today, plan.slots, plan.zone)
    half = pace(longest_list) * longest_list / 2
    return tuple(walk for w in all_windows if (walk := _walk(plan, w, half)).begin <= plan.at)


def _walk(plan: Plan, window: Window, half: timedelta) -> Walk:
    if window.start <= plan.at < window.end:
        return Walk(window, max(window.start, plan.at - half))
    late = timedelta(minutes=chance(plan, "walk", window.key.date, window.key.slot).randrange(0, 20))
    return Walk(window, window.start + _LEAD.get(window.key.slot, timedelta(minutes=30)) + late)
