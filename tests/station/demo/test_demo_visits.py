"""One visit of a nurse in the demo home: what is measured, asked, and measured again."""

from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from carelog.model.person import Checks, Kind, Person, Presence
from carelog.model.reading import NotMeasured, Quantity, Reading, Site
from carelog.model.round import RoundKey
from carelog.station.demo.course import Nature, Trouble
from carelog.station.demo.story import Away, Life
from carelog.station.demo.visits import Part, Visit, full_set, visit

AT = datetime(2026, 11, 20, 8, tzinfo=UTC)
KEY = RoundKey(date(2026, 11, 20), "evening")
NATURE = Nature(
    site=Site.AXILLARY,
    means={Site.AXILLARY: 36.2, Site.ORAL: 36.3, Site.TYMPANIC: 36.8, Site.FOREHEAD: 36.3},
    spo2=97.0,
    breaths=16.0,
    pulse=74.0,
    systolic=134.0,
    refuses=0.0,
    sleeps=0.0,
)
RESIDENT = Person(id="p", code="R001", kind=Kind.RESIDENT, name="Joan Hill")


def life(person: Person = RESIDENT, **nature: object) -> Life:
    return Life(person, NATURE._replace(**nature))  # type: ignore[arg-type]  # the fields of Nature


def ill(shape: str, hours: float, *symptoms: str) -> tuple[Trouble, ...]:
    """A trouble of a hundred hours that began so many hours ago."""
    start = AT - timedelta(hours=hours)
    return (Trouble(shape, start, start + timedelta(hours=100), symptoms or ("cough",)),)


def visited(one: Life, seed: int = 1, *, says_no: bool = False) -> list[Part]:
    return visit(Visit(one, AT, KEY, ZoneInfo("Asia/Shanghai"), Random(seed), says_no))


def readings(parts: list[Part], quantity: Quantity) -> list[Reading]:
    return [r for part in parts for r in part.observed.readings if r.quantity is quantity]


def test_a_plain_visit_is_one_part_with_temperature_spo2_on_air_and_the_question() -> None:
    (part,) = visited(life())
    assert [r.quantity for r in part.observed.readings] == [Quantity.TEMPERATURE, Quantity.SPO2, Quantity.OXYGEN]
    assert readings([part], Quantity.OXYGEN)[0].value == 0
    assert part.observed.symptoms == ()
    assert part.observed.round == KEY


def test_nobody_is_visited_who_is_away_or_must_not_be_checked() -> None:
    away = Away(Presence.OUT, AT - timedelta(hours=1), AT + timedelta(hours=1), AT.date())
    assert visited(life()._replace(away=(away,))) == []
    assert visited(life(Person(id="p", code="R1", kind=Kind.RESIDENT, name="A", checks=Checks.NONE))) == []


def test_the_hour_somebody_comes_back_they_are_visited_again() -> None:
    away = Away(Presence.OUT, AT - timedelta(hours=1), AT, AT.date())
    assert visited(life()._replace(away=(away,)))


@pytest.mark.parametrize(
    ("nature", "why"), [({"sleeps": 1.0}, NotMeasured.ASLEEP), ({"refuses": 3.0}, NotMeasured.REFUSED)]
)
def test_who_sleeps_or_says_no_to_everything_has_a_reason_in_every_place(
    nature: dict[str, object], why: NotMeasured
) -> None:
    (part,) = visited(life(RESIDENT, **nature))
    assert [r.not_measured for r in part.observed.readings] == [why, why]
    assert (part.observed.symptoms, part.observed.not_asked) == (None, why)


def test_who_turns_the_oximeter_away_still_has_a_temperature_and_an_answer() -> None:
    (part,) = visited(life(), says_no=True)
    assert readings([part], Quantity.TEMPERATURE)[0].value is not None
    assert [r.not_measured for r in readings([part], Quantity.SPO2)] == [NotMeasured.REFUSED]
    assert part.observed.symptoms == ()


def test_a_person_whose_spo2_really_is_low_is_read_twice_more_and_both_are_low() -> None:
    parts = visited(life(spo2=91.0))
    values = [r.value for r in readings(parts, Quantity.SPO2)]
    assert len(values) == 3
    assert all(v is not None and v <= 93 for v in values)
    assert [part.at - AT for part in parts] == [timedelta(minutes=n) for n in (0, 1, 3, 6)]
    assert parts[0].observed.symptoms is None
    assert parts[1].observed.symptoms == ()


def test_repeats_stop_after_two_good_ones() -> None:
    for seed in range(400):
        parts = visited(life(spo2=95.4), seed)
        values = [r.value for r in readings(parts, Quantity.SPO2) if r.value is not None]
        if len(values) == 3 and values[0] <= 93:
            assert min(values[1:]) >= 95 or max(values[1:]) <= 93
            return
    pytest.fail("no low first reading in 400 visits")


