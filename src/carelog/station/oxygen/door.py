"""The door to the oxygen of the house, for whoever is signed in at the station.

An act of therapy is no measurement of the person. Yet the rechecks after oxygen is started (5, 15, 30, 60 minutes), a
rising flow and a missing order are judged from readings of oxygen, and the sheet's `*2` is one. So an act appends, in
the same deed, an observation that holds the flow and nothing else, of no round: both ways agree, and nothing is typed
twice. Such an observation counts neither as a check of the person nor as a new reading after an alarm.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from carelog.model.history import Facts
from carelog.model.observation import Observed, Way
from carelog.model.oxygen import (
    GaugeRead,
    OxygenDevice,
    SourceKind,
    SourceSet,
    SourceState,
    Therapy,
    TherapyStep,
)
from carelog.model.person import Presence
from carelog.model.reading import HARD, Quantity, Reading
from carelog.model.refusal import Refusal
from carelog.model.severity import Task
from carelog.model.text import clean
from carelog.protocol import oxygen
from carelog.station import judging
from carelog.station.oxygen import sources
from carelog.station.oxygen.courses import Course, courses
from carelog.station.oxygen.desk import breathed, desk, held, target_of
from carelog.station.oxygen.rows import Asked, Breathed, Desk, Held, SourceRow
from carelog.station.recording import append_part

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from carelog.log.write import Act
    from carelog.model.assessment import Step
    from carelog.model.entry import Entry
    from carelog.model.person import Person
    from carelog.station.desk import Station

_LONGEST = 20
_MINE = frozenset({"therapy", "source", "gauge"})
_UNDO_FOR = timedelta(hours=12)
_EARLY = timedelta(minutes=5)


class Done(NamedTuple):
    """An act on somebody's oxygen: what it was, how the person stands now, and whether an order is on file."""

    body: Therapy
    step: Step | None
    held: Held
    needless: tuple[datetime, int] | None
    """the SpO2 of somebody who is started with none below the target and no rule that asks for oxygen"""


