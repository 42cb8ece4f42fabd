"""Which readings are repeats of one observation, and which are known already."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from carelog.model.observation import Way
from carelog.model.reading import NotMeasured, Quantity, Reading, Site
from carelog.station.intake.gather import Gathered, Stored, gathered, of_reading, signs
from carelog.station.intake.observations import Found

START = datetime(2023, 1, 12, 0, 0, tzinfo=UTC)
IDS = {"A": "person-a", "B": "person-b"}


def temperature(row: int, minutes: float, tenths: int, code: str = "A") -> Found:
    reading = Reading(Quantity.TEMPERATURE, tenths, site=Site.AXILLARY, typed=f"{tenths / 10}")
    return Found(row, code, START + timedelta(minutes=minutes), (reading,))


def stored(one: Gathered, act: str = "act-1") -> dict[str, list[Stored]]:
    """What the log holds once an observation is in it."""
    held = [Stored(p.at, act, frozenset(signs(one.person, p.at, p.observed))) for p in one.parts]
    return {one.person: held}


def tenths(one: Gathered) -> list[int | None]:
    return [r.value for part in one.parts for r in part.observed.readings]


def test_readings_less_than_fifteen_minutes_apart_are_repeats_of_one_observation() -> None:
    rows = [temperature(2, 0, 384), temperature(3, 14.9, 369), temperature(4, 29.7, 370)]
    (one,) = gathered(rows, IDS, 15)
    assert tenths(one) == [384, 369, 370]
    assert [part.at - START for part in one.parts] == [timedelta(minutes=m) for m in (0, 14.9, 29.7)]
    assert {part.observed.way for part in one.parts} == {Way.IMPORT}


def test_fifteen_minutes_apart_is_another_observation() -> None:
    assert len(gathered([temperature(2, 0, 366), temperature(3, 15, 366)], IDS, 15)) == 2


def test_what_was_read_at_one_time_is_one_part() -> None:
    pulse = Found(3, "A", START, (Reading(Quantity.PULSE, 70),))
    (one,) = gathered([temperature(2, 0, 366), pulse], IDS, 15)
    assert [[r.quantity for r in part.observed.readings] for part in one.parts] == [
        [Quantity.TEMPERATURE, Quantity.PULSE]
    ]


def test_people_are_never_mixed_and_the_order_of_rows_does_not_matter() -> None:
    rows = [temperature(2, 5, 381, "B"), temperature(3, 4, 366, "A"), temperature(4, 0, 367, "A")]
    found = gathered(rows, IDS, 15)
    assert [(one.person, tenths(one)) for one in found] == [("person-a", [367, 366]), ("person-b", [381])]
    assert {part.observed.person for part in found[1].parts} == {"person-b"}


def test_a_value_standing_twice_in_a_file_is_taken_once() -> None:
    (one,) = gathered([temperature(2, 0, 366), temperature(3, 0, 366)], IDS, 15)
    assert (tenths(one), one.rows) == ([366], (2,))


def test_with_no_minutes_every_row_is_an_observation() -> None:
    assert len(gathered([temperature(2, 0, 366), temperature(3, 1, 367)], IDS, 0)) == 2


def test_the_same_words_have_the_same_id_and_other_words_another() -> None:
    (one,), (again,) = gathered([temperature(2, 0, 366)], IDS, 15), gathered([temperature(9, 0, 366)], IDS, 15)
    (other,) = gathered([temperature(2, 0, 367)], IDS, 15)
    assert one.parts[0].entry == again.parts[0].entry != other.parts[0].entry
    assert UUID(one.parts[0].entry).version == 8
    assert UUID(one.parts[0].entry).variant == UUID(int=0b10 << 62).variant


def test_what_the_log_holds_is_left_out_and_the_rest_joins_the_same_observation() -> None:
    rows = [temperature(2, 0, 366), temperature(3, 4, 367)]
    (first,) = gathered(rows, IDS, 15)
    (rest,) = gathered([*rows, temperature(4, 8, 368)], IDS, 15, stored(first))
    assert (tenths(rest), rest.act, rest.rows) == ([368], "act-1", (4,))
    assert gathered(rows, IDS, 15, stored(first)) == []


def test_what_may_not_be_joined_is_known_all_the_same() -> None:
    rows = [temperature(2, 0, 366), temperature(3, 4, 367)]
    (first,) = gathered(rows[:1], IDS, 15)
    (rest,) = gathered(rows, IDS, 15, stored(first, act=""))
    assert (tenths(rest), rest.act) == ([367], "")


def test_a_cell_put_right_later_joins_the_rest_of_its_row() -> None:
    pulse = Found(2, "A", START, (Reading(Quantity.PULSE, 70),))
    (first,) = gathered([pulse], IDS, 15)
    whole = pulse._replace(readings=(*pulse.readings, Reading(Quantity.SPO2, 97)), symptoms=())
    (rest,) = gathered([whole], IDS, 15, stored(first))
    (part,) = rest.parts
    assert rest.act == "act-1"
    assert [r.quantity for r in part.observed.readings] == [Quantity.SPO2]
    assert part.observed.symptoms == ()


def test_symptoms_are_known_once_stored_whatever_their_order() -> None:
    row = Found(2, "A", START, (), symptoms=("cough", "chills"))
    (first,) = gathered([row], IDS, 15)
    assert gathered([row._replace(symptoms=("chills", "cough"))], IDS, 15, stored(first)) == []


def test_an_answer_about_symptoms_stands_before_a_reason_at_the_same_time() -> None:
    rows = [Found(2, "A", START, (), not_asked=NotMeasured.ASLEEP), Found(3, "A", START, (), symptoms=("cough",))]
    (one,) = gathered(rows, IDS, 15)
    (part,) = one.parts
    assert (part.observed.symptoms, part.observed.not_asked) == (("cough",), None)


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(350, 420)), max_size=30), st.integers(0, 30))
def test_no_reading_is_lost_or_doubled_by_grouping(values: list[tuple[int, int]], minutes: int) -> None:
    rows = [temperature(n, minute, value) for n, (minute, value) in enumerate(values)]
    found = gathered(rows, IDS, minutes)
    parts = [part for one in found for part in one.parts]
    marks = [of_reading("person-a", part.at, r) for part in parts for r in part.observed.readings]
    assert len(marks) == len(set(marks)) == len(set(values))


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(350, 420)), min_size=2, max_size=30), st.integers(1, 29))
def test_a_file_in_two_halves_is_the_same_as_the_whole(values: list[tuple[int, int]], cut: int) -> None:
    rows = [temperature(n, minute, value) for n, (minute, value) in enumerate(sorted(set(values)))]
    whole = gathered(rows, IDS, 15)
    held: dict[str, list[Stored]] = {"person-a": []}
    observations: dict[str, set[str]] = {}
    for half in (rows[:cut], rows[cut:]):
        for n, one in enumerate(gathered(half, IDS, 15, held)):
            act = one.act or f"act-{half[0].row}-{n}"
            held["person-a"] += stored(one, act)["person-a"]
            marks = {mark for part in one.parts for mark in signs(one.person, part.at, part.observed)}
            observations.setdefault(act, set()).update(marks)
    wanted = [{m for part in one.parts for m in signs(one.person, part.at, part.observed)} for one in whole]
    assert sorted(map(sorted, observations.values())) == sorted(map(sorted, wanted))
