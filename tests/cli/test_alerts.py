"""Whose alerts wait, from the command line."""

import json

from .support import Shell

URGENT = ("--spo2", "88", "--oxygen", "0", "--temperature", "36.6", "--symptoms", "none")


def test_an_alert_is_told_with_its_times_and_for_a_program(shell: Shell) -> None:
    assert "0 with an open alert" in shell.ok("alerts")
    shell.ok("record", "--person", "R1", *URGENT, "--by", "N01")
    said = shell.ok("alerts")
    assert "!!! URGENT" in said
    assert "nobody has seen it yet" in said
    assert "还没有人看过" in shell.ok("alerts", lang="zh_CN")
    told = json.loads(shell.ok("alerts", "--json"))
    (alert,) = told["alerts"]
    assert (alert["person"], alert["severity"], alert["state"], alert["seen_by"]) == ("R1", "URGENT", "new", None)
    assert {r["person"] for r in told["rechecks"]} <= {"R1"}
    assert told["withdrawn"] == []


def test_people_who_fall_ill_together_are_told_where_alerts_are_read(shell: Shell) -> None:
    assert "Falling ill together" not in shell.ok("alerts")
    for person in ("R1", "R2"):
        values = ("--temperature", "36.6", "--spo2", "97", "--oxygen", "0", "--symptoms", "cough")
        shell.ok("record", "--person", person, *values, "--by", "N01")
    said = shell.ok("alerts")
    assert "Falling ill together" in said
    assert "一起发病" in shell.ok("alerts", lang="zh_CN")
