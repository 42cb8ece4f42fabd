"""What SpO2 is wanted on oxygen: a range where the order or the scale has an upper end, for more would harm."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from carelog.clock import FixedClock
from carelog.report.handover import text
from carelog.report.oxygen import facts, target
from carelog.station.desk import Station
from carelog.station.oxygen.desk import target_high_of
from carelog.station.oxygen.rows import Asked
from tests.station.support import later, tell

from .test_oxygen_door import row, who


def decided(station: Station, **facts: Any) -> None:  # noqa: ANN401 - any field of a person
    """A resident at risk of hypercapnia, as a doctor decided."""
    scale: dict[str, Any] = {"spo2_scale": 2, "scale_by": "Dr. Li", "scale_on": date(2023, 1, 2)}
    station.put([replace(station.by_code("3-12"), **scale, **facts)])


def test_a_co2_retainer_on_oxygen_is_wanted_between_88_and_92_on_the_desk_and_in_the_handover(
    station: Station, clock: FixedClock
) -> None:
    decided(station)
    station.oxygen.give(who(station, "3-12"), Asked(10))
    later(clock, 5)
    tell(station, "3-12", 366, 97, oxygen=10)
    found = row(station, "3-12")
    assert (found.target, found.target_high) == (88, 92)
    assert "target 88-92 %" in facts(found, station)
    page = "\n".join(text.signed(station.handover.page(), station, None))
    assert "target 88-92 %" in page
    assert "88 % or more" not in page
    breathed = station.oxygen.breathed(who(station, "3-12"))
    assert breathed is not None
    assert (breathed.target_low, breathed.target_high) == (88, 92)


def test_an_order_says_its_own_range_and_without_one_scale_1_has_no_upper_end(station: Station) -> None:
    tell(station, "3-2", 366, 88)
    assert (row(station, "3-2").target, row(station, "3-2").target_high) == (94, None)
    assert target(94, None) == "target 94 % or more"
    station.oxygen.give(who(station, "3-2"), Asked(20, ordered_by="Dr. Wu", target_low=90, target_high=94))
    assert (row(station, "3-2").target, row(station, "3-2").target_high) == (90, 94)


@pytest.mark.parametrize(
    ("low", "high", "wanted", "upper"),
    [(88, 92, 88, 92), (85, 90, 85, 90), (85, 90, 88, 92), (88, None, 88, 92), (94, None, 94, None)],
)
def test_an_upper_end_goes_with_the_lower_end_that_counts(
    station: Station, low: int, high: int | None, wanted: int, upper: int | None
) -> None:
    decided(station, target_low_percent=low, target_high_percent=high)
    assert target_high_of(station.by_code("3-12"), wanted) == upper
