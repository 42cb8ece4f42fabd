"""A home is begun once, whole, by a named person, and only its owner can read its files."""

import hashlib
import stat
from pathlib import Path

import pytest

from carelog.clock import FixedClock
from carelog.log import Log
from carelog.model.home import Facility
from carelog.model.person import Kind, Presence
from carelog.model.refusal import Refusal
from carelog.protocol import load
from carelog.station import founding
from carelog.station.desk import Station
from carelog.station.founding import DEFAULT_PROTOCOL, Plan

from .conftest import MORNING, PLAN


def test_a_new_home_knows_its_name_its_rules_and_its_first_nurse(tmp_path: Path, clock: FixedClock) -> None:
    station = Station.found(tmp_path / "home", clock, PLAN._replace(demo=True))
    assert station.facility == Facility("松鹤楼", "zh_CN", "Asia/Shanghai", demo=True)
    assert station.local(MORNING).isoformat() == "2023-01-12T08:00:00+08:00"
    (nurse,) = station.people()
    assert station.actor() == nurse
    assert (nurse.code, nurse.name, nurse.kind, nurse.presence) == ("N01", "李文", Kind.STAFF, Presence.PRESENT)
    station.close_log()


def test_the_first_act_is_one_act_of_the_first_nurse_herself(tmp_path: Path, clock: FixedClock) -> None:
    station = Station.found(tmp_path / "home", clock, PLAN)
    rows = station.log._db.execute("SELECT id FROM entry ORDER BY n").fetchall()
    entries = [entry for (id_,) in rows if (entry := station.log.entry(id_))]
    assert [e.kind for e in entries] == ["facility", "protocol", "person"]
    assert {(e.act, e.recorded_by, e.recorded_at) for e in entries} == {
        (entries[0].act, station.actor().id, clock.now())
    }
    station.close_log()


def test_the_rules_stand_whole_in_the_log_with_their_hash(tmp_path: Path, clock: FixedClock) -> None:
    station = Station.found(tmp_path / "home", clock, PLAN)
    used = station.log.protocol()
    station.close_log()
    assert used is not None
    assert (used.id, used.text) == (DEFAULT_PROTOCOL, load.packaged(DEFAULT_PROTOCOL))
    assert used.sha256 == hashlib.sha256(used.text.encode()).hexdigest()


@pytest.mark.parametrize(
    ("facility", "code"),
    [("", "N01"), ("   ", "N01"), ("\u200b\u202e", "N01"), ("松鹤楼", ""), ("松鹤楼", " \t")],
)
def test_a_home_without_a_name_or_a_nurse_is_refused_and_leaves_nothing(
    tmp_path: Path, clock: FixedClock, facility: str, code: str
) -> None:
    with pytest.raises(Refusal, match=r"station\.plan_empty"):
        Station.found(tmp_path / "home", clock, PLAN._replace(facility=facility, by_code=code))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("zone", ["Asia/Nowhere", "../../etc/passwd", "/etc/localtime", "Asia", "", "a\0b"])
def test_a_time_zone_that_is_none_is_refused_and_leaves_nothing(tmp_path: Path, clock: FixedClock, zone: str) -> None:
    with pytest.raises(Refusal, match=r"station\.no_zone") as refused:
        Station.found(tmp_path / "home", clock, PLAN._replace(timezone=zone))
    assert refused.value.facts == {"zone": zone}
    assert list(tmp_path.iterdir()) == []


def test_rules_that_are_not_packaged_are_refused_and_leave_nothing(tmp_path: Path, clock: FixedClock) -> None:
    with pytest.raises(Refusal):
        Station.found(tmp_path / "home", clock, PLAN._replace(protocol="no-such-rules"))
    assert list(tmp_path.iterdir()) == []


def test_what_was_typed_is_cleaned_and_a_nurse_without_a_name_goes_by_her_code(
    tmp_path: Path, clock: FixedClock
) -> None:
    plan = Plan(" 松鹤\u202e楼 ", "zh_CN", "Asia/Shanghai", DEFAULT_PROTOCOL, " N01\x1b ", "")
    assert founding.checked(plan) == plan._replace(facility="松鹤楼", by_code="N01")
    station = Station.found(tmp_path / "home", clock, plan)
    assert (station.facility.name, station.actor().code, station.actor().name) == ("松鹤楼", "N01", "N01")
    station.close_log()


def test_a_second_home_in_the_same_folder_is_refused_and_the_first_stays(station: Station, clock: FixedClock) -> None:
    before = station.log.head()
    with pytest.raises(Refusal, match=r"log\.exists"):
        Station.found(station.home, clock, PLAN._replace(facility="别处"))
    again = Station.open(station.home, clock, "N01")
    assert (again.facility.name, again.log.head()) == ("松鹤楼", before)
    again.close_log()


def test_only_the_owner_can_read_folder_and_files_also_after_a_row_was_typed(tmp_path: Path, clock: FixedClock) -> None:
    station = Station.found(tmp_path / "home", clock, PLAN)
    assert station.drafts() == ()
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in station.home.iterdir()}
    assert stat.S_IMODE(station.home.stat().st_mode) == 0o700
    assert {"carelog.db", "drafts.db"} <= set(modes)
    assert set(modes.values()) == {0o600}
    station.close_log()


def test_a_home_whose_founding_never_finished_says_so(tmp_path: Path, clock: FixedClock) -> None:
    Log.create(tmp_path / "home", book=clock.new_id()).close()
    with pytest.raises(Refusal, match=r"station\.half_founded"):
        Station.open(tmp_path / "home", clock)


@pytest.mark.parametrize(
    ("asked", "zone"),
    [
        ("Asia/Shanghai", "Asia/Shanghai"),
        (":Europe/London", "Europe/London"),
        ("CST-8", "UTC"),
        ("Mars/Base", "UTC"),
        ("../etc", "UTC"),
    ],
)
def test_the_zone_named_by_the_environment_counts_where_it_is_one(tmp_path: Path, asked: str, zone: str) -> None:
    link = tmp_path / "localtime"
    link.symlink_to("/usr/share/zoneinfo/Asia/Tokyo")
    assert founding.zone_of_the_machine({"TZ": asked}, link) == zone


@pytest.mark.parametrize(
    ("target", "zone"),
    [
        ("/usr/share/zoneinfo/Asia/Shanghai", "Asia/Shanghai"),
        ("../usr/share/zoneinfo/Europe/London", "Europe/London"),
        ("/var/db/timezone/zoneinfo/Asia/Urumqi", "Asia/Urumqi"),
        ("/usr/share/zoneinfo/Not/There", "UTC"),
        ("/somewhere/else", "UTC"),
    ],
)
@pytest.mark.parametrize("environment", [{}, {"TZ": ""}], ids=["no TZ", "empty TZ"])
def test_else_the_link_of_the_machine_names_it(
    tmp_path: Path, environment: dict[str, str], target: str, zone: str
) -> None:
    link = tmp_path / "localtime"
    link.symlink_to(target)
    assert founding.zone_of_the_machine(environment, link) == zone


def test_a_machine_that_says_nothing_is_taken_as_utc(tmp_path: Path) -> None:
    copy = tmp_path / "localtime"
    assert founding.zone_of_the_machine({}, copy) == "UTC"
    copy.write_bytes(b"TZif2")
    assert founding.zone_of_the_machine({}, copy) == "UTC"