class OxygenDesk:
    """All that a screen or a command may do about oxygen."""

    def __init__(self, station: Station) -> None:
        self._station = station

    def desk(self, at: datetime | None = None) -> Desk:
        """Need against supply, as known now for an instant."""
        return desk(self._station, at or self._station.now())

    # who breathes what

    def breathed(self, person: str, at: datetime | None = None) -> Breathed | None:
        """What somebody breathes; None where nobody ever said."""
        when = at or self._station.now()
        return breathed(self._station, self._person(person), self._course(person, when), when)

    def give(self, person: str, asked: Asked, at: datetime | None = None, *, only: TherapyStep | None = None) -> Done:
        """Oxygen is started, or its flow, device or source changed; `only` refuses the other of the two.

        Refuses a flow no flow meter shows, a source that is not there or not in use, more than it gives, and a target
        that is none or not the one a clinician signed. Without an order it is stored all the same. Neither this nor a
        stop is told of a time before what was told last.
        """

        def told(course: Course) -> Therapy:
            step = TherapyStep.CHANGED if course.flow != 0 else TherapyStep.STARTED
            if only is not None and only is not step:
                raise Refusal(f"oxygen.not_{only.value}")
            if self._person(person).presence is Presence.LEFT:
                raise Refusal("station.has_left", code=self._person(person).code)
            return _therapy(person, step, asked, self._source(person, asked, course), course.newest)

        return self._stored(person, told, at or self._station.now(), asked)

    def stop(self, person: str, note: str = "", at: datetime | None = None) -> Done:
        """Oxygen is stopped: from now on room air; refuses where none is given."""

        def told(course: Course) -> Therapy:
            if course.flow == 0:
                raise Refusal("oxygen.not_stopped")
            device = course.newest.device if course.newest else OxygenDevice.OTHER
            return Therapy(person, TherapyStep.STOPPED, device, 0, note=note)

        return self._stored(person, told, at or self._station.now())

    def _stored(
        self,
        person: str,
        told: Callable[[Course], Therapy],
        at: datetime,
        asked: Asked = Asked(0),  # noqa: B008 - frozen
    ) -> Done:
        """Decide inside the act what is told, so that two terminals do not both start what neither saw started."""
        station = self._station
        self._person(person)
        if at > station.now() + _EARLY:
            raise Refusal("station.ahead", at=station.local(at).isoformat(timespec="minutes"))
        with station.deed() as act:
            self._refuse_backwards(person, at)
            needless = self._needless(person, at)
            body = told(self._course(person, at))
            ordered = _with_order(self._person(person), asked, body.ordered_by)
            act.append(body, happened_at=at)
            if ordered != station.log.person(person):
                self._order(act, ordered, at)
            reading = Reading(Quantity.OXYGEN, body.flow_tenths)
            saved = append_part(station, act, Observed(person, None, (reading,), way=Way.COMMAND), at, None)
        now = held(ordered, self._course(person, at), station.local(at).date())
        return Done(body, saved.step, now, needless if body.step is TherapyStep.STARTED else None)

    def _needless(self, person: str, at: datetime) -> tuple[datetime, int] | None:
        """The newest SpO2 of somebody of whom no rule asks for oxygen, and which is not below the target."""
        step, spo2 = self._station.log.steps_at(at).get(person), self._course(person, at).spo2
        if spo2 is None or (step is not None and Task.OXYGEN in step.tasks):
            return None
        return spo2 if spo2[1] >= target_of(self._station, self._person(person)) else None

    def _refuse_backwards(self, person: str, at: datetime) -> None:
        last = max((deed.at for deed in self._station.log.deeds("therapy", person)), default=at)
        if at < last:
            raise Refusal("oxygen.backwards", at=f"{self._station.local(last):%Y-%m-%d %H:%M}")

    def _order(self, act: Act, person: Person, at: datetime) -> None:
        """Put the order on the person's page from when the oxygen is given, before the flow is judged by it.

        Where something was written of the person since then, from now on: it repeats what was on file before.
        """
        station = self._station
        later = [d for kind in ("person", "presence") for d in station.log.deeds(kind, person.id) if d.at > at]
        known = station.judge.known(person.id)
        entry = act.append(person, happened_at=None if later else at)
        facts = Facts(entry.id, entry.tick, entry.happened_at, person)
        judging.judged(self._station.judge, act, person.id, facts, known)

    def _person(self, person: str) -> Person:
        found = self._station.log.person(person)
        if found is None:
            raise Refusal("station.no_person", code=person)
        return found

    def _course(self, person: str, at: datetime) -> Course:
        return courses(self._station, at).get(person, Course((), (), None))

    def _source(self, person: str, asked: Asked, course: Course) -> str:
        """The source that is meant, known and able to give the flow; '' where nobody said."""
        code = course.source if asked.source is None else _code(asked.source)
        if not code:
            return ""
        row = self.source(code)
        if row is None:
            raise Refusal("oxygen.no_source", code=code[:_LONGEST])
        if row.state is not SourceState.IN_USE:
            raise Refusal(f"oxygen.source_{row.state.value}", code=row.code)
        others = (row.draw or 0) - (course.flow or 0 if any(p.id == person for p in row.people) else 0)
        if row.most is not None and others + asked.flow > row.most:
            raise Refusal("oxygen.too_much", code=row.code, most=row.most / 10, left=(row.most - others) / 10)
        return row.code

    # sources

    def sources(self, at: datetime | None = None) -> tuple[SourceRow, ...]:
        """Every source, with what is drawn from it and how long it lasts."""
        return self.desk(at).sources

    def source(self, code: str) -> SourceRow | None:
        """A source by its code, whatever the case; None for one nobody has written down."""
        return next((row for row in self.sources() if row.code.casefold() == _code(code).casefold()), None)

    def set_source(self, told: SourceSet) -> Entry:
        """From now on a source is this and stands like this; refuses what cannot be."""
        code = _code(told.code)
        if not code or len(code) > _LONGEST or any(letter.isspace() for letter in code):
            raise Refusal("oxygen.source_code", code=code[:_LONGEST])
        if told.kind is SourceKind.CYLINDER and told.water_tenths is None:
            raise Refusal("oxygen.source_water", code=code)
        if told.kind is SourceKind.CONCENTRATOR and told.max_flow_tenths is None:
            raise Refusal("oxygen.source_most", code=code)
        body = replace(told, code=code, place=clean(told.place), note=clean(told.note))
        with self._station.deed() as act:
            return act.append(body)

    def said(self, code: str) -> SourceSet | None:
        """What was written down of a source last, None for a new one."""
        known = sources.told(self._station, self._station.now())
        return next((one.said for name, one in known.items() if name.casefold() == _code(code).casefold()), None)

    def gauge(self, code: str, typed: str) -> Entry:
        """The gauge of a cylinder was read; refuses a number without its unit, and what is no cylinder."""
        said, kpa = self.said(code), self.pressure(typed)
        if said is None:
            raise Refusal("oxygen.no_source", code=_code(code)[:_LONGEST])
        if said.kind is not SourceKind.CYLINDER:
            raise Refusal("oxygen.no_gauge", code=said.code)
        with self._station.deed() as act:
            return act.append(GaugeRead(said.code, kpa))

    def pressure(self, typed: str) -> int:
        """A typed pressure in kilopascals; refuses a number without its unit."""
        kpa = oxygen.pressure(typed)
        if kpa is None:
            raise Refusal("oxygen.pressure", text=clean(typed)[:_LONGEST])
        return kpa

    # taking back

    def last_act(self) -> str | None:
        """My newest act on oxygen of this shift that still stands."""
        mine = self._station.log.acts_of(self._station.actor().id, self._station.now() - _UNDO_FOR)
        return next((act.act for act in mine if any(kind in _MINE for _, kind in act.entries)), None)


