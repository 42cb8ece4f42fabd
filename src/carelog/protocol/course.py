"""A person's course: what a history folds into, one event after the other."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from carelog.model.alerting import Outcome
from carelog.model.assessment import Answer, TaskEnd
from carelog.model.deeds import Result
from carelog.model.history import Dosed, Event, Facts, Left, Sampled
from carelog.model.observation import Seen
from carelog.model.person import Ceiling, Person
from carelog.model.severity import Severity, Task
from carelog.protocol import baseline, breathing, checks, episodes, happened, said, takeover, whom
from carelog.protocol.look import Look
from carelog.protocol.parts import Wave
from carelog.protocol.ruleset import Ruleset
from carelog.protocol.schema import CareProtocol
from carelog.protocol.state import Air, Baselines, Check, Course, Coverage, Episode, Pending, Streak

__all__ = ["Course", "fold", "held", "looked", "next_run_out", "run_out", "settled", "start"]

_NO_TASKS: frozenset[Task] = frozenset()
_INSTANT = timedelta(milliseconds=1)


def start(person: Person | str) -> Course:
    """A course before anything was seen; a person's id will do, the facts then come as an event."""
    known = person if isinstance(person, Person) else None
    return Course(known, None, None, (), None, {}, {}, {}, _NO_TASKS, baseline.EMPTY, {}, False, False, None)


def fold(protocol: CareProtocol, course: Course, event: Event) -> Course:
    """The course after one more event. Pure and total: it refuses nothing and never raises.

    Events come in the order of time; what runs out by itself before an event is settled first.
    """
    rules = protocol.ruleset
    if isinstance(event, Seen):
        return _seen(rules, run_out(rules, course, event.happened_at), event)
    course = settled(rules, course, event.at) if isinstance(event, Answer) else run_out(rules, course, event.at)
    if isinstance(event, Facts):
        return _timed(rules, _anew(rules, course._replace(person=event.person, at=event.at), event.at), event.at)
    if isinstance(event, Answer):
        return takeover.answered(_answered(rules, course, event), event)
    if isinstance(event, Left):
        return takeover.begun(course, event)
    if isinstance(event, Sampled | Dosed):
        return _happened(rules, course, event)
    return _ended(course, event)


def run_out(rules: Ruleset, course: Course, before: datetime) -> Course:
    """The course with everything settled that runs out by itself before an instant."""
    while course.due is not None and course.due < before:
        course = next_run_out(rules, course, course.due)
    return course


def settled(rules: Ruleset, course: Course, at: datetime) -> Course:
    """The course as a person sees it at an instant, and answers it: what runs out right then has run out."""
    while course.due is not None and course.due <= at:
        course = next_run_out(rules, course, course.due)
    return course


def next_run_out(rules: Ruleset, course: Course, at: datetime) -> Course:
    """The course at its next `due`: a repeat that was not taken confirms, what is still left out counts."""
    look = _look(rules, course, course.check, at)
    ran = {}
    for atom, waiting in course.pending.items():
        until = waiting.due()
        if until is not None and until <= at:
            if isinstance(waiting, Pending):
                look.pending[atom], ran[atom] = waiting._replace(confirmed=True), waiting.entry
            else:
                look.pending[atom], ran[atom] = waiting._replace(ran=True), course.check.entry if course.check else ""
    look.ran = ran
    settles = checks.settles(rules, course.person, course.unit)
    bits, mine = 0, rules.judged_for(look).bits
    if course.unit is not None and settles is not None and settles <= at:
        look.unit = course.unit._replace(settled=True)
        bits = rules.triggers.lacking & mine
    if course.happened.edge is not None and course.happened.edge <= at:
        look.happened = happened.later(rules.spans, course.happened, at)
        bits |= (rules.triggers.swabbed | rules.triggers.dosed) & mine
    bits |= _dated(look) & mine
    tasks = _evaluated(look, bits, course.check.entry if course.check else "", old=course.old)
    after = course._replace(
        open=look.open, pending=look.pending, unit=look.unit, tasks=course.tasks | tasks, happened=look.happened
    )
    return _timed(rules, after, at)


def _dated(look: Look) -> int:
    """The rules that a last date behind which it is now can concern; once somebody is of age all that a check can.

    Values measured before are judged by the usual lines only when they are measured again.
    """
    rules, person, at = look.rules, look.person, look.at
    if person is None or at != whom.next_end(person, at - _INSTANT, rules.adult_years, rules.zone):
        return 0
    return _by_check(look) if at == whom.of_age(person, rules.adult_years, rules.zone) else rules.triggers.dated


