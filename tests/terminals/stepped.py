"""carelog with a clock that a test sets: `python -m tests.terminals.stepped FILE WORDS...`, the time in the file.

It is the program itself, its screen or any command; only the machine's clock is another one.
"""

import os
import sys
from datetime import datetime
from pathlib import Path

from carelog import clock


class SteppedClock(clock.FixedClock):
    """A clock that shows what stands in a file, an ISO time with its zone; no two programs give the same id."""

    def __init__(self, file: Path) -> None:
        self._file = file
        super().__init__(_read(file), seed=os.getpid())

    def now(self) -> datetime:
        self.at = _read(self._file)
        return super().now()

    def new_id(self) -> str:
        self.now()
        return super().new_id()


def _read(file: Path) -> datetime:
    return datetime.fromisoformat(file.read_text())


def set_to(file: Path, at: datetime) -> None:
    """Set the clock: whoever looks sees the time before or after, never half of it."""
    fresh = file.with_suffix(".new")
    fresh.write_text(at.isoformat())
    fresh.replace(file)


def run(file: Path, words: list[str]) -> None:
    """Run carelog by that clock."""
    from carelog.cli import main

    one = SteppedClock(file)
    clock.SystemClock = lambda: one  # type: ignore[assignment,misc,return-value]  # every command makes its clock by this name
    main(words)


if __name__ == "__main__":
    run(Path(sys.argv[1]), sys.argv[2:])
