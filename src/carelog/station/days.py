"""What a day's file tells: every observation of its rounds, and everybody expected who was not seen."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from carelog.model.assessment import Step
from carelog.model.observation import Observation, Way, merged
from carelog.model.person import Kind, Person, Presence
from carelog.model.round import RoundKey, Window, windows
from carelog.model.severity import Severity, Task
from carelog.protocol import due
from carelog.protocol.whom import limited
from carelog.station.rounds import AWAY, measured, walking

if TYPE_CHECKING:
    from carelog.station.desk import Station


class Late(StrEnum):
    """Whether an observation of a round came in late."""

    NO = "no"
    """written down before the round ended"""
    WRITTEN = "written_late"
    """measured in the round, written down after it ended or caught up from paper"""
    MEASURED = "measured_late"
    """measured after the round had ended"""


class Status(StrEnum):
    """What a row of the file is."""

    CURRENT = "current"
    """an observation as it stands"""
    CORRECTED = "corrected"
    """what stood before a correction; the row that took its place names it in `corrects`"""
    VOID = "void"
    """entered in error, withdrawn with a reason"""
    UNDONE = "undone"
    """taken back by whoever entered it"""
    NOT_SEEN = "not_seen"
    """expected, and the round ended with nothing entered"""
    DUE = "due"
    """expected, nothing entered yet, and the round is still open"""
    AWAY = "away"
    """in hospital or out"""
    NOT_EXPECTED = "not_expected"
    """the care plan asks for no checks"""


class Told(NamedTuple):
    """One row: an observation, or that there is none. `severity` is what stood decided at the round's end."""

    day: date
    window: Window | None
    person: Person
    observation: Observation | None
    severity: Severity | None
    tasks: tuple[Task, ...]
    late: Late | None
    recorded_by: str
    """code of whoever wrote it down"""
    corrects: tuple[str, ...]
    """the entries whose place it took"""
    status: Status

    @property
    def round(self) -> RoundKey | None:
        """The round it belongs to, None for none."""
        return self.window.key if self.window else None


STRETCH = timedelta(days=27)
"""A year is read in stretches, so that its rows never stand in memory together."""
_MISSED_LOOK = timedelta(days=3)
_EXPECTED = (Kind.RESIDENT, Kind.STAFF)
_NEVER = datetime.min.replace(tzinfo=UTC)
LAST = datetime.max.replace(tzinfo=UTC)
KINDS = {kind: n for n, kind in enumerate(Kind)}


def of_day(station: Station, day: date) -> list[Told]:
    """The rows of a local date, round by round: what was observed, and who was expected and not seen.

    People stand in walking order, residents before staff, with the facts that held when the round ended; what belongs
    to no round comes last. A round that has not begun is not there yet.
    """
    now = station.now()
    told = list(of_days(station, day, day))
    begun = [w for w in windows(day, day, station.light.slots, station.zone) if w.start <= now]
    facts = {w.key: {p.id: p for p in station.log.people(min(w.end, now))} for w in begun}
    told = [one._replace(person=_then(facts, one)) for one in told]
    for window in begun:
        seen = {one.person.id for one in told if one.round == window.key and one.status is Status.CURRENT}
        told.extend(_unseen(station, window, [p for p in facts[window.key].values() if p.id not in seen]))
    return sorted(told, key=order)


def _unseen(station: Station, window: Window, people: Sequence[Person]) -> Iterator[Told]:
    """The rows of those of whom a round holds nothing: with what the board said of them when it ended."""
    now = station.now()
    at = min(window.end, now)
    day = window.key.date
    near = windows(day - _MISSED_LOOK, day, station.light.slots, station.zone)
    ended = [w for w in near if w.end <= at]
    steps = station.log.steps_at(at)
    latest = {kind: measured(station, station.log.latest(at, kind)) for kind in _EXPECTED}
    for person in people:
        if person.kind in _EXPECTED and person.presence is not Presence.LEFT:
            status = _status(person, at, station.zone, over=window.end <= now)
            step, last = steps.get(person.id), latest[person.kind].get(person.id)
            since = station.log.expected_since(person.id)
            held = due.held(
                station.light, person, step, last, ended, at, away=status is Status.AWAY, zone=station.zone, since=since
            )
            yield Told(day, window, person, None, held.severity, held.tasks, None, "", (), status)


def _then(facts: Mapping[RoundKey, Mapping[str, Person]], one: Told) -> Person:
    held = facts.get(one.round) if one.round else None
    return held.get(one.person.id, one.person) if held else one.person


def of_days(station: Station, first: date, last: date) -> Iterator[Told]:
    """Every observation from one local date to another, both included, and what was struck through of them.

    `period.of_period` tells the same much faster where the period is long.
    """
    people = {p.id: p for p in station.log.people()}
    struck = Struck(station, first, last)
    start = first
    while start <= last:
        end = min(start + STRETCH, last)
        yield from sorted(_stretch(station, start, end, people, struck), key=order)
        start = end + timedelta(days=1)


