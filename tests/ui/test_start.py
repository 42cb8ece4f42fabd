"""Opening and leaving the screen, in a real terminal."""

import os
import signal
import sys
from pathlib import Path

import pytest

from carelog.clock import FixedClock
from carelog.model.refusal import Refusal
from carelog.settings import Settings
from carelog.station.desk import Station
from carelog.ui import start
from tests.support.terminal import Terminal

from .support import NOW


def carelog(home: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "carelog", "--home", str(home), "--lang", "en", "screen", *more]


def left(terminal: Terminal) -> str:
    terminal.wait_for(lambda _: terminal.process.poll() is not None)
    return terminal.quiet()


@pytest.fixture
def home(station: Station) -> Path:
    station.close_log()
    return station.home


def test_the_board_opens_signed_in_and_q_leaves_a_clean_terminal(home: Path) -> None:
    with Terminal(carelog(home, "--by", "N01"), {}, 80, 24) as terminal:
        terminal.wait_for("王 [/b] 芳")
        terminal.send("q")
        left(terminal)
        assert terminal.process.returncode == 0


def test_keys_typed_ahead_of_the_first_paint_are_not_lost(home: Path) -> None:
    with Terminal(carelog(home, "--by", "N01"), {}, 80, 24) as terminal:
        terminal.send("o")
        terminal.wait_for("by bed")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_terminal_that_is_closed_or_a_machine_that_shuts_down_ends_it_cleanly(home: Path, number: int) -> None:
    with Terminal(carelog(home, "--by", "N01"), {}, 80, 24) as terminal:
        terminal.wait_for("王 [/b] 芳")
        os.kill(terminal.process.pid, number)
        left(terminal)
        assert terminal.process.returncode == 128 + number


def test_nobody_signed_in_is_asked_who_is_there(home: Path) -> None:
    with Terminal(carelog(home), {}, 80, 24) as terminal:
        terminal.wait_for("Who is at the keyboard?")
        terminal.send("N02\r")
        terminal.wait_for("by 张敏")


def test_without_a_home_the_screen_begins_one(tmp_path: Path) -> None:
    with Terminal(carelog(tmp_path / "new"), {}, 80, 24) as terminal:
        terminal.wait_for("There is no home here yet.")
        terminal.send("2Happy Home\rN01\rLi Wen\r")
        terminal.wait_for("by Li Wen")
        assert (tmp_path / "new" / "carelog.db").exists()


def test_without_colours_everything_is_words_shapes_and_weight(home: Path) -> None:
    with Terminal(carelog(home, "--by", "N01"), {"NO_COLOR": "1"}, 80, 24) as terminal:
        terminal.wait_for("!!!*URGENT")
        colours = {cell.fg for line in terminal.screen.buffer.values() for cell in line.values()}
        assert colours <= {"default", "ffffff", "000000"}


def test_a_nobody_cannot_sign_in(home: Path) -> None:
    with pytest.raises(Refusal) as refused:
        start.run(home, FixedClock(NOW), "N99")
    assert refused.value.code == "station.nobody"


def test_a_keymap_that_cannot_be_is_refused_before_anything_is_painted(home: Path) -> None:
    (home / "settings.toml").write_text('[keymap]\n"board.round" = "q"\n', encoding="utf-8")
    with pytest.raises(Refusal) as refused:
        start.run(home, FixedClock(NOW), "N01")
    assert refused.value.code == "ui.keymap_clash"


@pytest.mark.parametrize(
    ("chosen", "no_color", "looks"),
    [
        (Settings(), "", ""),
        (Settings(theme="light"), "", "carelog-light"),
        (Settings(theme="light"), "1", "carelog-mono"),
        (Settings(theme="light", no_color=True), "", "carelog-mono"),
        (Settings(theme="mono"), "", "carelog-mono"),
    ],
)
def test_a_home_chooses_how_it_looks_and_no_color_goes_before_it(
    monkeypatch: pytest.MonkeyPatch, chosen: Settings, no_color: str, looks: str
) -> None:
    monkeypatch.setenv("NO_COLOR", no_color)
    assert start.look(chosen) == looks
