"""Which rules a value can concern at all: a table by value, so that a normal round asks almost none."""

from collections.abc import Mapping
from typing import NamedTuple

from carelog.model.reading import HARD, Quantity
from carelog.protocol import wording
from carelog.protocol.breathing import Windows, windows
from carelog.protocol.chart import news2
from carelog.protocol.compile import codes_of
from carelog.protocol.schema import Ask, Rule
from carelog.protocol.scoring import Counted, counted
from carelog.protocol.state import Sample
from carelog.protocol.wording import Line, Wording


class Triggers(NamedTuple):
    """Bits of rules, by what may make them hold."""

    table: Mapping[Quantity, tuple[int, ...]]
    """by value, from the lowest possible one"""
    change: Mapping[Quantity, tuple[tuple[int, int, bool], ...]]
    """bits, the smallest step (falls negative) from the own normal that holds, and whether it is a rise"""
    jump: Mapping[Quantity, tuple[int, int]]
    """bits, and the smallest distance from the last value that is asked about"""
    oxygen: int
    symptoms: Mapping[str, int]
    """by code"""
    any_symptom: int
    """those that ask for any, known or not"""
    reasons: int
    lacking: int
    apart: int
    unjudged: int
    under_age: int
    standing: int
    target: int
    """rules whose lines move with a signed target"""
    ran_out: int
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

    def of_value(self, quantity: Quantity, value: int) -> int:
        """The rules a value by itself can concern; a value that cannot be concerns them all."""
        low, high = HARD[quantity]
        return self.table[quantity][value - low] if low <= value <= high else -1

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
    return Triggers(
        table={q: _row(q, pairs, asks, unlikely, scored) for q in Quantity},
        change={q: _changes(q, pairs) for q in Quantity if _changes(q, pairs)},
        jump={q: (unlikely, step) for q in Quantity if (step := _step(q, asks))},
        oxygen=_of(pairs, wording.Target, wording.OnOxygen, wording.Flow) | _on_oxygen_only(pairs) | scored,
        symptoms=_by_code(pairs),
        any_symptom=_of([(bit, w) for bit, w in pairs if _of_any(w)], wording.Symptoms),
        reasons=_of(pairs, wording.Reason),
        lacking=_of(pairs, wording.Lacking, wording.Missing),
        apart=_of(pairs, wording.Apart),
        unjudged=_of(pairs, wording.Unjudged),
        under_age=_of(pairs, wording.UnderAge),
        standing=_of(pairs, wording.OpenAt),
        target=_moving(rules, bits),
        ran_out=_of(pairs, wording.TargetRanOut),
        decline=tuple((bit, windows(w), w.by) for bit, w in pairs if isinstance(w, wording.Decline)),
        happened=_of(pairs, wording.Swab, wording.Since),
        swabbed=_of([(bit, w) for bit, w in every if not _of_a_medicine(w)], wording.Swab, wording.Since),
        dosed=_of([(bit, w) for bit, w in every if _of_a_medicine(w)], wording.Since),
        scored=scored,
        most={scale: {q: _points(q, scale) for q in Quantity} for scale in (1, 2)},
        on_oxygen=max(news2().bands["oxygen"].points),
        points=points,
        wakes={r.id: _wakened(r.id, pairs) for r in rules if _wakened(r.id, pairs)},
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


def _of_any(asked: Wording) -> bool:
    return isinstance(asked, wording.Symptoms) and not (asked.groups or asked.codes)


def _of_a_medicine(asked: Wording) -> bool:
    return isinstance(asked, wording.Since) and asked.of == "antipyretic"


def _on_oxygen_only(pairs: list[tuple[int, Wording]]) -> int:
    return _of([(bit, w) for bit, w in pairs if isinstance(w, wording.Bound) and w.air == "oxygen"], wording.Bound)


def _row(
    quantity: Quantity, pairs: list[tuple[int, Wording]], asks: tuple[Ask, ...], unlikely: int, scored: int
) -> tuple[int, ...]:
    lines = [(bit, line) for bit, w in pairs for line in _lines(w, quantity)]
    mine, points = [a for a in asks if a.reading is quantity], _points(quantity, 1)
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


def _lines(asked: Wording, quantity: Quantity) -> tuple[Line, ...]:
    if isinstance(asked, wording.Bound) and asked.reading is quantity and asked.air != "oxygen":
        return asked.lines
    if isinstance(asked, wording.Lasting) and asked.reading is quantity:
        return (asked.line,)
    return ()


def _beyond(ask: Ask, value: int) -> bool:
    return (ask.below is not None and value <= ask.below) or (ask.above is not None and value >= ask.above)


def _changes(quantity: Quantity, pairs: list[tuple[int, Wording]]) -> tuple[tuple[int, int, bool], ...]:
    lines = [(bit, w.line) for bit, w in pairs if isinstance(w, wording.Change) and w.reading is quantity]
    return tuple((bit, line.limit, line.high) for bit, line in lines)


def _step(quantity: Quantity, asks: tuple[Ask, ...]) -> int | None:
    steps = [a.jump + 1 for a in asks if a.reading is quantity and a.jump is not None]
    steps += [a.drop for a in asks if a.reading is quantity and a.drop is not None]
    return min(steps, default=None)
