"""The check at the door: what was found becomes an observation, and all that speaks against coming in is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from carelog.model.assessment import open_alerts
from carelog.model.deeds import Method, Result, Swabbed
from carelog.model.entrance import Bar, Papers
from carelog.model.observation import Observed
from carelog.model.person import Kind, Moved, Presence
from carelog.model.reading import Quantity, Site
from carelog.model.refusal import Refusal
from carelog.model.severity import Severity
from carelog.model.visits import Visited
from carelog.protocol.staff import entrance
from carelog.protocol.staff.entrance import AtDoor, Warmth
from carelog.station import judging, rounds
from carelog.station.rows import LastKnown, Sheet, SheetPerson
from carelog.station.staffing import sending

if TYPE_CHECKING:
    from datetime import datetime

    from carelog.log.write import Act
    from carelog.model.assessment import Step
    from carelog.model.person import Person
    from carelog.station.desk import Station

_DAY = timedelta(hours=24)
_INSTANT = timedelta(milliseconds=1)


class Visit(NamedTuple):
    """Whom somebody from outside visits (person id, '' for work in the house), and what they bring."""

    whom: str = ""
    papers: Papers = Papers()
    note: str = ""


class Verdict(NamedTuple):
    """What the door says: `bars` is all that speaks against coming in, and only () lets in.

    `again_at` is from when a second reading counts, where one is waited for; `sent_home`: this check put them off duty.
    """

    person: Person
    at: datetime
    temperature_tenths_c: int | None
    symptoms: tuple[str, ...] | None
    bars: tuple[Bar, ...]
    again_at: datetime | None = None
    sent_home: bool = False

    @property
    def passed(self) -> bool:
        """Whether this person may come in."""
        return not self.bars


class Entrance:
    """One person after the other at the door."""

    def __init__(self, station: Station) -> None:
        self._station = station

    def people(self) -> tuple[Person, ...]:
        """Who may be looked for at the door: who works here, off duty too, and visitors of whom the name is known."""
        log = self._station.log.people()
        wanted = (p for p in log if p.kind is not Kind.RESIDENT and p.name)
        return tuple(p for p in wanted if p.kind is Kind.VISITOR or p.presence is not Presence.LEFT)

    def sheet(self, person: Person, site: Site | None = None) -> Sheet:
        """A sheet of one person, so that what is typed at the door is read by the rules of every round."""
        station, now = self._station, self._station.now()
        window = rounds.round_of(station, now)
        last = station.log.latest(now, person.kind).get(person.id)
        known = (
            {r.quantity: LastKnown(r.value, r.not_measured, r.site, last.happened_at) for r in last.readings}
            if last
            else {}
        )
        line = SheetPerson(person, False, False, known, last.symptoms if last else None, None, "")
        key = window.key if window and window.start <= now < window.end else None
        return Sheet(key, window, now, False, (line,), 1, site or station.light.site, {})

    def check(self, person: Person, found: Observed, visit: Visit | None = None) -> Verdict:
        """Store what was found of somebody at the door and say whether they may come in.

        Who works here writes for themselves; of a visitor whoever is signed in does, and the visit is kept. Stores
        all of it or nothing; refuses residents.
        """
        if person.kind is Kind.RESIDENT:
            raise Refusal("entrance.resident", code=person.code)
        station = self._station
        author = person.id if person.kind is Kind.STAFF else station.actor().id
        visit = visit or Visit() if person.kind is Kind.VISITOR else None
        with station.deed(author=author) as act:
            now = act.at
            papers = self._with_antigen(person, visit.papers, now) if visit else Papers()
            if visit:
                self._arrived(act, person, visit)
            act.append(replace(found, person=person.id), person=person.id, happened_at=now)
            step = judging.in_force(judging.reassess(station.judge, act, person.id, now), now)
            verdict = self._verdict(person, found, step, papers if visit else None, now)
            if visit:
                self._visited(act, verdict, visit, papers)
            elif sending.after(station, act, person.id, step, sending.why(found.symptoms)):
                verdict = verdict._replace(sent_home=True)
        return verdict

    def _verdict(
        self, person: Person, found: Observed, step: Step | None, papers: Papers | None, now: datetime
    ) -> Verdict:
        protocol = self._station.judge.protocol()
        readings = [r for r in found.readings if r.quantity is Quantity.TEMPERATURE and r.value is not None]
        newest = readings[-1] if readings else None
        off = person.kind is Kind.STAFF and self._station.staffing.is_off(person.id)
        tasks = frozenset(step.tasks) if step else frozenset()
        severity = _severity(person, step)
        value, site = (newest.value, newest.site or Site.UNKNOWN) if newest else (None, Site.UNKNOWN)
        waits = entrance.repeat_from(protocol, self._day_of(person, now))
        known = AtDoor(value, site, found.symptoms, severity, tasks, off, waits)
        bars = entrance.bars(entrance.lines(protocol), known)
        if papers is not None:
            regime = self._station.swabs.regime(now)
            bars = entrance.together(bars, entrance.visit_bars(protocol.visitors, regime, papers, now))
        return Verdict(person, now, value, found.symptoms, bars, waits)

    def _day_of(self, person: Person, now: datetime) -> list[Warmth]:
        """Every temperature of a person of the last day."""
        seen = self._station.log.observations(now - _DAY, now + _INSTANT, person.id)
        return [
            Warmth(o.happened_at, r.value, r.site or Site.UNKNOWN)
            for o in seen
            for r in o.readings
            if r.quantity is Quantity.TEMPERATURE and r.value is not None
        ]

    # visitors

    def _with_antigen(self, person: Person, papers: Papers, now: datetime) -> Papers:
        """What was made on arrival, else the newest antigen test already written down that is young enough."""
        table = self._station.judge.protocol().visitors
        if papers.antigen is not None or table is None:
            return papers
        swabs = [d for d in self._station.log.deeds("swabbed", person.id) if d.body.method is Method.ANTIGEN]
        newest = swabs[-1] if swabs else None
        age = (now - newest.at).total_seconds() if newest else -1
        return (
            papers._replace(antigen=newest.body.result)
            if newest and 0 <= age <= table.antigen_hours.value * 3600
            else papers
        )

    def _arrived(self, act: Act, person: Person, visit: Visit) -> None:
        known = self._station.log.person(person.id)
        if known is None:
            act.append(replace(person, presence=Presence.PRESENT), person=person.id)
        elif known.presence is not Presence.PRESENT:
            act.append(Moved(person.id, Presence.PRESENT), person=person.id)
        if visit.papers.antigen is not None:
            act.append(Swabbed(person.id, Method.ANTIGEN, visit.papers.antigen), person=person.id)

    def _visited(self, act: Act, verdict: Verdict, visit: Visit, papers: Papers) -> None:
        why = tuple(bar.value for bar in verdict.bars)
        told = Visited(verdict.person.id, visit.whom, verdict.at, verdict.passed, None, papers.test_at, why, visit.note)
        act.append(told, person=verdict.person.id)
        if not verdict.passed:
            act.append(Moved(verdict.person.id, Presence.LEFT), person=verdict.person.id)


def _severity(person: Person, step: Step | None) -> Severity | None:
    """How bad it stands; of who works here an alert that a named person has closed no longer counts as one."""
    if step is None:
        return None
    closed = person.kind is Kind.STAFF and step.severity >= Severity.REVIEW and not open_alerts(step)
    return Severity.WATCH if closed else step.severity


def antigen_of(key: str) -> Result | None:
    """The result a key stands for, as on the round's paper: 0 negative, 9 positive, * invalid; None for another one."""
    return {"0": Result.NEGATIVE, "9": Result.POSITIVE, "*": Result.INVALID}.get(key)
