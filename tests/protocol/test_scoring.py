"""NEWS2 of what was measured together, and which rules it raises."""

from datetime import timedelta

import pytest

from carelog.model.person import Person
from carelog.model.reading import NotMeasured, Quantity, Reading, Site
from carelog.protocol import course, scoring
from carelog.protocol.news2 import Score

from .bedside import MONDAY, Bed, born, breaths, care, left_out, oxygen, reading, resident, spo2, temperature

WARM = temperature(364)
SCALE_2 = resident(spo2_scale=2)


def score(bed: Bed) -> Score:
    found = scoring.score_of(care(), bed.course())
    assert found is not None
    return found


def points(*readings: Reading, who: Person | None = None) -> dict[str, int | None]:
    return dict(score(Bed(who or resident()).seen(*readings)).points)


def whole(*instead: Reading) -> tuple[Reading, ...]:
    """A set with nothing to find but for what stands in its place."""
    normal = (
        WARM,
        spo2(97),
        oxygen(0),
        breaths(16),
        reading(Quantity.SYSTOLIC, 120),
        reading(Quantity.PULSE, 70),
        reading(Quantity.CONSCIOUSNESS, 0),
    )
    return *(r for r in normal if r.quantity not in {i.quantity for i in instead}), *instead


def test_nothing_measured_has_no_score() -> None:
    assert scoring.score_of(care(), course.start(resident())) is None
    assert scoring.score_of(care(), Bed().seen(symptoms=("cough",)).course()) is None
    assert scoring.score_of(care(), Bed().seen(left_out(Quantity.SPO2, NotMeasured.ASLEEP)).course()) is None


def test_a_round_has_a_lower_bound_and_a_whole_set_a_total() -> None:
    part = score(Bed().seen(WARM, spo2(95)))
    assert (part.lower_bound, part.total, part.complete, part.points["oxygen"]) == (1, None, False, None)
    full = score(Bed().seen(*whole(spo2(95))))
    assert (full.lower_bound, full.total, full.band) == (1, 1, "low")


def test_of_a_person_nobody_wrote_down_the_first_scale_counts() -> None:
    state = course.fold(care(), course.start("p"), Bed().seen(WARM, spo2(91)).events[0])
    found = scoring.score_of(care(), state)
    assert found is not None
    assert found.points["spo2"] == 3


def test_values_within_half_an_hour_are_one_set() -> None:
    bed = Bed().seen(WARM, spo2(97), oxygen(0))
    rest = (breaths(16), reading(Quantity.SYSTOLIC, 120), reading(Quantity.PULSE, 70))
    bed.seen(*rest, reading(Quantity.CONSCIOUSNESS, 0), symptoms=None, minutes=30)
    assert score(bed).complete
    assert not score(bed.seen(WARM, spo2(97), hours=4)).complete


def test_of_two_readings_the_one_with_more_points_counts_and_of_three_the_middle_one() -> None:
    assert points(breaths(16), breaths(25))["respiratory_rate"] == 3
    assert points(breaths(8), breaths(16), breaths(16))["respiratory_rate"] == 0
    assert points(breaths(8), breaths(16), breaths(22))["respiratory_rate"] == 2
    assert points(breaths(16), breaths(16), breaths(22), breaths(25))["respiratory_rate"] == 2


def test_of_two_sites_of_a_temperature_the_one_with_more_points_counts_with_its_mark() -> None:
    found = score(Bed().seen(temperature(355), temperature(364, Site.ORAL), spo2(97)))
    assert (found.points["temperature"], found.unadjusted) == (1, True)
    fever = score(Bed().seen(temperature(364), temperature(392, Site.TYMPANIC), spo2(97)))
    assert (fever.points["temperature"], fever.unadjusted) == (2, False)


@pytest.mark.parametrize(
    ("flow", "on", "high"),
    [
        ((oxygen(0),), 0, 0),
        ((oxygen(20),), 2, 2),
        ((oxygen(None),), 2, 2),
        ((), None, 0),
        ((left_out(Quantity.OXYGEN, NotMeasured.NO_TIME),), None, 0),
    ],
)
def test_oxygen_counts_only_where_somebody_said(flow: tuple[Reading, ...], on: int | None, high: int) -> None:
    found = points(WARM, spo2(95), *flow, who=SCALE_2)
    assert (found["oxygen"], found["spo2"]) == (on, high)


def test_a_value_read_before_the_oxygen_was_put_on_is_one_on_air() -> None:
    bed = Bed(SCALE_2).seen(WARM, spo2(97), oxygen(0)).seen(oxygen(10), symptoms=None, minutes=5)
    assert score(bed).points["spo2"] == 0
    assert score(bed).points["oxygen"] == 2


def test_what_nobody_said_beside_a_value_is_taken_from_the_same_set() -> None:
    bed = Bed(SCALE_2).seen(WARM, spo2(97)).seen(oxygen(10), symptoms=None, minutes=5)
    assert score(bed).points["spo2"] == 3


def test_of_somebody_under_age_no_band_is_said() -> None:
    child = score(Bed(resident(birth_date=born(15))).seen(*whole(breaths(25))))
    assert (child.total, child.band, child.band_at_least, child.interval) == (3, None, None, None)
    assert score(Bed(resident(birth_date=born(16))).seen(*whole(breaths(25)))).band == "low-medium"


@pytest.mark.parametrize(
    ("facts", "days", "usual"),
    [
        ({}, 0, None),
        ({"usual_news2": 2}, 0, None),
        ({"usual_news2": 2, "normals_by": "Dr. Li"}, 0, None),
        ({"usual_news2": 2, "normals_by": "Dr. Li", "normals_until": MONDAY.date()}, 0, 2),
        ({"usual_news2": 2, "normals_by": "Dr. Li", "normals_until": MONDAY.date()}, 1, None),
        ({"usual_news2": 0, "normals_by": "Dr. Li", "normals_until": MONDAY.date()}, 0, 0),
    ],
)
def test_what_a_person_usually_scores_is_a_clinicians_word_with_a_last_date(
    facts: dict[str, object], days: int, usual: int | None
) -> None:
    assert scoring.usual(resident(**facts), MONDAY + timedelta(days=days)) == usual
    assert scoring.usual(None, MONDAY) is None
