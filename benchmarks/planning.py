"""The due list of 500 people, months of swabs behind it, against the board of the same people."""

from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from figures import Figure, paired, timed

from carelog.clock import FixedClock
from carelog.model.deeds import Method, Result, Swabbed
from carelog.model.person import Kind, Person, Presence
from carelog.model.swabs import Exempt, Exempted, Exposed
from carelog.station.desk import Station
from carelog.station.founding import DEFAULT_PROTOCOL, Plan

_RESIDENTS, _STAFF = 380, 120
_OUT_OF = {"exempt": 25, "contact": 40, "away": 30, "late": 9}
"""One of so many is exempt, was a contact, goes to hospital and back, or was not tested."""


def _founded(folder: Path, clock: FixedClock) -> Station:
    plan = Plan("benchmark", "en", "Asia/Shanghai", DEFAULT_PROTOCOL, "N000", "N")
    station = Station.found(folder, clock, plan)
    residents = [Person(clock.new_id(), f"R{n}", Kind.RESIDENT, f"R{n}", bed=f"{n}") for n in range(_RESIDENTS)]
    staff = [Person(clock.new_id(), f"N{n:03}", Kind.STAFF, f"N{n}") for n in range(1, _STAFF)]
    station.put([*residents, *staff])
    return station


def _day(station: Station, clock: FixedClock, people: list[Person], day: int) -> None:
    """Residents on two days of the week, staff on two others; some things happen to some."""
    with station.log.batch(), station.deed() as act:
        for n, person in enumerate(people):
            turn = (0, 3) if person.kind is Kind.RESIDENT else (1, 4)
            if day % 7 in turn and n % _OUT_OF["late"]:
                method = Method.ANTIGEN if person.kind is Kind.RESIDENT else Method.PCR
                act.append(Swabbed(person.id, method, Result.NEGATIVE))
            if (n + day) % (_OUT_OF["contact"] * 7) == 0:
                act.append(Exposed(person.id))
            if (n + day) % (_OUT_OF["exempt"] * 30) == 0:
                act.append(Exempted(person.id, Exempt.RECENT_INFECTION, clock.now().date() + timedelta(days=14)))
    for n, person in enumerate(people):
        if (n + day) % (_OUT_OF["away"] * 10) < 2:
            station.move(person.id, (Presence.HOSPITAL, Presence.PRESENT)[(n + day) % (_OUT_OF["away"] * 10)])
    clock.move(timedelta(days=1))


def grown(folder: Path, days: int) -> Station:
    """A home of 500 with so many days of tests."""
    from datetime import datetime

    clock = FixedClock(datetime(2023, 1, 2, 8, 0, tzinfo=ZoneInfo("Asia/Shanghai")))
    station = _founded(folder, clock)
    people = list(station.people())
    for day in range(days):
        _day(station, clock, people, day)
    return station


def measure(folder: Path, days: int, runs: int) -> list[Figure]:
    """Time the due list, alone and beside the board."""
    station = grown(folder / "home-swabs", days)
    station.swabs.day()
    own = sorted(timed(station.swabs.day) for _ in range(runs))[runs // 2]
    name = f"the due list of {_RESIDENTS + _STAFF} people, {days} days of tests"
    return [
        Figure(name, own, "", 0, 100, runs),
        paired(f"{name}, beside", station.swabs.day, "the board", station.board, 4, runs),
    ]