def _by_check(look: Look) -> int:
    """The rules that the newest check can concern, for who the person is now."""
    if look.check is None:
        return 0
    return checks.bits(look, look.check, look.rules.told((), None, None, look.rules.who(look.person, look.at)), None)


def held(protocol: CareProtocol, course: Course) -> Course:
    """The course as if every reading that waits to be read again had been read again at once, and had held."""
    if course.at is None:
        return course
    look = looked(protocol, course, course.at)
    waiting = {atom: p for atom, p in course.pending.items() if isinstance(p, Pending) and not p.dismissed}
    look.pending |= {atom: p._replace(confirmed=True) for atom, p in waiting.items()}
    look.ran = {atom: p.entry for atom, p in waiting.items()}
    tasks = _evaluated(look, 0, course.check.entry if course.check else "", old=course.old)
    after = course._replace(open=look.open, pending=look.pending, tasks=course.tasks | tasks)
    return _timed(protocol.ruleset, after, course.at)


def looked(protocol: CareProtocol, course: Course, at: datetime) -> Look:
    """What rules see of a course at a time, before anything more is found."""
    return _look(protocol.ruleset, course, course.check, at)


def _seen(rules: Ruleset, course: Course, seen: Seen) -> Course:
    """Fold a part of an observation, its repeats one after the other."""
    at, observed = seen.happened_at, seen.observed
    old = checks.old(rules, seen)
    part = rules.told(observed.readings, observed.symptoms, observed.not_asked, rules.who(course.person, at))
    begun = checks.begun(rules, course, seen, part)
    check = begun.check
    for wave in part.waves:
        by_itself = None if check.samples or check.reasons or check.symptoms is not None else wave
        check = checks.read(check, seen, part, wave)
        look = _look(rules, course, check, at)
        look.newest, look.last, look.unit, look.rows = begun.seen[-1], begun.last, begun.unit, begun.rows
        look.fresh = wave.fresh
        if wave.oxygen is not None:
            look.flows = breathing.flows_after(course.flows, course.person, at, wave.oxygen.value, rules.zone)
        tasks = _evaluated(look, checks.bits(look, check, part, by_itself), seen.entry, old=old)
        course = Course(
            person=course.person,
            at=at,
            check=check,
            seen=begun.seen,
            unit=begun.unit,
            rows=begun.rows,
            open=look.open,
            pending=look.pending,
            tasks=course.tasks | tasks if tasks else course.tasks,
            baselines=_baselines(look, wave),
            last=begun.last,
            on_oxygen=check.air is Air.OXYGEN if check.air in _SAID else course.on_oxygen,
            old=old,
            due=_due(rules, course.person, begun.unit, look.pending, course.happened.edge, at),
            left=course.left,
            happened=course.happened,
            flows=look.flows,
        )
    return course


def _anew(rules: Ruleset, course: Course, at: datetime) -> Course:
    """The newest check judged once more, since facts changed that may move its lines."""
    if course.check is None:
        return course
    look = _look(rules, course, course.check, at)
    tasks = _evaluated(look, _by_check(look), course.check.entry, old=course.old)
    return course._replace(open=look.open, pending=look.pending, tasks=course.tasks | tasks)


def _happened(rules: Ruleset, course: Course, event: Sampled | Dosed) -> Course:
    """A swab's result or a medicine: only what asks about it is judged again. A valid swab is the test that was to do.

    What a result opens is an alert, though all that was measured before may be an import of old readings.
    """
    course = course._replace(at=event.at, happened=happened.told(rules.spans, course.happened, event))
    asks = rules.triggers.dosed
    if isinstance(event, Sampled):
        asks = rules.triggers.swabbed
        done = {Task.TEST} if event.result is not Result.INVALID else set()
        course = course._replace(tasks=course.tasks - done)
    look = _look(rules, course, course.check, event.at)
    tasks = _asked(look, asks & rules.judged_for(look).bits, event.entry, old=course.old and isinstance(event, Dosed))
    after = course._replace(open=look.open, pending=look.pending, tasks=course.tasks | tasks)
    return _timed(rules, after, event.at)


_SAID = (Air.ROOM, Air.OXYGEN)


def _look(rules: Ruleset, course: Course, check: Check | None, at: datetime) -> Look:
    look = Look(rules, course.person, at, check)
    order = course.person.oxygen_tenths_l_min if course.person else None
    unsure = Air.UNSURE if order or course.on_oxygen else Air.ROOM
    look.air = unsure if check is None or check.air is None else check.air
    look.baselines, look.last, look.flows = course.baselines, course.last, course.flows
    look.newest = course.seen[-1] if course.seen else None
    look.unit, look.rows, look.happened = course.unit, course.rows, course.happened
    look.open, look.pending = dict(course.open), dict(course.pending)
    return look


