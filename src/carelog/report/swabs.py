"""Swabs and isolation in words, for screens and for commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carelog.model.swabs import Target
from carelog.report.reasons import listed
from carelog.words import tr

if TYPE_CHECKING:
    from carelog.model.swabs import Isolated
    from carelog.report.reasons import Told

_TARGETS = frozenset(target.value for target in Target)


def target(code: str) -> str:
    """What was looked for, in words; a code of another laboratory as it stands."""
    return tr(f"swab.{code}") if code in _TARGETS else code


def day(told: Isolated) -> str:
    """Which day of isolation, of how many."""
    return tr("isolation.day", day=told.day, of=told.of)


def ends(told: Isolated) -> str:
    """What would end it, how much of it is there, and that a named person decides."""
    if told.may_end:
        return tr("isolation.may_end")
    fever = tr(f"isolation.fever_{_FEVER[told.afebrile]}", hours=told.afebrile_hours)
    return listed([tr("isolation.negatives", n=told.negatives, wanted=told.wanted, hours=told.apart_hours), fever])


_FEVER = {True: "no", False: "yes", None: "unknown"}


def isolation(told: Isolated | None, station: Told) -> str:
    """All of it in one line; '' for nobody isolated."""
    if told is None:
        return ""
    since = f"{station.local(told.since):%m-%d}"
    why = tr("isolation.why", targets=listed(target(code) for code in told.targets), since=since)
    return tr("ui.semicolon").join([f"{day(told)}{tr('ui.comma')}{why}", ends(told)])
