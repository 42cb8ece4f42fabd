"""NEWS2 of what was measured together: which reading of each parameter counts, and the condition asking for points."""

from collections.abc import Iterable
from datetime import UTC, datetime, tzinfo
from functools import lru_cache
from typing import NamedTuple

from carelog.model.person import Person
from carelog.model.reading import Quantity, Site
from carelog.protocol import wording
from carelog.protocol.chart import news2
from carelog.protocol.conditions import Condition
from carelog.protocol.look import Look
from carelog.protocol.news2 import PARAMETERS, Bands, Chart, Score, summed
from carelog.protocol.schema import CareProtocol
from carelog.protocol.state import NEWS2, Air, Check, Course, Hit, Verdict
from carelog.protocol.whom import own_figures

ABSENT, CLEAR, NEAR, HOLDS = Verdict
BEYOND_ROUND = frozenset(
    {Quantity.RESPIRATORY_RATE, Quantity.PULSE, Quantity.SYSTOLIC, Quantity.CONSCIOUSNESS},
)
"""What no round asks for: where one of these was measured, a set was begun."""
_SAID = {Air.ROOM: False, Air.OXYGEN: True}
_Read = tuple[int, Site, Air | None]
"""A value with its site and air."""


class Rated(NamedTuple):
    """A reading with its points; `bound` is the mildest value of its band, '' where there is no scale."""

    points: int
    value: int | None
    bound: str
    site: Site


class Found(NamedTuple):
    """The score of a check, and the reading that counts for each parameter measured."""

    score: Score
    rated: dict[str, Rated]


class Counted(NamedTuple):
    """How a rule counts points: see `Points` of the protocol file."""

    complete: bool
    begun: bool
    over_usual: bool
    usual_else: int | None

    def usual(self, person: Person | None, at: datetime, zone: tzinfo) -> int | None:
        """What is taken off before a sum is compared; None where nobody knows what the person usually scores."""
        if not self.over_usual:
            return 0
        mine = usual(person, at, zone)
        return self.usual_else if mine is None else mine

    def concerns(self, check: Check) -> bool:
        """Whether a check speaks of the set at all: a round by itself is judged by the rules of each reading."""
        return begun(check) or not (self.complete or self.begun)

    def asks_of(self, check: Check, found: Score) -> bool:
        """Whether this much of a set is enough to be asked about."""
        return (found.complete or not self.complete) and (not self.begun or begun(check))


def counted(asked: wording.Points) -> Counted:
    """How a condition of the file counts."""
    return Counted(asked.complete, asked.begun, asked.over_usual, asked.usual_else)


def usual(person: Person | None, at: datetime, zone: tzinfo = UTC) -> int | None:
    """What a person usually scores by a clinician's word, up to and including its last date, else None."""
    return person.usual_news2 if person is not None and own_figures(person, at, zone) else None


def begun(check: Check) -> bool:
    """Whether more was measured than a round asks for."""
    return not BEYOND_ROUND.isdisjoint(check.samples)


def score_of(protocol: CareProtocol, course: Course) -> Score | None:
    """NEWS2 of a person's newest check, None where it measured none of the seven.

    Of somebody under age no band is said: the chart is made for adults.
    """
    if course.check is None:
        return None
    found = of_check(course.check, course.person.scale() if course.person else 1)
    if found is None:
        return None
    young = protocol.ruleset.under_age(course.person, course.check.start)
    return found.score._replace(band=None, band_at_least=None, interval=None) if young else found.score


def of_check(check: Check, scale: int) -> Found | None:
    """The score of readings taken together, on an SpO2 scale; None where none of the seven is among them.

    Of two readings of one parameter that with more points counts, of three the middle one; of two sites of a
    temperature the one with more points. Oxygen counts only where somebody said whether there was any.
    """
    read = tuple((q, tuple((s.value, s.site, s.air) for s in samples)) for q, samples in check.samples.items())
    return _of_readings(read, check.air, scale)


@lru_cache(maxsize=4096)
def _of_readings(read: tuple[tuple[Quantity, tuple[_Read, ...]], ...], air: Air | None, scale: int) -> Found | None:
    """The same for values without their times; most rounds say what some other has said, so it is kept."""
    chart, by_quantity = news2(), dict(read)
    rated = {q.value: _decides(_plain(chart.bands[q.value], samples)) for q, samples in read if q in _PLAIN}
    if samples := by_quantity.get(Quantity.SPO2):
        rated["spo2"] = _decides(_spo2(chart, s, air, scale) for s in samples)
    if samples := by_quantity.get(Quantity.TEMPERATURE):
        sites = ([s for s in samples if s[1] is site] for site in dict.fromkeys(s[1] for s in samples))
        rated["temperature"] = max((_decides(_plain(chart.bands["temperature"], s)) for s in sites), key=_points)
    on_oxygen = _SAID.get(air) if air is not None else None
    if on_oxygen is not None:
        rated["oxygen"] = Rated(chart.bands["oxygen"].of(int(on_oxygen)), None, "", Site.UNKNOWN)
    if not rated:
        return None
    site = rated["temperature"].site if "temperature" in rated else Site.UNKNOWN
    return Found(summed(chart, {name: one.points for name, one in rated.items()}, site), rated)


_PLAIN = BEYOND_ROUND


def _plain(bands: Bands, samples: Iterable[_Read]) -> Iterable[Rated]:
    return (_rated(bands, s) for s in samples)


def _spo2(chart: Chart, sample: _Read, of_check: Air | None, scale: int) -> Rated:
    air = of_check if sample[2] is None else sample[2]
    return _rated(chart.spo2(scale, on_oxygen=_SAID.get(air) if air is not None else None), sample)


def _rated(bands: Bands, sample: _Read) -> Rated:
    value, site, _ = sample
    return Rated(bands.of(value), value, str(bands.edge(value)), site)


def _points(one: Rated) -> int:
    return one.points


def _decides(readings: Iterable[Rated]) -> Rated:
    ranked = sorted(readings, key=_points)
    return ranked[len(ranked) // 2]


def looked(look: Look) -> Found | None:
    """The score of the check looked at, worked out once however many rules ask."""
    if not look.scored:
        look.score = of_check(look.check, look.scale()) if look.check is not None else None
        look.scored = True
    return look.score


def points(asked: wording.Points) -> Condition:
    """At least so many points; clear at so few, and only once all that had given points was measured again."""
    how = counted(asked)

    def ask(look: Look) -> Verdict:
        found, off = looked(look), how.usual(look.person, look.at, look.rules.zone)
        if found is None or look.check is None or off is None:
            return ABSENT
        total = found.score.lower_bound
        if total - off >= asked.least and how.asks_of(look.check, found.score):
            look.hits.extend(_hits(found, total, asked.least + off))
            return HOLDS
        return CLEAR if total - off <= asked.clear or not how.concerns(look.check) else NEAR

    return ask


def _hits(found: Found, total: int, line: int) -> list[Hit]:
    """The sum against its line, then every parameter that gave points: each must be found again before it clears."""
    out = [Hit(NEWS2, total, str(line), 1, "")]
    for name in PARAMETERS:
        one = found.rated.get(name)
        if one is not None and one.points:
            out.append(Hit(name, one.value, one.bound, 0, name))
    return out
