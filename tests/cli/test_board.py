"""The board without a screen: who needs what, in lines a nurse can read aloud and in JSON another program can read."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from carelog.cli.lines import SHAPES, tenths
from carelog.model.reading import Site
from carelog.model.severity import Severity

from .support import Shell

AT = "2026-03-07T16:30"
"""An afternoon in Shanghai, the evening round open."""
TWINS = """code,kind,name,sex,birth_date,unit,bed
T1,resident,王芳,F,1940-01-01,5,5-1
T2,resident,王芳,F,1938-05-06,5,5-2
T3,resident,Zhou Bo,M,1950-05-05,5,
"""
FEVER = ("--temperature", "38.9", "--site", "axillary", "--spo2", "88", "--oxygen", "0", "--symptoms", "cough,headache")


@pytest.fixture
def ward(shell: Shell, tmp_path: Path) -> Shell:
    """Two women of one name and a man without a bed beside the residents of `shell`; one twin has a fever."""
    file = tmp_path / "twins.csv"
    file.write_text(TWINS, encoding="utf-8")
    shell.ok("people", "import", str(file), "--by", "N01")
    measured(shell, "T1", *FEVER, at="2026-03-07T16:00")
    return shell


def measured(shell: Shell, code: str, *values: str, at: str = "2026-03-07T16:10") -> None:
    shell.ok("record", "--person", code, *values, "--at", at, "--by", "N01")


def listed(shell: Shell, at: str = AT) -> dict[str, dict[str, Any]]:
    rows = json.loads(shell.ok("board", "--json", "--at", at))
    return {row["person"]: row for row in rows}


def lines_of(shell: Shell, start: str, lang: str = "en") -> list[str]:
    """The head line of a person and the lines below it."""
    lines = shell.ok("board", "--at", AT, lang=lang).splitlines()
    (first,) = [n for n, line in enumerate(lines) if f" {start}  " in line and not line.startswith("      ")]
    below = [n for n in range(first + 1, len(lines)) if not lines[n].startswith("      ")]
    return lines[first : below[0] if below else len(lines)]


# plain text


@pytest.mark.parametrize(
    ("lang", "head"), [("en", "Sunny Hill, 2026-03-07 16:30"), ("zh_CN", "Sunny Hill，2026-03-07 16:30")]
)
def test_the_first_line_says_which_home_and_when_by_its_own_clock(ward: Shell, lang: str, head: str) -> None:
    assert ward.ok("board", "--at", AT, lang=lang).splitlines()[0] == head
    assert ward.ok("board", "--at", "2026-03-07T08:30:00+00:00", lang=lang).splitlines()[0] == head


def test_a_fever_is_told_with_shape_words_tasks_values_and_why(ward: Shell) -> None:
    head, values, *reasons = lines_of(ward, "5-1")
    assert head.startswith("!!! 5-1  王芳 (1940)  URGENT  [")
    assert {"transfer", "oxygen per order", "isolate"} <= set(head.partition("[")[2].rstrip("]").split(", "))
    assert values == "      T 38.9  SpO2 88  cough, headache  (03-07 16:00)  done"
    assert reasons[0].split()[0] == "S-02"
    assert any("Above 38.5 degrees" in reason for reason in reasons)


def test_the_same_fever_in_chinese_has_no_word_of_english(ward: Shell) -> None:
    head, values, *reasons = lines_of(ward, "5-1", "zh_CN")
    assert head.startswith("!!! 5-1  王芳 (1940)  紧急  [")
    assert {"转院", "按医嘱吸氧", "隔离"} <= set(head.partition("[")[2].rstrip("]").split("、"))
    assert values == "      体温 38.9  血氧 88  咳嗽、头痛（03-07 16:00）  已测"
    assert any("体温超过 38.5 度" in reason for reason in reasons)


@pytest.mark.parametrize(
    ("lang", "values", "said"),
    [
        ("en", ("--symptoms", "none"), "T missing  SpO2 missing  no symptoms  (03-07 16:10)  in part"),
        ("zh_CN", ("--symptoms", "none"), "体温 缺  血氧 缺  无症状（03-07 16:10）  未测全"),
        ("en", ("--temperature", "36.6"), "T 36.6  SpO2 missing  symptoms not asked  (03-07 16:10)  in part"),
        ("zh_CN", ("--spo2", "97"), "体温 缺  血氧 97  症状未问（03-07 16:10）  未测全"),
        ("en", ("--symptoms", "breathless"), "T missing  SpO2 missing  breathless at rest  (03-07 16:10)  in part"),
    ],
)
def test_what_was_not_asked_is_not_the_same_as_none(ward: Shell, lang: str, values: tuple[str, ...], said: str) -> None:
    measured(ward, "R2", *values)
    assert lines_of(ward, "3-2", lang)[1].strip() == said


@pytest.mark.parametrize(("lang", "said"), [("en", "never measured  due"), ("zh_CN", "从未测量  待测")])
def test_who_was_never_measured_is_said_to_be_so_and_has_no_task(ward: Shell, lang: str, said: str) -> None:
    head, values = lines_of(ward, "3-2", lang)
    assert values.strip() == said
    assert "[see note]" in head
    assert head.count("[") == 1


def test_namesakes_carry_their_year_of_birth_and_nobody_else_does(ward: Shell) -> None:
    text = ward.ok("board", "--at", AT)
    assert "王芳 (1940)" in text
    assert "王芳 (1938)" in text
    assert "Zhou Bo  not known" in text
    assert "王 [/b] 芳  not known" in text


def test_who_has_no_bed_is_named_by_code(ward: Shell) -> None:
    assert lines_of(ward, "T3")[0].startswith("?   T3  Zhou Bo")


def test_the_worst_stand_first_and_those_in_whom_nothing_was_found_last(ward: Shell) -> None:
    measured(ward, "R1", "--temperature", "36.6", "--spo2", "97", "--oxygen", "0", "--symptoms", "none")
    shapes = [line[:3].strip() for line in ward.ok("board", "--at", AT).splitlines()[1:] if line[:6].strip()]
    rank = {shape: severity for severity, shape in SHAPES.items()}
    found = [rank[shape] for shape in shapes]
    assert found == sorted(found, reverse=True)
    assert found[0] is Severity.URGENT
    assert found[-1] is Severity.NONE


def test_every_severity_has_a_shape_of_its_own_that_needs_no_colour() -> None:
    assert set(SHAPES) == set(Severity)
    assert len(set(SHAPES.values())) == len(SHAPES)


@pytest.mark.parametrize(
    ("value", "said"), [(None, ""), (366, "36.6"), (370, "37.0"), (0, "0.0"), (5, "0.5"), (250, "25.0"), (150, "15.0")]
)
def test_tenths_are_written_with_their_point(value: int | None, said: str) -> None:
    assert tenths(value) == said


@pytest.mark.parametrize(
    ("lang", "mark"), [("en", "DEMO - these people are not real"), ("zh_CN", "演示数据，并非真人")]
)
def test_a_demo_home_says_under_its_name_that_nobody_is_real(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], lang: str, mark: str
) -> None:
    demo = Shell(tmp_path / "demo", capsys)
    demo.ok("demo", "--residents", "2", "--staff", "1", "--days", "0", "--no-ui", "--at", AT)
    assert demo.ok("board", lang=lang).splitlines()[1] == mark


@pytest.mark.parametrize(
    ("lang", "mark"), [("en", "DEMO - these people are not real"), ("zh_CN", "演示数据，并非真人")]
)
def test_a_real_home_never_says_demo(ward: Shell, lang: str, mark: str) -> None:
    assert mark not in ward.ok("board", lang=lang)


# JSON


def test_staff_and_residents_stand_in_one_list_each_with_its_kind(ward: Shell) -> None:
    kinds = {code: row["kind"] for code, row in listed(ward).items()}
    assert kinds == {
        "R1": "resident", "R2": "resident", "R3": "resident", "R4": "resident",
        "T1": "resident", "T2": "resident", "T3": "resident", "N01": "staff", "N02": "staff",
    }  # fmt: skip


def test_who_was_never_measured_has_null_for_every_value(ward: Shell) -> None:
    assert listed(ward)["T2"]["latest"] == {
        "temperature_c": None,
        "temperature_site": None,
        "spo2_percent": None,
        "oxygen_l_min": None,
        "symptoms": None,
        "happened_at": None,
    }


def test_values_come_in_the_units_their_names_say_and_times_with_the_homes_offset(ward: Shell) -> None:
    assert listed(ward)["T1"]["latest"] == {
        "temperature_c": 38.9,
        "temperature_site": "axillary",
        "spo2_percent": 88,
        "oxygen_l_min": 0.0,
        "symptoms": ["cough", "headache"],
        "happened_at": "2026-03-07T16:00:00+08:00",
    }


def test_asked_and_none_is_an_empty_list_and_not_null(ward: Shell) -> None:
    measured(ward, "R1", "--symptoms", "none")
    measured(ward, "R2", "--spo2", "97")
    rows = listed(ward)
    assert rows["R1"]["latest"]["symptoms"] == []
    assert rows["R2"]["latest"]["symptoms"] is None


@pytest.mark.parametrize("site", list(Site))
def test_every_site_comes_out_as_it_went_in(ward: Shell, site: Site) -> None:
    measured(ward, "R1", "--temperature", "36.6", "--site", site.value)
    assert listed(ward)["R1"]["latest"]["temperature_site"] == site.value


@pytest.mark.parametrize(
    ("at", "state", "start", "end"),
    [
        ("2026-03-07T06:00", "due", "2026-03-07T05:00:00+08:00", "2026-03-07T11:00:00+08:00"),
        ("2026-03-07T16:30", "due", "2026-03-07T15:00:00+08:00", "2026-03-07T20:00:00+08:00"),
    ],
)
def test_the_round_at_hand_says_from_when_to_when(shell: Shell, at: str, state: str, start: str, end: str) -> None:
    assert listed(shell, at)["R1"]["round"] == {"state": state, "from": start, "to": end}


def test_the_round_of_the_board_ends_after_it_begins_also_between_two_rounds(shell: Shell) -> None:
    stand = listed(shell, "2026-03-07T12:30")["R1"]["round"]
    assert stand["state"] in {"late", "upcoming"}
    assert datetime.fromisoformat(stand["from"]) < datetime.fromisoformat(stand["to"])


def test_a_round_fully_entered_is_done_and_a_half_entered_one_in_part(ward: Shell) -> None:
    measured(ward, "R1", "--temperature", "36.6", "--spo2", "97", "--oxygen", "0", "--symptoms", "none")
    measured(ward, "R2", "--temperature", "36.6")
    rows = listed(ward)
    assert (rows["R1"]["round"]["state"], rows["R2"]["round"]["state"]) == ("done", "partial")


def test_every_reason_has_its_words_in_the_language_asked_for_and_its_source(ward: Shell) -> None:
    spoken = {}
    for lang in ("en", "zh_CN"):
        rows = json.loads(ward.ok("board", "--json", "--at", AT, lang=lang))
        spoken[lang] = next(row for row in rows if row["person"] == "T1")["reasons"]
    assert [r["rule"] for r in spoken["en"]] == [r["rule"] for r in spoken["zh_CN"]]
    assert all(e["words"] != z["words"] for e, z in zip(spoken["en"], spoken["zh_CN"], strict=True))
    assert all(reason["source"] for reason in spoken["en"])


def test_the_json_is_read_by_people_too_so_chinese_stands_as_chinese(ward: Shell) -> None:
    text = ward.ok("board", "--json", "--at", AT)
    assert '"name": "王芳"' in text
    assert "\\u" not in text.replace("\\u001b", "").replace("\\u202e", "")


def test_looking_at_the_board_needs_no_name_and_leaves_the_log_as_it_is(ward: Shell) -> None:
    before = ward.ok("verify")
    ward.ok("board")
    ward.ok("board", "--json")
    assert ward.ok("verify") == before


@pytest.mark.parametrize("text", ["", "now", "16:30", "2026-02-30T08:00", "2026-03-07T25:00"])
def test_a_time_that_is_none_is_refused_and_shown_how_to_write_it(shell: Shell, text: str) -> None:
    said = shell("board", "--at", text)
    assert said.code == 2
    assert f'"{text}" is not a time' in said.err
    assert said.out == ""


def test_a_value_from_before_oxygen_was_given_is_told_with_the_flow_since_then(ward: Shell) -> None:
    person = json.loads(ward.ok("board", "--json"))[0]["person"]
    ward.ok("record", "--person", person, "--spo2", "91", "--by", "N01")
    ward.ok("oxygen", "start", person, "--flow", "2", "--by", "N01")
    line = next(line for line in ward.ok("board").splitlines() if "SpO2 91" in line)
    assert "O2 2.0: SpO2 not measured since" in line
