"""How long somebody with a positive swab is isolated, and what has to be there before a person may end it; pure."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta, tzinfo
from itertools import pairwise
from typing import NamedTuple

from carelog.model.assessment import TaskEnd
from carelog.model.deeds import Method, Result
from carelog.model.history import Dosed, Event, Facts, Sampled
from carelog.model.observation import Seen
from carelog.model.reading import Quantity, Site
from carelog.model.severity import Task
from carelog.model.swabs import Isolated


class Isolation(NamedTuple):
    """What a protocol says of it. `fever`: from how many tenths of a degree on a temperature of a site is one."""

    days: int
    negatives: int
    apart: timedelta
    methods: frozenset[Method]
    afebrile: timedelta
    masked: timedelta
    """so long after an antipyretic a normal temperature proves nothing"""
    fever: Mapping[Site, int]


def isolated(rule: Isolation, events: Iterable[Event], at: datetime, zone: tzinfo) -> Isolated | None:
    """How a person's isolation stands at a time; None where no positive swab counts, or a named person ended it.

    The day the first positive was taken is day 1; a later positive makes it longer. The task isolate, done, ends it.
    """
    told = list(events)
    swabs = sorted((e for e in told if isinstance(e, Sampled) and e.at <= at), key=lambda s: (s.at, s.tick, s.entry))
    # by when they were written down: a result that came back after the end was not known to whoever ended it
    ended = max((e.tick for e in told if isinstance(e, TaskEnd) and _ends(e) and e.at <= at), default=-1)
    course = _course(rule, [s for s in swabs if s.result is Result.POSITIVE and s.tick > ended])
    if not course or at >= course[-1].at + timedelta(days=rule.days):
        return None
    first, last = (swab.at.astimezone(zone).date() for swab in (course[0], course[-1]))
    of = (last - first).days + rule.days
    negative = _negative(rule, course, swabs)
    afebrile = _afebrile(rule, told, at)
    return Isolated(
        entry=course[0].entry,
        since=course[0].at,
        targets=tuple(dict.fromkeys(s.target for s in course)),
        # it ends at the hour the swab was taken: until then it is still the last day, never one more than there are
        day=min(of, (at.astimezone(zone).date() - first).days + 1),
        of=of,
        negatives=negative,
        wanted=rule.negatives,
        apart_hours=rule.apart // timedelta(hours=1),
        afebrile=afebrile,
        afebrile_hours=rule.afebrile // timedelta(hours=1),
        may_end=negative >= rule.negatives and afebrile is True,
    )


def _ends(end: TaskEnd) -> bool:
    return end.task is Task.ISOLATE and end.done


def _course(rule: Isolation, positives: list[Sampled]) -> list[Sampled]:
    """The newest run of positives without so long a gap that the person was free in between."""
    start = 0
    for n, (one, after) in enumerate(pairwise(positives), 1):
        if after.at - one.at >= timedelta(days=rule.days):
            start = n
    return positives[start:]


def _negative(rule: Isolation, course: list[Sampled], swabs: list[Sampled]) -> int:
    """How many negatives far enough apart there are since the last positive, of whatever has the fewest."""
    last = {swab.target: swab.at for swab in course}
    return min(_run(rule, [s for s in swabs if s.target == target and s.at > since]) for target, since in last.items())


def _run(rule: Isolation, swabs: list[Sampled]) -> int:
    counted: list[datetime] = []
    for swab in swabs:
        fits = swab.result is Result.NEGATIVE and swab.method in rule.methods
        if fits and (not counted or swab.at - counted[-1] >= rule.apart):
            counted.append(swab.at)
    return len(counted)


def _afebrile(rule: Isolation, events: list[Event], at: datetime) -> bool | None:
    """Whether there was no fever in so long; None where nothing says so: not measured, or masked by an antipyretic."""
    found = [
        (part.happened_at, reading.value >= rule.fever[reading.site or Site.UNKNOWN])
        for part in events
        if isinstance(part, Seen) and at - rule.afebrile < part.happened_at <= at
        for reading in part.observed.readings
        if reading.quantity is Quantity.TEMPERATURE and reading.value is not None
    ]
    if any(hot for _, hot in found):
        return False
    facts = sorted((e for e in events if isinstance(e, Facts) and e.at <= at), key=lambda e: (e.at, e.tick))
    doses = [e.at for e in events if isinstance(e, Dosed) and e.antipyretic]
    if facts and facts[-1].person.takes_antipyretic:
        return None
    clear = [when for when, _ in found if not any(dose <= when < dose + rule.masked for dose in doses)]
    return True if clear else None
