"""`carelog import`, and our own files coming back."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from carelog.model.observation import Observed, Way
from carelog.model.reading import NotMeasured, Quantity, Reading, Site
from carelog.report import csv_out
from carelog.station.days import of_days

from .homes import MORNING, Home, people_csv

MAP = """
kind = "wide"
[columns]
person = "id"
time = "at"
temperature = "T"
"""


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    content = "id,at,T,note\n3-10,2023-01-11 08:00,36.6,x\n3-11,2023-01-11 08:00,38.9,\n"
    (tmp_path / "t.csv").write_text(content, encoding="utf-8")
    (tmp_path / "t.toml").write_text(MAP, encoding="utf-8")
    return str(tmp_path / "t.csv"), str(tmp_path / "t.toml")


def test_observations_come_in_and_come_in_once(full: Home, files: tuple[str, str]) -> None:
    said = full.run("import", files[0], "--map", files[1])
    assert (said.code, said.err) == (0, "")
    assert "Saved: 2 observations with 2 readings." in said.out
    assert "Columns that the map does not use: note" in said.out
    again = full.run("import", files[0], "--map", files[1])
    assert again.code == 0
    assert "Rows already here: 2." in again.out


def test_a_dry_run_needs_nobody_and_stores_nothing(full: Home, files: tuple[str, str]) -> None:
    said = full.run("import", files[0], "--map", files[1], "--dry-run", by="")
    assert said.code == 0
    assert "Would save: 2 observations" in said.out
    assert "Rows already here: 0." in full.run("import", files[0], "--map", files[1]).out


def test_bad_rows_stop_the_file_unless_they_may_be_skipped(full: Home, files: tuple[str, str]) -> None:
    path = Path(files[0])
    path.write_text(path.read_text(encoding="utf-8") + "9-9,2023-01-11 08:00,36.6,\n", encoding="utf-8")
    said = full.run("import", files[0], "--map", files[1])
    assert said.code == 2
    assert "row 4, column id: Nobody here has the code 9-9." in said.err
    assert "Nothing was stored" in said.err
    assert "--skip-bad" in said.err
    skipped = full.run("import", files[0], "--map", files[1], "--skip-bad")
    assert skipped.code == 0
    assert "Saved: 2 observations" in skipped.out


def test_a_map_of_people_is_not_one_of_observations(full: Home, files: tuple[str, str]) -> None:
    said = full.run("import", files[0], "--map", "carelog-people")
    assert said.code == 2
    assert "carelog people import" in said.err


def test_a_map_with_a_slip_names_file_and_key(full: Home, files: tuple[str, str]) -> None:
    Path(files[1]).write_text(MAP + '[units]\ntemperature = "K"\n', encoding="utf-8")
    said = full.run("import", files[0], "--map", files[1])
    assert said.code == 2
    assert f'The map {files[1]}: units.temperature cannot be "K".' in said.err


# our own export, taken into another home


def fill(home: Home) -> None:
    """A round with everything a row can hold."""
    station = home.station()
    told: list[tuple[str, tuple[Reading, ...], tuple[str, ...] | None, NotMeasured | None]] = [
        (
            "3-10",
            (
                Reading(Quantity.TEMPERATURE, 366, site=Site.AXILLARY),
                Reading(Quantity.SPO2, 97),
                Reading(Quantity.OXYGEN, 0),
                Reading(Quantity.RESPIRATORY_RATE, 18),
                Reading(Quantity.PULSE, 72),
                Reading(Quantity.SYSTOLIC, 128),
                Reading(Quantity.DIASTOLIC, 71),
                Reading(Quantity.CONSCIOUSNESS, 1),
            ),
            (),
            None,
        ),
        ("3-11", (Reading(Quantity.OXYGEN, None), Reading(Quantity.SPO2, 91)), ("cough",), None),
        ("3-12", (Reading(Quantity.TEMPERATURE, None, NotMeasured.REFUSED),), None, NotMeasured.ASLEEP),
        ("3-13", (Reading(Quantity.OXYGEN, 20), Reading(Quantity.TEMPERATURE, 381, site=Site.TYMPANIC)), None, None),
        ("3-10", (Reading(Quantity.TEMPERATURE, 367, site=Site.AXILLARY),), None, None),
    ]
    for code, readings, symptoms, not_asked in told:
        home.clock.move(timedelta(minutes=1, seconds=7))
        person = station.by_code(code).id
        observed = Observed(person, None, readings, symptoms, not_asked, way=Way.COMMAND)
        station.record(observed, station.now())
    station.close_log()


def day_of(home: Home, dialect: str) -> list[list[str]]:
    """The rows of the day without what belongs to the home that wrote them down: when, by whom, under which entry."""
    station = home.station()
    content = csv_out.written(of_days(station, date(2023, 1, 12), date(2023, 1, 12)), dialect, station.zone).content
    station.close_log()
    rows = [line.split(",") for line in content.decode("utf-8-sig").split("\r\n")[:-1]]
    left_out = {rows[0].index(title) for title in rows[0] if title.strip('"') in {"recorded_at", "entry", "late"}}
    return [[cell for n, cell in enumerate(row) if n not in left_out] for row in rows]


@pytest.mark.parametrize(
    ("dialect", "map_name"), [("excel", "carelog-observations"), ("machine", "carelog-observations-machine")]
)
def test_our_own_export_comes_back_whole_in_another_home(
    full: Home, tmp_path: Path, capfd: pytest.CaptureFixture[str], dialect: str, map_name: str
) -> None:
    fill(full)
    out = tmp_path / "day.csv"
    when = ("--from", "2023-01-12", "--to", "2023-01-12")
    assert full.run("export", "observations", *when, "--dialect", dialect, "--out", str(out)).code == 0

    other = Home(tmp_path / "other", capfd)
    other.clock.move(full.clock.now() - MORNING)
    other.take_people(people_csv(tmp_path))
    said = other.run("import", str(out), "--map", map_name)
    assert (said.code, said.err) == (0, "")
    assert "Saved: 5 observations" in said.out
    assert sorted(day_of(other, dialect)) == sorted(day_of(full, dialect))
    assert "Rows already here: 5." in other.run("import", str(out), "--map", map_name).out


def test_our_own_export_is_known_where_it_comes_from(full: Home, tmp_path: Path) -> None:
    fill(full)
    out = str(tmp_path / "day.csv")
    full.run("export", "day", "--date", "2023-01-12", "--out", out)
    said = full.run("import", out, "--map", "carelog-observations")
    assert (said.code, said.err) == (0, "")
    assert "Rows already here: 5." in said.out
