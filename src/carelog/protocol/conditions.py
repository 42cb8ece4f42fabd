"""The conditions, one pure function each: what was found, said as a verdict.

A condition never raises and never looks at a clock. Where it holds it leaves the reason in `look.hits`.
"""

from collections.abc import Callable, Mapping, Sequence

from carelog.model.reading import NotMeasured, Quantity, Site
from carelog.model.severity import Severity
from carelog.protocol import colour
from carelog.protocol.decide import Several, deciding
from carelog.protocol.decide import apart as too_far_apart
from carelog.protocol.look import Look
from carelog.protocol.state import SYMPTOMS, Air, Hit, Sample, Verdict

Condition = Callable[[Look], Verdict]
"""A rule's condition, ready to be asked."""
Judge = Callable[[Look, Sequence[Sample]], Verdict]
"""A judgement of some values of one quantity."""

ABSENT, CLEAR, NEAR, HOLDS = Verdict
_MAY_HOLD = (HOLDS, NEAR, ABSENT, CLEAR)
"""What holds first, what was not measured before what is clear."""
_AWAY = frozenset({NotMeasured.OUT, NotMeasured.HOSPITAL})


def all_of(conditions: tuple[Condition, ...], *, whole: bool = True) -> Condition:
    """Every one holds. One that is clear makes the whole clear; one that was not measured leaves it open.

    `whole`: all are asked also behind one that is clear, since one of them remembers what it saw.
    """

    def ask(look: Look) -> Verdict:
        before, least = len(look.hits), HOLDS
        for condition in conditions:
            said = condition(look)
            if said is CLEAR or least is not CLEAR:
                least = CLEAR if said is CLEAR else min(least, said)
            if least is CLEAR and not whole:
                break
        if least is not HOLDS:
            del look.hits[before:]
        return least

    return ask


def any_of(conditions: tuple[Condition, ...]) -> Condition:
    """At least one holds; the worst of what they say."""

    def ask(look: Look) -> Verdict:
        return max([condition(look) for condition in conditions])

    return ask


def n_of(least: int, conditions: tuple[Condition, ...]) -> Condition:
    """So many hold. It is clear only once so many are clear that the rest are too few; else the worst that may be."""

    def ask(look: Look) -> Verdict:
        before = len(look.hits)
        found = sorted((condition(look) for condition in conditions), key=_MAY_HOLD.index)[least - 1]
        if found is not HOLDS:
            del look.hits[before:]
        return found

    return ask


class Limits:
    """A threshold ready to be asked: the nearest value that holds, the nearest that is clear, the file's own text."""

    __slots__ = ("clear", "high", "limit", "text")

    def __init__(self, limit: int, clear: int, text: str, *, high: bool) -> None:
        self.limit = limit
        self.clear = clear
        self.text = text
        self.high = high

    def say(self, value: int) -> Verdict:
        """Where a value stands."""
        if self.high:
            return HOLDS if value >= self.limit else CLEAR if value <= self.clear else NEAR
        return HOLDS if value <= self.limit else CLEAR if value >= self.clear else NEAR


def hit(quantity: Quantity, value: int, bound: str, *, high: bool) -> Hit:
    """Why a value made a condition hold."""
    return Hit(quantity.value, value, bound, 1 if high else -1, quantity.value)


def decided(quantity: Quantity, judge: Judge) -> Condition:
    """Ask about the values of this check: which one decides is the judge's to say."""

    def ask(look: Look) -> Verdict:
        samples = look.samples(quantity)
        return judge(look, samples) if samples else ABSENT

    return ask


