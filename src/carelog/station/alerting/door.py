"""The door to the open alerts of the house, for whoever is signed in at the station."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from carelog.model.alerting import Acknowledged, Action
from carelog.model.assessment import Fired, Standing, open_alerts
from carelog.model.deeds import Correction, Why
from carelog.model.person import Person, Presence
from carelog.model.reading import Quantity
from carelog.model.refusal import Refusal
from carelog.model.severity import Severity
from carelog.station import alerts
from carelog.station.alerting.holding import holds, holds_until, patience
from carelog.station.rounds import walking

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from carelog.log.read_book import KeptPart
    from carelog.log.read_steps import Glance
    from carelog.model.entry import Entry
    from carelog.model.observation import Observed
    from carelog.station.alerting.answered import Answered
    from carelog.station.alerting.hour import Due
    from carelog.station.alerts import Meant
    from carelog.station.desk import Station
    from carelog.station.rows import Advice

_DAY = timedelta(hours=24)
_JUST = timedelta(milliseconds=1)


class AlertState(StrEnum):
    """How far a person's alerts have come."""

    NEW = "new"
    """nobody has seen them"""
    SEEN = "seen"
    """somebody has, and it still holds"""
    RETURNED = "returned"
    """somebody had, and the time for it has run out"""


class AlertRow(NamedTuple):
    """The open alerts of one person as one row; the worst of them decides."""

    person: Person
    severity: Severity
    fired: tuple[Fired, ...]
    since: datetime
    """when the oldest of them began"""
    state: AlertState
    by: str
    """code of who saw them last, '' for nobody"""
    at: datetime | None
    """when that was"""
    action: Action | None
    next_check: datetime | None
    until: datetime | None
    """until when it holds; None where it does not run out, or nobody has seen them"""
    improving: bool


class Withdrawn(NamedTuple):
    """An alert whose reading was taken back or corrected: it stays to be told, and who took the reading back."""

    person: Person
    fired: Fired
    by: str
    at: datetime
    why: Why | None


class Alerts:
    """All that a screen or a command may do about the open alerts of the house."""

    def __init__(self, station: Station) -> None:
        self._station = station

    def every(self, at: datetime | None = None) -> tuple[AlertRow, ...]:
        """Whose alerts are open: urgent first, unseen and returned before seen, who waits longest first.

        Who has left or died stays among them until somebody closes.
        """
        station = self._station
        at = at or station.now()
        steps = station.log.steps_at(at)
        people = {p.id: p for p in station.log.people()}
        found = {p: open_alerts(step) for p, step in steps.items() if p in people and open_alerts(step)}
        glances = station.log.glances([(p, f.rule, f.episode) for p, fired in found.items() for f in fired], at)
        codes = {person: p.code for person, p in people.items()}
        rows = [_row(station, people[p], fired, glances, codes, at) for p, fired in found.items()]
        return tuple(sorted(rows, key=_worst_first))

    def withdrawn(self, since: datetime | None = None) -> tuple[Withdrawn, ...]:
        """Alerts of the last day (or since a time) whose reading was taken back or corrected meanwhile."""
        station = self._station
        since = since or station.now() - _DAY
        people = {p.id: p for p in station.log.people()}
        out = []
        for part in station.log.struck_since(since):
            struck = (
                station.log.undone_by(part.seen) if part.status == "undone" else station.log.entry(part.replaced_by)
            )
            person = people.get(part.seen.observed.person)
            if part.status == "current" or struck is None or person is None or struck.recorded_at < since:
                continue
            by = people.get(struck.recorded_by)
            gone = _gone(station, person.id, part, struck)
            out += [Withdrawn(person, f, by.code if by else "", struck.recorded_at, part.why) for f in gone]
        return tuple(sorted(out, key=lambda w: w.at, reverse=True))

    def answered(self, at: datetime | None = None) -> tuple[Answered, ...]:
        """Whose closed alerts still hold and are worse than what is open: nobody may forget them."""
        from carelog.station.alerting import answered

        return answered.answered(self._station, at or self._station.now())

    def rechecks(self) -> tuple[tuple[Person, Advice], ...]:
        """Who in the house must be measured again, soonest first."""
        people = {p.id: p for p in self._station.people() if p.presence is Presence.PRESENT}
        return tuple((people[a.person], a) for a in self._station.advice(people))

    def next_hour(
        self, rows: Sequence[AlertRow], rechecks: Sequence[tuple[Person, Advice]], at: datetime
    ) -> tuple[Due, ...]:
        """The shift clock: what comes back, is to be measured again, begins, ends or runs empty within the hour."""
        from carelog.station.alerting import hour

        return hour.next_hour(self._station, rows, rechecks, at)

    def meant(self, person: str) -> Meant:
        """The open alerts of a person now: what is shown while somebody answers them."""
        return alerts.meant(self._station, person)

    def acknowledge(
        self,
        told: Mapping[str, Action],
        next_check: datetime | None = None,
        shown: Mapping[str, Meant] | None = None,
    ) -> None:
        """Say of several people at once that their alerts are seen, and what is done for each: one act.

        Refuses urgent ones, which are seen one by one, a next check that is past, and an alert that has joined those
        that were shown of a person.
        """
        station = self._station
        check_next(station, next_check)
        with station.deed() as act:
            rows = {row.person.id: row for row in self.every() if row.person.id in told}
            urgent = [row for row in rows.values() if row.severity >= Severity.URGENT]
            if urgent:
                raise Refusal("alerts.urgent_alone", name=urgent[0].person.name or urgent[0].person.code)
            if not rows:
                raise Refusal("station.no_alert")
            for person, row in rows.items():
                episodes = tuple((f.rule, f.episode) for f in row.fired)
                more = [rule for rule, episode in episodes if shown and (rule, episode) not in shown[person]]
                if more:
                    name = row.person.name or row.person.code
                    raise Refusal("alerts.more_of", name=name, rules=", ".join(more))
                seen = Acknowledged(person, episodes, action=told[person], next_check=next_check)
                act.append(seen, person=person)

    def ringing(self, at: datetime | None = None) -> frozenset[str]:
        """The (person:episode) of urgent alerts of which no call is recorded: the bell is for these.

        A call speaks for the alerts that were open then, and for all that join them while a hospital is being asked.
        """
        station, at = self._station, at or self._station.now()
        here = {p.id for p in station.log.people() if p.presence is Presence.PRESENT}
        steps = station.log.steps_at(at)
        urgent = [
            (p, f) for p, step in steps.items() if p in here for f in open_alerts(step) if f.severity >= Severity.URGENT
        ]
        glances = station.log.glances([(p, f.rule, f.episode) for p, f in urgent], at)
        loud = [(p, f) for p, f in urgent if not self._called(p, glances.get((p, f.rule, f.episode)))]
        return frozenset(f"{p}:{f.episode}" for p, f in loud if not station.referral.asked(p))

    def _called(self, person: str, glance: Glance | None) -> bool:
        called = glance.called if glance else None
        return called is not None and self._station.referral.turned_down(person, called) is None


