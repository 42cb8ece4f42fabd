"""How a benchmark says what it found: ratios measured in one run, beside the absolute figures."""

import statistics
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple


class Figure(NamedTuple):
    """One comparison; times in milliseconds, medians over `runs`."""

    name: str
    ours: float
    against: str
    theirs: float
    goal: float
    """highest ratio (or, where `against` is empty, highest number of milliseconds) that is still good"""
    runs: int

    @property
    def ratio(self) -> float:
        """Ours over theirs; without anything to compare with, our milliseconds."""
        return self.ours / self.theirs if self.against else self.ours

    def line(self) -> str:
        """The figure as one line of the report."""
        unit = "x" if self.against else " ms"
        measure = f"{self.ratio:6.2f}{unit} (goal {self.goal:g}{unit})"
        beside = f"{self.ours:.2f} ms against {self.theirs:.2f} ms of {self.against}" if self.against else ""
        return f"{'ok  ' if self.ratio <= self.goal else 'OVER'} {self.name:<58} {measure}  {beside}  n={self.runs}"


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of one run."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def paired(
    name: str, ours: Callable[[], object], against: str, theirs: Callable[[], object], goal: float, runs: int
) -> Figure:
    """Run both in turn, so that a busy machine slows both, and compare the medians."""
    return in_pairs(name, [(timed(ours), timed(theirs)) for _ in range(runs)], against, goal)


def in_pairs(name: str, pairs: Sequence[tuple[float, float]], against: str, goal: float) -> Figure:
    """Compare the medians of milliseconds measured in turn: (ours, theirs)."""
    mine, other = (statistics.median(pair[side] for pair in pairs) for side in (0, 1))
    return Figure(name, mine, against, other, goal, len(pairs))
