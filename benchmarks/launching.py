"""From the command to a painted board of 200 residents, against the least a Textual app can be; both in a pty."""

import sys
import time
from pathlib import Path

from figures import Figure, in_pairs
from tests.support.terminal import Terminal

from carelog.clock import SystemClock
from carelog.station.desk import Station
from carelog.words import tr

SURROUNDINGS = {"LANG": "en_US.UTF-8", "PYTHONDONTWRITEBYTECODE": ""}
"""English, and modules compiled as an installed program has them."""

_STUCK_S = 60.0


def screen_of(home: Path, code: str) -> list[str]:
    """The command that opens the screen of a home, signed in, as it is typed."""
    return [str(Path(sys.executable).with_name("carelog")), "screen", "--home", str(home), "--by", code]


def _shown(command: list[str], *texts: str) -> float:
    """Milliseconds from the start of a program until it has written all of these."""
    start = time.perf_counter()
    with Terminal(command, SURROUNDINGS, watch=False) as terminal:
        while not terminal.wrote(*texts):
            if not terminal.read_block(_STUCK_S):
                raise TimeoutError(*texts)
        return (time.perf_counter() - start) * 1000


def _board(home: Path, code: str) -> tuple[str, ...]:
    """What stands on a painted board: the home, the bed of the first person, the last hint at the foot."""
    station = Station.open(home, SystemClock(), code)
    board = station.board()
    station.close_log()
    return board.facility, board.rows[0].person.bed, tr("ui.help")


def measure(home: Path, code: str, runs: int) -> list[Figure]:
    """Start both in turn and stop the clock when all that is wanted stands on the screen."""
    board = _board(home, code)
    theirs = [sys.executable, str(Path(__file__).with_name("minimal_app.py"))]
    for _ in range(2):
        _shown(screen_of(home, code), *board)
        _shown(theirs, "ready to go")
    pairs = [(_shown(screen_of(home, code), *board), _shown(theirs, "ready to go")) for _ in range(runs)]
    return [in_pairs("launch to a painted board of 200 residents", pairs, "a minimal Textual app", 1.5)]
