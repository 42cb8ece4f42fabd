"""Whether cases stand together in time and place: how many people, in which window, and who they are."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from carelog.model.outbreak import Case, Signal, Urge
from carelog.model.person import Kind
from carelog.protocol.outbreak.illness import Syndrome

HOUSE = ""
"""The unit of a signal that is about everybody."""
_LOUDNESS = {urge: n for n, urge in enumerate(Urge)}


class Cluster(NamedTuple):
    """So many different people with onsets no further apart than `within`, both ends included.

    Counted in each unit, in the whole house, or both; `people` are the kinds that count.
    """

    id: str
    syndrome: str
    least: int
    within: timedelta
    urge: Urge
    unit: bool
    house: bool
    people: frozenset[Kind]


def signals(
    cases: Iterable[Case], clusters: Iterable[Cluster], syndromes: Mapping[str, Syndrome], at: datetime
) -> tuple[Signal, ...]:
    """Every signal that stands at a time, the one that asks most first.

    A signal stands until the quiet time of its syndrome has run out behind the newest of its cases. One more case never
    lowers it, and the order in which cases were told changes nothing.
    """
    known = sorted(case for case in cases if max(case.onset, case.illness.known) <= at)
    out = []
    for cluster in clusters:
        mine = [case for case in known if case.syndrome == cluster.syndrome and case.kind in cluster.people]
        for unit, here in _places(cluster, mine):
            found = _fullest(cluster, here, at - syndromes[cluster.syndrome].quiet)
            if found:
                out.append(Signal(cluster.id, cluster.syndrome, cluster.urge, unit, *found))
    return tuple(sorted(out, key=loudest_first))


def loudest_first(signal: Signal) -> tuple[int, int, bool, str, str]:
    """The order in which signals are told."""
    alone = signal.unit == HOUSE
    return (-_LOUDNESS[signal.urge], -len(signal.cases), alone, signal.unit, signal.cluster)


def _places(cluster: Cluster, cases: Sequence[Case]) -> Iterable[tuple[str, list[Case]]]:
    if cluster.unit:
        for unit in {case.unit for case in cases} - {HOUSE}:
            yield unit, [case for case in cases if case.unit == unit]
    if cluster.house:
        yield HOUSE, list(cases)


def _fullest(
    cluster: Cluster, cases: Sequence[Case], oldest: datetime
) -> tuple[datetime, datetime, tuple[Case, ...]] | None:
    """The window with most people that is not over yet, of several the newest; None where none has enough."""
    best: tuple[datetime, datetime, tuple[Case, ...]] | None = None
    for end in sorted({case.onset for case in cases}):
        start = end - cluster.within
        inside = sorted((case for case in cases if start <= case.onset <= end), key=lambda case: case.onset)
        people = {case.person: case for case in reversed(inside)}
        fresh = any(max(case.onset, case.illness.known) >= oldest for case in inside)
        if fresh and len(people) >= cluster.least and (best is None or len(people) >= len(best[2])):
            best = start, end, tuple(sorted(people.values(), key=lambda case: (case.onset, case.person)))
    return best


def told(signals: Sequence[Signal]) -> tuple[tuple[Signal, ...], ...]:
    """Signals as they are read: those of one syndrome and place together, the groups and each group loudest first.

    The whole house is not told where one unit has the same people.
    """
    units = {(s.cluster, _people(s)) for s in signals if s.unit != HOUSE}
    groups: dict[tuple[str, str], list[Signal]] = {}
    for signal in signals:
        if signal.unit != HOUSE or (signal.cluster, _people(signal)) not in units:
            groups.setdefault((signal.syndrome, signal.unit), []).append(signal)
    return tuple(tuple(group) for group in groups.values())


def _people(signal: Signal) -> frozenset[str]:
    return frozenset(case.person for case in signal.cases)


def of_outbreak(cases: Iterable[Case], syndrome: Syndrome, unit: str, since: datetime) -> tuple[Case, ...]:
    """The cases an outbreak counts from an instant on: of its syndrome and of those it covers, in its unit or all."""
    asked = {syndrome.code, *syndrome.covers}
    return tuple(
        case for case in cases if case.syndrome in asked and unit in (HOUSE, case.unit) and case.onset >= since
    )


def may_close(cases: Iterable[Case], syndrome: Syndrome, since: datetime) -> datetime:
    """From when on an outbreak with these cases may be closed: its quiet time behind the last onset."""
    return max([since, *(case.onset for case in cases)]) + syndrome.quiet
