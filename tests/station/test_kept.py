"""Every version of a value is kept, struck through, and the look back finds all of them however many there are."""

from datetime import datetime, timedelta

import pytest

from carelog.clock import FixedClock
from carelog.model.deeds import Why
from carelog.model.observation import Observed
from carelog.model.reading import Quantity
from carelog.station.desk import Station
from carelog.station.kept import kept_since

from .conftest import MORNING
from .support import later, readings, tell

Version = tuple[int | None, str, str, str]


def versions(station: Station, since: datetime = MORNING) -> list[Version]:
    """Temperature, status, who wrote it, who struck it through; of 3-1, newest first."""
    page = station.person(station.by_code("3-1").id).kept
    found = []
    for kept in page:
        if kept.seen.happened_at >= since:
            value = next((r.value for r in kept.seen.observed.readings if r.quantity is Quantity.TEMPERATURE), None)
            found.append((value, kept.status, kept.by, kept.struck_by))
    return found


def observed(station: Station, temperature: int) -> Observed:
    return Observed(station.by_code("3-1").id, None, readings(temperature, 97), ())


def test_a_value_corrected_twice_stands_in_three_versions(station: Station, clock: FixedClock) -> None:
    first = tell(station, "3-1", 391).entry
    later(clock, 1)
    station.correct(first, Why.TYPING, observed(station, 371))
    later(clock, 1)
    station.sign_in("N02")
    station.correct(first, Why.MEASURED_AGAIN, observed(station, 361))
    assert sorted(versions(station), key=lambda version: version[0] or 0) == [
        (361, "current", "N02", ""),
        (371, "corrected", "N01", "N02"),
        (391, "corrected", "N01", "N01"),
    ]


def test_a_value_voided_says_by_whom_when_and_why(station: Station, clock: FixedClock) -> None:
    saved = tell(station, "3-1", 391)
    later(clock, 3)
    station.sign_in("N02")
    station.correct(saved.entry, Why.WRONG_PERSON, None)
    assert versions(station) == [(391, "void", "N01", "N02")]
    (kept,) = station.person(station.by_code("3-1").id).kept
    assert (kept.struck_at, kept.why) == (station.now(), Why.WRONG_PERSON)


def test_a_value_taken_back_stays_to_be_seen_and_no_other_value_with_it(station: Station, clock: FixedClock) -> None:
    tell(station, "3-1", 361)
    later(clock, 3)
    wrong = tell(station, "3-1", 391)
    station.undo(wrong.act)
    found = kept_since(station.log, station.by_code("3-1").id, MORNING)
    assert [(kept.seen.entry == wrong.entry, kept.status) for kept in found] == [(True, "undone"), (False, "current")]


@pytest.mark.parametrize("count", [63, 64, 65, 300])
def test_however_many_values_there_are_none_since_then_is_left_out(
    station: Station, clock: FixedClock, count: int
) -> None:
    person = station.by_code("3-1").id
    with station.log.batch():
        for _ in range(count):
            later(clock, 10)
            tell(station, "3-1")
    found = kept_since(station.log, person, MORNING)
    times = [kept.seen.happened_at for kept in found]
    assert len(times) == count
    assert times == sorted(times, reverse=True)
    half = MORNING + timedelta(minutes=10 * (count // 2))
    assert len(kept_since(station.log, person, half)) == count - count // 2 + 1


def test_values_before_the_instant_stay_out_and_those_of_others_too(station: Station, clock: FixedClock) -> None:
    tell(station, "3-1", 361)
    tell(station, "3-2", 362)
    later(clock, 3 * 24 * 60)
    tell(station, "3-1", 363)
    person = station.by_code("3-1").id
    assert len(kept_since(station.log, person, MORNING)) == 2
    assert len(kept_since(station.log, person, MORNING + timedelta(milliseconds=1))) == 1
    assert kept_since(station.log, station.by_code("3-4").id, MORNING) == []


def test_a_value_said_to_be_from_paper_stands_at_its_time_and_where_it_was_first_typed(
    station: Station, clock: FixedClock
) -> None:
    saved = tell(station, "3-1", 364)
    later(clock, 1)
    station.from_paper([saved.act], MORNING - timedelta(hours=2))
    found = kept_since(station.log, station.by_code("3-1").id, MORNING - timedelta(hours=3))
    assert {(kept.seen.happened_at, kept.status) for kept in found} == {
        (MORNING - timedelta(hours=2), "current"),
        (MORNING, "corrected"),
    }
