"""Files taken into a real home: people, observations, again, in part, with bad rows, and the TIHM data."""

import csv
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from carelog.clock import FixedClock
from carelog.model.deeds import Imported, Why
from carelog.model.observation import Way
from carelog.model.person import Kind, Presence
from carelog.model.reading import Quantity
from carelog.model.refusal import Refusal
from carelog.station.desk import Station
from carelog.station.founding import DEFAULT_PROTOCOL, Plan
from carelog.station.intake import maps, take

TIHM = Path(__file__).parents[4] / "shared" / "data" / "tihm"
SHANGHAI = ZoneInfo("Asia/Shanghai")
needs_tihm = pytest.mark.skipif(not TIHM.is_dir(), reason="the TIHM data are not beside this checkout (../shared/data)")

WIDE = """
kind = "wide"
[columns]
person = "id"
time = "at"
temperature = "T"
spo2 = "S"
symptoms = "symptoms"
[constants]
site = "axillary"
"""
SAID = maps.parse(WIDE, "wide")
HEAD = "id,at,T,S,symptoms\n"


@pytest.fixture
def station(tmp_path: Path) -> Station:
    clock = FixedClock(datetime(2023, 1, 12, 9, 0, tzinfo=SHANGHAI))
    return Station.found(
        tmp_path / "home", clock, Plan("松鹤楼", "zh_CN", "Asia/Shanghai", DEFAULT_PROTOCOL, "N01", "李文")
    )


def file(tmp_path: Path, content: str, name: str = "in.csv") -> Path:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    return path


def people(station: Station, tmp_path: Path, content: str, **how: bool) -> take.PeopleReport:
    return take.take_people(station, file(tmp_path, content, "people.csv"), maps.load("carelog-people"), **how)


def observations(
    station: Station, tmp_path: Path, rows: str, *, dry_run: bool = False, skip_bad: bool = False
) -> take.IntakeReport:
    path = file(tmp_path, HEAD + rows)
    return take.take_observations(station, path, SAID, map_name="wide", dry_run=dry_run, skip_bad=skip_bad)


@pytest.fixture
def home(station: Station, tmp_path: Path) -> Station:
    assert people(station, tmp_path, "code,name,unit,bed\n3-1,王芳,3,1\n3-12,张伟,3,12\n").stored
    return station


def pages(station: Station) -> int:
    return station.log.head().page


def held(station: Station, code: str) -> list[tuple[list[tuple[str, int | None]], tuple[str, ...] | None]]:
    day = timedelta(days=3650)
    found = station.log.observations(station.now() - day, station.now() + day, station.by_code(code).id)
    return [([(r.quantity.value, r.value) for r in one.readings], one.symptoms) for one in found]


# people


def test_people_come_in_and_stand_in_bed_order(station: Station, tmp_path: Path) -> None:
    report = people(station, tmp_path, "code,name,unit,bed\n3-12,张伟,3,12\n3-2,王芳,3,2\n")
    assert (len(report.new), len(report.changed), report.same) == (2, 0, 0)
    assert [p.code for p in station.people(Kind.RESIDENT)] == ["3-2", "3-12"]


def test_the_same_list_again_changes_nothing(home: Station, tmp_path: Path) -> None:
    before = pages(home)
    report = people(home, tmp_path, "code,name,unit,bed\n3-1,王芳,3,1\n3-12,张伟,3,12\n")
    assert (len(report.new), len(report.changed), report.same, pages(home)) == (0, 0, 2, before)


def test_a_moved_person_keeps_the_id_and_the_records(home: Station, tmp_path: Path) -> None:
    before = home.by_code("3-1")
    report = people(home, tmp_path, "code,bed\n3-1,7\n")
    assert (len(report.changed), home.by_code("3-1").id, home.by_code("3-1").bed) == (1, before.id, "7")
    assert home.by_code("3-1").name == "王芳"


def test_one_bad_row_keeps_everybody_out(station: Station, tmp_path: Path) -> None:
    before = pages(station)
    report = people(station, tmp_path, "code,name,birth_date\n1,A,1938-05-01\n2,B,soon\n3,,\n")
    assert [(b.row, b.column, b.code) for b in report.bad] == [
        (3, "birth_date", "intake.not_a_date"),
        (4, "name", "intake.no_name"),
    ]
    assert (report.stored, pages(station)) == (False, before)


def test_a_dry_run_says_what_would_be_and_stores_nothing(station: Station, tmp_path: Path) -> None:
    before = pages(station)
    report = people(station, tmp_path, "code,name\n1,A\n", dry_run=True)
    assert ([p.name for p in report.new], report.stored, pages(station)) == (["A"], False, before)


def test_the_code_of_somebody_who_left_is_free_again(home: Station, tmp_path: Path) -> None:
    old = home.by_code("3-1")
    home.move(old.id, Presence.LEFT)
    report = people(home, tmp_path, "code,name\n3-1,李强\n")
    assert (len(report.new), home.by_code("3-1").name) == (1, "李强")
    assert home.by_code("3-1").id != old.id


