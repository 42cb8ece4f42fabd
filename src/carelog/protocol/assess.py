"""What a course means: severity, tasks and reasons, as a step function of time."""

from datetime import datetime
from typing import NamedTuple

from carelog.model.assessment import Fired, Standing, Step
from carelog.model.history import History, moment
from carelog.model.observation import Observed, Seen
from carelog.model.person import Ceiling, Person
from carelog.model.reading import Reading
from carelog.model.severity import Severity, Task
from carelog.protocol import course as courses
from carelog.protocol import said, takeover, tasks
from carelog.protocol.course import Course
from carelog.protocol.ruleset import Ruleset
from carelog.protocol.schema import CareProtocol
from carelog.protocol.state import Episode

_NO_TASKS = frozenset[Task]()
_ORDER = {task: n for n, task in enumerate(Task)}


class Recheck(NamedTuple):
    """A repeat that is due: for which rule, of what, since when, and by when; `until` None where no clock runs."""

    rule: str
    reading: str
    since: datetime
    until: datetime | None


def assess(protocol: CareProtocol, course: Course, at: datetime) -> tuple[Step, ...]:
    """What holds from an instant on, step by step, if nothing more is entered. At least one step; pure and total."""
    rules = protocol.ruleset
    course = courses.settled(rules, course, at)
    steps = [_step(rules, course, at)]
    while course.due is not None:
        due = course.due
        course = courses.settled(rules, course, due)
        step = _step(rules, course, due)
        if step[1:] != steps[-1][1:]:
            steps.append(step)
    return tuple(Step(*step) for step in steps)


def reasons(rules: Ruleset, course: Course, at: datetime) -> tuple[Fired, ...]:
    """The rules that are said to stand at an instant, with tasks only where nothing but a task stands."""
    hidden = said.unsaid(rules, course.open)
    out = []
    for rule, e in course.open.items():
        if rule not in hidden:
            to_do = _NO_TASKS if e.level else tasks.standing(course, rules.by_id[rule], e, at, rules.zone)
            if e.level or to_do:
                out.append(_fired(rule, e, to_do))
    return tuple(out)


def replayed(protocol: CareProtocol, history: History, *, quiet_before: datetime | None = None) -> tuple[Step, ...]:
    """A whole history as steps, as this protocol would have decided; alerts begun before `quiet_before` are history."""
    state, steps = courses.start(history.person), list[Step]()
    for event in history.events:
        at = moment(event)[0]
        state = courses.fold(protocol, state, event)
        while steps and steps[-1].start >= at:
            steps.pop()
        for step in assess(protocol, state, at):
            now = _as_history(step, quiet_before)
            if not steps or _said(now) != _said(steps[-1]):
                steps.append(now)
    return tuple(steps)


def alone(
    protocol: CareProtocol,
    person: Person,
    readings: tuple[Reading, ...],
    symptoms: tuple[str, ...] | None,
    at: datetime,
) -> Severity:
    """What new values are by themselves, before any confirmation and without a history; nothing lacking counts.

    `at` is when they were measured: a person of under age then is judged as such, one of no known birth date as adult.
    """
    observed = Observed(person.id, None, readings, symptoms)
    seen = Seen("alone", "alone", 0, at, at, "", observed)
    state = courses.fold(protocol, courses.start(person), seen)
    lacking = protocol.ruleset.triggers.lacking
    found = (e.level for rule, e in state.open.items() if not protocol.ruleset.by_id[rule].bit & lacking)
    return max(found, default=Severity.NONE)


def rechecks(protocol: CareProtocol, course: Course, at: datetime) -> tuple[Recheck, ...]:
    """The repeats that are due at a time, soonest first; those without a clock last."""
    by_id, now = protocol.ruleset.by_id, courses.run_out(protocol.ruleset, course, at)
    out = [
        Recheck(rule, tasks.to_read(episode), episode.asked, tasks.by_when(now, by_id[rule], episode))
        for rule, episode in now.open.items()
        if Task.RECHECK in tasks.standing(now, by_id[rule], episode, at, protocol.ruleset.zone)
    ]
    return tuple(sorted(out, key=lambda r: (r.until is None, r.until or r.since, r.rule)))


def _said(step: Step) -> tuple[object, ...]:
    return (step.severity, step.tasks, step.fired)


def _as_history(step: Step, quiet_before: datetime | None) -> Step:
    if quiet_before is None or step.start >= quiet_before:
        return step
    fired = tuple(_with_history(f) for f in step.fired)
    return Step(step.start, step.severity, step.tasks, fired)


def _with_history(f: Fired) -> Fired:
    old = f.would_have or f.severity >= Severity.REVIEW
    return Fired(f.rule, f.severity, f.tasks, f.standing, f.episode, f.entries, f.reading, f.value, f.bound, old)


def _step(
    rules: Ruleset, course: Course, at: datetime
) -> tuple[datetime, Severity, tuple[Task, ...], tuple[Fired, ...]]:
    """What holds now: the worst of the rules that stand, all their tasks, and those that stay until ended."""
    calm = Severity.NONE if course.check else Severity.NOT_KNOWN
    if not (course.open or course.tasks or course.left):
        return (at, calm, (), ())
    limited = course.person is not None and course.person.ceiling is not Ceiling.FULL
    now = {r: tasks.standing(course, rules.by_id[r], e, at, rules.zone) for r, e in course.open.items()}
    left = takeover.fired(course)
    to_do = _ceiling(course.tasks.union(*now.values(), *(f.tasks for f in left)), limited=limited)
    hidden = said.unsaid(rules, course.open)
    fired = [_fired(r, e, _ceiling(now[r], limited=limited)) for r, e in course.open.items() if r not in hidden]
    fired = [f for f in (*fired, *left) if f.severity or f.tasks]
    fired.sort(key=lambda f: (-f.severity, takeover.place(rules, f.rule)))
    severity = max((*(e.level for e in course.open.values()), *(f.severity for f in left)), default=calm)
    moved = _moved(course) if limited and rules.limit_rule else None
    if moved is not None:
        names = tuple(dict.fromkeys(e.id for e in moved)) or ("",)
        fired.append(Fired(rules.limit_rule, Severity.NONE, (Task.CALL,), Standing.ON, names[0], names))
    return (at, severity, _sorted(to_do), tuple(fired))


def _moved(course: Course) -> list[Episode] | None:
    """The episodes whose transfer is shown as a call; None where no transfer is asked for."""
    if Task.TRANSFER not in course.tasks:
        return None
    return [e for e in course.open.values() if Task.TRANSFER in e.tasks]


def _ceiling(tasks: frozenset[Task], *, limited: bool) -> frozenset[Task]:
    """The tasks, a transfer turned into a call where the care plan limits treatment."""
    return tasks - {Task.TRANSFER} | {Task.CALL} if limited and Task.TRANSFER in tasks else tasks


def _fired(rule: str, e: Episode, tasks: frozenset[Task]) -> Fired:
    hit = e.hits[0]
    same = [h.bound for h in e.hits if h.reading == hit.reading]
    bound = ",".join(dict.fromkeys(same)) if hit.value is None else hit.bound
    standing = Standing.IMPROVING if e.improving else Standing.ANSWERED if e.answered else Standing.ON
    return Fired(rule, e.level, _sorted(tasks), standing, e.id, e.entries, hit.reading, hit.value, bound, e.old)


def _sorted(tasks: frozenset[Task]) -> tuple[Task, ...]:
    return tuple(sorted(tasks, key=_ORDER.__getitem__))
