"""A night as nurses tell it: what happened from the handover at 19:00 to the one at 07:00."""

from datetime import datetime

from carelog.clock import FixedClock
from carelog.model.alerting import Action, Outcome
from carelog.model.deeds import Why
from carelog.model.observation import Observed, Way
from carelog.model.person import Presence
from carelog.model.reading import NotMeasured, Quantity, Reading
from carelog.model.round import RoundKey
from carelog.station.desk import Station
from tests.station.conftest import MORNING, resident
from tests.station.support import tell

EVENING = RoundKey(MORNING.date(), "evening")


def at(clock: FixedClock, hour: int, minute: int = 0, day: int = 12) -> datetime:
    """Set the clock."""
    clock.at = datetime(2023, 1, day, hour, minute, tzinfo=MORNING.tzinfo)
    return clock.at


def who(station: Station, code: str) -> str:
    return station.by_code(code).id


def day(station: Station, clock: FixedClock) -> None:
    """The day before: one had a fever; in the evening one refused, one was passed over."""
    station.put([resident(clock, "3-7", "[b]赵[/b]"), resident(clock, "3-8")])
    for code in ("3-1", "3-12", "3-7", "3-8"):
        tell(station, code)
    tell(station, "3-4", spo2=96, oxygen=20)
    tell(station, "3-2", 388)
    at(clock, 16)
    for code in ("3-1", "3-4", "3-2"):
        tell(station, code, spo2=96, oxygen=20 if code == "3-4" else 0)
    refused = (
        Reading(Quantity.TEMPERATURE, None, NotMeasured.REFUSED),
        Reading(Quantity.SPO2, None, NotMeasured.ASLEEP),
    )
    body = Observed(who(station, "3-8"), EVENING, refused, None, NotMeasured.REFUSED, way=Way.COMMAND)
    station.record(body, station.now())
    at(clock, 19)
    station.handover.sign(station.handover.page(), "N02", "0" * 64)


def night(station: Station, clock: FixedClock) -> None:
    """Deterioration at 02:10, oxygen at 02:14, ambulance at 02:40; a fever at 03:00; a slip at 05:00."""
    station.sign_in("N02")
    bad = who(station, "3-1")
    at(clock, 23)
    tell(station, "3-2", 368)
    station.close(who(station, "3-2"), Outcome.TREATED_HERE, "喝水，少盖被")
    at(clock, 2, 10, 13)
    tell(station, "3-1", 368, 88, ("breathless",))
    at(clock, 2, 12, 13)
    station.acknowledge(bad, "叫了 120", action=Action.CALLED)
    at(clock, 2, 14, 13)
    tell(station, "3-1", 368, 92, ("breathless",), oxygen=20)
    at(clock, 2, 20, 13)
    station.given(bad, station.now(), antipyretic=True, medicine="对乙酰氨基酚")
    at(clock, 2, 40, 13)
    station.move(bad, Presence.HOSPITAL)
    station.close(bad, Outcome.TRANSFERRED)
    at(clock, 3, 0, 13)
    tell(station, "3-12", 388, 96)
    at(clock, 3, 5, 13)
    station.acknowledge(who(station, "3-12"), action=Action.RECHECK)
    at(clock, 5, 0, 13)
    slip = tell(station, "3-4", 366, 79, oxygen=20)
    at(clock, 5, 1, 13)
    station.correct(slip.entry, Why.TYPING, None)
    tell(station, "3-4", 366, 96, oxygen=20)
    tell(station, "3-7", 375)
    at(clock, 7, 0, 13)
