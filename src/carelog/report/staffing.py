"""Who is off duty, and from when they may come back, as one says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carelog.words import tr

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from carelog.station.desk import Station
    from carelog.station.staffing.door import OffNow


def back_said(off: OffNow, local: Callable[[datetime], datetime]) -> str:
    """From when somebody may come back, and what is lacking."""
    if off.back is None:
        return tr("work.back_unknown")
    lacking = [tr(f"work.lack_{lack}") for lack in off.back.lacking]
    return tr("ui.semicolon").join([tr("work.back_at", at=f"{local(off.back.at):%m-%d %H:%M}"), *lacking])


def off_words(station: Station) -> dict[str, str]:
    """Everybody off duty, by person id, with the day from which they may come back, where one is known."""
    off = station.staffing.off_now()
    days = {p: one.until or (station.local(one.back.at).date() if one.back else None) for p, one in off.items()}
    return {p: tr("work.off_until", at=f"{day:%m-%d}") if day else tr("work.off_short") for p, day in days.items()}
