"""Which readings belong together, and what an observation and its round cover."""

from datetime import timedelta

import pytest

from carelog.model.person import Kind
from carelog.model.reading import NotMeasured, Quantity, Reading, Site
from carelog.protocol import course
from carelog.protocol.parts import waves
from carelog.protocol.state import Air

from .bedside import Bed, care, left_out, oxygen, resident, spo2, temperature

T, S = Quantity.TEMPERATURE, Quantity.SPO2


@pytest.mark.parametrize(
    ("readings", "taken"),
    [
        ([], [[]]),
        ([temperature(364)], [[temperature(364)]]),
        ([temperature(364), spo2(97)], [[temperature(364), spo2(97)]]),
        (
            [spo2(92), temperature(364), spo2(95), oxygen(0), spo2(96)],
            [[spo2(92), temperature(364), oxygen(0)], [spo2(95)], [spo2(96)]],
        ),
        ([spo2(88), oxygen(0), spo2(94), oxygen(20)], [[spo2(88), oxygen(0)], [spo2(94), oxygen(20)]]),
    ],
)
def test_repeats_are_taken_one_after_the_other(readings: list[Reading], taken: list[list[Reading]]) -> None:
    assert [list(wave) for wave in waves(readings)] == taken


def _values(bed: Bed, quantity: Quantity = T) -> list[int]:
    check = bed.course().check
    assert check is not None
    return [s.value for s in check.samples.get(quantity, ())]


def test_readings_within_half_an_hour_belong_together_whoever_typed_them() -> None:
    assert _values(Bed().seen(temperature(364)).seen(temperature(365), minutes=30)) == [364, 365]
    assert _values(Bed().seen(temperature(364)).seen(temperature(365), minutes=31)) == [365]


def test_half_an_hour_counts_from_the_first() -> None:
    bed = Bed().seen(temperature(364)).seen(temperature(365), minutes=20).seen(temperature(366), minutes=40)
    assert _values(bed) == [366]


def test_an_observation_stays_together_however_long_it_takes() -> None:
    bed = Bed().seen(temperature(364), act="row").seen(spo2(97), hours=2, act="row")
    assert (_values(bed), _values(bed, S)) == ([364], [97])


def test_the_last_value_of_each_site_is_kept_for_the_next_check() -> None:
    bed = Bed().seen(temperature(364), temperature(371, Site.ORAL), spo2(97)).seen(spo2(96), hours=12)
    last = bed.course().last
    assert {(q, site): s.value for (q, site), s in last.items()} == {
        (T, Site.AXILLARY): 364,
        (T, Site.ORAL): 371,
        (S, Site.UNKNOWN): 97,
    }


def test_a_site_not_said_is_unknown() -> None:
    check = Bed().seen(temperature(364, None)).course().check
    assert check is not None
    assert check.samples[T][0].site is Site.UNKNOWN


@pytest.mark.parametrize(
    ("reading", "air", "on"),
    [
        (oxygen(0), Air.ROOM, False),
        (oxygen(5), Air.OXYGEN, True),
        (oxygen(None), Air.OXYGEN, True),
        (left_out(Quantity.OXYGEN, NotMeasured.REFUSED), Air.UNSURE, False),
    ],
)
def test_what_was_said_about_oxygen(reading: Reading, air: Air, on: bool) -> None:
    state = Bed().seen(spo2(97), reading).course()
    assert state.check is not None
    assert (state.check.air, state.on_oxygen) == (air, on)


def test_not_knowing_about_oxygen_does_not_forget_it() -> None:
    unsure = left_out(Quantity.OXYGEN, NotMeasured.NO_TIME)
    assert Bed().seen(spo2(97), oxygen(20)).seen(spo2(97), unsure, hours=12).course().on_oxygen


def test_the_answer_about_symptoms_is_the_last_one() -> None:
    bed = Bed().seen(symptoms=("cough",)).seen(symptoms=(), minutes=5)
    check = bed.course().check
    assert check is not None
    assert check.symptoms == frozenset()
    silent = bed.seen(symptoms=None, minutes=9).course().check
    assert silent is not None
    assert silent.symptoms == frozenset()


