"""What a rule costs in attention: alerts for every hundred person-days, so that a change is priced before it ships."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from carelog.model.assessment import Step
from carelog.model.severity import Severity


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


def price(people: Iterable[tuple[Step, ...]], person_days: float) -> Price:
    """Count over the steps of each person. Alerts of an old import count as if they had opened; 0 days cost nothing."""
    alerts: dict[str, int] = {}
    watches: dict[str, int] = {}
    spells = {Severity.WATCH: 0, Severity.REVIEW: 0}
    for steps in people:
        for (rule, _), level in _episodes(steps).items():
            if level >= Severity.WATCH:
                counts = alerts if level >= Severity.REVIEW else watches
                counts[rule] = counts.get(rule, 0) + 1
        for level in _spells(steps):
            spells[min(level, Severity.REVIEW)] += 1
    each = 100 / person_days if person_days > 0 else 0.0
    return Price(
        {rule: n * each for rule, n in sorted(alerts.items())},
        {rule: n * each for rule, n in sorted(watches.items())},
        spells[Severity.REVIEW] * each,
        spells[Severity.WATCH] * each,
    )


def _episodes(steps: tuple[Step, ...]) -> dict[tuple[str, str], Severity]:
    found: dict[tuple[str, str], Severity] = {}
    for step in steps:
        for fired in step.fired:
            key = (fired.rule, fired.episode)
            found[key] = max(found.get(key, Severity.NONE), fired.severity)
    return found


def _spells(steps: tuple[Step, ...]) -> list[Severity]:
    """The worst severity of each stretch at WATCH or above."""
    out: list[Severity] = []
    going = False
    for step in steps:
        if step.severity < Severity.WATCH:
            going = False
        elif going:
            out[-1] = max(out[-1], step.severity)
        else:
            out.append(step.severity)
            going = True
    return out
