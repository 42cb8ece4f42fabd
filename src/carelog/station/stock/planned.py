"""How many kits a day the plan of tests will take."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from carelog.protocol.stock import articles

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from carelog.station.desk import Station

_WEEK = 7


def planned(station: Station, kept: Collection[str], at: datetime) -> dict[str, Fraction]:
    """Article -> pieces a day: the weekly tests of who is here, by the plan and the regime of a time.

    Where a plan accepts several methods the kit of the first one counts of which this home keeps any. What symptoms, a
    contact or a sweep will ask for nobody can know before.
    """
    kits = {article.method: article.code for article in articles.every() if article.method and article.code in kept}
    out: dict[str, Fraction] = {}
    if not kits:
        return out
    for methods, times in station.swabs.a_week(station.local(at).date()).items():
        kit = next((kits[method] for method in methods if method in kits), None)
        if kit:
            out[kit] = out.get(kit, Fraction(0)) + Fraction(times, _WEEK)
    return out
