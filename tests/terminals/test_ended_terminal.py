"""A terminal that ends in the middle of a round leaves the round where it was."""

import signal
from pathlib import Path

import pytest

from tests.support.terminal import PATIENCE

from .floor import FLOOR, ROUND, founded, opened, stored


def test_a_half_typed_row_is_offered_again_where_it_was(tmp_path: Path) -> None:
    home = tmp_path / "home"
    founded(home)
    with opened(home) as terminal:
        terminal.send("r" + ROUND[:15])
        terminal.wait_for(" 2 of 60")
        terminal.quiet(0.2)
        terminal.kill(signal.SIGKILL)
    with opened(home) as again:
        again.send("r")
        again.wait_for("unfinished")
        again.send(" " + ROUND[15:18])
        again.wait_for(" 3 of 60")
    assert stored(home)["3-03"] == [(FLOOR[2].temperature, FLOOR[2].spo2, ())]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_closed_terminal_loses_nothing_and_is_left_clean(tmp_path: Path, number: signal.Signals) -> None:
    home = tmp_path / "home"
    founded(home)
    with opened(home) as terminal:
        terminal.send("r" + ROUND[:14])
        terminal.wait_for(" 2 of 60")
        terminal.quiet(0.2)
        terminal.kill(number)
        assert terminal.modes_left() == set()
    assert stored(home)["3-02"] == [(FLOOR[1].temperature, FLOOR[1].spo2, ())]


def test_a_terminal_that_went_away_without_a_word_leaves_no_program_behind(tmp_path: Path) -> None:
    home = tmp_path / "home"
    founded(home)
    terminal = opened(home)
    terminal.hang_up()
    assert terminal.process.wait(timeout=PATIENCE) == 129
