"""Swabs and medicines over any history: they never make anything milder."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from carelog.model.deeds import Method, Result
from carelog.model.history import Dosed, Sampled, moment
from carelog.model.severity import Severity
from carelog.protocol import assess, course

from .histories import Case, Part, cases, events_of, folded, often, severity, slow, stories

pytestmark = slow


@given(cases, stories, st.sampled_from([1, 90, 359, 400, 1500]), st.sampled_from([0, 11, 61, 720]))
@often
def test_an_antipyretic_by_itself_neither_raises_nor_lowers(
    case: Case, story: list[Part], gap: int, after: int
) -> None:
    events = events_of(story)
    at = moment(events[-1])[0] + timedelta(minutes=gap)
    state = folded(case, events)
    dosed = course.fold(case.protocol, state, Dosed("d", 99, at, antipyretic=True))
    later = at + timedelta(minutes=after)
    assert _said(case, dosed, later) == _said(case, state, later)


def _said(case: Case, state: course.Course, at: datetime) -> tuple[object, ...]:
    return tuple((s.start, s.severity, s.tasks, s.fired) for s in assess.assess(case.protocol, state, at))


@given(cases, stories, st.integers(0, 7), st.sampled_from([0, 11, 61]))
@often
def test_an_antipyretic_before_a_reading_never_makes_it_milder(
    case: Case, story: list[Part], place: int, after: int
) -> None:
    events = events_of(story)
    at = moment(events[min(place, len(events) - 1)])[0] - timedelta(minutes=1)
    with_it = sorted([*events, Dosed("d", -1, at, antipyretic=True)], key=moment)
    assert severity(case, with_it, after) >= severity(case, events, after)


@given(cases, stories, st.integers(0, 7), st.sampled_from(Method), st.sampled_from(Result), st.sampled_from([0, 61]))
@often
def test_a_swab_never_makes_anything_milder(
    case: Case, story: list[Part], place: int, method: Method, result: Result, after: int
) -> None:
    events = events_of(story)
    at = moment(events[min(place, len(events) - 1)])[0] - timedelta(minutes=1)
    with_it = sorted([*events, Sampled("s", -1, at, method, result, "sars_cov_2")], key=moment)
    assert severity(case, with_it, after) >= severity(case, events, after)


@given(cases, stories, st.sampled_from(Method), st.sampled_from([0, 60, 13 * 1440]))
@often
def test_a_positive_swab_stands_as_an_alert_for_fourteen_days(
    case: Case, story: list[Part], method: Method, gap: int
) -> None:
    events = events_of(story)
    at = moment(events[0])[0] - timedelta(minutes=1)
    infected = severity(case, [Sampled("s", -1, at, method, Result.POSITIVE, "sars_cov_2"), *events], gap)
    last = moment(events[-1])[0] + timedelta(minutes=gap)
    assert infected >= Severity.REVIEW or last - at >= timedelta(days=14)
