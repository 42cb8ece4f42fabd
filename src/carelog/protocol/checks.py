"""Which readings belong together, what an observation covers, and which rules a check can concern."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from carelog.model.observation import Observed, Seen
from carelog.model.person import Person
from carelog.model.reading import NotMeasured, Quantity, Reading, Site
from carelog.model.round import RoundKey
from carelog.protocol.baseline import by_hand, key_of, keys_of, own
from carelog.protocol.breathing import medians
from carelog.protocol.look import Look
from carelog.protocol.ruleset import Ruleset, Whom
from carelog.protocol.state import SYMPTOMS, Air, Check, Course, Coverage, Item, Key, Sample

_KEPT = 3
"""How many observations are remembered for a part that comes late."""
_AWAY = frozenset({NotMeasured.OUT, NotMeasured.HOSPITAL})
_ITEMS: Mapping[Quantity, Item] = {Quantity.TEMPERATURE: "temperature", Quantity.SPO2: "spo2"}
_TOGETHER_WITH_BASELINE = (Quantity.TEMPERATURE, Quantity.SPO2)


def waves(readings: Sequence[Reading]) -> list[Sequence[Reading]]:
    """The readings of a part as they were taken: the first of each quantity, then the repeats, one after the other."""
    if len({r.quantity for r in readings}) == len(readings):
        return [readings]
    out: list[list[Reading]] = []
    counts: dict[Quantity, int] = {}
    for r in readings:
        n = counts.get(r.quantity, 0)
        counts[r.quantity] = n + 1
        if n == len(out):
            out.append([])
        out[n].append(r)
    return list(out)


def begun(rules: Ruleset, course: Course, seen: Seen) -> tuple[Course, Check]:
    """The course with what a part's observation and round now cover, and the check it begins or goes on with."""
    known = any(c.key == seen.act for c in course.seen)
    part = _coverage(seen)
    unit, rows = _unit(rules, course, part, seen.observed.round or seen.act, known=known)
    observations = _observations(course.seen, part, seen.act, known=known)
    check, last = course.check, course.last
    if check is None or not (seen.act == check.act or abs(seen.happened_at - check.start) <= rules.together):
        check, last = Check(seen.happened_at, seen.act, seen.entry, {}, {}, None, None), _last(course)
    else:
        check = check._replace(act=seen.act, entry=seen.entry)
    return course._replace(at=seen.happened_at, seen=observations, unit=unit, rows=rows, last=last), check


def _last(course: Course) -> Mapping[tuple[Quantity, Site], Sample]:
    if course.check is None:
        return course.last
    newest = {(q, s.site): s for q, samples in course.check.samples.items() for s in samples}
    return {**course.last, **newest}


def _observations(seen: tuple[Coverage, ...], part: Coverage, act: str, *, known: bool) -> tuple[Coverage, ...]:
    if not known:
        return (*seen[1 - _KEPT :], part)
    return tuple(_both(c, part) if c.key == act else c for c in seen)


def _coverage(part: Seen) -> Coverage:
    """What one part covers, as an observation of its own."""
    observed = part.observed
    covered = {item for r in observed.readings if r.value is not None and (item := _ITEMS.get(r.quantity))}
    if observed.symptoms is not None:
        covered.add(SYMPTOMS)
    reasons = _reasons(observed)
    return Coverage(part.act, part.happened_at, frozenset(covered), reasons, observed.round is not None, settled=False)


def _both(before: Coverage, part: Coverage) -> Coverage:
    """What is covered with one more part, which may settle what was left out before."""
    reasons = {**before.reasons, **part.reasons} if part.reasons else before.reasons
    return Coverage(before.key, part.at, before.covered | part.covered, reasons, before.in_round, settled=False)


def _reasons(observed: Observed) -> dict[Item, NotMeasured]:
    out = {
        item: r.not_measured
        for r in observed.readings
        if r.not_measured is not None and (item := _ITEMS.get(r.quantity)) is not None
    }
    if observed.not_asked is not None:
        out[SYMPTOMS] = observed.not_asked
    return out


