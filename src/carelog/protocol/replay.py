"""What a protocol would have said of a history that another one decided, with the answers that were given then."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from datetime import datetime

from carelog.model.assessment import Answer, Step, open_alerts
from carelog.model.history import Event, History, Left, moment
from carelog.model.severity import Severity
from carelog.protocol import course as courses
from carelog.protocol import ordinary, said
from carelog.protocol.assess import reasons
from carelog.protocol.course import Course
from carelog.protocol.ruleset import Ruleset
from carelog.protocol.schema import CareProtocol
from carelog.protocol.state import Episode


def decided_again(protocol: CareProtocol, history: History, recorded: Sequence[Step]) -> tuple[Step, ...]:
    """A whole history as steps without tasks, as this protocol would have decided; `recorded` is what was decided then.

    Answers count for rules, not for names of episodes: one closes the open alerts of the rules it closed then, and
    those of rules of which nothing waited in the record, for who closed one alert of a person had seen the person. An
    alert the record never had is taken as closed once its values are back. Calm steps stand only where one was not.
    That another file came into use meanwhile is passed over: here one file decides throughout.
    """
    state, steps, place = courses.start(history.person), list[Step](), 0
    events = [event for event in history.events if not isinstance(event, Left)]
    while place < len(events):
        first = place
        state, place = ordinary.rounds(protocol.ruleset, state, events, place)
        if place > first and steps:
            _tell(protocol.ruleset, state, moment(events[first])[0], steps)
        if place < len(events):
            state = _next(protocol, state, events[place : place + 2], recorded, steps)
            place += 1
    return tuple(steps)


def _next(
    protocol: CareProtocol, course: Course, events: Sequence[Event], recorded: Sequence[Step], steps: list[Step]
) -> Course:
    """The course after the first of these events, its steps until the second one added to those before."""
    at, after = moment(events[0])[0], moment(events[1])[0] if len(events) > 1 else None
    state = _folded(protocol, course, events[0], recorded)
    if not state.open and state.due is None and (not steps or (steps[-1].start < at and not steps[-1].fired)):
        return state
    ahead = courses.settled(protocol.ruleset, state, at)
    _tell(protocol.ruleset, ahead, at, steps)
    while ahead.due is not None and (after is None or ahead.due < after):
        due = ahead.due
        ahead = courses.settled(protocol.ruleset, ahead, due)
        _tell(protocol.ruleset, ahead, due, steps)
    return state if after == at else ahead


def _tell(rules: Ruleset, course: Course, at: datetime, steps: list[Step]) -> None:
    """Add what stands at an instant, where it is not what stood before; what was foreseen for later came otherwise."""
    while steps and steps[-1].start >= at:
        steps.pop()
    fired = reasons(rules, course, at) if course.open else ()
    if not steps or fired != steps[-1].fired:
        steps.append(Step(at, max((f.severity for f in fired), default=Severity.NONE), (), fired))


def _folded(protocol: CareProtocol, course: Course, event: Event, recorded: Sequence[Step]) -> Course:
    """The course after one more event, an answer being meant for what stands open here."""
    if isinstance(event, Answer):
        course = courses.settled(protocol.ruleset, course, event.at)
        event = _meant(protocol.ruleset, course, event, recorded)
    after = courses.fold(protocol, course, event)
    return _nobody_asked(protocol, after, moment(event)[0], recorded) if after.open else after


def _waiting(rules: Ruleset, course: Course, which: Callable[[Episode], bool]) -> dict[str, str]:
    """The open alerts that a nurse would be shown, rule -> episode."""
    hidden = said.unsaid(rules, course.open)
    waits = {r: e for r, e in course.open.items() if e.level >= Severity.REVIEW and not e.answered and not e.old}
    return {rule: e.id for rule, e in waits.items() if rule not in hidden and which(e)}


def _meant(rules: Ruleset, course: Course, answer: Answer, recorded: Sequence[Step]) -> Answer:
    """The answer with the names that the alerts have here."""
    then = {f.rule for f in open_alerts(_before(recorded, answer.at))}
    still = {f.rule for f in open_alerts(_at(recorded, answer.at))}
    closed = {rule for rule, _ in answer.episodes if rule not in still}
    here = _waiting(rules, course, lambda _: True)
    ours = {rule: name for rule, name in here.items() if rule in closed or rule not in then}
    return answer._replace(episodes=tuple({**dict(answer.episodes), **ours}.items()))


def _nobody_asked(protocol: CareProtocol, course: Course, at: datetime, recorded: Sequence[Step]) -> Course:
    """Close what is back and never waited in the record: nobody could have."""
    improving = any(e.improving for e in course.open.values())
    back = _waiting(protocol.ruleset, course, lambda e: e.improving) if improving else {}
    if back:
        then = {f.rule for f in open_alerts(_at(recorded, at))}
        names = tuple((rule, name) for rule, name in back.items() if rule not in then)
        return courses.fold(protocol, course, Answer("", 0, at, "", names, "")) if names else course
    return course


def _at(steps: Sequence[Step], at: datetime) -> Step | None:
    place = bisect_right(steps, at, key=lambda step: step.start)
    return steps[place - 1] if place else None


def _before(steps: Sequence[Step], at: datetime) -> Step | None:
    place = bisect_left(steps, at, key=lambda step: step.start)
    return steps[place - 1] if place else None
