"""What every command shares: which home, which language, who acts, and what a time is."""

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from carelog import words
from carelog.cli.base import day_of, instant
from carelog.cli.front import run
from carelog.clock import SystemClock
from carelog.model.refusal import Refusal
from carelog.station.desk import Station

from .support import Shell

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def london(tmp_path: Path, capsys: Capture) -> Iterator[Station]:
    """A home in London, where the clock is put forward on 29 March 2026 and back on 25 October."""
    shell = Shell(tmp_path / "london", capsys)
    shell.ok("init", "--facility", "Elm Court", "--timezone", "Europe/London")
    station = Station.open(shell.home, SystemClock())
    yield station
    station.close_log()


def board(capsys: Capture, *words: str) -> str:
    assert run(list(words)) == 0
    return capsys.readouterr().out


# which home, which language


@pytest.mark.parametrize(
    "words",
    [
        ("--home", "{home}", "--lang", "en", "board"),
        ("board", "--home", "{home}", "--lang", "en"),
        ("--lang", "en", "board", "--home={home}"),
        ("--home={home}", "board", "--lang=en"),
        ("board", "--lang", "en", "--home", "{home}"),
    ],
)
def test_home_and_language_may_stand_before_or_behind_the_command(
    shell: Shell, capsys: Capture, words: tuple[str, ...]
) -> None:
    said = board(capsys, *(word.format(home=shell.home) for word in words))
    assert said.startswith("Sunny Hill, ")
    assert "never measured" in said


def test_what_stands_behind_the_command_goes_before_what_stands_in_front(
    shell: Shell, capsys: Capture, tmp_path: Path
) -> None:
    said = board(capsys, "--home", str(tmp_path / "elsewhere"), "board", "--home", str(shell.home))
    assert said.startswith("Sunny Hill")


