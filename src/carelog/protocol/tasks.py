"""Which of a rule's tasks stand now, and by when a repeat is due."""

from datetime import datetime, timedelta, tzinfo

from carelog.model.reading import Quantity
from carelog.model.severity import STAYING, Task
from carelog.protocol.ruleset import Ready
from carelog.protocol.state import Course, Episode, Pending
from carelog.protocol.whom import limited

_ROUND = frozenset({Quantity.TEMPERATURE, Quantity.SPO2})
_SET = frozenset({Quantity.RESPIRATORY_RATE, Quantity.PULSE, Quantity.SYSTOLIC, Quantity.CONSCIOUSNESS})
"""What only a complete set measures: no round brings it by itself."""


def standing(course: Course, rule: Ready, episode: Episode, at: datetime, zone: tzinfo) -> frozenset[Task]:
    """A rule's tasks as they stand: staying ones until ended, the others while it holds and until they are done.

    A value that no round brings is asked for again at each check that lacks it, until its rule has cleared.
    """
    tasks = episode.tasks & STAYING & course.tasks
    if episode.holding:
        tasks |= episode.tasks - STAYING - {Task.RECHECK, Task.COMPLETE_SET}
        if Task.RECHECK in episode.tasks and _to_repeat(course, rule, episode):
            tasks |= {Task.RECHECK}
        if Task.COMPLETE_SET in episode.tasks and not _measured(course, _ROUND | _SET):
            tasks |= {Task.COMPLETE_SET}
    return tasks | {Task.COMPLETE_SET} if _stale(course, episode, at, zone) else tasks


def by_when(course: Course, rule: Ready, episode: Episode) -> datetime | None:
    """By when the next repeat is due: so long after each, or before silence confirms; None where no clock runs."""
    if rule.recheck is None:
        return None
    if rule.series:
        return _next_clock(course, rule, episode)
    if episode.reread < _repeats(course, rule, episode):
        return episode.asked + rule.recheck * (episode.reread + 1)
    return min(until for p in _pending(course, episode) if (until := p.due()) is not None)


def to_read(episode: Episode) -> str:
    """What a repeat reads: while oxygen is watched, the SpO2 on it."""
    reading = episode.hits[0].reading
    return Quantity.SPO2.value if reading == Quantity.OXYGEN else reading


def _next_clock(course: Course, rule: Ready, episode: Episode) -> datetime:
    """The next of several clocks; a reading counts for the one it is nearest to. A new rise of oxygen begins anew."""
    oxygen = episode.hits[0].reading == Quantity.OXYGEN
    begun = course.flows.raised if oxygen and course.flows.raised else episode.asked
    read = _last_read(course, to_read(episode)) or begun
    before, clocks = timedelta(0), iter(rule.series)
    after = next(clocks)
    while read - begun >= (before + after) / 2 and (rule.every or after is not rule.series[-1]):
        before, after = after, next(clocks, None) or after + (rule.every or timedelta(0))
    return begun + after


def _last_read(course: Course, reading: str) -> datetime | None:
    """When a quantity was read last."""
    here = course.check.samples if course.check else {}
    times = [s.at for q, samples in here.items() if q == reading for s in samples]
    return max([*times, *(s.at for (q, _), s in course.last.items() if q == reading)], default=None)


def _to_repeat(course: Course, rule: Ready, episode: Episode) -> bool:
    """Whether too few repeats were taken, or none that silence would not outrun; of several clocks the next runs."""
    if rule.series:
        return True
    if episode.reread < _repeats(course, rule, episode):
        return True
    return any(p.due() is not None for p in _pending(course, episode))


def _repeats(course: Course, rule: Ready, episode: Episode) -> int:
    """How many repeats are asked for: those that take it back, one where it is certain already or cannot be."""
    sure = any(p.confirmed for p in _pending(course, episode))
    return rule.withdrawn.repeats if rule.withdrawn is not None and not sure else 1


def _pending(course: Course, episode: Episode) -> list[Pending]:
    """The readings of the same quantity that wait for a second one, or had it."""
    reading = episode.hits[0].reading
    return [p for p in course.pending.values() if isinstance(p, Pending) and p.hit.reading == reading]


def _measured(course: Course, quantities: frozenset[Quantity]) -> bool:
    return course.check is not None and quantities <= course.check.samples.keys()


def _stale(course: Course, episode: Episode, at: datetime, zone: tzinfo) -> bool:
    """Whether an episode waits for a value of a complete set that the newest check lacks."""
    if episode.improving or (course.person is not None and limited(course.person, at, zone)):
        return False
    return not _measured(course, frozenset(q for q in _SET if q.value in episode.signs))
