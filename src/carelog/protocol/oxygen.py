"""Oxygen in litres and minutes: what a cylinder still holds, when the house falls short, and who comes first.

Pressure is what a gauge shows, in whole kilopascals: 1 bar is 100, 1 MPa is 1000. Flows are tenths of a litre a minute,
water capacities tenths of a litre. Nothing is rounded up: a time is never longer than it is.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from fractions import Fraction
from typing import NamedTuple

from carelog.model.severity import Severity

MOST_KPA = 35_000
"""No gauge of an oxygen cylinder goes further; a larger figure is a slip."""
LEAST_FLOW = 10
"""What somebody who still waits will draw at least: a nasal cannula begins at 1 L/min (guidelinegenius, BTS)."""

_UNITS = {"mpa": 1000, "m": 1000, "bar": 100, "b": 100, "kpa": 1}
_PRESSURE = re.compile(r"(\d{1,5})(?:\.(\d{1,2}))? ?(mpa|m|bar|b|kpa)")
_BAR_KPA = 100
_MINUTE, _INSTANT = timedelta(minutes=1), timedelta(microseconds=1)


def pressure(text: str) -> int | None:
    """A typed pressure in kPa: `12.5MPa`, `125bar`; None for anything else, and for a number without its unit."""
    found = _PRESSURE.fullmatch(unicodedata.normalize("NFKC", text).strip().replace("。", ".").casefold())
    if found is None:
        return None
    whole, part, unit = found.groups()
    kpa = Fraction(f"{whole}.{part or 0}") * _UNITS[unit]
    return int(kpa) if kpa <= MOST_KPA else None


def litres(water_tenths: int, kpa: int, reserve_kpa: int = 0) -> Fraction:
    """What a cylinder gives before its gauge is down to a reserve: water capacity times bar.

    The ideal gas law as used at the bedside, a bar standing for the air's own pressure: 1.3 % more than by 101.325 kPa,
    less than a gauge is off.
    """
    return Fraction(max(0, kpa - reserve_kpa) * water_tenths, _BAR_KPA * 10)


def minutes(left: Fraction, flow: int) -> int | None:
    """How many whole minutes so many litres last at a flow; None where nobody draws."""
    return int(left * 10 / flow) if flow > 0 else None


class Draw(NamedTuple):
    """From when on so much is drawn; a flow that nobody read is None."""

    since: datetime
    flow: int | None


def used(draws: Sequence[Draw], start: datetime, end: datetime) -> Fraction | None:
    """The litres drawn from an instant to another; None where a flow of that time was not read.

    `draws` are in the order of time, each holding until the next; before the first nobody drew.
    """
    total = Fraction(0)
    for n, draw in enumerate(draws):
        until = draws[n + 1].since if n + 1 < len(draws) else end
        span = min(until, end) - max(draw.since, start)
        if span <= timedelta(0):
            continue
        if draw.flow is None:
            return None
        total += Fraction(span // _INSTANT * draw.flow, _MINUTE // _INSTANT * 10)
    return total


class Supply(NamedTuple):
    """A source that may be drawn from: a cylinder holds so many litres, a concentrator never ends.

    `litres` None of a cylinder: nobody has read its gauge. `most` is the highest flow it gives, None where not said.
    """

    code: str
    endless: bool
    most: int | None
    litres: Fraction | None


class Breather(NamedTuple):
    """Somebody on oxygen. A source '' was not said, and a flow None was not read; `waits`: has none as yet."""

    person: str
    flow: int | None
    source: str
    waits: bool = False


def drawn(breathers: Iterable[Breather]) -> dict[str, int | None]:
    """Source -> what is drawn from it; None where a flow was not read."""
    out: dict[str, int | None] = {}
    for one in breathers:
        if one.source and not one.waits:
            before = out.get(one.source, 0)
            out[one.source] = None if before is None or one.flow is None else before + one.flow
    return out


def gives(supply: Supply, before: int, flow: int) -> bool:
    """Whether a source gives so much more than what is drawn from it."""
    return supply.most is None or before + flow <= supply.most


class Shortfall(NamedTuple):
    """When the supply first falls short, in minutes from now; 0 is now, None never while there is power.

    It is the latest it can be: everybody is put on another source in time, and `unknown` are left out.
    """

    minutes: int | None
    person: str
    """who is left without first, '' for nobody"""
    unknown: tuple[str, ...]
    """whose source, flow or pressure nobody has told"""


def first_short(supplies: Sequence[Supply], breathers: Sequence[Breather]) -> Shortfall:
    """When the first person is left without oxygen, if whoever's cylinder runs out is put on what is left.

    First a concentrator that still gives the flow, the one with least to spare; else the cylinder that holds most.
    """
    house = _House({s.code: s for s in supplies})
    unknown, waiting = [], []
    for one in breathers:
        if one.waits:
            waiting.append(one)
        elif not house.takes(one):
            unknown.append(one.person)
    lost = next((one.person for one in waiting if not house.place(one.person, one.flow or LEAST_FLOW)), "")
    passed = Fraction(0)
    while not lost:
        nearest = house.next_empty()
        if nearest is None:
            return Shortfall(None, "", tuple(unknown))
        span, code = nearest
        passed += span
        lost = house.emptied(code, span)
    return Shortfall(int(passed), lost, tuple(unknown))


class _House:
    """The sources of a house while they are drawn from, who is on which, and how much each cylinder still holds."""

    def __init__(self, supplies: Mapping[str, Supply]) -> None:
        self._supplies = supplies
        self._left = {s.code: s.litres for s in supplies.values() if not s.endless and s.litres}
        self._on: dict[str, dict[str, int]] = {code: {} for code in supplies}

    def takes(self, one: Breather) -> bool:
        """Put somebody where they are; False where that, or what it holds, is not known."""
        supply = self._supplies.get(one.source)
        if supply is None or one.flow is None or (not supply.endless and supply.litres is None):
            return False
        if not supply.endless:
            self._left.setdefault(one.source, Fraction(0))
        self._on[one.source][one.person] = one.flow
        return True

    def place(self, person: str, flow: int) -> bool:
        """Put somebody on the best source that is left; False where there is none."""
        able = [s for s in self._supplies.values() if gives(s, self._flow(s.code), flow)]
        endless = [s for s in able if s.endless]
        full = [s for s in able if self._left.get(s.code, 0) > 0]
        if endless:
            # one without a limit takes whoever is still to come, so it does not matter who is put on it
            code = min(endless, key=lambda s: ((s.most or 0) - self._flow(s.code), s.code)).code
        elif full:
            code = min(full, key=lambda s: (-self._left[s.code], s.code)).code
        else:
            return False
        self._on[code][person] = flow
        return True

    def next_empty(self) -> tuple[Fraction, str] | None:
        """In how many minutes the next cylinder is empty, and which; None where none is drawn from."""
        found = [(left * 10 / self._flow(code), code) for code, left in self._left.items() if self._flow(code)]
        return min(found, default=None)

    def emptied(self, code: str, span: Fraction) -> str:
        """Let so many minutes pass, and move whoever was on a cylinder that is now empty; who is left without."""
        for other in self._left:
            self._left[other] -= span * self._flow(other) / 10
        moving = sorted(self._on[code].items(), key=lambda told: (-told[1], told[0]))
        self._on[code] = {}
        return next((person for person, flow in moving if not self.place(person, flow)), "")

    def _flow(self, code: str) -> int:
        return sum(self._on[code].values())


class Need(NamedTuple):
    """Somebody who needs oxygen: how bad, how far below the target, since when. Neither colour nor age is known here.

    `spo2` None: nobody has measured it.
    """

    person: str
    severity: Severity
    spo2: int | None
    target: int
    since: datetime


def ranked(needs: Iterable[Need]) -> list[Need]:
    """Who comes first: severity, then how far below the target, then who waits longest; not measured is the worst."""
    return sorted(needs, key=_first)


def _first(need: Need) -> tuple[object, ...]:
    margin = (False, 0) if need.spo2 is None else (True, need.spo2 - need.target)
    return (-need.severity, margin, need.since, need.person)
