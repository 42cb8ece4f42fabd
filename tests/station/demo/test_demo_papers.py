"""What is on file in the demo home looks like a real home's, and names nobody real."""

import re
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from carelog.clock import FixedClock
from carelog.model.person import Person, Role, Vaccination
from carelog.model.round import Slot
from carelog.model.vaccine import Against, Dose
from carelog.station.demo.people import cast
from carelog.station.demo.plan import Plan
from carelog.station.register.vaccinated import vaccinated

AT = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
SLOTS = (Slot("morning", time(5), time(11)), Slot("evening", time(15), time(20)))
PLAN = Plan(120, 40, 14, 1, AT, "zh_CN", ZoneInfo("Asia/Shanghai"), SLOTS)


@pytest.fixture(scope="module")
def house() -> tuple[list[Person], list[Person]]:
    return cast(PLAN, FixedClock(AT).new_id)


def test_the_same_plan_gives_the_same_papers(house: tuple[list[Person], list[Person]]) -> None:
    again = cast(PLAN, FixedClock(AT).new_id)
    assert [p.vaccines for p in again[0]] == [p.vaccines for p in house[0]]


def test_a_card_says_what_the_class_says(house: tuple[list[Person], list[Person]]) -> None:
    for person in house[0]:
        given = [v for v in person.vaccines if v.against is Against.COVID and v.dose is Dose.GIVEN]
        assert bool(given) == (person.vaccination in (Vaccination.COMPLETE, Vaccination.INCOMPLETE))
        assert all(v.on and v.on <= AT.date() for v in person.vaccines)


def test_somebody_is_due_and_somebody_has_refused(house: tuple[list[Person], list[Person]]) -> None:
    told = vaccinated([*house[0], *house[1]], AT.date())
    assert told.due
    assert told.declined
    assert sum(one.people for one in told.coverage) == 160


def test_nurses_walk_the_rounds_and_the_others_do_the_rest(house: tuple[list[Person], list[Person]]) -> None:
    roles = [person.role for person in house[1]]
    assert roles[:24] == [Role.NURSE] * 24
    assert set(roles[24:]) == {Role.CARER, Role.KITCHEN, Role.CLEANING, Role.GUARD, Role.OFFICE}
    assert {person.zone for person in house[1]} == {"A", "B"}


def test_no_telephone_number_can_be_called(house: tuple[list[Person], list[Person]]) -> None:
    for person in house[0]:
        assert re.search(r" 000-5550-\d{4}$", person.contacts)
    assert all(re.fullmatch(r"000-5550-\d{4}", person.phone) for person in house[1])
