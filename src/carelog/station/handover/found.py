"""Each part of a handover, looked for in the log; what counts is when it was written down, when the house knew."""

from __future__ import annotations

from datetime import UTC, timedelta
from datetime import datetime as moment
from typing import TYPE_CHECKING, Final, NamedTuple

from carelog.model.assessment import Fired, open_alerts, waits
from carelog.model.entry import KINDS, body_of
from carelog.model.person import Kind, Presence
from carelog.model.reading import Quantity
from carelog.model.round import windows
from carelog.model.severity import Severity, Task
from carelog.protocol import due
from carelog.station.alerting.eased import values
from carelog.station.care.rows import CareRow, done_row, stood
from carelog.station.handover.rows import (
    Begun,
    Cared,
    Ended,
    Gone,
    InIsolation,
    Noted,
    NotSeen,
    OnOxygen,
    Therapied,
    Turned,
)
from carelog.station.rounds import AWAY, walking

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from carelog.log.read_deeds import Deed
    from carelog.model.assessment import Step
    from carelog.model.observation import Observation
    from carelog.model.person import Person
    from carelog.model.reading import NotMeasured
    from carelog.model.round import Window
    from carelog.station.desk import Station
    from carelog.station.oxygen.rows import Desk

_JUST: Final = timedelta(milliseconds=1)
_LATE: Final = timedelta(days=2)
"""What happened before the shift may have been written down in it; so far back it is looked for."""
_OXYGEN: Final = timedelta(hours=24)
"""Oxygen is asked after at every round: a word older than a day is none."""
_TOLD_ELSEWHERE: Final = frozenset({"given", "intervention", "therapy", "reminder", "reminder_ended"})
_NOTED: Final = tuple(
    kind for kind in KINDS if "note" in body_of(kind).__dataclass_fields__ and kind not in _TOLD_ELSEWHERE
)


class Shift(NamedTuple):
    """The time told of, both ends included, and what everything in it is looked up by."""

    station: Station
    since: datetime
    until: datetime
    people: Mapping[str, Person]

    def code(self, person: str) -> str:
        """The code of somebody, '' for nobody known."""
        found = self.people.get(person)
        return found.code if found else ""

    def deeds(self, *kinds: str) -> list[Deed]:
        """The standing deeds that were written down in the shift, in the order of time."""
        told = self.station.log.deeds_between(kinds, self.since - _LATE, self.until + _JUST)
        return [deed for deed in told if self.since <= written(deed) <= self.until]

    def known(self) -> list[Person]:
        """Everybody who has not left, as one walks."""
        return sorted((p for p in self.people.values() if p.presence is not Presence.LEFT), key=walking)

    def here(self) -> list[Person]:
        """Everybody who is in the house now."""
        return [p for p in self.known() if p.presence not in AWAY]


def written(deed: Deed) -> datetime:
    """When a deed was written down."""
    return moment.fromtimestamp(deed.recorded / 1000, UTC)


# alerts, and who stands otherwise


def endings(shift: Shift) -> dict[str, Ended]:
    """Person -> how their alerts were closed last in the shift."""
    told = shift.deeds("closed")
    return {d.body.person: Ended(written(d), shift.code(d.by), d.body.outcome, d.body.decided_by) for d in told}


def begun(shift: Shift, ended: Mapping[str, Ended]) -> tuple[Begun, ...]:
    """Whose alerts began in the shift, the worst first; one closed meanwhile is told with its end."""
    found = (_begun_of(shift, person, ended.get(person.id)) for person in shift.people.values())
    return tuple(sorted((one for one in found if one), key=lambda b: (-b.severity, b.since, walking(b.person))))