def bound(
    quantity: Quantity,
    lines: Mapping[Site | None, Limits],
    scale: int | None,
    air: Air | None,
    below_on_oxygen: int | None,
    several: Several = "worst_of_two",
) -> Judge:
    """A value against fixed lines. Another scale than the person's says clear: the rule is not theirs.

    A value read in another air cannot hold, nor speak against it; it can only be clear.
    """

    def judge(look: Look, samples: Sequence[Sample]) -> Verdict:
        if scale is not None and scale != look.scale():
            return CLEAR
        if len(samples) == 1:
            return _site(look, samples[0].site, samples)
        return max(_site(look, site, [s for s in samples if s.site is site]) for site in {s.site for s in samples})

    def _site(look: Look, site: Site, here: Sequence[Sample]) -> Verdict:
        limits = lines.get(site) or lines.get(None)
        if limits is None:
            return ABSENT
        here = _in_air(look, here, air)
        value = deciding([s.value for s in here], high=limits.high, several=several)
        said = limits.say(value)
        if said is HOLDS:
            if not breathed(look, here, air):
                return ABSENT
            look.hits.append(hit(quantity, value, limits.text, high=limits.high))
        elif said is CLEAR and below_on_oxygen is not None and value >= below_on_oxygen:
            return CLEAR if look.air_of(here[-1]) is Air.ROOM else NEAR
        elif said is NEAR and not breathed(look, here, air):
            return ABSENT
        return said

    return judge


def unless_elsewhere(judge: Judge, least: int, clear: int, *, high: bool) -> Judge:
    """A value no further off than `least` counts as back where another site of the same check is clearly back."""
    way = 1 if high else -1

    def ask(look: Look, samples: Sequence[Sample]) -> Verdict:
        good = {s.site for s in samples if all(way * t.value <= way * clear for t in samples if t.site is s.site)}
        slight = all(way * s.value <= way * least for s in samples)
        return CLEAR if good and slight and len({s.site for s in samples}) > 1 else judge(look, samples)

    return ask


def _in_air(look: Look, samples: Sequence[Sample], air: Air | None) -> Sequence[Sample]:
    """The values that were, or may have been, read in this air; all of them where none was."""
    if air is None or len(samples) == 1:
        return samples
    return [s for s in samples if breathed(look, (s,), air)] or samples


def breathed(look: Look, samples: Sequence[Sample], air: Air | None) -> bool:
    """Whether any of these values was, or may have been, read in this air."""
    return air is None or any(look.air_of(s) in (air, Air.UNSURE) for s in samples)


def change(quantity: Quantity, by: Limits, scale: int | None) -> Judge:
    """A value against the person's own normal, same site and same air; without one nothing can be said."""

    def judge(look: Look, samples: Sequence[Sample]) -> Verdict:
        if scale is not None and scale != look.scale():
            return CLEAR
        return max(_site(look, [s for s in samples if s.site is site]) for site in {s.site for s in samples})

    def _site(look: Look, here: Sequence[Sample]) -> Verdict:
        normal = look.baseline(quantity, here[-1])
        if normal is None:
            return ABSENT
        value = deciding([s.value for s in here], high=by.high)
        said = by.say(value - normal)
        if said is HOLDS:
            look.hits.append(hit(quantity, value, str(normal + by.limit), high=by.high))
        return said

    return judge


def below_target(clear_above: int) -> Judge:
    """SpO2 on oxygen, or where nobody knows, below the target."""

    def judge(look: Look, samples: Sequence[Sample]) -> Verdict:
        on = [s for s in samples if look.air_of(s) is not Air.ROOM]
        if not on:
            return CLEAR
        value, target = deciding([s.value for s in on], high=False), look.target()
        if value >= target:
            return CLEAR if value >= target + clear_above else NEAR
        look.hits.append(hit(Quantity.SPO2, value, str(target), high=False))
        return HOLDS

    return judge


def on_oxygen(*, without_order: bool) -> Condition:
    """The person is, or may be, on oxygen; clear once they are seen on room air, or an order is on file."""

    def ask(look: Look) -> Verdict:
        if look.check is None or (without_order and look.check.air is None and not look.samples(Quantity.SPO2)):
            return ABSENT
        if look.air is Air.ROOM or (without_order and look.has_order()):
            return CLEAR
        flow = look.samples(Quantity.OXYGEN)
        look.hits.append(Hit(Quantity.OXYGEN.value, flow[-1].value if flow else None, "", 0, ""))
        return HOLDS

    return ask


def symptoms(codes: frozenset[str] | None, *, new: bool, least: int) -> Condition:
    """So many symptoms of these codes (None: any); not asked says nothing, asked and too few is clear."""

    def ask(look: Look) -> Verdict:
        found = look.check.symptoms if look.check else None
        if found is None:
            return ABSENT
        mine = (found if codes is None else found & codes) - (look.usual() if new else frozenset())
        if len(mine) < least:
            return CLEAR
        look.hits.extend(Hit(SYMPTOMS, None, code, 0, f"symptom:{code}") for code in sorted(mine))
        return HOLDS

    return ask


