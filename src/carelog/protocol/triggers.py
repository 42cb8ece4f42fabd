"""Which rules a value can concern at all: a table by value, so that a normal round asks almost none."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import NamedTuple, TypeGuard

from carelog.model.reading import HARD, NotMeasured, Quantity
from carelog.protocol import symptoms, wording
from carelog.protocol.breathing import Windows, windows
from carelog.protocol.chart import news2
from carelog.protocol.compile import codes_of
from carelog.protocol.schema import Ask, Rule
from carelog.protocol.scoring import Counted, counted
from carelog.protocol.state import Sample
from carelog.protocol.wording import Line, Wording

_SCALES = (1, 2)
"""Those of SpO2."""


class Changes(NamedTuple):
    """Rules about a step from the own normal: bits, and the smallest step that holds; a fall's is negative."""

    rises: tuple[tuple[int, int], ...]
    falls: tuple[tuple[int, int], ...]

    def of_value(self, value: int, low: int, high: int) -> int:
        """The rules a value can concern where the own normal lies from one value to another."""
        out, rise, fall = 0, value - low, value - high
        for bit, step in self.rises:
            if rise >= step:
                out |= bit
        for bit, step in self.falls:
            if fall <= step:
                out |= bit
        return out


class Triggers(NamedTuple):
    """Bits of rules, by what may make them hold."""

    table: Mapping[int, Mapping[Quantity, tuple[int, ...]]]
    """by SpO2 scale and by value, from the lowest possible one"""
    change: Mapping[int, Mapping[Quantity, Changes]]
    """by scale"""
    jump: Mapping[Quantity, tuple[int, int]]
    """bits, and the smallest distance from the last value that is asked about"""
    oxygen: int
    """those that oxygen, or nobody knowing about it, is enough for"""
    table_on_oxygen: Mapping[int, Mapping[Quantity, tuple[int, ...]]]
    """by scale and value as `table`: those that ask about it on oxygen only"""
    below_target: int
    without_order: int
    raised: tuple[tuple[int, timedelta], ...]
    """bits, and for how long after oxygen was started or raised they may hold"""
    risen: int
    """those that ask for a flow above an earlier one"""
    symptoms: Mapping[str, int]
    """by code"""
    any_symptom: int
    """those that ask for any, known or not"""
    reasons: Mapping[NotMeasured, int]
    lacking: int
    whole: int
    """those that are over at once where nothing lacks any more, if they were no alert"""
    apart: int
    unjudged: int
    under_age: int
    standing: int
    target: int
    """rules whose lines move with a signed target"""
    ran_out: int
    dated: int
    """those that a last date on file going by may be enough for"""
    decline: tuple[tuple[int, Windows, int], ...]
    """bits, the times compared and the least fall that holds; looked at with the first SpO2 of a day"""
    happened: int
    """those that a swab or a medicine may be enough for"""
    swabbed: int
    """those that a swab has any say in"""
    dosed: int
    scored: int
    """a mark, no rule's bit: this value may give points of NEWS2"""
    most: Mapping[int, Mapping[Quantity, Mapping[int, int]]]
    """by SpO2 scale: the points of NEWS2 of a value, 0 left out, and those of oxygen"""
    on_oxygen: int
    points: tuple[tuple[int, int, Counted], ...]
    """bits of rules that ask for points, how many, counted how; who asks for fewest first"""
    wakes: Mapping[str, int]
    """by rule: those that may hold because it does"""
    usual: frozenset[str]
    """the symptoms that no rule asks about in a person who always has them"""
    beside: int
    """those that hold only beside a symptom, a rule they name, a swab or a medicine, and remember nothing meanwhile"""
    company: int
    """those that are named so, or may bring one up that is"""

    def of_value(self, quantity: Quantity, value: int, scale: int) -> int:
        """The rules a value by itself can concern on a scale; a value that cannot be concerns them all."""
        low, high = HARD[quantity]
        return self.table[scale][quantity][value - low] if low <= value <= high else -1

    def of_value_on_oxygen(self, quantity: Quantity, value: int, scale: int) -> int:
        """The rules a value can concern only because it was, or may have been, read on oxygen."""
        low, high = HARD[quantity]
        return self.table_on_oxygen[scale][quantity][value - low] if low <= value <= high else -1

    def of_symptoms(self, codes: frozenset[str]) -> int:
        """The rules these symptoms can concern."""
        out = 0
        for code in codes:
            out |= self.symptoms.get(code, self.any_symptom)
        return out

    def of_step(self, quantity: Quantity, before: Sample | None, value: int) -> int:
        """The rules a step from the last value can concern."""
        found = self.jump.get(quantity)
        return found[0] if found and before is not None and abs(value - before.value) >= found[1] else 0


