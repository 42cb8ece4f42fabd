"""Which readings belong together, what an observation covers, and which rules a check can concern."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from carelog.model.observation import Seen, Way
from carelog.model.person import Person
from carelog.model.reading import NotMeasured, Quantity, Site
from carelog.model.round import RoundKey
from carelog.protocol.baseline import by_hand, enough, keys_of, median
from carelog.protocol.breathing import declines
from carelog.protocol.look import Look
from carelog.protocol.parts import Part, Place, Wave
from carelog.protocol.ruleset import Ruleset
from carelog.protocol.state import NO_VALUES, Air, Check, Course, Coverage, Item, Key, Sample
from carelog.protocol.triggers import Changes
from carelog.protocol.whom import target_ran_out

KEPT = 3
"""How many observations are remembered for a part that comes late."""
_AWAY = frozenset({NotMeasured.OUT, NotMeasured.HOSPITAL})

Last = Mapping[tuple[Quantity, Site], Sample]


class Begun(NamedTuple):
    """What a part's observation and round now cover, and the check it begins or goes on with."""

    check: Check
    last: Last
    seen: tuple[Coverage, ...]
    unit: Coverage
    rows: Mapping[Item, int]


def begun(rules: Ruleset, course: Course, seen: Seen, part: Part) -> Begun:
    """The check, the observation and the round a part belongs to, before its readings are read."""
    act, at, key = seen.act, seen.happened_at, seen.observed.round
    covered = covers(seen, part)
    known = act in [c.key for c in course.seen]
    observations = _observations(course.seen, covered, known=known)
    unit, rows = _unit(rules, course, covered, key or act, known=known)
    check = course.check
    if check is None or not (act == check.act or abs(at - check.start) <= rules.together):
        return Begun(opened(seen), last(course), observations, unit, rows)
    return Begun(check._replace(act=act, entry=seen.entry), course.last, observations, unit, rows)


def opened(seen: Seen) -> Check:
    """A check that begins with a part, before anything of it is read."""
    return Check(seen.happened_at, seen.act, seen.entry, {}, {}, None, None)


def covers(seen: Seen, part: Part) -> Coverage:
    """What one part covers, as an observation of its own."""
    in_round = seen.observed.round is not None
    return Coverage(seen.act, seen.happened_at, part.covered, part.reasons, in_round, settled=False)


def last(course: Course) -> Last:
    """The newest value of each quantity and site once another check begins."""
    if course.check is None:
        return course.last
    out = dict(course.last)
    for quantity, samples in course.check.samples.items():
        for sample in samples:
            out[quantity, sample.site] = sample
    return out


def old(rules: Ruleset, seen: Seen) -> bool:
    """Whether a part is from an import of old readings: what it opens is no alert."""
    return seen.observed.way is Way.IMPORT and seen.recorded_at - seen.happened_at > rules.quiet


def _observations(seen: tuple[Coverage, ...], part: Coverage, *, known: bool) -> tuple[Coverage, ...]:
    if not known:
        return (*seen[1 - KEPT :], part)
    return tuple(_both(c, part) if c.key == part.key else c for c in seen)


def _both(before: Coverage, part: Coverage) -> Coverage:
    """What is covered with one more part, which may settle what was left out before."""
    reasons = {**before.reasons, **part.reasons} if part.reasons else before.reasons
    return Coverage(before.key, part.at, before.covered | part.covered, reasons, before.in_round, settled=False)


def _unit(
    rules: Ruleset, course: Course, part: Coverage, key: RoundKey | str, *, known: bool
) -> tuple[Coverage, Mapping[Item, int]]:
    """The round (or the observation outside rounds) a part belongs to, and the rows of rounds before it."""
    unit = course.unit
    if unit is None:
        return part._replace(key=key), course.rows
    if unit.key == key:
        return _both(unit, part), course.rows
    if known:
        return unit, course.rows
    after = Coverage(key, part.at, part.covered, part.reasons, part.in_round, settled=False)
    return after, rows(rules, course, unit)


