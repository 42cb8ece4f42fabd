"""What the rules have cost in attention of late, reckoned beside whatever else is going on."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from carelog.protocol.price import Price
    from carelog.station.desk import Station

DAYS = 30


def of_late(station: Station) -> Price:
    """Alarms for every hundred resident-days of the last 30 days, by rule.

    Reads by a connection of its own, so that it may be asked in a thread of its own.
    """
    from carelog.station import replaying

    aside = type(station).open(station.home, station.clock, read_only=True)
    try:
        now = aside.now()
        return replaying.recorded_price(aside, now - timedelta(days=DAYS), now)
    finally:
        aside.close_log()