def triggers(rules: tuple[Rule, ...], bits: Mapping[str, int], asks: tuple[Ask, ...]) -> Triggers:
    """Work out the tables; `bits` by rule id."""
    pairs = [(bits[r.id], leaf) for r in rules for c in r.cases() for leaf in needed(c.when)]
    every = [(bits[r.id], leaf) for r in rules for c in r.cases() for leaf in wording.walk((c.when,))]
    unlikely = _of(pairs, wording.Unlikely)
    asked = [(bit, leaf) for bit, leaf in pairs if isinstance(leaf, wording.Points)]
    points = tuple((bit, leaf.least, counted(leaf)) for bit, leaf in sorted(asked, key=lambda pair: pair[1].least))
    scored = 1 << len(bits) if points else 0
    wakes = {r.id: woken for r in rules if (woken := _wakened(r.id, pairs))}
    standing = _of(pairs, wording.OpenAt)
    beside = [r for r in rules if all(_beside(c.when) and not wording.remembers(c.when) for c in r.cases())]
    return Triggers(
        table={s: {q: _row(q, s, pairs, asks, (unlikely, scored)) for q in Quantity} for s in _SCALES},
        table_on_oxygen={s: {q: _row_on_oxygen(q, s, pairs) for q in Quantity} for s in _SCALES},
        usual=_usual(every),
        change={s: {q: found for q in Quantity if any(found := _changes(q, s, pairs))} for s in _SCALES},
        jump={q: (unlikely, step) for q in Quantity if (step := _step(q, asks))},
        oxygen=_of([(bit, w) for bit, w in pairs if not _ordered(w)], wording.OnOxygen)
        | _moving_on_oxygen(pairs)
        | scored,
        below_target=_of(pairs, wording.Target),
        raised=tuple((bit, timedelta(hours=w.within_hours)) for bit, w in pairs if _since_raised(w)),
        risen=_of([(bit, w) for bit, w in pairs if not _since_raised(w)], wording.Flow),
        without_order=_of([(bit, w) for bit, w in pairs if _ordered(w)], wording.OnOxygen),
        symptoms=_by_code(pairs),
        any_symptom=_of([(bit, w) for bit, w in pairs if _of_any(w)], wording.Symptoms),
        reasons={why: _for_reason(why, pairs) for why in NotMeasured},
        lacking=_of(pairs, wording.Lacking, wording.Missing),
        whole=sum(bits[r.id] for r in rules if not r.clear_hours and all(_of_lack(c.when) for c in r.cases())),
        apart=_of(pairs, wording.Apart),
        unjudged=_of(pairs, wording.Unjudged),
        under_age=_of(pairs, wording.UnderAge),
        standing=standing,
        target=_moving(rules, bits),
        ran_out=_of(pairs, wording.TargetRanOut),
        dated=_of(pairs, wording.TargetRanOut, wording.Lacking, wording.Missing)
        | _of([(bit, w) for bit, w in pairs if _ordered(w)], wording.OnOxygen),
        decline=tuple((bit, windows(w), w.by) for bit, w in pairs if isinstance(w, wording.Decline)),
        happened=_of(pairs, wording.Swab, wording.Since),
        swabbed=_of([(bit, w) for bit, w in every if not _of_a_medicine(w)], wording.Swab, wording.Since),
        dosed=_of([(bit, w) for bit, w in every if _of_a_medicine(w)], wording.Since),
        scored=scored,
        most={s: {q: _points(q, s) for q in Quantity} for s in _SCALES},
        on_oxygen=max(news2().bands["oxygen"].points),
        points=points,
        wakes=wakes,
        beside=sum(bits[r.id] for r in beside),
        company=_company(beside, bits, wakes, standing),
    )


