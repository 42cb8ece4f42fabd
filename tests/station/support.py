"""Short ways to say what was found of somebody."""

from datetime import datetime, timedelta
from typing import Any

from carelog.clock import FixedClock
from carelog.model.observation import Observed, Way
from carelog.model.reading import Quantity, Reading, Site
from carelog.model.round import RoundKey
from carelog.station.desk import Station
from carelog.station.rows import DraftRow, Saved


def readings(temperature: int | None = None, spo2: int | None = None, oxygen: int | None = 0) -> tuple[Reading, ...]:
    found = []
    if temperature is not None:
        found.append(Reading(Quantity.TEMPERATURE, temperature, site=Site.AXILLARY))
    if oxygen is not None and spo2 is not None:
        found.append(Reading(Quantity.OXYGEN, oxygen))
    if spo2 is not None:
        found.append(Reading(Quantity.SPO2, spo2))
    return tuple(found)


def tell(
    station: Station,
    code: str,
    temperature: int | None = 366,
    spo2: int | None = 97,
    symptoms: tuple[str, ...] | None = (),
    at: datetime | None = None,
    oxygen: int | None = 0,
) -> Saved:
    """Record one observation of a person, now unless said otherwise."""
    person = station.by_code(code)
    observed = Observed(person.id, None, readings(temperature, spo2, oxygen), symptoms, way=Way.COMMAND)
    return station.record(observed, at or station.now())


def later(clock: FixedClock, minutes: float) -> None:
    clock.move(timedelta(minutes=minutes))


def row(station: Station, code: str, key: RoundKey | None, **parts: Any) -> DraftRow:  # noqa: ANN401 - any field of it
    """A row of the sheet as its author has typed it so far."""
    base = DraftRow(
        entry=station.new_id(),
        act=station.new_id(),
        person=station.by_code(code).id,
        author=station.actor().id,
        round=key,
        happened_at=station.now(),
        readings=(),
        symptoms=None,
        not_asked=None,
        measured_by=None,
        way=Way.SHEET,
    )
    return base._replace(**parts)
