"""Visitors: who is in the house, who has left, and how names are deleted after a time."""

from datetime import date, timedelta

import pytest

from carelog.clock import FixedClock
from carelog.model.deeds import Result
from carelog.model.entrance import Papers
from carelog.model.observation import Observed
from carelog.model.reading import Quantity, Reading, Site
from carelog.model.refusal import Refusal
from carelog.station.desk import Station
from carelog.station.entrance.door import Verdict, Visit
from tests.station.support import later

TODAY = date(2023, 1, 12)


def comes(station: Station, name: str = "陈建国", antigen: Result | None = Result.NEGATIVE) -> Verdict:
    person = station.visits.stranger(name)
    found = Observed(person.id, None, (Reading(Quantity.TEMPERATURE, 366, site=Site.FOREHEAD),), ())
    papers = Papers(station.now() - timedelta(hours=20), antigen)
    return station.entrance.check(person, found, Visit(station.by_code("3-12").id, papers, "送衣服"))


def test_a_visitor_leaves_once(station: Station, clock: FixedClock) -> None:
    person = comes(station).person.id
    later(clock, 50)
    row = station.visits.out(person)
    assert row.visit.left == station.now()
    assert station.visits.inside() == ()
    assert [r.visit.left for r in station.visits.of_day(TODAY)] == [row.visit.left]
    with pytest.raises(Refusal) as refused:
        station.visits.out(person)
    assert refused.value.code == "visits.not_inside"


def test_the_list_of_a_day_holds_who_was_stopped_too(station: Station, clock: FixedClock) -> None:
    comes(station)
    later(clock, 10)
    comes(station, "王五", None)
    assert [(r.person.name, r.visit.passed) for r in station.visits.of_day(TODAY)] == [
        ("陈建国", True),
        ("王五", False),
    ]
    assert station.visits.of_day(TODAY - timedelta(days=1)) == ()


def test_a_stranger_has_a_name(station: Station) -> None:
    with pytest.raises(Refusal) as refused:
        station.visits.stranger(" \x1b ")
    assert refused.value.code == "visits.no_name"


def test_a_purge_says_first_how_many_and_then_deletes_names_and_notes(station: Station, clock: FixedClock) -> None:
    old = comes(station).person.id
    station.visits.out(old)
    clock.move(timedelta(days=30))
    comes(station, "王五")
    tried = station.visits.purge(30)
    assert (tried.people, tried.entries, tried.stored) == (1, 3, False)
    assert station.visits.of_day(TODAY)[0].person.name == "陈建国"
    done = station.visits.purge(30, dry_run=False)
    assert (done.people, done.stored) == (1, True)
    (row,) = station.visits.of_day(TODAY)
    assert (row.person.name, row.visit.note, row.visit.passed) == ("", "", True)
    assert [r.person.name for r in station.visits.inside()] == ["王五"]
    assert station.visits.purge(30, dry_run=False) == done._replace(people=0, entries=0, stored=False)
    assert "陈建国" not in {p.name for p in station.entrance.people()}


def test_the_book_holds_after_a_purge_and_says_the_same_when_folded_anew(station: Station, clock: FixedClock) -> None:
    station.visits.out(comes(station).person.id)
    clock.move(timedelta(days=31))
    station.visits.purge(30, dry_run=False)
    before = station.log.state_hash()
    station.log.rebuild()
    report = station.log.verify()
    assert (report.first_bad, report.views_differ, station.log.state_hash()) == (None, False, before)


def test_who_is_still_inside_keeps_the_name(station: Station, clock: FixedClock) -> None:
    comes(station)
    clock.move(timedelta(days=29))
    assert station.visits.purge(1).people == 0


def test_residents_and_staff_are_never_purged(station: Station, clock: FixedClock) -> None:
    clock.move(timedelta(days=900))
    assert station.visits.purge(1, dry_run=False).people == 0
    assert all(p.name for p in station.people())


def test_a_purge_of_no_days_is_refused(station: Station) -> None:
    with pytest.raises(Refusal) as refused:
        station.visits.purge(0)
    assert refused.value.code == "visits.days"


def test_for_how_long_a_name_is_kept_is_a_number_of_the_protocol(
    station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert station.visits.keep_days() == 30
    silent = station.judge.protocol().model_copy(update={"visitors": None})
    monkeypatch.setattr(station.judge, "_protocol", silent)
    assert station.visits.keep_days() is None
    assert not comes(station).passed
