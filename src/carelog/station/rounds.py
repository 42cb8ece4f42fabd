"""Opening a round: who is on the sheet, in which order, and what was last known of each."""

from __future__ import annotations

import re
from collections import Counter
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from carelog.model.person import Kind, Person, Presence
from carelog.model.reading import Quantity
from carelog.model.round import Window, around
from carelog.station.rows import LastKnown, Sheet, SheetPerson

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from carelog.model.observation import Observation
    from carelog.station.desk import Station

_EARLY = timedelta(hours=1)
"""A round may be begun this long before its window; until then work belongs to the round before."""

_BACK = timedelta(days=30)
"""So far back a check is looked for behind acts on oxygen."""

AWAY = frozenset(Presence) - {Presence.PRESENT}
"""Who is not in the house to be measured."""


def measured(station: Station, latest: Mapping[str, Observation]) -> dict[str, Observation]:
    """Person -> the newest observation in which they were looked at: oxygen that is started hides no missed round."""
    out = {}
    for person, newest in latest.items():
        found = newest if newest.sees() else _looked_at(station, person, newest.happened_at)
        if found is not None:
            out[person] = found
    return out


def _looked_at(station: Station, person: str, before: datetime) -> Observation | None:
    held = station.log.observations(before - _BACK, before, person)
    return next((o for o in reversed(held) if o.sees()), None)


@lru_cache(maxsize=4096)
def natural(text: str) -> tuple[tuple[int, str], ...]:
    """A key that sorts `3-2` before `3-12`."""
    return tuple((int(n), "") if n else (-1, word) for n, word in re.findall(r"(\d+)|(\D+)", text))


def walking(person: Person) -> tuple[object, ...]:
    """The order in which a nurse walks: unit, bed, code."""
    return (natural(person.unit), natural(person.bed), natural(person.code))


def twins(people: Iterable[Person]) -> frozenset[str]:
    """The ids of people who share a name with somebody else."""
    everyone = list(people)
    count = Counter(p.name for p in everyone)
    return frozenset(p.id for p in everyone if count[p.name] > 1)


def round_of(station: Station, at: datetime) -> Window | None:
    """The round to which work at a time belongs: the newest that has begun, or one that begins within the hour."""
    begun, ahead = around(at, station.light.slots, station.zone)
    return ahead if ahead and ahead.start - at <= _EARLY and not (begun and at < begun.end) else begun


def on_oxygen(last: Observation | None) -> bool:
    """Whether a person was last seen on oxygen (with or without a flow read)."""
    oxygen = last.last(Quantity.OXYGEN) if last else None
    return oxygen is not None and oxygen.not_measured is None and oxygen.value != 0


def _last_known(last: Observation | None) -> dict[Quantity, LastKnown]:
    if last is None:
        return {}
    newest = {r.quantity: last.last(r.quantity) for r in last.readings}
    return {
        quantity: LastKnown(r.value, r.not_measured, r.site, last.happened_at) for quantity, r in newest.items() if r
    }


def ordered(people: Iterable[Person]) -> tuple[list[Person], int]:
    """The people of a round in walking order, isolated and positive ones last; and where those begin."""
    walk = sorted((p for p in people if p.presence not in AWAY), key=walking)
    first = [p for p in walk if not p.round_last]
    return first + [p for p in walk if p.round_last], len(first)


def _codes(station: Station) -> dict[str, str]:
    return {p.id: p.code for p in station.log.people()}


def _sheet_people(
    station: Station, people: Sequence[Person], kind: Kind, at: datetime, window: Window | None
) -> tuple[SheetPerson, ...]:
    last = station.log.latest(at, kind)
    entered = station.log.of_round(window.key) if window else {}
    station.known_acts.update(o.act for held in entered.values() for o in held)
    same, codes = twins(people), _codes(station)
    rows = []
    for person in people:
        mine = next(reversed(entered.get(person.id, [])), None)
        known = last.get(person.id)
        rows.append(
            SheetPerson(
                person=person,
                twin=person.id in same,
                asks_oxygen=person.oxygen_tenths_l_min is not None or on_oxygen(known),
                last=_last_known(known),
                last_symptoms=known.symptoms if known else None,
                entered=mine,
                entered_by=codes.get(mine.recorded_by, "") if mine else "",
            )
        )
    return tuple(rows)


def open_round(station: Station, unit: str, kind: Kind, at: datetime, *, catch_up: bool) -> Sheet:
    """Lay out a round as it stands now; the order holds until the sheet is closed."""
    window = round_of(station, at)
    on = station.staffing.roster.on_for(window) if kind is Kind.STAFF else None
    chosen = (p for p in station.people(kind) if unit in ("", p.unit) and (on is None or p.id in on))
    people, last_group = ordered(chosen)
    return Sheet(
        key=window.key if window else None,
        window=window,
        opened_at=at,
        catch_up=catch_up,
        people=_sheet_people(station, people, kind, at, window),
        last_group=last_group,
        site=station.light.site,
        labels={p.code: p.id for p in people},
    )
