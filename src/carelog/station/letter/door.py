"""Everything a letter rests on, read once; nothing in it is judged anew or filled in."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from carelog.model.deeds import Given, Result, Swabbed
from carelog.model.person import Kind
from carelog.model.refusal import Refusal
from carelog.protocol.care import OF_A_PERSON
from carelog.protocol.whom import age

if TYPE_CHECKING:
    from datetime import datetime

    from carelog.model.observation import Observation
    from carelog.model.person import Person
    from carelog.station.care.rows import CareRow
    from carelog.station.desk import Station
    from carelog.station.reasons import WhyView
    from carelog.station.rows import Done

READINGS = timedelta(hours=72)
_JUST = timedelta(milliseconds=1)
_INFECTED = "infected_days"


class Letter(NamedTuple):
    """One person as a doctor needs to know them, at an instant (UTC)."""

    facility: str
    demo: bool
    at: datetime
    person: Person
    years: int | None
    """whole years of age, None where no birth date is known"""
    why: WhyView
    observations: tuple[Observation, ...]
    """of the last 72 hours, oldest first"""
    swabs: tuple[Done, ...]
    """results of the last 14 days that stand, newest first"""
    medicines: tuple[Done, ...]
    """given in the last 72 hours and not taken back, newest first"""
    care: tuple[CareRow, ...]
    """consultations, visits, fluids and changes of the care plan in the last 72 hours, newest first"""
    infected: bool
    """a positive swab within the infected days of the protocol"""
    since_last: timedelta | None
    """how old the newest observation is, None where there never was one in 14 days"""
    written_by: str
    """code and name of whoever is signed in, '' for nobody"""


def letter(station: Station, person: str, at: datetime) -> Letter:
    """Read what a letter about a person says; refuses a person never written down, and a visitor."""
    view = station.person(person, at)
    who = view.row.person
    if who.kind is Kind.VISITOR:
        raise Refusal("letter.visitor", code=who.code)
    standing = [done for done in view.done if done.undone_at is None and done.at <= at]
    swabs = tuple(done for done in standing if isinstance(done.body, Swabbed))
    last = view.observations[0].happened_at if view.observations else None
    by = station.by
    return Letter(
        facility=station.facility.name,
        demo=station.facility.demo,
        at=at,
        person=who,
        years=age(who, at, station.zone),
        why=station.why(person, at),
        observations=tuple(o for o in reversed(view.observations) if at - READINGS <= o.happened_at <= at + _JUST),
        swabs=swabs,
        medicines=tuple(d for d in standing if isinstance(d.body, Given) and d.at >= at - READINGS),
        care=tuple(_care(station, person, at)),
        infected=any(_positive(done, at, _infected(station)) for done in swabs),
        since_last=None if last is None else max(timedelta(0), at - last),
        written_by=f"{by.code} {by.name}" if by else "",
    )


def _care(station: Station, person: str, at: datetime) -> list[CareRow]:
    rows = station.care.of(person, at - READINGS)
    return [row for row in reversed(rows) if row.what in OF_A_PERSON and row.at <= at]


def _infected(station: Station) -> timedelta:
    figures = {figure.name: figure.value for figure in station.light.figures}
    return timedelta(days=figures[_INFECTED]) if _INFECTED in figures else timedelta(days=14)


def _positive(done: Done, at: datetime, infected: timedelta) -> bool:
    return isinstance(done.body, Swabbed) and done.body.result is Result.POSITIVE and at - done.at < infected
