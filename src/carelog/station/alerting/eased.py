"""Whether an urgent alert has eased: what was measured since speaks of it, and speaks against it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from carelog.model.assessment import Standing
from carelog.model.observation import Seen
from carelog.model.reading import Quantity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from carelog.model.assessment import Fired
    from carelog.model.reading import Reading
    from carelog.station.desk import Station

_INSTANT: Final = timedelta(milliseconds=1)
_SYMPTOMS: Final = "symptoms"


def eased(station: Station, person: str, urgent: Sequence[Fired]) -> bool:
    """Whether something was found of a person after the last of these alerts began, and none of them holds by it.

    An alert after which only something else was measured has not eased: nobody knows.
    """
    began = max(_newest(station, (f.episode,)) for f in urgent)
    later = station.log.observations(began, station.now() + _INSTANT, person)
    if not any(one.happened_at > began and values(one.readings) for one in later):
        return False
    first = min(_newest(station, names) for f in urgent for names in ((f.episode,), f.entries[-1:]))
    parts = [event for event in station.log.history(person, first).events if isinstance(event, Seen)]
    return all(f.standing is Standing.IMPROVING or _calm(station, f, parts) for f in urgent)


def _newest(station: Station, entries: Iterable[str]) -> datetime:
    """When the newest of these entries happened; now, where none of them is known."""
    found = (entry.happened_at for one in entries if (entry := station.log.entry(one)))
    return max(found, default=station.now())


def _calm(station: Station, fired: Fired, parts: Sequence[Seen]) -> bool:
    """Whether all that an alert is about was measured after it last held; or is all beyond its line since it began.

    A rule may go on holding by the median of a check whose newest value is good.
    """
    held = _newest(station, (fired.episode, *fired.entries))
    after = [part.observed for part in parts if part.happened_at > held]
    if fired.reading == _SYMPTOMS:
        return any(seen.symptoms is not None for seen in after)
    found = {quantity for seen in after for quantity in values(seen.readings)}
    return (bool(found) and _about(fired, parts) <= found) or _all_good(fired, _since(station, fired, parts))


def _since(station: Station, fired: Fired, parts: Sequence[Seen]) -> list[int]:
    """The values of what an alert is about that were measured after it began."""
    began = _newest(station, (fired.episode,))
    seen = (r for part in parts if part.happened_at > began for r in part.observed.readings)
    return [r.value for r in seen if r.value is not None and r.quantity == fired.reading]


def _all_good(fired: Fired, found: Sequence[int]) -> bool:
    """Whether there are values, and all of them stand on the good side of the line the alert's value had crossed."""
    if not found or fired.value is None or not fired.bound.isdecimal():
        return False
    line = int(fired.bound)
    low = fired.value < line or (fired.value == line and fired.reading == Quantity.SPO2)
    return min(found) > line if low else fired.value > line > max(found)


def _about(fired: Fired, parts: Sequence[Seen]) -> set[Quantity]:
    """What must be measured again: the quantity an alert names; of a score all that was measured with it."""
    if fired.reading in set(Quantity):
        return {Quantity(fired.reading)} - {Quantity.OXYGEN}
    acts = {part.act for part in parts if part.entry in fired.entries[-1:]}
    return {quantity for part in parts if part.act in acts for quantity in values(part.observed.readings)}


def values(readings: Iterable[Reading]) -> set[Quantity]:
    """The quantities of which there is a value; how much oxygen is given is none that was found of somebody."""
    return {r.quantity for r in readings if r.value is not None and r.quantity is not Quantity.OXYGEN}
