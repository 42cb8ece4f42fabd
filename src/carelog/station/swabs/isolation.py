"""Who is isolated after a positive swab, for which day, and what would end it, by the protocol in use."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from carelog.model.deeds import Result
from carelog.station.happened import AHEAD

if TYPE_CHECKING:
    from datetime import datetime

    from carelog.model.swabs import Isolated
    from carelog.station.desk import Station

_FAR: Final = timedelta(days=100)
"""So far back the positives of one course are looked for."""


def of_person(station: Station, person: str, at: datetime) -> Isolated | None:
    """How a person's isolation stands; None without one, or where the protocol says nothing of it."""
    from carelog.protocol.swabs import isolation

    table = station.judge.protocol().isolation
    if table is None:
        return None
    events = station.log.history(person, at - _FAR).events
    return isolation.isolated(table.ready(), events, at, station.zone)


def everybody(station: Station, at: datetime) -> dict[str, Isolated]:
    """Person -> their isolation, whoever has one; the longest first."""
    table = station.judge.protocol().isolation
    if table is None:
        return {}
    swabs = station.log.deeds_between(("swabbed",), at - timedelta(days=table.days.value), at + AHEAD)
    positive = dict.fromkeys(deed.body.person for deed in swabs if deed.body.result is Result.POSITIVE)
    found = {person: of_person(station, person, at) for person in positive}
    told = [(person, one) for person, one in found.items() if one is not None]
    return dict(sorted(told, key=lambda pair: pair[1].since))
