"""Who is isolated, for which day: on the list, on the person's page and in why."""

from datetime import timedelta

from carelog.clock import FixedClock
from carelog.model.deeds import Method, Result
from carelog.model.severity import Task
from carelog.report import swabs
from carelog.station.desk import Station
from carelog.words import use
from tests.station.support import later, tell


def swab(station: Station, code: str, result: Result, hours: float = 0, target: str = "") -> None:
    at = station.now() - timedelta(hours=hours)
    station.swabbed(station.by_code(code).id, Method.ANTIGEN, result, at, target=target)


def test_a_positive_is_isolated_day_by_day_with_what_would_end_it(station: Station, clock: FixedClock) -> None:
    swab(station, "3-1", Result.POSITIVE)
    later(clock, 2 * 24 * 60)
    person = station.by_code("3-1").id
    (found,) = station.swabs.isolated().items()
    assert found[0] == person
    why = station.why(person)
    assert why.isolated == found[1]
    assert swabs.isolation(why.isolated, station) == (
        "isolation day 3 of 14, SARS-CoV-2 positive on 01-12; negatives 0 of 2, 24 h apart, fever in 24 h not known"
    )
    use("zh_CN")
    assert "隔离第 3 天（共 14 天）" in swabs.isolation(why.isolated, station)


def test_what_is_all_there_says_that_a_named_person_decides(station: Station, clock: FixedClock) -> None:
    swab(station, "3-1", Result.POSITIVE)
    for _ in range(2):
        later(clock, 3 * 24 * 60)
        swab(station, "3-1", Result.NEGATIVE)
    tell(station, "3-1", 366, 97)
    (found,) = station.swabs.isolated().values()
    assert found.may_end
    assert "a named person decides" in swabs.isolation(found, station)
    station.end_task(station.by_code("3-1").id, Task.ISOLATE, done=True)
    assert station.swabs.isolated() == {}


def test_the_longest_stands_first_and_nobody_negative_stands_there(station: Station, clock: FixedClock) -> None:
    swab(station, "3-1", Result.POSITIVE, target="influenza_a")
    later(clock, 60)
    swab(station, "3-4", Result.POSITIVE)
    swab(station, "3-2", Result.NEGATIVE)
    ids = [station.by_code(code).id for code in ("3-1", "3-4")]
    assert list(station.swabs.isolated()) == ids
    assert swabs.isolation(station.why(station.by_code("3-2").id).isolated, station) == ""
    assert "influenza A positive" in swabs.isolation(station.swabs.isolated()[ids[0]], station)


def test_a_fever_is_named(station: Station) -> None:
    swab(station, "3-1", Result.POSITIVE, hours=30)
    tell(station, "3-1", 381, 97)
    (found,) = station.swabs.isolated().values()
    assert "fever within 24 h" in swabs.ends(found)


def test_a_code_of_another_laboratory_stands_as_it_is() -> None:
    assert swabs.target("adenovirus") == "adenovirus"
    assert swabs.target("rsv") == "RSV"
