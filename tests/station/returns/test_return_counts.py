"""Each count of a daily return on a day told by hand: what is known is a number, what nobody knows is left blank."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from carelog.clock import FixedClock
from carelog.model.alerting import Outcome
from carelog.model.deeds import Method, Result
from carelog.model.observation import Observed, Way
from carelog.model.person import Checks, Kind, Leaving, Moved, Person, Presence, Vaccination
from carelog.model.reading import NotMeasured, Quantity, Reading, Site
from carelog.model.round import RoundKey
from carelog.model.severity import Task
from carelog.model.stock import Change
from carelog.model.work import Off
from carelog.station import recording
from carelog.station.desk import Station
from carelog.station.oxygen.rows import Stand
from carelog.station.returns import counts
from carelog.station.returns.form import FieldSaid, Words
from tests.station.support import later, tell

TODAY = date(2023, 1, 12)
TOMORROW = TODAY + timedelta(days=1)
LINES = {"unknown": 373, "axillary": 373, "rectal": 376}


def count(station: Station, kind: Any, day: date = TODAY, **facts: Any) -> int | None:  # noqa: ANN401 - any field
    field = FieldSaid(code="x", words=Words(zh_CN="x", en="x"), count=kind, **facts)
    return counts.count(counts.Day(station, day), field)


def in_round(station: Station, code: str, slot: str = "morning", *readings: Reading, **parts: Any) -> None:  # noqa: ANN401 - any part
    person = station.by_code(code).id
    station.record(Observed(person, RoundKey(TODAY, slot), readings, way=Way.SHEET, **parts), station.now())


def warm(value: int, site: Site = Site.AXILLARY) -> Reading:
    return Reading(Quantity.TEMPERATURE, value, site=site)


def swab(station: Station, code: str, result: Result, method: Method = Method.ANTIGEN, days_ago: int = 0) -> None:
    at = station.now() - timedelta(days=days_ago)
    station.swabbed(station.by_code(code).id, method, result, at)


def test_people_are_counted_where_they_are(station: Station) -> None:
    station.move(station.by_code("3-1").id, Presence.HOSPITAL)
    assert count(station, "people") == 3
    assert count(station, "people", presence="hospital") == 1
    assert count(station, "people", presence="out") == 0
    assert count(station, "people", of=("staff",)) == 2


def test_yesterday_is_told_as_it_stood_at_its_end(station: Station, clock: FixedClock) -> None:
    later(clock, 24 * 60)
    station.move(station.by_code("3-1").id, Presence.HOSPITAL)
    assert count(station, "people", day=TODAY) == 4
    assert count(station, "people", day=TODAY + timedelta(days=1)) == 3


def test_a_check_needs_an_answer_and_nothing_but_reasons_is_none(station: Station) -> None:
    in_round(station, "3-1", "morning", warm(366))
    in_round(station, "3-2", "morning", Reading(Quantity.TEMPERATURE, None, NotMeasured.REFUSED))
    in_round(station, "3-12", "morning", symptoms=())
    assert count(station, "checked", slot="morning") == 2
    assert count(station, "expected", slot="morning") == 4


def test_a_round_that_has_not_begun_is_blank_and_not_zero(station: Station, clock: FixedClock) -> None:
    assert count(station, "checked", slot="evening") is None
    assert count(station, "expected", slot="evening") is None
    assert count(station, "checked", slot="night") is None
    later(clock, 9 * 60)
    assert count(station, "checked", slot="evening") == 0


def test_who_is_away_or_spared_by_the_care_plan_is_not_expected(station: Station) -> None:
    station.move(station.by_code("3-1").id, Presence.OUT)
    station.put([replace(station.by_code("3-2"), checks=Checks.NONE, checks_by="Dr. Wu")])
    assert count(station, "expected", slot="morning") == 2


@pytest.mark.parametrize(
    ("value", "site", "fever"),
    [
        (372, Site.AXILLARY, 0),
        (373, Site.AXILLARY, 1),
        (375, Site.RECTAL, 0),
        (376, Site.RECTAL, 1),
        (373, Site.FOREHEAD, 1),
    ],
)
def test_a_fever_is_at_the_line_of_its_site(station: Station, value: int, site: Site, fever: int) -> None:
    in_round(station, "3-1", "morning", warm(value, site))
    assert count(station, "fever", lines=LINES) == fever


def test_the_highest_of_the_day_decides_and_each_person_counts_once(station: Station) -> None:
    for value in (379, 366, 381):
        in_round(station, "3-1", "morning", warm(value))
    assert count(station, "fever", lines=LINES) == 1


def test_where_nobody_was_measured_or_asked_nobody_knows(station: Station) -> None:
    assert count(station, "fever", lines=LINES) is None
    assert count(station, "symptomatic") is None
    assert count(station, "on_oxygen") is None
    in_round(station, "3-1", "morning", warm(366))
    assert count(station, "fever", lines=LINES) == 0
    assert count(station, "symptomatic") is None


def test_a_symptom_somebody_always_has_is_not_new(station: Station) -> None:
    station.put([replace(station.by_code("3-1"), usual_symptoms=("cough",))])
    tell(station, "3-1", symptoms=("cough",))
    assert count(station, "symptomatic") == 0
    tell(station, "3-1", symptoms=("cough", "fatigue"))
    tell(station, "3-2", symptoms=("cough",))
    assert count(station, "symptomatic") == 2


def test_a_home_that_records_no_swabs_leaves_them_blank(station: Station) -> None:
    assert count(station, "swabs") is None
    assert count(station, "positives") is None
    swab(station, "N02", Result.NEGATIVE)
    assert count(station, "swabs") == 0
    assert count(station, "positives") == 0
    assert count(station, "swabs", of=("staff",), methods=("antigen",)) == 1
    assert count(station, "swabs", of=("staff",), methods=("pcr",)) == 0
    assert count(station, "swabs", of=("staff",), result="positive") == 0


def test_a_second_positive_of_the_same_illness_is_no_new_case(station: Station) -> None:
    swab(station, "3-1", Result.POSITIVE, days_ago=10)
    swab(station, "3-1", Result.POSITIVE)
    swab(station, "3-2", Result.POSITIVE)
    assert count(station, "positives") == 1
    assert count(station, "positives", days=0) == 2
    assert count(station, "positives", days=11) == 2


def test_a_positive_after_more_than_two_weeks_is_a_new_case(station: Station) -> None:
    swab(station, "3-1", Result.POSITIVE, days_ago=15)
    swab(station, "3-1", Result.POSITIVE)
    assert count(station, "positives") == 1


def test_on_oxygen_is_the_last_word_of_the_day(station: Station, clock: FixedClock) -> None:
    tell(station, "3-4", spo2=91, oxygen=20)
    assert count(station, "on_oxygen") == 1
    later(clock, 1)
    tell(station, "3-4", spo2=95, oxygen=0)
    assert count(station, "on_oxygen") == 0


def test_on_oxygen_are_those_the_oxygen_desk_has_on_it_also_since_yesterday_and_not_who_is_in_hospital(
    station: Station, clock: FixedClock
) -> None:
    for code in ("3-1", "3-2", "3-12"):
        tell(station, code, spo2=95, oxygen=20)
    later(clock, 24 * 60)
    tell(station, "3-1", spo2=95, oxygen=20)
    tell(station, "3-12", spo2=88, oxygen=20)
    station.register.move(station.by_code("3-12").id, Presence.HOSPITAL)
    desk = station.oxygen.desk()
    assert count(station, "on_oxygen", TOMORROW) == len(desk.needs) - desk.count(Stand.WAITS) == 2


def test_where_nobody_was_asked_about_oxygen_today_nobody_being_on_it_is_not_known(
    station: Station, clock: FixedClock
) -> None:
    tell(station, "3-1", spo2=97, oxygen=0)
    assert count(station, "on_oxygen") == 0
    later(clock, 24 * 60)
    assert count(station, "on_oxygen", TOMORROW) is None


def test_oxygen_of_unknown_flow_is_oxygen(station: Station) -> None:
    in_round(station, "3-4", "morning", Reading(Quantity.OXYGEN, None), Reading(Quantity.SPO2, 93))
    assert count(station, "on_oxygen") == 1


def test_urgent_is_who_stands_there_and_is_in_the_house(station: Station) -> None:
    assert count(station, "urgent") is None
    tell(station, "3-1", spo2=88)
    assert count(station, "urgent") == 1
    station.move(station.by_code("3-1").id, Presence.HOSPITAL)
    tell(station, "3-2")
    assert count(station, "urgent") == 0


def test_outcomes_transfers_and_deaths_are_people_once(station: Station, clock: FixedClock) -> None:
    for code, outcome in (("3-1", Outcome.TREATED_HERE), ("3-2", Outcome.TRANSFERRED), ("3-12", Outcome.DIED)):
        tell(station, code, temperature=390, spo2=88)
        later(clock, 1)
        station.close(station.by_code(code).id, outcome, decided_by="吴医生")
    later(clock, 1)
    station.move(station.by_code("3-2").id, Presence.HOSPITAL)
    assert count(station, "outcome", outcome="treated_here") == 1
    assert count(station, "transferred") == 1
    assert count(station, "deaths") == 1


def test_who_is_said_to_have_died_counts_once_and_a_discharge_is_no_death(station: Station) -> None:
    for code, left in (("3-1", Leaving.DIED), ("3-2", Leaving.DISCHARGED)):
        person = station.by_code(code).id
        recording.append_one(station, Moved(person, Presence.LEFT, left=left), person)
    assert count(station, "deaths") == 1


def test_a_transfer_of_yesterday_is_not_counted_again_today(station: Station, clock: FixedClock) -> None:
    tell(station, "3-2", temperature=390, spo2=88)
    station.close(station.by_code("3-2").id, Outcome.TRANSFERRED)
    station.end_task(station.by_code("3-2").id, Task.TRANSFER, done=True)
    later(clock, 24 * 60)
    station.move(station.by_code("3-2").id, Presence.HOSPITAL)
    assert count(station, "transferred", day=TODAY) == 1
    assert count(station, "transferred", day=TODAY + timedelta(days=1)) == 0


def test_vaccination_counts_those_of_whom_it_is_known(station: Station) -> None:
    assert count(station, "vaccinated", vaccination="complete") is None
    station.put([replace(station.by_code("3-1"), vaccination=Vaccination.COMPLETE)])
    station.put([replace(station.by_code("3-2"), vaccination=Vaccination.NONE)])
    assert count(station, "vaccinated", vaccination="complete") == 1
    assert count(station, "vaccinated", of=("staff",), vaccination="complete") is None


def test_a_value_of_the_small_hours_belongs_to_its_round_as_in_the_file_of_the_day(
    station: Station, clock: FixedClock
) -> None:
    night = datetime(2023, 1, 13, 0, 30, tzinfo=station.zone)
    clock.move(night - station.local(station.now()))
    tell(station, "3-2", temperature=380)
    assert count(station, "fever", lines=LINES, day=TODAY) == 1
    assert count(station, "fever", lines=LINES, day=TODAY + timedelta(days=1)) is None


def test_staff_off_duty_are_counted_until_they_are_let_back(station: Station) -> None:
    assert count(station, "off_duty", of=("staff",)) == 0
    station.staffing.off(station.by_code("N02").id, Off.SYMPTOMS)
    assert count(station, "off_duty", of=("staff",)) == 1


def test_what_nobody_has_counted_in_the_store_is_blank(station: Station) -> None:
    assert count(station, "stock", article="antigen_kit") is None
    kit = station.stock.named("antigen_kit")
    station.stock.tell(kit, Change.RECEIVED, 50)
    assert count(station, "stock", article="antigen_kit") is None
    station.stock.tell(kit, Change.COUNTED, 40)
    assert count(station, "stock", article="antigen_kit") == 40


def test_a_visitor_is_not_counted_among_residents(station: Station, clock: FixedClock) -> None:
    station.put([Person(id=clock.new_id(), code="V1", kind=Kind.VISITOR, name="客人")])
    assert count(station, "people") == 4
    assert count(station, "people", of=("visitor",)) == 1