def _begun_of(shift: Shift, person: Person, ended: Ended | None) -> Begun | None:
    steps = shift.station.log.steps(person.id, shift.since, shift.until + _JUST)
    fired = {(f.rule, f.episode): f for step in steps if step.start <= shift.until for f in step.fired if waits(f)}
    fresh = {key: (f, at) for key, f in fired.items() if (at := _first_known(shift, f)) is not None}
    if not fresh:
        return None
    still = {(f.rule, f.episode) for f in open_alerts(steps[-1])} & fresh.keys()
    worst = sorted((f for f, _ in fresh.values()), key=lambda f: -f.severity)
    rules: dict[str, Fired] = {}
    for one in worst:  # a rule that spoke again because it got worse is told once, at its worst
        rules.setdefault(one.rule, one)
    start = min(at for _, at in fresh.values())
    last = None if still else ended
    return Begun(person, worst[0].severity, tuple(rules.values()), start, bool(still), last)


def _first_known(shift: Shift, fired: Fired) -> datetime | None:
    """When the reading behind an alert was taken, where it was written down in the shift; else None."""
    entry = shift.station.log.entry(fired.episode)
    return entry.happened_at if entry and shift.since <= entry.recorded_at <= shift.until else None


def turned(shift: Shift, ended: Mapping[str, Ended], told: Iterable[Begun]) -> tuple[list[Turned], list[Turned]]:
    """Who stands worse (or is no longer known) and who better than at the beginning; new alerts are told elsewhere."""
    before, after = shift.station.log.steps_at(shift.since), shift.station.log.steps_at(shift.until)
    new = {one.person.id for one in told}
    worse: list[Turned] = []
    better: list[Turned] = []
    for person in shift.known():
        was, now = _severity(before.get(person.id)), _severity(after.get(person.id))
        way = 0 if person.id in new else _way(was, now) or (-1 if person.id in ended else 0)
        if way:
            one = Turned(person, was, now, _since(shift, person, now), ended.get(person.id))
            (worse if way > 0 else better).append(one)
    return sorted(worse, key=lambda t: -t.now), sorted(better, key=lambda t: -t.was)


def _way(was: Severity, now: Severity) -> int:
    """1 worse, or not known any more; -1 better; 0 what need not be told: nothing below WATCH is."""
    if max(was, now) < Severity.WATCH or was is now:
        return 0
    return 1 if now > was or now is Severity.NOT_KNOWN else -1


def _severity(step: Step | None) -> Severity:
    return step.severity if step else Severity.NOT_KNOWN


def _since(shift: Shift, person: Person, now: Severity) -> datetime:
    """From when a person stands as they do now, without a break."""
    steps = [s for s in shift.station.log.steps(person.id, shift.since, shift.until + _JUST) if s.start <= shift.until]
    start = shift.until
    for step in reversed(steps):
        if step.severity is not now:
            break
        start = step.start
    return start


# oxygen and isolation


def desk(shift: Shift) -> Desk:
    """Need against supply, of those who are in the house now."""
    told = shift.station.oxygen.desk(shift.until)
    return told._replace(needs=tuple(row for row in told.needs if row.person.presence not in AWAY))


def oxygen(shift: Shift, told: Collection[str]) -> Iterator[OnOxygen]:
    """Who else is on oxygen by the last word of the last day, or has an order and nothing was read of them."""
    last: dict[str, Observation] = {}
    for seen in shift.station.log.observations(shift.until - _OXYGEN, shift.until + _JUST):
        if seen.last(Quantity.OXYGEN) is not None:
            last[seen.person] = seen
    for person in (p for p in shift.here() if p.id not in told):
        word = last.get(person.id)
        read = word.last(Quantity.OXYGEN) if word else None
        if word is None or read is None or read.not_measured is not None:
            if person.oxygen_tenths_l_min:
                yield OnOxygen(person, person.oxygen_tenths_l_min, None, None)
        elif read.value != 0:
            beside = word.last(Quantity.SPO2)
            yield OnOxygen(person, read.value, beside.value if beside else None, word.happened_at)


