"""Every tenth of a degree and every percent against a table written down by hand: each value has exactly one band."""

from itertools import pairwise

import pytest

from carelog.model.person import Person
from carelog.model.reading import HARD, Quantity, Site
from carelog.model.severity import Severity
from carelog.protocol import assess, light, load

from .bedside import ID, MONDAY, Bed, care, oxygen, resident, spo2, temperature

NONE, NOT_KNOWN, WATCH, REVIEW, URGENT = Severity
Band = tuple[int, int, Severity, str]

ARMPIT: list[Band] = [
    (250, 349, WATCH, "D-01 T-07"),
    (350, 350, WATCH, "T-07"),
    (351, 372, NONE, ""),
    (373, 385, WATCH, "T-01"),
    (386, 394, REVIEW, "T-04"),
    (395, 450, REVIEW, "D-01 T-04"),
]
MOUTH: list[Band] = [
    (250, 349, REVIEW, "D-01 N-02 T-07"),
    (350, 350, REVIEW, "N-02 T-07"),
    (351, 355, WATCH, "T-07"),
    (356, 372, NONE, ""),
    (373, 378, WATCH, "T-01"),
    (379, 385, WATCH, "T-02"),
    (386, 394, REVIEW, "T-02 T-04"),
    (395, 450, REVIEW, "D-01 T-02 T-04"),
]
RECTUM: list[Band] = [
    (250, 349, REVIEW, "D-01 N-02 T-07"),
    (350, 350, REVIEW, "N-02 T-07"),
    (351, 355, WATCH, "T-07"),
    (356, 375, NONE, ""),
    (376, 385, WATCH, "T-01"),
    (386, 394, REVIEW, "T-04"),
    (395, 450, REVIEW, "D-01 T-04"),
]
FOREHEAD: list[Band] = [
    (250, 349, REVIEW, "D-01 N-02 T-07"),
    (350, 350, REVIEW, "N-02 T-07"),
    (351, 355, WATCH, "T-07"),
    (356, 372, NONE, ""),
    (373, 385, WATCH, "T-01"),
    (386, 394, REVIEW, "T-04"),
    (395, 450, REVIEW, "D-01 T-04"),
]
BY_SITE = {
    Site.AXILLARY: ARMPIT,
    Site.ORAL: MOUTH,
    Site.TYMPANIC: MOUTH,
    Site.RECTAL: RECTUM,
    Site.FOREHEAD: FOREHEAD,
    Site.UNKNOWN: MOUTH,
}
ON_AIR: list[Band] = [
    (30, 90, URGENT, "D-01 N-02 S-02b"),
    (91, 91, REVIEW, "N-02 S-02a"),
    (92, 93, REVIEW, "S-02a"),
    (94, 100, NONE, ""),
]
ON_OXYGEN: list[Band] = [
    (30, 90, URGENT, "D-01 N-02 N-03 O-02 S-02b"),
    (91, 91, URGENT, "N-02 N-03 O-02"),
    (92, 93, URGENT, "O-02"),
    (94, 100, NONE, ""),
]
SCALE_2_AIR: list[Band] = [
    (30, 83, URGENT, "D-01 N-02 S-07a"),
    (84, 84, URGENT, "D-01 S-07a"),
    (85, 85, URGENT, "S-07a"),
    (86, 87, WATCH, "S-06"),
    (88, 100, NONE, ""),
]
SCALE_2_OXYGEN: list[Band] = [
    (30, 83, URGENT, "D-01 N-02 N-03 O-02 S-07a"),
    (84, 84, URGENT, "D-01 O-02 S-07a"),
    (85, 85, URGENT, "O-02 S-07a"),
    (86, 87, URGENT, "O-02 S-06"),
    (88, 92, NONE, ""),
    (93, 96, WATCH, "S-08"),
    (97, 100, REVIEW, "N-02 N-03 S-08"),
]
ORDER = {"oxygen_tenths_l_min": 20}
BY_AIR: list[tuple[Person, int, list[Band]]] = [
    (resident(), 0, ON_AIR),
    (resident(**ORDER), 20, ON_OXYGEN),
    (resident(spo2_scale=2), 0, SCALE_2_AIR),
    (resident(spo2_scale=2, **ORDER), 20, SCALE_2_OXYGEN),
]


def band_of(table: list[Band], value: int) -> Band:
    """The one band a value lies in; the tables have neither gap nor overlap."""
    (found,) = [band for band in table if band[0] <= value <= band[1]]
    return found


@pytest.mark.parametrize("site", Site)
def test_every_tenth_of_a_degree(site: Site) -> None:
    low, high = HARD[Quantity.TEMPERATURE]
    for tenths in range(low, high + 1):
        _, _, severity, rules = band_of(BY_SITE[site], tenths)
        bed = Bed().seen(temperature(tenths, site), spo2(97))
        assert (bed.severity(), " ".join(sorted(bed.rules()))) == (severity, rules), tenths


@pytest.mark.parametrize(("person", "flow", "table"), BY_AIR)
def test_every_percent(person: Person, flow: int, table: list[Band]) -> None:
    low, high = HARD[Quantity.SPO2]
    for percent in range(low, high + 1):
        _, _, severity, rules = band_of(table, percent)
        bed = Bed(person).seen(temperature(364), spo2(percent), oxygen(flow))
        assert (bed.severity(), " ".join(sorted(bed.rules()))) == (severity, rules), percent


@pytest.mark.parametrize("table", [*BY_SITE.values(), *(table for _, _, table in BY_AIR)])
def test_the_tables_leave_no_gap(table: list[Band]) -> None:
    assert all(above[0] == below[1] + 1 for below, above in pairwise(table))


@pytest.mark.parametrize(("person", "flow", "table"), BY_AIR[::2])
def test_a_value_by_itself_has_the_severity_of_its_band(person: Person, flow: int, table: list[Band]) -> None:
    assert flow == 0
    for percent in range(30, 101):
        assert assess.alone(care(), person, (spo2(percent),), None, MONDAY) is band_of(table, percent)[2]
    for tenths in range(250, 451):
        assert assess.alone(care(), person, (temperature(tenths),), None, MONDAY) is band_of(ARMPIT, tenths)[2]


def test_what_is_unlikely_to_the_sheet_is_unlikely_to_the_rules() -> None:
    asks = light.parse(load.packaged(ID)).unlikely
    for percent in range(30, 101):
        asked = any(
            a.reading is Quantity.SPO2 and a.scale in (None, 1) and a.below is not None and percent <= a.below
            for a in asks
        )
        assert asked is ("D-01" in band_of(ON_AIR, percent)[3]), percent