def _code(typed: str) -> str:
    """The code on a label, also as an input method writes it."""
    return clean(normalize("NFKC", typed))


def _therapy(person: str, step: TherapyStep, asked: Asked, source: str, before: Therapy | None) -> Therapy:
    """What is given from now on; what was not said is as before."""
    return Therapy(
        person=person,
        step=step,
        device=asked.device or (before.device if before else OxygenDevice.NASAL_CANNULA),
        flow_tenths=_flow(asked.flow),
        source=source,
        ordered_by=clean(asked.ordered_by) or (before.ordered_by if before else ""),
        target_low=asked.target_low if asked.target_low is not None else before.target_low if before else None,
        target_high=asked.target_high if asked.target_high is not None else before.target_high if before else None,
        until=asked.until or (before.until if before and not asked.ordered_by else None),
        note=asked.note,
    )


def _flow(flow: int) -> int:
    most = HARD[Quantity.OXYGEN][1]
    if not 1 <= flow <= most:
        raise Refusal("oxygen.flow", most=most // 10)
    return flow


def _with_order(person: Person, asked: Asked, ordered_by: str) -> Person:
    """The person with the order that was told: its target, and its last day; a new order without one has none."""
    ordered = _with_target(person, asked, ordered_by)
    return replace(ordered, oxygen_until=asked.until) if asked.until or clean(asked.ordered_by) else ordered


def _with_target(person: Person, asked: Asked, ordered_by: str) -> Person:
    """The person with the target that a doctor ordered; a range that a clinician has signed stays as it is."""
    low, high = asked.target_low, asked.target_high
    if low is None and high is None:
        return person
    least, most = HARD[Quantity.SPO2]
    if low is None or high is None or not least <= low < high <= most or not ordered_by:
        raise Refusal("oxygen.target")
    if (low, high) == (person.target_low_percent, person.target_high_percent):
        return person
    if person.target_by:
        signed = f"{person.target_low_percent}-{person.target_high_percent}"
        raise Refusal("oxygen.target_signed", signed=signed, by=person.target_by)
    return replace(person, target_low_percent=low, target_high_percent=high)
