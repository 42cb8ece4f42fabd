"""Why somebody stands where they stand, without a screen."""

import json

import pytest

from carelog.cli.why import _deed_json
from carelog.model.deeds import Given, Method, Result, Swabbed

from .support import Shell

AT = "2026-03-07T16:30"
MASKED = "A value within 6 h of an antipyretic does not count."
CLOSED = "Closed by a named person with an outcome. Counts as back after two checks in a row, at least 24 h apart,"


@pytest.fixture
def ward(shell: Shell) -> Shell:
    """R1 with a fever, R2 well, R4 whose name is a terminal's command."""
    told = {"R1": ("38.9", "cough"), "R2": ("36.5", "none"), "R4": ("38.6", "none")}
    for code, (warm, symptoms) in told.items():
        values = ("--temperature", warm, "--site", "axillary", "--spo2", "97", "--oxygen", "0", "--symptoms", symptoms)
        shell.ok("record", "--person", code, *values, "--at", "2026-03-07T16:00", "--by", "N01")
    return shell


def test_a_fever_is_explained_line_by_line(ward: Shell) -> None:
    lines = ward.ok("why", "R1", "--at", AT).splitlines()
    assert lines[0] == "!!  3-1  王 [/b] 芳  review  (2026-03-07 16:30)"
    first = lines.index("!!  T-04  Above 38.5 degrees: test, complete set, fluids and medication per order")
    assert [line.strip() for line in lines[first + 1 : first + 6]] == [
        "temperature 38.9 °C (line 38.5 °C); holds since 03-07 16:00",
        "03-07 16:00  temperature 38.9 °C armpit  recorded by N01 Li Wen",
        f"{CLOSED} when in each temperature is 38.2 °C or less. {MASKED}",
        "source: > 38.5 any site (China home treatment guide, Dec 2022) [S]",
        lines[first + 5].strip(),
    ]
    assert lines[first + 5].strip().startswith("decided by cn-2023-respiratory version 3 (")


def test_the_same_in_chinese_has_no_word_of_english_but_the_sources(ward: Shell) -> None:
    lines = ward.ok("why", "R1", "--at", AT, lang="zh_CN").splitlines()
    assert lines[0] == "!!  3-1  王 [/b] 芳  需查看  (2026-03-07 16:30)"
    assert any("须有人署名写明结果关闭" in line for line in lines)


def test_of_somebody_well_no_rule_stands(ward: Shell) -> None:
    lines = ward.ok("why", "R2", "--at", AT).splitlines()
    assert lines[1] == "No rule holds at present."
    assert "too few values yet" in lines[-1]


def test_a_name_with_a_terminals_command_in_it_is_shown_as_it_was_kept(ward: Shell) -> None:
    assert "\x1b" not in ward.ok("why", "R4", "--at", AT)


def test_before_anything_was_measured_nothing_stands(ward: Shell) -> None:
    assert "No rule holds at present." in ward.ok("why", "R1", "--at", "2026-03-07T15:59")


def test_a_program_gets_the_same_in_numbers(ward: Shell) -> None:
    told = json.loads(ward.ok("why", "R1", "--at", AT, "--json"))
    assert (told["person"], told["at"], told["severity"]) == ("R1", "2026-03-07T16:30:00+08:00", "REVIEW")
    one = next(r for r in told["reasons"] if r["rule"] == "T-04")
    assert (one["value"], one["bound"], one["evidence"], one["signed"]) == (389, "385", "S", True)
    assert one["protocol"]["version"] == "3"
    assert len(one["protocol"]["sha256"]) == 64
    assert one["rests_on"][0]["readings"] == [
        {
            "quantity": "temperature", "value": 389, "not_measured": None, "site": "axillary", "device": "",
            "confirmed": False, "asleep": False,
        }
    ]  # fmt: skip
    assert one["clears"] == {
        "ends": "person", "hours_apart": 24, "first": None, "masked_hours": 6,
        "needs": [[{"find": "at_most", "reading": "temperature", "value": 382}]],
    }  # fmt: skip
    assert [n["value"] for n in told["normals"]] == [None, None]
    due = next(r for r in told["reasons"] if r["rule"] == "T-01") if "T-01" in str(told) else None
    assert due is None or due["recheck_by"]


@pytest.mark.parametrize(("words", "code"), [(("why", "R9"), 2), (("why",), 2), (("why", "R1", "--at", "soon"), 2)])
def test_a_wrong_line_is_refused_with_a_sentence(ward: Shell, words: tuple[str, ...], code: int) -> None:
    said = ward(*words)
    assert (said.code, "Traceback" in said.err) == (code, False)
    assert said.err


def test_a_swab_and_a_medicine_are_told_by_kind() -> None:
    assert _deed_json(Swabbed("p", Method.PCR, Result.POSITIVE)) == {
        "kind": "swabbed", "method": "pcr", "result": "positive",
    }  # fmt: skip
    assert _deed_json(Given("p", antipyretic=True)) == {"kind": "given", "antipyretic": True}
    assert _deed_json(None) is None


def test_what_the_care_plan_limits_stands_before_every_advice(shell: Shell) -> None:
    shell.ok("people", "set", "R1", "ceiling=no_transfer", "--by", "N01")
    shell.ok("record", "--person", "R1", "--spo2", "87", "--oxygen", "0", "--by", "N01")
    limit = "Care plan: no transfer. Call the doctor and the family before a transfer."
    for command in (("why", "R1"), ("board",), ("alerts",)):
        said = shell.ok(*command)
        assert said.index(limit) < said.index("transfer at once"), command
    said = shell.ok("handover")
    assert "CARE PLAN: no transfer; S-02b" in " ".join(said.split())
