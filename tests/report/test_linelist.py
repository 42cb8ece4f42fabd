"""The line list as a file: exact, safe in a spreadsheet, and without names where asked."""

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from carelog.model.person import Kind, Person, Vaccination
from carelog.model.vaccine import Against, Dose, Vaccine
from carelog.report import linelist
from carelog.station.outbreak.lines import CaseLine, Ended, SwabLine

ZONE = ZoneInfo("Asia/Shanghai")
WANG = Person("p1", "R1", Kind.RESIDENT, "=王芳", "f", date(1940, 1, 1), "3", "3-12")
LINE = CaseLine(
    person=WANG,
    place="3",
    bed="3-12",
    age_from=80,
    syndromes=("ili", "resp"),
    onset=datetime(2023, 1, 20, 0, 0, tzinfo=UTC),
    put_right=True,
    signs=("cough",),
    highest_tenths_c=384,
    lowest_spo2=91,
    swabs=(SwabLine(date(2023, 1, 20), "pcr", "rsv", "positive"),),
    oxygen=None,
    transferred=date(2023, 1, 22),
    moved=("B B-7",),
    ended=Ended.HOSPITAL,
    vaccination=Vaccination.COMPLETE,
    vaccines=(
        Vaccine(Against.COVID, Dose.GIVEN, date(2022, 5, 1)),
        Vaccine(Against.COVID, Dose.GIVEN, date(2022, 9, 1)),
        Vaccine(Against.RSV, Dose.GIVEN),
    ),
)
EMPTY = LINE._replace(
    person=replace(WANG, name="", sex="", code="R2"), bed="", age_from=95, highest_tenths_c=None, lowest_spo2=None,
    swabs=(), oxygen=False, transferred=None, moved=(), vaccination=None, vaccines=(), put_right=False,
)  # fmt: skip


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_a_spreadsheet_gets_every_cell_guarded_and_local_times() -> None:
    paper = linelist.as_csv([LINE, EMPTY], "excel", ZONE)
    assert paper.content.startswith(b"\xef\xbb\xbf")
    assert paper.rows == 2
    first, second = rows(paper.content)
    assert (first["name"], first["bed"], first["onset"]) == ("'=王芳", "'3-12", "2023-01-20 08:00:00")
    assert (first["oxygen"], second["oxygen"], first["onset_put_right"]) == ("", "no", "yes")
    assert (first["age_band"], second["age_band"]) == ("'80-84", "95+")
    assert first["vaccines"] == "covid 2022-09-01;rsv ?"
    assert second["highest_temperature_c"] == ""


def test_a_program_gets_the_cells_as_they_are() -> None:
    (first,) = rows(linelist.as_csv([LINE], "machine", ZONE).content)
    assert (first["name"], first["onset"]) == ("=王芳", "2023-01-20T08:00:00.000+08:00")
    assert (first["swabs"], first["highest_temperature_c"]) == ("2023-01-20 pcr rsv positive", "38.4")


def test_json_says_null_where_nothing_was_written_down() -> None:
    first, second = json.loads(linelist.as_json([LINE, EMPTY], ZONE).content)
    assert list(first) == [column.key for column in linelist.COLUMNS]
    assert (first["syndromes"], first["lowest_spo2_percent"], first["transferred_on"]) == (
        ["ili", "resp"],
        91,
        "2023-01-22",
    )
    assert (second["bed"], second["sex"], second["vaccination"], second["swabs"]) == (None, None, None, [])


def test_without_names_no_code_name_bed_or_new_bed_is_left() -> None:
    (hidden,) = linelist.without_names([LINE], b"k" * 32)
    said = linelist.as_csv([hidden], "machine", ZONE).content.decode()
    assert "王芳" not in said
    assert "R1" not in said
    assert "3-12" not in said
    assert "B-7" not in said
    assert hidden.person.code == linelist.without_names([LINE], b"k" * 32)[0].person.code