def _unit(
    rules: Ruleset, course: Course, part: Coverage, key: RoundKey | str, *, known: bool
) -> tuple[Coverage | None, Mapping[Item, int]]:
    """The round (or the observation outside rounds) a part belongs to, and the rows of rounds before it."""
    unit = course.unit
    if unit is None:
        return part._replace(key=key), course.rows
    if unit.key == key:
        return _both(unit, part), course.rows
    if known:
        return unit, course.rows
    rows = {item: _row(course.rows.get(item, 0), unit, item) for item in rules.required_of(course.person)}
    return part._replace(key=key), rows


def _row(before: int, unit: Coverage, item: Item) -> int:
    """In how many rounds in a row an item lacked, with a round that is over."""
    if item in unit.covered:
        return 0
    reason = unit.reasons.get(item)
    counts = unit.in_round if reason is None else reason not in _AWAY
    return before + 1 if counts else before


def settles(rules: Ruleset, person: Person | None, unit: Coverage | None) -> datetime | None:
    """When what a round still lacks, with no reason given, begins to count as left out; None where nothing does."""
    if unit is None or unit.settled or not unit.in_round:
        return None
    open_ = [i for i in rules.owed_by(person, unit.at) if i not in unit.covered and i not in unit.reasons]
    return unit.at + rules.settle if open_ else None


def read(check: Check, seen: Seen, readings: Sequence[Reading]) -> Check:
    """A check with these readings, at most one of each quantity."""
    samples, reasons, said = dict(check.samples), dict(check.reasons), _air(readings)
    air = check.air if said is None else said
    at, key = seen.happened_at, seen.observed.round
    for r in readings:
        if r.value is not None:
            one = Sample(r.value, r.site or Site.UNKNOWN, air, at, seen.entry, seen.act, key)
            samples[r.quantity] = (*samples.get(r.quantity, ()), one)
            reasons.pop(r.quantity, None)
        elif r.not_measured is not None and r.quantity not in samples:
            reasons[r.quantity] = r.not_measured
    symptoms = check.symptoms if seen.observed.symptoms is None else frozenset(seen.observed.symptoms)
    return Check(check.start, check.act, check.entry, samples, reasons, symptoms, air)


def _air(readings: Sequence[Reading]) -> Air | None:
    """What somebody said about oxygen beside these readings; a flow not read is on oxygen all the same."""
    for r in readings:
        if r.quantity is Quantity.OXYGEN:
            if r.not_measured is not None:
                return Air.UNSURE
            return Air.ROOM if r.value == 0 else Air.OXYGEN
    return None


def bits(look: Look, check: Check) -> int:
    """The rules that a check can concern, for this kind of person and this age."""
    out, whom, found = 0, look.rules.judged_for(look), look.rules.triggers
    for quantity, samples in check.samples.items():
        out |= _of_values(look, whom, quantity, samples)
    if check.symptoms:
        out |= found.of_symptoms(check.symptoms)
        out |= 0 if check.symptoms <= whom.symptoms else found.unjudged
    if check.reasons:
        out |= found.reasons
    if look.air is not Air.ROOM:
        out |= found.oxygen
    if _lacks(look):
        out |= found.lacking
    if look.person is not None and look.person.target_by:
        out |= found.target if look.shift() > 0 else found.ran_out
    if look.happened.edge is not None:
        out |= found.happened
    if out & found.scored or (found.points and look.scale() != 1):
        out |= _pointed(look, check)
    return (out | found.under_age if look.rules.under_age(look.person, look.at) else out) & whom.bits


def _pointed(look: Look, check: Check) -> int:
    """The rules that ask for no more points of NEWS2 than this check can have."""
    out, most = 0, _most_points(look, check)
    for bit, least, counted in look.rules.triggers.points:
        if most < least:
            break
        off = counted.usual(look.person, look.at, look.rules.zone) if counted.concerns(check) else None
        if off is not None and most - off >= least:
            out |= bit
    return out