def test_somebody_in_hospital_stays_there_when_the_list_comes_again(home: Station, tmp_path: Path) -> None:
    home.move(home.by_code("3-1").id, Presence.HOSPITAL)
    people(home, tmp_path, "code,bed\n3-1,9\n")
    assert home.by_code("3-1").presence is Presence.HOSPITAL


# observations


def test_rows_become_observations_in_the_round_of_their_time(home: Station, tmp_path: Path) -> None:
    rows = "3-1,2023-01-12 08:00,36.6,97,none\n3-12,2023-01-12 08:05,36.8,96,\n3-1,2023-01-11 13:00,36.5,,\n"
    report = observations(home, tmp_path, rows)
    assert (report.observations, report.readings, report.known, report.bad) == (3, 5, 0, ())
    assert held(home, "3-1") == [([("temperature", 365)], None), ([("temperature", 366), ("spo2", 97)], ())]
    seen = home.log.observations(home.now() - timedelta(days=2), home.now(), home.by_code("3-1").id)
    assert [(one.round.slot if one.round else "", one.way) for one in seen] == [
        ("", Way.IMPORT),
        ("morning", Way.IMPORT),
    ]


def test_the_same_file_again_adds_nothing(home: Station, tmp_path: Path) -> None:
    rows = "3-1,2023-01-12 08:00,36.6,97,none\n3-1,2023-01-12 08:04,36.8,,\n"
    observations(home, tmp_path, rows)
    before, state = pages(home), home.log.state_hash()
    report = observations(home, tmp_path, rows)
    assert (report.observations, report.readings, report.known) == (0, 0, 2)
    assert (pages(home), home.log.state_hash()) == (before, state)


def test_a_longer_file_adds_only_what_is_new_and_repeats_stay_together(home: Station, tmp_path: Path) -> None:
    first = "3-1,2023-01-12 08:00,38.4,,\n"
    observations(home, tmp_path, first)
    report = observations(home, tmp_path, first + "3-1,2023-01-12 08:10,36.9,,\n")
    assert (report.observations, report.readings, report.known) == (0, 1, 1)
    assert held(home, "3-1") == [([("temperature", 384), ("temperature", 369)], None)]


def test_what_was_corrected_since_is_not_brought_back(home: Station, tmp_path: Path) -> None:
    rows = "3-1,2023-01-12 08:00,38.4,,\n"
    observations(home, tmp_path, rows)
    (kept,) = home.log.kept(home.by_code("3-1").id)
    home.correct(kept.seen.entry, Why.WRONG_PERSON, None)
    assert observations(home, tmp_path, rows).known == 1
    assert held(home, "3-1") == []


def test_a_bad_row_keeps_the_whole_file_out_unless_it_may_be_skipped(home: Station, tmp_path: Path) -> None:
    rows = "3-1,2023-01-12 08:00,36.6,97,\n3-1,2023-01-12 08:30,98.6,97,\n9-9,2023-01-12 08:00,36.6,,\n"
    before = pages(home)
    report = observations(home, tmp_path, rows)
    assert [(b.row, b.column, b.code) for b in report.bad] == [
        (3, "T", "intake.impossible"),
        (4, "id", "intake.no_person"),
    ]
    assert (report.stored, pages(home)) == (False, before)
    report = observations(home, tmp_path, rows, skip_bad=True)
    assert (report.stored, report.observations, len(report.bad)) == (True, 1, 2)


def test_a_row_put_right_afterwards_adds_what_was_missing(home: Station, tmp_path: Path) -> None:
    rows = "3-1,2023-01-12 08:00,36.6,97,\n3-1,2023-01-12 08:05,36.5,{},\n"
    observations(home, tmp_path, rows.format("abc"), skip_bad=True)
    report = observations(home, tmp_path, rows.format("96"))
    assert (report.observations, report.readings) == (0, 2)
    assert len(held(home, "3-1")) == 1


def test_a_dry_run_of_observations_stores_nothing(home: Station, tmp_path: Path) -> None:
    before = pages(home)
    report = observations(home, tmp_path, "3-1,2023-01-12 08:00,36.6,97,\n", dry_run=True)
    assert (report.observations, report.stored, pages(home)) == (1, False, before)


def test_the_import_itself_is_on_record(home: Station, tmp_path: Path) -> None:
    observations(home, tmp_path, "3-1,2023-01-12 08:00,36.6,97,\nx,2023-01-12 08:00,36.6,,\n", skip_bad=True)
    (proof,) = [deed.body for deed in home.log.deeds("imported")]
    assert isinstance(proof, Imported)
    assert (proof.map, proof.taken, proof.known, proof.refused) == ("wide", 1, 0, 1)


def test_people_are_made_only_where_the_map_says_so(home: Station, tmp_path: Path) -> None:
    said = SAID.model_copy(update={"make_people": True})
    path = file(tmp_path, HEAD + "new1,2023-01-12 08:00,36.6,,\nnew1,2023-01-12 08:30,36.6,,\n")
    report = take.take_observations(home, path, said)
    assert [p.code for p in report.made] == ["new1"]
    assert home.by_code("new1").name == "new1"
    assert len(held(home, "new1")) == 2


