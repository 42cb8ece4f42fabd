"""Histories nobody has told: any person, any readings, symptoms, swabs and medicines, judged by any shipped protocol.

Everything is drawn from tables made once: a draw then costs about as much as what it is judged by.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import combinations, product
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from carelog.model.deeds import Method, Result
from carelog.model.history import Dosed, Event, Sampled, moment
from carelog.model.observation import Observed, Seen, Way
from carelog.model.person import Ceiling, Checks, Colour, Disease, Kind, Person, Vaccination
from carelog.model.reading import HARD, NotMeasured, Quantity, Reading, Site
from carelog.model.round import RoundKey
from carelog.model.severity import Severity
from carelog.protocol import assess, course, load, symptoms
from carelog.protocol.schema import CareProtocol

from .bedside import ID, MONDAY, resident

LONG = settings.get_current_profile_name() == "long"
EACH = 8_000
"""Histories a property draws in the long run."""
slow = [pytest.mark.slow] if LONG else []
patient = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    max_examples=EACH if LONG else 100,
)
often = settings(patient, max_examples=EACH if LONG else 200)

CODES = [s.code for s in symptoms.every()]
YESTERDAY, LATER = MONDAY.date() - timedelta(days=1), MONDAY.date() + timedelta(days=60)


@cache
def shipped(name: str) -> CareProtocol:
    return load.care_protocol(load.packaged(name), name)


class Case(NamedTuple):
    """Who is judged by which shipped protocol."""

    name: str
    person: Person

    @property
    def protocol(self) -> CareProtocol:
        return shipped(self.name)


KINDS = [
    (name, kind)
    for name in sorted(load.names(), key=lambda name: name != ID)
    for kind in ([Kind.STAFF, Kind.VISITOR] if name == "staff-only" else [Kind.RESIDENT, Kind.RESIDENT, Kind.STAFF])
]
_orders = [*product((1, 1, 2), (None, 0, 20), (None, 88, 92, 97), ("", "Dr. Li"), (None, YESTERDAY, LATER))]
_normals = [(None, "", None), *product((96, 98, 92), ("Dr. Li",), (None, YESTERDAY, LATER))]
_usual = [(), ("cough",), *((code,) for code in CODES), *combinations(CODES[::5], 2)]
_plans = [*product([*Ceiling, Ceiling.FULL], [Checks.ALL, Checks.ALL, Checks.COMFORT], [(), ("copd",)])]
_born = [None, date(1990, 1, 1), date(1955, 1, 1), date(1940, 1, 1), date(2015, 1, 1)]
_risks = [
    (None,) * 4,
    *product(_born, (None, *Disease), (None, *Vaccination), (None, *Colour)),
]


def _person(
    kind: Kind, order: tuple[object, ...], normal: tuple[object, ...], usual: tuple[str, ...], plan: tuple[object, ...]
) -> Person:
    scale, flow, target, by, until = order
    percent, named, ends = normal
    facts = {"spo2_scale": scale, "oxygen_tenths_l_min": flow, "target_low_percent": target}
    facts |= {"target_by": by, "target_until": until, "usual_symptoms": usual}
    facts |= {"normal_spo2_percent": percent, "normals_by": named, "normals_until": ends}
    if percent is not None:
        facts |= {"normal_temperature_tenths_c": 358, "normal_temperature_site": Site.AXILLARY, "usual_news2": 2}
    facts |= dict(zip(("ceiling", "checks", "conditions"), plan, strict=True))
    return resident(kind=kind, **facts)


def _at_risk(person: Person, risk: tuple[object, ...]) -> Person:
    return replace(person, **dict(zip(("birth_date", "disease", "vaccination", "colour"), risk, strict=True)))  # type: ignore[arg-type]


def _case(
    judged: tuple[str, Kind],
    order: tuple[object, ...],
    normal: tuple[object, ...],
    usual: tuple[str, ...],
    plan: tuple[object, ...],
    risk: tuple[object, ...],
) -> Case:
    name, kind = judged
    return Case(name, _at_risk(_person(kind, order, normal, usual, plan), risk))


_drawn = [st.sampled_from(table) for table in (_orders, _normals, _usual, _plans, _risks)]
cases = st.builds(_case, st.sampled_from(KINDS), *_drawn)
"""Anybody, judged by any shipped protocol; of the staff-only one nobody but staff and visitors."""
people = st.builds(_case, st.sampled_from([(ID, kind) for kind in Kind]), *_drawn).map(lambda case: case.person)
"""Anybody, for the protocol of the bedside."""


def _values(quantity: Quantity) -> list[Reading]:
    """The values of a quantity, the likely ones more often."""
    low, high = HARD[quantity]
    if quantity is Quantity.TEMPERATURE:
        warm = [Reading(quantity, v, site=site) for v in range(345, 396) for site in (*Site, None)]
        return warm + [Reading(quantity, v, site=Site.AXILLARY) for v in range(low, high + 1)]
    if quantity is Quantity.SPO2:
        return [Reading(quantity, v) for v in [*range(82, 101)] * 20 + [*range(low, high + 1)]]
    return [Reading(quantity, v) for v in [*range(low, high + 1)] * (150 // (high - low + 1) + 1)][:200]


READINGS = [r for q in (*Quantity, Quantity.TEMPERATURE, Quantity.SPO2) for r in _values(q)]
READINGS += [Reading(q, None, why) for q in Quantity for why in NotMeasured] * 5 + [Reading(Quantity.OXYGEN, None)] * 60
_asked: list[tuple[tuple[str, ...] | None, NotMeasured | None]] = [(None, why) for why in (None, *NotMeasured)]
_asked += [((), None)] * 20 + [((code,), None) for code in (*CODES, "hiccups")]
_asked += [(pair, None) for pair in combinations(CODES, 2)][::6]
_whens = [*product((1, 4, 9, 31, 61, 240, 360, 720), (True, True, True, False), (True, False))]
_answers = [*product(_asked, (Way.SHEET, Way.SHEET, Way.SHEET, Way.IMPORT))]
_deeds: list[Sampled | Dosed] = [
    Sampled("", 0, MONDAY, method, result, target)
    for method, result, target in product(Method, (Result.POSITIVE, *Result), ("sars_cov_2", "influenza_a"))
]
_deeds += [Dosed("", 0, MONDAY, antipyretic=True)] * 12 + [Dosed("", 0, MONDAY, antipyretic=False)] * 2

Asked = tuple[tuple[tuple[str, ...] | None, NotMeasured | None], Way]
Seeing = tuple[tuple[int, bool, bool], list[Reading], Asked]
Part = Seeing | tuple[int, Sampled | Dosed]
readings = st.lists(st.sampled_from(READINGS), max_size=4)
parts = st.tuples(st.sampled_from(_whens), readings, st.sampled_from(_answers))
deeds = st.tuples(st.sampled_from([1, 31, 240, 720, 1440, 20160]), st.sampled_from(_deeds))
stories = st.tuples(st.lists(st.one_of(parts, parts, parts, deeds), max_size=6), parts).map(lambda s: [*s[0], s[1]])
NOTHING: Part = ((720, True, False), [], ((None, None), Way.SHEET))
"""A check in which nothing was measured and nothing asked, twelve hours later."""


def events_of(story: list[Part]) -> list[Event]:
    out: list[Event] = []
    at, act = MONDAY, "a0"
    for n, part in enumerate(story):
        if len(part) == 2:
            at += timedelta(minutes=part[0])
            out.append(part[1]._replace(entry=f"e{n}", tick=n, at=at))
            continue
        (gap, in_round, goes_on), found, ((asked, why), way) = part
        at += timedelta(minutes=gap)
        act = act if goes_on and gap < 60 else f"a{n}"
        slot = RoundKey(at.date(), "morning" if at.hour < 12 else "evening") if in_round else None
        body = Observed("p", slot, tuple(found), asked, why, way=way)
        typed = at + timedelta(days=3 if way is Way.IMPORT else 0)
        out.append(Seen(f"e{n}", act, n, at, typed, "nurse", body))
    return out


def folded(case: Case, events: list[Event]) -> course.Course:
    state = course.start(case.person)
    for event in events:
        state = course.fold(case.protocol, state, event)
    return state


def severity(case: Case, events: list[Event], after: int = 0) -> Severity:
    """What is said so many minutes after the last event."""
    at = moment(events[-1])[0] + timedelta(minutes=after)
    return assess.assess(case.protocol, folded(case, events), at)[0].severity


def with_last(events: list[Event], change: Callable[[Observed], Observed]) -> list[Event]:
    """The same history, its last observation found otherwise."""
    last = events[-1]
    assert isinstance(last, Seen)
    return [*events[:-1], last._replace(observed=change(last.observed))]
