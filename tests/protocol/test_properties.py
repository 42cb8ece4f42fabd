"""What must hold whatever happens: no history breaks the rules, and how it was written down changes nothing.

`pytest -m slow` draws 8,000 histories for each of the 25 properties here and in the files test_properties_...: 200,000.
"""

from dataclasses import replace
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from carelog.model.assessment import Answer, TaskEnd, open_alerts
from carelog.model.history import Event, Facts, History, moment
from carelog.model.person import Ceiling, Person
from carelog.model.reading import Quantity, Reading, Site
from carelog.model.severity import Severity, Task
from carelog.protocol import assess, course
from carelog.station.intake.values import measured
from carelog.ui.sheet.fields import tenths_c

from .bedside import MONDAY, temperature
from .histories import (
    CODES,
    READINGS,
    Case,
    Part,
    cases,
    events_of,
    folded,
    patient,
    people,
    severity,
    slow,
    stories,
    with_last,
)

pytestmark = slow
chances = st.randoms(use_true_random=False)


@given(cases, stories, st.sampled_from([0, 11, 35, 65]))
@patient
def test_any_history_can_be_folded_and_says_something(case: Case, story: list[Part], after: int) -> None:
    events = events_of(story)
    known = {f"e{n}" for n in range(len(story))}
    state = course.start(case.person)
    for event in events:
        state = course.fold(case.protocol, state, event)
        steps = assess.assess(case.protocol, state, moment(event)[0])
        assert all(one.start < two.start for one, two in pairwise(steps))
        assert all({f.episode, *f.entries} <= known | {""} for step in steps for f in step.fired)
        calm = Severity.NONE if state.check else Severity.NOT_KNOWN
        assert all(step.severity == max([f.severity for f in step.fired], default=calm) for step in steps)
        assert all(set(f.tasks) <= set(step.tasks) for step in steps for f in step.fired)
    assert assess.assess(case.protocol, state, moment(events[-1])[0] + timedelta(minutes=after))


@given(cases, stories, people, chances)
@patient
def test_answers_ended_tasks_and_a_person_written_anew_fit_anywhere(
    case: Case,
    story: list[Part],
    anew: Person,
    chance: "st.random.Random",  # type: ignore[name-defined]
) -> None:
    protocol, state = case.protocol, course.start(case.person)
    for n, event in enumerate(events_of(story)):
        state = course.fold(protocol, state, event)
        at = moment(event)[0]
        if chance.random() < 0.2:
            state = course.fold(protocol, state, Facts(f"f{n}", n, at, anew))
        step = assess.assess(protocol, state, at)[0]
        if chance.random() < 0.5:
            named = tuple((f.rule, f.episode) for f in step.fired)
            how = chance.choice(["seen", "not_confirmed"])
            state = course.fold(protocol, state, Answer(f"x{n}", n, at, "nurse", named, how))
            steps = assess.assess(protocol, state, at)
            assert open_alerts(steps[0]) == ()
            assert all(one.start < two.start for one, two in pairwise(steps))
        for task in step.tasks if chance.random() < 0.5 else ():
            state = course.fold(protocol, state, TaskEnd(f"t{n}", n, at, "nurse", task, done=True))
    full = state.person is not None and state.person.ceiling is Ceiling.FULL
    assert full or Task.TRANSFER not in assess.assess(protocol, state, at)[0].tasks


@given(cases, stories, chances)
@patient
def test_the_order_in_which_entries_come_in_changes_nothing_about_now(
    case: Case,
    story: list[Part],
    chance: "st.random.Random",  # type: ignore[name-defined]
) -> None:
    events = events_of(story)
    ticks = chance.sample(range(len(events)), len(events))
    late = sorted((e._replace(tick=tick) for e, tick in zip(events, ticks, strict=True)), key=moment)
    at = moment(events[-1])[0]
    then, now = folded(case, events), folded(case, late)
    assert assess.assess(case.protocol, now, at) == assess.assess(case.protocol, then, at)


@given(cases, stories)
@patient
def test_folding_step_by_step_and_replaying_say_the_same(case: Case, story: list[Part]) -> None:
    events = events_of(story)
    whole = assess.replayed(case.protocol, History("p", tuple(events)))
    state = course.start("p")
    for event in events:
        state = course.fold(case.protocol, state, event)
    at = moment(events[-1])[0]
    last = [s for s in whole if s.start <= at][-1]
    now = assess.assess(case.protocol, state, at)
    assert (last.severity, last.tasks, last.fired) == (now[0].severity, now[0].tasks, now[0].fired)
    assert [s for s in whole if s.start > at] == list(now[1:])


@given(
    cases,
    st.lists(st.sampled_from(READINGS), max_size=4, unique_by=lambda r: r.quantity),
    st.lists(st.sampled_from(CODES), max_size=2).map(tuple),
)
@patient
def test_a_value_by_itself_is_never_milder_than_nothing_and_adds_up(
    case: Case, readings: list[Reading], asked: tuple[str, ...]
) -> None:
    protocol, person = case.protocol, case.person
    whole = assess.alone(protocol, person, tuple(readings), asked, MONDAY)
    single = [assess.alone(protocol, person, (r,), None, MONDAY) for r in readings if r.quantity is not Quantity.OXYGEN]
    by_air = any(r.quantity is Quantity.OXYGEN for r in readings)
    assert by_air or whole >= max(single, default=Severity.NONE)


@given(cases, stories, st.integers(770, 1130), st.sampled_from(Site))
@patient
def test_fahrenheit_or_celsius_does_not_matter(case: Case, story: list[Part], tenths_f: int, site: Site) -> None:
    once = int(((Decimal(tenths_f) - 320) * 5 / 9).quantize(Decimal(1), ROUND_HALF_UP))
    imported = measured(f"{tenths_f // 10}.{tenths_f % 10}", Quantity.TEMPERATURE, "F")
    assert tenths_c(tenths_f) == imported == once
    assert measured(f"{once // 10}.{once % 10}", Quantity.TEMPERATURE, "Cel") == once
    events = events_of(story)
    typed, read = (_warm(events, temperature(t, site)) for t in (imported, once))
    assert severity(case, typed) == severity(case, read)


def _warm(events: list[Event], reading: Reading) -> list[Event]:
    return with_last(events, lambda o: replace(o, readings=(*o.readings, reading)))
