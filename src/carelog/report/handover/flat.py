"""The handover for a program: everything of the page, unshortened; people by code, times in the home's own zone."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from carelog.report import care

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from carelog.model.handover import HandedOver
    from carelog.model.person import Person
    from carelog.model.swabs import DueSwab
    from carelog.station.alerting.answered import Answered
    from carelog.station.alerting.door import AlertRow, Withdrawn
    from carelog.station.desk import Station
    from carelog.station.handover.rows import (
        Begun,
        Gone,
        Handover,
        InIsolation,
        Noted,
        NotSeen,
        OnOxygen,
        Therapied,
        Turned,
    )
    from carelog.station.oxygen.rows import NeedRow
    from carelog.station.referral.rows import Case
    from carelog.station.rows import Advice

Row = dict[str, object]


class _Writer(NamedTuple):
    """One method a kind of row."""

    station: Station
    people: Mapping[str, Person]

    def at(self, when: datetime | None) -> str | None:
        """A time with its zone."""
        return self.station.local(when).isoformat() if when else None

    def code(self, person: str) -> str | None:
        return self.people[person].code if person in self.people else None

    def begun(self, one: Begun) -> Row:
        end = one.ended
        return {
            "person": one.person.code,
            "severity": one.severity.name,
            "rules": [f.rule for f in one.fired],
            "from": self.at(one.since),
            "open": one.open,
            "outcome": end.outcome if end else None,
            "closed_at": self.at(end.at) if end else None,
            "closed_by": end.by if end else None,
        }

    def open(self, row: AlertRow) -> Row:
        return {
            "person": row.person.code,
            "severity": row.severity.name,
            "rules": [f.rule for f in row.fired],
            "since": self.at(row.since),
            "state": row.state.value,
            "seen_by": row.by or None,
            "seen_at": self.at(row.at),
            "action": row.action,
            "comes_back": self.at(row.until),
        }

    def turned(self, one: Turned) -> Row:
        return {"person": one.person.code, "was": one.was.name, "now": one.now.name, "from": self.at(one.at)}

    def oxygen(self, one: OnOxygen) -> Row:
        read = {"flow_tenths_l_min": one.flow_tenths, "spo2_percent": one.spo2}
        return {"person": one.person.code, **read, "at": self.at(one.at)}

    def need(self, row: NeedRow) -> Row:
        read = {"flow_tenths_l_min": row.flow, "spo2_percent": row.spo2}
        target = {"target_percent": row.target, "target_high_percent": row.target_high}
        stand = {"stand": row.stand.value, **target, "order": row.held.order.value}
        return {"person": row.person.code, **read, "at": self.at(row.spo2_at), **stand}

    def therapy(self, one: Therapied) -> Row:
        given = {"flow_tenths_l_min": one.body.flow_tenths, "source": one.body.source or None}
        said = {"step": one.body.step, **given, "text": one.body.note or None}
        return {"person": one.person.code, **said, "at": self.at(one.at), "by": one.by}

    def isolated(self, one: InIsolation) -> Row:
        return {"person": one.person.code, "day": one.after.day if one.after else None}

    def recheck(self, person: Person, one: Advice) -> Row:
        times = {"from": self.at(one.since), "to": self.at(one.until)}
        return {"person": person.code, "quantity": one.quantity, **times}

    def due(self, person: Person, one: DueSwab) -> Row:
        return {"person": person.code, "reason": one.reason, "overdue_days": one.overdue_days}

    def not_seen(self, one: NotSeen) -> Row:
        which = {"date": one.round.date.isoformat(), "round": one.round.slot}
        return {"person": one.person.code, **which, "reasons": list(one.reasons)}

    def moved(self, one: Gone) -> Row:
        where = {"presence": one.presence, "left": one.left}
        return {"person": one.person.code, **where, "at": self.at(one.at), "by": one.by}

    def note(self, one: Noted) -> Row:
        who = one.person.code if one.person else None
        return {"person": who, "kind": one.kind, "text": one.text, "at": self.at(one.at), "by": one.by}

    def referral(self, one: Case) -> Row:
        return {"person": one.person.code, "step": one.last.step, "since": self.at(one.since)}

    def answered(self, one: Answered) -> Row:
        closed = {"by": one.by or None, "at": self.at(one.at), "outcome": one.outcome}
        return {"person": one.person.code, "severity": one.severity.name, **closed}

    def withdrawn(self, one: Withdrawn) -> Row:
        return {"person": one.person.code, "rule": one.fired.rule, "by": one.by, "at": self.at(one.at)}


def as_object(told: Handover, station: Station, signed: HandedOver | None) -> Row:
    """The page as one object; `signed` null where nobody has signed it."""
    write = _Writer(station, told.people)
    under = {"gives": write.code(signed.gives), "takes": write.code(signed.takes)} if signed else {}
    return {
        "since": write.at(told.since),
        "until": write.at(told.until),
        "new": [write.begun(one) for one in told.begun],
        "open": [write.open(one) for one in told.open],
        "closed_but_holding": [write.answered(one) for one in told.answered],
        "worse": [write.turned(one) for one in told.worse],
        "better": [write.turned(one) for one in told.better],
        "moved": [write.moved(one) for one in told.moved],
        "oxygen": [*map(write.need, told.desk.needs), *map(write.oxygen, told.oxygen)],
        "oxygen_short_at": write.at(told.desk.short_at),
        "isolated": [write.isolated(one) for one in told.isolated],
        "rechecks": [write.recheck(*one) for one in told.rechecks],
        "tests_due": [write.due(*one) for one in told.due],
        "not_seen": [write.not_seen(one) for one in told.not_seen],
        "withdrawn": [write.withdrawn(one) for one in told.withdrawn],
        "referrals": [write.referral(one) for one in told.referrals],
        "oxygen_acts": [write.therapy(one) for one in told.therapies],
        "care": [care.done_row(row, station) for one in told.cared for row in one.done],
        "reminders": [care.reminder_row(one, station) for one in told.reminders],
        "dropped": [care.dropped_row(one, station) for one in told.dropped],
        "notes": [write.note(one) for one in told.notes],
        "signed": {**under, "sha256": signed.sha256} if signed else None,
    }
