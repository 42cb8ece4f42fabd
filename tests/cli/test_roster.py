"""`carelog roster`: who works when, who is off duty, who comes back."""

import json
from pathlib import Path
from typing import Any

from .support import Said, Shell

HEAD = "date,shift,zone,code,needed\n"
DAY = "2023-01-12"


def taken(shell: Shell, folder: Path, *lines: str, more: tuple[str, ...] = ()) -> Said:
    file = folder / "roster.csv"
    file.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    return shell("roster", "import", str(file), "--by", "N01", *more)


def told(shell: Shell) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(shell.ok("roster", "--date", DAY, "--json"))
    return found


def test_a_roster_is_taken_and_its_gaps_are_counted(shell: Shell, tmp_path: Path) -> None:
    said = taken(shell, tmp_path, f"{DAY},day,3F,N01,3", f"{DAY},day,3F,N02,")
    assert (said.code, "2 lines of 1 days" in said.out) == (0, True)
    found = told(shell)
    assert found["gaps"] == 1
    assert found["posts"] == [
        {"shift": "day", "zone": "3F", "needed": 3, "rostered": ["N01", "N02"], "absent": [], "gap": 1}
    ]
    assert found["people"][0] == {"person": "N01", "days_in_row": 1, "rest_owed_days": 0}
    assert "缺 1 人" in shell.ok("roster", "--date", DAY, lang="zh_CN")


def test_a_bad_row_is_named_and_nothing_is_taken(shell: Shell, tmp_path: Path) -> None:
    said = taken(shell, tmp_path, f"{DAY},teatime,3F,N01,")
    assert said.code == 2
    assert 'shift: "teatime" is no shift' in said.err
    assert told(shell)["posts"] == []


def test_a_roster_is_tried_first(shell: Shell, tmp_path: Path) -> None:
    assert "Would take 1 lines" in taken(shell, tmp_path, f"{DAY},day,,N01,", more=("--dry-run",)).out
    assert told(shell)["posts"] == []


def test_maps_are_for_what_they_are_made_for(shell: Shell, tmp_path: Path) -> None:
    assert taken(shell, tmp_path, f"{DAY},day,,N01,", more=("--map", "carelog-people")).code == 2
    file = str(tmp_path / "roster.csv")
    said = shell("import", file, "--map", "carelog-roster", "--by", "N01")
    assert said.code == 2
    assert "carelog roster import" in said.err


def test_off_duty_and_back_with_what_was_checked(shell: Shell, tmp_path: Path) -> None:
    taken(shell, tmp_path, f"{DAY},day,3F,N01,2", f"{DAY},day,3F,N02,")
    assert "Zhang Min" in shell.ok("roster", "off", "N02", "--why", "fever", "--until", "2030-01-01", "--by", "N01")
    found = told(shell)
    assert (found["posts"][0]["absent"], found["gaps"]) == (["N02"], 1)
    (off,) = found["off_duty"]
    assert (off["person"], off["why"], off["until"], off["lacking"]) == ("N02", "fever", "2030-01-01", ["test"])
    early = shell("roster", "on", "N02", "--checked", "37.0, well", "--by", "N01")
    assert early.code == 2
    assert "no negative test" in early.err
    assert shell("roster", "on", "N02", "--checked", "well", "--reason", "short", "--by", "N02").code == 2
    assert "back on duty" in shell.ok("roster", "on", "N02", "--checked", "well", "--reason", "short", "--by", "N01")
    assert told(shell)["off_duty"] == []


def test_a_cough_recorded_by_command_puts_off_duty_and_the_plain_list_says_so(shell: Shell) -> None:
    shell.ok("record", "--person", "N02", "--temperature", "36.6", "--symptoms", "cough", "--by", "N01")
    said = shell.ok("roster")
    assert "Off duty: N02 Zhang Min" in said
    assert "back from" in said
