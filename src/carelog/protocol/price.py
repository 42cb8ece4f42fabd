"""What a rule costs in attention: alerts for every hundred person-days, so that a change is priced before it ships."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from carelog.model.assessment import Step
from carelog.model.severity import Severity
from carelog.protocol.alarms import alarms

_ALWAYS = datetime.min.replace(tzinfo=UTC)
_NEVER = datetime.max.replace(tzinfo=UTC)


class Price(NamedTuple):
    """Episodes for every hundred person-days, each counted once, at the highest severity it reached."""

    alerts: Mapping[str, float]
    """rule -> REVIEW and above"""
    watches: Mapping[str, float]
    """rule -> WATCH"""
    review_days: float
    """people-episodes at REVIEW and above, whatever the number of rules: from calm to alert, once"""
    watch_days: float
    """the same for WATCH that never became an alert"""


def price(people: Iterable[Sequence[Step]], person_days: float, time: tuple[datetime, datetime] | None = None) -> Price:
    """Count over the steps of each person, of a `time` only what began in it, from its first instant to its last.

    Alerts of an old import count as if they had opened; 0 days cost nothing.
    """
    first, last = time or (_ALWAYS, _NEVER)
    counts = {Severity.WATCH: Counter[str](), Severity.REVIEW: Counter[str]()}
    spells = Counter[Severity]()
    for steps in people:
        for alarm in alarms("", steps):
            if first <= alarm.start < last:
                counts[alarm.kind][alarm.rule] += 1
        spells.update(min(level, Severity.REVIEW) for start, level in _spells(steps) if first <= start < last)
    each = 100 / person_days if person_days > 0 else 0.0
    return Price(
        {rule: n * each for rule, n in sorted(counts[Severity.REVIEW].items())},
        {rule: n * each for rule, n in sorted(counts[Severity.WATCH].items())},
        spells[Severity.REVIEW] * each,
        spells[Severity.WATCH] * each,
    )


def _spells(steps: Sequence[Step]) -> list[tuple[datetime, Severity]]:
    """When each stretch at WATCH or above began, and its worst severity."""
    out: list[tuple[datetime, Severity]] = []
    going = False
    for step in steps:
        if step.severity < Severity.WATCH:
            going = False
        elif going:
            out[-1] = (out[-1][0], max(out[-1][1], step.severity))
        else:
            out.append((step.start, step.severity))
            going = True
    return out