def test_an_observation_covers_what_all_its_parts_cover() -> None:
    bed = Bed().seen(temperature(364), symptoms=None, act="row")
    bed.seen(left_out(S, NotMeasured.ASLEEP), symptoms=(), minutes=3, act="row")
    newest = bed.course().seen[-1]
    assert newest.covered == {"temperature", "symptoms"}
    assert newest.reasons == {"spo2": NotMeasured.ASLEEP}


def test_only_the_newest_observations_are_remembered() -> None:
    bed = Bed()
    for hours in range(0, 60, 12):
        bed.well(hours=hours)
    assert [c.key for c in bed.course().seen] == ["a3", "a4", "a5"]


def test_a_round_is_what_all_its_observations_cover() -> None:
    bed = Bed().seen(temperature(364)).seen(spo2(97), symptoms=None, minutes=50)
    unit = bed.course().unit
    assert unit is not None
    assert unit.covered == {"temperature", "spo2", "symptoms"}
    assert bed.course().due is None


def test_a_round_not_finished_settles_half_an_hour_after_its_last_part() -> None:
    bed = Bed().seen(temperature(364)).seen(temperature(364), minutes=10)
    assert bed.course().due == bed.at(minutes=40)
    assert Bed().seen(temperature(364), in_round=None).course().due is None


def test_rows_of_rounds_are_counted_by_item() -> None:
    refused = left_out(S, NotMeasured.REFUSED)
    bed = Bed().seen(temperature(364), refused).seen(temperature(364), refused, hours=12).well(hours=24)
    assert bed.course().rows == {"temperature": 0, "spo2": 2, "symptoms": 0}
    assert bed.well(hours=36).course().rows["spo2"] == 0


def test_a_clock_that_went_back_begins_a_new_check() -> None:
    late = Bed().seen(temperature(374), hours=12)
    early = Bed().seen(temperature(364), entry="early", act="early")
    state = late.course()
    for event in early.events:
        state = course.fold(care(), state, event)
    assert state.check is not None
    assert late.at(hours=12) - state.check.start == timedelta(hours=12)


def test_staff_are_not_asked_for_spo2() -> None:
    bed = Bed(resident(kind=Kind.STAFF)).seen(temperature(364))
    assert bed.course().due is None
    assert bed.rules() == {}


# which rules a check asks: none too few


def a_week(*percents: int, tenths: int = 360) -> Bed:
    bed = Bed()
    for day, percent in enumerate(percents):
        bed.seen(temperature(tenths), spo2(percent), days=day)
    return bed


def test_a_fall_is_found_though_some_day_was_lower_than_the_rest() -> None:
    assert "S-03" in a_week(98, 98, 96, 98, 98, 97, 98).seen(temperature(360), spo2(95), days=7).course().open
    assert "S-03" not in a_week(98, 98, 96, 98, 98, 97, 98).seen(temperature(360), spo2(96), days=7).course().open


def test_a_great_rise_over_the_own_normal_is_found_as_well_as_a_small_one() -> None:
    for tenths in (372, 376, 392):
        assert "T-03" in a_week(*[98] * 7).seen(temperature(tenths), spo2(98), days=7).course().open


def test_the_normal_from_before_an_illness_counts_when_the_readings_behind_it_are_gone() -> None:
    bed = a_week(*[98] * 7)
    for day in range(7, 22):
        bed.seen(temperature(360), spo2(97), symptoms=("cough",), days=day)
    bed.seen(temperature(360), spo2(97), days=22).seen(temperature(360), spo2(97), days=22.5)
    assert bed.course().open == {}
    assert [values for _, values in bed.course().baselines.recent.values()] == [(360,), (97,)]
    assert "S-03" in bed.seen(temperature(360), spo2(95), days=23).course().open


def test_who_is_ill_may_be_measured_at_a_site_without_a_normal() -> None:
    bed = a_week(*[98] * 7).seen(temperature(360), spo2(98), symptoms=("cough",), days=7)
    assert bed.course().baselines.frozen
    assert bed.seen(temperature(366, Site.ORAL), spo2(98), days=8).rules().keys() == {"Y-01"}


def test_what_a_round_left_out_counts_though_the_same_row_was_filled_in_when_it_was_over() -> None:
    bed = Bed(resident(kind=Kind.STAFF)).seen(temperature(364), symptoms=None, act="row")
    bed.seen(temperature(366), temperature(386), temperature(386), minutes=31, act="row", in_round=None)
    assert bed.course().open["D-03"].level is bed.course().open["T-04"].level
