"""What a board asks of the log with 1 and with 20 years of data behind it."""

import statistics
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from figures import Figure, timed

from carelog.clock import FixedClock
from carelog.log import Log
from carelog.model.assessment import Assessed, Step
from carelog.model.home import Facility, ProtocolUsed
from carelog.model.observation import Observed
from carelog.model.person import Kind, Person
from carelog.model.reading import Quantity, Reading, Site
from carelog.model.round import RoundKey
from carelog.model.severity import Severity

_PEOPLE = 200
_START = datetime(2003, 1, 1, 0, 30, tzinfo=UTC)


def _founded(folder: Path, clock: FixedClock) -> tuple[Log, list[str]]:
    log = Log.create(folder, book=clock.new_id())
    people = [clock.new_id() for _ in range(_PEOPLE)]
    with log.act(people[0], clock.now(), clock.new_id) as act:
        act.append(Facility("benchmark", "en", "UTC"))
        act.append(ProtocolUsed("none", "0", "0", ""))
        for n, person in enumerate(people):
            act.append(Person(person, f"{n}", Kind.RESIDENT, f"R{n}", bed=f"{n}"))
    return log, people


def _day(log: Log, clock: FixedClock, people: list[str], day: int) -> None:
    with log.batch():
        for slot in ("morning", "evening"):
            key = RoundKey(date(2003, 1, 1) + timedelta(days=day), slot)
            for n, person in enumerate(people):
                warm = Reading(Quantity.TEMPERATURE, 360 + (n + day) % 9, site=Site.AXILLARY)
                with log.act(people[0], clock.now(), clock.new_id) as act:
                    act.append(Observed(person, key, (warm, Reading(Quantity.SPO2, 97)), ()))
            clock.move(timedelta(hours=12))


def grown(folder: Path, years: int) -> tuple[Log, datetime]:
    """A home of 200 with so many years of two observations a day, in the log itself."""
    clock = FixedClock(_START)
    log, people = _founded(folder, clock)
    with log.batch():
        for person in people:
            with log.act(people[0], clock.now(), clock.new_id) as act:
                act.append(Assessed(person, "0", clock.now(), (Step(clock.now(), Severity.NONE, (), ()),)))
    for day in range(int(365.25 * years)):
        _day(log, clock, people, day)
    return log, clock.now()


def _asked(log: Log, at: datetime) -> None:
    log.people()
    log.latest(at, Kind.RESIDENT)
    log.steps_at(at)
    log.of_round(RoundKey(at.date() - timedelta(days=1), "evening"))
    log.trend(at - timedelta(days=7), at)


def _latest(log: Log, at: datetime) -> None:
    log.latest(at, Kind.RESIDENT)
    log.steps_at(at)


def measure(folder: Path, years: tuple[int, int], runs: int) -> list[Figure]:
    """Build both homes and time the board's look-ups in each."""
    few, many = (grown(folder / f"years-{n}", n) for n in years)
    found = []
    for name, ask in (("the board's latest values and steps", _latest), ("all the board's reads", _asked)):
        ask(*few)
        ask(*many)
        pairs = [(timed(lambda: ask(*many)), timed(lambda: ask(*few))) for _ in range(runs)]  # noqa: B023 - run at once
        mine, theirs = (statistics.median(p[i] for p in pairs) for i in (0, 1))
        found.append(Figure(f"{name}, {years[1]} years", mine, "", 0, 5, runs))
        found.append(Figure(f"{name}, growth", mine, f"{years[0]} year", theirs, 3, runs))
    return found
