"""Looking after the log from the command line."""

import json
import sqlite3
from pathlib import Path

import pytest

from .support import Shell


def test_a_sound_log_is_said_to_be_sound(shell: Shell) -> None:
    assert "nothing changed" in shell.ok("verify")


def test_a_changed_page_is_named(shell: Shell) -> None:
    with sqlite3.connect(shell.home / "carelog.db") as db:
        db.execute("DROP TRIGGER entry_stays")
        db.execute("UPDATE entry SET body = replace(body, 'Sunny', 'Rainy') WHERE page = 1")
    said = shell("verify")
    assert said.code == 2
    assert "Page 1" in said.err


def test_a_changed_view_is_found_and_rebuilt(shell: Shell) -> None:
    shell.ok("record", "--person", "R1", "--spo2", "88", "--by", "N01")
    with sqlite3.connect(shell.home / "carelog.db") as db:
        db.execute("UPDATE observation SET spo2 = 98")
    assert "carelog rebuild" in shell("verify").err
    shell.ok("rebuild", "--by", "N01")
    assert "nothing changed" in shell.ok("verify")


def test_the_doctor_tells_what_carries_the_home(shell: Shell) -> None:
    facts = json.loads(shell("doctor", "--json").out)
    assert facts["journal"] in {"wal", "delete"}
    assert facts["synchronous"] in {"FULL", "EXTRA"}
    assert {"version", "file_system", "free_bytes", "terminal", "locale", "wrong"} <= facts.keys()


def test_the_doctor_says_in_a_sentence_what_is_wrong(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    said = shell("doctor")
    assert said.code == 2
    assert "TERM" in said.out


def test_the_doctor_looks_at_a_folder_without_a_home_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = Shell(tmp_path / "none", capsys)("doctor")
    assert said.code == 2
    assert str(tmp_path / "none") in said.out


def test_a_home_that_others_can_read_is_refused(shell: Shell) -> None:
    shell.home.chmod(0o755)
    said = shell("board")
    assert said.code == 2
    assert str(shell.home) in said.err
