"""Who is sent home: what a check or a swab of somebody who works here means for the shift."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carelog.model.person import Kind, Moved, Presence
from carelog.model.severity import Task

if TYPE_CHECKING:
    from datetime import date

    from carelog.log.write import Act
    from carelog.model.assessment import Step
    from carelog.model.work import Off
    from carelog.station.desk import Station

_SENT_HOME = frozenset({Task.TEST, Task.ISOLATE})
"""A test or isolation asked of somebody who works here puts them off duty."""


def is_off(station: Station, person: str) -> bool:
    """Whether somebody is off duty now."""
    went, came = station.log.deeds("off_duty", person), station.log.deeds("on_duty", person)
    return bool(went) and (not came or (came[-1].happened, came[-1].tick) < (went[-1].happened, went[-1].tick))


def send_home(act: Act, person: str, why: Off, until: date | None = None, note: str = "") -> None:
    """Inside an act: off duty from now on, and out of the house until let back."""
    from carelog.model.work import OffDuty

    act.append(OffDuty(person, why, until, note), person=person)
    act.append(Moved(person, Presence.OUT, until), person=person)


def after(station: Station, act: Act, person: str, step: Step | None, why: Off) -> bool:
    """Inside an act: put somebody who works here off duty where what was just found asks for it; whether it did."""
    if step is None or not _SENT_HOME.intersection(step.tasks):
        return False
    found = station.log.person(person)
    if found is None or found.kind is not Kind.STAFF or found.presence is Presence.LEFT or is_off(station, person):
        return False
    send_home(act, person, why)
    return True


def why(symptoms: tuple[str, ...] | None) -> Off:
    """Why a check sends somebody home: symptoms before a temperature alone."""
    from carelog.model.work import Off

    return Off.SYMPTOMS if symptoms else Off.FEVER
