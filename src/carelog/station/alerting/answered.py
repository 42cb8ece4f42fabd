"""Alerts that were closed while the value behind them still holds: nobody is asked again, nobody may forget."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from carelog.model.assessment import Fired, Standing, open_alerts
from carelog.model.person import Presence
from carelog.model.severity import Severity
from carelog.station.rounds import walking

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from carelog.model.alerting import Outcome
    from carelog.model.assessment import Step
    from carelog.model.person import Person
    from carelog.station.desk import Station


class Answered(NamedTuple):
    """Somebody in the house who stands higher on the board than any alert of theirs that is open."""

    person: Person
    severity: Severity
    fired: tuple[Fired, ...]
    """the rules that still hold at that severity"""
    by: str
    """code of who closed the last of them, '' where a former protocol did"""
    at: datetime | None
    outcome: Outcome | None
    again: bool
    """whether it held once more on what was found after it was closed"""


def answered(station: Station, at: datetime) -> tuple[Answered, ...]:
    """Whose closed alerts still hold, the worst first, then by bed; who is away or left is not asked after."""
    steps = station.log.steps_at(at)
    people = [p for p in station.log.people() if p.presence is Presence.PRESENT]
    found = [(p, standing) for p in people if (standing := _standing(steps.get(p.id)))]
    rows = [_row(station, person, standing) for person, standing in found]
    return tuple(sorted(rows, key=lambda row: (-row.severity, walking(row.person))))


def _standing(step: Step | None) -> tuple[Fired, ...]:
    """The closed rules that still hold and are worse than what is open."""
    if step is None:
        return ()
    waits = max((f.severity for f in open_alerts(step)), default=Severity.WATCH)
    closed = [f for f in step.fired if f.standing is Standing.ANSWERED and f.severity > waits and not f.would_have]
    worst = max((f.severity for f in closed), default=None)
    return tuple(f for f in closed if f.severity is worst)


def _row(station: Station, person: Person, fired: Sequence[Fired]) -> Answered:
    asked = {(f.rule, f.episode) for f in fired}
    closings = [deed for deed in station.log.deeds("closed", person.id) if asked & set(deed.body.episodes)]
    last = closings[-1] if closings else None
    by = station.log.person(last.by) if last else None
    return Answered(
        person,
        fired[0].severity,
        tuple(fired),
        by.code if by else "",
        last.at if last else None,
        last.body.outcome if last else None,
        last is not None and any(_after(station, f, last.at) for f in fired),
    )


def _after(station: Station, fired: Fired, at: datetime) -> bool:
    entry = station.log.entry(fired.entries[-1]) if fired.entries else None
    return entry is not None and entry.happened_at > at
