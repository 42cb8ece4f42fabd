"""CSV files: golden ones, both dialects, no formula, no date made of a code, the same bytes again."""

import csv
import io
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carelog.report import csv_out
from carelog.report.columns import COLUMNS
from carelog.station.intake.guard import unguarded
from carelog.station.intake.maps import TimeSaid
from carelog.station.intake.values import when

from .support import SHANGHAI, person, seen, small_day, temperature, told

GOLDEN = Path(__file__).parent / "golden"
LONDON = ZoneInfo("Europe/London")


def cells(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("dialect", csv_out.DIALECTS)
def test_a_small_day_is_written_as_it_always_was(dialect: str) -> None:
    paper = csv_out.written(small_day(), dialect, SHANGHAI)
    assert paper.content == (GOLDEN / f"day-{dialect}.csv").read_bytes()
    assert paper.rows == 8


@pytest.mark.parametrize("dialect", csv_out.DIALECTS)
def test_the_same_rows_are_the_same_bytes(dialect: str) -> None:
    assert csv_out.written(small_day(), dialect, SHANGHAI) == csv_out.written(iter(small_day()), dialect, SHANGHAI)


def test_the_excel_dialect_has_mark_crlf_and_every_cell_quoted() -> None:
    content = csv_out.written(small_day(), "excel", SHANGHAI).content
    assert content.startswith(b"\xef\xbb\xbf")
    lines = content.decode("utf-8-sig").split("\r\n")
    assert all(line.startswith('"') and line.endswith('"') for line in lines[:-1])
    assert "\n" not in "".join(lines)


def test_the_machine_dialect_is_raw_with_offsets() -> None:
    rows = cells(csv_out.written(small_day(), "machine", SHANGHAI).content)
    by = dict(zip(rows[0], rows[2], strict=True))
    assert (by["name"], by["person"], by["happened_at"]) == ("=1+1", "3-12", "2023-01-12T08:30:15.250+08:00")
    assert not csv_out.written([], "machine", SHANGHAI).content.startswith(b"\xef\xbb\xbf")


def test_an_empty_file_has_its_header() -> None:
    paper = csv_out.written([], "machine", SHANGHAI)
    assert cells(paper.content) == [[column.key for column in COLUMNS]]
    assert paper.rows == 0


typed = st.text(st.characters(exclude_categories=["Cs"]), max_size=20) | st.sampled_from(
    ["=1+1", "@x", "+86", "-", "'", "３-12", "3-12", "1/2", "\t=1", "\u202e=1", "0012", "1e5", 'a"b', "a,b", "a\nb"]
)


@given(typed, typed, typed, typed)
def test_whatever_people_typed_comes_back_and_starts_no_formula(code: str, name: str, unit: str, bed: str) -> None:
    who = person(code, name or "x", unit=unit, bed=bed)
    row = cells(csv_out.written([told(who, seen(who, temperature(366)))], "excel", SHANGHAI).content)[1]
    by = dict(zip([c.key for c in COLUMNS], row, strict=True))
    assert [unguarded(by[key]) for key in ("person", "name", "unit", "bed")] == [code, name or "x", unit, bed]
    for cell in row:
        assert not cell.lstrip().startswith(tuple("=+-@|%＝＋－＠"))
        assert not cell.startswith(tuple("\t\r\n\0"))
    raw = cells(csv_out.written([told(who)], "machine", SHANGHAI).content)[1]
    assert raw[2] == code


def test_a_code_that_reads_as_a_date_is_guarded() -> None:
    row = cells(csv_out.written([told(person("3-12", bed="0012"))], "excel", SHANGHAI).content)[1]
    assert (row[2], row[6]) == ("'3-12", "'0012")


@given(st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 - given its zone
def test_every_local_time_is_read_back_to_the_second(at: datetime) -> None:
    for zone in (LONDON, SHANGHAI):
        assert when(csv_out.local(at, zone), TimeSaid(), zone) == at.replace(microsecond=0)
        assert when(csv_out.offset(at, zone), TimeSaid(), zone) == at.replace(microsecond=at.microsecond // 1000 * 1000)


def test_the_hour_that_comes_twice_carries_its_offset() -> None:
    first = datetime(2023, 10, 29, 0, 30, tzinfo=UTC)
    assert csv_out.local(first, LONDON) == "2023-10-29 01:30:00 +01:00"
    assert csv_out.local(first.replace(hour=1), LONDON) == "2023-10-29 01:30:00 +00:00"
    assert csv_out.local(first.replace(hour=2), LONDON) == "2023-10-29 02:30:00"
    assert csv_out.local(datetime(2023, 3, 26, 1, 30, tzinfo=UTC), LONDON) == "2023-03-26 02:30:00"


def test_the_golden_days_hold_every_status_of_an_observation() -> None:
    rows = cells((GOLDEN / "day-excel.csv").read_bytes())
    assert {row[-1] for row in rows[1:]} == {"current", "corrected", "away", "not_seen"}
    assert rows[1][0] == date(2023, 1, 12).isoformat()