def _evaluated(look: Look, bits: int, entry: str, *, old: bool) -> frozenset[Task]:
    """Ask every rule that can have something to say; the staying tasks it raises."""
    if not (bits or look.open or look.pending):
        return _NO_TASKS
    by_id = look.rules.by_id
    for rule in look.open:
        bits |= by_id[rule].bit
    for atom in look.pending:
        bits |= by_id[atom.partition("/")[0]].bit
    return _asked(look, bits, entry, old=old)


def _asked(look: Look, bits: int, entry: str, *, old: bool) -> frozenset[Task]:
    """Ask these rules in their order, and those behind that may hold because one of them does.

    The staying tasks they raise.
    """
    found, tasks, mine = look.rules.triggers, _NO_TASKS, look.rules.judged_for(look).bits
    while bits:
        first = bits & -bits
        rule = look.rules.rules[first.bit_length() - 1]
        tasks |= episodes.update(look, rule, entry, old=old)
        if rule.id in look.open:
            bits |= (found.wakes.get(rule.id, 0) | found.standing) & mine
        bits &= ~(2 * first - 1)
    return tasks


def _baselines(look: Look, wave: Wave) -> Baselines:
    measure = look.rules.measure
    if look.open and any(e.level >= Severity.WATCH and look.rules.by_id[rule].illness for rule, e in look.open.items()):
        return baseline.while_ill(look.baselines, look.at, measure)
    found = wave.normals[look.air]
    return baseline.added(look.baselines, found, look.at, measure) if found else look.baselines


def _timed(rules: Ruleset, course: Course, at: datetime) -> Course:
    """The course with when the next thing changes by itself."""
    return course._replace(due=_due(rules, course.person, course.unit, course.pending, course.happened.edge, at))


def _due(
    rules: Ruleset,
    person: Person | None,
    unit: Coverage | None,
    pending: Mapping[str, Pending | Streak],
    edge: datetime | None,
    at: datetime,
) -> datetime | None:
    """When the next thing changes by itself: at once where its time was past before anybody asked about it."""
    settles = checks.settles(rules, person, unit)
    end = whom.next_end(person, at, rules.adult_years, rules.zone) if person is not None else None
    if not pending and edge is None and end is None:
        return max(settles, at) if settles is not None else None
    times = [until for waiting in pending.values() if (until := waiting.due()) is not None]
    times += [time for time in (settles, edge, end) if time is not None]
    return max(min(times), at) if times else None


def _answered(rules: Ruleset, course: Course, answer: Answer) -> Course:
    """A named person closed alerts: what is back is over, what still holds stands answered."""
    open_, pending = dict(course.open), dict(course.pending)
    for rule in _meant(rules, open_, answer):
        episode = open_[rule]
        dismissed = answer.outcome == Outcome.NOT_CONFIRMED
        if dismissed:
            pending |= _dismissed(pending, episode)
        if episode.improving:
            del open_[rule]
            pending = {atom: w for atom, w in pending.items() if atom not in rules.by_id[rule].atoms}
        else:
            open_[rule] = episode._replace(answered=True, named_at=episode.hits, dismissed=dismissed)
    after = course._replace(at=answer.at, open=open_, pending=pending)
    return _timed(rules, after, answer.at)


def _meant(rules: Ruleset, open_: Mapping[str, Episode], answer: Answer) -> list[str]:
    """The open rules an answer names, with those left unsaid behind them: nobody is asked twice about one value."""
    named = dict(answer.episodes)
    found = {rule for rule, e in open_.items() if rule in named and named[rule] in e.chain}
    return [rule for rule in open_ if rule in found or not found.isdisjoint(said.behind(rules, open_, rule))]


def _dismissed(pending: Mapping[str, Pending | Streak], episode: Episode) -> dict[str, Pending]:
    """The readings behind an alert found unconfirmed that wait to be confirmed: silence confirms them no more."""
    readings = {hit.reading for hit in episode.hits}
    waiting = {atom: w for atom, w in pending.items() if isinstance(w, Pending) and not w.confirmed}
    return {atom: w._replace(dismissed=True) for atom, w in waiting.items() if w.hit.reading in readings}


def _ended(course: Course, end: TaskEnd) -> Course:
    """A named person ended a task; where the care plan shows a transfer as a call, the call ends both."""
    ended = {end.task}
    if end.task is Task.CALL and course.person is not None and course.person.ceiling is not Ceiling.FULL:
        ended.add(Task.TRANSFER)
    return course._replace(at=end.at, tasks=course.tasks - ended)
