"""Promise 2 over any history and every shipped protocol: what is worse, or missing, is never judged milder."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from carelog.model.history import Event, moment
from carelog.model.observation import Observed, Seen, Way
from carelog.model.person import Colour, Kind
from carelog.model.reading import NotMeasured, Quantity, Reading, Site
from carelog.model.severity import Severity
from carelog.protocol import assess, course, scoring, symptoms

from .bedside import Bed, oxygen, spo2, temperature
from .histories import (
    CODES,
    NOTHING,
    Case,
    Part,
    cases,
    events_of,
    folded,
    often,
    patient,
    severity,
    slow,
    stories,
    with_last,
)

pytestmark = slow
_SAFE_ON_SCALE_2 = 92
"""Percent; above it there may be too much oxygen."""
_SAFE_FOR_ANY_TARGET = 100
HIGH_FEVER = 391
"""Tenths of a degree, T-06."""
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
PERMILLE = st.integers(0, 1000)


@given(cases, stories, st.sampled_from(DANGER), PERMILLE, PERMILLE, st.sampled_from(Site), st.sampled_from([0, 11, 61]))
@often
def test_a_worse_value_never_gives_a_milder_result(
    case: Case, story: list[Part], way: tuple[Quantity, int, int], one: int, two: int, site: Site, after: int
) -> None:
    quantity, safe, worst = way
    safe = _SAFE_ON_SCALE_2 if quantity is Quantity.SPO2 and case.person.scale() > 1 else safe
    near, far = (safe + (worst - safe) * part // 1000 for part in sorted((one, two)))
    events = events_of(story)

    def said(value: int) -> Severity:
        more = Reading(quantity, value, site=site if quantity is Quantity.TEMPERATURE else None)
        changed = with_last(events, lambda o: replace(o, readings=(*o.readings, more), way=Way.SHEET))
        return severity(case, changed, after)

    assert said(far) >= said(near), (near, far)


def _asked(events: list[Event], found: Iterable[str]) -> list[Event]:
    return with_last(events, lambda o: replace(o, symptoms=tuple(dict.fromkeys(found)), not_asked=None, way=Way.SHEET))


@given(cases, stories, st.lists(st.sampled_from(CODES), max_size=2), st.sampled_from(CODES), st.sampled_from([0, 31]))
@often
def test_an_added_sign_of_danger_never_gives_a_milder_result(
    case: Case, story: list[Part], there: list[str], sign: str, after: int
) -> None:
    assert {group for s in symptoms.every() for group in s.groups} <= set(symptoms.GROUPS)
    events = events_of(story)
    without, with_it = (_asked(events, found) for found in (there, [*there, sign]))
    assert severity(case, with_it, after) >= severity(case, without, after)


NORMAL = {
    Quantity.TEMPERATURE: 364,
    Quantity.SPO2: 97,
    Quantity.RESPIRATORY_RATE: 16,
    Quantity.PULSE: 75,
    Quantity.SYSTOLIC: 125,
    Quantity.CONSCIOUSNESS: 0,
}


_EACH_ROUND = (Quantity.TEMPERATURE, Quantity.SPO2)


def _another(quantity: Quantity) -> tuple[Reading, ...]:
    """What begins a complete set: until then nobody has left a part of one out."""
    other = Quantity.PULSE if quantity is Quantity.CONSCIOUSNESS else Quantity.CONSCIOUSNESS
    return (Reading(other, NORMAL[other]),)


def _high_fever(story: list[Part]) -> bool:
    """Whether the line of T-06 (94 %, on either scale) may ask beside a fever: 92 % is no normal value then."""
    seen = (e.observed for e in events_of(story) if isinstance(e, Seen))
    readings = (r for o in seen for r in o.readings if r.quantity is Quantity.TEMPERATURE)
    return any((r.value or 0) >= HIGH_FEVER for r in readings)


@given(cases, stories, st.sampled_from(sorted(NORMAL)), st.sampled_from([None, *NotMeasured]))
@often
def test_a_value_left_out_never_lowers_what_a_normal_one_would_say(
    case: Case, story: list[Part], quantity: Quantity, why: NotMeasured | None
) -> None:
    person = case.person
    assume(quantity in {q for q, _ in case.protocol.ruleset.whom[person.kind, False, person.scale()].readings})
    value = NORMAL[quantity]
    if quantity is Quantity.SPO2 and person.scale() > 1:
        assume(not _high_fever(story))
        value, person = _SAFE_ON_SCALE_2, replace(person, normal_spo2_percent=None, target_low_percent=None)
    elif quantity is Quantity.SPO2 and (person.target_by or person.normal_spo2_percent):
        value = _SAFE_FOR_ANY_TARGET
    normal = Reading(quantity, value, site=Site.AXILLARY if quantity is Quantity.TEMPERATURE else None)
    absent = () if why is None else (Reading(quantity, None, why),)
    begun = () if quantity in _EACH_ROUND else _another(quantity)

    def said(*instead: Reading) -> Severity:
        def put(o: Observed) -> Observed:
            return replace(o, readings=(*(r for r in o.readings if r.quantity is not quantity), *begun, *instead))

        return severity(case._replace(person=person), with_last(events_of(story), put))

    assert said(*absent) >= said(normal)


@given(cases, stories)
@patient
def test_a_check_that_finds_and_asks_nothing_clears_and_lowers_nothing(case: Case, story: list[Part]) -> None:
    events = events_of([*story, NOTHING])
    at = moment(events[-1])[0]
    rules = case.protocol.ruleset
    before = course.run_out(rules, folded(case, events[:-1]), at + timedelta(milliseconds=1))
    after = course.fold(case.protocol, before, events[-1])
    for rule, episode in before.open.items():
        if episode.level >= Severity.WATCH and (episode.signs or not rules.by_id[rule].spans):
            assert rule in after.open, rule
            assert after.open[rule].level >= episode.level, rule
            assert after.open[rule].improving <= episode.improving, rule
    assert assess.assess(case.protocol, after, at)[0].severity > Severity.NONE


@given(cases, stories, st.sampled_from(["temperature", "spo2", "symptoms"]))
@patient
def test_a_value_left_out_never_completes_a_check(case: Case, story: list[Part], item: str) -> None:
    assume(item in case.protocol.ruleset.required_of(case.person))
    readings = {"temperature": temperature(364), "spo2": spo2(97)}
    kept = tuple(r for name, r in readings.items() if name != item)
    asked = None if item == "symptoms" else ()
    events = with_last(events_of([*story, NOTHING]), lambda o: replace(o, readings=kept, symptoms=asked))
    assert severity(case, events) > Severity.NONE
    found = scoring.looked(course.looked(case.protocol, folded(case, events), moment(events[-1])[0]))
    assert found is None or not found.score.complete


@given(cases, stories)
@patient
def test_not_asking_is_never_milder_than_asking_and_hearing_none(case: Case, story: list[Part]) -> None:
    events = events_of(story)
    asked = with_last(events, lambda o: replace(o, symptoms=(), not_asked=None))
    silent = with_last(events, lambda o: replace(o, symptoms=None, not_asked=None))
    assert severity(case, silent) >= severity(case, asked)


_warm = st.builds(temperature, st.integers(340, 420), st.sampled_from(Site))
_breath = st.integers(80, 100).map(spo2)
_else = st.sampled_from([Reading(q, v) for q, safe, worst in DANGER[3:] for v in (safe, (safe + worst) // 2, worst)])


@given(cases, st.one_of(_warm, _breath, _else), st.sampled_from([None, 0, 20]), st.integers(1, 70), st.booleans())
@patient
def test_a_repeat_that_confirms_never_lowers(
    case: Case, reading: Reading, flow: int | None, minutes: int, same: bool
) -> None:
    air = () if flow is None else (oxygen(flow),)
    once = Bed(case.person, case.protocol).seen(temperature(364), spo2(97), *air).seen(reading, *air, hours=12)
    twice = Bed(case.person, case.protocol, events=[*once.events])
    twice.seen(reading, hours=12, minutes=minutes, act="a2" if same else "", symptoms=None)
    assert twice.severity() >= once.severity()


@given(cases, stories, st.sampled_from(Colour), st.sampled_from(Colour), st.sampled_from([0, 31]))
@patient
def test_the_colour_class_raises_and_never_lowers(
    case: Case, story: list[Part], one: Colour, two: Colour, after: int
) -> None:
    order = [*Colour]
    low, high = sorted((one, two), key=order.index)
    events = events_of(story)
    said = {c: severity(case._replace(person=replace(case.person, colour=c)), events, after) for c in (None, low, high)}
    assert said[high] >= said[low] >= said[None] or case.person.kind is not Kind.RESIDENT
    assert said[high] >= said[None]


@given(cases, stories, st.integers(0, 29))
@patient
def test_waiting_makes_nothing_milder(case: Case, story: list[Part], after: int) -> None:
    events = events_of(story)
    assert severity(case, events, after) >= severity(case, events)
