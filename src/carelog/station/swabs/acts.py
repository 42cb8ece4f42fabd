"""What a named person says about the tests of somebody: exempt until a day, in contact with a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carelog.model.refusal import Refusal
from carelog.model.swabs import Exempt
from carelog.station.happened import refuse_what_cannot_be

if TYPE_CHECKING:
    from datetime import datetime

    from carelog.model.entry import Entry
    from carelog.model.swabs import Exempted, Exposed
    from carelog.station.desk import Station


def exempt(station: Station, said: Exempted) -> Entry:
    """Store an exemption or its end; refuses a last day that has passed, or one for an end."""
    refuse_what_cannot_be(station, said.person, station.now())
    today = station.local(station.now()).date()
    if said.until is not None and said.why is Exempt.ENDED:
        raise Refusal("due.ended_until")
    if said.until is not None and said.until < today:
        raise Refusal("due.until_past", until=said.until.isoformat(), today=today.isoformat())
    with station.deed() as act:
        return act.append(said)


def contact(station: Station, said: Exposed, at: datetime) -> Entry:
    """Store a contact by when it was; refuses a time to come, long ago, and somebody's contact with themselves."""
    refuse_what_cannot_be(station, said.person, at)
    if said.to == said.person:
        raise Refusal("due.contact_self")
    if said.to and station.log.person(said.to) is None:
        raise Refusal("station.no_person", code=said.to)
    with station.deed() as act:
        return act.append(said, happened_at=at)
