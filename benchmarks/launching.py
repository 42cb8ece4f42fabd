"""From the command to a painted board of 200 residents, against the least a Textual app can be; both in a pty."""

import sys
import time
from pathlib import Path

from figures import Figure, paired

from tests.support.terminal import Terminal


def _shown(command: list[str], text: str) -> None:
    with Terminal(command, {"LANG": "en_US.UTF-8"}) as terminal:
        terminal.wait_for(text)


def measure(home: Path, code: str, facility: str, runs: int) -> list[Figure]:
    """Start both in turn and stop the clock when the wanted text stands on the screen."""
    ours = [sys.executable, "-m", "carelog", "screen", "--home", str(home), "--by", code]
    theirs = [sys.executable, str(Path(__file__).with_name("minimal_app.py"))]
    for command, text in ((ours, facility), (theirs, "ready to go")):
        _shown(command, text)
    name = "launch to a painted board of 200 residents"
    return [paired(name, lambda: _shown(ours, facility), "a minimal Textual app", lambda: _shown(theirs, "ready to go"), 1.5, runs)]


def keys(home: Path, code: str, residents: int, runs: int) -> list[Figure]:
    """From a digit to the last byte of its paint on the sheet; the median over a round of ordinary residents."""
    command = [sys.executable, "-m", "carelog", "screen", "--home", str(home), "--by", code]
    with Terminal(command, {"LANG": "en_US.UTF-8"}) as terminal:
        terminal.wait_for("F1")
        terminal.quiet(1.5)
        terminal.send("r")
        terminal.quiet(1.0)
        waits = [_painted(terminal, key) for _ in range(runs) for key in "36697"]
    waits.sort()
    return [Figure(f"digit to paint on the sheet of {residents} people", waits[len(waits) // 2], "", 0, 10, len(waits))]


def _painted(terminal: Terminal, key: str) -> float:
    """Milliseconds until the last output of a key that moves no person on; the row's end is typed unmeasured."""
    start = time.perf_counter()
    terminal.send(key)
    while not terminal.read(0.005):
        pass
    taken = (time.perf_counter() - start) * 1000
    terminal.quiet(0.03)
    if key == "7":
        terminal.send("0")
        terminal.quiet(0.05)
    return taken
