"""How a person stands in a round, and what a missed round means: judged when read, never an entry."""

from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo
from enum import StrEnum

from carelog.model.assessment import Fired, Standing, Step
from carelog.model.observation import Observation
from carelog.model.person import Person
from carelog.model.reading import Quantity
from carelog.model.round import Window
from carelog.model.severity import Severity, Task
from carelog.protocol.light import Light
from carelog.protocol.whom import limited


class Stand(StrEnum):
    """A person's state in a round; the same codes as on the board and in the CSV."""

    DUE = "due"
    UPCOMING = "upcoming"
    DONE = "done"
    PARTIAL = "partial"
    NOT_MEASURED = "not_measured"
    AWAY = "away"
    LATE = "late"


def state(
    light: Light,
    person: Person,
    observations: Sequence[Observation],
    window: Window | None,
    at: datetime,
    *,
    away: bool,
    zone: tzinfo = UTC,
) -> Stand:
    """How a person stands in a window at a time, by what was observed in it (any number, any order).

    Every item answered is done, also where some answers are reasons; nothing but reasons is not measured. Who is
    `away` is away, whatever was entered before.
    """
    if away:
        return Stand.AWAY
    if observations:
        return _found(light.required[person.kind], observations)
    if window is None or at < window.start:
        return Stand.UPCOMING
    if limited(person, at, zone):
        return Stand.NOT_MEASURED
    return Stand.DUE if at < window.end else Stand.LATE


def _found(required: Sequence[str], observations: Sequence[Observation]) -> Stand:
    answers = [_answer(item, observations) for item in required]
    if all(answer == "reason" for answer in answers):
        return Stand.NOT_MEASURED
    return Stand.PARTIAL if "" in answers else Stand.DONE


def _answer(item: str, observations: Sequence[Observation]) -> str:
    """What stands for an item: a value, a reason, or '' for nothing."""
    if item == "symptoms":
        asked = [o for o in observations if o.symptoms is not None]
        return "value" if asked else "reason" if any(o.not_asked for o in observations) else ""
    found = [r for o in observations if (r := o.last(Quantity(item))) is not None]
    if any(r.not_measured is None for r in found):
        return "value"
    return "reason" if found else ""


def missed(last: Observation | None, ended: Sequence[Window], since: datetime | None = None) -> int:
    """How many of the rounds that ended, the newest ones, went by without the person being seen.

    `last` is the newest observation; `since` is from when the person is expected (came in, came back): rounds that
    began before do not count. Of somebody never seen and not known since when expected, one at most.
    """
    due = [w for w in ended if since is None or w.start >= since]
    if last is None:
        return len(due) if since is not None else min(1, len(due))
    return sum(1 for w in due if last.happened_at < w.start and last.round != w.key)


def held(
    light: Light,
    person: Person,
    step: Step | None,
    last: Observation | None,
    ended: Sequence[Window],
    at: datetime,
    *,
    away: bool,
    zone: tzinfo = UTC,
    since: datetime | None = None,
) -> Step:
    """What is shown of a person: the step in force, and what missed rounds add to it.

    The last severity is kept, at least NOT_KNOWN, with a recheck. A person never seen is NOT_KNOWN. Who is
    `away`, or whose care plan asks for no checks, is not blamed.
    """
    now = step or Step(at, Severity.NOT_KNOWN, (), ())
    count = 0 if away or limited(person, at, zone) else missed(last, ended, since)
    found = [m for m in light.missed if count >= m.least]
    if not found:
        return now
    severity = max(m.severity for m in found)
    tasks = tuple(t for t in Task if any(t in m.tasks for m in found))
    fired = Fired(light.missed_rule, severity, tasks, Standing.ON, "", (), "", count, "")
    return Step(
        now.start,
        max(now.severity, severity),
        tuple(t for t in Task if t in now.tasks or t in tasks),
        tuple(sorted((*now.fired, fired), key=lambda f: -f.severity)),
    )
