"""Since when oxygen runs, and since when it is needed: no reading that confirms it begins it anew."""

from carelog.clock import FixedClock
from carelog.report.oxygen import facts
from carelog.station.desk import Station
from carelog.station.oxygen.rows import Asked, Stand
from tests.station.support import later, tell

from .test_oxygen_door import row, who


def said(station: Station, code: str) -> str:
    return facts(row(station, code), station)


def test_oxygen_first_read_in_the_morning_and_read_again_runs_since_the_morning_at_least(
    station: Station, clock: FixedClock
) -> None:
    later(clock, 41)
    tell(station, "3-12", 366, 97, oxygen=20)
    first = station.now()
    later(clock, 389)
    tell(station, "3-12", 366, 97, oxygen=20)
    found = row(station, "3-12")
    assert (found.since, found.given_since, found.begun) == (first, first, False)
    assert "on oxygen since at least 08:41" in said(station, "3-12")


def test_oxygen_started_runs_since_it_was_started_whatever_is_read_on_it_and_whoever_needed_it_before(
    station: Station, clock: FixedClock
) -> None:
    tell(station, "3-12", 366, 88)
    low = station.now()
    later(clock, 480)
    station.oxygen.give(who(station, "3-12"), Asked(20))
    started = station.now()
    for minutes, spo2 in ((30, 96), (60, 96), (60, 92)):
        later(clock, minutes)
        tell(station, "3-12", 366, spo2, oxygen=20)
    found = row(station, "3-12")
    assert (found.since, found.given_since, found.begun) == (low, started, True)
    assert "on oxygen since 16:00" in said(station, "3-12")


def test_who_is_measured_again_and_again_waits_no_shorter_than_who_is_not(station: Station, clock: FixedClock) -> None:
    tell(station, "3-12", 366, 88)
    later(clock, 10)
    tell(station, "3-2", 366, 88)
    for minutes in (5, 60, 60):
        later(clock, minutes)
        tell(station, "3-12", 366, 88)
    assert [r.person.code for r in station.oxygen.desk().needs] == ["3-12", "3-2"]
    assert "needs it since 08:00" in said(station, "3-12")
    tell(station, "3-12", 366, 96, oxygen=20)
    later(clock, 60)
    tell(station, "3-2", 366, 96, oxygen=20)
    tell(station, "3-12", 366, 96, oxygen=20)
    needs = station.oxygen.desk().needs
    assert [(r.person.code, r.stand) for r in needs] == [("3-12", Stand.SERVED), ("3-2", Stand.SERVED)]


def test_a_need_that_ended_and_began_again_stands_since_it_began_again(station: Station, clock: FixedClock) -> None:
    tell(station, "3-12", 366, 88)
    later(clock, 60)
    station.oxygen.give(who(station, "3-12"), Asked(20))
    later(clock, 60)
    tell(station, "3-12", 366, 97, oxygen=20)
    later(clock, 60)
    tell(station, "3-12", 366, 97, oxygen=0)
    later(clock, 600)
    tell(station, "3-12", 366, 88)
    assert (row(station, "3-12").stand, row(station, "3-12").since) == (Stand.WAITS, station.now())


def test_oxygen_told_long_ago_and_only_changed_since_runs_since_then_at_least(
    station: Station, clock: FixedClock
) -> None:
    tell(station, "3-12", 366, 97, oxygen=10)
    station.oxygen.give(who(station, "3-12"), Asked(20))
    changed = station.now()
    later(clock, 15 * 24 * 60)
    assert (row(station, "3-12").given_since, row(station, "3-12").begun) == (changed, False)