def rows(rules: Ruleset, course: Course, unit: Coverage) -> dict[Item, int]:
    """In how many rounds in a row each item lacked, once another round begins."""
    return {item: _row(course.rows.get(item, 0), unit, item) for item in rules.required_of(course.person)}


def _row(before: int, unit: Coverage, item: Item) -> int:
    """In how many rounds in a row an item lacked, with a round that is over."""
    if item in unit.covered:
        return 0
    reason = unit.reasons.get(item)
    counts = unit.in_round if reason is None else reason not in _AWAY
    return before + 1 if counts else before


def settles(rules: Ruleset, person: Person | None, unit: Coverage | None) -> datetime | None:
    """When what a round still lacks, with no reason given, begins to count as left out; None where nothing does."""
    if unit is None or unit.settled or not unit.in_round or unit.covered.issuperset(rules.required_of(person)):
        return None
    open_ = [i for i in rules.owed_by(person, unit.at) if i not in unit.covered and i not in unit.reasons]
    return unit.at + rules.settle if open_ else None


def read(check: Check, seen: Seen, part: Part, wave: Wave) -> Check:
    """A check with these readings, at most one of each quantity."""
    samples, air = dict(check.samples), check.air if wave.air is None else wave.air
    at, entry, act, key = seen.happened_at, seen.entry, seen.act, seen.observed.round
    for quantity, value, site in wave.values:
        samples[quantity] = (*samples.get(quantity, ()), Sample(value, site, air, at, entry, act, key))
    reasons = wave.reasons
    if check.samples or check.reasons:
        reasons = {q: why for q, why in {**check.reasons, **wave.reasons}.items() if q not in samples}
    symptoms = check.symptoms if part.symptoms is None else part.symptoms
    return Check(check.start, check.act, check.entry, samples, reasons, symptoms, air)


def bits(look: Look, check: Check, part: Part, by_itself: Wave | None) -> int:
    """The rules that a check can concern, for this kind of person and this age; `by_itself` where it is all of it."""
    found, judged = look.rules.triggers, part.judged
    symptoms = _unusual(look, check.symptoms) if check.symptoms else check.symptoms
    if by_itself is not None and symptoms == check.symptoms:
        out = by_itself.bits
    else:
        values = [(q, s.value, s.site) for q, samples in check.samples.items() for s in samples]
        out = judged.bits(values, symptoms, check.reasons)
    alone = by_itself if look.air is Air.ROOM else None
    out |= _compared(look, check) if alone is None else _compared_alone(look, alone)
    if look.air is not Air.ROOM:
        out |= _on_oxygen(look, check)
    if _lacks(look):
        out |= found.lacking
    if look.person is not None and look.person.target_by:
        out |= _targeted(look)
    if look.happened.edge is not None:
        out |= found.happened
    if out & found.scored:
        values = [(q, s.value, s.site) for q, samples in check.samples.items() for s in samples]
        out |= _pointed(look, check, judged.points(values) if by_itself is None else by_itself.points)
    out = (out | found.under_age if judged.who[1] else out) & judged.whom.bits
    if not out & found.beside or symptoms or look.happened.edge is not None:
        return out
    return out & ~found.beside if _alone(look, out) else out


def _unusual(look: Look, symptoms: frozenset[str]) -> frozenset[str]:
    """The symptoms without those this person always has and that no rule asks about in who does."""
    mine = look.person.usual_symptoms if look.person is not None else ()
    return symptoms.difference(look.rules.triggers.usual.intersection(mine)) if mine else symptoms


def _alone(look: Look, asked: int) -> bool:
    """Whether no rule that is open or asked could open one beside which others may hold."""
    found, by_id = look.rules.triggers, look.rules.by_id
    awake = asked & ~found.beside
    for rule in look.open:
        awake |= by_id[rule].bit
    for atom in look.pending:
        awake |= by_id[atom.partition("/")[0]].bit
    return not awake & found.company


