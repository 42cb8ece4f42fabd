"""A long period told fast is the same period: in order, with what stood decided, and how late each row came."""

from datetime import date, datetime, timedelta

import pytest

from carelog.clock import FixedClock
from carelog.model.deeds import Why
from carelog.model.severity import Severity
from carelog.station.days import Late, Status, Told
from carelog.station.desk import Station
from carelog.station.period import Flat, instant, of_period

from .conftest import SHANGHAI
from .support import later, tell

DAY = date(2023, 1, 12)


def told(station: Station, first: date = DAY, last: date = DAY) -> list[Told | Flat]:
    """The observations of a period, without who was not seen."""
    rows = of_period(station, first, last)
    return [one for one in rows if isinstance(one, Flat) or one.observation is not None]


def at(row: Told | Flat) -> datetime:
    if isinstance(row, Flat):
        return instant(row.line.happened)
    assert row.observation is not None
    return row.observation.happened_at


def test_a_day_is_told_round_by_round_and_in_each_bed_by_bed(station: Station, clock: FixedClock) -> None:
    for code in ("3-12", "N02", "3-1"):
        tell(station, code, spo2=None if code == "N02" else 97)
    later(clock, 8 * 60)
    tell(station, "3-2")
    tell(station, "3-1")
    rows = told(station)
    assert [(r.window.key.slot, r.person.code) for r in rows if r.window] == [
        ("morning", "3-1"),
        ("morning", "3-12"),
        ("morning", "N02"),
        ("evening", "3-1"),
        ("evening", "3-2"),
    ]
    assert told(station, DAY + timedelta(days=1), DAY + timedelta(days=40)) == []


@pytest.mark.parametrize(
    ("typed", "measured", "late"),
    [((10, 59), (8, 0), Late.NO), ((11, 0), (8, 0), Late.WRITTEN), ((12, 0), (11, 0), Late.MEASURED)],
)
def test_a_row_says_whether_it_was_written_or_measured_after_its_round(
    station: Station, clock: FixedClock, typed: tuple[int, int], measured: tuple[int, int], late: Late
) -> None:
    clock.move(datetime(2023, 1, 12, *typed, tzinfo=SHANGHAI) - clock.now())
    tell(station, "3-1", at=datetime(2023, 1, 12, *measured, tzinfo=SHANGHAI))
    (one,) = told(station)
    assert (one.late, one.recorded_by, one.status) == (late, "N01", Status.CURRENT)


def test_a_morning_typed_after_the_evening_has_its_own_decision(station: Station, clock: FixedClock) -> None:
    later(clock, 8 * 60)
    tell(station, "3-1")
    tell(station, "3-1", at=clock.now() - timedelta(hours=8))
    assert [one.severity for one in told(station)] == [Severity.NONE, Severity.NONE]


def test_a_corrected_row_is_told_in_full_beside_those_that_stand(station: Station, clock: FixedClock) -> None:
    wrong = tell(station, "3-1", 391)
    tell(station, "3-2")
    later(clock, 1)
    station.correct(wrong.entry, Why.WRONG_PERSON, None)
    rows = list(of_period(station, DAY, DAY))
    found = {(r.person.code, r.status) for r in rows}
    assert found == {("3-1", Status.VOID), ("3-2", Status.CURRENT)}
    assert [at(r) for r in told(station) if r.status is Status.CURRENT] == [clock.now() - timedelta(minutes=1)]


def test_a_period_over_several_stretches_leaves_no_day_out_and_tells_none_twice(
    station: Station, clock: FixedClock
) -> None:
    times = []
    for _ in range(60):
        tell(station, "3-1")
        times.append(clock.now())
        later(clock, 24 * 60)
    assert [at(r) for r in told(station, DAY, DAY + timedelta(days=59))] == times
    assert [at(r) for r in told(station, DAY + timedelta(days=27), DAY + timedelta(days=28))] == times[27:29]
