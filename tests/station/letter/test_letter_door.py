"""A letter rests on what is recorded and on nothing else."""

from dataclasses import replace
from datetime import timedelta

import pytest

from carelog.clock import FixedClock
from carelog.model.deeds import Method, Result
from carelog.model.person import Kind, Person
from carelog.model.refusal import Refusal
from carelog.station.desk import Station
from carelog.station.letter.door import Letter
from tests.station.support import later, tell


def about(station: Station, code: str = "3-1") -> Letter:
    return station.letter(station.by_code(code).id)


def test_of_somebody_never_measured_it_says_so(station: Station) -> None:
    told = about(station)
    assert (told.observations, told.swabs, told.medicines, told.since_last) == ((), (), (), None)
    assert told.years == 83
    assert told.written_by == "N01 李文"


def test_readings_of_72_hours_stand_oldest_first_and_older_ones_do_not(station: Station, clock: FixedClock) -> None:
    tell(station, "3-1", temperature=361)
    later(clock, 60)
    tell(station, "3-1", temperature=362)
    later(clock, 71 * 60 + 30)
    tell(station, "3-1", temperature=363)
    assert [o.readings[0].value for o in about(station).observations] == [362, 363]
    later(clock, 45)
    assert about(station).since_last == timedelta(minutes=45)


def test_swabs_and_medicines_that_stand_are_told_and_those_taken_back_are_not(
    station: Station, clock: FixedClock
) -> None:
    person, now = station.by_code("3-1").id, station.now()
    station.swabbed(person, Method.ANTIGEN, Result.POSITIVE, now - timedelta(days=13))
    station.given(person, now - timedelta(hours=80), antipyretic=True)
    station.given(person, now - timedelta(hours=2), antipyretic=True, medicine="对乙酰氨基酚")
    told = about(station)
    assert [d.at for d in told.medicines] == [now - timedelta(hours=2)]
    assert told.infected
    last = station.last_act()
    assert last is not None
    station.undo(last.act)
    assert about(station).medicines == ()
    later(clock, 24 * 60 + 1)
    assert not about(station).infected


def test_a_person_without_a_birth_date_has_no_age(station: Station) -> None:
    station.put([replace(station.by_code("3-1"), birth_date=None)])
    assert about(station).years is None


def test_there_is_no_letter_about_a_visitor(station: Station, clock: FixedClock) -> None:
    station.put([Person(id=clock.new_id(), code="V1", kind=Kind.VISITOR, name="客人")])
    with pytest.raises(Refusal) as refused:
        about(station, "V1")
    assert refused.value.code == "letter.visitor"


def test_a_letter_for_an_earlier_time_knows_nothing_later(station: Station, clock: FixedClock) -> None:
    tell(station, "3-1", temperature=366)
    then = station.now()
    later(clock, 60)
    tell(station, "3-1", temperature=390, spo2=88)
    assert [o.readings[0].value for o in station.letter(station.by_code("3-1").id, then).observations] == [366]
