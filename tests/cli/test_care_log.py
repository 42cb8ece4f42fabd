"""Early care and reminders without a screen."""

import json
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from carelog.clock import SystemClock

from .support import Shell

BY = ("--by", "N01")


def day(ahead: int) -> str:
    """So many days from today in the home."""
    return (SystemClock().now().astimezone(ZoneInfo("Asia/Shanghai")).date() + timedelta(days=ahead)).isoformat()


def test_a_consultation_is_written_down_with_whom_and_what_comes_next(shell: Shell) -> None:
    shell.ok("directory", "add", "City [/b]", "--kind", "consult", "--phone", "021-1", "--hours", "08-17", *BY)
    said = shell.ok(
        "care", "log", "R1", "remote_consultation", "--with", "i1", "--note", "drink", "--next", day(1), *BY
    )
    done, again = said.splitlines()
    assert done.endswith("3-1 王 [/b] 芳: remote consultation, City [/b], drink (N01)")
    what = "remote consultation, City [/b] 021-1 08-17, drink"
    assert again.startswith(f"1  {day(1)[5:]} tomorrow  3-1 王 [/b] 芳: {what}")
    assert "远程会诊、City [/b]、drink（N01）" in shell.ok("care", "list", "R1", lang="zh_CN")


def test_what_is_due_is_listed_done_and_dropped_by_its_number(shell: Shell) -> None:
    assert shell.ok("care") == "Nothing is due in the next 7 days.\n"
    assert shell.ok("care", "list") == "Nothing was written down in the last 7 days.\n"
    shell.ok("care", "remind", "R1", "family_contact", day(0), "--note", "daughter", *BY)
    shell.ok("care", "remind", "house", "activity", day(3), "--unit", "3", "--note", "=dumplings", *BY)
    shell.ok("care", "remind", "N02", "psychological_support", day(9), *BY)
    first, second = shell.ok("care", "due").splitlines()
    assert first.startswith(f"1  {day(0)[5:]} today  3-1")
    assert second.startswith(f"2  {day(3)[5:]} in 3 days  3: activity")
    assert len(shell.ok("care", "due", "--days", "9").splitlines()) == 3
    done = shell.ok("care", "done", "1", "--result", "comes on Sunday", "--next", day(7), *BY)
    assert done.startswith("1 is done.")
    assert "family contact, daughter - comes on Sunday (N01)" in done
    dropped = shell.ok("care", "drop", "2", "--reason", "not_needed", *BY)
    assert dropped == "2 (3) will not be done: not needed any more.\n"
    again = shell("care", "done", "2", *BY)
    assert (again.code, "No. 2 is not there" in again.err) == (2, True)


def test_a_program_gets_codes_and_dates(shell: Shell) -> None:
    shell.ok("care", "remind", "R2", "family_visit", day(0), *BY)
    shell.ok("care", "log", "R1", "fluids", "--ml", "200", *BY)
    (due,) = json.loads(shell.ok("care", "due", "--json"))
    assert (due["id"], due["person"], due["kind"], due["due"], due["state"], due["by"]) == (
        1, "R2", "family_visit", day(0), "today", "N01",
    )  # fmt: skip
    (done,) = json.loads(shell.ok("care", "list", "--json"))
    assert (done["person"], done["kind"], done["ml"], done["institution"]) == ("R1", "fluids", 200, None)
    assert json.loads(shell.ok("care", "--json")) == [due]


def test_a_time_of_the_day_stands_behind_the_date_with_a_t_or_a_blank(shell: Shell) -> None:
    said = shell.ok("care", "remind", "R2", "family_contact", f"{day(1)}T16:30", *BY)
    assert said.startswith(f"1  {day(1)[5:]} 16:30 tomorrow")
    shell.ok("care", "drop", "1", "--reason", "postponed", "--next", f"{day(2)} 09:05", *BY)
    (due,) = json.loads(shell.ok("care", "due", "--json"))
    assert due["at"][:16] == f"{day(2)}T09:05"
    assert "T16:00" in shell("care", "remind", "R2", "family_contact", "soon", *BY).err


def test_an_alert_is_closed_with_it_only_where_that_is_said(shell: Shell) -> None:
    shell.ok("record", "--person", "R1", "--spo2", "88", "--oxygen", "0", *BY)
    log = ("care", "log", "R1", "remote_consultation")
    shell.ok(*log, *BY)
    assert "R1" in shell.ok("alerts", "--json")
    refused = shell(*log, "--close-alert", *BY)
    assert (refused.code, refused.out) == (2, "")
    said = shell.ok(*log, "--close-alert", "--doctor", "Dr. Wu", *BY)
    assert "The alerts of 3-1 王 [/b] 芳 are closed: seen by a doctor remotely." in said


@pytest.mark.parametrize(
    "words",
    [
        ("log", "R1", "dancing"),
        ("log", "R1", "fluids", "--ml", "-5"),
        ("log", "house", "fluids"),
        ("log", "R1", "care_plan"),
        ("log", "R1", "fluids", "--next", "tomorrow"),
        ("remind", "R1", "family_visit", "2020-01-01"),
        ("remind", "R9", "family_visit", "2020-01-01"),
        ("remind", "R1", "family_visit", f"{day(1)}T24:00"),
        ("remind", "R1", "family_visit", f"{day(1)}T12:60"),
        ("remind", "R1", "family_visit", f"{day(0)}T00:00"),
        ("remind", "R1", "family_visit", f"{day(1)} at noon"),
        ("done", "one"),
        ("drop", "1"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_stored(shell: Shell, words: tuple[str, ...]) -> None:
    said = shell("care", *words, *BY)
    assert (said.code, "Traceback" in said.err, bool(said.err)) == (2, False, True)
    assert shell.ok("care", "list").startswith("Nothing was")
    assert shell.ok("care").startswith("Nothing is due")
