"""Ordinary rounds in a row: most of a year, folded at once instead of one after the other.

A round is ordinary where everything asked for was measured on room air, nothing is open but what lacked before,
nothing waits and no rule has anything to ask: neither of the values by themselves nor beside the last ones, the own
normal or a slow decline. Whatever is not plainly so is left to `course.fold`, of which this is a shorter way to the
same course.
"""

from bisect import bisect_left, insort
from collections.abc import Mapping, Sequence
from datetime import datetime

from carelog.model.history import Event
from carelog.model.observation import Seen
from carelog.model.person import Person
from carelog.model.severity import Severity
from carelog.protocol import baseline, breathing, checks
from carelog.protocol import course as courses
from carelog.protocol.baseline import Measure
from carelog.protocol.parts import Part, Place, Wave
from carelog.protocol.ruleset import Ruleset
from carelog.protocol.schema import CareProtocol
from carelog.protocol.state import NO_VALUES, ON_AIR, Air, Baselines, Check, Course, Coverage, Item, Key, Sample, Values
from carelog.protocol.triggers import Changes

_ROOM, _WATCH = Air.ROOM, Severity.WATCH
_Read = tuple[int, Seen, Air | None]
"""A value with the part that holds it, and what was said about oxygen."""


def folded(protocol: CareProtocol, course: Course, events: Sequence[Event]) -> Course:
    """The course after these events in the order of time: what `course.fold` gives, one after the other."""
    place = 0
    while place < len(events):
        course, place = rounds(protocol.ruleset, course, events, place)
        if place < len(events):
            course, place = courses.fold(protocol, course, events[place]), place + 1
    return course


def rounds(rules: Ruleset, course: Course, events: Sequence[Event], first: int) -> tuple[Course, int]:
    """The course after the ordinary rounds that follow one another from a place on, and the place behind them."""
    person, check, unit, place = course.person, course.check, course.unit, first
    if person is not None and check is not None and unit is not None and _calm(rules, course, person):
        row = _Row(rules, course, person, (check, unit))
        while place < len(events) and isinstance(event := events[place], Seen) and row.takes(event):
            place += 1
        if place > first:
            return row.course(), place
    return course, first


def _calm(rules: Ruleset, course: Course, person: Person) -> bool:
    """Whether nothing waits, nothing is signed for the person, and nothing is open that a whole round does not end."""
    if course.pending or course.due is not None or course.happened.edge is not None:
        return False
    if person.target_by or person.normals_by:
        return False
    whole, by_id = rules.triggers.whole, rules.by_id
    return all(e.level <= _WATCH and not e.signs and by_id[rule].bit & whole for rule, e in course.open.items())


class _Recent:
    """Values of healthy days, oldest first; those not passed over also in the order of size once anybody asked."""

    __slots__ = ("first", "ranked", "times", "values")

    def __init__(self, known: Values) -> None:
        self.times, self.values, self.first = list(known.times), list(known.values), 0
        self.ranked: list[int] | None = None

    def add(self, oldest: datetime, at: datetime, value: int) -> None:
        """Take one more; those older than that are passed over."""
        self.times.append(at)
        self.values.append(value)
        ranked = self.ranked
        if ranked is not None:
            insort(ranked, value)
        while self.times[self.first] < oldest:
            if ranked is not None:
                del ranked[bisect_left(ranked, self.values[self.first])]
            self.first += 1

    def normal(self, at: datetime, value: int, changes: Changes, measure: Measure) -> int | None:
        """The own normal at a time; it is worked out only where some value is so far off that it matters."""
        if self.ranked is None:
            self.ranked = sorted(self.values[self.first :])
        ranked, first, oldest = self.ranked, self.first, at - measure.span
        if not (ranked and changes.of_value(value, ranked[0], ranked[-1])):
            return None
        while first < len(self.times) and self.times[first] < oldest:
            ranked = ranked if first > self.first else ranked.copy()
            del ranked[bisect_left(ranked, self.values[first])]
            first += 1
        normal = baseline.middle(ranked) if ranked else value
        asks = changes.of_value(value, normal, normal)
        return normal if asks and baseline.enough(self.times[first:], measure) else None

    def known(self) -> Values:
        """Those not passed over."""
        return Values(tuple(self.times[self.first :]), tuple(self.values[self.first :]))


