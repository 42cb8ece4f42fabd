"""Who is due for a swab on a day, why, and since when: pure, told the day; nothing is kept, all is read off entries.

Days are those of the home's own calendar, a week runs from Monday to Sunday (ISO). A test counts by the day it was
taken: a valid result, or a sample that is still out and not older than `sample_days`; by a method the row accepts (a
positive one by any), for what the plan looks for. An invalid swab is no test. `since` is the day on which the test
should have been done; `overdue_days` are the days after it (of a row that names no weekdays, after the greatest gap).
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from carelog.model.deeds import Method, Result
from carelog.model.person import Kind
from carelog.model.swabs import DueSwab, Regime
from carelog.protocol.swabs.plan import Plan, Weekly

_DAY = timedelta(days=1)
_WEEK = 7


class Taken(NamedTuple):
    """A swab by when it was taken: `day` at home; no result while the sample is out."""

    at: datetime
    day: date
    entry: str
    method: Method
    result: Result | None


class Spell(NamedTuple):
    """From a day on the house is run so, until the next one."""

    start: date
    regime: Regime


class Swept(NamedTuple):
    """A positive swab for which everybody is tested once: known from `start` on, taken on `taken`."""

    start: date
    taken: date


class Asked(NamedTuple):
    """The open task `test` of an assessment: since when, and whether it is for a second swab after a negative one."""

    at: datetime
    day: date
    serial: bool


class Touched(NamedTuple):
    """A contact with a case."""

    at: datetime
    day: date


class House(NamedTuple):
    """What holds for everybody: how the house was run, oldest first and never empty, and its sweeps."""

    spells: tuple[Spell, ...]
    sweeps: tuple[Swept, ...] = ()


class Known(NamedTuple):
    """One person as of the day asked.

    `came` is the day of their last return to the house, or of moving in; `moved_in` that of moving in, also after
    having left. `admitted` says that `came` was a moving in or a return from hospital. `free_since` is the first day
    behind the last exemption, None for none.
    """

    person: str
    kind: Kind
    group: str
    here: bool
    came: date
    moved_in: date
    admitted: bool = False
    exempt: bool = False
    free_since: date | None = None
    swabs: tuple[Taken, ...] = ()
    contacts: tuple[Touched, ...] = ()
    asked: Asked | None = None

    @property
    def planned_since(self) -> date:
        """From when the weekly plan is about them: come, and not exempt."""
        return max(self.came, self.free_since or self.came)


class _Why(NamedTuple):
    """A reason for a test; `last` is the last day on which it was in time."""

    reason: str
    methods: tuple[Method, ...]
    since: date
    last: date


def spells(told: Iterable[Spell], first: Regime, begun: date) -> tuple[Spell, ...]:
    """How the house was run: as its protocol says from `begun` on, then as set; of several of a day the last counts."""
    by_day = {spell.start: spell.regime for spell in told}
    if not by_day or begun < min(by_day):
        by_day[begun] = first
    return tuple(Spell(start, by_day[start]) for start in sorted(by_day))


def sweeps(positives: Iterable[Swept], again: int) -> tuple[Swept, ...]:
    """The positives that call for a sweep: each that is the first one for so many days."""
    every = sorted(positives)
    first = zip([None, *every], every, strict=False)
    return tuple(one for before, one in first if before is None or (one.start - before.start).days > again)


def due(plan: Plan, house: House, known: Known, day: date) -> DueSwab | None:
    """Whether a person is due on a day: by the most pressing reason there is; None for who is not, or is away."""
    if not known.here:
        return None
    swabs = sorted((s for s in known.swabs if s.day <= day), key=lambda s: (s.at, s.entry))
    one = _One(plan, house, known._replace(swabs=tuple(swabs)), day)
    why = one.asked() or one.contact() or one.swept() or one.again() or one.admitted() or one.weekly()
    if why is None:
        return None
    since = max(why.since, known.came)
    late = max(0, (day - max(why.last, since)).days)
    return DueSwab(known.person, known.group, why.reason, why.methods, since, late, one.waiting())


class _Run(NamedTuple):
    """From a day on one row held for a group, None for none."""

    start: date
    row: Weekly | None


class _One(NamedTuple):
    """One person on one day, asked reason by reason."""

    plan: Plan
    house: House
    known: Known
    day: date

    def waiting(self) -> bool:
        """Whether a sample of theirs is out."""
        return any(s.result is None for s in self.known.swabs)

    def asked(self) -> _Why | None:
        """The task `test` of their assessment, unless a sample is out for it."""
        asked = self.known.asked
        if asked is None or any(self.counts(s, self.plan.methods) and s.at >= asked.at for s in self._out()):
            return None
        return _Why("serial" if asked.serial else "symptoms", self.plan.methods, asked.day, asked.day)

    def contact(self) -> _Why | None:
        """The first day after a contact that has come without a test since; the test at once is behind the contact."""
        tests = [s for s in self.known.swabs if self.counts(s, self.plan.contact_methods)]
        open_ = []
        for touched in self.known.contacts:
            for days in self.plan.contact:
                wanted = touched.day + days * _DAY
                behind = any(s.at >= touched.at and s.day >= wanted for s in tests)
                if touched.day >= self.known.moved_in and self._asks(wanted) and not behind:
                    open_.append((wanted, days))
        if not open_:
            return None
        since, days = min(open_)
        return _Why(f"contact_{days}", self.plan.contact_methods, since, since)

    def swept(self) -> _Why | None:
        """The sweep they have had no part in, though they lived or worked here then and were not exempt."""
        if self.known.exempt or self.known.kind not in self.plan.sweep:
            return None
        last = self._last(self.plan.sweep_methods)
        free = max(self.known.moved_in, self.known.free_since or self.known.moved_in)
        for sweep in self.house.sweeps:
            if free <= sweep.start and self._asks(sweep.start) and (last is None or last < sweep.taken):
                return _Why("sweep", self.plan.sweep_methods, sweep.start, sweep.start)
        return None

    def again(self) -> _Why | None:
        """Their newest swab showed nothing: it was invalid, or no result has come back in time."""
        newest = self.known.swabs[-1] if self.known.swabs else None
        if newest is None or newest.result in (Result.NEGATIVE, Result.POSITIVE):
            return None
        lost = newest.result is None
        since = newest.day + (self.plan.sample_days + 1) * _DAY if lost else newest.day
        return _Why("again" if lost else "invalid", self._methods(), since, since) if self._asks(since) else None

    def admitted(self) -> _Why | None:
        """They moved in or came back from hospital while the plan was on, and no test was taken since."""
        known, plan = self.known, self.plan
        begun = self._since(plan.admission_regimes)
        if known.exempt or not known.admitted or known.kind not in plan.admission or begun is None:
            return None
        last = self._last(plan.admission_methods)
        if known.came <= begun or not self._asks(known.came) or (last is not None and last >= known.came):
            return None
        return _Why("admission", plan.admission_methods, known.came, known.came)

    def weekly(self) -> _Why | None:
        """The plan of the week: from the first day, without a break, on which it asked for a test."""
        runs = [] if self.known.exempt else self._runs()
        now = runs[-1].row if runs else None
        found, until = None, self.day
        for run in reversed(runs):
            start = max(run.start, self.known.planned_since)
            first = self._first(run.row, start, until) if run.row and start <= until else None
            found = first or found
            if first is None or first > run.start:
                break
            until = run.start - _DAY
        if found is None or now is None:
            return None
        return _Why("daily" if now.daily else "weekly", now.methods, found, self._in_time(now, found))

    # what it rests on

    def counts(self, swab: Taken, methods: Sequence[Method]) -> bool:
        """Whether a swab is a test: valid by one of these methods, or out and not for too long; a positive always."""
        if swab.result is Result.POSITIVE:
            return True
        if swab.method not in methods or swab.result is Result.INVALID:
            return False
        return swab.result is not None or (self.day - swab.day).days <= self.plan.sample_days

    def _out(self) -> list[Taken]:
        return [s for s in self.known.swabs if s.result is None]

    def _asks(self, since: date) -> bool:
        """Whether something is asked for: from its day on, and not for ever."""
        return since <= self.day and (self.day - since).days <= self.plan.ask_days

    def _methods(self) -> tuple[Method, ...]:
        """By which methods they are tested when it is not their turn: those of their own row, if there is one."""
        row = self.plan.row(self.known.group, self._regime())
        return row.methods if row else self.plan.methods

    def _regime(self) -> Regime:
        return [s.regime for s in self.house.spells if s.start <= self.day][-1]

    def _since(self, regimes: frozenset[Regime]) -> date | None:
        """From when the house is run, until now and without a break, in one of these ways; None where it is not."""
        found = None
        for spell in reversed([s for s in self.house.spells if s.start <= self.day]):
            if spell.regime not in regimes:
                break
            found = spell.start
        return found

    def _runs(self) -> list[_Run]:
        """The rows that held one after another, None where their group was in no plan."""
        runs: list[_Run] = []
        for spell in self.house.spells:
            row = self.plan.row(self.known.group, spell.regime)
            if spell.start <= self.day and (not runs or runs[-1].row != row):
                runs.append(_Run(spell.start, row))
        return runs

    def _first(self, row: Weekly, start: date, until: date) -> date | None:
        """The first day of a time on which a row asked for the test that nobody took until its end."""
        tests = self._days(row.methods, until)
        if not tests:
            return start
        last = tests[-1]
        if row.weekdays and not row.daily:
            planned = self._planned(row, start, last, tests)
        else:
            planned = last + (1 if row.daily else max(self.plan.least_gap, _WEEK // row.times)) * _DAY
        first = max(start, min(planned, last + self._gap(row) * _DAY))
        return first if first <= until else None

    def _planned(self, row: Weekly, start: date, last: date, tests: Sequence[date]) -> date:
        """The first day, the least gap behind the last test, on which their week has had fewer tests than planned."""
        day = max(start, last + self.plan.least_gap * _DAY)
        while not self._behind(row, start, day, tests):
            day += _DAY
        return day

    @staticmethod
    def _behind(row: Weekly, start: date, day: date, tests: Sequence[date]) -> bool:
        first = max(start, day - day.weekday() * _DAY)
        week = [first + n * _DAY for n in range((day - first).days + 1)]
        return sum(d in tests for d in week) < sum(d.weekday() in row.weekdays for d in week)

    def _in_time(self, row: Weekly, found: date) -> date:
        """The last day that is in time: the day itself, of a row without weekdays until the greatest gap is full."""
        tests = self._days(row.methods, self.day)
        spread = not (row.daily or row.weekdays) and tests
        return max(found, tests[-1] + self._gap(row) * _DAY) if spread else found

    def _gap(self, row: Weekly) -> int:
        """The greatest gap between two tests, never shorter than so many times a week allow."""
        return max(self.plan.greatest_gap, -(-_WEEK // row.times))

    def _days(self, methods: Sequence[Method], until: date) -> list[date]:
        """The days on which a test was taken, in order."""
        return sorted({s.day for s in self.known.swabs if s.day <= until and self.counts(s, methods)})

    def _last(self, methods: Sequence[Method]) -> date | None:
        return max(self._days(methods, self.day), default=None)
