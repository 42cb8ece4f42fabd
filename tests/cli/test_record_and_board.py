"""One line in, and everybody out: worst first, with what each needs and why."""

import json

from .support import Shell


def test_a_normal_resident_in_one_line(shell: Shell) -> None:
    said = shell.ok(
        "record", "--person", "R1", "--temperature", "36.6", "--site", "axillary", "--spo2", "97", "--oxygen", "0",
        "--symptoms", "none", "--by", "N01",
    )  # fmt: skip
    assert "R1" in said
    assert "nothing found" in said


def test_full_width_digits_and_the_chinese_full_stop_are_digits_and_a_point(shell: Shell) -> None:
    shell.ok("record", "--person", "R1", "--temperature", "３６。６", "--site", "axillary", "--by", "N01")
    (row,) = [r for r in json.loads(shell.ok("board", "--json")) if r["person"] == "R1"]
    assert row["latest"]["temperature_c"] == 36.6


def test_who_acts_may_stand_in_the_environment(shell: Shell, monkeypatch: object) -> None:
    import os

    os.environ["CARELOG_BY"] = "N02"
    try:
        assert "R1" in shell.ok("record", "--person", "R1", "--spo2", "97")
    finally:
        del os.environ["CARELOG_BY"]


def test_the_board_as_json_has_the_worst_first_and_every_field(shell: Shell) -> None:
    shell.ok(
        "record", "--person", "R2", "--temperature", "38.9", "--site", "axillary", "--spo2", "88", "--oxygen", "0",
        "--symptoms", "cough", "--by", "N01",
    )  # fmt: skip
    rows = json.loads(shell.ok("board", "--json"))
    worst = rows[0]
    assert worst["person"] == "R2"
    assert worst["severity"] == "URGENT"
    assert {"oxygen", "transfer", "test"} <= set(worst["tasks"])
    assert worst["reasons"][0].keys() == {"rule", "words", "source"}
    assert worst["latest"]["spo2_percent"] == 88
    assert worst["latest"]["oxygen_l_min"] == 0
    assert worst["round"]["from"] < worst["round"]["to"]
    assert [r["severity"] for r in rows[1:]] == ["NOT_KNOWN"] * 5
    assert rows[-1]["latest"]["temperature_c"] is None


def test_names_with_brackets_formulas_and_escape_codes_come_out_as_they_are_or_harmless(shell: Shell) -> None:
    text = shell.ok("board")
    for name in ("王 [/b] 芳", "[see note]", "=1+1", "[31mred"):
        assert name in text
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_the_board_of_an_earlier_time_knows_only_what_had_happened(shell: Shell) -> None:
    shell.ok("record", "--person", "R1", "--spo2", "97", "--at", "2023-01-12T08:00", "--by", "N01")
    before = json.loads(shell.ok("board", "--json", "--at", "2023-01-12T07:59"))
    after = json.loads(shell.ok("board", "--json", "--at", "2023-01-12T08:00"))
    assert [r["latest"]["spo2_percent"] for r in before if r["person"] == "R1"] == [None]
    assert [r["latest"]["spo2_percent"] for r in after if r["person"] == "R1"] == [97]