def not_measured(reasons: frozenset[NotMeasured]) -> Condition:
    """A reading was not taken for one of these reasons and has no value in this check either."""

    def ask(look: Look) -> Verdict:
        if look.check is None:
            return ABSENT
        for quantity, reason in look.check.reasons.items():
            if reason in reasons:
                look.hits.append(Hit(quantity.value, None, reason.value, 0, quantity.value))
                return HOLDS
        return CLEAR

    return ask


def lacking(look: Look) -> Verdict:
    """The newest observation lacks something of a complete set; with none at all, everything lacks."""
    out = look.lacking()
    reasons = look.newest.reasons if look.newest else {}
    look.hits.extend(Hit(item, None, reasons[item].value if item in reasons else "", 0, "") for item in out)
    return HOLDS if out else CLEAR


def missing(in_a_row: int) -> Condition:
    """Something lacked in so many rounds in a row, this one included; away neither counts nor breaks the row."""

    def ask(look: Look) -> Verdict:
        if look.unit is None:
            return ABSENT
        found = CLEAR
        for item in look.rules.owed_by(look.person, look.at):
            count = left_out(look, item)
            if count >= in_a_row:
                reason = look.unit.reasons.get(item)
                look.hits.append(Hit(item, None, reason.value if reason else "", 0, ""))
                found = HOLDS
        return found

    return ask


def left_out(look: Look, item: str) -> int:
    """In how many rounds in a row an item lacks, 0 where this one has it or does not count (yet)."""
    unit = look.unit
    if unit is None or item in unit.covered:
        return 0
    reason = unit.reasons.get(item)
    counts = reason not in _AWAY if reason is not None else unit.in_round and unit.settled
    return look.rows.get(item, 0) + 1 if counts else 0


def unlikely(look: Look) -> Verdict:
    """A value the protocol asks about, not read again in this check."""
    if look.check is None:
        return ABSENT
    for quantity, samples in look.check.samples.items():
        if len(samples) == 1 and (text := look.rules.asked(look, quantity, samples[0])):
            look.hits.append(Hit(quantity.value, samples[0].value, text, 0, ""))
            return HOLDS
    return CLEAR


def apart(most: Mapping[Quantity, int]) -> Condition:
    """Two readings of this check too far apart, and no third."""

    def ask(look: Look) -> Verdict:
        for quantity, limit in most.items():
            samples = look.samples(quantity)
            if too_far_apart(samples, limit):
                look.hits.append(Hit(quantity.value, samples[-1].value, str(limit), 0, ""))
                return HOLDS
        return CLEAR

    return ask


def unjudged(look: Look) -> Verdict:
    """A value or a symptom of this check that no rule judges for this person."""
    if look.check is None:
        return ABSENT
    found = look.rules.unjudged(look)
    look.hits.extend(found)
    return HOLDS if found else CLEAR


def under_age(look: Look) -> Verdict:
    """The person is younger than the rules are made for."""
    return HOLDS if look.rules.under_age(look.person, look.at) else CLEAR


def rule_open(any_of_rules: tuple[str, ...]) -> Condition:
    """One of these rules holds, or has not cleared yet."""

    def ask(look: Look) -> Verdict:
        return HOLDS if any(rule in look.open for rule in any_of_rules) else CLEAR

    return ask


def standing(least: Severity, but: str) -> Condition:
    """Any other rule stands at this severity or above."""

    def ask(look: Look) -> Verdict:
        return HOLDS if look.standing(least, but) else CLEAR

    return ask


def in_class(any_of: frozenset[str], classes: colour.Classes | None) -> Condition:
    """The person's class is one of these; `unknown` where it is not known."""

    def ask(look: Look) -> Verdict:
        found = colour.classed(classes, look.person, look.at, look.rules.zone) if classes and look.person else None
        name = found.colour.value if found and found.colour else "unknown"
        if name not in any_of:
            return CLEAR
        look.hits.append(Hit("class", None, name, 0, ""))
        return HOLDS

    return ask


def never(look: Look) -> Verdict:  # noqa: ARG001 - has the shape of a condition
    """What is not judged here but when it is shown (missed rounds, the care plan's limits)."""
    return ABSENT
