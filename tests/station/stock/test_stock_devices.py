"""Devices: what they are worth, what was measured with them, and whether a round speaks against one."""

from datetime import date, timedelta

import pytest

from carelog.clock import FixedClock
from carelog.model.observation import Observed, Way
from carelog.model.person import Kind, Person
from carelog.model.reading import Quantity, Reading, Site
from carelog.model.refusal import Refusal
from carelog.model.severity import Severity
from carelog.model.stock import DeviceKind, DeviceState
from carelog.protocol.stock.devices import Fit
from carelog.station.desk import Station
from carelog.station.stock.rows import DeviceRow
from tests.station.conftest import resident

WARD = tuple(f"4-{n}" for n in range(1, 7))


def measure(
    station: Station, code: str, temperature: int, spo2: int, devices: tuple[str, str], oxygen: int = 0
) -> Severity:
    thermometer, oximeter = devices
    readings = (
        Reading(Quantity.TEMPERATURE, temperature, site=Site.AXILLARY, device=thermometer),
        Reading(Quantity.OXYGEN, oxygen),
        Reading(Quantity.SPO2, spo2, device=oximeter),
    )
    observed = Observed(station.by_code(code).id, None, readings, (), way=Way.COMMAND)
    return station.record(observed, station.now()).severity


@pytest.fixture
def ward(station: Station, clock: FixedClock) -> Station:
    """Six people measured in three mornings and evenings, 36.4 and 97 % on air; it is the fourth morning now."""
    station.put([resident(clock, code) for code in WARD])
    for hours in (0, 10, 14, 10, 14, 10):
        clock.move(timedelta(hours=hours))
        for code in WARD:
            measure(station, code, 364, 97, ("", ""))
    clock.move(timedelta(hours=14))
    return station


def row(station: Station, code: str) -> DeviceRow:
    found = station.stock.device(code)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("temperature", "spo2", "warm", "air"),
    [(364, 97, Fit.FITS, Fit.FITS), (369, 95, Fit.CHECK, Fit.CHECK), (368, 96, Fit.FITS, Fit.FITS),
     (359, 99, Fit.CHECK, Fit.CHECK)],
)  # fmt: skip
def test_half_a_degree_or_two_percent_off_a_whole_round_asks_for_a_check(
    ward: Station, temperature: int, spo2: int, warm: Fit, air: Fit
) -> None:
    for code in WARD:
        measure(ward, code, temperature, spo2, ("T1", "O1"))
    seen = {r.code: r for r in ward.stock.stand().devices}
    assert {code: (r.kind, r.state, r.checked and r.checked.fit) for code, r in seen.items()} == {
        "O1": (DeviceKind.OXIMETER, DeviceState.IN_USE, air),
        "T1": (DeviceKind.THERMOMETER, DeviceState.IN_USE, warm),
    }


def test_of_four_people_nothing_is_said(ward: Station) -> None:
    for code in WARD[:4]:
        measure(ward, code, 400, 80, ("T1", "O1"))
    checked = row(ward, "T1").checked
    assert checked is not None
    assert (checked.fit, checked.people) == (Fit.NOT_KNOWN, 4)


def test_no_alert_is_held_back_for_a_doubtful_device(ward: Station) -> None:
    ward.stock.set_device("O1", DeviceKind.OXIMETER, DeviceState.OUT)
    assert measure(ward, WARD[0], 364, 88, ("", "O1")) is Severity.URGENT


def test_the_newest_round_with_enough_people_counts_and_one_of_long_ago_no_more(
    ward: Station, clock: FixedClock
) -> None:
    for code in WARD:
        measure(ward, code, 370, 97, ("T1", ""))
    clock.move(timedelta(hours=10))
    measure(ward, WARD[0], 364, 97, ("T1", ""))
    checked = row(ward, "T1").checked
    assert checked is not None
    assert (checked.fit, checked.off) == (Fit.CHECK, 6.0)
    clock.move(timedelta(days=3))
    assert ward.stock.device("T1") is None


def test_values_on_oxygen_are_compared_with_values_on_oxygen_only(ward: Station) -> None:
    for code in WARD:
        measure(ward, code, 364, 90, ("", "O1"), oxygen=20)
    checked = row(ward, "O1").checked
    assert checked is not None
    assert (checked.fit, checked.people) == (Fit.NOT_KNOWN, 0)


def test_a_clinicians_own_figure_stands_in_place_of_the_computed_one(station: Station, clock: FixedClock) -> None:
    until = date(2030, 1, 1)
    station.put([resident(clock, c, normal_spo2_percent=93, normals_by="Dr. Wu", normals_until=until) for c in WARD])
    for code in WARD:
        measure(station, code, 364, 93, ("", "O1"))
    checked = row(station, "O1").checked
    assert checked is not None
    assert (checked.fit, checked.off) == (Fit.FITS, 0.0)


def test_a_device_is_doubted_put_away_and_taken_back_by_whom_and_when(station: Station, clock: FixedClock) -> None:
    station.stock.set_device(" O3 ", DeviceKind.OXIMETER, DeviceState.DOUBT, "reads low")
    clock.move(timedelta(minutes=5))
    station.stock.set_device("O3", None, DeviceState.OUT)
    found = row(station, "O3")
    assert (found.state, found.kind, found.since, found.by) == (
        DeviceState.OUT, DeviceKind.OXIMETER, clock.now(), "N01",
    )  # fmt: skip
    act = station.stock.last_act()
    assert act is not None
    station.undo(act)
    assert (row(station, "O3").state, row(station, "O3").note) == (DeviceState.DOUBT, "reads low")


@pytest.mark.parametrize(
    ("code", "why"), [("", "stock.no_device"), ("x" * 41, "stock.no_device"), ("O9", "stock.device_kind")]
)
def test_a_device_without_a_code_or_a_kind_is_refused(station: Station, code: str, why: str) -> None:
    with pytest.raises(Refusal) as refused:
        station.stock.set_device(code, None, DeviceState.DOUBT)
    assert refused.value.code == why


def test_the_readings_of_a_device_are_listed_with_whose_they_are(ward: Station) -> None:
    measure(ward, WARD[0], 364, 88, ("T1", "O1"))
    measure(ward, WARD[1], 364, 96, ("T1", "O2"))
    now = ward.now()
    found = ward.stock.readings("O1", now - timedelta(days=1), now + timedelta(minutes=1))
    assert [(one.person.code, one.reading.value, one.at, one.by) for one in found] == [(WARD[0], 88, now, "N01")]
    assert ward.stock.readings("O1", now - timedelta(days=1), now) == ()
    assert len(ward.stock.readings("T1", now - timedelta(days=1), now + timedelta(minutes=1))) == 2


def test_staff_are_measured_with_the_same_devices(ward: Station, clock: FixedClock) -> None:
    ward.put([Person(id=clock.new_id(), code="N09", kind=Kind.STAFF, name="x")])
    measure(ward, "N09", 364, 97, ("T1", "O1"))
    assert {r.code for r in ward.stock.stand().devices} == {"O1", "T1"}
