"""What must hold whatever happens: promise 2, the order of entries, no flapping, no history that breaks the rules."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carelog.model.assessment import Answer, TaskEnd, open_alerts
from carelog.model.deeds import Method, Result
from carelog.model.history import Dosed, Event, History, Sampled, moment
from carelog.model.observation import Observed, Seen, Way
from carelog.model.person import Ceiling, Checks, Kind, Person
from carelog.model.reading import HARD, NotMeasured, Quantity, Reading, Site
from carelog.model.round import RoundKey
from carelog.model.severity import Severity, Task
from carelog.protocol import assess, course, symptoms

from .bedside import MONDAY, Bed, care, resident, spo2, temperature

patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
often = settings(patient, max_examples=200)
CODES = [s.code for s in symptoms.every()]
YESTERDAY, LATER = MONDAY.date() - timedelta(days=1), MONDAY.date() + timedelta(days=30)
dates = st.sampled_from([None, YESTERDAY, LATER])
people = st.builds(
    resident,
    kind=st.sampled_from(Kind),
    spo2_scale=st.sampled_from([1, 2]),
    usual_symptoms=st.lists(st.sampled_from(CODES), max_size=2).map(tuple),
    oxygen_tenths_l_min=st.sampled_from([None, 0, 20]),
    target_low_percent=st.sampled_from([None, 88, 92, 97]),
    target_by=st.sampled_from(["", "Dr. Li"]),
    target_until=dates,
    conditions=st.sampled_from([(), ("copd",)]),
    normal_temperature_tenths_c=st.sampled_from([None, 358]),
    normal_temperature_site=st.sampled_from([None, Site.AXILLARY]),
    normal_spo2_percent=st.sampled_from([None, 96]),
    normals_by=st.sampled_from(["", "Dr. Li"]),
    normals_until=dates,
    ceiling=st.sampled_from(Ceiling),
    checks=st.sampled_from([Checks.ALL, Checks.ALL, Checks.COMFORT]),
)


def _value(quantity: Quantity) -> st.SearchStrategy[int]:
    low, high = HARD[quantity]
    usual = {Quantity.TEMPERATURE: (345, 395), Quantity.SPO2: (82, 100)}.get(quantity, (low, high))
    return st.one_of(st.integers(*usual), st.integers(low, high))


def _reading(quantity: Quantity) -> st.SearchStrategy[Reading]:
    site = st.sampled_from([*Site, None]) if quantity is Quantity.TEMPERATURE else st.none()
    valued = st.builds(Reading, st.just(quantity), _value(quantity), site=site)
    missing = st.builds(Reading, st.just(quantity), st.none(), st.sampled_from(NotMeasured))
    unread = st.just(Reading(Quantity.OXYGEN, None))
    return st.one_of(valued, valued, valued, missing, *([unread] if quantity is Quantity.OXYGEN else []))


likely = st.sampled_from([Quantity.TEMPERATURE, Quantity.SPO2, Quantity.TEMPERATURE, Quantity.SPO2, *Quantity])
parts = st.tuples(
    st.sampled_from([1, 4, 9, 31, 61, 240, 360, 720]),
    st.lists(likely.flatmap(_reading), max_size=4),
    st.one_of(st.none(), st.just(()), st.lists(st.sampled_from([*CODES, "hiccups"]), max_size=2).map(tuple)),
    st.sampled_from([True, True, True, False]),
    st.booleans(),
    st.sampled_from([None, None, None, *NotMeasured]),
    st.sampled_from([Way.SHEET, Way.SHEET, Way.SHEET, Way.IMPORT]),
)
swabs = st.builds(
    Sampled,
    st.just(""),
    st.just(0),
    st.just(MONDAY),
    st.sampled_from(Method),
    st.sampled_from([Result.POSITIVE, *Result]),
    st.sampled_from(["sars_cov_2", "sars_cov_2", "influenza_a"]),
)
doses = st.builds(Dosed, st.just(""), st.just(0), st.just(MONDAY), st.sampled_from([True, True, False]))
deeds = st.tuples(st.sampled_from([1, 31, 240, 720, 1440, 20160]), st.one_of(swabs, doses))
stories = st.tuples(st.lists(st.one_of(parts, parts, parts, deeds), max_size=7), parts).map(lambda s: [*s[0], s[1]])
Seeing = tuple[int, list[Reading], tuple[str, ...] | None, bool, bool, NotMeasured | None, Way]
Part = Seeing | tuple[int, Sampled | Dosed]


def events_of(story: list[Part]) -> list[Event]:
    out: list[Event] = []
    at, act = MONDAY, "a0"
    for n, part in enumerate(story):
        at += timedelta(minutes=part[0])
        if len(part) == 2:
            out.append(part[1]._replace(entry=f"e{n}", tick=n, at=at))
            continue
        gap, readings, asked, in_round, goes_on, why, way = part
        act = act if goes_on and gap < 60 else f"a{n}"
        slot = RoundKey(at.date(), "morning" if at.hour < 12 else "evening") if in_round else None
        body = Observed("p", slot, tuple(readings), asked, why if asked is None else None, way=way)
        typed = at + timedelta(days=3 if way is Way.IMPORT else 0)
        out.append(Seen(f"e{n}", act, n, at, typed, "nurse", body))
    return out


def _severity(person: Person, events: list[Event], after: int = 0) -> Severity:
    state = course.start(person)
    for event in events:
        state = course.fold(care(), state, event)
    at = moment(events[-1])[0] + timedelta(minutes=after)
    return assess.assess(care(), state, at)[0].severity


def _with_last(events: list[Event], change: Callable[[Observed], Observed]) -> list[Event]:
    last = events[-1]
    assert isinstance(last, Seen)
    return [*events[:-1], last._replace(observed=change(last.observed))]


@given(people, stories, st.sampled_from([0, 11, 35, 65]))
@patient
def test_any_history_can_be_folded_and_says_something(person: Person, story: list[Part], after: int) -> None:
    events = events_of(story)
    known = {f"e{n}" for n in range(len(story))}
    state = course.start(person)
    for event in events:
        state = course.fold(care(), state, event)
        steps = assess.assess(care(), state, moment(event)[0])
        assert all(one.start < two.start for one, two in pairwise(steps))
        assert all({f.episode, *f.entries} <= known | {""} for step in steps for f in step.fired)
        calm = Severity.NONE if state.check else Severity.NOT_KNOWN
        assert all(step.severity == max([f.severity for f in step.fired], default=calm) for step in steps)
        assert all(set(f.tasks) <= set(step.tasks) for step in steps for f in step.fired)
    assert assess.assess(care(), state, moment(events[-1])[0] + timedelta(minutes=after))


@given(people, stories, st.data())
@patient
def test_answers_and_ended_tasks_fit_anywhere(person: Person, story: list[Part], data: st.DataObject) -> None:
    state = course.start(person)
    for n, event in enumerate(events_of(story)):
        state = course.fold(care(), state, event)
        at = moment(event)[0]
        step = assess.assess(care(), state, at)[0]
        if data.draw(st.booleans()):
            named = tuple((f.rule, f.episode) for f in step.fired)
            how = data.draw(st.sampled_from(["seen", "not_confirmed"]))
            state = course.fold(care(), state, Answer(f"x{n}", n, at, "nurse", named, how))
            assert open_alerts(assess.assess(care(), state, at)[0]) == ()
        for task in step.tasks if data.draw(st.booleans()) else ():
            state = course.fold(care(), state, TaskEnd(f"t{n}", n, at, "nurse", task, done=True))
    assert Task.TRANSFER not in assess.assess(care(), state, at)[0].tasks or person.ceiling is Ceiling.FULL


_SAFE_ON_SCALE_2 = 92
"""Percent; above it there may be too much oxygen."""
_SAFE_FOR_ANY_TARGET = 100
DANGER = [
    (Quantity.TEMPERATURE, 370, 450),
    (Quantity.TEMPERATURE, 360, 250),
    (Quantity.SPO2, 96, 30),
    (Quantity.RESPIRATORY_RATE, 16, 80),
    (Quantity.RESPIRATORY_RATE, 14, 1),
    (Quantity.PULSE, 80, 300),
    (Quantity.PULSE, 70, 10),
    (Quantity.SYSTOLIC, 130, 300),
    (Quantity.SYSTOLIC, 120, 40),
    (Quantity.CONSCIOUSNESS, 0, 4),
]


@given(people, stories, st.sampled_from(DANGER), st.data())
@often
def test_a_value_further_along_its_danger_is_never_milder(
    person: Person, story: list[Part], way: tuple[Quantity, int, int], data: st.DataObject
) -> None:
    quantity, safe, worst = way
    safe = _SAFE_ON_SCALE_2 if quantity is Quantity.SPO2 and person.scale() > 1 else safe
    one = data.draw(st.integers(min(safe, worst), max(safe, worst)))
    two = data.draw(st.integers(min(one, worst), max(one, worst)))
    site = data.draw(st.sampled_from(Site)) if quantity is Quantity.TEMPERATURE else None
    after = data.draw(st.sampled_from([0, 11, 31, 61]))
    events = events_of(story)

    def said(value: int) -> Severity:
        changed = _with_last(
            events, lambda o: replace(o, readings=(*o.readings, Reading(quantity, value, site=site)), way=Way.SHEET)
        )
        return _severity(person, changed, after)

    assert said(two) >= said(one), (one, two)


NORMAL = {
    Quantity.TEMPERATURE: 364,
    Quantity.SPO2: 97,
    Quantity.RESPIRATORY_RATE: 16,
    Quantity.PULSE: 75,
    Quantity.SYSTOLIC: 125,
    Quantity.CONSCIOUSNESS: 0,
}


@given(people, stories, st.sampled_from(sorted(NORMAL)), st.one_of(st.none(), st.sampled_from(NotMeasured)))
@often
def test_a_value_left_out_is_never_milder_than_a_normal_one_in_its_place(
    person: Person, story: list[Part], quantity: Quantity, why: NotMeasured | None
) -> None:
    if quantity not in {q for q, _ in care().ruleset.whom[person.kind, False, person.scale()].readings}:
        return
    events = events_of(story)
    value = NORMAL[quantity]
    if quantity is Quantity.SPO2 and person.scale() > 1:
        value, person = _SAFE_ON_SCALE_2, replace(person, normal_spo2_percent=None, target_low_percent=None)
    elif quantity is Quantity.SPO2 and person.target_by:
        value = _SAFE_FOR_ANY_TARGET
    normal = Reading(quantity, value, site=Site.AXILLARY if quantity is Quantity.TEMPERATURE else None)
    last = story[-1]
    assert len(last) > 2
    others = [r for r in last[1] if r.quantity is not quantity]
    absent = () if why is None else (Reading(quantity, None, why),)
    with_it = _with_last(events, lambda o: replace(o, readings=(*others, normal)))
    without = _with_last(events, lambda o: replace(o, readings=(*others, *absent)))
    assert _severity(person, without) >= _severity(person, with_it)


@given(people, stories, st.sampled_from(["temperature", "spo2", "symptoms"]))
@patient
def test_what_the_newest_observation_lacks_is_never_none(person: Person, story: list[Part], item: str) -> None:
    required = care().ruleset.required_of(person)
    events = events_of([*story, (720, [], None, True, False, None, Way.SHEET)])

    def whole(o: Observed) -> Observed:
        readings = {"temperature": temperature(364), "spo2": spo2(97)}
        kept = tuple(r for name, r in readings.items() if name != item)
        return replace(o, readings=kept, symptoms=None if item == "symptoms" else ())

    if item in required:
        assert _severity(person, _with_last(events, whole)) > Severity.NONE


@given(people, stories)
@patient
def test_not_asking_is_never_milder_than_asking_and_hearing_none(person: Person, story: list[Part]) -> None:
    events = events_of(story)
    asked = _with_last(events, lambda o: replace(o, symptoms=(), not_asked=None))
    silent = _with_last(events, lambda o: replace(o, symptoms=None, not_asked=None))
    assert _severity(person, silent) >= _severity(person, asked)


@given(people, st.one_of(st.integers(350, 420).map(temperature), st.integers(80, 100).map(spo2)), st.integers(1, 12))
@patient
def test_a_repeat_that_confirms_never_lowers(person: Person, reading: Reading, minutes: int) -> None:
    once = Bed(person).seen(temperature(364), spo2(97)).seen(reading, hours=12)
    twice = Bed(person, events=[*once.events]).seen(reading, hours=12, minutes=minutes, act="a2", symptoms=None)
    assert twice.severity() >= once.severity()


@given(people, st.integers(340, 400), st.integers(80, 100), st.sampled_from([4, 6, 12]))
@patient
def test_a_value_that_stays_put_never_flaps(person: Person, tenths: int, percent: int, every: int) -> None:
    bed = Bed(person)
    for n in range(30):
        bed.seen(temperature(tenths), spo2(percent), hours=n * every)
    levels = [s.severity for s in assess.replayed(care(), bed.history())]
    assert levels == sorted(levels)


@given(people, stories, st.randoms(use_true_random=False))
@patient
def test_the_order_in_which_entries_come_in_changes_nothing_about_now(
    person: Person,
    story: list[Part],
    chance: "st.random.Random",  # type: ignore[name-defined]
) -> None:
    events = events_of(story)
    shuffled = list(events)
    chance.shuffle(shuffled)
    known: list[Event] = []
    for event in shuffled:
        known = sorted([*known, event], key=moment)
    assert assess.replayed(care(), History("p", tuple(known))) == assess.replayed(care(), History("p", tuple(events)))


@given(people, stories)
@patient
def test_folding_step_by_step_and_replaying_say_the_same(person: Person, story: list[Part]) -> None:
    events = events_of(story)
    whole = assess.replayed(care(), History("p", tuple(events)))
    state = course.start("p")
    for event in events:
        state = course.fold(care(), state, event)
    at = moment(events[-1])[0]
    last = [s for s in whole if s.start <= at][-1]
    now = assess.assess(care(), state, at)
    assert (last.severity, last.tasks, last.fired) == (now[0].severity, now[0].tasks, now[0].fired)
    assert [s for s in whole if s.start > at] == list(now[1:])
    assert person.id == "p"


@given(
    people,
    st.lists(likely.flatmap(_reading), max_size=4, unique_by=lambda r: r.quantity),
    st.lists(st.sampled_from(CODES), max_size=2).map(tuple),
)
@patient
def test_a_value_by_itself_is_never_milder_than_nothing_and_adds_up(
    person: Person, readings: list[Reading], asked: tuple[str, ...]
) -> None:
    whole = assess.alone(care(), person, tuple(readings), asked, MONDAY)
    single = [assess.alone(care(), person, (r,), None, MONDAY) for r in readings if r.quantity is not Quantity.OXYGEN]
    by_air = any(r.quantity is Quantity.OXYGEN for r in readings)
    assert by_air or whole >= max(single, default=Severity.NONE)


@given(people, stories, st.sampled_from([0, 90, 359, 400, 1500]), st.sampled_from([0, 11, 61, 720]))
@often
def test_an_antipyretic_by_itself_neither_raises_nor_lowers(
    person: Person, story: list[Part], gap: int, after: int
) -> None:
    events = events_of(story)
    at = moment(events[-1])[0] + timedelta(minutes=gap)
    state = course.start(person)
    for event in events:
        state = course.fold(care(), state, event)
    given = course.fold(care(), state, Dosed("d", 99, at, antipyretic=True))
    later = at + timedelta(minutes=after)
    assert _said(given, later) == _said(state, later)


def _said(state: course.Course, at: datetime) -> tuple[object, ...]:
    return tuple((s.start, s.severity, s.tasks, s.fired) for s in assess.assess(care(), state, at))


@given(people, stories, st.integers(0, 7), st.sampled_from([0, 11, 61]))
@often
def test_an_antipyretic_before_a_reading_never_makes_it_milder(
    person: Person, story: list[Part], place: int, after: int
) -> None:
    events = events_of(story)
    first = events[min(place, len(events) - 1)]
    at = moment(first)[0] - timedelta(minutes=1)
    with_it = sorted([*events, Dosed("d", -1, at, antipyretic=True)], key=moment)
    assert _severity(person, with_it, after) >= _severity(person, events, after)


@given(people, stories, st.sampled_from(Method), st.sampled_from([0, 60, 13 * 1440]))
@often
def test_a_positive_swab_is_never_milder_than_none_for_fourteen_days(
    person: Person, story: list[Part], method: Method, gap: int
) -> None:
    events = events_of(story)
    at = moment(events[0])[0] - timedelta(minutes=1)
    swab = Sampled("s", -1, at, method, Result.POSITIVE, "sars_cov_2")
    last = moment(events[-1])[0]
    infected = _severity(person, [swab, *events], gap)
    assert infected >= _severity(person, events, gap)
    assert infected >= Severity.REVIEW or last + timedelta(minutes=gap) - at >= timedelta(days=14)
