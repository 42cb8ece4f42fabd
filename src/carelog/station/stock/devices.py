"""The devices of the house: their state as last said, their readings, and whether a round speaks against one."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from carelog.model.reading import Quantity, Reading, Site
from carelog.model.stock import DeviceKind, DeviceState
from carelog.protocol import baseline
from carelog.protocol.state import Air
from carelog.protocol.stock import devices
from carelog.station import trending
from carelog.station.stock.rows import DeviceReading, DeviceRow

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from carelog.log.read_deeds import Deed
    from carelog.model.observation import Observation
    from carelog.model.person import Person
    from carelog.protocol.stock.shelf import Supplies
    from carelog.station.desk import Station

_LOOK = timedelta(days=2)
"""Rounds older than this say nothing of a device any more."""
_AIRS = {Air.ROOM: "air", Air.OXYGEN: "oxygen"}
OF = {Quantity.SPO2: DeviceKind.OXIMETER, Quantity.TEMPERATURE: DeviceKind.THERMOMETER}


class _Shown(NamedTuple):
    """A reading with the observation it stands in."""

    observation: Observation
    reading: Reading


def rows(station: Station, at: datetime, first_number: int) -> tuple[DeviceRow, ...]:
    """Every device somebody has set, and those whose code stands at a reading of the last two days."""
    told = {deed.body.code: deed for deed in station.log.deeds("device") if deed.at <= at}
    seen: dict[str, list[_Shown]] = defaultdict(list)
    for observation in station.log.observations(at - _LOOK, at + timedelta(milliseconds=1)):
        for reading in observation.readings:
            if reading.device and reading.quantity in OF and reading.value is not None:
                seen[reading.device].append(_Shown(observation, reading))
    own = _Normals(station, station.light.supplies, at) if seen and station.light.supplies else None
    known = sorted({*told, *seen}, key=lambda code: (_kind(told.get(code), seen.get(code, [])), code))
    return tuple(
        _row(station, n, code, told.get(code), seen.get(code, []), own) for n, code in enumerate(known, first_number)
    )


def _kind(told: Deed | None, seen: Sequence[_Shown]) -> DeviceKind:
    kind: DeviceKind = told.body.kind if told else OF[seen[-1].reading.quantity]
    return kind


def _row(
    station: Station, n: int, code: str, told: Deed | None, seen: Sequence[_Shown], own: _Normals | None
) -> DeviceRow:
    kind = _kind(told, seen)
    mine = [shown for shown in seen if OF[shown.reading.quantity] is kind]
    checked, when = (None, None) if own is None else _newest(mine, own)
    if told is None:
        return DeviceRow(n, code, kind, DeviceState.IN_USE, None, "", "", checked, when)
    who = station.log.person(told.by)
    by = who.code if who else ""
    return DeviceRow(n, code, kind, told.body.state, told.at, by, told.body.note, checked, when)


def _newest(seen: Sequence[_Shown], own: _Normals) -> tuple[devices.Checked | None, datetime | None]:
    """What the newest round says that says anything; else what the newest one lacks."""
    rounds: dict[object, list[_Shown]] = defaultdict(list)
    for shown in seen:
        observation = shown.observation
        rounds[observation.round or observation.happened_at.astimezone(own.zone).date()].append(shown)
    found = [(_checked(mine, own), mine[-1].observation.happened_at) for mine in rounds.values()]
    judged = [one for one in found if one[0].fit is not devices.Fit.NOT_KNOWN]
    return (judged or found)[-1] if found else (None, None)


def _checked(seen: Sequence[_Shown], own: _Normals) -> devices.Checked:
    """One gap for each person: the last reading of the round."""
    gaps: dict[str, float] = {}
    for observation, reading in seen:
        normal = own.of(observation, reading)
        if normal is not None and reading.value is not None:
            gaps[observation.person] = reading.value - normal
    warm = bool(seen) and seen[0].reading.quantity is Quantity.TEMPERATURE
    margin = own.figures.check_temperature if warm else own.figures.check_spo2
    return devices.checked(list(gaps.values()), margin, own.figures.check_people)


class _Normals:
    """Everybody's own normal on a day: a clinician's figure, else the middle of the days before, same site and air."""

    def __init__(self, station: Station, figures: Supplies, at: datetime) -> None:
        self.zone, self.figures = station.zone, figures
        self._measure = trending.measure_of(station)
        first = station.local(at).date() - timedelta(days=self._measure.days) - _LOOK
        midnight = datetime.combine(first, time(), station.zone).astimezone(UTC)
        self._points = station.log.day_points(midnight, at)
        self._people = {person.id: person for person in station.log.people()}
        self._series: dict[str, trending.Series] = {}

    def of(self, observation: Observation, reading: Reading) -> float | None:
        """A person's normal for a reading; None where there is none."""
        warm = reading.quantity is Quantity.TEMPERATURE
        air = Air.OXYGEN if _on_oxygen(observation) and not warm else Air.ROOM
        site = reading.site or Site.UNKNOWN
        key = (reading.quantity, site if warm else Site.UNKNOWN, air)
        told = baseline.by_hand(self._people.get(observation.person), key, observation.happened_at, self.zone)
        if told is not None:
            return told
        sign = (trending.WARM, str(reading.site or "")) if warm else (trending.AIR, _AIRS[air])
        day = observation.happened_at.astimezone(self.zone).date()
        return trending.normal_of(self._of(observation.person).get(sign, ()), day, self._measure)

    def _of(self, person: str) -> trending.Series:
        if person not in self._series:
            series: trending.Series = defaultdict(list)
            for point in self._points.get(person, ()):
                for sign, key, value in trending.values_of(point):
                    series[sign, key].append((point.happened_at.astimezone(self.zone).date(), value))
            self._series[person] = series
        return self._series[person]


def _on_oxygen(observation: Observation) -> bool:
    oxygen = observation.last(Quantity.OXYGEN)
    return oxygen is not None and oxygen.not_measured is None and oxygen.value != 0


def readings(station: Station, code: str, first: datetime, last: datetime) -> tuple[DeviceReading, ...]:
    """Every standing reading of a device from an instant to another (excluded), in the order of time."""
    people = {person.id: person for person in station.log.people()}
    found = [
        DeviceReading(people[o.person], reading, o.happened_at, _code(people, o.recorded_by))
        for o in station.log.observations(first, last)
        for reading in o.readings
        if reading.device == code
    ]
    return tuple(found)


def _code(people: Mapping[str, Person], person: str) -> str:
    return people[person].code if person in people else ""
