"""Daily duties as the house writes them down."""

from datetime import date, timedelta

import pytest

from carelog.clock import FixedClock
from carelog.model.duties import HOUSE, DutyTold, NotDone, Stand
from carelog.model.refusal import Refusal
from carelog.station.desk import Station

TODAY = date(2023, 1, 12)


def test_every_zone_has_its_duties_and_the_house_its_own(station: Station) -> None:
    assert station.duties.zones() == (HOUSE, "3")
    assert [(c.zone, c.duty.code) for c in station.duties.day()] == [
        ("", "isolation_room"), ("3", "ventilation"), ("3", "disinfection"), ("3", "hand_hygiene"),
        ("3", "protective_equipment"),
    ]  # fmt: skip
    assert all(c.stand is Stand.OPEN for c in station.duties.day())


def test_a_duty_twice_a_day_is_done_when_two_have_done_it(station: Station, clock: FixedClock) -> None:
    station.duties.tell("3", "ventilation")
    assert station.duties.cell("3", "ventilation").stand is Stand.PART
    clock.move(timedelta(hours=6))
    station.sign_in("N02")
    station.duties.tell("3", "ventilation")
    cell = station.duties.cell("3", "ventilation")
    assert (cell.stand, cell.done, cell.at) == (Stand.DONE, 2, clock.now())
    assert cell.by == station.actor().id


def test_not_done_is_stored_with_its_reason(station: Station) -> None:
    station.duties.tell("3", "disinfection", NotDone.NO_SUPPLIES)
    (deed,) = station.log.deeds("duty")
    assert deed.body == DutyTold("3", "disinfection", TODAY, NotDone.NO_SUPPLIES)
    cell = station.duties.cell("3", "disinfection")
    assert (cell.stand, cell.why) == (Stand.NOT_DONE, NotDone.NO_SUPPLIES)


def test_what_was_not_done_yesterday_is_said_but_not_of_days_before_the_first(
    station: Station, clock: FixedClock
) -> None:
    assert station.duties.undone(TODAY - timedelta(days=1)) == ()
    station.duties.tell(HOUSE, "isolation_room")
    clock.move(timedelta(days=1))
    missed = station.duties.undone(TODAY)
    assert [(c.zone, c.duty.code) for c in missed] == [
        ("3", code) for code in ("ventilation", "disinfection", "hand_hygiene", "protective_equipment")
    ]
    assert station.duties.undone(TODAY - timedelta(days=1)) == ()
    assert next(c.stand for c in station.duties.day()) is Stand.OPEN


def test_yesterday_may_be_written_down_today_but_no_older_day_and_none_to_come(
    station: Station, clock: FixedClock
) -> None:
    station.duties.tell("3", "disinfection", day=TODAY - timedelta(days=2))
    assert station.duties.cell("3", "disinfection", TODAY - timedelta(days=2)).stand is Stand.DONE
    assert station.duties.cell("3", "disinfection").stand is Stand.OPEN
    for day in (TODAY - timedelta(days=3), TODAY + timedelta(days=1)):
        with pytest.raises(Refusal) as refused:
            station.duties.tell("3", "disinfection", day=day)
        assert refused.value.code == "duty.day"


def test_just_before_midnight_two_days_later_still_counts_for_its_day(station: Station, clock: FixedClock) -> None:
    clock.move(timedelta(days=2, hours=15, minutes=59))
    station.duties.tell("3", "disinfection", day=TODAY)
    assert station.duties.cell("3", "disinfection", TODAY).stand is Stand.DONE


@pytest.mark.parametrize(
    ("zone", "duty"), [("3", "isolation_room"), (HOUSE, "ventilation"), ("9", "ventilation"), ("3", "sweeping")]
)
def test_what_is_no_duty_of_a_zone_is_refused(station: Station, zone: str, duty: str) -> None:
    with pytest.raises(Refusal) as refused:
        station.duties.tell(zone, duty)
    assert refused.value.code == "duty.none_such"


def test_a_zone_is_meant_by_its_unit_or_as_the_house(station: Station) -> None:
    assert (station.duties.zone_of("３"), station.duties.zone_of(" House ")) == ("3", HOUSE)
    with pytest.raises(Refusal) as refused:
        station.duties.zone_of("9")
    assert refused.value.facts["known"] == "house, 3"


def test_a_slip_is_taken_back(station: Station) -> None:
    assert station.duties.last_act() is None
    station.duties.tell("3", "disinfection")
    act = station.duties.last_act()
    assert act is not None
    station.undo(act)
    assert station.duties.cell("3", "disinfection").stand is Stand.OPEN
