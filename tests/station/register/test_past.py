"""Somebody changes beds, goes to hospital and comes back: all of it can still be read."""

from datetime import date, timedelta

import pytest

from carelog.clock import FixedClock
from carelog.model.person import Leaving, Presence
from carelog.model.refusal import Refusal
from carelog.station.desk import Station
from carelog.station.intake import by_hand

from .conftest import MORNING


def test_a_change_of_bed_keeps_the_old_one_with_its_time(station: Station, clock: FixedClock) -> None:
    clock.move(timedelta(days=2))
    by_hand.put(station, "R1", ("bed=3-9",))
    clock.move(timedelta(days=1))
    by_hand.put(station, "R1", ("disease=stable",))
    told = station.register.past(station.by_code("R1"))
    assert [(s.unit, s.bed, s.since, s.until, s.by) for s in told.beds] == [
        ("3", "3-1", MORNING, MORNING + timedelta(days=2), "N01"),
        ("3", "3-9", MORNING + timedelta(days=2), None, "N01"),
    ]


def test_a_page_taken_back_leaves_no_bed(station: Station, clock: FixedClock) -> None:
    clock.move(timedelta(hours=1))
    by_hand.put(station, "R1", ("bed=3-9",))
    newest = station.log.acts_of(station.actor().id, clock.now())[0]
    station.undo(newest.act)
    assert [s.bed for s in station.register.past(station.by_code("R1")).beds] == ["3-1"]


def test_the_staff_have_no_bed_and_so_no_history_of_beds(station: Station) -> None:
    assert station.register.past(station.by_code("S01")).beds == ()


def test_where_somebody_was_is_told_with_the_day_they_were_expected_and_the_note(
    station: Station, clock: FixedClock
) -> None:
    one = station.by_code("R2").id
    clock.move(timedelta(hours=3))
    station.register.move(one, Presence.HOSPITAL, until=date(2023, 1, 20), note="市一医院")
    clock.move(timedelta(days=3))
    station.register.move(one, Presence.PRESENT)
    by_hand.put(station, "R2", ("disease=unstable",))
    told = station.register.past(station.by_code("R2")).where
    assert [(w.presence, w.expected, w.note, w.until) for w in told] == [
        (Presence.PRESENT, None, "", MORNING + timedelta(hours=3)),
        (Presence.HOSPITAL, date(2023, 1, 20), "市一医院", MORNING + timedelta(days=3, hours=3)),
        (Presence.PRESENT, None, "", None),
    ]


def test_who_has_died_is_no_longer_in_the_house_and_keeps_all_of_it(station: Station) -> None:
    one = station.by_code("R3").id
    station.register.died(one, at=MORNING - timedelta(hours=2), note="夜里")
    assert "R3" not in [p.code for p in station.people()]
    told = station.register.past(station.by_code("R3"))
    assert told.person.left is Leaving.DIED
    assert [s.bed for s in told.beds] == ["3-3"]
    assert [(w.left, w.note) for w in told.where][:1] == [(Leaving.DIED, "夜里")]


def test_a_death_written_down_late_is_not_undone_by_what_was_changed_of_the_person_meanwhile(
    station: Station, clock: FixedClock
) -> None:
    clock.move(timedelta(hours=4))
    by_hand.put(station, "R3", ("bed=3-9",))
    clock.move(timedelta(minutes=30))
    station.register.died(station.by_code("R3").id, at=MORNING + timedelta(hours=1))
    assert station.by_code("R3").left is Leaving.DIED
    told = station.register.past(station.by_code("R3")).where
    assert [(w.left, w.since) for w in told] == [(None, MORNING), (Leaving.DIED, MORNING + timedelta(hours=1))]


def test_an_absence_written_down_late_does_not_send_away_who_has_come_back(station: Station, clock: FixedClock) -> None:
    one = station.by_code("R3").id
    clock.move(timedelta(hours=4))
    station.register.move(one, Presence.PRESENT)
    station.register.move(one, Presence.OUT, at=MORNING + timedelta(hours=1))
    assert station.by_code("R3").presence is Presence.PRESENT


@pytest.mark.parametrize("hours", [1, -24 * 400])
def test_a_time_to_come_or_of_long_ago_is_refused(station: Station, hours: int) -> None:
    with pytest.raises(Refusal):
        station.register.move(station.by_code("R1").id, Presence.OUT, at=MORNING + timedelta(hours=hours))


def test_nobody_known_goes_nowhere(station: Station) -> None:
    with pytest.raises(Refusal):
        station.register.move("ghost", Presence.OUT)
