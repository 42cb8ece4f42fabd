"""A person's own normal: the median of healthy days, same site and same air, frozen while ill."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import NamedTuple

from carelog.model.person import Person
from carelog.model.reading import Quantity, Site
from carelog.protocol.state import NO_VALUES, ON_AIR, Air, Baselines, Course, Key, Sample
from carelog.protocol.whom import own_figures

EMPTY = Baselines({}, None, None)


class Measure(NamedTuple):
    """How a baseline is taken: from so many days, at least so many readings on so many days, thawed after so long."""

    span: timedelta
    readings: int
    days: int
    thaw: timedelta
    slow: timedelta | None = None
    """how far back a slow decline looks, None where no rule asks about one"""
    zone: tzinfo = UTC
    """where the home stands: a clinician's own figure ends by its dates"""


class Baseline(NamedTuple):
    """A person's own normal, from how many readings, the oldest of them when; frozen while ill.

    `by` names the clinician who set it by hand, '' where it was computed.
    """

    value: int
    readings: int
    since: datetime | None
    frozen: bool
    by: str = ""


def keys_of(quantity: Quantity, sample: Sample, air: Air) -> tuple[Key, ...]:
    """Against which normals a value stands: where nobody knows the air, those on air and those on oxygen.

    Air matters to SpO2 only.
    """
    if quantity is not Quantity.SPO2:
        return ((quantity, sample.site, Air.ROOM),)
    if air is Air.UNSURE:
        return (quantity, sample.site, Air.ROOM), (quantity, sample.site, Air.OXYGEN)
    return ((quantity, sample.site, air),)


def by_hand(person: Person | None, key: Key, at: datetime, zone: tzinfo = UTC) -> int | None:
    """A clinician's own figure in place of a computed one, up to its last date; SpO2 for room air.

    Without a name or a last date it does not count, nor does a temperature without its site.
    """
    if person is None:
        return None
    quantity, site, air = key
    if quantity is Quantity.SPO2:
        told = person.normal_spo2_percent if air is Air.ROOM else None
    else:
        told = person.normal_temperature_tenths_c if site is person.normal_temperature_site else None
    return told if told is not None and own_figures(person, at, zone) else None


def median(values: Sequence[int]) -> int:
    """The middle of the values; of two middle ones the mean, rounded down."""
    return middle(sorted(values))


def middle(ranked: Sequence[int]) -> int:
    """The middle of values in the order of size; of two middle ones the mean, rounded down."""
    half = len(ranked) // 2
    return ranked[half] if len(ranked) % 2 else (ranked[half - 1] + ranked[half]) // 2


def own(person: Person | None, baselines: Baselines, key: Key, at: datetime, measure: Measure) -> int | None:
    """A person's normal for a key: a clinician's own figure, else the computed one; None where there is neither."""
    found = by_hand(person, key, at, measure.zone)
    return value(baselines, key, at, measure) if found is None else found


def value(baselines: Baselines, key: Key, at: datetime, measure: Measure) -> int | None:
    """The baseline for a key at a time, None where there is none: too few readings, or on too few days (UTC)."""
    if baselines.frozen is not None:
        return baselines.frozen.get(key)
    times, values = baselines.recent.get(key, NO_VALUES).since(at - measure.span)
    return median(values) if enough(times, measure) else None


def enough(times: Sequence[datetime], measure: Measure) -> bool:
    """Whether so many values make a baseline: readings, and days (UTC) on which they were read."""
    if len(times) < measure.readings:
        return False
    days = set[date]()
    for at in reversed(times):
        days.add(at.date())
        if len(days) >= measure.days:
            return True
    return False


def added(baselines: Baselines, found: Mapping[Key, int], at: datetime, measure: Measure) -> Baselines:
    """The baselines with the values of a healthy check; at the end of the thaw the recent values count again."""
    recent, oldest = dict(baselines.recent), at - measure.span
    for key, reading in found.items():
        recent[key] = recent.get(key, NO_VALUES).since(oldest).and_one(at, reading)
    slow = baselines.slow
    if measure.slow is not None and ON_AIR in found:
        slow = slow.since(at - measure.slow).and_one(at, found[ON_AIR])
    if baselines.thaw is not None and at >= baselines.thaw:
        return Baselines(recent, None, None, slow)
    return Baselines(recent, baselines.frozen, baselines.thaw, slow)


def while_ill(baselines: Baselines, at: datetime, measure: Measure) -> Baselines:
    """The baselines frozen as they stood when illness began, to thaw so many days after it was last seen."""
    frozen = baselines.frozen
    if frozen is None:
        now = {key: value(baselines, key, at, measure) for key in baselines.recent}
        frozen = {key: v for key, v in now.items() if v is not None}
    return Baselines(baselines.recent, frozen, at + measure.thaw, baselines.slow)


def of(course: Course, quantity: Quantity, site: Site, at: datetime, measure: Measure) -> Baseline | None:
    """A person's own normal on room air, with what it rests on, None where there is none yet."""
    key: Key = (quantity, site, Air.ROOM)
    told = by_hand(course.person, key, at, measure.zone)
    if told is not None and course.person is not None:
        return Baseline(told, 0, None, frozen=False, by=course.person.normals_by)
    found = value(course.baselines, key, at, measure)
    if found is None:
        return None
    times, values = course.baselines.recent.get(key, NO_VALUES).since(at - measure.span)
    return Baseline(found, len(values), times[0] if times else None, course.baselines.frozen is not None)
