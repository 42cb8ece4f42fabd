"""Which readings are repeats of one observation, and which are known already."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from carelog.model.observation import Way
from carelog.model.reading import NotMeasured, Quantity, Reading, Site
from carelog.station.intake.gather import gathered, of_reading, reduced, signs, time_of
from carelog.station.intake.observations import Found

START = datetime(2023, 1, 12, 0, 0, tzinfo=UTC)
IDS = {"A": "person-a", "B": "person-b"}


def temperature(row: int, minutes: float, tenths: int, code: str = "A") -> Found:
    reading = Reading(Quantity.TEMPERATURE, tenths, site=Site.AXILLARY, typed=f"{tenths / 10}")
    return Found(row, code, START + timedelta(minutes=minutes), (reading,))


def test_readings_less_than_fifteen_minutes_apart_are_repeats_of_one_observation() -> None:
    rows = [temperature(2, 0, 384), temperature(3, 14.9, 369), temperature(4, 29.7, 370)]
    (one,) = gathered(rows, IDS, 15)
    assert [r.value for r in one.observed.readings] == [384, 369, 370]
    assert one.at == START
    assert one.observed.way is Way.IMPORT


def test_fifteen_minutes_apart_is_another_observation() -> None:
    assert len(gathered([temperature(2, 0, 366), temperature(3, 15, 366)], IDS, 15)) == 2


def test_every_repeat_keeps_its_own_time_and_what_the_file_said() -> None:
    (one,) = gathered([temperature(2, 0, 384), temperature(3, 4, 369)], IDS, 15)
    assert [time_of(r, one.at) for r in one.observed.readings] == [START, START + timedelta(minutes=4)]
    assert one.observed.readings[1].typed == "2023-01-12T00:04:00+00:00 36.9"


def test_people_are_never_mixed_and_the_order_of_rows_does_not_matter() -> None:
    rows = [temperature(2, 5, 381, "B"), temperature(3, 4, 366, "A"), temperature(4, 0, 367, "A")]
    found = gathered(rows, IDS, 15)
    assert [(g.observed.person, [r.value for r in g.observed.readings]) for g in found] == [
        ("person-a", [367, 366]),
        ("person-b", [381]),
    ]


def test_a_value_standing_twice_in_a_file_is_taken_once() -> None:
    (one,) = gathered([temperature(2, 0, 366), temperature(3, 0, 366)], IDS, 15)
    assert len(one.observed.readings) == 1


def test_with_no_minutes_every_row_is_an_observation() -> None:
    assert len(gathered([temperature(2, 0, 366), temperature(3, 1, 367)], IDS, 0)) == 2


def test_the_same_rows_have_the_same_id_and_other_rows_another() -> None:
    rows = [temperature(2, 0, 366), temperature(3, 1, 367)]
    (one,), (again,) = gathered(rows, IDS, 15), gathered(list(reversed(rows)), IDS, 15)
    (other,) = gathered([temperature(2, 0, 366), temperature(3, 1, 368)], IDS, 15)
    assert one.entry == again.entry != other.entry
    assert UUID(one.entry).version == 8


def test_what_the_log_knows_already_is_left_out_value_by_value() -> None:
    (stored,) = gathered([temperature(2, 0, 366), temperature(3, 4, 367)], IDS, 15)
    (whole,) = gathered([temperature(2, 0, 366), temperature(3, 4, 367), temperature(4, 8, 368)], IDS, 15)
    rest = reduced(whole, signs("person-a", stored.at, stored.observed))
    assert rest is not None
    assert ([r.value for r in rest.observed.readings], rest.at) == ([368], START + timedelta(minutes=8))
    assert reduced(stored, signs("person-a", stored.at, stored.observed)) is None


def test_symptoms_are_known_once_stored() -> None:
    row = Found(2, "A", START, (), symptoms=("cough", "chills"))
    (stored,) = gathered([row], IDS, 15)
    (again,) = gathered([row._replace(symptoms=("chills", "cough"))], IDS, 15)
    assert reduced(again, signs("person-a", stored.at, stored.observed)) is None
    assert stored.entry == again.entry


def test_the_last_answer_about_symptoms_counts_and_stands_before_a_reason() -> None:
    rows = [
        Found(2, "A", START, (), not_asked=NotMeasured.ASLEEP),
        Found(3, "A", START + timedelta(minutes=3), (), symptoms=()),
        Found(4, "A", START + timedelta(minutes=6), (), symptoms=("cough",)),
    ]
    (one,) = gathered(rows, IDS, 15)
    assert (one.observed.symptoms, one.observed.not_asked) == (("cough",), None)


def test_a_reading_typed_by_hand_counts_at_its_observations_time() -> None:
    typed = Reading(Quantity.TEMPERATURE, 366, site=Site.AXILLARY, typed="366")
    assert time_of(typed, START) == START
    assert time_of(Reading(Quantity.TEMPERATURE, 366, typed="36.6 C"), START) == START
    assert time_of(Reading(Quantity.TEMPERATURE, 366, typed="2023-01-12 36.6"), START) == START


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(350, 420)), max_size=30), st.integers(0, 30))
def test_no_reading_is_lost_or_doubled_by_grouping(values: list[tuple[int, int]], minutes: int) -> None:
    rows = [temperature(n, minute, tenths) for n, (minute, tenths) in enumerate(values)]
    found = gathered(rows, IDS, minutes)
    marks = [of_reading("person-a", time_of(r, g.at), r) for g in found for r in g.observed.readings]
    assert len(marks) == len(set(marks)) == len(set(values))
