"""The cases of the house, derived from what was observed, the swabs, and the onsets people have put right."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from carelog.model.deeds import Result
from carelog.model.outbreak import Case, Illness
from carelog.protocol.outbreak.illness import Fix, Found, Positive, illnesses
from carelog.station.outbreak.lives import Life, lives, place

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from carelog.log.read_deeds import Deed
    from carelog.log.read_observed import DayPoint
    from carelog.protocol.outbreak.illness import Syndrome
    from carelog.station.desk import Station

INSTANT = timedelta(milliseconds=1)


class Cases(NamedTuple):
    """Everybody's lives, their cases by onset, and the positive swabs of which the protocol has no syndrome."""

    lives: Mapping[str, Life]
    cases: tuple[Case, ...]
    unplaced: tuple[Case, ...]


def cases(station: Station, first: datetime, at: datetime) -> Cases:
    """The cases known by an instant of whoever showed anything from another one on: five questions to the log."""
    until = at + INSTANT
    everybody = lives(station)
    syndromes = station.light.outbreaks.ready
    points = station.log.day_points(first, until)
    swabs, fixes = _swabs(station, first, until), _fixes(station, first, until)
    found: list[Case] = []
    for who, life in everybody.items():
        shown = [_found(life, point) for point in points.get(who, ())]
        found += _of_person(life, syndromes, shown, swabs.get(who, []), fixes.get(who, []))
    known = {target for syndrome in syndromes.values() for target in syndrome.targets}
    odd = {who: [one for one in mine if one.target not in known] for who, mine in swabs.items()}
    return Cases(everybody, tuple(sorted(found, key=_order)), _unplaced(everybody, odd) if syndromes else ())


def _order(case: Case) -> tuple[datetime, str, str]:
    return (case.onset, case.person, case.syndrome)


def _found(life: Life, point: DayPoint) -> Found:
    usual = life.then(point.happened_at).usual_symptoms
    return Found(point.happened_at, frozenset(point.symptoms or ()).difference(usual), point.temperature_tenths_c)


def _of_person(
    life: Life,
    syndromes: Mapping[str, Syndrome],
    found: list[Found],
    positives: list[Positive],
    fixes: list[Fix],
) -> list[Case]:
    if not positives and not any(one.symptoms for one in found):
        return []
    return [
        Case(life.now.id, life.now.kind, place(life.then(illness.onset)), code, illness)
        for code, syndrome in syndromes.items()
        for illness in illnesses(syndrome, found, positives, fixes)
    ]


def _unplaced(everybody: Mapping[str, Life], odd: Mapping[str, list[Positive]]) -> tuple[Case, ...]:
    return tuple(
        Case(who, life.now.kind, place(life.then(one.at)), one.target, Illness(*(one.at,) * 4, (one.target,), True))
        for who, life in everybody.items()
        for one in odd.get(who, ())
    )


def swabs_of(station: Station, first: datetime, until: datetime) -> list[Deed]:
    """The swabs with a result in a time, by when they were taken."""
    return station.log.deeds_between(("swabbed",), first, until)


def _swabs(station: Station, first: datetime, until: datetime) -> dict[str, list[Positive]]:
    out: dict[str, list[Positive]] = defaultdict(list)
    for deed in swabs_of(station, first, until):
        if deed.body.result is Result.POSITIVE:
            out[deed.body.person].append(Positive(deed.at, deed.body.target))
    return out


def _fixes(station: Station, first: datetime, until: datetime) -> dict[str, list[Fix]]:
    out: dict[str, list[Fix]] = defaultdict(list)
    for deed in station.log.deeds_between(("onset",), first, until):
        out[deed.body.person].append(Fix(deed.body.illness, deed.body.onset))
    return out
