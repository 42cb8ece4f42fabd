"""The desk as painted: what a care plan limits stands behind the name, and no stand is cut off by it."""

from dataclasses import replace

import pytest

from carelog.model.person import Ceiling
from carelog.report import oxygen as said
from carelog.station.desk import Station
from carelog.ui.line import width
from carelog.ui.oxygen.paint import page


def _limited(station: Station, code: str, name: str) -> None:
    station.put([replace(station.by_code(code), ceiling=Ceiling.COMFORT, name=name)])


@pytest.mark.parametrize("name", ["Ann Archer", "Ann Elizabeth Archer of the very long name indeed"])
def test_who_is_to_have_comfort_only_is_marked_so_where_oxygen_is_decided(station: Station, name: str) -> None:
    _limited(station, "R01", name)
    desk = station.oxygen.desk()
    lines = page(desk, None, station, 0, 80).lines
    told = "\n".join("".join(text for text, _ in line) for line in lines)
    assert told.index(name) < told.index("CARE PLAN: comfort care") < told.index("WAITS")
    assert all(width(line) <= 80 for line in lines)
    assert f"{name}  CARE PLAN: comfort care  WAITS" in said.need(desk.needs[0], 1, station)


def test_whom_no_rule_asks_for_is_marked_too_and_who_has_no_limit_is_not(station: Station) -> None:
    _limited(station, "R02", "Ann Archer")
    painted = page(station.oxygen.desk(), station.by_code("R02"), station, 1, 80)
    told = ["".join(text for text, _ in painted.lines[n]) for n in painted.places]
    assert "CARE PLAN" not in told[0]
    assert told[1].endswith("Ann Archer  CARE PLAN: comfort care  no rule asks for oxygen")
