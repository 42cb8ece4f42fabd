"""What is known of the house's swabs for one day, read off the entries once."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from carelog.model.deeds import Result
from carelog.model.person import Presence
from carelog.model.swabs import Regime
from carelog.protocol.swabs.plan import Plan, plan
from carelog.protocol.swabs.programme import House, Spell, Swept, Touched, spells, sweeps

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from carelog.log.read_deeds import Deed
    from carelog.log.read_swabs import Stood, SwabTold
    from carelog.model.assessment import Step
    from carelog.model.person import Person
    from carelog.station.desk import Station

_LONG_AGO = datetime(1970, 1, 2, tzinfo=UTC)
_NEAR = timedelta(days=15)
"""So far back everybody's tests are read; further back only of who has none since, and what was not negative."""
_DAY = timedelta(days=1)


class Reading(NamedTuple):
    """All that is known for one day; `at` is the instant it is asked for.

    Everybody's tests are known from `near` on; what was not negative, contacts and moves from `far` on.
    """

    station: Station
    plan: Plan
    day: date
    at: datetime
    near: datetime
    far: datetime
    people: tuple[Person, ...]
    swabs: Mapping[str, list[SwabTold]]
    moves: Mapping[str, list[Stood]]
    exempted: Mapping[str, list[Deed]]
    contacts: Mapping[str, list[Touched]]
    steps: Mapping[str, Step]
    house: House

    def day_of(self, at: datetime) -> date:
        """The day of an instant at home."""
        return self.station.local(at).date()


def read(station: Station, day: date | None) -> Reading:
    """Read what is known for a day: today as it stands now, a past day as it stood at its end."""
    now = station.now()
    today = station.local(now).date()
    day, found = day or today, plan(station.light.swabs)
    at = now if day == today else _midnight(station, day + _DAY) - timedelta(milliseconds=1)
    end = max(at, _midnight(station, day + _DAY))
    near = _midnight(station, day) - _NEAR
    far = near - timedelta(days=found.ask_days + found.sample_days + found.sweep_again)
    people = tuple(station.log.people(at if at < now else None))
    swabs, moves = station.log.swabs(far, near, end), station.log.moves(far)
    return Reading(
        station=station,
        plan=found,
        day=day,
        at=at,
        near=near,
        far=far,
        people=people,
        swabs=_by_person(wanted(swabs, found)),
        moves=moves,
        exempted=_deeds(station, "exempted", _LONG_AGO, end),
        contacts=_contacts(station, far, end),
        steps=station.log.steps_at(at),
        house=_house(station, found, day, at, (swabs, moves)),
    )


def wanted(swabs: Sequence[SwabTold], plan: Plan) -> list[SwabTold]:
    """The swabs that look for what the plan looks for, and the samples among them that still wait for a result."""
    answered = {s.sample for s in swabs if s.result is not None}
    mine = [s for s in swabs if plan.targets.intersection(s.targets)]
    return [s for s in mine if s.result is not None or s.entry not in answered]


def _midnight(station: Station, day: date) -> datetime:
    return datetime.combine(day, time(), station.zone)


def _by_person(swabs: list[SwabTold]) -> dict[str, list[SwabTold]]:
    found: dict[str, list[SwabTold]] = defaultdict(list)
    for swab in swabs:
        found[swab.person].append(swab)
    return found


def _deeds(station: Station, kind: str, first: datetime, last: datetime) -> dict[str, list[Deed]]:
    found: dict[str, list[Deed]] = defaultdict(list)
    for deed in station.log.deeds_between((kind,), first, last):
        found[deed.body.person].append(deed)
    return found


def _contacts(station: Station, first: datetime, last: datetime) -> dict[str, list[Touched]]:
    told = _deeds(station, "exposed", first, last)
    return {p: [Touched(d.at, station.local(d.at).date()) for d in deeds] for p, deeds in told.items()}


Told = tuple["Sequence[SwabTold]", "Mapping[str, list[Stood]]"]
"""Everybody's swabs, and where everybody was."""


def _house(station: Station, plan: Plan, day: date, at: datetime, told: Told) -> House:
    begun = station.log.protocol_since()[1] or station.log.deeds("facility")[0].at
    runs = [Spell(station.local(d.at).date(), d.body.regime) for d in station.log.deeds("regime") if d.at <= at]
    first = min(station.local(begun).date(), day)
    found = spells(runs, Regime(station.light.regime), first)
    return House(found, sweeps(_positives(station, plan, told), plan.sweep_again))


def _positives(station: Station, plan: Plan, told: Told) -> Iterator[Swept]:
    """The positive swabs of people who were in the house when they were taken, each by the day it was known."""
    swabs, moves = told
    everybody = {p.id: p for p in station.log.people()} if any(s.result is Result.POSITIVE for s in swabs) else {}
    for swab in swabs:
        who = everybody.get(swab.person)
        if swab.result is not Result.POSITIVE or who is None or who.kind not in plan.sweep:
            continue
        taken, known = (station.local(at).date() for at in (swab.at, swab.recorded_at))
        if plan.targets.intersection(swab.targets) and was_here(station, moves.get(who.id), who.presence, taken):
            yield Swept(max(taken, known), taken)


def was_here(station: Station, stood: Sequence[Stood] | None, now: Presence, day: date) -> bool:
    """Whether somebody was in the house at any time of a day."""
    if not stood:
        return now is Presence.PRESENT
    before = [s for s in stood if station.local(s.at).date() < day]
    that_day = [s for s in stood if station.local(s.at).date() == day]
    return any(s.presence is Presence.PRESENT for s in (*before[-1:], *that_day))
