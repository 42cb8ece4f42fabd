"""The door to the daily return: what it is for a day, what was handed in before, and the proof of handing it in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from carelog.model.refusal import Refusal
from carelog.model.returns import Returned
from carelog.station.returns import counts
from carelog.station.returns.form import Form

if TYPE_CHECKING:
    from datetime import date, datetime

    from carelog.model.entry import Entry
    from carelog.station.desk import Station


class Before(NamedTuple):
    """What was handed in of the same form for the same day: when, by whose code, and what it said of each count."""

    at: datetime
    by: str
    counts: dict[str, int | None]


class Return(NamedTuple):
    """A daily return as it is now; counts by field code in the order of the form, None left blank."""

    form: Form
    facility: str
    demo: bool
    day: date
    whole: bool
    """whether the day is over"""
    counts: dict[str, int | None]
    before: Before | None
    """the last one handed in, None where this is the first"""

    @property
    def zero(self) -> bool:
        """Whether it is a zero return: every count that must be 0 for one is known and 0."""
        return all(self.counts[f.code] == 0 for f in self.form.field if f.nothing)

    def changed(self) -> dict[str, tuple[int | None, int | None]]:
        """What differs from the one handed in before: code -> (then, now); {} where nothing was handed in."""
        then = self.before.counts if self.before else self.counts
        every = {**then, **self.counts}
        return {c: (then.get(c), self.counts.get(c)) for c in every if then.get(c) != self.counts.get(c)}


class Returns:
    """All that a command may do about daily returns."""

    def __init__(self, station: Station) -> None:
        self._station = station

    def of_day(self, form: Form, day: date | None = None) -> Return:
        """The return of a local date, today where none is told; refuses a day that has not come."""
        station = self._station
        today = station.local(station.now()).date()
        day = day or today
        if day > today:
            raise Refusal("return.not_yet", day=day.isoformat(), today=today.isoformat())
        known = counts.Day(station, day)
        with station.log.snapshot():
            told = {field.code: counts.count(known, field) for field in form.field}
            before = self._before(form, day)
        here = station.facility
        return Return(form, here.name, here.demo, day, day < today, told, before)

    def _before(self, form: Form, day: date) -> Before | None:
        sent = [d for d in self._station.log.deeds("returned") if (d.body.form, d.body.day) == (form.id, day)]
        if not sent:
            return None
        by = self._station.log.person(sent[-1].by)
        return Before(sent[-1].at, by.code if by else "", dict(sent[-1].body.counts))

    def handed_in(self, told: Return, sha256: str) -> Entry:
        """Keep the proof that a return was handed in, as these bytes."""
        body = Returned(told.form.id, told.form.version, told.day, tuple(told.counts.items()), sha256)
        with self._station.deed() as act:
            return act.append(body)
