"""A home that is not real: the same every time it is asked for, never in the way of a real one, and marked."""

import json
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from carelog.cli.front import run
from carelog.clock import SystemClock
from carelog.station.desk import Station

from .support import Shell

AT = "2026-11-22T18:30"
SMALL = ("--residents", "3", "--staff", "2", "--days", "1", "--no-ui")

Home = Callable[[str], Shell]


@pytest.fixture
def home(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Home:
    """A terminal for a home of a name, not there yet."""
    return lambda name: Shell(tmp_path / name, capsys)


def board_of(shell: Shell, *more: str, lang: str = "en") -> str:
    shell.ok("demo", *SMALL, "--at", AT, *more, lang=lang)
    return shell.ok("board", "--json", "--at", AT, lang=lang)


def names(board: str) -> list[str]:
    return sorted(row["name"] for row in json.loads(board))


def kinds(board: str) -> dict[str, int]:
    found = [row["kind"] for row in json.loads(board)]
    return {kind: found.count(kind) for kind in set(found)}


def test_the_same_words_make_the_same_home_byte_for_byte(home: Home) -> None:
    assert board_of(home("one")) == board_of(home("two"))


@pytest.mark.parametrize("lang", ["en", "zh_CN"])
def test_another_seed_makes_other_people(home: Home, lang: str) -> None:
    assert names(board_of(home("one"), lang=lang)) != names(board_of(home("two"), "--seed", "2", lang=lang))


def test_the_seed_nobody_gave_is_1(home: Home) -> None:
    assert board_of(home("one")) == board_of(home("two"), "--seed", "1")


def test_the_records_end_at_the_time_given(home: Home) -> None:
    rows = json.loads(board_of(home("one")))
    times = [row["latest"]["happened_at"] for row in rows if row["latest"]["happened_at"]]
    assert times
    assert max(times) <= "2026-11-22T18:30:00"
    assert min(times) >= "2026-11-21"


def test_a_time_with_an_offset_is_the_same_instant(home: Home) -> None:
    home("one").ok("demo", *SMALL, "--at", "2026-11-22T18:30+00:00")
    home("two").ok("demo", *SMALL, "--at", "2026-11-23T02:30+08:00")
    boards = [home(name).ok("board", "--json", "--at", "2026-11-22T18:30") for name in ("one", "two")]
    assert boards[0] == boards[1]


@pytest.mark.parametrize(
    ("lang", "zone", "said"),
    [
        ("en", "Europe/London", "DEMO home in {folder}: 3 residents, 2 staff, 1 days. Signed in as N01.\n"),
        ("zh_CN", "Asia/Shanghai", "演示机构在 {folder}：老人 3 人，工作人员 2 人，1 天记录。登录工号 N01。\n"),
    ],
)
def test_a_demo_speaks_the_language_asked_for_and_lies_where_it_is_spoken(
    home: Home, lang: str, zone: str, said: str
) -> None:
    shell = home("one")
    assert shell.ok("demo", *SMALL, "--at", AT, lang=lang) == said.format(folder=shell.home)
    station = Station.open(shell.home, SystemClock(), "N01")
    assert (station.facility.language, station.zone.key, station.facility.demo) == (lang, zone, True)
    station.close_log()


def test_chinese_homes_have_chinese_names_and_english_ones_have_none(home: Home) -> None:
    assert all(not name.isascii() for name in names(board_of(home("one"), lang="zh_CN")))
    assert all(name.isascii() for name in names(board_of(home("two"), lang="en")))


def test_as_many_people_live_and_work_there_as_were_asked_for(home: Home) -> None:
    assert kinds(board_of(home("one"))) == {"resident": 3, "staff": 2}


def test_an_empty_house_has_its_staff_only(home: Home) -> None:
    shell = home("one")
    shell.ok("demo", "--residents", "0", "--staff", "1", "--days", "1", "--no-ui", "--at", AT)
    assert kinds(shell.ok("board", "--json", "--at", AT)) == {"staff": 1}


def test_a_house_without_a_past_has_people_and_no_values(home: Home) -> None:
    shell = home("one")
    shell.ok("demo", "--residents", "3", "--staff", "1", "--days", "0", "--no-ui", "--at", AT)
    rows = json.loads(shell.ok("board", "--json", "--at", AT))
    assert len(rows) == 4
    assert {row["latest"]["happened_at"] for row in rows} == {None}


@pytest.mark.parametrize(
    "words",
    [
        ("--residents", "-1"),
        ("--residents", "2001"),
        ("--residents", "many"),
        ("--staff", "0"),
        ("--staff", "501"),
        ("--days", "-1"),
        ("--days", "401"),
        ("--seed", "lucky"),
        ("--at", "tonight"),
    ],
)
def test_a_size_or_a_time_that_cannot_be_makes_nothing(home: Home, words: tuple[str, str]) -> None:
    shell = home("one")
    said = shell("demo", "--no-ui", *words)
    assert said.code == 2
    assert "Traceback" not in said.err
    assert not shell.home.exists()


def test_a_demo_never_goes_into_a_home_that_is_there(shell: Shell) -> None:
    before = shell.ok("verify"), shell.ok("board", "--json", "--at", AT)
    assert shell("demo", *SMALL, "--at", AT).code == 2
    assert (shell.ok("verify"), shell.ok("board", "--json", "--at", AT)) == before


def test_a_demo_is_not_made_twice_in_one_place(home: Home) -> None:
    shell = home("one")
    shell.ok("demo", *SMALL, "--at", AT)
    assert shell("demo", *SMALL, "--at", AT).code == 2


def test_without_a_folder_a_demo_goes_where_it_is_thrown_away_and_not_into_carelog_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real, thrown = tmp_path / "real", tmp_path / "tmp"
    thrown.mkdir()
    monkeypatch.setenv("CARELOG_HOME", str(real))
    monkeypatch.setattr(tempfile, "tempdir", str(thrown))
    for _ in range(2):
        assert run(["--lang", "en", "demo", *SMALL, "--at", AT]) == 0
    said = capsys.readouterr().out
    folders = list(thrown.glob("carelog-demo-*/home"))
    assert len(folders) == 2
    assert all(str(folder) in said for folder in folders)
    assert not real.exists()


def test_the_watermark_is_on_the_board_and_on_the_printed_page(home: Home, tmp_path: Path) -> None:
    shell, page = home("one"), tmp_path / "page.html"
    shell.ok("demo", *SMALL, "--at", AT)
    shell.ok("print", "round", "--out", str(page))
    assert "DEMO" in page.read_text(encoding="utf-8")
    assert shell.ok("board", "--at", AT).splitlines()[1].startswith("DEMO")


def test_the_log_of_a_demo_holds_like_any_other(home: Home) -> None:
    shell = home("one")
    shell.ok("demo", *SMALL, "--at", AT)
    assert "nothing changed" in shell.ok("verify")