def _on_oxygen(look: Look, check: Check) -> int:
    """The rules of somebody who is, or may be, on oxygen; a flow seen once, and not begun since, is no rise."""
    found, flows, scale = look.rules.triggers, look.flows, look.scale()
    out = found.oxygen if look.has_order() else found.oxygen | found.without_order
    if len(flows.rising) > 1:
        out |= found.risen
    if flows.raised is not None:
        for bit, within in found.raised:
            out |= bit if look.at - flows.raised < within else 0
    for quantity, samples in check.samples.items():
        for sample in samples:
            out |= found.of_value_on_oxygen(quantity, sample.value, scale)
    if any(sample.value < look.target() for sample in look.samples(Quantity.SPO2)):
        out |= found.below_target
    return out


def _targeted(look: Look) -> int:
    """The rules of a target that a clinician has signed: where it moves lines up, or is past its last date."""
    if look.shift() > 0:
        return look.rules.triggers.target
    return look.rules.triggers.ran_out if target_ran_out(look.person, look.at, look.rules.zone) else 0


def _pointed(look: Look, check: Check, most: int) -> int:
    """The rules that ask for no more points of NEWS2 than this check can have: so many, and those of oxygen."""
    out, found = 0, look.rules.triggers
    most += 0 if look.air is Air.ROOM else found.on_oxygen
    for bit, least, counted in found.points:
        if most < least:
            break
        off = counted.usual(look.person, look.at, look.rules.zone) if counted.concerns(check) else None
        if off is not None and most - off >= least:
            out |= bit
    return out


def _compared(look: Look, check: Check) -> int:
    """The rules that a value can concern beside another one: the last, another of this check, the own normal."""
    out, found = 0, look.rules.triggers
    change = found.change[look.scale()]
    for quantity, samples in check.samples.items():
        if len(samples) > 1:
            out |= found.apart
        if quantity in found.jump:
            for sample in samples:
                out |= found.of_step(quantity, look.last.get((quantity, sample.site)), sample.value)
        if quantity in change:
            out |= _changed(look, change[quantity], quantity, samples)
        if quantity is Quantity.SPO2 and found.decline:
            out |= _declined(look, (quantity, samples[-1].site), samples[-1].at)
    return out


def _compared_alone(look: Look, wave: Wave) -> int:
    """The same of a wave on room air that is all of a check."""
    out, found = 0, look.rules.triggers
    for place, value, least in wave.steps:
        before = look.last.get(place)
        if before is not None and abs(value - before.value) >= least:
            out |= found.jump[place[0]][0]
    for key, value, changes in wave.changes:
        out |= _off(look, key, changes, value)
    return out | _declined(look, wave.spo2, look.at) if wave.spo2 is not None and found.decline else out


def _declined(look: Look, place: Place, at: datetime) -> int:
    """The rules of a slow decline that would hold, asked with the first SpO2 of a day (UTC)."""
    before, out = look.last.get(place), 0
    if before is not None and before.at.date() == at.date():
        return 0
    for bit, times, by in look.rules.triggers.decline:
        out |= bit if declines(*look.baselines.slow, look.at, times, by) else 0
    return out


def _lacks(look: Look) -> bool:
    """Whether the newest observation, or its round, is not complete."""
    required = look.rules.required_of(look.person)
    return not all(part is not None and part.covered.issuperset(required) for part in (look.newest, look.unit))


def _changed(look: Look, changes: Changes, quantity: Quantity, samples: Sequence[Sample]) -> int:
    """The rules of a change from the own normal."""
    out = 0
    for sample in samples:
        for key in keys_of(quantity, sample, look.air_of(sample)):
            out |= _off(look, key, changes, sample.value)
    return out


def _off(look: Look, key: Key, changes: Changes, value: int) -> int:
    """The rules of a change from the own normal for a key; whether there is one is asked only where it matters."""
    told = by_hand(look.person, key, look.at, look.rules.zone)
    if told is None and look.baselines.frozen is not None:
        told = look.baselines.frozen.get(key)
    elif told is None:
        times, values = look.baselines.recent.get(key, NO_VALUES).since(look.at - look.rules.measure.span)
        if not (values and changes.of_value(value, min(values), max(values))):
            return 0
        normal = median(values)
        out = changes.of_value(value, normal, normal)
        return out if out and enough(times, look.rules.measure) else 0
    return 0 if told is None else changes.of_value(value, told, told)
