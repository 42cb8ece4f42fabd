"""How people of the demo home are when well and when ill."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random
from statistics import mean, pstdev
from zoneinfo import ZoneInfo

import pytest

from carelog.model.person import Kind, Person
from carelog.model.reading import Site
from carelog.station.demo import course
from carelog.station.demo.course import Felt, Trouble

ZONE = ZoneInfo("Asia/Shanghai")
START = datetime(2026, 11, 1, tzinfo=UTC)


def resident(**more: object) -> Person:
    return Person(id="p", code="R001", kind=Kind.RESIDENT, name="Joan Hill", **more)  # type: ignore[arg-type]


def trouble(shape: str, hours: int = 100) -> Trouble:
    return Trouble(shape, START, START + timedelta(hours=hours), ("cough", "fatigue", "runny_nose"))


@pytest.mark.parametrize(("site", "expected"), [(Site.AXILLARY, 36.2), (Site.ORAL, 36.3), (Site.TYMPANIC, 36.8)])
def test_own_temperatures_lie_around_the_mean_of_the_site(site: Site, expected: float) -> None:
    own = [course.nature(resident(), Random(n)).means[site] for n in range(600)]
    assert mean(own) == pytest.approx(expected, abs=0.04)
    assert pstdev(own) == pytest.approx(course.PERSON_SD, abs=0.05)


def test_it_is_warmer_in_the_afternoon_than_before_dawn() -> None:
    own = course.nature(resident(), Random(1))
    dawn, afternoon = START.replace(hour=21), START.replace(hour=9)
    cold = mean(course.temperature(own, Site.AXILLARY, 0, dawn, ZONE, Random(n)) for n in range(300))
    warm = mean(course.temperature(own, Site.AXILLARY, 0, afternoon, ZONE, Random(n)) for n in range(300))
    assert warm - cold == pytest.approx(course.DAY_NIGHT * 10, abs=0.3)


def test_two_measurements_of_the_same_armpit_differ_a_little() -> None:
    own = course.nature(resident(), Random(1))
    values = [course.temperature(own, Site.AXILLARY, 0, START, ZONE, Random(n)) for n in range(500)]
    assert 1.0 < pstdev(values) < 1.5


def test_an_oximeter_never_shows_more_than_100() -> None:
    own = course.nature(resident(), Random(1))._replace(spo2=99.5)
    values = [course.spo2(own, 0, Random(n)) for n in range(500)]
    assert max(values) == 100
    assert 0.4 < pstdev(values) < 1.2


def test_healthy_residents_live_between_95_and_98_percent() -> None:
    own = [course.nature(resident(), Random(n)).spo2 for n in range(300)]
    assert min(own) >= 95
    assert max(own) <= 98.5


def test_people_on_scale_2_live_inside_their_range() -> None:
    person = resident(spo2_scale=2, target_low_percent=88, target_high_percent=92, oxygen_tenths_l_min=10)
    assert all(88 < course.nature(person, Random(n)).spo2 < 92 for n in range(100))


def test_staff_are_screened_on_the_forehead_and_never_sleep_through_it() -> None:
    employee = Person(id="n", code="N01", kind=Kind.STAFF, name="Emma White")
    own = course.nature(employee, Random(1))
    assert (own.site, own.sleeps) == (Site.FOREHEAD, 0.0)


def test_nobody_feels_anything_before_or_after_a_trouble() -> None:
    ill = trouble("infection")
    assert course.felt((ill,), START - timedelta(minutes=1)) == Felt()
    assert course.felt((ill,), ill.end + timedelta(minutes=1)) == Felt()


def test_an_infection_begins_with_symptoms_then_fever_then_less_oxygen_and_ends_well() -> None:
    ill = trouble("infection")
    hours = [course.felt((ill,), START + timedelta(hours=n)) for n in range(0, 101, 2)]
    warmest = max(range(51), key=lambda n: hours[n].warmth)
    shortest = min(range(51), key=lambda n: hours[n].spo2)
    assert hours[0].symptoms == ill.symptoms
    assert hours[0].warmth < 0.3
    assert hours[warmest].warmth > 1.2
    assert warmest < shortest
    assert hours[-1].warmth < 0.1
    assert hours[-1].symptoms == ("cough",)
    assert hours[shortest].spo2 > -2


def test_a_deterioration_only_ever_gets_worse() -> None:
    ill = trouble("worsening")
    hours = [course.felt((ill,), START + timedelta(hours=n)) for n in range(101)]
    assert all(b.warmth >= a.warmth and b.spo2 <= a.spo2 for a, b in pairwise(hours))
    assert hours[0].symptoms == ()
    assert hours[-1].symptoms == ill.symptoms
    assert hours[-1].spo2 < -4


def test_a_complaint_changes_no_value() -> None:
    assert course.felt((trouble("complaint"),), START) == Felt(symptoms=("cough", "fatigue", "runny_nose"))


def test_two_troubles_add_up() -> None:
    both = course.felt((trouble("complaint"), trouble("worsening")), START + timedelta(hours=99))
    assert both.spo2 < -4
    assert both.symptoms == ("cough", "fatigue", "runny_nose")


def test_some_time_between_two_others_is_between_them() -> None:
    end = START + timedelta(hours=5)
    assert all(START <= course.spread(Random(n), START, end) <= end for n in range(20))
    assert course.spread(Random(1), end, START) == end