def test_the_alarming_reading_stands_alone_before_its_repeats() -> None:
    first = visited(life(spo2=91.0))[0]
    assert first.observed.symptoms is None
    assert first.observed.not_asked is None


def test_scale_2_is_read_again_below_88_only() -> None:
    person = Person(id="p", code="R1", kind=Kind.RESIDENT, name="A", spo2_scale=2, oxygen_tenths_l_min=10)
    assert len(readings(visited(life(person, spo2=90.4)), Quantity.SPO2)) == 1
    assert len(readings(visited(life(person, spo2=85.0)), Quantity.SPO2)) == 3


def test_on_oxygen_the_flow_stands_beside_every_value() -> None:
    person = Person(id="p", code="R1", kind=Kind.RESIDENT, name="A", oxygen_tenths_l_min=20)
    parts = visited(life(person, spo2=91.0))
    assert [r.value for r in readings(parts, Quantity.OXYGEN)] == [20, 20, 20]


def test_a_fever_is_measured_again_after_half_an_hour_in_the_same_place() -> None:
    hot = life()._replace(troubles=ill("infection", 28))
    first, again = visited(hot)[0], visited(hot)[-1]
    assert again.again
    assert again.at - first.at == timedelta(minutes=32)
    values = readings([first, again], Quantity.TEMPERATURE)
    assert [r.site for r in values] == [Site.AXILLARY, Site.AXILLARY]
    assert all(r.value and r.value >= 373 for r in values)


def test_a_very_cold_armpit_is_followed_by_the_ear() -> None:
    cold = life(means=NATURE.means | {Site.AXILLARY: 34.6})
    heat = readings(visited(cold), Quantity.TEMPERATURE)
    assert [r.site for r in heat] == [Site.AXILLARY, Site.TYMPANIC]
    assert heat[1].value
    assert heat[1].value > 360


def test_who_is_always_cool_is_not_measured_twice_each_time() -> None:
    cool = life(means=NATURE.means | {Site.AXILLARY: 35.4})
    again = sum(len(readings(visited(cool, seed), Quantity.TEMPERATURE)) > 1 for seed in range(100))
    assert again < 5


@pytest.mark.parametrize("forehead", [35.0, 37.9])
def test_a_forehead_is_only_a_screen_and_the_armpit_decides(forehead: float) -> None:
    employee = Person(id="n", code="N01", kind=Kind.STAFF, name="Emma White")
    strange = life(employee, site=Site.FOREHEAD, means=NATURE.means | {Site.FOREHEAD: forehead})
    parts = visited(strange)
    assert [r.site for r in readings(parts, Quantity.TEMPERATURE)] == [Site.FOREHEAD, Site.AXILLARY]
    assert parts[-1].at - AT == timedelta(minutes=10)
    assert readings(parts, Quantity.SPO2) == []


def test_who_complains_gets_a_complete_set() -> None:
    (part,) = visited(life()._replace(troubles=ill("complaint", 5, "runny_nose")))
    assert part.observed.symptoms == ("runny_nose",)
    assert readings([part], Quantity.RESPIRATORY_RATE)
    assert readings([part], Quantity.CONSCIOUSNESS)[0].value == 0


def test_usual_symptoms_are_told_every_other_time() -> None:
    coughs = Person(id="p", code="R1", kind=Kind.RESIDENT, name="A", usual_symptoms=("cough",))
    told = sum(visited(life(coughs), seed)[0].observed.symptoms == ("cough",) for seed in range(200))
    assert 60 < told < 140


def test_comfort_care_asks_and_does_not_measure() -> None:
    (part,) = visited(life(Person(id="p", code="R1", kind=Kind.RESIDENT, name="A", checks=Checks.COMFORT)))
    assert {r.not_measured for r in part.observed.readings} == {NotMeasured.CARE_PLAN}
    assert part.observed.symptoms == ()


def test_a_complete_set_of_somebody_well_is_normal() -> None:
    for seed in range(50):
        values = {r.quantity: r.value for r in full_set(life(), AT, Random(seed))}
        assert 11 < (values[Quantity.RESPIRATORY_RATE] or 0) < 21
        assert 51 <= (values[Quantity.PULSE] or 0) <= 90
        assert (values[Quantity.DIASTOLIC] or 0) < (values[Quantity.SYSTOLIC] or 0)


def test_who_gets_worse_breathes_faster() -> None:
    worse = life()._replace(troubles=ill("worsening", 99))
    assert all((full_set(worse, AT, Random(n))[0].value or 0) >= 20 for n in range(20))
