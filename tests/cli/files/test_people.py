"""`carelog people`."""

import json
from pathlib import Path

import pytest

from carelog.report.dictionary import PEOPLE

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


def test_scale_2_without_its_decision_is_refused_by_row_and_column(home: Home, tmp_path: Path) -> None:
    path = tmp_path / "scale.csv"
    path.write_text("code,name,spo2_scale,scale_on\n1,A,1,\n2,B,2,2022-12-01\n", encoding="utf-8")
    said = home.run("people", "import", str(path))
    assert said.code == 2
    assert "row 3, column scale_by: Scale 2 needs the clinician who decided it (scale_by) and the date (" in said.err
    assert "a lung disease alone does not select it" in said.err


def test_a_refusal_speaks_of_the_columns_as_the_file_names_them(home: Home, tmp_path: Path) -> None:
    path = tmp_path / "chinese.csv"
    path.write_text("编号,姓名,平时血氧,平时值签字人,平时值有效期\n1,A,91,,\n", encoding="utf-8")
    said = home.run("people", "import", str(path))
    assert "row 2, column 平时值签字人: A person's own figures (normal_temperature, 平时血氧, usual_news2)" in said.err


def test_the_list_for_a_program_has_every_decision(home: Home, tmp_path: Path) -> None:
    path = tmp_path / "decided.csv"
    path.write_text(
        "code,name,spo2_scale,scale_by,scale_on,disease,class,class_why,normal_temperature,normals_by,normals_until\n"
        "1,A,2,Dr. Wu,2022-12-01,stable,red,frail,36.2 oral,Dr. Wu,2023-12-01\n",
        encoding="utf-8",
    )
    assert home.run("people", "import", str(path)).code == 0
    (one,) = [p for p in json.loads(home.run("people", "list", "--json", by="").out) if p["person"] == "1"]
    assert (one["spo2_scale"], one["scale_in_force"], one["scale_by"]) == (2, 2, "Dr. Wu")
    assert (one["scale_on"], one["disease"], one["vaccination"]) == ("2022-12-01", "stable", None)
    assert (one["class"], one["class_why"], one["usual_news2"]) == ("red", "frail", None)
    assert (one["normal_temperature_c"], one["normal_temperature_site"]) == (36.2, "oral")
    assert (one["normals_until"], one["takes_antipyretic"]) == ("2023-12-01", False)


def test_a_decision_on_one_person_needs_no_file(home: Home, tmp_path: Path) -> None:
    assert home.run("people", "import", str(people_csv(tmp_path))).code == 0
    said = home.run("people", "set", "3-10", "spo2_scale=2", "scale_by=Dr. Wu", "scale_on=2023-01-12")
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines() == [
        "3-10  spo2_scale: 1 -> 2",
        "3-10  scale_by: - -> Dr. Wu",
        "3-10  scale_on: - -> 2023-01-12",
        "3-10  scale_in_force: 1 -> 2",
        "3-10 is written down.",
    ]
    again = home.run("people", "set", "3-10", "takes_antipyretic=no", "conditions=")
    assert again.out == "3-10 stands like this already. Nothing was stored.\n"


def test_the_change_is_an_object_for_a_program(home: Home, tmp_path: Path) -> None:
    home.run("people", "import", str(people_csv(tmp_path)))
    said = json.loads(home.run("people", "set", "3-10", "takes_antipyretic=yes", "conditions=copd", "--json").out)
    assert said["changed"] == {
        "conditions": {"before": [], "after": ["copd"]},
        "takes_antipyretic": {"before": False, "after": True},
    }
    assert said["person"]["person"] == "3-10"
    plain = home.run("people", "set", "3-10", "takes_antipyretic=no", "conditions=").out
    assert "conditions: copd -> -" in plain
    assert "takes_antipyretic: yes -> no" in plain


def test_a_decision_that_cannot_stand_is_a_sentence_and_exit_code_2(home: Home, tmp_path: Path) -> None:
    home.run("people", "import", str(people_csv(tmp_path)))
    said = home.run("people", "set", "3-10", "spo2_scale=2")
    assert said.code == 2
    assert said.err.startswith("scale_by: Scale 2 needs the clinician who decided it (scale_by)")
    assert said.err.endswith("Nothing was stored for 3-10. Put it right and run this again.\n")
    assert home.run("people", "set", "3-10", "bed").code == 2
    assert home.run("people", "set", "3-10").code == 2
    assert home.run("people", "set", "nobody", "bed=1").code == 2
    assert home.run("people", "set", "3-10", "bed=1", by="").code == 2


def test_every_decision_in_the_list_is_explained_by_the_dictionary(home: Home) -> None:
    (one,) = json.loads(home.run("people", "list", "--json", by="").out)
    assert {name for name, *_ in PEOPLE} <= set(one)
    assert list(one)[list(one).index("presence") + 1 :] == [n for n, *_ in PEOPLE if n not in list(one)[:19]]
