"""A night as a nurse tells it: a fever, a tablet from the reserve, a doctor on the screen, a daughter to be called."""

from datetime import datetime, timedelta

from carelog.clock import FixedClock
from carelog.model.care import Care
from carelog.model.referral import InstitutionKind, InstitutionSet
from carelog.model.stock import Change
from carelog.station.care.medicines import Dose
from carelog.station.care.rows import For, Told, When
from carelog.station.desk import Station
from tests.station.conftest import MORNING
from tests.station.support import tell


def at(clock: FixedClock, hour: int, minute: int = 0, day: int = 13) -> datetime:
    """Set the clock."""
    clock.at = datetime(2023, 1, day, hour, minute, tzinfo=MORNING.tzinfo)
    return clock.at


def who(station: Station, code: str) -> str:
    return station.by_code(code).id


def evening(station: Station, clock: FixedClock) -> None:
    """Twenty tablets are counted, the clinic is in the directory, the shift is handed over at 19:00."""
    at(clock, 18, 0, 12)
    station.stock.tell(station.stock.named("antipyretic"), Change.COUNTED, 20, lot="B2")
    station.directory.add(
        InstitutionSet("", "市医院", InstitutionKind.CONSULT, "021-1", "全天", preference=1, contracted=True)
    )
    at(clock, 19, 0, 12)
    station.handover.sign(station.handover.page(), "N02", "0" * 64)


def night(station: Station, clock: FixedClock) -> None:
    """The fever at 01:50, the tablet at 02:00, the doctor at 02:20, something to drink, the daughter tomorrow."""
    station.sign_in("N02")
    wang = who(station, "3-12")
    at(clock, 1, 50)
    tell(station, "3-12", 391, 96)
    at(clock, 2)
    station.care.give(wang, Dose("antipyretic", 1))
    at(clock, 2, 20)
    station.care.write(For(wang), Care.REMOTE_CONSULTATION, Told("先降温，多喝水 [b]", "I1"))
    at(clock, 2, 25)
    station.care.write(For(wang), Care.FLUIDS, Told(amount_ml=200))
    station.care.remind(
        For(wang), Care.FAMILY_CONTACT, When(station.care.today() + timedelta(days=1)), Told("给女儿打电话")
    )
    at(clock, 7)
