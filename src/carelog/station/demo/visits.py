"""One visit of a nurse: what she measures, asks, and measures again."""

import math
from datetime import datetime, timedelta
from random import Random
from typing import NamedTuple
from zoneinfo import ZoneInfo

from carelog.model.observation import Observed, Way
from carelog.model.person import Checks
from carelog.model.reading import Consciousness, NotMeasured, Quantity, Reading, Site
from carelog.model.round import RoundKey
from carelog.station.demo.course import Felt, Nature, felt, spo2, temperature
from carelog.station.demo.story import Life, is_staff

_COLD_HAND, _OPEN_ARM = 0.003, 0.003
"""How often a first reading is wrong: a cold or moving hand, a thermometer not held by the arm."""
_NO_SIGNAL = 0.0004
_NOT_ASKED = 0.006
_ROUTINE_SET = 0.02
_SOON = timedelta(minutes=1)
_HALF_AN_HOUR = timedelta(minutes=32)
_FEVER, _COLD, _VERY_COLD, _COOLER = 373, 355, 350, 7
"""Tenths of a degree Celsius at which a nurse measures again: warm, cold and so far below usual, or very cold."""
_REPEAT_BELOW = {1: 94, 2: 88}
"""Percent below which she reads again, by scale; or 3 below what is usual for the person."""
_GOOD_AGAIN = {1: 95, 2: 88}
_DROP = 3
_MEDIAN_MAY_BE_HIGHER = 0.25
"""What is usual for a person is the median of whole percents, so that 96.4 is as often 97 as 96 on the sheet."""


class Visit(NamedTuple):
    """Who is visited, when, in which round, and by which dice; `says_no` has them refuse the oximeter."""

    life: Life
    at: datetime
    round: RoundKey
    zone: ZoneInfo
    dice: Random
    says_no: bool = False


class Part(NamedTuple):
    """A part of an observation; `again` marks one that is an observation of its own."""

    at: datetime
    observed: Observed
    again: bool = False


def visit(v: Visit) -> list[Part]:
    """Everything that comes of one visit, in the order of time; nothing for who is away or not to be checked."""
    if v.life.is_away(v.at) or v.life.person.checks is Checks.NONE:
        return []
    if v.life.person.checks is Checks.COMFORT:
        return [_asked(v, v.at, _care_plan(v), _complains(v, felt(v.life.troubles, v.at)))]
    roll = v.dice.random()
    if roll < v.life.nature.sleeps:
        return [_unseen(v, NotMeasured.ASLEEP)]
    if roll < v.life.nature.sleeps + v.life.nature.refuses / 3:
        return [_unseen(v, NotMeasured.REFUSED)]
    return _seen(v)


def _part(
    v: Visit, at: datetime, readings: tuple[Reading, ...], symptoms: tuple[str, ...] | None, *, again: bool = False
) -> Part:
    return Part(at, Observed(v.life.person.id, v.round, readings, symptoms, way=Way.DEMO), again)


def _asked(v: Visit, at: datetime, readings: tuple[Reading, ...], symptoms: tuple[str, ...] | None) -> Part:
    """A part that ends with the question for symptoms; None = there was no time to ask."""
    why = NotMeasured.NO_TIME if symptoms is None else None
    return Part(at, Observed(v.life.person.id, v.round, readings, symptoms, why, way=Way.DEMO))


def _care_plan(v: Visit) -> tuple[Reading, ...]:
    return tuple(Reading(q, None, NotMeasured.CARE_PLAN) for q in _asked_for(v))


def _asked_for(v: Visit) -> tuple[Quantity, ...]:
    return (Quantity.TEMPERATURE,) if is_staff(v.life) else (Quantity.TEMPERATURE, Quantity.SPO2)


def _unseen(v: Visit, why: NotMeasured) -> Part:
    readings = tuple(Reading(q, None, why) for q in _asked_for(v))
    return Part(v.at, Observed(v.life.person.id, v.round, readings, None, why, way=Way.DEMO))


def _complains(v: Visit, now: Felt) -> tuple[str, ...]:
    """What a person says when asked; usual symptoms are not always there."""
    usual = tuple(s for s in v.life.person.usual_symptoms if v.dice.random() < 0.5)  # noqa: PLR2004 - every other time
    return tuple(dict.fromkeys(usual + now.symptoms))


def _seen(v: Visit) -> list[Part]:
    now = felt(v.life.troubles, v.at)
    heat = _temperature(v, now)
    air = () if is_staff(v.life) else _first_air(v, now)
    symptoms = None if v.dice.random() < _NOT_ASKED and not now.symptoms else _complains(v, now)
    more = (
        full_set(v.life, v.at, v.dice)
        if not is_staff(v.life) and (now.symptoms or v.dice.random() < _ROUTINE_SET)
        else ()
    )
    parts = [_asked(v, v.at, (heat, *air, *more), symptoms)]
    parts += _warm_again(v, heat, now)
    if air and _asks_repeat(v, air[0]):
        first, talk = _part(v, v.at, (heat, *air), None), _asked(v, v.at + _SOON, more, symptoms)
        parts[:1] = [first, talk, *_air_again(v, now, air[0])]
    return sorted(parts, key=lambda part: part.at)