def _most_points(look: Look, check: Check) -> int:
    """The most that a check can score, whichever reading of it counts."""
    found = look.rules.triggers
    rows, out = found.most[look.scale()], 0 if look.air is Air.ROOM else found.on_oxygen
    for quantity, samples in check.samples.items():
        row = rows[quantity]
        out += row.get(samples[0].value, 0) if len(samples) == 1 else max(row.get(s.value, 0) for s in samples)
    return out


def _of_values(look: Look, whom: Whom, quantity: Quantity, samples: Sequence[Sample]) -> int:
    out, found, last, steps = 0, look.rules.triggers, look.last, quantity in look.rules.triggers.jump
    judged = quantity in look.rules.context
    for sample in samples:
        out |= found.of_value(quantity, sample.value)
        if steps:
            out |= found.of_step(quantity, last.get((quantity, sample.site)), sample.value)
        if not judged and (quantity, sample.site) not in whom.readings:
            out |= found.unjudged
    if len(samples) > 1:
        out |= found.apart
    if quantity is Quantity.SPO2 and found.decline:
        out |= _declined(look, samples[-1])
    if quantity in found.change:
        out |= _changed(look, quantity, samples)
    return out


def _declined(look: Look, sample: Sample) -> int:
    """The rules of a slow decline that would hold, asked with the first SpO2 of a day (UTC)."""
    before, out = look.last.get((Quantity.SPO2, sample.site)), 0
    if before is not None and before.at.date() == sample.at.date():
        return 0
    for bit, times, by in look.rules.triggers.decline:
        found = medians(look.baselines.slow, look.at, times)
        out |= bit if found is not None and found[0] - found[1] >= by else 0
    return out


def _lacks(look: Look) -> bool:
    """Whether the newest observation, or its round, is not complete."""
    if look.lacking():
        return True
    covered = look.unit.covered if look.unit else frozenset[Item]()
    return any(item not in covered for item in look.rules.required_of(look.person))


def _changed(look: Look, quantity: Quantity, samples: Sequence[Sample]) -> int:
    """The rules of a change from the own normal; it is worked out only where some recent value is far enough off."""
    rows, out = look.rules.triggers.change[quantity], 0
    for sample in samples:
        for key in keys_of(quantity, sample, look.air_of(sample)):
            recent = _normals(look, key)
            if recent and _stepped(rows, sample.value - min(recent), sample.value - max(recent)):
                normal = own(look.person, look.baselines, key, look.at, look.rules.measure)
                out |= 0 if normal is None else _stepped(rows, sample.value - normal, sample.value - normal)
    return out


def _stepped(rows: tuple[tuple[int, int, bool], ...], most: int, least: int) -> int:
    """The rules of which a rise so far, or a fall so far, is large enough."""
    out = 0
    for bit, step, high in rows:
        if most >= step if high else least <= step:
            out |= bit
    return out


_NONE: tuple[tuple[datetime, ...], tuple[int, ...]] = ((), ())


def _normals(look: Look, key: Key) -> tuple[int, ...]:
    """Values among which the own normal for a key lies; none where there is no normal."""
    told = by_hand(look.person, key, look.at, look.rules.zone)
    if told is not None:
        return (told,)
    frozen = look.baselines.frozen
    return (frozen[key],) if frozen and key in frozen else look.baselines.recent.get(key, _NONE)[1]


def baseline_values(look: Look) -> dict[Key, int]:
    """The values just read that can count towards a baseline."""
    out: dict[Key, int] = {}
    for quantity in _TOGETHER_WITH_BASELINE:
        if quantity in look.fresh:
            sample = look.samples(quantity)[-1]
            air = look.air_of(sample)
            if quantity is not Quantity.SPO2 or air is not Air.UNSURE:
                out[key_of(quantity, sample, air)] = sample.value
    return out