_SELECTIVE: tuple[type[Wording], ...] = (
    wording.Bound,
    wording.Lasting,
    wording.Symptoms,
    wording.Missing,
    wording.Swab,
    wording.Since,
    wording.Change,
    wording.Points,
)
"""Conditions that seldom hold, the one that is looked up fastest first."""
_FACTS = (wording.InClass, wording.HasDisease)
"""Conditions that no check brings up: a rule that rested on one of them alone would be asked by nothing."""


def needed(asked: Wording) -> tuple[Wording, ...]:
    """Conditions of which at least one holds whenever this one does: of an `all`, those of its most selective part.

    Of `n_of` so many of the most selective parts that the others alone are too few.
    """
    if isinstance(asked, wording.AnyOf):
        return tuple(leaf for part in asked.of for leaf in needed(part))
    if isinstance(asked, wording.AllOf):
        return min((needed(part) for part in asked.of), key=_frequency)
    if isinstance(asked, wording.NOf):
        ranked = sorted((needed(part) for part in asked.of), key=_frequency)
        return tuple(leaf for leaves in ranked[: len(ranked) - asked.least + 1] for leaf in leaves)
    return (asked,)


_SIGNS = (wording.Symptoms, wording.Held, wording.Swab, wording.Since)


def _beside(asked: Wording) -> bool:
    """Whether a condition cannot hold without a symptom, a rule that it names, a swab or a medicine."""
    if isinstance(asked, wording.AllOf):
        return any(_beside(part) for part in asked.of)
    if isinstance(asked, wording.AnyOf):
        return all(_beside(part) for part in asked.of)
    return isinstance(asked, _SIGNS)


def _of_lack(asked: Wording) -> bool:
    """Whether a condition is clear wherever nothing lacks."""
    if isinstance(asked, wording.AllOf):
        return any(_of_lack(part) for part in asked.of)
    if isinstance(asked, wording.AnyOf):
        return all(_of_lack(part) for part in asked.of)
    return isinstance(asked, wording.Lacking | wording.Missing)


def _company(beside: Sequence[Rule], bits: Mapping[str, int], wakes: Mapping[str, int], standing: int) -> int:
    """The rules these name, with those that may bring one of them up; all where any open one may."""
    asked = wording.walk(c.when for r in beside for c in r.cases())
    out = sum(bits[rule] for rule in {rule for w in asked if isinstance(w, wording.Held) for rule in w.any_of})
    before = 0
    while out != before:
        before = out
        for rule, bit in bits.items():
            out |= bit if (wakes.get(rule, 0) | standing) & out else 0
    return out


def _frequency(leaves: tuple[Wording, ...]) -> int:
    ranks = [_SELECTIVE.index(type(leaf)) if type(leaf) in _SELECTIVE else len(_SELECTIVE) for leaf in leaves]
    ranks += [len(_SELECTIVE) + 1 for leaf in leaves if isinstance(leaf, _FACTS)]
    return max(ranks) * 100 + len(ranks)


def _wakened(rule: str, pairs: list[tuple[int, Wording]]) -> int:
    out = 0
    for bit, asked in pairs:
        out |= bit if isinstance(asked, wording.Held) and rule in asked.any_of else 0
    return out


def _of(pairs: list[tuple[int, Wording]], *kinds: type[Wording]) -> int:
    out = 0
    for bit, asked in pairs:
        out |= bit if isinstance(asked, kinds) else 0
    return out


def _moving(rules: tuple[Rule, ...], bits: Mapping[str, int]) -> int:
    out = 0
    for rule in rules:
        asked = wording.walk(c.when for c in rule.cases())
        out |= bits[rule.id] if any(isinstance(w, wording.Bound) and w.target is not None for w in asked) else 0
    return out


def _by_code(pairs: list[tuple[int, Wording]]) -> dict[str, int]:
    """The rules that each symptom can concern."""
    out: dict[str, int] = {}
    for bit, asked in pairs:
        if isinstance(asked, wording.Symptoms):
            for code in codes_of(asked):
                out[code] = out.get(code, 0) | bit
    return out


def _usual(every: list[tuple[int, Wording]]) -> frozenset[str]:
    asked = [codes_of(w) for _, w in every if isinstance(w, wording.Symptoms) and not w.new]
    return frozenset(s.code for s in symptoms.every()).difference(*asked)


def _of_any(asked: Wording) -> bool:
    return isinstance(asked, wording.Symptoms) and not (asked.groups or asked.codes)


