"""The daily return from the command line: read it, hand it in once, and be told what changed since."""

import csv
import io
import json
from pathlib import Path

from .homes import Home, people_csv


def test_a_return_is_read_without_signing_and_says_what_nobody_knows(home: Home) -> None:
    said = home.run("report", "day", by="")
    assert said.code == 0
    assert "     0  Residents in the house" in said.out
    assert "        Residents with an antigen test  (not known: left blank, which is not 0)" in said.out
    assert "No zero return yet" in said.out
    assert "Nothing has been handed in for this day yet" in said.out


def test_a_program_gets_null_for_what_is_blank(home: Home) -> None:
    told = json.loads(home.run("report", "day", "--json", by="").out)
    assert told["counts"]["residents_in_house"] == 0
    assert told["counts"]["residents_fever"] is None
    assert (told["zero_return"], told["handed_in_before"]) == (False, None)


def test_a_file_handed_in_is_kept_as_proof_and_guarded_for_a_spreadsheet(home: Home, tmp_path: Path) -> None:
    home.take_people(people_csv(tmp_path))
    out = tmp_path / "return.csv"
    assert home.run("report", "day", "--out", str(out)).code == 0
    rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8-sig"))))
    counts = {row["code"]: row["count"] for row in rows}
    assert counts["residents_in_house"] == "7"
    assert counts["residents_fever"] == ""
    assert home.run("report", "day", "--out", str(out)).code == 2
    assert "The same as handed in" in home.run("report", "day", "--sent").out
    station = home.station()
    assert len(station.log.deeds("returned")) == 2
    station.close_log()


def test_handing_in_needs_a_name_and_one_way_at_a_time(home: Home, tmp_path: Path) -> None:
    assert home.run("report", "day", "--sent", by="").code == 2
    both = home.run("report", "day", "--json", "--out", str(tmp_path / "x.csv"))
    assert both.code == 2
    assert "Choose one" in both.err
    late = home.run("report", "day", "--date", "2999-01-01", by="")
    assert (late.code, "has not come yet" in late.err) == (2, True)


def test_a_form_of_ones_own_that_is_wrong_is_refused_with_its_key(home: Home, tmp_path: Path) -> None:
    form = tmp_path / "own.toml"
    form.write_text('id = "own"\nversion = "1"\n', encoding="utf-8")
    said = home.run("report", "day", "--form", str(form), by="")
    assert said.code == 2
    assert "own.toml" in said.err
    assert "source is missing" in said.err or "title is missing" in said.err
