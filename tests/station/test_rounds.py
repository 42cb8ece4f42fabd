"""The sheet is laid out in the order a nurse walks, with nothing prefilled."""

from datetime import date, datetime

import pytest

from carelog.clock import FixedClock
from carelog.model.person import Kind
from carelog.model.reading import Quantity
from carelog.model.round import RoundKey
from carelog.station.desk import Station
from carelog.station.rounds import natural

from .conftest import MORNING, resident
from .support import later, tell


def test_beds_come_in_walking_order_two_before_twelve(station: Station) -> None:
    assert [p.person.code for p in station.open_round().people] == ["3-1", "3-2", "3-4", "3-12"]
    assert natural("3-2B") < natural("3-12A")


def test_isolated_people_come_last_behind_their_line(station: Station, clock: FixedClock) -> None:
    first = station.by_code("3-1")
    station.put([resident(clock, "3-0", round_last=True)])
    sheet = station.open_round()
    assert [p.person.code for p in sheet.people][-1] == "3-0"
    assert sheet.last_group == len(sheet.people) - 1
    assert sheet.people[0].person.id == first.id


def test_people_of_the_same_name_are_marked(station: Station, clock: FixedClock) -> None:
    station.put([resident(clock, "3-9", "王芳")])
    twins = {p.person.code for p in station.open_round().people if p.twin}
    assert twins == {"3-4", "3-9"}


def test_last_values_are_shown_beside_and_never_as_entered(station: Station, clock: FixedClock) -> None:
    tell(station, "3-1", 362, 96)
    later(clock, 8 * 60)
    mine = station.open_round().people[0]
    assert mine.last[Quantity.TEMPERATURE].value == 362
    assert mine.entered is None


def test_what_the_round_already_holds_is_said_with_who_entered_it(station: Station, clock: FixedClock) -> None:
    tell(station, "3-1", 362, 96)
    later(clock, 5)
    mine = station.open_round().people[0]
    assert mine.entered is not None
    assert mine.entered_by == "N01"


def test_who_has_an_oxygen_order_or_was_seen_on_oxygen_is_asked(station: Station, clock: FixedClock) -> None:
    tell(station, "3-2", oxygen=20)
    later(clock, 8 * 60)
    asked = {p.person.code for p in station.open_round().people if p.asks_oxygen}
    assert asked == {"3-2", "3-4"}


def test_a_unit_or_the_staff_can_have_a_sheet_of_its_own(station: Station) -> None:
    assert station.open_round(unit="9").people == ()
    assert [p.person.code for p in station.open_round(kind=Kind.STAFF).people] == ["N01", "N02"]


@pytest.mark.parametrize(
    ("hour", "minute", "day", "slot"),
    [
        (5, 0, 12, "morning"),
        (10, 59, 12, "morning"),
        (13, 30, 12, "morning"),
        (14, 0, 12, "evening"),
        (19, 59, 12, "evening"),
        (23, 30, 12, "evening"),
        (2, 0, 11, "evening"),
        (4, 0, 12, "morning"),
    ],
)
def test_work_belongs_to_the_round_that_has_begun_or_begins_within_the_hour(
    station: Station, hour: int, minute: int, day: int, slot: str
) -> None:
    at = datetime(2023, 1, 12, hour, minute, tzinfo=MORNING.tzinfo)
    assert station.open_round(at=at).key == RoundKey(date(2023, 1, day), slot)