def _of_a_medicine(asked: Wording) -> bool:
    return isinstance(asked, wording.Since) and asked.of == "antipyretic"


def _since_raised(asked: Wording) -> TypeGuard[wording.Flow]:
    return isinstance(asked, wording.Flow) and asked.up_by is None


def _ordered(asked: Wording) -> bool:
    return isinstance(asked, wording.OnOxygen) and asked.without_order


def _for_reason(why: NotMeasured, pairs: list[tuple[int, Wording]]) -> int:
    return _of([(bit, w) for bit, w in pairs if isinstance(w, wording.Reason) and why in w.reasons], wording.Reason)


def _moving_on_oxygen(pairs: list[tuple[int, Wording]]) -> int:
    return _of([(bit, w) for bit, w in pairs if _only_on_oxygen(w) and w.target is not None], wording.Bound)


def _only_on_oxygen(asked: Wording) -> TypeGuard[wording.Bound]:
    return isinstance(asked, wording.Bound) and asked.air == "oxygen"


def _row(
    quantity: Quantity, scale: int, pairs: list[tuple[int, Wording]], asks: tuple[Ask, ...], marks: tuple[int, int]
) -> tuple[int, ...]:
    """The rules of each value; `marks` are those about an unlikely one, and that it scores."""
    lines = [(bit, line) for bit, w in pairs for line in _lines(w, quantity, scale)]
    mine = [a for a in asks if a.reading is quantity and a.scale in (None, scale)]
    points, (unlikely, scored) = _points(quantity, scale), marks
    low, high = HARD[quantity]
    out = []
    for value in range(low, high + 1):
        found = unlikely if any(_beyond(a, value) for a in mine) else 0
        found |= scored if value in points else 0
        for bit, line in lines:
            found |= bit if (value >= line.limit if line.high else value <= line.limit) else 0
        out.append(found)
    return tuple(out)


def _points(quantity: Quantity, scale: int) -> dict[int, int]:
    """The values of a quantity that give points of NEWS2, in whatever air, with the most they can give."""
    chart, (low, high) = news2(), HARD[quantity]
    if quantity is Quantity.SPO2:
        tables = [chart.spo2(scale, on_oxygen=on) for on in (False, True)]
    else:
        tables = [b for name, b in chart.bands.items() if name == quantity and quantity is not Quantity.OXYGEN]
    rated = {v: max((bands.of(v) for bands in tables), default=0) for v in range(low, high + 1)}
    return {value: points for value, points in rated.items() if points}


def _row_on_oxygen(quantity: Quantity, scale: int, pairs: list[tuple[int, Wording]]) -> tuple[int, ...]:
    mine = [(bit, w) for bit, w in pairs if _only_on_oxygen(w) and w.reading is quantity and w.scale in (None, scale)]
    lines = [(bit, line) for bit, w in mine for line in w.lines]
    low, high = HARD[quantity]
    return tuple(
        sum({bit for bit, line in lines if (value >= line.limit if line.high else value <= line.limit)})
        for value in range(low, high + 1)
    )


def _lines(asked: Wording, quantity: Quantity, scale: int) -> tuple[Line, ...]:
    if isinstance(asked, wording.Bound) and asked.reading is quantity and asked.air != "oxygen":
        return asked.lines if asked.scale in (None, scale) else ()
    if isinstance(asked, wording.Lasting) and asked.reading is quantity:
        return (asked.line,)
    return ()


def _beyond(ask: Ask, value: int) -> bool:
    return (ask.below is not None and value <= ask.below) or (ask.above is not None and value >= ask.above)


def _changes(quantity: Quantity, scale: int, pairs: list[tuple[int, Wording]]) -> Changes:
    asked = [(bit, w) for bit, w in pairs if isinstance(w, wording.Change) and w.scale in (None, scale)]
    lines = [(bit, w.line) for bit, w in asked if w.reading is quantity]
    rises, falls = (tuple((bit, line.limit) for bit, line in lines if line.high is high) for high in (True, False))
    return Changes(rises, falls)


def _step(quantity: Quantity, asks: tuple[Ask, ...]) -> int | None:
    steps = [a.jump + 1 for a in asks if a.reading is quantity and a.jump is not None]
    steps += [a.drop for a in asks if a.reading is quantity and a.drop is not None]
    return min(steps, default=None)
