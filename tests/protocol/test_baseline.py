"""A person's own normal."""

from datetime import timedelta

from carelog.model.reading import Quantity, Site
from carelog.protocol import baseline
from carelog.protocol.state import Air

from .bedside import Bed, care, oxygen, resident, spo2, temperature

MEASURE = care().ruleset.measure


def _days(values: list[int], *, person_flow: int = 0) -> Bed:
    bed = Bed(resident(oxygen_tenths_l_min=person_flow or None))
    for n, value in enumerate(values):
        bed.seen(temperature(value), spo2(97), oxygen(person_flow), days=n - len(values))
    return bed


def _own(bed: Bed, quantity: Quantity = Quantity.TEMPERATURE, site: Site = Site.AXILLARY) -> baseline.Baseline | None:
    return baseline.of(bed.course(), quantity, site, bed.at(), MEASURE)


def test_it_is_the_median_of_six_readings_on_three_days() -> None:
    assert _own(_days([360, 361, 362, 363, 364])) is None
    found = _own(_days([360, 361, 362, 363, 364, 369]))
    assert found is not None
    assert (found.value, found.readings, found.frozen) == (362, 6, False)
    assert found.since == Bed().at(days=-6)
    odd = _own(_days([360, 361, 362, 363, 364, 369, 364]))
    assert odd is not None
    assert odd.value == 363


def test_six_readings_on_one_day_are_none() -> None:
    bed = Bed()
    for minutes in range(0, 360, 60):
        bed.seen(temperature(362), spo2(97), minutes=minutes - 360)
    assert _own(bed) is None


def test_each_site_has_its_own() -> None:
    bed = _days([362] * 7)
    assert _own(bed, site=Site.ORAL) is None


def test_readings_older_than_fourteen_days_count_no_more() -> None:
    found = _own(_days([380 - 10] * 4 + [362] * 14))
    assert found is not None
    assert (found.value, found.readings) == (362, 14)


def test_on_oxygen_is_another_normal_than_on_air() -> None:
    bed = _days([362] * 7, person_flow=20)
    assert _own(bed, Quantity.SPO2, Site.UNKNOWN) is None
    key = (Quantity.SPO2, Site.UNKNOWN, Air.OXYGEN)
    assert baseline.value(bed.course().baselines, key, bed.at(), MEASURE) == 97


def test_where_oxygen_is_unknown_nothing_is_learned() -> None:
    bed = Bed(resident(oxygen_tenths_l_min=20))
    for day in range(-8, 0):
        bed.seen(temperature(362), spo2(97), days=day)
    assert {key[0] for key in bed.course().baselines.recent} == {Quantity.TEMPERATURE}


def test_it_is_frozen_while_ill_and_seven_days_after() -> None:
    bed = _days([360] * 7).seen(temperature(374), temperature(374), spo2(97))
    assert bed.course().baselines.frozen == {
        (Quantity.TEMPERATURE, Site.AXILLARY, Air.ROOM): 360,
        (Quantity.SPO2, Site.UNKNOWN, Air.ROOM): 97,
    }
    bed.seen(temperature(366), spo2(97), hours=12).seen(temperature(366), spo2(97), hours=40)
    assert "T-02" not in bed.rules()
    for day in range(3, 8):
        bed.seen(temperature(366), spo2(97), days=day)
        frozen = baseline.of(bed.course(), Quantity.TEMPERATURE, Site.AXILLARY, bed.at(days=day), MEASURE)
        assert frozen is not None
        assert (frozen.value, frozen.frozen) == (360, True)
    bed.seen(temperature(366), spo2(97), days=9).seen(temperature(366), spo2(97), days=9, hours=12)
    assert bed.course().baselines.frozen is None
    assert bed.course().baselines.thaw is None


def test_somebody_who_falls_ill_before_there_is_a_normal_has_none_while_ill() -> None:
    bed = Bed().seen(temperature(374), temperature(374), spo2(97))
    assert bed.course().baselines.frozen == {}
    assert _own(bed) is None


def test_nothing_is_shown_as_since_when_frozen_readings_are_gone() -> None:
    bed = _days([360] * 7).seen(temperature(387), spo2(97))
    late = bed.at(days=30)
    found = baseline.of(bed.course(), Quantity.TEMPERATURE, Site.AXILLARY, late, MEASURE)
    assert found == baseline.Baseline(360, 0, None, frozen=True)
    assert late - bed.at() == timedelta(days=30)


def test_a_temperature_is_the_same_normal_on_oxygen_and_on_air() -> None:
    bed = Bed(resident(oxygen_tenths_l_min=20))
    for day in range(6):
        bed.seen(temperature(364), spo2(97), oxygen(20 * (day % 2)), days=day)
    found = baseline.of(bed.course(), Quantity.TEMPERATURE, Site.AXILLARY, bed.at(days=6), MEASURE)
    assert found is not None
    assert (found.value, found.readings) == (364, 6)
