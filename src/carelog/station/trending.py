"""How many are off their own normal, day by day: a home's first sign of an outbreak, before any single alarm.

Each person is compared with the middle of their own values of the 14 days before, same site and same air.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from statistics import fmean, median, pstdev
from typing import TYPE_CHECKING, NamedTuple

from carelog.model.person import Kind, Person
from carelog.station.rounds import AWAY

if TYPE_CHECKING:
    from carelog.log.read_observed import DayPoint
    from carelog.station.desk import Station

WARM, AIR, SYMPTOMS = "temperature", "spo2", "symptoms"
SIGNS = (WARM, AIR, SYMPTOMS)


class Tally(NamedTuple):
    """How many could be compared with their own normal, how many of those were off it.

    `apart` were measured and have no normal of their own yet: neither off nor normal.
    """

    compared: int
    off: int
    apart: int

    @property
    def percent(self) -> float | None:
        """The share that was off, None where nobody could be compared."""
        return 100 * self.off / self.compared if self.compared else None


class TrendDay(NamedTuple):
    """One day of a unit or the house: anybody off in anything, and by what."""

    day: date
    anything: Tally
    signs: Mapping[str, Tally]


class UnitTrend(NamedTuple):
    """The days of a unit, oldest first, today last; unit '' is the whole house.

    `mean` and `spread` (percent, one standard deviation) are those of the `counted` days before today; None without
    any. `unseen` residents are in the house and have no value and no answer today.
    """

    unit: str
    days: tuple[TrendDay, ...]
    mean: float | None
    spread: float | None
    counted: int
    unseen: int


class Trend(NamedTuple):
    """The house and its units at a time; the margins are those of the protocol in use, None where it has none."""

    at: datetime
    house: UnitTrend
    units: tuple[UnitTrend, ...]
    temperature_tenths_c: int | None
    spo2_percent: int | None


class Measure(NamedTuple):
    """How an own normal is taken, and how far off counts, per sign."""

    days: int
    readings: int
    distinct: int
    margins: Mapping[str, int | None]


class _Found(NamedTuple):
    """What one person showed on one day: sign -> off, within, or (None) not to be compared."""

    unit: str
    anything: bool | None
    signs: dict[str, bool | None]


Series = dict[tuple[str, str], list[tuple[date, int]]]
"""(sign, site and air) -> values by day, in the order of time"""


def trend(station: Station, at: datetime, days: int = 14) -> Trend:
    """Today and so many days before, for the house and each unit; cheap: one question to the log, no rule is asked."""
    measure = measure_of(station)
    today = station.local(at).date()
    dates = [today - timedelta(days=n) for n in range(days + measure.days, -1, -1)]
    midnights = [datetime.combine(day, time(), station.zone).astimezone(UTC) for day in dates]
    residents = {p.id: p for p in station.log.people() if p.kind is Kind.RESIDENT}
    points = station.log.day_points(midnights[0], at + timedelta(milliseconds=1))
    found: dict[date, list[_Found]] = defaultdict(list)
    seen_today = set()
    for person, mine in points.items():
        if person in residents:
            dated = [(dates[bisect_right(midnights, p.happened_at) - 1], p) for p in mine]
            for day, one in _person(residents[person], dated, today - timedelta(days=days), measure):
                found[day].append(one)
            if dated[-1][0] == today:
                seen_today.add(person)
    present = [p for p in residents.values() if p.presence not in AWAY]
    span = [today - timedelta(days=n) for n in range(days, -1, -1)]
    units = sorted({p.unit for p in present if p.unit})
    told = [_unit(unit, span, found, present, seen_today) for unit in ("", *units)]
    return Trend(at, told[0], tuple(told[1:]), measure.margins[WARM], measure.margins[AIR])


def measure_of(station: Station) -> Measure:
    """How an own normal is taken by the protocol in use."""
    figure = {f.name: f.value for f in station.light.figures}
    margins = {WARM: figure.get("trend_temperature"), AIR: figure.get("trend_spo2")}
    return Measure(figure["baseline_days"], figure["baseline_readings"], figure["baseline_distinct_days"], margins)


def _person(
    person: Person, points: Sequence[tuple[date, DayPoint]], first: date, measure: Measure
) -> Iterable[tuple[date, _Found]]:
    """Each day of a person from a day on, compared with the days before it."""
    series: Series = defaultdict(list)
    by_day: dict[date, list[DayPoint]] = defaultdict(list)
    for day, point in points:
        by_day[day].append(point)
        for sign, key, value in values_of(point):
            series[sign, key].append((day, value))
    for day, mine in by_day.items():
        if day >= first:
            signs = _compared(person, day, mine, series, measure)
            yield day, _Found(person.unit, _anything(signs, measure), signs)


def values_of(point: DayPoint) -> Iterable[tuple[str, str, int]]:
    """Each value of a point with the sign it is and the site or air it belongs to."""
    if point.temperature_tenths_c is not None:
        yield WARM, point.site or "", point.temperature_tenths_c
    if point.spo2_percent is not None:
        yield AIR, "oxygen" if point.on_oxygen else "air", point.spo2_percent


def _compared(
    person: Person, day: date, points: Sequence[DayPoint], series: Series, measure: Measure
) -> dict[str, bool | None]:
    out: dict[str, bool | None] = {}
    asked = [p.symptoms for p in points if p.symptoms is not None]
    if asked:
        out[SYMPTOMS] = any(set(symptoms) - set(person.usual_symptoms) for symptoms in asked)
    found = {(sign, key) for point in points for sign, key, _ in values_of(point)}
    normals = {one: normal_of(series[one], day, measure) for one in found}
    for point in points:
        for sign, key, value in values_of(point):
            normal, margin = normals[sign, key], measure.margins[sign]
            if normal is None or margin is None:
                out.setdefault(sign, None)
            else:
                far = value - normal if sign == WARM else normal - value
                out[sign] = bool(out.get(sign)) or far >= margin
    return out


def normal_of(values: Sequence[tuple[date, int]], day: date, measure: Measure) -> float | None:
    """The middle of the values of the days before; None where they are too few or of too few days."""
    start = bisect_left(values, (day - timedelta(days=measure.days), 0))
    before = values[start : bisect_left(values, (day, 0))]
    if len(before) < measure.readings or len({d for d, _ in before}) < measure.distinct:
        return None
    return median(value for _, value in before)


def _unit(
    unit: str, span: Sequence[date], found: Mapping[date, Sequence[_Found]], present: Sequence[Person], seen: set[str]
) -> UnitTrend:
    days = tuple(_day(day, [f for f in found.get(day, ()) if unit in ("", f.unit)]) for day in span)
    shares = [share for day in days[:-1] if (share := day.anything.percent) is not None]
    unseen = sum(1 for p in present if unit in ("", p.unit) and p.id not in seen)
    mean, spread = (fmean(shares), pstdev(shares)) if shares else (None, None)
    return UnitTrend(unit, days, mean, spread, len(shares), unseen)


def _day(day: date, found: Sequence[_Found]) -> TrendDay:
    signs = {sign: _tally([f.signs[sign] for f in found if sign in f.signs]) for sign in SIGNS}
    return TrendDay(day, _tally([f.anything for f in found]), signs)


def _anything(signs: Mapping[str, bool | None], measure: Measure) -> bool | None:
    """Off in anything, among those of whom a value can be compared: answers alone are no measurement.

    Where the protocol gives no margins at all, answers are all there is.
    """
    values = [signs.get(sign) for sign, margin in measure.margins.items() if margin is not None]
    if values and all(value is None for value in values):
        return None
    said = [*values, signs.get(SYMPTOMS)]
    return any(said) if any(one is not None for one in said) else None


def _tally(said: Sequence[bool | None]) -> Tally:
    compared = [one for one in said if one is not None]
    return Tally(len(compared), sum(compared), len(said) - len(compared))
