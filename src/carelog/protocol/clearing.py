"""What would clear a rule that stands: in numbers from the rule's own data, beside what is known of the person."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from itertools import combinations, product
from typing import Any, NamedTuple

from carelog.model.clearing import Again, Clearing, Ends, Find, Need
from carelog.model.reading import Quantity, Site
from carelog.model.severity import Severity
from carelog.protocol import breathing, conditions, scoring, wording
from carelog.protocol.altitude import lowered
from carelog.protocol.compile import codes_of, limits, span_of
from carelog.protocol.course import Course, looked
from carelog.protocol.look import Look
from carelog.protocol.schema import CareProtocol
from carelog.protocol.state import SYMPTOMS, Air, Episode, Sample, Verdict

_SYMPTOM = "symptom:"
Clause = tuple[Need, ...]
Clauses = tuple[Clause, ...]
"""All of these, of each at least one; () where it is clear as things stand, or where nothing can be said."""


def what_clears(protocol: CareProtocol, course: Course, rule: str, at: datetime) -> Clearing:
    """What would clear a rule of this protocol; where it is not open in the course, what would in general."""
    asked = next(r for r in lowered(protocol).rule if r.id == rule)
    sight = _Sight(looked(protocol, course, at), protocol, rule)
    episode = course.open.get(rule)
    told = _every(_clauses(case.when, sight) for case in asked.cases())
    found = tuple(clause for clause in told if clause)
    signs = tuple(sorted(episode.signs)) if episode else ()
    return Clearing(
        ends=_ends(episode, asked.severity),
        apart=timedelta(hours=asked.clear_hours),
        first=episode.clear_since if episode and not episode.improving else None,
        needs=_short(_told(found, signs)) or ((Need(Find.OTHERWISE),),),
        signs=signs,
        again=_again(sight.look, rule, episode),
        masked=sight.look.rules.by_id[rule].masked,
    )


def _ends(episode: Episode | None, severity: Severity) -> Ends:
    level = episode.level if episode else severity
    if level < Severity.REVIEW:
        return Ends.ITSELF
    return Ends.STEPS if episode is not None and (episode.answered or episode.old) else Ends.PERSON


def _again(look: Look, rule: str, episode: Episode | None) -> Again | None:
    back = look.rules.by_id[rule].withdrawn
    if back is None or episode is None or episode.signs != {back.quantity.value}:
        return None
    until = episode.start + back.within
    if look.at > until:
        return None
    limit = back.limits.limit + (look.shift() if back.target else 0)
    return Again(back.quantity.value, back.repeats, limit, back.limits.high, until)


# the clauses of a condition


class _Sight(NamedTuple):
    look: Look
    protocol: CareProtocol
    rule: str

    def newest(self, quantity: Quantity) -> tuple[Sample, ...]:
        """The newest value of a quantity by site: of this check, else the last one known."""
        here = self.look.samples(quantity)
        before = sorted((s for (q, _), s in self.look.last.items() if q is quantity), key=lambda s: s.at)
        return tuple({s.site: s for s in here or before[-1:]}.values())

    def symptoms(self) -> frozenset[str]:
        """The symptoms found when they were last asked, those the rule rests on where this check has not asked."""
        check, episode = self.look.check, self.look.open.get(self.rule)
        if check is not None and check.symptoms:
            return check.symptoms
        signs = episode.signs if episode else frozenset()
        return frozenset(sign.removeprefix(_SYMPTOM) for sign in signs if sign.startswith(_SYMPTOM))


def _clauses(asked: wording.Wording, sight: _Sight) -> Clauses:
    return _FINDS.get(type(asked), _otherwise)(asked, sight)


def _every(parts: Iterable[Clauses]) -> Clauses:
    """All parts must be clear; one of which nothing can be said stands in nobody's way beside others."""
    return tuple(clause for part in parts for clause in part)


def _either(parts: Iterable[Clauses]) -> Clauses:
    """One part that is clear is enough; where nothing can be said of one, the whole does not hold either."""
    return tuple(tuple(need for clause in one for need in clause) for one in product(*parts))


def _lined(line: wording.Line, reading: Quantity, site: Site | None = None, **more: Any) -> Need:  # noqa: ANN401 - Need's
    return Need(Find.AT_MOST if line.high else Find.AT_LEAST, reading.value, line.clear, site, **more)