def test_carelog_home_names_the_home_and_the_option_goes_before_it(
    shell: Shell, capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CARELOG_HOME", str(shell.home))
    assert board(capsys, "board").startswith("Sunny Hill")
    other = tmp_path / "other"
    board(capsys, "init", "--facility", "Elm Court", "--home", str(other))
    assert board(capsys, "board", "--home", str(other)).startswith("Elm Court")


def test_a_tilde_is_the_users_own_folder(shell: Shell, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(shell.home.parent))
    assert board(capsys, "--home", f"~/{shell.home.name}", "board").startswith("Sunny Hill")


@pytest.mark.parametrize("words", [("--lang", "fr", "board"), ("board", "--lang", "zh"), ("board", "--lang", "")])
def test_a_language_we_do_not_have_is_refused_with_those_we_have(
    shell: Shell, capsys: Capture, words: tuple[str, ...]
) -> None:
    assert run([*words, "--home", str(shell.home)]) == 2
    said = capsys.readouterr().err
    assert all(language in said for language in ("zh_CN", "en"))


@pytest.mark.parametrize(("setting", "said"), [("zh_CN", "从未测量"), ("en", "never measured")])
def test_the_language_of_the_settings_goes_before_the_homes_and_the_option_before_both(
    shell: Shell, capsys: Capture, setting: str, said: str
) -> None:
    (shell.home / "settings.toml").write_text(f'language = "{setting}"\n', encoding="utf-8")
    assert said in board(capsys, "board", "--home", str(shell.home))
    assert "从未测量" in board(capsys, "board", "--home", str(shell.home), "--lang", "zh_CN")
    assert "never measured" in board(capsys, "board", "--home", str(shell.home), "--lang", "en")


@pytest.mark.parametrize("command", ["board", "verify", "doctor"])
def test_settings_with_a_slip_are_refused_by_name_before_anything_is_done(
    shell: Shell, capsys: Capture, command: str
) -> None:
    (shell.home / "settings.toml").write_text('langauge = "en"\n', encoding="utf-8")
    assert run([command, "--home", str(shell.home)]) == 2
    said = capsys.readouterr()
    assert "langauge" in said.err
    assert said.out == ""


# who acts

WRITING = [
    ("record", "--person", "R1", "--spo2", "97"),
    ("people", "import", "{people}"),
    ("rebuild",),
]


@pytest.mark.parametrize("words", WRITING)
def test_what_writes_wants_a_name_and_says_how_to_give_it(shell: Shell, tmp_path: Path, words: tuple[str, ...]) -> None:
    said = shell(*(word.format(people=tmp_path / "people.csv") for word in words))
    assert said.code == 2
    assert "--by CODE" in said.err
    assert "CARELOG_BY" in said.err


@pytest.mark.parametrize("words", WRITING)
@pytest.mark.parametrize("code", ["N99", "R1"])
def test_who_is_no_staff_member_here_cannot_sign(
    shell: Shell, tmp_path: Path, words: tuple[str, ...], code: str
) -> None:
    before = shell.ok("verify")
    said = shell(*(word.format(people=tmp_path / "people.csv") for word in words), "--by", code)
    assert said.code == 2
    assert code in said.err
    assert shell.ok("verify") == before


@pytest.mark.parametrize("words", WRITING)
def test_carelog_by_signs_whatever_writes(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setenv("CARELOG_BY", "N02")
    assert shell(*(word.format(people=tmp_path / "people.csv") for word in words)).code == 0


def test_the_name_on_the_line_goes_before_the_one_in_the_environment(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CARELOG_BY", "N99")
    assert shell("record", "--person", "R1", "--spo2", "97").code == 2
    assert shell("record", "--person", "R1", "--spo2", "97", "--by", "N01").code == 0
    rows = json.loads(shell.ok("board", "--json"))
    assert [row["latest"]["spo2_percent"] for row in rows if row["person"] == "R1"] == [97]


# what a time is


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2026-01-12T08:30", datetime(2026, 1, 12, 8, 30, tzinfo=UTC)),
        ("2026-07-12T08:30", datetime(2026, 7, 12, 7, 30, tzinfo=UTC)),
        ("2026-07-12 08:30:15", datetime(2026, 7, 12, 7, 30, 15, tzinfo=UTC)),
        ("2026-07-12T08:30+08:00", datetime(2026, 7, 12, 0, 30, tzinfo=UTC)),
        ("2026-07-12T08:30Z", datetime(2026, 7, 12, 8, 30, tzinfo=UTC)),
        ("2026-07-12", datetime(2026, 7, 11, 23, 0, tzinfo=UTC)),
        ("2026-10-25T01:30", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
    ],
)
def test_a_time_without_an_offset_is_read_on_the_homes_wall_clock(london: Station, text: str, meant: datetime) -> None:
    at = instant(text, london)
    assert at is not None
    assert at.astimezone(UTC) == meant


def test_no_time_given_is_no_time_and_not_now(london: Station) -> None:
    assert instant(None, london) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "8:30",
        "yesterday",
        "12/01/2026",
        "2026-02-29T08:00",
        "2026-01-12T24:01",
        "１２",
        "0001-01-01T00:00",
        "9999-12-31T23:59",
    ],
)
def test_what_is_no_time_is_refused_as_it_was_typed(london: Station, text: str) -> None:
    with pytest.raises(Refusal) as refused:
        instant(text, london)
    assert refused.value.code == "cli.not_a_time"
    assert refused.value.facts == {"text": text}


@pytest.mark.parametrize("text", ["", "today", "2026-02-29", "0001-01-01", "1899-12-31", "9999-12-31"])
def test_what_is_no_date_is_refused_by_the_code_of_whoever_asks(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        day_of(text, "report.not_a_date")
    assert (refused.value.code, refused.value.facts) == ("report.not_a_date", {"text": text})


def test_a_date_of_a_living_persons_life_is_read() -> None:
    assert [day_of(text, "").year for text in ("1900-01-01", "2026-11-23")] == [1900, 2026]


# help


@pytest.mark.parametrize("lang", words.LANGUAGES)
@pytest.mark.parametrize("command", ["record", "init", "demo", "board"])
def test_every_option_of_a_command_is_explained_in_the_language_asked_for(
    capsys: Capture, lang: str, command: str
) -> None:
    told = board(capsys, "--lang", lang, command, "--help")
    options = [line for line in told.splitlines() if line.lstrip().startswith("--")]
    assert {"--home", "--lang"} <= {line.split()[0] for line in options}
    # click keeps its own line for --help in the language in which it was first shown
    ours = "".join(line for line in told.splitlines() if not line.lstrip().startswith("--help"))
    assert any("\u4e00" <= letter <= "\u9fff" for letter in ours) is (lang == "zh_CN")


def test_a_help_leaves_nothing_on_the_disk(capsys: Capture) -> None:
    assert run(["--help"]) == 0
    assert run(["board", "--help"]) == 0
    capsys.readouterr()
    assert not Path(os.environ["CARELOG_HOME"]).exists()
