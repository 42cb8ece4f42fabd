"""Writing the story of a demo home into its log, every deed judged as the station judges it."""

from __future__ import annotations

import heapq
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from carelog.model.alerting import Acknowledged, Closed, TaskEnded
from carelog.model.assessment import Answer, TaskEnd
from carelog.model.deeds import Swabbed
from carelog.model.history import Event, Facts, Sampled
from carelog.model.observation import Observed, Way
from carelog.model.person import Moved, Person
from carelog.model.severity import Task
from carelog.station import judging, recording
from carelog.station.demo.answers import Intent, asks_set, intents, written_down
from carelog.station.demo.plan import Deed, Plan, chance
from carelog.station.demo.visits import full_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from carelog.clock import FixedClock
    from carelog.model.assessment import Step
    from carelog.model.entry import Entry
    from carelog.station.demo.story import Life
    from carelog.station.desk import Station

_TOGETHER = timedelta(minutes=15)
"""Readings further apart than this are observations of their own."""


class Writing:
    """What has been written so far, and what the nurses still mean to do."""

    def __init__(self, station: Station, clock: FixedClock, plan: Plan, lives: Sequence[Life]) -> None:
        """Begin with nobody judged and nothing meant."""
        self._station, self._clock, self._plan = station, clock, plan
        self._lives = {life.person.id: life for life in lives}
        self._people = {life.person.id: life.person for life in lives}
        self._acts: dict[str, str] = {}
        self._last: dict[str, Deed] = {}
        self._whole: set[str] = set()
        self._steps: dict[str, tuple[Step, ...]] = {}
        self._seen: dict[str, set[tuple[str, str]]] = {}
        self._meant: list[Intent] = []
        self._open: set[tuple[str, str]] = set()
        self._dice = chance(plan, "answers")
        self._tonight = {life.person.id: life.tonight for life in lives if life.tonight}

    def write(self, deeds: Iterable[Deed]) -> None:
        """Write the people down, then every deed in the order of time with what the nurses do about it."""
        with self._station.log.batch():
            self._introduce()
            for deed in deeds:
                self._answer(deed.at)
                self._put(deed)
            self._answer(self._plan.at)

    def _introduce(self) -> None:
        by = self._station.actor().id
        with self._station.log.act(by, self._clock.now(), self._clock.new_id) as act:
            for life in self._lives.values():
                act.append(life.person)

    def _put(self, deed: Deed) -> None:
        """One deed, as an act of its own or as one more part of its observation, and what it means to the rules."""
        self._clock.at = deed.at
        log, judge = self._station.log, self._station.judge
        with log.act(deed.by, deed.at, self._clock.new_id, act=self._acts.get(deed.observation)) as act:
            known = judge.known(deed.person)
            event = self._event(act.append(deed.body), deed.body)
            if event is not None:
                judging.judged(judge, act, deed.person, event, known)
                self._steps[deed.person] = tuple(log.steps(deed.person, deed.at, judging.ALWAYS))
            if deed.observation:
                self._acts[deed.observation], self._last[deed.person] = act.id, deed
        self._mean(deed)

    def _mean(self, deed: Deed) -> None:
        """Remember what the steps of this person will have somebody do; tonight's worst is left to who is on duty."""
        if deed.at >= self._tonight.get(deed.person, self._plan.at):
            return
        steps = self._steps.get(deed.person, ())
        for intent in intents(self._lives[deed.person], steps, deed.at, deed.by, self._dice):
            if (intent.person, intent.what) not in self._open:
                self._open.add((intent.person, intent.what))
                heapq.heappush(self._meant, intent)

    def _answer(self, until: datetime) -> None:
        """Carry out what was meant to be done by an instant."""
        while self._meant and self._meant[0].at <= until:
            intent = heapq.heappop(self._meant)
            self._open.discard((intent.person, intent.what))
            deed = self._measured(intent) if intent.what == Task.COMPLETE_SET else self._said(intent)
            if deed is not None:
                self._put(deed)

    def _said(self, intent: Intent) -> Deed | None:
        """An alert seen or closed, a task ended."""
        seen = self._seen.setdefault(intent.person, set())
        step = judging.in_force(self._steps[intent.person], intent.at)
        body = written_down(intent, self._lives[intent.person], step, frozenset(seen))
        if isinstance(body, Acknowledged):
            seen.update(body.episodes)
        return Deed(intent.at, intent.by, intent.person, body) if body else None

    def _measured(self, intent: Intent) -> Deed | None:
        """A complete set where it is still asked for, as one more part of what was just observed."""
        life, last = self._lives[intent.person], self._last[intent.person]
        step = judging.in_force(self._steps[intent.person], intent.at)
        if step is None or not asks_set(step) or not isinstance(last.body, Observed):
            return None
        if last.observation in self._whole or intent.at - last.at > _TOGETHER:
            return None
        self._whole.add(last.observation)
        readings = full_set(life, intent.at, self._dice)
        return last._replace(at=intent.at, body=Observed(intent.person, last.body.round, readings, way=Way.DEMO))

    def _event(self, entry: Entry, body: object) -> Event | None:
        """What an entry means to the rules; None where it means nothing."""
        if isinstance(body, Observed):
            return recording.seen(entry, body)
        if isinstance(body, Closed):
            return Answer(entry.id, entry.tick, entry.recorded_at, entry.recorded_by, body.episodes, body.outcome)
        if isinstance(body, TaskEnded):
            return TaskEnd(entry.id, entry.tick, entry.recorded_at, entry.recorded_by, body.task, body.done)
        if isinstance(body, Swabbed):
            return Sampled(entry.id, entry.tick, entry.happened_at, body.method, body.result, body.target)
        if isinstance(body, (Person, Moved)):
            known = self._people[entry.person or ""]
            now = body if isinstance(body, Person) else replace(known, presence=body.presence)
            self._people[now.id] = now
            return Facts(entry.id, entry.tick, entry.recorded_at, now)
        return None
