"""The machine's clock against the record: where it stands behind, a named person says that it is right."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from carelog.log.times import SLACK
from carelog.model.refusal import Refusal

if TYPE_CHECKING:
    from datetime import datetime

    from carelog.station.desk import Station


class Compared(NamedTuple):
    """What the clock says, and when the newest entry was written."""

    now: datetime
    newest: datetime
    behind: bool
    """nothing is stored until the clock is set, or somebody confirms it"""


def compared(station: Station) -> Compared:
    """How the clock stands to the record."""
    now, newest = station.clock.now(), station.log.newest()
    return Compared(now, newest, newest - now > SLACK)


def confirm(station: Station) -> Compared:
    """Write down that the one who acts looked at the clock and it is right; refuses where nothing waits for that."""
    from carelog.model.deeds import ClockConfirmed

    stands = compared(station)
    if not stands.behind:
        raise Refusal("clock.not_behind", now=f"{station.local(stands.now):%Y-%m-%d %H:%M}")
    with station.deed() as act:
        act.append(ClockConfirmed(stands.now, stands.newest))
    return stands
