"""What a person's page shows beside what was measured, read at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from carelog.model.person import Kind

if TYPE_CHECKING:
    from datetime import datetime

    from carelog.log.read_deeds import Deed
    from carelog.model.following import PersonPlan
    from carelog.model.person import Person
    from carelog.station.desk import Station
    from carelog.station.register.past import Past


class OnFile(NamedTuple):
    """Beds and whereabouts, what the class asks for (None: nothing is asked), and contacts so far, newest first."""

    past: Past
    plan: PersonPlan | None
    contacts: tuple[Deed, ...]


def on_file(station: Station, person: Person, at: datetime) -> OnFile:
    """All of it, of one person."""
    plans = station.register.plans(at, person) if person.kind is Kind.RESIDENT else None
    return OnFile(station.register.past(person), plans[0] if plans else None, station.register.contacts(person.id))
