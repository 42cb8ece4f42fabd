"""`carelog export`."""

import csv
import hashlib
import io
import json
import stat
from pathlib import Path

import pytest

from carelog.model.deeds import Exported
from carelog.report.columns import COLUMNS

from .homes import Home
from .test_importing import fill

DAY = ("--date", "2023-01-12")
PERIOD = ("--from", "2023-01-01", "--to", "2023-01-31")


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def proofs(home: Home) -> list[Exported]:
    station = home.station()
    found = [deed.body for deed in station.log.deeds("exported")]
    station.close_log()
    return found


def test_a_day_goes_to_the_terminal_or_a_file(full: Home, tmp_path: Path) -> None:
    fill(full)
    said = full.run("export", "day", *DAY)
    assert (said.code, said.err) == (0, "")
    out = tmp_path / "day.csv"
    filed = full.run("export", "day", *DAY, "--out", str(out))
    assert filed.out == f"Written: {out}\n"
    assert out.read_bytes().decode() == said.out.replace("\r\n", "\n").replace("\n", "\r\n")
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    found = rows(said.out)
    assert list(found[0]) == [column.key for column in COLUMNS]
    assert {row["status"] for row in found} == {"current", "not_seen"}
    assert {row["person"] for row in found if row["kind"] == "resident"} == {f"'3-{n}" for n in range(10, 17)}


def test_every_export_is_on_record_with_its_sum_and_changes_no_later_one(full: Home, tmp_path: Path) -> None:
    fill(full)
    one, two = tmp_path / "one.csv", tmp_path / "two.csv"
    for out in (one, two):
        full.run("export", "day", *DAY, "--out", str(out))
    assert one.read_bytes() == two.read_bytes()
    first, second = proofs(full)
    assert first == second
    assert (first.what, first.first.isoformat(), first.dialect) == ("day", "2023-01-12", "excel")
    assert first.sha256 == hashlib.sha256(one.read_bytes()).hexdigest()
    assert first.rows == len(rows(one.read_text(encoding="utf-8")))


def test_an_existing_file_is_kept_and_no_export_is_noted(full: Home, tmp_path: Path) -> None:
    out = tmp_path / "day.csv"
    out.write_text("mine", encoding="utf-8")
    said = full.run("export", "day", *DAY, "--out", str(out))
    assert said.code == 2
    assert "is there already" in said.err
    assert out.read_text(encoding="utf-8") == "mine"
    assert proofs(full) == []
    assert full.run("export", "day", *DAY, "--out", str(out), "--force").code == 0


def test_a_period_in_the_machine_dialect(full: Home) -> None:
    fill(full)
    said = full.run("export", "observations", *PERIOD, "--dialect", "machine")
    found = rows(said.out)
    assert [row["person"] for row in found] == ["3-10", "3-10", "3-11", "3-12", "3-13"]
    assert found[0]["happened_at"] == "2023-01-12T08:01:07.000+08:00"
    assert {row["name"] for row in found} >= {"=1+1", "[see note]"}


def test_a_pseudonymised_file_names_nobody_and_matches_the_next_one(full: Home) -> None:
    fill(full)
    first = full.run("export", "day", *DAY, "--pseudonymised").out
    for word in ("[see note]", "=1+1", "3-10", "N01", "Li Wen"):
        assert word not in first
    found = rows(first)
    assert {(row["name"], row["bed"]) for row in found} == {("", "")}
    assert len({row["person"] for row in found}) == 8
    assert full.run("export", "day", *DAY, "--pseudonymised").out == first
    assert proofs(full)[0].dialect == "excel pseudonymised"


@pytest.mark.parametrize("form", ["json", "csv"])
def test_the_dictionary_needs_no_home_and_no_name(home: Home, form: str) -> None:
    said = home.run("export", "dictionary", "--format", form, by="")
    assert (said.code, said.err) == (0, "")
    names = (
        [one["name"] for one in json.loads(said.out)["fields"]]
        if form == "json"
        else [row["column"] for row in rows(said.out) if not row["value"] and "." not in row["column"]]
    )
    assert names == [column.key for column in COLUMNS]
    assert "发热" in said.out or "咳嗽" in said.out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("day", "--date", "yesterday"), '"yesterday" is not a date.'),
        (("observations", "--from", "2023-02-01", "--to", "2023-01-01"), "The period ends"),
        (("day", "--dialect", "lotus"), "lotus"),
        (("observations", "--from", "2023-02-01"), "--to"),
    ],
)
def test_a_slip_is_a_sentence_and_exit_code_2(home: Home, arguments: tuple[str, ...], sentence: str) -> None:
    said = home.run("export", *arguments)
    assert said.code == 2
    assert sentence in said.err
    assert "Traceback" not in said.err


def test_an_export_that_nobody_signs_is_refused(home: Home) -> None:
    assert home.run("export", "day", *DAY, by="").code == 2
    assert proofs(home) == []
