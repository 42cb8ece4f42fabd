"""Sixty normal residents are `r` and 360 keys, however fast they come: every value in its own field and person."""

from pathlib import Path

import pytest

from .floor import ROUND, founded, opened, stored, whole


def test_a_round_takes_r_and_360_keys() -> None:
    assert len("r" + ROUND) == 361


def test_all_keys_in_one_read(tmp_path: Path) -> None:
    founded(tmp_path / "home")
    with opened(tmp_path / "home") as terminal:
        terminal.send("r" + ROUND)
        terminal.wait_for(" 60 of 60")
    assert stored(tmp_path / "home") == whole()


@pytest.mark.parametrize("gap", [0.003, 0.010, pytest.param(0.100, id="a key every 100 ms")])
def test_keys_one_by_one(tmp_path: Path, gap: float) -> None:
    founded(tmp_path / "home")
    with opened(tmp_path / "home") as terminal:
        terminal.type("r" + ROUND, gap)
        terminal.wait_for(" 60 of 60")
    assert stored(tmp_path / "home") == whole()


def test_behind_a_terminal_that_stalls(tmp_path: Path) -> None:
    """Nobody reads the screen while the nurse types on: the program's output is stuck, then all comes at once."""
    founded(tmp_path / "home")
    with opened(tmp_path / "home") as terminal:
        for key in "r" + ROUND:
            terminal.pause(0.01)
            terminal.send(key)
        terminal.wait_for(" 60 of 60")
    assert stored(tmp_path / "home") == whole()
