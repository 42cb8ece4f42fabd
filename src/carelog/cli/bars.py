"""A bar that fills while somebody waits."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from click._termui_impl import ProgressBar


def bar(label: str) -> Callable[[int, int], None]:
    """Tell it how much is done, and of how much; where no terminal listens to the errors, nothing is drawn."""
    bars: list[ProgressBar[int]] = []

    def tell(done: int, total: int) -> None:
        if not bars:
            bars.append(click.progressbar(length=total, label=label, file=sys.stderr, hidden=not sys.stderr.isatty()))
        bars[0].update(done - bars[0].pos)
        if done == total:
            bars[0].render_finish()

    return tell
