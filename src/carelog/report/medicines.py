"""A medicine that was given, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carelog.model.text import clean
from carelog.station.care.medicines import ANTIPYRETIC
from carelog.station.stock import names
from carelog.words import language, tr

if TYPE_CHECKING:
    from carelog.model.deeds import Given


def given(body: Given) -> str:
    """What it was, its name, and how many pieces came from the reserve."""
    kind = tr("given.antipyretic" if body.antipyretic else "given.medicine")
    reserve = tr("given.from_reserve", n=body.pieces) if body.pieces else ""
    return " ".join(part for part in (kind, named(body), reserve) if part)


def named(body: Given) -> str:
    """Its name as somebody wrote it, else that of the article; '' where it was only said to lower a fever."""
    listed = body.article and body.article != ANTIPYRETIC
    return clean(body.medicine) or (clean(names.article(body.article).named(language())) if listed else "")
