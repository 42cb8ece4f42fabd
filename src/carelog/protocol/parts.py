"""What a part of an observation says by itself: worked out once, since a year of rounds says the same few hundred."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from carelog.model.person import Kind
from carelog.model.reading import NotMeasured, Quantity, Reading, Site
from carelog.protocol.scoring import BEYOND_ROUND
from carelog.protocol.state import SYMPTOMS, Air, Item, Key
from carelog.protocol.triggers import Changes, Triggers

_KEPT = 8192
"""How many parts are remembered; each takes a few kilobytes at most."""
_ITEMS: Mapping[Quantity, Item] = {Quantity.TEMPERATURE: "temperature", Quantity.SPO2: "spo2"}

Who = tuple[Kind, bool, int]
"""Who is judged: kind, under age, SpO2 scale."""
Place = tuple[Quantity, Site]
Value = tuple[Quantity, int, Site]


class Whom(NamedTuple):
    """What is judged for a kind of person of an age on a scale."""

    bits: int
    readings: frozenset[Place]
    symptoms: frozenset[str]


class Judged(NamedTuple):
    """By what a check is looked up: the tables, who is judged and what for.

    `context` are readings nobody judges, `required` what a complete observation holds.
    """

    triggers: Triggers
    who: Who
    whom: Whom
    context: frozenset[Quantity]
    required: Mapping[Kind, tuple[Item, ...]]

    def bits(
        self, values: Iterable[Value], symptoms: frozenset[str] | None, reasons: Mapping[Quantity, NotMeasured]
    ) -> int:
        """The rules that values, symptoms and reasons can concern by themselves."""
        found, out = self.triggers, 0
        for why in reasons.values():
            out |= found.reasons[why]
        for quantity, value, site in values:
            out |= found.of_value(quantity, value, self.who[2])
            if quantity not in self.context and (quantity, site) not in self.whom.readings:
                out |= found.unjudged
        if symptoms:
            out |= found.of_symptoms(symptoms)
            out |= 0 if symptoms <= self.whom.symptoms else found.unjudged
        return out

    def calm(self, wave: "Wave", covered: frozenset[Item], symptoms: frozenset[str] | None) -> bool:
        """Whether a wave that is all of a check can concern a rule only beside what was known before.

        Of somebody on room air for whom nothing is signed, while no rule is open and no swab or medicine counts.
        """
        kind, young, _ = self.who
        asks = wave.bits & self.whom.bits if symptoms else wave.bits & self.whom.bits & ~self.triggers.beside
        whole = not wave.reasons and covered.issuperset(self.required[kind])
        return whole and not (young or asks or self._scores(wave)) and wave.air in (None, Air.ROOM)

    def _scores(self, wave: "Wave") -> bool:
        """Whether a rule may ask for the points of NEWS2 of a wave, of somebody of whom nobody knows the usual sum."""
        begun = not BEYOND_ROUND.isdisjoint(wave.fresh)
        asked = [(least, by) for _, least, by in self.triggers.points if begun or not (by.begun or by.complete)]
        off = [(least, by.usual_else if by.over_usual else 0) for least, by in asked]
        return any(usual is not None and wave.points - usual >= least for least, usual in off)

    def points(self, values: Iterable[Value]) -> int:
        """The most points of NEWS2 that values can score, whichever of a quantity counts; those of oxygen left out."""
        rows, best = self.triggers.most[self.who[2]], dict[Quantity, int]()
        for quantity, value, _ in values:
            best[quantity] = max(best.get(quantity, 0), rows[quantity].get(value, 0))
        return sum(best.values())


class Wave(NamedTuple):
    """Readings of a part that were taken together, at most one of each quantity."""

    values: tuple[Value, ...]
    reasons: Mapping[Quantity, NotMeasured]
    """of what was not measured"""
    air: Air | None
    """what somebody said about oxygen"""
    oxygen: Reading | None
    """the flow, read or not; None where it was left out, or not taken for a reason"""
    fresh: frozenset[Quantity]
    normals: Mapping[Air, Mapping[Key, int]]
    """the values that can count towards a baseline, by what was breathed"""
    bits: int
    """the rules it can concern by itself, where nothing else is known of the check"""
    points: int
    """the most points of NEWS2 it can score then"""
    by_site: Mapping[Place, int]
    spo2: Place | None
    """where SpO2 was read"""
    steps: tuple[tuple[Place, int, int], ...]
    """values that a rule may ask about where they are so far from the last one"""
    changes: tuple[tuple[Key, int, Changes], ...]
    """values on room air that a rule may ask about where they are so far from the own normal"""


class Part(NamedTuple):
    """What one part of an observation says, and by what it is looked up."""

    judged: Judged
    waves: tuple[Wave, ...]
    covered: frozenset[Item]
    reasons: Mapping[Item, NotMeasured]
    symptoms: frozenset[str] | None
    calm: Wave | None
    """where it is an ordinary round that by itself no rule asks about: all of it"""


Told = Callable[[tuple[Reading, ...], tuple[str, ...] | None, NotMeasured | None, Who], Part]
"""What the readings, the symptoms and why they were not asked say of a part, for who is judged."""


def told(
    triggers: Triggers,
    whom: Mapping[Who, Whom],
    context: frozenset[Quantity],
    required: Mapping[Kind, tuple[Item, ...]],
) -> Told:
    """How parts are read by these rules: each that says the same once."""

    @lru_cache(_KEPT)
    def say(
        readings: tuple[Reading, ...], symptoms: tuple[str, ...] | None, not_asked: NotMeasured | None, who: Who
    ) -> Part:
        judged = Judged(triggers, who, whom[who], context, required)
        asked = None if symptoms is None else frozenset(symptoms)
        found, covered = tuple(_wave(judged, wave, asked) for wave in waves(readings)), _covered(readings, asked)
        calm = found[0] if len(found) == 1 and not_asked is None and judged.calm(found[0], covered, asked) else None
        return Part(judged, found, covered, _reasons(readings, not_asked), asked, calm)

    return say


def waves(readings: Sequence[Reading]) -> list[Sequence[Reading]]:
    """The readings of a part as they were taken: the first of each quantity, then the repeats, one after the other."""
    out: list[list[Reading]] = [[]]
    counts: dict[Quantity, int] = {}
    for r in readings:
        n = counts.get(r.quantity, 0)
        counts[r.quantity] = n + 1
        if n == len(out):
            out.append([])
        out[n].append(r)
    return list(out)


def _wave(judged: Judged, readings: Sequence[Reading], symptoms: frozenset[str] | None) -> Wave:
    values = tuple((r.quantity, r.value, r.site or Site.UNKNOWN) for r in readings if r.value is not None)
    reasons = {r.quantity: r.not_measured for r in readings if r.not_measured is not None}
    oxygen = next((r for r in readings if r.quantity is Quantity.OXYGEN), None)
    found, normals = judged.triggers, {air: _normals(values, air) for air in Air}
    change = found.change[judged.who[2]]
    return Wave(
        values=values,
        reasons=reasons,
        air=_air(oxygen),
        oxygen=None if oxygen is None or oxygen.not_measured is not None else oxygen,
        fresh=frozenset(quantity for quantity, _, _ in values),
        normals=normals,
        bits=judged.bits(values, symptoms, reasons),
        points=judged.points(values),
        by_site={(quantity, site): value for quantity, value, site in values},
        spo2=next(((q, site) for q, _, site in values if q is Quantity.SPO2), None),
        steps=tuple(((q, site), value, found.jump[q][1]) for q, value, site in values if q in found.jump),
        changes=tuple((k, v, change[k[0]]) for k, v in normals[Air.ROOM].items() if k[0] in change),
    )


def _air(oxygen: Reading | None) -> Air | None:
    """What somebody said about oxygen; a flow not read is on oxygen all the same."""
    if oxygen is None:
        return None
    if oxygen.not_measured is not None:
        return Air.UNSURE
    return Air.ROOM if oxygen.value == 0 else Air.OXYGEN


def _normals(values: Iterable[Value], air: Air) -> dict[Key, int]:
    """The temperature, and the SpO2 where it is known in which air it was read."""
    out: dict[Key, int] = {}
    for quantity, value, site in sorted(values, key=lambda v: v[0] is Quantity.SPO2):
        if quantity is Quantity.TEMPERATURE:
            out[quantity, site, Air.ROOM] = value
        elif quantity is Quantity.SPO2 and air is not Air.UNSURE:
            out[quantity, site, air] = value
    return out


def _covered(readings: Iterable[Reading], symptoms: frozenset[str] | None) -> frozenset[Item]:
    found = {item for r in readings if r.value is not None and (item := _ITEMS.get(r.quantity))}
    return frozenset(found if symptoms is None else {*found, SYMPTOMS})


def _reasons(readings: Iterable[Reading], not_asked: NotMeasured | None) -> dict[Item, NotMeasured]:
    out = {
        item: r.not_measured
        for r in readings
        if r.not_measured is not None and (item := _ITEMS.get(r.quantity)) is not None
    }
    if not_asked is not None:
        out[SYMPTOMS] = not_asked
    return out