def _bound(asked: wording.Bound, sight: _Sight) -> Clauses:
    if asked.scale not in (None, sight.look.scale()) or (asked.air == "oxygen" and sight.look.air is Air.ROOM):
        return ()
    if asked.target is not None:
        return ((_signed(asked, sight),),)
    if not any(line.sites for line in asked.lines):
        return ((_lined(asked.lines[0], asked.reading, below=asked.clear_below_on_oxygen), *_elsewhere(asked, sight)),)
    sites = [s.site for s in sight.newest(asked.reading)] or [sight.protocol.site]
    found = [_lined(line, asked.reading, site) for site in sites for line in asked.lines if site in line.sites]
    return tuple((need, *_elsewhere(asked, sight)) for need in found)


def _signed(asked: wording.Bound, sight: _Sight) -> Need:
    """A low line where a signed target has moved it to."""
    shift, usual = sight.look.shift(), sight.look.rules.targets[1]
    line = breathing.line_at(limits(asked.lines[0]), shift, usual + shift, raises=asked.target == "moves")
    return Need(Find.AT_LEAST, asked.reading.value, line.clear)


def _elsewhere(asked: wording.Bound, sight: _Sight) -> Clause:
    """Another site of the same check, where this one is not too far off for that."""
    other, line = asked.elsewhere, asked.lines[0]
    if other is None:
        return ()
    here = [s.value for s in sight.look.samples(asked.reading)]
    if any(value > other.least if line.high else value < other.least for value in here):
        return ()
    find = Find.OTHER_SITE_AT_MOST if line.high else Find.OTHER_SITE_AT_LEAST
    return (Need(find, asked.reading.value, other.clear),)


def _change(asked: wording.Change, sight: _Sight) -> Clauses:
    if asked.scale not in (None, sight.look.scale()):
        return ()
    found = []
    for sample in sight.newest(asked.reading):
        own = sight.look.baseline(asked.reading, sample)
        if own is not None:
            find = Find.AT_MOST if asked.line.high else Find.AT_LEAST
            site = sample.site if asked.reading is Quantity.TEMPERATURE else None
            found.append((Need(find, asked.reading.value, own + asked.line.clear, site, own),))
    return tuple(found)


def _target(asked: wording.Target, sight: _Sight) -> Clauses:
    target = sight.look.target() + asked.clear_above
    return ((Need(Find.AT_LEAST, Quantity.SPO2.value, target), Need(Find.AIR)),)


def _oxygen(asked: wording.OnOxygen, _: _Sight) -> Clauses:
    return ((Need(Find.AIR), *((Need(Find.ORDER),) if asked.without_order else ())),)


def _symptoms(asked: wording.Symptoms, sight: _Sight) -> Clauses:
    mine = codes_of(asked) if asked.groups or asked.codes else None
    found = sight.symptoms()
    there = (found if mine is None else found & mine) - (sight.look.usual() if asked.new else frozenset())
    return ((Need(Find.FEWER_SYMPTOMS, SYMPTOMS, asked.least, codes=tuple(sorted(there))),),)


def _reasons(asked: wording.Reason, sight: _Sight) -> Clauses:
    reasons = sight.look.check.reasons if sight.look.check else {}
    lacks = [q.value for q, reason in reasons.items() if reason in asked.reasons]
    return ((Need(Find.MEASURED, codes=tuple(lacks)),),)


def _complete(_: wording.Wording, sight: _Sight) -> Clauses:
    return ((Need(Find.COMPLETE, codes=sight.look.lacking()),),)


def _held(asked: wording.Held, sight: _Sight) -> Clauses:
    return _rules([rule for rule in asked.any_of if rule in sight.look.open])


def _standing(asked: wording.OpenAt, sight: _Sight) -> Clauses:
    least, open_ = Severity[asked.least], sight.look.open.items()
    return _rules([rule for rule, e in open_ if e.level >= least and not e.old and rule != sight.rule])


def _rules(open_: list[str]) -> Clauses:
    return ((Need(Find.RULES, codes=tuple(open_)),),) if open_ else ()


def _lasting(asked: wording.Lasting, _: _Sight) -> Clauses:
    return ((_lined(asked.line, asked.reading),),)


def _disease(asked: wording.HasDisease, sight: _Sight) -> Clauses:
    """A disease on file is not found clear; where none is on file nothing stands in the way."""
    person = sight.look.person
    return ((),) if person is not None and not set(asked.any_of).isdisjoint(person.conditions) else ()


def _points(asked: wording.Points, sight: _Sight) -> Clauses:
    """So few points of NEWS2, beside what the person usually scores; nothing can be said where nobody knows that."""
    look = sight.look
    off = scoring.counted(asked).usual(look.person, look.at, look.rules.zone)
    return () if off is None else ((Need(Find.POINTS, value=asked.clear + off),),)


