"""The door to the handover: what the next shift must know, read anew each time, and both signatures under it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from carelog.model.handover import HandedOver
from carelog.model.person import Kind, Presence
from carelog.model.refusal import Refusal
from carelog.station.handover import found
from carelog.station.handover.rows import Handover

if TYPE_CHECKING:
    from datetime import datetime

    from carelog.model.person import Person
    from carelog.model.swabs import DueSwab
    from carelog.station.desk import Station
    from carelog.station.handover.found import Shift
    from carelog.station.referral.rows import Case

SHIFT: Final = timedelta(hours=12)
"""How far the first handover looks back: the longest shift that one person works."""


class Handovers:
    """All that a screen or a command may do about handing a shift over."""

    def __init__(self, station: Station) -> None:
        self._station = station

    def last(self) -> HandedOver | None:
        """The handover signed last, None where none ever was."""
        told = self._station.log.deeds("handed_over")
        return told[-1].body if told else None

    def page(self, since: datetime | None = None) -> Handover:
        """What happened since the last signed handover (or a time), and what stands now; refuses a time to come."""
        station, before = self._station, self.last()
        until = station.now()
        begin = since or (before.until if before else until - SHIFT)
        if begin > until:
            raise Refusal("handover.ahead", at=f"{station.local(begin):%Y-%m-%d %H:%M}")
        with station.log.snapshot():
            people = {p.id: p for p in station.log.people()}
            return _told(found.Shift(station, begin, until, people), before)

    def sign(self, told: Handover, takes: str, sha256: str) -> HandedOver:
        """Sign a page for the one who acts and leaves, and by their code for the one who comes; `sha256` is the page's.

        Refuses the same person twice, who is not there or not of the staff, and a page after which another was signed.
        """
        station = self._station
        gives, comes = station.actor(), self.comes(takes)
        _refuse_absent(gives)
        signed = HandedOver(gives.id, comes.id, told.since, told.until, sha256)
        with station.deed() as act:
            if self.last() != told.before:
                raise Refusal("handover.signed_meanwhile")
            act.append(signed)
        return signed

    def comes(self, code: str) -> Person:
        """Who takes over, by code; refuses whoever cannot."""
        comes = self._station.by_code(code)
        if comes.id == self._station.actor().id:
            raise Refusal("handover.same", code=comes.code)
        _refuse_absent(comes)
        return comes


def _refuse_absent(person: Person) -> None:
    if person.kind is not Kind.STAFF or person.presence is not Presence.PRESENT:
        raise Refusal("handover.not_here", code=person.code)


def _told(shift: Shift, before: HandedOver | None) -> Handover:
    station = shift.station
    ended = found.endings(shift)
    begun = found.begun(shift, ended)
    worse, better = found.turned(shift, ended, begun)
    moved, desk = tuple(found.moved(shift)), found.desk(shift)
    return Handover(
        facility=station.facility.name,
        demo=station.facility.demo,
        since=shift.since,
        until=shift.until,
        before=before,
        begun=begun,
        open=station.alerts.every(shift.until),
        answered=station.alerts.answered(shift.until),
        worse=tuple(worse),
        better=tuple(better),
        desk=desk,
        oxygen=tuple(found.oxygen(shift, {row.person.id for row in desk.needs})),
        isolated=tuple(found.isolated(shift)),
        rechecks=tuple(one for one in station.alerts.rechecks() if one[0].presence is Presence.PRESENT),
        due=_due(shift),
        not_seen=tuple(found.not_seen(shift)),
        unmeasured=tuple(found.unmeasured(shift)),
        moved=moved,
        therapies=tuple(found.therapies(shift)),
        cared=tuple(found.cared(shift)),
        reminders=station.care.due(station.local(shift.until + SHIFT).date()),
        dropped=station.care.dropped(shift.deeds("reminder_ended")),
        notes=tuple(found.notes(shift)),
        withdrawn=station.alerts.withdrawn(shift.since),
        referrals=_referrals(shift),
        people=shift.people,
    )


def _referrals(shift: Shift) -> tuple[Case, ...]:
    """Who is on the way to a hospital, or came to the end of it in this time, the longest at their step first."""
    going = {case.person.id for case in shift.station.referral.open()}
    told = (case for case in shift.station.referral.every() if case.person.id in going or case.since >= shift.since)
    return tuple(sorted(told, key=lambda case: case.since))


def _due(shift: Shift) -> tuple[tuple[Person, DueSwab], ...]:
    """Who is due for a swab today, the longest overdue first."""
    rows = sorted(shift.station.swabs.due(), key=lambda one: -one.overdue_days)
    return tuple((shift.people[one.person], one) for one in rows if one.person in shift.people)
