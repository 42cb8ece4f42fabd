"""How far a day's duties are."""

from datetime import UTC, date, datetime

import pytest

from carelog.model.duties import HOUSE, Duty, DutyTold, NotDone, Stand
from carelog.protocol.house.duties import Told, day, duty, undone, zones

TODAY = date(2026, 3, 7)
AIR = Duty("ventilation", {"en": "ventilation", "zh_CN": "通风"}, 2, True, "s", "P")
ROOM = Duty("isolation_room", {"en": "room", "zh_CN": "隔离室"}, 1, False, "s", "P")
UNITS = ("1F", "2F")


def told(*said: NotDone | None, zone: str = "1F", which: date = TODAY, duty: str = "ventilation") -> list[Told]:
    return [
        Told(datetime(2026, 3, 7, n, tzinfo=UTC), f"n{n}", DutyTold(zone, duty, which, why, f"note {n}"))
        for n, why in enumerate(said)
    ]


def test_a_duty_of_the_zones_stands_in_each_and_one_of_the_house_once() -> None:
    cells = day((AIR, ROOM), UNITS, [], TODAY)
    assert [(c.zone, c.duty.code) for c in cells] == [
        (HOUSE, "isolation_room"), ("1F", "ventilation"), ("2F", "ventilation"),
    ]  # fmt: skip
    assert {(c.stand, c.done, c.by, c.at) for c in cells} == {(Stand.OPEN, 0, "", None)}


@pytest.mark.parametrize(("per", "in_zones"), [("zone", True), ("house", False)])
def test_a_duty_is_as_the_file_has_it(per: str, in_zones: bool) -> None:
    words = {"en": "airing", "zh_CN": "通风"}
    row = {"code": "airing", "words": words, "times": 2, "per": per, "source": "ours", "evidence": "P"}
    assert duty(row) == Duty("airing", words, 2, in_zones, "ours", "P")


def test_without_a_duty_of_the_house_it_has_no_line() -> None:
    assert zones((AIR,), UNITS) == UNITS
    assert zones((ROOM,), UNITS) == (HOUSE,)
    assert zones((), UNITS) == ()


@pytest.mark.parametrize(
    ("said", "stand", "done", "why"),
    [
        ((), Stand.OPEN, 0, None),
        ((None,), Stand.PART, 1, None),
        ((None, None), Stand.DONE, 2, None),
        ((None, None, None), Stand.DONE, 3, None),
        ((NotDone.NO_TIME,), Stand.PART, 0, NotDone.NO_TIME),
        ((None, NotDone.NO_STAFF), Stand.NOT_DONE, 1, NotDone.NO_STAFF),
        ((NotDone.NO_TIME, NotDone.BROKEN), Stand.NOT_DONE, 0, NotDone.BROKEN),
        ((NotDone.NO_TIME, None, None), Stand.DONE, 2, None),
    ],
)
def test_how_far_a_duty_twice_a_day_is(
    said: tuple[NotDone | None, ...], stand: Stand, done: int, why: NotDone | None
) -> None:
    cell = day((AIR,), UNITS, told(*said), TODAY)[0]
    assert (cell.stand, cell.done, cell.why) == (stand, done, why)
    last = len(said) - 1
    assert (cell.by, cell.note, cell.at) == (
        (f"n{last}", f"note {last}", datetime(2026, 3, 7, last, tzinfo=UTC)) if said else ("", "", None)
    )


def test_another_zone_another_day_and_a_duty_no_longer_there_change_nothing() -> None:
    said = [*told(None, None, zone="2F"), *told(None, None, which=date(2026, 3, 6)), *told(None, duty="sweeping")]
    cells = day((AIR,), UNITS, said, TODAY)
    assert [c.stand for c in cells] == [Stand.OPEN, Stand.DONE]
    assert [c.zone for c in undone(cells)] == ["1F"]
