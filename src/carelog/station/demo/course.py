"""How people of the demo home are from hour to hour: well, ill, or getting worse."""

import math
from datetime import datetime, timedelta
from random import Random
from typing import NamedTuple
from zoneinfo import ZoneInfo

from carelog.model.person import Kind, Person
from carelog.model.reading import Site

SITE_MEAN = {Site.AXILLARY: 36.2, Site.ORAL: 36.3, Site.TYMPANIC: 36.8, Site.FOREHEAD: 36.3}
"""Mean temperature of old people by site, degrees Celsius (Geneva 2019, Lu et al.; forehead as a screen of staff)."""
PERSON_SD = 0.25
"""How far people's own means lie apart, degrees Celsius."""
DAY_NIGHT = 0.4
"""From the coldest hour of the night to the warmest of the afternoon, degrees Celsius."""
NOISE_SD = 0.12
"""How far two measurements of the same armpit differ by chance, degrees Celsius."""
YOUNGER = 0.23
"""How much warmer people under 60 are, degrees Celsius (Geneva 2019)."""
SPO2_SD = 1.0
"""How far two readings of the same finger differ by chance, percent (an oximeter's error of 3 % is mostly its own)."""
_WARMEST_HOUR = 17
_MOST_SPO2 = 100


class Nature(NamedTuple):
    """How a person is when nothing is wrong; temperatures by site in degrees Celsius, SpO2 in percent."""

    site: Site
    means: dict[Site, float]
    spo2: float
    breaths: float
    pulse: float
    systolic: float
    refuses: float
    """how often of all visits"""
    sleeps: float


class Trouble(NamedTuple):
    """A time in which a person is not well; `shape` says how it runs."""

    shape: str
    """'infection' (five days and over), 'worsening' (ever faster to its end) or 'complaint' (symptoms alone)"""
    start: datetime
    end: datetime
    symptoms: tuple[str, ...]


class Felt(NamedTuple):
    """What trouble adds at an instant: degrees Celsius, percent, breaths and beats a minute, symptoms."""

    warmth: float = 0.0
    spo2: float = 0.0
    breaths: float = 0.0
    symptoms: tuple[str, ...] = ()


def nature(person: Person, dice: Random) -> Nature:
    """Throw how a person is when well; people on scale 2 live at 88-92 %, people on oxygen within their range."""
    own = dice.gauss(0, PERSON_SD) + (YOUNGER if person.kind is Kind.STAFF else 0.0)
    means = {site: mean + own + dice.gauss(0, 0.1) for site, mean in SITE_MEAN.items()}
    means[Site.AXILLARY] = SITE_MEAN[Site.AXILLARY] + own
    resident = person.kind is Kind.RESIDENT
    unwilling = "dementia" in person.conditions and dice.random() < 0.12  # noqa: PLR2004 - one in eight says no often
    return Nature(
        site=_usual_site(person, dice),
        means=means,
        spo2=_usual_spo2(person, dice),
        breaths=dice.gauss(16, 1),
        pulse=dice.gauss(74, 6),
        systolic=dice.gauss(134, 8),
        refuses=0.08 if unwilling else 0.006,
        sleeps=0.006 if resident else 0.0,
    )


def _usual_site(person: Person, dice: Random) -> Site:
    if person.kind is Kind.STAFF:
        return Site.FOREHEAD
    oral = "dementia" not in person.conditions and dice.random() < 0.08  # noqa: PLR2004 - a few prefer the mouth
    return Site.ORAL if oral else Site.AXILLARY


def _usual_spo2(person: Person, dice: Random) -> float:
    if person.spo2_scale > 1:
        return dice.uniform(89.8, 90.8)
    if person.target_low_percent is not None:
        return dice.uniform(95.8, 96.8)
    return min(98.2, max(95.3, dice.gauss(96.8, 0.7)))


def felt(troubles: tuple[Trouble, ...], at: datetime) -> Felt:
    """Add up what a person's troubles do at an instant."""
    sums = [_SHAPES[t.shape](t, at) for t in troubles if t.start <= at <= t.end]
    if not sums:
        return Felt()
    symptoms = tuple(dict.fromkeys(code for f in sums for code in f.symptoms))
    return Felt(sum(f.warmth for f in sums), sum(f.spo2 for f in sums), sum(f.breaths for f in sums), symptoms)


def _infection(trouble: Trouble, at: datetime) -> Felt:
    """A cold start, fever on the second day, oxygen lowest a day later, all over by its end; cough goes last."""
    part = (at - trouble.start) / (trouble.end - trouble.start)
    fever = math.exp(-(((part - 0.28) / 0.16) ** 2))
    short = math.exp(-(((part - 0.45) / 0.18) ** 2))
    left = max(1, math.ceil(len(trouble.symptoms) * (1.15 - part)))
    return Felt(1.75 * fever, -1.3 * short, 3.0 * short, trouble.symptoms[:left])


def _worsening(trouble: Trouble, at: datetime) -> Felt:
    """Hardly seen on the first day, plain on the second, and bad at its end."""
    part = (at - trouble.start) / (trouble.end - trouble.start)
    told = math.floor(len(trouble.symptoms) * part + 0.35)
    return Felt(1.9 * part**1.5, -5.2 * part**4, 8.0 * part**3, trouble.symptoms[:told])


def _complaint(trouble: Trouble, at: datetime) -> Felt:
    del at
    return Felt(symptoms=trouble.symptoms)


_SHAPES = {"infection": _infection, "worsening": _worsening, "complaint": _complaint}


def temperature(life: Nature, site: Site, warmth: float, at: datetime, zone: ZoneInfo, dice: Random) -> int:
    """Measure a temperature, tenths of a degree Celsius."""
    local = at.astimezone(zone)
    hour = local.hour + local.minute / 60
    rhythm = DAY_NIGHT / 2 * math.cos((hour - _WARMEST_HOUR) * math.tau / 24)
    return round((life.means[site] + rhythm + warmth + dice.gauss(0, NOISE_SD)) * 10)


def spo2(life: Nature, change: float, dice: Random) -> int:
    """Read the oximeter, percent."""
    return min(_MOST_SPO2, round(life.spo2 + change + dice.gauss(0, SPO2_SD)))


def spread(dice: Random, first: datetime, last: datetime) -> datetime:
    """Some time between two others."""
    return first + timedelta(seconds=round(dice.random() * max(0.0, (last - first).total_seconds())))