def isolated(shift: Shift) -> Iterator[InIsolation]:
    """Who is isolated after a positive swab, then who is to be by an open task."""
    after = shift.station.swabs.isolated(shift.until)
    steps = shift.station.log.steps_at(shift.until)
    here = {p.id: p for p in shift.here()}
    yield from (InIsolation(here[p], told) for p, told in after.items() if p in here)
    for person in here.values():
        step = steps.get(person.id)
        if person.id not in after and step and Task.ISOLATE in step.tasks:
            yield InIsolation(person, None)


# who was not seen, who went


def not_seen(shift: Shift) -> Iterator[NotSeen]:
    """Of whom a round that ended in the shift has nothing; and of whom one has no value, over or not."""
    station = shift.station
    first, last = station.local(shift.since).date(), station.local(shift.until).date()
    near = windows(first - timedelta(days=1), last, station.light.slots, station.zone)
    for window in (w for w in near if w.end > shift.since and w.start <= shift.until):
        entered = station.log.of_round(window.key, until=shift.until)
        for person in shift.here():
            if person.kind is station.cared_for():
                yield from _unseen(shift, person, window, entered.get(person.id, []))


def _unseen(shift: Shift, person: Person, window: Window, entered: Sequence[Observation]) -> Iterator[NotSeen]:
    station = shift.station
    at = min(window.end, shift.until)
    if entered:
        if not any(r.value is not None for o in entered for r in o.readings):
            yield NotSeen(person, window.key, window.end, tuple(_reasons(entered)))
        return
    stand = due.state(station.light, person, (), window, at, away=False, zone=station.zone)
    if stand is due.Stand.LATE:
        since = station.log.expected_since(person.id)
        if since is not None and since <= window.start:
            yield NotSeen(person, window.key, window.end, ())


def unmeasured(shift: Shift) -> Iterator[Person]:
    """The residents of whom nothing has a value since the shift began, whether or not a round asked for it."""
    told = shift.station.log.observations(shift.since, shift.until + _JUST)
    measured = {one.person for one in told if values(one.readings)}
    yield from (p for p in shift.here() if p.kind is Kind.RESIDENT and p.id not in measured)


def _reasons(entered: Sequence[Observation]) -> dict[NotMeasured, None]:
    found = [r.not_measured for o in entered for r in o.readings if r.not_measured is not None]
    return dict.fromkeys([*found, *(o.not_asked for o in entered if o.not_asked is not None)])


def moved(shift: Shift) -> Iterator[Gone]:
    """Who went, came back, left or died, in the order of time."""
    for deed in shift.deeds("presence"):
        person = shift.people.get(deed.body.person)
        if person:
            yield Gone(person, deed.body.presence, deed.body.left, deed.at, shift.code(deed.by))


# what was done, and notes


def therapies(shift: Shift) -> Iterator[Therapied]:
    """Whose oxygen was started, changed or stopped, in the order of time; who has left the house since too."""
    for deed in shift.deeds("therapy"):
        person = shift.people.get(deed.body.person)
        if person:
            yield Therapied(person, deed.body, deed.at, shift.code(deed.by))


def cared(shift: Shift) -> list[Cared]:
    """Medicines and other care by whom they were for, in the order in which they began."""
    places = shift.station.directory.ever()
    rows = [done_row(stood(deed), shift.people, places) for deed in shift.deeds("given", "intervention")]
    found: dict[tuple[str, str], list[CareRow]] = {}
    for row in rows:
        found.setdefault((row.person.id if row.person else "", row.unit), []).append(row)
    return [Cared(done[0].person, unit, tuple(done)) for (_, unit), done in found.items()]


def notes(shift: Shift) -> Iterator[Noted]:
    """What people wrote beside their other deeds, in the order of time."""
    for deed in shift.deeds(*_NOTED):
        if deed.body.note:
            person = shift.people.get(getattr(deed.body, "person", ""))
            yield Noted(person, deed.kind, deed.body.note, deed.at, shift.code(deed.by))
