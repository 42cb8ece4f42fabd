"""Two terminals in one home: each sees the other's writes, and two nurses at one bed are told of each other."""

import time
from pathlib import Path

from .floor import FLOOR, founded, opened, stored

_WITHIN = 5.0
"""Long enough for a loaded machine; how fast it is belongs to the benchmarks."""


def test_an_alarming_value_stands_on_the_other_board_before_its_row_is_done(tmp_path: Path) -> None:
    founded(tmp_path / "home")
    with opened(tmp_path / "home") as mine, opened(tmp_path / "home", "N02") as theirs:
        mine.send("r")
        mine.wait_for(" of 60")
        mine.send("36688")
        until = time.monotonic() + _WITHIN
        while "URGENT 1" not in theirs.text() and time.monotonic() < until:
            theirs.read(0.02)
            mine.read(0.0)
        assert "URGENT 1" in theirs.text()


def test_two_nurses_at_one_bed_the_second_is_told_and_nothing_is_doubled(tmp_path: Path) -> None:
    home = tmp_path / "home"
    founded(home)
    with opened(home) as mine, opened(home, "N02") as theirs:
        for terminal in (mine, theirs):
            terminal.send("r")
            terminal.wait_for(" of 60")
        mine.send(FLOOR[0].keys)
        mine.wait_for(" 1 of 60")
        theirs.send("363960")
        text = theirs.wait_for("N01")
        assert "3-01" in text
        mine.quiet(0.2)
    assert stored(home)["3-01"] == [(FLOOR[0].temperature, FLOOR[0].spo2, ())]
