"""The check at the door: what is stored, and whether somebody may come in."""

from datetime import datetime, timedelta

import pytest

from carelog.clock import FixedClock
from carelog.model.deeds import Method, Result
from carelog.model.entrance import Bar, Papers
from carelog.model.observation import Observed
from carelog.model.person import Kind, Presence
from carelog.model.reading import NotMeasured, Quantity, Reading, Site
from carelog.model.refusal import Refusal
from carelog.model.severity import Task
from carelog.model.swabs import Regime
from carelog.model.visits import Visited
from carelog.model.work import Off
from carelog.station.desk import Station
from carelog.station.entrance.door import Verdict, Visit, antigen_of
from tests.station.support import later


def check(
    station: Station,
    code: str,
    tenths: int | None = 366,
    symptoms: tuple[str, ...] | None = (),
    site: Site = Site.FOREHEAD,
) -> Verdict:
    """N02 or another one takes their own temperature at the door."""
    person = station.by_code(code)
    missing = NotMeasured.REFUSED if tenths is None else None
    reading = Reading(Quantity.TEMPERATURE, tenths, missing, site if tenths else None)
    return station.entrance.check(person, Observed(person.id, None, (reading,), symptoms))


def visitor(station: Station, name: str = "陈建国", papers: Papers | None = None, tenths: int = 366) -> Verdict:
    """Somebody who is here for the first time and visits 3-12."""
    person = station.visits.stranger(name)
    shown = papers or Papers(station.now() - timedelta(hours=20), Result.NEGATIVE)
    found = Observed(person.id, None, (Reading(Quantity.TEMPERATURE, tenths, site=Site.FOREHEAD),), ())
    return station.entrance.check(person, found, Visit(station.by_code("3-12").id, shown))


def test_who_is_well_may_come_in_and_has_written_it_down_themselves(station: Station) -> None:
    verdict = check(station, "N02")
    assert verdict.passed
    person = station.by_code("N02")
    (seen,) = station.person(person.id).observations
    assert (seen.recorded_by, seen.symptoms, seen.last(Quantity.TEMPERATURE).value) == (person.id, (), 366)  # type: ignore[union-attr]
    assert not station.staffing.is_off(person.id)


def test_a_first_high_reading_is_measured_again_by_contact_after_fifteen_minutes(
    station: Station, clock: FixedClock
) -> None:
    first = check(station, "N02", 374)
    assert first.bars == (Bar.FEVER, Bar.AGAIN)
    assert first.again_at == first.at + timedelta(minutes=15)
    assert not first.sent_home
    later(clock, 5)
    assert Bar.AGAIN in check(station, "N02", 366, site=Site.AXILLARY).bars, "too early to speak against it"
    later(clock, 12)
    assert check(station, "N02", 366, site=Site.AXILLARY).passed


def test_a_fever_that_a_contact_thermometer_confirms_sends_home_and_asks_for_a_test(
    station: Station, clock: FixedClock
) -> None:
    check(station, "N02", 374)
    later(clock, 16)
    verdict = check(station, "N02", 375, site=Site.AXILLARY)
    assert verdict.bars[:2] == (Bar.TEST, Bar.FEVER)
    assert verdict.sent_home
    person = station.by_code("N02")
    assert person.presence is Presence.OUT
    assert station.staffing.off_now()[person.id].why is Off.FEVER
    assert Task.TEST in station.log.steps_at(station.now())[person.id].tasks


def test_any_symptom_sends_home_at_once(station: Station) -> None:
    verdict = check(station, "N02", 366, ("cough",))
    assert verdict.bars == (Bar.TEST, Bar.SYMPTOMS)
    assert verdict.sent_home
    assert station.staffing.off_now()[station.by_code("N02").id].why is Off.SYMPTOMS


def test_who_is_off_duty_does_not_pass_though_well_by_now(station: Station, clock: FixedClock) -> None:
    check(station, "N02", 366, ("cough",))
    later(clock, 60 * 30)
    verdict = check(station, "N02")
    assert verdict.bars[0] is Bar.OFF_DUTY
    assert not verdict.sent_home, "once is enough"


@pytest.mark.parametrize(("tenths", "symptoms", "bar"), [(None, (), Bar.NOT_MEASURED), (366, None, Bar.NOT_ASKED)])
def test_what_was_left_out_stops(
    station: Station, tenths: int | None, symptoms: tuple[str, ...] | None, bar: Bar
) -> None:
    verdict = check(station, "N02", tenths, symptoms)
    assert bar in verdict.bars
    assert not verdict.sent_home


def test_nobody_who_lives_here_is_checked_at_the_door(station: Station) -> None:
    with pytest.raises(Refusal) as refused:
        check(station, "3-12")
    assert refused.value.code == "entrance.resident"


def test_the_round_sheet_sends_home_like_the_door(station: Station) -> None:
    person = station.by_code("N02")
    station.record(Observed(person.id, None, (Reading(Quantity.TEMPERATURE, 366),), ("cough",)), station.now())
    assert station.staffing.is_off(person.id)


