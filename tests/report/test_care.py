"""Early care and medicines in words."""

import pytest

from carelog.clock import FixedClock
from carelog.model.care import Care
from carelog.model.deeds import Given
from carelog.report import care, medicines
from carelog.station.care.rows import For, Told, When
from carelog.station.desk import Station
from carelog.words import use
from tests.station.conftest import clock, station

__all__ = ["clock", "station"]


@pytest.mark.parametrize(
    ("body", "en", "zh"),
    [
        (Given("p", antipyretic=True), "antipyretic given", "已用退热药"),
        (
            Given("p", antipyretic=True, article="antipyretic", pieces=2),
            "antipyretic given (2 of the reserve)",
            "已用退热药 （储备 2）",
        ),
        (
            Given("p", antipyretic=False, article="antiviral"),
            "medicine given antiviral (packs)",
            "已用药 抗病毒药（盒）",
        ),
        (
            Given("p", antipyretic=False, article="[b]syrup\x1b", medicine=""),
            "medicine given [b]syrup\x1b",
            "已用药 [b]syrup\x1b",
        ),
        (Given("p", antipyretic=False, medicine="x\x1b[31m"), "medicine given x[31m", "已用药 x[31m"),
    ],
)
def test_a_medicine_is_told_with_its_name_and_what_came_from_the_reserve(body: Given, en: str, zh: str) -> None:
    use("en")
    assert medicines.given(body) == en.replace("\x1b", "")
    use("zh_CN")
    assert medicines.given(body) == zh.replace("\x1b", "")


@pytest.mark.parametrize(("days", "said"), [(0, "today"), (1, "tomorrow"), (5, "in 5 days")])
def test_a_date_is_said_as_people_say_it(station: Station, clock: FixedClock, days: int, said: str) -> None:
    use("en")
    on = station.care.today().replace(day=station.care.today().day + days)
    row = station.care.remind(For(), Care.ACTIVITY, When(on), Told("a\x1b[31m"))
    assert care.due(row) == said
    assert care.reminder(row, station).endswith("whole house: activity or festival, a[31m")
    assert care.written(row, station).startswith("written by N01 ")
    clock.at = clock.at.replace(month=clock.at.month + 1)
    assert "OVERDUE" in care.due(station.care.numbered(row.number))
