"""What the class of each resident asks for after a positive swab, and who has kept in touch."""

from datetime import date, timedelta

import pytest

from carelog.clock import FixedClock
from carelog.model.deeds import Method, Result
from carelog.model.following import Follower, PersonPlan
from carelog.model.person import Colour, Presence
from carelog.station import changing, protocols
from carelog.station.desk import Station
from carelog.station.intake import by_hand
from tests.station.support import tell

from .conftest import MORNING


def plan(station: Station, code: str) -> PersonPlan:
    plans = station.register.plans()
    assert plans is not None
    (told,) = [one for one in plans if one.person == station.by_code(code).id]
    return told


def due(station: Station, code: str) -> dict[str, bool]:
    return {one.by: one.due for one in plan(station, code).contacts}


def positive(station: Station, code: str, **more: str) -> None:
    station.swabbed(station.by_code(code).id, Method.ANTIGEN, Result.POSITIVE, station.now(), **more)


def test_a_quiet_house_asks_for_no_contact(station: Station) -> None:
    assert [(one.colour, one.infected, one.contacts) for one in station.register.plans() or ()] == [
        (Colour.GREEN, False, ()),
        (Colour.YELLOW, False, ()),
        (Colour.RED, False, ()),
        (None, False, ()),
    ]


def test_an_infected_yellow_resident_is_called_by_primary_care_and_seen_by_the_house(
    station: Station, clock: FixedClock
) -> None:
    tell(station, "R2")
    positive(station, "R2")
    assert due(station, "R2") == {"primary_care": True, "home": False}
    station.register.followed_up(station.by_code("R2").id, Follower.PRIMARY_CARE, note="电话，继续观察")
    assert due(station, "R2") == {"primary_care": False, "home": False}
    (told,) = station.register.contacts(station.by_code("R2").id)
    assert (told.body.by, told.body.note) == (Follower.PRIMARY_CARE, "电话，继续观察")
    clock.move(timedelta(days=1))
    assert due(station, "R2") == {"primary_care": False, "home": True}
    clock.move(timedelta(days=2))
    assert due(station, "R2") == {"primary_care": True, "home": True}


def test_an_infected_red_resident_is_seen_every_round_and_waits_for_the_experts(
    station: Station, clock: FixedClock
) -> None:
    positive(station, "R3")
    assert plan(station, "R3").decision_missing
    by_hand.put(station, "R3", ("plan_decision=here", "plan_by=张专家", "plan_on=2023-01-12"))
    assert not plan(station, "R3").decision_missing
    tell(station, "R3")
    assert not due(station, "R3")["home"]
    clock.at = MORNING.replace(hour=15, minute=30)
    assert due(station, "R3")["home"]


def test_green_asks_for_nothing_and_an_unknown_class_says_what_is_missing(station: Station) -> None:
    positive(station, "R1")
    positive(station, "R4")
    assert plan(station, "R1").contacts == ()
    told = plan(station, "R4")
    assert (told.colour, told.infected, told.missing) == (None, True, ("birth_date", "disease", "vaccination"))


def test_another_virus_asks_for_no_contact_by_class(station: Station) -> None:
    positive(station, "R2", target="influenza_a")
    assert not plan(station, "R2").infected


def test_after_the_days_of_infection_the_plan_ends(station: Station, clock: FixedClock) -> None:
    positive(station, "R2")
    clock.move(timedelta(days=14, minutes=1))
    assert plan(station, "R2").contacts == ()


@pytest.mark.parametrize(("where", "there"), [(Presence.HOSPITAL, False), (Presence.FAMILY, True)])
def test_who_is_in_hospital_is_followed_up_there(station: Station, where: Presence, there: bool) -> None:
    positive(station, "R2")
    station.move(station.by_code("R2").id, where)
    assert (
        "R2" in {p.code for p in station.people() for o in station.register.plans() or () if o.person == p.id}
    ) is there


def test_one_person_can_be_asked_for_alone(station: Station) -> None:
    positive(station, "R2")
    one = station.by_code("R2")
    assert station.register.plans(person=one) == (plan(station, "R2"),)
    assert station.register.plans(person=station.by_code("S01")) == ()


def test_a_protocol_without_the_table_says_so(station: Station) -> None:
    changing.use(station, protocols.named("en-news2-restore2", lambda: station))
    assert station.register.plans() is None


def test_an_expert_decision_needs_who_made_it_and_when_and_lies_behind_us(station: Station) -> None:
    for said in (
        ("plan_decision=here",),
        ("plan_by=张专家", "plan_on=2023-01-12"),
        ("plan_decision=here", "plan_by=张"),
    ):
        assert by_hand.put(station, "R3", said).now is None
    ahead = ("plan_decision=here", "plan_by=张专家", "plan_on=2023-01-13")
    assert [b.code for b in by_hand.put(station, "R3", ahead).bad] == ["intake.decided_ahead"]
    by_hand.put(station, "R3", ("plan_decision=here", "plan_by=张专家", "plan_on=2023-01-12"))
    assert station.by_code("R3").plan_on == date(2023, 1, 12)
    assert [b.code for b in by_hand.put(station, "R3", ("plan_decision=hospital",)).bad] == ["intake.sign_again"]
