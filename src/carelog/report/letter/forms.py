"""The letter as a file, by what its name asks for: `.html` is the page to print, anything else plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carelog.report.letter import page as pages
from carelog.report.letter import text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from carelog.station.desk import Station
    from carelog.station.letter.door import Letter


def is_page(path: Path) -> bool:
    """Whether a file's name asks for the page."""
    return path.suffix.lower() in {".html", ".htm"}


def written(told: Letter, station: Station, languages: Sequence[str], *, page: bool) -> bytes:
    """The letter in UTF-8."""
    if page:
        return pages.html(told, station, languages).encode()
    return ("\n".join(text.lines(told, station, languages)) + "\n").encode()