def test_a_positive_swab_of_who_works_here_sends_home(station: Station) -> None:
    person = station.by_code("N02")
    station.swabbed(person.id, Method.ANTIGEN, Result.POSITIVE, station.now())
    assert station.staffing.off_now()[person.id].why is Off.POSITIVE


def test_a_resident_with_a_cough_is_on_no_list_of_those_off_duty(station: Station) -> None:
    person = station.by_code("3-12")
    station.record(Observed(person.id, None, (Reading(Quantity.TEMPERATURE, 366),), ("cough",)), station.now())
    assert station.staffing.off_now() == {}


# visitors


def test_a_visitor_with_both_tests_comes_in_and_is_in_the_house(station: Station) -> None:
    verdict = visitor(station)
    assert verdict.passed
    (row,) = station.visits.inside()
    assert (row.person.code, row.person.name, row.visit.passed) == ("V001", "陈建国", True)
    assert row.whom is not None
    assert row.whom.code == "3-12"
    assert row.person.presence is Presence.PRESENT


@pytest.mark.parametrize(
    ("hours", "antigen", "bar"),
    [
        (None, Result.NEGATIVE, Bar.NO_TEST),
        (49, Result.NEGATIVE, Bar.OLD_TEST),
        (20, None, Bar.NO_ANTIGEN),
        (20, Result.POSITIVE, Bar.ANTIGEN_POSITIVE),
        (20, Result.INVALID, Bar.ANTIGEN_INVALID),
    ],
)
def test_a_visitor_who_lacks_a_test_is_stopped_with_the_reason_and_is_not_in_the_house(
    station: Station, hours: int | None, antigen: Result | None, bar: Bar
) -> None:
    at = None if hours is None else station.now() - timedelta(hours=hours)
    verdict = visitor(station, papers=Papers(at, antigen))
    assert bar in verdict.bars
    assert station.visits.inside() == ()
    told = station.log.deeds("visited", verdict.person.id)[0].body
    assert isinstance(told, Visited)
    assert bar.value in told.why
    assert station.people(Kind.VISITOR) == ()


def test_a_closed_house_has_no_visits_and_a_quiet_time_asks_for_no_tests(station: Station) -> None:
    station.swabs.set_regime(Regime.CLOSED)
    assert Bar.CLOSED in visitor(station).bars
    station.swabs.set_regime(Regime.OFF)
    assert visitor(station, papers=Papers()).passed


def test_a_visitor_with_a_fever_is_stopped_and_nobody_is_put_off_duty(station: Station) -> None:
    verdict = visitor(station, tenths=378)
    assert Bar.FEVER in verdict.bars
    assert station.staffing.off_now() == {}


def test_an_antigen_test_of_this_hour_need_not_be_made_twice(station: Station, clock: FixedClock) -> None:
    person = visitor(station).person
    later(clock, 30)
    found = Observed(person.id, None, (Reading(Quantity.TEMPERATURE, 366, site=Site.FOREHEAD),), ())
    shown = Visit("", Papers(station.now() - timedelta(hours=20)))
    assert station.entrance.check(person, found, shown).passed
    later(clock, 60)
    assert station.entrance.check(person, found, shown).bars == (Bar.NO_ANTIGEN,)


def test_a_visitor_who_comes_again_keeps_the_code(station: Station, clock: FixedClock) -> None:
    person = visitor(station).person
    later(clock, 60)
    station.visits.out(person.id)
    later(clock, 60)
    again = next(p for p in station.entrance.people() if p.code == "V001")
    found = Observed(again.id, None, (Reading(Quantity.TEMPERATURE, 366, site=Site.FOREHEAD),), ())
    shown = Visit("", Papers(station.now() - timedelta(hours=20), Result.NEGATIVE))
    assert station.entrance.check(again, found, shown).passed
    assert [row.person.code for row in station.visits.inside()] == ["V001"]
    assert station.visits.stranger("王").code == "V002"


def test_nobody_signs_for_a_visitor_where_nobody_is_signed_in(station: Station) -> None:
    station.by = None
    with pytest.raises(Refusal) as refused:
        visitor(station)
    assert refused.value.code == "station.who"
    assert station.log.deeds("visited") == []


def test_what_a_key_means_for_the_antigen_test() -> None:
    results = (Result.NEGATIVE, Result.POSITIVE, Result.INVALID, None)
    assert tuple(antigen_of(key) for key in "09*x") == results


def test_the_sheet_of_the_door_is_of_one_person_and_of_the_round_that_is_open(
    station: Station, clock: FixedClock
) -> None:
    sheet = station.entrance.sheet(station.by_code("N02"))
    assert [line.person.code for line in sheet.people] == ["N02"]
    assert sheet.key is not None
    clock.at = datetime.fromisoformat("2023-01-12T13:00+08:00")
    assert station.entrance.sheet(station.by_code("N02")).key is None