def _in_class(asked: wording.InClass, sight: _Sight) -> Clauses:
    """A class is not found clear; where the person is of another one nothing stands in the way."""
    holds = conditions.in_class(frozenset(asked.any_of), sight.look.rules.classes)(sight.look)
    return ((),) if holds is Verdict.HOLDS else ()


def _happened(asked: wording.Swab | wording.Since, sight: _Sight) -> Clauses:
    """Until what was done no longer counts; nothing to wait for where it counts not, or not yet."""
    look = sight.look
    counts = span_of(asked, look.rules.infected).counting(look.happened, look.at)
    return ((Need(Find.PASSED),),) if counts else ()


def _several(asked: wording.NOf, sight: _Sight) -> Clauses:
    """Of any so many of the parts one must be clear."""
    parts = [_clauses(part, sight) for part in asked.of]
    return _every(_either(some) for some in combinations(parts, asked.least))


def _plainly(find: Find) -> Callable[[Any, _Sight], Clauses]:
    return lambda _asked, _sight: ((Need(find),),)


_otherwise = _plainly(Find.OTHERWISE)
_FINDS: Mapping[type[wording.Wording], Callable[[Any, _Sight], Clauses]] = {
    wording.Bound: _bound,
    wording.Change: _change,
    wording.Target: _target,
    wording.OnOxygen: _oxygen,
    wording.Symptoms: _symptoms,
    wording.Reason: _reasons,
    wording.Lacking: _complete,
    wording.Missing: _complete,
    wording.RoundsMissed: _plainly(Find.ROUND),
    wording.Unlikely: _plainly(Find.READ_AGAIN),
    wording.Apart: _plainly(Find.THIRD),
    wording.Unjudged: _plainly(Find.JUDGED),
    wording.UnderAge: _plainly(Find.GROWN_UP),
    wording.Held: _held,
    wording.OpenAt: _standing,
    wording.Lasting: _lasting,
    wording.Flow: _plainly(Find.AIR),
    wording.HasDisease: _disease,
    wording.TargetRanOut: _plainly(Find.TARGET_RENEWED),
    wording.CareLimit: _plainly(Find.CALL_ENDED),
    wording.Swab: _happened,
    wording.Since: _happened,
    wording.NOf: _several,
    wording.Points: _points,
    wording.InClass: _in_class,
    wording.AllOf: lambda asked, sight: _either(_clauses(part, sight) for part in asked.of),
    wording.AnyOf: lambda asked, sight: _every(_clauses(part, sight) for part in asked.of),
}


# said as shortly as it stays true


def _told(clauses: tuple[Clause, ...], signs: tuple[str, ...]) -> list[Clause]:
    """Leave out what is about other readings than those the rule rests on: they are not what keeps it open."""
    if not signs:
        return list(clauses)
    ours = {*signs, *(SYMPTOMS for sign in signs if sign.startswith(_SYMPTOM))}
    return [c for c in clauses if any(not need.reading or need.reading in ours for need in c)] or list(clauses)


def _short(clauses: list[Clause]) -> tuple[Clause, ...]:
    """Of several lines for one reading the strictest, of alternatives the mildest; nothing another clause implies."""
    left: list[Clause] = []
    for clause in sorted((_mildest(clause) for clause in clauses), key=len):
        if not any(_covers(other, clause) for other in left):
            left = [other for other in left if not _covers(clause, other)]
            left.append(clause)
    return tuple(left)


def _covers(one: Clause, other: Clause) -> bool:
    """Whether meeting the one, whichever way, meets the other."""
    return all(any(_implies(need, wanted) for wanted in other) for need in one)


def _implies(one: Need, other: Need) -> bool:
    """Whether what meets the one meets the other as well."""
    if one.value is None or other.value is None or (one.find, one.reading) != (other.find, other.reading):
        return one == other
    if one.find is Find.FEWER_SYMPTOMS:
        return one.codes == other.codes and one.value <= other.value
    stricter = one.value >= other.value if one.find in _LEAST else one.value <= other.value
    same_site = None in (one.site, other.site) or one.site is other.site
    return stricter and same_site and other.below in (None, one.below)


_LEAST = frozenset({Find.AT_LEAST, Find.OTHER_SITE_AT_LEAST})


def _mildest(clause: Clause) -> Clause:
    """The alternatives, without those that ask for more than another does."""
    needs = list(dict.fromkeys(clause))
    return tuple(n for n in needs if not any(n is not o and _implies(n, o) and not _implies(o, n) for o in needs))