def _gone(station: Station, person: str, part: KeptPart, struck: Entry) -> list[Fired]:
    """The alerts a version of a reading had made, but for those of which its correction says the same again.

    Decisions name the entry that was written first, however often it was corrected since.
    """
    body, now = station.log.body(part.seen.entry), station.log.body(struck.id)
    first = station.log.entry(body.target) if isinstance(body, Correction) else None
    name, since = (first.id, first.tick) if first else (part.seen.entry, part.seen.tick)
    mine = {(r.quantity.value, r.value) for r in part.seen.observed.readings}
    fired = station.log.fired_between(person, name, (since, struck.tick))
    made = [f for f in fired if f.value is None or f.reading not in set(Quantity) or (f.reading, f.value) in mine]
    return [f for f in made if not (isinstance(now, Correction) and _said_again(f, part.seen.observed, now))]


def _said_again(fired: Fired, before: Observed, now: Correction) -> bool:
    """Whether a correction holds what an alert was about as it was: a value confirmed is not withdrawn."""
    if now.replacement is None:
        return False
    then, after = ({(r.quantity.value, r.value) for r in o.readings} for o in (before, now.replacement))
    if fired.value is not None and fired.reading in set(Quantity):
        return (fired.reading, fired.value) in after
    return then <= after and set(before.symptoms or ()) <= set(now.replacement.symptoms or ())


def check_next(station: Station, next_check: datetime | None) -> None:
    """Refuse a next check that is not ahead."""
    if next_check is not None and next_check <= station.now():
        raise Refusal("alerts.next_is_past", at=f"{station.local(next_check):%H:%M}")


def _row(
    station: Station,
    person: Person,
    fired: Sequence[Fired],
    glances: Mapping[tuple[str, str, str], Glance],
    codes: Mapping[str, str],
    at: datetime,
) -> AlertRow:
    severity = max(f.severity for f in fired)
    mine = [glances.get((person.id, f.rule, f.episode)) for f in fired]
    seen = [g for g in mine if g is not None]
    last = max(seen, key=lambda g: g.at, default=None)
    waits = patience(station)
    ends = [holds_until(station, person.id, g, severity, waits) for g in seen]
    whole = len(seen) == len(mine) and all(holds(end, at) for end in ends)
    return AlertRow(
        person=person,
        severity=severity,
        fired=tuple(fired),
        since=min(_began(station, f, at) for f in fired),
        state=AlertState.SEEN if whole else AlertState.RETURNED if len(seen) == len(mine) else AlertState.NEW,
        by=codes.get(last.by, "") if last else "",
        at=last.at if last else None,
        action=last.body.action if last else None,
        next_check=last.body.next_check if last else None,
        until=min((end for end in ends if end is not None), default=None),
        improving=all(f.standing is Standing.IMPROVING for f in fired),
    )


def _began(station: Station, fired: Fired, at: datetime) -> datetime:
    entry = station.log.entry(fired.episode)
    return entry.happened_at if entry else at


def _worst_first(row: AlertRow) -> tuple[object, ...]:
    return (-row.severity, row.state is AlertState.SEEN, row.since, walking(row.person))