def _temperature(v: Visit, now: Felt) -> Reading:
    """The first temperature, or none because the person turned away."""
    if v.dice.random() < v.life.nature.refuses / 3:
        return Reading(Quantity.TEMPERATURE, None, NotMeasured.REFUSED)
    site = v.life.nature.site
    slip = -0.9 if site is Site.AXILLARY and v.dice.random() < _OPEN_ARM else 0.0
    return _heat(v, site, now.warmth + slip, v.at)


def _heat(v: Visit, site: Site, warmth: float, at: datetime) -> Reading:
    return Reading(Quantity.TEMPERATURE, temperature(v.life.nature, site, warmth, at, v.zone, v.dice), site=site)


def _warm_again(v: Visit, heat: Reading, now: Felt) -> list[Part]:
    """Too warm: the same place again after half an hour. Too cold: the ear, at once. A forehead: the armpit, soon."""
    value = heat.value
    if value is None or _cold_line(v.life.nature) < value < _FEVER:
        return []
    if v.life.nature.site is Site.FOREHEAD:
        at = v.at + _SOON * 10
        return [_part(v, at, (_heat(v, Site.AXILLARY, now.warmth, at),), None)]
    if value < _FEVER:
        at = v.at + _SOON * 3
        return [_part(v, at, (_heat(v, Site.TYMPANIC, now.warmth, at),), None)]
    at = v.at + _HALF_AN_HOUR
    return [_part(v, at, (_heat(v, v.life.nature.site, felt(v.life.troubles, at).warmth, at),), None, again=True)]


def _cold_line(own: Nature) -> float:
    """The value at which a person counts as cold: an armpit is often cool, other sites are not."""
    cooler = own.means[own.site] * 10 - _COOLER
    return min(_COLD, max(_VERY_COLD, cooler)) if own.site is Site.AXILLARY else _COLD


def _oxygen(v: Visit) -> Reading:
    flow = v.life.person.oxygen_tenths_l_min
    return Reading(Quantity.OXYGEN, flow or 0)


def _first_air(v: Visit, now: Felt) -> tuple[Reading, ...]:
    """The first SpO2 with the oxygen it was read on, or the reason there is none."""
    if v.says_no or v.dice.random() < v.life.nature.refuses / 3:
        return (Reading(Quantity.SPO2, None, NotMeasured.REFUSED),)
    if v.dice.random() < _NO_SIGNAL:
        return (Reading(Quantity.SPO2, None, NotMeasured.NO_READING),)
    slip = -v.dice.uniform(2.5, 4.0) if v.dice.random() < _COLD_HAND else 0.0
    return (Reading(Quantity.SPO2, spo2(v.life.nature, now.spo2 + slip, v.dice)), _oxygen(v))


def _asks_repeat(v: Visit, air: Reading) -> bool:
    if air.value is None:
        return air.not_measured is NotMeasured.NO_READING
    usual = math.ceil(v.life.nature.spo2 - _MEDIAN_MAY_BE_HIGHER)
    return air.value < _REPEAT_BELOW[v.life.person.spo2_scale] or air.value <= usual - _DROP


def _air_again(v: Visit, now: Felt, first: Reading) -> list[Part]:
    """Warm the hand and read again every three minutes: until two are good, or two are as bad as the first."""
    scale, parts, good, bad = v.life.person.spo2_scale, [], 0, 0
    for n in range(1, 4):
        at = v.at + timedelta(minutes=3 * n)
        value = spo2(v.life.nature, now.spo2, v.dice)
        parts.append(_part(v, at, (Reading(Quantity.SPO2, value), _oxygen(v)), None))
        good += value >= _GOOD_AGAIN[scale]
        bad += value < _REPEAT_BELOW[scale]
        if max(good, bad) > 1 or (first.value is None and good):
            break
    return parts


def full_set(life: Life, at: datetime, dice: Random) -> tuple[Reading, ...]:
    """Breaths, pulse, blood pressure and consciousness at an instant."""
    own, now = life.nature, felt(life.troubles, at)
    values = {
        Quantity.RESPIRATORY_RATE: own.breaths + now.breaths + dice.gauss(0, 1),
        Quantity.PULSE: own.pulse + 10 * now.warmth + dice.gauss(0, 3),
        Quantity.SYSTOLIC: own.systolic + dice.gauss(0, 6),
        Quantity.DIASTOLIC: own.systolic * 0.56 + dice.gauss(0, 4),
        Quantity.CONSCIOUSNESS: Consciousness.A,
    }
    return tuple(Reading(quantity, round(value)) for quantity, value in values.items())
