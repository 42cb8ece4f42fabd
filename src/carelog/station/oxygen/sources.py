"""The sources as they stand: what was said of each, what its gauge showed, what was drawn since."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from carelog.model.oxygen import SourceKind, SourceSet, SourceState
from carelog.protocol import oxygen
from carelog.station.oxygen.rows import SourceRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime
    from fractions import Fraction

    from carelog.model.person import Person
    from carelog.station.desk import Station
    from carelog.station.oxygen.courses import Course


class Told(NamedTuple):
    """What was said of a source last, and its gauge since it was last put into use."""

    said: SourceSet
    kpa: int | None
    read_at: datetime | None


def told(station: Station, at: datetime) -> dict[str, Told]:
    """Code -> what is known of every source, by code. A gauge read before a cylinder was put back says nothing."""
    out: dict[str, Told] = {}
    deeds = [*station.log.deeds("source"), *station.log.deeds("gauge")]
    for deed in sorted((d for d in deeds if d.at <= at), key=lambda d: (d.at, d.tick)):
        if isinstance(deed.body, SourceSet):
            before = out.get(deed.body.code)
            same = before is not None and before.said.state is deed.body.state
            out[deed.body.code] = Told(deed.body, *(before[1:] if before and same else (None, None)))
        elif deed.body.source in out:
            out[deed.body.source] = Told(out[deed.body.source].said, deed.body.kpa, deed.at)
    return dict(sorted(out.items()))


def rows(
    station: Station, breathing: Mapping[str, Course], people: Mapping[str, Person], at: datetime
) -> tuple[SourceRow, ...]:
    """Every source with who is on it; only who is in the house draws."""
    here = {p: c for p, c in breathing.items() if p in people and c.flow != 0}
    return tuple(_row(one, here, breathing.values(), people, at) for one in told(station, at).values())


def _row(
    one: Told, here: Mapping[str, Course], every: Iterable[Course], people: Mapping[str, Person], at: datetime
) -> SourceRow:
    said = one.said
    on = [p for p, c in here.items() if c.source == said.code]
    flows = [here[p].flow for p in on]
    draw = None if None in flows else sum(f for f in flows if f is not None)
    left = _left(one, every, at)
    lasts = None if left is None or draw is None else oxygen.minutes(left, draw)
    return SourceRow(
        code=said.code,
        kind=said.kind,
        state=said.state,
        place=said.place,
        most=said.max_flow_tenths,
        people=tuple(sorted((people[p] for p in on), key=lambda p: p.code)),
        draw=draw,
        kpa=one.kpa,
        read_at=one.read_at,
        litres=left,
        empty_at=None if lasts is None else at + timedelta(minutes=lasts),
    )


def _left(one: Told, every: Iterable[Course], at: datetime) -> Fraction | None:
    """What a cylinder still gives; None for a concentrator, and where anything of it is not known."""
    said = one.said
    if said.kind is SourceKind.CONCENTRATOR or one.kpa is None or one.read_at is None or said.water_tenths is None:
        return None
    left = oxygen.litres(said.water_tenths, one.kpa, said.reserve_kpa)
    for course in every:
        gone = oxygen.used(course.draws(said.code), one.read_at, at)
        if gone is None:
            return None
        left -= gone
    return max(left, left * 0)


def supplies(found: Iterable[SourceRow]) -> list[oxygen.Supply]:
    """The sources that may be drawn from."""
    return [
        oxygen.Supply(row.code, row.kind is SourceKind.CONCENTRATOR, row.most, row.litres)
        for row in found
        if row.state is SourceState.IN_USE
    ]
