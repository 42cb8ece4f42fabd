"""The door to who works here, for whoever is signed in at the station."""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from carelog.model.alerting import TaskEnded
from carelog.model.assessment import open_alerts
from carelog.model.deeds import Result
from carelog.model.person import Kind, Moved, Presence
from carelog.model.reading import Quantity, Site
from carelog.model.refusal import Refusal
from carelog.model.severity import Task
from carelog.model.text import clean
from carelog.model.work import OffDuty, OnDuty
from carelog.protocol.staff import entrance, rota
from carelog.station import judging
from carelog.station.staffing import sending

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from carelog.model.observation import Observation
    from carelog.model.person import Person
    from carelog.model.work import Off
    from carelog.protocol.staff.rota import Back
    from carelog.protocol.wording import Line
    from carelog.station.desk import Station
    from carelog.station.staffing.roster import Roster

_LOOK_BACK = timedelta(days=400)
_INSTANT = timedelta(milliseconds=1)
_BEFORE = timedelta(hours=12)
"""What was found or tested so long before somebody was sent home still belongs to it."""
_SENT_HOME = (Task.TEST, Task.ISOLATE)


class OffNow(NamedTuple):
    """Somebody off duty: since when and why, a date said by hand, and what the protocol says of coming back.

    `back` is None where the protocol in use says nothing of it: then only a reason lets back.
    """

    person: str
    since: datetime
    why: Off
    until: date | None
    back: Back | None


class Staffing:
    """All that a screen or a command may do about who works here."""

    def __init__(self, station: Station) -> None:
        self._station = station

    @cached_property
    def roster(self) -> Roster:
        """Who works when."""
        from carelog.station.staffing.roster import Roster

        return Roster(self._station)

    def off_now(self, at: datetime | None = None) -> dict[str, OffNow]:
        """Everybody off duty at a time, by person id."""
        at = at or self._station.now()
        newest: dict[str, tuple[datetime, OffDuty]] = {}
        for deed in self._station.log.deeds_between(("off_duty", "on_duty"), at - _LOOK_BACK, at + _INSTANT):
            newest.pop(deed.body.person, None)
            if isinstance(deed.body, OffDuty):
                newest[deed.body.person] = (deed.at, deed.body)
        return {p: OffNow(p, since, off.why, off.until, self._back(p, since, at)) for p, (since, off) in newest.items()}

    def is_off(self, person: str) -> bool:
        """Whether somebody is off duty now."""
        return sending.is_off(self._station, person)

    def _back(self, person: str, since: datetime, at: datetime) -> Back | None:
        table = self._station.judge.protocol().work
        return rota.back(table, self._illness(person, since, at)) if table else None

    def _illness(self, person: str, since: datetime, at: datetime) -> rota.Illness:
        """What is known of somebody since they were sent home: from the checks and the tests, nothing assumed."""
        station = self._station
        lines = entrance.lines(station.judge.protocol()) or ()
        gastro = {s.code for s in station.symptoms() if "gastro" in s.groups}
        seen = station.log.observations(since - _BEFORE, at + _INSTANT, person)
        swabs = [d for d in station.log.deeds("swabbed", person) if since - _BEFORE <= d.at <= at]
        positive = [d.at for d in swabs if d.body.result is Result.POSITIVE]
        return rota.Illness(
            since=since,
            positive=max(positive, default=None),
            fever=_last(o for o in seen if _warm(lines, o)),
            symptoms=_last(o for o in seen if o.symptoms),
            gastro=_last(o for o in seen if gastro.intersection(o.symptoms or ())),
            well=_last(o for o in seen if o.symptoms == () and _warm(lines, o) is False),
            negatives=tuple(d.at for d in swabs if d.body.result is Result.NEGATIVE),
        )

    # off and on

    def off(self, person: str, why: Off, until: date | None = None, note: str = "") -> None:
        """Say that somebody who works here is off duty; refuses who does not work here or is off already."""
        found = self._worker(person)
        if self.is_off(person):
            raise Refusal("work.already_off", code=found.code)
        with self._station.deed() as act:
            sending.send_home(act, person, why, until, clean(note))

    def let_back(self, person: str, checked: str, reason: str = "") -> None:
        """Let somebody back to work, with what was checked; their test and isolation are then done.

        Refuses oneself, an open alert, nothing checked, and a date that has not come or something lacking where no
        reason is given.
        """
        found, checked, reason = self._worker(person), clean(checked), clean(reason)
        now = self._station.now()
        off = self.off_now(now).get(person)
        if off is None:
            raise Refusal("work.not_off", code=found.code)
        self._refuse_unfit(found, checked)
        if not reason:
            self._refuse_too_soon(found, off, now)
        with self._station.deed() as act:
            act.append(OnDuty(person, checked, reason), person=person)
            act.append(Moved(person, Presence.PRESENT), person=person)
            step = self._station.log.steps_at(now).get(person)
            for task in _SENT_HOME:
                if step and task in step.tasks:
                    act.append(TaskEnded(person, task, done=True, note=checked), person=person)
            judging.reassess(self._station.judge, act, person, now)

    def _refuse_unfit(self, found: Person, checked: str) -> None:
        if self._station.actor().id == found.id:
            raise Refusal("work.not_oneself")
        if not checked:
            raise Refusal("work.nothing_checked")
        step = self._station.log.steps_at(self._station.now()).get(found.id)
        if open_alerts(step):
            raise Refusal("work.alert_open", code=found.code)

    def _refuse_too_soon(self, found: Person, off: OffNow, now: datetime) -> None:
        if off.back is None:
            raise Refusal("work.no_rule", code=found.code)
        if off.back.at > now:
            raise Refusal("work.too_soon", code=found.code, at=f"{self._station.local(off.back.at):%Y-%m-%d %H:%M}")
        if off.back.lacking:
            raise Refusal(f"work.lacks_{off.back.lacking[0]}", code=found.code)

    def _worker(self, person: str) -> Person:
        found = self._station.log.person(person)
        if found is None:
            raise Refusal("station.no_person", code=person)
        if found.kind is not Kind.STAFF or found.presence is Presence.LEFT:
            raise Refusal("work.no_worker", code=found.code)
        return found


def _last(seen: Iterable[Observation]) -> datetime | None:
    return max((o.happened_at for o in seen), default=None)


def _warm(lines: Sequence[Line], seen: Observation) -> bool | None:
    """Whether any temperature of a check reached the line of its site; None where none was judged."""
    values = [r for r in seen.readings if r.quantity is Quantity.TEMPERATURE and r.value is not None]
    found = [entrance.reaches(lines, r.value, r.site or Site.UNKNOWN) for r in values if r.value is not None]
    if not found or None in found:
        return True if True in found else None
    return True in found
