"""The shift clock: what is due within the next hour."""

from datetime import datetime, timedelta

import pytest

from carelog.clock import FixedClock
from carelog.model.alerting import Action
from carelog.model.oxygen import SourceKind, SourceSet, SourceState
from carelog.model.person import Presence
from carelog.report import alerting
from carelog.station.alerting.hour import Comes, Due
from carelog.station.desk import Station
from carelog.station.oxygen.rows import Asked
from carelog.words import LANGUAGES, use
from tests.station.support import later, tell


def hour(station: Station) -> list[Due]:
    at, door = station.now(), station.alerts
    return list(door.next_hour(door.every(at), door.rechecks(), at))


def of(station: Station, what: Comes) -> list[tuple[str, str, datetime]]:
    return [(due.person.code if due.person else "", due.code, due.at) for due in hour(station) if due.what is what]


def test_a_seen_alert_and_a_recheck_stand_by_their_time(station: Station, clock: FixedClock) -> None:
    tell(station, "3-1", symptoms=("breathless",))
    tell(station, "3-2", spo2=92)
    station.acknowledge(station.by_code("3-1").id, action=Action.RECHECK)
    assert of(station, Comes.ALERT) == [("3-1", "", station.now() + timedelta(minutes=15))]
    ((code, _, at),) = of(station, Comes.RECHECK)
    assert (code, at) == ("3-2", station.now() + timedelta(minutes=5))
    assert [due.what for due in hour(station)] == [Comes.RECHECK, Comes.ALERT]
    later(clock, 61)
    assert of(station, Comes.ALERT) == of(station, Comes.RECHECK) == []


def test_who_is_not_in_the_house_is_not_measured_again(station: Station) -> None:
    tell(station, "3-2", spo2=92)
    station.register.move(station.by_code("3-2").id, Presence.HOSPITAL)
    assert station.alerts.rechecks() == ()
    assert of(station, Comes.RECHECK) == []


def test_a_round_that_ends_says_how_many_it_still_waits_for(station: Station, clock: FixedClock) -> None:
    assert of(station, Comes.ROUND_ENDS) == []  # eight o'clock: the morning round is on until eleven
    tell(station, "3-1")
    later(clock, 150)
    (ends,) = [due for due in hour(station) if due.what is Comes.ROUND_ENDS]
    assert (ends.code, ends.left, ends.at - station.now()) == ("morning", 3, timedelta(minutes=30))
    later(clock, 4 * 60)
    (begins,) = hour(station)
    assert (begins.what, begins.code, begins.at - station.now()) == (
        Comes.ROUND_BEGINS,
        "evening",
        timedelta(minutes=30),
    )


def test_a_cylinder_that_runs_empty_is_due(station: Station) -> None:
    station.oxygen.set_source(SourceSet("B1", SourceKind.CYLINDER, SourceState.IN_USE, water_tenths=100))
    station.oxygen.gauge("B1", "3bar")
    station.oxygen.give(station.by_code("3-12").id, Asked(10, source="B1"))
    assert of(station, Comes.CYLINDER) == [("", "B1", station.now() + timedelta(minutes=30))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_of_the_clock_has_words(station: Station, language: str) -> None:
    use(language)
    every = [Due(station.now(), what, station.by_code("3-1"), None, "morning", 3) for what in Comes]
    said = alerting.soon(every, station)
    assert len(set(said)) == len(Comes)
    assert not any("alerts." in line for line in said)