class Struck:
    """What no longer stands of what was observed in some days, and what took whose place."""

    def __init__(self, station: Station, first: date, last: date) -> None:
        kept = station.log.struck(*wide(station, first, last))
        self.parts = [one for one in kept if one.status != Status.CURRENT]
        corrected = [one for one in self.parts if one.status == Status.CORRECTED]
        self._newer = {one.seen.entry: one.replaced_by for one in corrected}
        self._of_act: dict[tuple[str, str], list[str]] = defaultdict(list)
        for one in corrected:
            self._of_act[one.seen.act, one.seen.observed.person].append(one.seen.entry)

    def now(self, observation: Observation) -> Observation:
        """The observation under the entry that says it now: its last correction."""
        entry = observation.entry
        while entry in self._newer:
            entry = self._newer[entry]
        return observation._replace(entry=entry)

    def corrects(self, observation: Observation) -> tuple[str, ...]:
        """The entries whose place an observation took."""
        return tuple(self._of_act.get((observation.act, observation.person), ()))


def _stretch(station: Station, first: date, last: date, people: Mapping[str, Person], struck: Struck) -> Iterator[Told]:
    frame = Frame(station, first, last, people)
    for observation in station.log.observations_of_days((first, last), hours(station, first, last)):
        yield from frame.standing(observation, struck)
    yield from frame.struck(struck)


class Frame:
    """What the rows of a stretch of days share: its people, its rounds, what was decided."""

    def __init__(self, station: Station, first: date, last: date, people: Mapping[str, Person]) -> None:
        self._first, self._last = first, last
        self._people = people
        self._zone = station.zone
        self._windows = {w.key: w for w in windows(first, last, station.light.slots, station.zone)}
        self._decided = _Decided(station, first, last)

    def standing(self, observation: Observation, struck: Struck) -> Iterator[Told]:
        """The row of an observation as it stands."""
        return self._told(struck.now(observation), Status.CURRENT, struck.corrects(observation))

    def struck(self, struck: Struck) -> Iterator[Told]:
        """The rows of what no longer stands."""
        for kept in struck.parts:
            yield from self._told(merged([kept.seen]), Status(kept.status), ())

    def _told(self, observation: Observation, status: Status, corrects: tuple[str, ...]) -> Iterator[Told]:
        """The row of an observation, none where it belongs to other days."""
        key = observation.round
        day = key.date if key else observation.happened_at.astimezone(self._zone).date()
        person = self._people.get(observation.person)
        if person is None or not self._first <= day <= self._last:
            return
        window = self.window(key) if key else None
        by = self._people.get(observation.recorded_by)
        severity: Severity | None = None
        tasks: tuple[Task, ...] = ()
        if status is Status.CURRENT:
            severity, tasks = self._decided.at(person.id, window.end if window else observation.happened_at)
        late = _late(observation, window) if window else None
        yield Told(day, window, person, observation, severity, tasks, late, by.code if by else "", corrects, status)

    def window(self, key: RoundKey) -> Window:
        """When a round ran; a round that the protocol of today no longer knows has the whole day."""
        midnight = datetime.combine(key.date, time(), self._zone).astimezone(UTC)
        return self._windows.get(key) or Window(key, midnight, midnight + timedelta(days=1))


class _Decided:
    """The steps of people, asked of the log once a person."""

    def __init__(self, station: Station, first: date, last: date) -> None:
        self._log = station.log
        self._now = station.now()
        self._since, self._until = wide(station, first, last)
        self._steps: dict[str, list[Step]] = {}

    def at(self, person: str, at: datetime) -> tuple[Severity | None, tuple[Task, ...]]:
        """What stood decided of a person at an instant, now at the latest; nothing where nobody was ever judged."""
        if person not in self._steps:
            self._steps[person] = self._log.steps(person, self._since, self._until)
        steps = self._steps[person]
        place = bisect_right(steps, min(at, self._now), key=lambda step: step.start)
        return (steps[place - 1].severity, steps[place - 1].tasks) if place else (None, ())


def wide(station: Station, first: date, last: date) -> tuple[datetime, datetime]:
    """The time in which observations of these days can have happened: a round may cross midnight, or be late."""
    since = datetime.combine(first - timedelta(days=1), time(), station.zone).astimezone(UTC)
    return since, datetime.combine(last + timedelta(days=3), time(), station.zone).astimezone(UTC)


def hours(station: Station, first: date, last: date) -> tuple[datetime, datetime]:
    """From the first local midnight of these days to the one after them."""
    midnights = (datetime.combine(day, time(), station.zone) for day in (first, last + timedelta(days=1)))
    since, until = (midnight.astimezone(UTC) for midnight in midnights)
    return since, until


def _late(observation: Observation, window: Window) -> Late:
    if observation.happened_at >= window.end:
        return Late.MEASURED
    written = observation.way is Way.PAPER or observation.recorded_at >= window.end
    return Late.WRITTEN if written else Late.NO


def _status(person: Person, at: datetime, zone: tzinfo, *, over: bool) -> Status:
    if person.presence in AWAY:
        return Status.AWAY
    if limited(person, at, zone):
        return Status.NOT_EXPECTED
    return Status.NOT_SEEN if over else Status.DUE


def order(told: Told) -> tuple[object, ...]:
    """Day, round, residents first, walking order, time; a row struck through before the one that took its place."""
    seen = told.observation
    when = (seen.happened_at, seen.recorded_at, seen.entry) if seen else (_NEVER, _NEVER, "")
    start = told.window.start if told.window else LAST
    return (told.day, start, KINDS[told.person.kind], walking(told.person), told.person.id, when)