class _Row:
    """Ordinary rounds of one person, taken one after the other, and the course they lead to."""

    def __init__(self, rules: Ruleset, before: Course, person: Person, newest: tuple[Check, Coverage]) -> None:
        self.rules, self.before, self.person = rules, before, person
        self.who = rules.who(person, newest[0].start)
        """somebody under age takes no ordinary round, and nobody grows younger"""
        self.start, self.key = newest[0].start, newest[1].key
        self.acts = [c.key for c in before.seen]
        self.usual = rules.triggers.usual.intersection(person.usual_symptoms)
        self.order = bool(person.oxygen_tenths_l_min)
        self.unsure = self.order or before.on_oxygen
        self.flow_at: datetime | None = None
        self.last = checks.last(before)
        self.newer: dict[Place, _Read] = {}
        """the values of this row, but for those of its newest round"""
        self.newest: Mapping[Place, int] = {}
        self.taken: list[tuple[Seen, Part, Wave]] = []
        self.recent: dict[Key, _Recent] = {}
        self.slow = _Recent(before.baselines.slow)
        self.frozen, self.thaw = before.baselines.frozen, before.baselines.thaw

    def takes(self, seen: Seen) -> bool:
        """Take a part if it is an ordinary round; say whether it was."""
        at, key, symptoms = seen.happened_at, seen.observed.round or seen.act, seen.observed.symptoms
        part = self._told(seen, symptoms)
        wave = self._told(seen, ()).calm if symptoms and self.usual.issuperset(symptoms) else part.calm
        if wave is None or at - self.start <= self.rules.together or key == self.key or seen.act in self.acts[-3:]:
            return False
        if (self.unsure and wave.air is None) or self._stepped(wave) or self._changed(wave, at):
            return False
        if wave.spo2 is not None and self.rules.triggers.decline and self._declined(wave.spo2, at):
            return False
        self.start, self.key = at, key
        self.acts.append(seen.act)
        self._take(seen, part, wave)
        return True

    def _told(self, seen: Seen, symptoms: tuple[str, ...] | None) -> Part:
        return self.rules.told(seen.observed.readings, symptoms, seen.observed.not_asked, self.who)

    def _stepped(self, wave: Wave) -> bool:
        """Whether a value is so far from the last one that a rule asks about it."""
        for place, value, least in wave.steps:
            before = self.newest.get(place)
            if before is None:
                before = self._before(place)
            if before is not None and abs(value - before) >= least:
                return True
        return False

    def _before(self, place: Place) -> int | None:
        """The newest value at a site before the newest round."""
        if place in self.newer:
            return self.newer[place][0]
        return self.last[place].value if place in self.last else None

    def _changed(self, wave: Wave, at: datetime) -> bool:
        """Whether a value is so far from the own normal that a rule asks about it."""
        for key, value, changes in wave.changes:
            if self.frozen is not None:
                normal = self.frozen.get(key)
            else:
                normal = self._recent(key).normal(at, value, changes, self.rules.measure)
            if normal is not None and changes.of_value(value, normal, normal):
                return True
        return False

    def _recent(self, key: Key) -> _Recent:
        recent = self.recent.get(key)
        if recent is None:
            recent = self.recent[key] = _Recent(self.before.baselines.recent.get(key, NO_VALUES))
        return recent

    def _declined(self, place: Place, at: datetime) -> bool:
        """Whether a slow decline holds, asked with the first SpO2 of a day."""
        before = self._read_at(place)
        if before is not None and before.date() == at.date():
            return False
        for _, times, by in self.rules.triggers.decline:
            if breathing.declines(self.slow.times, self.slow.values, at, times, by):
                return True
        return False

    def _read_at(self, place: Place) -> datetime | None:
        """When a quantity was read last at a site."""
        if place in self.newest:
            return self.start
        if place in self.newer:
            return self.newer[place][1].happened_at
        return self.last[place].at if place in self.last else None

    def _take(self, seen: Seen, part: Part, wave: Wave) -> None:
        """Remember what the course after this round will hold."""
        if self.taken:
            before, _, read = self.taken[-1]
            for place, value in read.by_site.items():
                self.newer[place] = (value, before, read.air)
        self.newest = wave.by_site
        self.taken.append((seen, part, wave))
        at, measure, found = seen.happened_at, self.rules.measure, wave.normals[_ROOM]
        if wave.air is _ROOM:
            self.unsure, self.flow_at = self.order, at
        oldest = at - measure.span
        for key, value in found.items():
            self._recent(key).add(oldest, at, value)
        if measure.slow is not None and ON_AIR in found:
            self.slow.add(at - measure.slow, at, found[ON_AIR])
        if found and self.thaw is not None and at >= self.thaw:
            self.frozen = self.thaw = None

    def course(self) -> Course:
        """The course after what was taken, at least one round."""
        before, (seen, part, wave) = self.before, self.taken[-1]
        covered = [checks.covers(s, p) for s, p, _ in self.taken[-checks.KEPT :]]
        return before._replace(
            at=seen.happened_at,
            check=checks.read(checks.opened(seen), seen, part, wave),
            seen=(*before.seen, *covered)[-checks.KEPT :],
            unit=covered[-1]._replace(key=self.key),
            rows=self._rows(),
            open={},
            baselines=self._baselines(),
            last={**self.last, **{place: _sample(place, *read) for place, read in self.newer.items()}},
            on_oxygen=before.on_oxygen and self.flow_at is None,
            old=checks.old(self.rules, seen),
            flows=breathing.flows_after(before.flows, self.person, self.flow_at, 0) if self.flow_at else before.flows,
        )

    def _rows(self) -> Mapping[Item, int]:
        """How often an item lacked before the newest round: only the first one may stand behind one that lacked it."""
        if len(self.taken) == 1 and self.before.unit is not None:
            return checks.rows(self.rules, self.before, self.before.unit)
        return dict.fromkeys(self.rules.required_of(self.person), 0)

    def _baselines(self) -> Baselines:
        recent = {**self.before.baselines.recent}
        recent |= {key: of.known() for key, of in self.recent.items() if of.times}
        return Baselines(recent, self.frozen, self.thaw, self.slow.known())


def _sample(place: Place, value: int, seen: Seen, air: Air | None) -> Sample:
    return Sample(value, place[1], air, seen.happened_at, seen.entry, seen.act, seen.observed.round)
