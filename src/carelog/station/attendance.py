"""Who was in the house to be seen, and who was not seen: days and rounds counted from the slots, never alarms."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, tzinfo
from typing import TYPE_CHECKING, NamedTuple

from carelog.model.history import Facts, History
from carelog.model.observation import Seen
from carelog.model.person import Kind, Person, Presence
from carelog.model.round import RoundKey, Window, windows
from carelog.protocol.whom import limited
from carelog.station.rounds import AWAY

if TYPE_CHECKING:
    from carelog.station.desk import Station

_CHECKED = (Kind.RESIDENT, Kind.STAFF)


class Missed(NamedTuple):
    """A round in which somebody in the house was not seen."""

    person: str
    round: RoundKey


class Attendance(NamedTuple):
    """How many days residents were in the house to be checked, how many checks were due, and which were missed.

    A day counts where a resident was in the house when one of its rounds ended (or now, in an open one), and the care
    plan asks for checks.
    """

    resident_days: int
    checks: int
    """rounds that are over, each once for everybody present from its beginning to its end"""
    missed: tuple[Missed, ...]

    def per_100(self, number: int) -> float:
        """A number for every hundred resident-days; 0 where there were none."""
        return number * 100 / self.resident_days if self.resident_days else 0.0


class _Known(NamedTuple):
    """A person as known from an instant on; `since` is from when they have been in the house."""

    at: datetime
    person: Person
    since: datetime | None


def rounds(station: Station, first: datetime, last: datetime) -> list[Window]:
    """The rounds that begin in a time and have begun by now."""
    days = (station.local(first).date(), station.local(last).date())
    until = min(last, station.now())
    return [w for w in windows(*days, station.light.slots, station.zone) if first <= w.start < until]


def together(every: Iterable[Attendance]) -> Attendance:
    """Everybody's attendance as one."""
    all_ = list(every)
    missed = tuple(m for one in all_ for m in one.missed)
    return Attendance(sum(one.resident_days for one in all_), sum(one.checks for one in all_), missed)


def attended(history: History, due: Sequence[Window], now: datetime, zone: tzinfo = UTC) -> Attendance:
    """The days and checks of one person in rounds in the order of time.

    Who came in before they were written down (an import) has days from the first observation on, and owes no check.
    """
    known = _known(history)
    seen = [e for e in history.events if isinstance(e, Seen)]
    keys = {e.observed.round for e in seen if e.observed.round}
    times = [e.happened_at for e in seen]
    days: set[date] = set()
    checks, missed = 0, []
    for window, person, since in _expected(known, due, times[0] if times else None, (now, zone)):
        if person.kind is Kind.RESIDENT:
            days.add(window.key.date)
        if since is not None and since <= window.start and window.end <= now:
            checks += 1
            if window.key not in keys and not _any_between(times, window):
                missed.append(Missed(history.person, window.key))
    return Attendance(len(days), checks, tuple(missed))


def _known(history: History) -> list[_Known]:
    out: list[_Known] = []
    for event in history.events:
        if isinstance(event, Facts):
            here = event.person.presence is Presence.PRESENT
            before = out[-1].since if out else None
            out.append(_Known(event.at, event.person, (before or event.at) if here else None))
    return out


def _expected(
    known: Sequence[_Known], due: Sequence[Window], first_seen: datetime | None, here: tuple[datetime, tzinfo]
) -> Iterator[tuple[Window, Person, datetime | None]]:
    """The rounds at whose end (now at the latest) a person was to be checked, as known then, and since when."""
    place = -1
    for window in due:
        end = min(window.end, here[0])
        while place + 1 < len(known) and known[place + 1].at <= end:
            place += 1
        if place >= 0:
            one = known[place]
        elif known and first_seen is not None and first_seen <= end:
            one = known[0]._replace(since=None)
        else:
            continue
        if one.person.kind in _CHECKED and one.person.presence not in AWAY and not limited(one.person, end, here[1]):
            yield window, one.person, one.since


def _any_between(times: Sequence[datetime], window: Window) -> bool:
    place = bisect_left(times, window.start)
    return place < len(times) and times[place] < window.end
