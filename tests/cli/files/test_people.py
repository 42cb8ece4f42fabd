"""`carelog people`."""

import json
from pathlib import Path

import pytest

from .homes import CLEANED, Home, people_csv


def test_people_come_in_by_command_and_are_listed(home: Home, tmp_path: Path) -> None:
    said = home.run("people", "import", str(people_csv(tmp_path)))
    assert (said.code, said.err) == (0, "")
    assert "7 new, 0 changed, 0 as before" in said.out
    assert "read as utf-8" in said.out
    listed = json.loads(home.run("people", "list", "--json", by="").out)
    assert [one["name"] for one in listed if one["kind"] == "resident"] == list(CLEANED)
    assert [one["person"] for one in listed][-7:] == [f"3-{n}" for n in range(10, 17)]


def test_the_list_is_readable_without_json(full: Home) -> None:
    said = full.run("people", "list", by="")
    assert (said.code, said.err) == (0, "")
    assert "3-11  resident  3  11  [see note]" in said.out.splitlines()
    assert "\x1b" not in said.out


def test_the_object_of_a_person_has_every_fact(home: Home, tmp_path: Path) -> None:
    path = tmp_path / "one.csv"
    path.write_text("code,name,oxygen,conditions,birth_date\n1,A B,2 L/min 88-92,COPD,1938-05-01\n", encoding="utf-8")
    home.run("people", "import", str(path))
    listed = json.loads(home.run("people", "list", "--json", by="").out)
    one = next(one for one in listed if one["person"] == "1")
    assert (one["oxygen_l_min"], one["target_low_percent"], one["target_high_percent"]) == (2.0, 88, 92)
    assert (one["conditions"], one["birth_date"], one["initials"], one["sex"]) == (["COPD"], "1938-05-01", "ab", None)


def test_a_dry_run_says_who_and_stores_nobody(home: Home, tmp_path: Path) -> None:
    said = home.run("people", "import", str(people_csv(tmp_path)), "--dry-run", by="")
    assert said.code == 0
    assert "new: 3-12 =1+1" in said.out
    assert "Nothing was stored" in said.out
    assert len(json.loads(home.run("people", "list", "--json", by="").out)) == 1


def test_bad_rows_are_told_by_row_column_and_reason_and_nothing_is_stored(home: Home, tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text("code,name,sex\n1,A,female\n2,B,purple\n1,C,\n4\n", encoding="utf-8")
    said = home.run("people", "import", str(path))
    assert said.code == 2
    assert 'row 3, column sex: "purple" is none of: female, male, other' in said.err
    assert "row 4, column code: The code 1 stands in row 2 already." in said.err
    assert "row 5: 1 cells, but the header has 3." in said.err
    assert "Nothing was stored: 3 rows" in said.err
    assert len(json.loads(home.run("people", "list", "--json", by="").out)) == 1


def test_of_many_bad_rows_the_first_are_shown_and_the_rest_counted(home: Home, tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text("code,name,sex\n" + "".join(f"{n},A,purple\n" for n in range(200)), encoding="utf-8")
    said = home.run("people", "import", str(path))
    assert said.err.count("purple") == 50
    assert "and 150 more." in said.err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["people", "import", "none.csv"], "none.csv cannot be read."),
        (["people", "import", "none.csv", "--map", "nothing"], "There is no map nothing."),
    ],
)
def test_a_slip_is_a_sentence_and_exit_code_2(home: Home, arguments: list[str], sentence: str) -> None:
    said = home.run(*arguments)
    assert said.code == 2
    assert sentence in said.err
    assert "Traceback" not in said.err


def test_a_list_that_nobody_signs_is_not_taken(home: Home, tmp_path: Path) -> None:
    said = home.run("people", "import", str(people_csv(tmp_path)), by="")
    assert said.code == 2
    assert "--by" in said.err
