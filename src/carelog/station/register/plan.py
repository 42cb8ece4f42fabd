"""What the class of each resident asks for beside the rounds: read from what was written down, nothing is stored."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from carelog.model.deeds import Result
from carelog.model.following import Follower, PersonPlan
from carelog.model.person import Kind, Person, Presence
from carelog.model.round import around, windows
from carelog.protocol.colour import classed
from carelog.protocol.house import followup

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from carelog.protocol.colour import Classes
    from carelog.protocol.house.followup import FollowPlan
    from carelog.station.desk import Station

_AGAINST = "sars_cov_2"
_LOOK_BACK = timedelta(days=366)
_ROUNDS = 3
"""Days of rounds looked through; a contact missed for longer changes nothing."""
_NOT_OURS = frozenset({Presence.HOSPITAL, Presence.LEFT})
"""Who is in hospital is followed up there."""
_JUST = timedelta(milliseconds=1)


class _Known(NamedTuple):
    """All that the plans are made from, read once."""

    at: datetime
    plan: FollowPlan
    classes: Classes | None
    positive: dict[str, datetime]
    last: dict[str, dict[Follower, datetime]]
    rounds: followup.Rounds


def plans(station: Station, at: datetime, persons: Iterable[Person] | None = None) -> tuple[PersonPlan, ...] | None:
    """The plan of each resident, in walking order; None where the protocol in use says nothing of contacts."""
    protocol = station.judge.protocol()
    if protocol.service is None:
        return None
    people = [p for p in persons or station.people(Kind.RESIDENT) if p.presence not in _NOT_OURS]
    infected = protocol.ruleset.infected
    known = _Known(
        at=at,
        plan=protocol.service.ready(),
        classes=protocol.ruleset.classes,
        positive=_positive(station, at - infected, at),
        last=_last(station, at),
        rounds=_rounds(station, at),
    )
    return tuple(_plan(station, known, person) for person in people if person.kind is Kind.RESIDENT)


def _plan(station: Station, known: _Known, person: Person) -> PersonPlan:
    told = classed(known.classes, person, known.at, station.zone) if known.classes else None
    colour = told.colour if told else person.colour
    since = known.positive.get(person.id)
    if colour is None:
        return PersonPlan(
            person.id, None, since is not None, (), decision_missing=False, missing=told.missing if told else ()
        )
    stand = followup.Stand(colour, since is not None, since or known.at, known.last.get(person.id, {}))
    return PersonPlan(
        person.id,
        colour,
        stand.infected,
        followup.contacts(known.plan, stand, known.rounds, known.at, station.zone),
        followup.awaited(known.plan, colour, infected=stand.infected, decided=person.plan_decision is not None),
    )


def _positive(station: Station, first: datetime, at: datetime) -> dict[str, datetime]:
    """The first positive COVID-19 swab of each who counts as infected."""
    found: dict[str, datetime] = {}
    for deed in station.log.deeds_between(("swabbed",), first, at + _JUST):
        if deed.body.target == _AGAINST and deed.body.result is Result.POSITIVE:
            found.setdefault(deed.body.person, deed.at)
    return found


def _last(station: Station, at: datetime) -> dict[str, dict[Follower, datetime]]:
    """The last contact of each by whom; who is measured in the house has been looked after by the house."""
    out: dict[str, dict[Follower, datetime]] = {}
    for person, seen in station.log.latest(at, Kind.RESIDENT).items():
        out.setdefault(person, {})[Follower.HOME] = seen.happened_at
    for deed in station.log.deeds_between(("followed_up",), at - _LOOK_BACK, at + _JUST):
        mine = out.setdefault(deed.body.person, {})
        mine[deed.body.by] = max(deed.at, mine.get(deed.body.by, deed.at))
    return out


def _rounds(station: Station, at: datetime) -> followup.Rounds:
    today = station.local(at).date()
    near = windows(today - timedelta(days=_ROUNDS), today, station.light.slots, station.zone)
    return followup.Rounds([w for w in near if w.start <= at], around(at, station.light.slots, station.zone)[1])
