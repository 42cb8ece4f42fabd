"""What stays of a person when another protocol comes into use: nothing that waits for somebody is lost."""

from dataclasses import replace

from carelog.model.assessment import Answer, Fired, waits
from carelog.model.history import Left
from carelog.model.severity import STAYING, Severity
from carelog.protocol.ruleset import Ruleset
from carelog.protocol.state import Course, Episode


def begun(course: Course, left: Left) -> Course:
    """The course at the instant from which this file decides.

    A rule that did not stand by the earlier file stands only where it holds now: the past opens nothing anew. An alert
    left open waits on: as this file's own where its rule stands open, at the higher severity, else as it was. Staying
    tasks: those left, and of what stands open.
    """
    stood = {fired.rule for fired in left.fired}
    waiting = {fired.rule: fired for fired in left.fired if waits(fired)}
    kept = {rule: e for rule, e in course.open.items() if rule in stood or e.holding}
    for rule in kept.keys() & waiting.keys():
        kept[rule] = _again(kept[rule], waiting[rule].severity)
    ours = frozenset(task for e in kept.values() for task in e.tasks & STAYING)
    return course._replace(
        at=left.at,
        open=kept,
        tasks=(course.tasks & ours) | frozenset(left.tasks),
        left=tuple(fired for rule, fired in waiting.items() if rule not in kept),
    )


def _again(episode: Episode, severity: Severity) -> Episode:
    return episode._replace(level=max(episode.level, severity), answered=False, old=False)


def answered(course: Course, answer: Answer) -> Course:
    """The alerts of an earlier file that this answer names are over."""
    if not course.left:
        return course
    return course._replace(left=tuple(f for f in course.left if (f.rule, f.episode) not in answer.episodes))


def fired(course: Course) -> tuple[Fired, ...]:
    """What an earlier file left open, with those of its tasks that nobody has ended yet."""
    return tuple(
        replace(f, tasks=tuple(task for task in f.tasks if task not in STAYING or task in course.tasks))
        for f in course.left
    )


def place(rules: Ruleset, rule: str) -> int:
    """Where a rule stands among those of the same severity; what this file does not know comes last."""
    return rules.by_id[rule].position if rule in rules.by_id else len(rules.rules)
