"""From a row stored at one terminal to its paint on the board of another, in a pty."""

import time
from pathlib import Path
from statistics import median

from figures import Figure
from launching import SURROUNDINGS, screen_of
from tests.support.terminal import Terminal

from carelog.clock import SystemClock
from carelog.model.observation import Observed
from carelog.model.reading import Quantity, Reading, Site
from carelog.station.desk import Station

_PATIENCE_S = 5.0


def measure(home: Path, code: str, runs: int) -> list[Figure]:
    """Store a row here, wait for the first byte there; the other terminal looks four times a second."""
    clock = SystemClock()
    station = Station.open(home, clock, code)
    station.warm()
    person = station.board().rows[0].person
    waits = []
    with Terminal(screen_of(home, code), SURROUNDINGS, watch=False) as terminal:
        terminal.quiet(2.0)
        for n in range(runs):
            terminal.quiet(0.3 + 0.037 * (n % 7))
            reading = Reading(Quantity.TEMPERATURE, 365 + n % 5, site=Site.AXILLARY)
            station.record(Observed(person.id, None, (reading,), ()), clock.now())
            start = time.perf_counter()
            if not terminal.read_block(_PATIENCE_S):
                raise TimeoutError(person.code)
            waits.append((time.perf_counter() - start) * 1000)
    station.close_log()
    return [Figure("a stored row to its paint at another terminal", median(waits), "", 0, 250, runs)]