def test_old_readings_open_no_alert_and_are_counted(home: Station, tmp_path: Path) -> None:
    old = "3-1,2023-01-05 08:00,36.6,85,\n3-1,2023-01-05 18:00,36.6,85,\n"
    report = observations(home, tmp_path, old)
    assert report.would_have > 0
    assert not any(row.open_alert for row in home.board().rows)


def test_readings_of_today_do_open_alerts(home: Station, tmp_path: Path) -> None:
    report = observations(home, tmp_path, "3-1,2023-01-12 08:30,36.6,85,\n")
    assert report.would_have == 0
    assert [row.person.code for row in home.board().rows if row.open_alert] == ["3-1"]


def test_nobody_signed_in_cannot_take_a_file(home: Station, tmp_path: Path) -> None:
    home.by = None
    with pytest.raises(Refusal) as caught:
        observations(home, tmp_path, "3-1,2023-01-12 08:30,36.6,97,\n")
    assert caught.value.code == "station.who"
    assert held(home, "3-1") == []


def test_progress_is_told_in_small_steps(home: Station, tmp_path: Path) -> None:
    start = datetime(2022, 12, 1, 8, 0, tzinfo=SHANGHAI)
    rows = "".join(f"3-1,{start + timedelta(hours=n):%Y-%m-%d %H:%M},36.6,,\n" for n in range(100))
    told: list[tuple[int, int]] = []
    path = file(tmp_path, HEAD + rows)
    take.take_observations(home, path, SAID, progress=lambda done, total: told.append((done, total)))
    assert told == [(40, 100), (80, 100), (100, 100)]


# real data


def sessions(rows: list[dict[str, str]]) -> int:
    """Runs of readings of one person less than 15 minutes apart, counted by hand."""
    last: dict[str, datetime] = {}
    count = 0
    for row in sorted(rows, key=lambda r: r["date"]):
        at = datetime.fromisoformat(row["date"])
        before = last.get(row["patient_id"])
        count += before is None or at - before >= timedelta(minutes=15)
        last[row["patient_id"]] = at
    return count


@pytest.fixture(scope="module")
def tihm_home(tmp_path_factory: pytest.TempPathFactory) -> Station:
    clock = FixedClock(datetime(2019, 7, 10, 9, 0, tzinfo=ZoneInfo("Europe/London")))
    plan = Plan("TIHM", "en", "Europe/London", DEFAULT_PROTOCOL, "N01", "Nurse")
    station = Station.found(tmp_path_factory.mktemp("tihm") / "home", clock, plan)
    took = take.take_people(station, TIHM / "Demographics.csv", maps.load("tihm-demographics"))
    assert (len(took.new), took.bad) == (56, ())
    return station


@needs_tihm
def test_the_tihm_data_come_in_whole_and_only_once(tihm_home: Station) -> None:
    path = TIHM / "Physiology.csv"
    report = take.take_observations(tihm_home, path, maps.load("tihm-physiology"))
    with path.open(encoding="utf-8", newline="") as source:
        rows = list(csv.DictReader(source))
    kinds = Counter(row["device_type"] for row in rows)
    assert kinds["Body Temperature"] == 5617
    mapped = [r for r in rows if r["device_type"] in maps.load("tihm-physiology").quantities]
    assert (report.bad, report.readings, report.observations) == ((), len(mapped), sessions(mapped))
    assert report.passed_over == len(rows) - len(mapped)

    first, last = datetime(2019, 4, 1, tzinfo=SHANGHAI), tihm_home.now()
    seen = tihm_home.log.observations(first, last)
    temperatures = [[r for r in one.readings if r.quantity is Quantity.TEMPERATURE] for one in seen]
    assert sum(len(t) for t in temperatures) == 5617
    assert len(seen) == report.observations
    assert not any(row.open_alert for row in tihm_home.board().rows)

    again = take.take_observations(tihm_home, path, maps.load("tihm-physiology"))
    assert (again.observations, again.readings, again.known) == (0, 0, len(mapped))


@needs_tihm
def test_temperature_sessions_of_tihm_are_grouped_as_by_hand(station: Station) -> None:
    said = maps.load("tihm-physiology")
    only = said.model_copy(update={"ignore": [*said.ignore, *(q for q in said.quantities if q != "Body Temperature")]})
    made = only.model_copy(update={"make_people": True})
    report = take.take_observations(station, TIHM / "Physiology.csv", made, dry_run=True)
    with (TIHM / "Physiology.csv").open(encoding="utf-8", newline="") as source:
        rows = [row for row in csv.DictReader(source) if row["device_type"] == "Body Temperature"]
    assert (report.readings, report.observations, len(report.made)) == (5617, sessions(rows), 55)
    assert sessions(rows) == 2871
