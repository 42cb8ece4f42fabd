"""One demo home, byte for byte: its board as JSON and its day as CSV stand here as files.

`CARELOG_GOLDEN=write` writes them anew; look at the difference before keeping it.
"""

import os
from pathlib import Path

import pytest

from carelog.cli.front import run

GOLDEN = Path(__file__).parent / "golden"
AT = "2026-11-22T18:30:00+08:00"


def said(capsys: pytest.CaptureFixture[str], home: Path, *words: str) -> str:
    assert run(["--lang", "zh_CN", "--home", str(home), *words]) == 0
    return capsys.readouterr().out


@pytest.fixture
def home(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    size = ("--residents", "16", "--staff", "4", "--days", "5", "--seed", "7")
    said(capsys, tmp_path / "home", "demo", *size, "--at", AT, "--no-ui")
    return tmp_path / "home"


def held(name: str, content: bytes) -> None:
    kept = GOLDEN / name
    if os.environ.get("CARELOG_GOLDEN") == "write":
        kept.write_bytes(content)
    assert kept.read_bytes() == content


def test_the_board_of_the_demo_home_is_the_one_we_know(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    held("demo-board.json", said(capsys, home, "board", "--json", "--at", AT).encode())


@pytest.mark.parametrize("dialect", ["excel", "machine"])
def test_the_day_of_the_demo_home_is_the_one_we_know(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], dialect: str
) -> None:
    file = tmp_path / "day.csv"
    words = ("--date", "2026-11-21", "--dialect", dialect, "--out", str(file), "--by", "N01")
    said(capsys, home, "export", "day", *words)
    held(f"demo-day-{dialect}.csv", file.read_bytes())


def test_the_same_records_give_the_same_file_and_an_export_changes_no_later_one(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [tmp_path / f"{n}.csv" for n in range(2)]
    for file in files:
        said(capsys, home, "export", "day", "--date", "2026-11-21", "--out", str(file), "--by", "N01")
    assert files[0].read_bytes() == files[1].read_bytes()
