"""The handover as plain text: first what is said in a minute, then all of it; what both signatures stand under."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from carelog.report.handover import aloud, said
from carelog.report.plain import wrapped
from carelog.words import tr

if TYPE_CHECKING:
    from carelog.model.handover import HandedOver
    from carelog.station.desk import Station
    from carelog.station.handover.rows import Handover

WIDTH: Final = 78


def lines(told: Handover, station: Station, width: int = WIDTH) -> list[str]:
    """The page without its signatures; every line fits the width in cells, titles begin at its edge."""
    title, *head = said.head(told, station)
    out = [line for text in (title, *(f"  {one}" for one in head)) for line in wrapped(text, width, "    ")]
    minute = said.Part(tr("handover.aloud"), tuple(aloud.lines(told, station)))
    for part in (minute, *said.parts(told, station)):
        out += ["", *wrapped(part.title, width)]
        out += [line for text in part.lines for line in wrapped(f"  {text}", width, " " * 4)]
    return out


def signed(told: Handover, station: Station, by: HandedOver | None, width: int = WIDTH) -> list[str]:
    """The page, and who signed it."""
    return [*lines(told, station, width), "", *wrapped(said.foot(told, station, by), width, "  ")]


def sha256(told: Handover, station: Station) -> str:
    """What both sign: the text of the page in UTF-8, in the language spoken now."""
    return hashlib.sha256(written(lines(told, station))).hexdigest()


def written(text: list[str]) -> bytes:
    """Lines as the bytes of a file."""
    return ("\n".join(text) + "\n").encode()
