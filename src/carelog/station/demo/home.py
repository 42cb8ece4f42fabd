"""Founding a demo home: the story of its month is written into a log as its nurses would have written it."""

from __future__ import annotations

import heapq
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from carelog.clock import Clock, FixedClock
from carelog.protocol import light, load
from carelog.station import founding
from carelog.station.demo import people, plan, rounds, story, tested
from carelog.station.demo.plan import Plan
from carelog.station.demo.writing import Writing
from carelog.station.desk import Station
from carelog.words import said_in

if TYPE_CHECKING:
    from pathlib import Path
    from zoneinfo import ZoneInfo

    from carelog.model.person import Person


def found_demo(
    home: Path,
    *,
    residents: int,
    staff: int,
    days: int,
    seed: int,
    at: datetime,
    language: str,
    zone: ZoneInfo,
    quiet: bool = False,
    clock: Clock | None = None,
    protocol: str = founding.DEFAULT_PROTOCOL,
) -> Station:
    """Make a demo home whose story ends at an instant, and open it for its first nurse.

    The same arguments give the same entries byte for byte. `quiet` leaves out infections and deterioration. `clock` is
    what the opened station goes by; None = it stands still at `at`. Refuses what `founding.found` refuses.
    """
    end = at.astimezone(UTC).replace(microsecond=0)
    told = light.parse(load.packaged(protocol))
    asked = Plan(residents, staff, days, seed, end, language, zone, told.slots, quiet)
    walks = plan.walks(asked, rounds.longest_list(asked))
    begin = min([end, *(walk.window.start for walk in walks[:1])]) - timedelta(hours=20)
    own = FixedClock(begin, seed)
    living, working = people.cast(asked, own.new_id)
    first = _found(home, own, asked, working[0], protocol)
    working[0] = replace(working[0], id=first)
    lives = story.lives(asked, living, working, walks)
    station = Station.open(home, own, working[0].code)
    deeds = heapq.merge(rounds.deeds(asked, lives, walks), tested.deeds(asked, lives, told), key=lambda deed: deed.at)
    Writing(station, own, asked, lives).write(deeds)
    station.close_log()
    return Station.open(home, clock or FixedClock(end, seed + 1), working[0].code)


def _found(home: Path, clock: FixedClock, asked: Plan, nurse: Person, protocol: str) -> str:
    """Begin the home and say the id its first nurse got."""
    name = said_in(asked.language, "demo.facility")
    station = Station.found(
        home,
        clock,
        founding.Plan(
            facility=name,
            language=asked.language,
            timezone=asked.zone.key,
            protocol=protocol,
            by_code=nurse.code,
            by_name=nurse.name,
            demo=True,
        ),
    )
    station.close_log()
    return station.actor().id
