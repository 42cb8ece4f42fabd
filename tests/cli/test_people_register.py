"""`carelog people`: somebody moves in, changes beds, is followed up, is vaccinated, and leaves."""

import json
from pathlib import Path

import pytest

from .support import Shell

BY = ("--by", "N01")


def listed(shell: Shell, code: str) -> dict[str, object]:
    (one,) = [p for p in json.loads(shell.ok("people", "list", "--json")) if p["person"] == code]
    assert isinstance(one, dict)
    return one


def test_somebody_new_is_written_down_with_all_that_is_on_file(shell: Shell) -> None:
    facts = ("name=周芬", "admitted_on=20200901", "allergies=青霉素", "vaccines=新冠 1 2021-06-01 科兴",
             "contacts=女儿 13800000000", "doctor=吴医生", "birth_date=1938-05-01")  # fmt: skip
    assert "R9 周芬 is written down." in shell.ok("people", "add", "R9", *facts, *BY)
    one = listed(shell, "R9")
    assert (one["admitted_on"], one["allergies"], one["contacts"]) == ("2020-09-01", ["青霉素"], "女儿 13800000000")
    assert one["vaccines"] == [
        {"against": "covid", "dose": "given", "on": "2021-06-01", "number": 1, "product": "科兴"}
    ]
    assert (one["left"], one["role"], one["plan_decision"]) == (None, None, None)


def test_staff_have_a_role_a_zone_and_a_shift(shell: Shell) -> None:
    said = shell.ok(
        "people", "add", "S3", "kind=staff", "name=Chen", "role=保洁", "zone=A", "shift=夜班", *BY, "--json"
    )
    told = json.loads(said)
    assert (told["role"], told["zone"], told["shift"], told["phone"]) == ("cleaning", "A", "夜班", None)


def test_a_code_of_somebody_here_is_refused_and_a_bed_of_somebody_here_is_said(shell: Shell) -> None:
    said = shell("people", "add", "R1", "name=周芬", *BY)
    assert said.code == 2
    assert "R1 is" in said.err
    assert "Nothing was stored" in said.err
    said = shell("people", "add", "R9", "name=周芬", "unit=3", "bed=3-1", *BY)
    assert said.code == 0
    assert "Bed 3-1 is that of R1" in said.err


def test_the_new_columns_come_from_a_file_too(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "more.csv"
    head = "编号,姓名,岗位,分区,班次,电话,过敏史,接种记录,入住日期"
    file.write_text(f"{head}\nS7,周芬,护士,B,早班,139,虾,流感 拒绝 2022-11-01,2020/9/1\n", encoding="utf-8")
    shell.ok("people", "import", str(file), *BY)
    one = listed(shell, "S7")
    assert (one["role"], one["zone"], one["shift"], one["phone"]) == ("nurse", "B", "早班", "139")
    assert one["allergies"] == ["虾"]


def test_a_vaccine_nobody_knows_is_refused_where_it_stands(shell: Shell) -> None:
    said = shell("people", "set", "R1", "vaccines=measles 1", *BY)
    assert (said.code, said.out) == (2, "")
    assert 'vaccines: "measles" is no vaccine known here.' in said.err


def test_where_somebody_has_been_can_be_read_also_of_who_has_left(shell: Shell) -> None:
    shell.ok("people", "set", "R2", "bed=3-8", *BY)
    shell.ok("people", "move", "R2", "hospital", "--until", "2100-01-20", "--note", "市一医院", *BY)
    assert "discharged" in shell.ok("people", "move", "R2", "discharged", *BY)
    assert [p["person"] for p in json.loads(shell.ok("people", "list", "--json"))].count("R2") == 0
    told = json.loads(shell.ok("people", "history", "R2", "--json"))
    assert [bed["bed"] for bed in told["beds"]] == ["3-2", "3-8"]
    assert told["beds"][0]["to"] == told["beds"][1]["from"]
    where = [(w["presence"], w["left"], w["note"], w["expected"]) for w in told["presence"]]
    assert where == [
        ("present", None, None, None),
        ("hospital", None, "市一医院", "2100-01-20"),
        ("left", "discharged", None, None),
    ]
    said = shell.ok("people", "history", "R2")
    assert "3 3-8" in said
    assert "in hospital" in said


def test_who_has_died_leaves_with_the_alerts_named_or_closed(shell: Shell) -> None:
    for code in ("R1", "R2"):
        shell.ok("record", "--person", code, "--temperature", "38.6", "--spo2", "88", *BY)
    assert "R1 still has open alerts: " in shell.ok("people", "move", "R1", "died", *BY)
    assert "open alerts" not in shell.ok("people", "move", "R2", "died", "--close", *BY)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("move", "R1", "out", "--until", "soon"), "soon"),
        (("move", "R1", "out", "--at", "2100-01-01T08:00"), "2100-01-01"),
        (("contact", "ghost", "family"), "ghost"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(shell: Shell, words: tuple[str, ...], sentence: str) -> None:
    said = shell("people", *words, *BY)
    assert said.code == 2
    assert sentence in said.err


def test_the_plan_of_an_infected_yellow_resident_is_told_until_somebody_calls(shell: Shell) -> None:
    shell.ok("people", "set", "R2", "disease=stable", "vaccination=complete", *BY)
    assert "No contact is due" in shell.ok("people", "plan")
    shell.ok("tests", "record", "R2", "--method", "antigen", "--result", "positive", *BY)
    shell.ok("tests", "record", "R4", "--method", "antigen", "--result", "positive", *BY)
    said = shell.ok("people", "plan")
    assert "R2 [see note]  yellow  due: primary care (last never)" in said
    assert "the class is not known; missing: disease, vaccination" in said
    assert "primary care" in shell.ok("people", "contact", "R2", "primary_care", "--note", "stay here", *BY)
    (told,) = [p for p in json.loads(shell.ok("people", "plan", "--json")) if p["person"] == "R2"]
    assert {c["by"]: c["due"] for c in told["contacts"]} == {"primary_care": False, "home": True}
    assert (told["class"], told["infected"], told["decision_missing"]) == ("yellow", True, False)


def test_a_protocol_without_contacts_says_so(shell: Shell) -> None:
    shell.ok("protocol", "use", "en-news2-restore2", "--yes", *BY)
    said = shell("people", "plan")
    assert (said.code, said.err) == (2, "The protocol in use (en-news2-restore2) says nothing of contacts by class.\n")


def test_vaccination_of_the_house_is_told(shell: Shell) -> None:
    shell.ok("people", "set", "R1", "vaccination=complete", "vaccines=covid due 2020-01-01; influenza declined", *BY)
    said = shell.ok("people", "vaccination")
    assert "1 of 4 complete, 0 begun, 0 not, 3 not written down" in said
    assert "days overdue" in said
    assert "R1" in said.partition("Doses due")[2]
    assert "influenza  refused" in said
    told = json.loads(shell.ok("people", "vaccination", "--json"))
    assert told["coverage"][0]["people"] == 4
    assert told["due"][0]["against"] == "covid"
    assert told["declined"][0]["person"] == "R1"
