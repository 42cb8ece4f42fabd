"""Daily duties without a screen."""

import json

from .support import Shell

BY = ("--by", "N01")


def test_every_duty_of_every_zone_is_told_with_who_did_it(shell: Shell) -> None:
    said = shell.ok("duties", "done", "house", "isolation_room", *BY)
    assert said.startswith("whole house  isolation room ready: done, by N01 ")
    assert shell.ok("duties", "done", "3", "ventilation", *BY).startswith("3  ventilation: 1 of 2, by N01 ")
    why = shell.ok("duties", "done", "3", "disinfection", "--not-done", "no_supplies", *BY)
    assert why.startswith("3  disinfection: NOT DONE, no supplies, by N01 ")
    lines = shell.ok("duties").splitlines()
    assert len(lines) == 6
    assert "  3  hand hygiene supplies: open" in lines
    assert shell.ok("duties", "list").splitlines() == lines
    assert "3  环境消毒：没做、没有用品、N01 " in shell.ok("duties", lang="zh_CN")


def test_a_program_gets_states_and_counts(shell: Shell) -> None:
    shell.ok("duties", "done", "3", "ventilation", *BY)
    told = json.loads(shell.ok("duties", "--json"))["duties"]
    found = {(row["zone"], row["duty"]): row for row in told}
    row = found["3", "ventilation"]
    assert (row["state"], row["done"], row["times"], row["why"], row["by"]) == ("part", 1, 2, None, "N01")
    assert found[None, "isolation_room"]["state"] == "open"


def test_another_day_is_asked_for_by_its_date(shell: Shell) -> None:
    assert shell.ok("duties", "--date", "2026-03-07").splitlines()[0] == "Sunny Hill, daily duties of 2026-03-07"


def test_what_is_no_zone_no_duty_or_no_day_is_refused_with_what_there_is(shell: Shell) -> None:
    zone = shell("duties", "done", "9", "ventilation", *BY)
    assert (zone.code, "Known: house, 3." in zone.err) == (2, True)
    duty = shell("duties", "done", "3", "sweeping", *BY)
    assert (duty.code, "Known: ventilation, disinfection" in duty.err) == (2, True)
    old = shell("duties", "done", "3", "ventilation", "--date", "2020-01-01", *BY)
    assert (old.code, "cannot be written down now" in old.err) == (2, True)
    assert shell("duties", "done", "3", "ventilation").code == 2
