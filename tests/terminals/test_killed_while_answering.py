"""A terminal killed in the middle of an answer: it stands whole, or not at all, and the alert is still there."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from carelog.log import Log
from carelog.model.assessment import open_alerts
from tests.support.terminal import Terminal

from .floor import founded, opened


def counted(home: Path, kind: str) -> int:
    """How often something stands in a book that is whole; the urgent alert stands in it."""
    log = Log.open(home, read_only=True)
    report = log.verify()
    assert (report.first_bad, report.views_differ) == (None, False)
    newest = log.steps_at(log.newest()).values()
    assert any(open_alerts(step) for step in newest)
    found = len(log.deeds_between((kind,), log.newest().replace(year=2000), log.newest().replace(year=9000)))
    log.close()
    return found


def acknowledging(terminal: Terminal) -> str:
    terminal.send("a")
    terminal.wait_for("Alerts ")
    terminal.send("a")
    terminal.wait_for("what do you do now?")
    terminal.send("1")
    terminal.wait_for("When do you look again?")
    return "1"


def signing(terminal: Terminal) -> str:
    terminal.send("Hs")
    terminal.wait_for("Who takes over?")
    return "N02\r"


@pytest.mark.parametrize(("begin", "kind"), [(acknowledging, "acknowledged"), (signing, "handed_over")])
def test_an_answer_that_was_cut_off_stands_whole_or_not_at_all(
    tmp_path: Path, begin: Callable[[Terminal], str], kind: str
) -> None:
    home, chance = tmp_path / "home", random.Random(7)
    founded(home, 2)
    with opened(home) as terminal:
        terminal.send("r36688")
        terminal.wait_for("read so?")
    for _ in range(3):
        before = counted(home, kind)
        with opened(home) as terminal:
            terminal.send(begin(terminal))
            terminal.read(chance.random() * 0.15)
            said = "Signed" in terminal.text() or "acknowledged" in terminal.text()
            terminal.kill()
        after = counted(home, kind)
        assert after - before in {0, 1}
        assert after > before or not said
