"""From a key on the sheet to the last byte of its paint, in a pty: a digit, and the `0` that saves and goes on."""

import time
from pathlib import Path
from statistics import median

from figures import Figure
from launching import SURROUNDINGS, screen_of
from tests.support.terminal import Terminal

from carelog.clock import SystemClock
from carelog.model.person import Kind, Person
from carelog.station.desk import Station
from carelog.station.founding import DEFAULT_PROTOCOL, Plan

_CODE = "N01"
_PAINT_S = 5.0
_BURST_S = 0.02
"""Output that comes closer together than this is one paint."""


def measure(home: Path, residents: int, rows: int) -> list[Figure]:
    """Found a home of ordinary residents and type rows of its round, one key at a time; medians over the keys."""
    before = _founded(home, residents)
    with Terminal(screen_of(home, _CODE), SURROUNDINGS, watch=False) as terminal:
        for key in ("", "r"):
            terminal.send(key)
            terminal.quiet(1.5)
        digits: list[float] = []
        saves: list[float] = []
        for _ in range(rows):
            digits += [painted(terminal, key) for key in "36697"]
            saves.append(painted(terminal, "0"))
    if _pages(home) < before + rows:
        raise ValueError("the sheet did not take the rows")
    on = f"on the sheet of {residents} people"
    return [
        Figure(f"digit to paint {on}", median(digits), "", 0, 10, len(digits)),
        Figure(f"`0`, saved and gone on, to paint {on}", median(saves), "", 0, 50, len(saves)),
    ]


def _founded(home: Path, residents: int) -> int:
    """A home in which nobody was ever seen, nobody has oxygen and nobody is away; how long its book is."""
    clock = SystemClock()
    station = Station.found(home, clock, Plan("Benchmark", "en", "UTC", DEFAULT_PROTOCOL, _CODE, "Li Wen"))
    beds = [f"{n // 20 + 1}-{n % 20 + 1:02}" for n in range(residents)]
    people = [Person(clock.new_id(), f"R{n}", Kind.RESIDENT, f"Person {n}", bed=bed) for n, bed in enumerate(beds)]
    station.put(people)
    station.close_log()
    return _pages(home)


def _pages(home: Path) -> int:
    station = Station.open(home, SystemClock())
    page = station.log.head().page
    station.close_log()
    return page


def painted(terminal: Terminal, key: str) -> float:
    """Milliseconds until the last output of a key's paint."""
    start = last = time.perf_counter()
    terminal.send(key)
    wait = _PAINT_S
    while terminal.read_block(wait):
        last, wait = time.perf_counter(), _BURST_S
    return (last - start) * 1000
