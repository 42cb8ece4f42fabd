"""A terminal is killed in the middle of a round: what stood as saved is in the log, once, and the draft is offered."""

import random
import re
import signal
from pathlib import Path

import pytest

from tests.support.terminal import Terminal

from .floor import FLOOR, ROUND, founded, opened, stored

TIMES = 100
_HANDS = 10
"""Homes in which the kills are spread, so that each round still has people left."""


def shown_as_saved(text: str) -> set[str]:
    """The beds whose row says "saved" on the screen."""
    lines = [line for line in text.splitlines() if "saved" in line and "not saved" not in line]
    return {match[0] for line in lines if (match := re.search(r"3-\d\d", line))}


def typed_until_killed(home: Path, chance: random.Random) -> tuple[set[str], str]:
    """Type on where the round stands, kill at a random moment; who stood as saved, and what the next start shows."""
    with opened(home) as terminal:
        terminal.send("r")
        terminal.wait_for(" of 60")
        _go_on(terminal, home, chance.randrange(4, 40), chance)
        terminal.read(chance.random() * 0.05)
        saved = shown_as_saved(terminal.text())
        terminal.kill(signal.SIGKILL)
    with opened(home) as again:
        again.send("r")
        again.wait_for(" of 60")
        return saved, again.quiet(0.2)


def _go_on(terminal: Terminal, home: Path, count: int, chance: random.Random) -> None:
    done = {code for code, seen in stored(home).items() if seen}
    rest = "".join(row.keys for row in FLOOR if row.code not in done)
    for key in rest[:count]:
        terminal.send(key)
        terminal.read(chance.choice((0.0, 0.002, 0.01)))


@pytest.mark.parametrize("hand", range(_HANDS))
def test_who_stood_as_saved_is_in_the_log_and_nobody_twice(tmp_path: Path, hand: int) -> None:
    home, chance = tmp_path / "home", random.Random(hand)
    founded(home)
    for _ in range(TIMES // _HANDS):
        saved, _ = typed_until_killed(home, chance)
        held = stored(home)
        assert saved <= {code for code, seen in held.items() if seen}
        for row in FLOOR:
            assert held[row.code] in ([], [(row.temperature, row.spo2, ())])


def test_a_half_typed_row_is_offered_again_where_it_was(tmp_path: Path) -> None:
    home = tmp_path / "home"
    founded(home)
    with opened(home) as terminal:
        terminal.send("r" + ROUND[:16])
        terminal.wait_for(" 2 of 60")
        terminal.quiet(0.2)
        terminal.kill(signal.SIGKILL)
    with opened(home) as again:
        again.send("r")
        text = again.wait_for("36.0")
        (here,) = [line for line in text.splitlines() if line.lstrip().startswith(">")]
        assert "3-03" in here
        again.send(ROUND[16:18])
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
