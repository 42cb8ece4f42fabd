"""The one door: everything a screen or a command may do, for the person who opened it."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Self
from unicodedata import normalize
from zoneinfo import ZoneInfo

from carelog.log import Log
from carelog.log.engine import COMMAND_PATIENCE_MS, SCREEN_PATIENCE_MS
from carelog.model.person import Kind, Person, Presence
from carelog.model.refusal import Refusal
from carelog.protocol import light, symptoms
from carelog.station import board, judging, recording, rounds
from carelog.station.jobs import Jobs
from carelog.words import language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date, datetime
    from pathlib import Path

    from carelog.clock import Clock
    from carelog.log.drafts import Drafts
    from carelog.log.write import Act
    from carelog.model.alerting import Action, Outcome
    from carelog.model.assessment import Step
    from carelog.model.deeds import Exported, Method, Result, Why
    from carelog.model.observation import Observed
    from carelog.model.severity import Task
    from carelog.model.symptom import Symptom
    from carelog.protocol.price import Price
    from carelog.station.alerts import Meant
    from carelog.station.founding import Plan
    from carelog.station.reasons import WhyView
    from carelog.station.rows import Advice, Board, Conflict, DraftRow, PersonView, ProtocolCard, Saved, Sheet, Undoable
    from carelog.station.trending import Trend


class Station(Jobs):
    """A nurses' station: one home's log, its protocol, a clock, and the person who acts (None until signed in)."""

    def __init__(self, home: Path, log: Log, clock: Clock) -> None:
        facility, used = log.facility(), log.protocol()
        if facility is None or used is None:
            raise Refusal("station.half_founded", folder=str(home))
        self.home = home
        self.log = log
        self.clock = clock
        self.by: Person | None = None
        self.facility = facility
        self.zone = ZoneInfo(facility.timezone)
        self.used = used
        self.light = light.parse(used.text)
        self.judge = judging.Judge(log, used, self.zone)
        self.known_acts: set[str] = set()
        self._drafts: Drafts | None = None
        self._patience = COMMAND_PATIENCE_MS

    @classmethod
    def open(cls, home: Path, clock: Clock, by: str = "", *, read_only: bool = False) -> Self:
        """Open a home for a staff member by code; '' opens it with nobody signed in. Refuses what the log refuses."""
        station = cls(home, Log.open(home, read_only=read_only), clock)
        if by:
            station.sign_in(by)
        return station

    @classmethod
    def found(cls, home: Path, clock: Clock, plan: Plan) -> Self:
        """Begin a new home: facility, protocol and its first staff member, who is signed in."""
        from carelog.station import founding

        plan = founding.checked(plan)
        founding.found(home, clock, plan)
        return cls.open(home, clock, plan.by_code)

    def close_log(self) -> None:
        """Let go of the files."""
        self.log.close()
        if self._drafts:
            self._drafts.close()

    def be_brief(self) -> None:
        """Wait for another terminal's write no longer than a screen may: what cannot be stored is `log.busy` then."""
        self._patience = SCREEN_PATIENCE_MS
        self.log.set_patience(self._patience)
        if self._drafts:
            self._drafts.set_patience(self._patience)

    def warm(self) -> None:
        """Load what the first save needs; a screen calls it beside its first paint."""
        self.judge.protocol()
        recording.warm()

    def foresee(self, person: str) -> bool:
        """Fold what is known of a person before their next value comes; False while `warm` has not been."""
        if self.judge.ready():
            judging.foreseen(self.judge, person, self.now())
        return self.judge.ready()

    # who acts, and when

    def sign_in(self, code: str) -> Person:
        """Act as a staff member from now on; refuses a code that no present staff member has."""
        found = next((p for p in self.staff() if p.code == code), None)
        if found is None:
            raise Refusal("station.nobody", code=code)
        self.by = found
        return found

    def actor(self) -> Person:
        """Who acts; refuses when nobody is signed in."""
        if self.by is None:
            raise Refusal("station.who")
        return self.by

    def staff(self) -> tuple[Person, ...]:
        """The staff in the house, by code."""
        return self.people(Kind.STAFF)

    def people(self, kind: Kind | None = None) -> tuple[Person, ...]:
        """Everybody who has not left, of one kind or all, in bed order."""
        here = (p for p in self.log.people() if p.presence is not Presence.LEFT and kind in (None, p.kind))
        return tuple(sorted(here, key=rounds.walking))

    def by_code(self, code: str) -> Person:
        """The person of a code, also as an input method or a small letter writes it; refuses an unknown one."""
        found = self.log.by_code(code) or self.log.by_code(normalize("NFKC", code).strip().upper())
        if found is None:
            raise Refusal("station.no_person", code=code)
        return found

    def now(self) -> datetime:
        """The time now, UTC; that of the newest entry where the machine's clock stands behind it.

        An alert does not vanish, and no recheck begins anew, because a clock was set back.
        """
        return max(self.clock.now(), self.log.newest())

    def local(self, at: datetime) -> datetime:
        """A time on the home's own clock."""
        return at.astimezone(self.zone)

    def new_id(self) -> str:
        """An id for what will be stored."""
        return self.clock.new_id()

    @contextmanager
    def deed(self, act: str | None = None, author: str = "") -> Iterator[Act]:
        """One deed, of the one who acts unless its author is told: all it appends is stored at its end, or nothing."""
        try:
            with self.log.act(author or self.actor().id, self.clock.now(), self.new_id, act=act) as begun:
                self._follow()
                yield begun
        except BaseException:
            self.judge.forget()
            raise

    def changed(self) -> bool:
        """Whether another terminal wrote since this was last asked; a protocol it took into use decides here too."""
        changed = self.log.changed()
        if changed:
            self._follow()
        return changed

    def _follow(self) -> None:
        """Go by the protocol that is in use now, whoever took it into use."""
        if self.log.protocol_since()[0] != self.judge.entry:
            self.follow()

    def follow(self, judge: judging.Judge | None = None) -> None:
        """Read the protocol in use anew, or take the one a judge was made for, whose entry was just written."""
        used = judge.used if judge else self.log.protocol()
        if used is not None:
            self.used, self.light, self.judge = (
                used,
                light.parse(used.text),
                judge or judging.Judge(self.log, used, self.zone),
            )
            self.judge.entry, self.judge.begun = self.log.protocol_since()

    @property
    def drafts_file(self) -> Drafts:
        """The drafts of this home, opened when first needed."""
        if self._drafts is None:
            from carelog.log.drafts import Drafts

            self._drafts = Drafts.open(self.home)
            self._drafts.set_patience(self._patience)
        return self._drafts

    # words of the protocol

    def units(self) -> tuple[str, ...]:
        """The units residents live in."""
        return tuple(dict.fromkeys(p.unit for p in self.people(Kind.RESIDENT) if p.unit))

    def words(self, rule: str) -> str:
        """What a rule says, in the language spoken now; of a rule no longer in use, what the last file with it said."""
        return self.file_of(rule).words(rule, language())

    def file_of(self, rule: str) -> light.Light:
        """The protocol in use where it has a rule, else the last file that had it."""
        if rule in self.light.rules:
            return self.light
        files = (light.parse(deed.body.text) for deed in reversed(self.log.deeds("protocol")[:-1]))
        return next((file for file in files if rule in file.rules), self.light)

    def source(self, rule: str) -> str:
        """Where a rule's number comes from."""
        return self.file_of(rule).source(rule)

    def price_of_late(self) -> Price:
        """What each rule has cost in alarms in the last 30 days; may be asked in a thread of its own."""
        from carelog.station import pricing

        return pricing.of_late(self)

    def trend(self, at: datetime | None = None) -> Trend:
        """How many residents are off their own normal, today and the 14 days before, by unit."""
        from carelog.station import trending

        return trending.trend(self, at or self.now())

    def protocol_card(self) -> ProtocolCard:
        """The protocol in use as a doctor reads it: every rule with its source, and who has signed it."""
        from carelog.station import signing

        return signing.card(self.light, self.used.sha256, signing.signature(self, self.used.sha256))

    def symptoms(self) -> tuple[Symptom, ...]:
        """Every symptom that can be recorded."""
        return symptoms.every()

    # board and people

    def cared_for(self) -> Kind:
        """Whom the board shows first: the staff where the protocol judges no values of residents."""
        return Kind.RESIDENT if Kind.RESIDENT in self.light.kinds else Kind.STAFF

    def board(self, kind: Kind = Kind.RESIDENT, at: datetime | None = None) -> Board:
        """Everybody of one kind, worst first, as known now for an instant."""
        return board.board(self, kind, at or self.now())

    def person(self, person: str, at: datetime | None = None) -> PersonView:
        """All about one person."""
        return board.person_view(self, person, at or self.now())

    def why(self, person: str, at: datetime | None = None) -> WhyView:
        """Why a person stands where they stand: each rule with what decided, what it rests on, what would clear it."""
        from carelog.station import explaining

        return explaining.why(self, person, at or self.now())

    def put(self, persons: Sequence[Person]) -> None:
        """Write people down, new or changed, as one act."""
        recording.put(self, persons)

    def move(self, person: str, presence: Presence, until: date | None = None) -> None:
        """Say that a person went to hospital, out, came back or left."""
        recording.move(self, person, presence, until)

    # the round

    def open_round(
        self, *, unit: str = "", kind: Kind = Kind.RESIDENT, at: datetime | None = None, catch_up: bool = False
    ) -> Sheet:
        """The sheet of a round: for now, or to catch up from paper for values measured at `at`."""
        return rounds.open_round(self, unit, kind, at or self.now(), catch_up=catch_up)

    def keep(self, row: DraftRow) -> Saved | None:
        """Keep what is typed of a row; a newest value that alone is REVIEW or URGENT becomes an entry at once."""
        return recording.keep(self, row)

    def finish(self, row: DraftRow, *, repeat: bool = False) -> Saved | Conflict:
        """Make the rest of a row an entry, unless somebody else entered this person meanwhile."""
        return recording.finish(self, row, repeat=repeat)

    def leave(self, row: DraftRow) -> None:
        """Throw a row's draft away."""
        self.drafts_file.drop(row.entry)

    def drafts(self) -> tuple[DraftRow, ...]:
        """Rows begun and never finished, by whoever."""
        return recording.drafts(self)

    def record(self, observed: Observed, happened_at: datetime) -> Saved:
        """Record one whole observation."""
        return recording.record(self, observed, happened_at)

    def last_act(self) -> Undoable | None:
        """My newest act that can be undone."""
        return recording.last_act(self)

    def undo(self, act: str) -> None:
        """Take a whole act back, by an entry."""
        recording.undo(self, act)

    def correct(
        self,
        entry: str,
        why: Why,
        replacement: Observed | None,
        *,
        happened_at: datetime | None = None,
        note: str = "",
    ) -> Saved:
        """Put another observation in an entry's place (None voids it); the old one stays, struck through."""
        return recording.correct(self, entry, why, replacement, happened_at, note)

    def from_paper(self, acts: Sequence[str], happened_at: datetime) -> None:
        """Say that rows typed just now were measured earlier, on paper."""
        recording.from_paper(self, acts, happened_at)

    def advice(self, persons: Iterable[str]) -> tuple[Advice, ...]:
        """Open rechecks and repeats with their clocks."""
        from carelog.station import alerts

        return alerts.advice(self, persons)

    # swabs and medicines

    def swabbed(
        self, person: str, method: Method, result: Result, taken_at: datetime, *, target: str = "", note: str = ""
    ) -> Step | None:
        """Write down what a swab taken then has shown; '' looked for SARS-CoV-2."""
        from carelog.model.deeds import Swabbed
        from carelog.station import happened

        swab = Swabbed(person, method, result, note=note)
        return happened.swabbed(self, replace(swab, target=target) if target else swab, taken_at)

    def given(self, person: str, at: datetime, *, antipyretic: bool, medicine: str = "", note: str = "") -> Step | None:
        """Write down that a medicine was given then; an antipyretic lowers a fever."""
        from carelog.model.deeds import Given
        from carelog.station import happened

        return happened.given(self, Given(person, antipyretic, medicine, note), at)

    # alerts

    def acknowledge(
        self,
        person: str,
        note: str = "",
        action: Action | None = None,
        next_check: datetime | None = None,
        shown: Meant | None = None,
    ) -> None:
        """Say that I have seen a person's open alerts (those shown), what I do, and by when I look again."""
        from carelog.station import alerts

        alerts.acknowledge(self, person, note, action, next_check, shown)

    def close(
        self, person: str, outcome: Outcome, note: str = "", decided_by: str = "", shown: Meant | None = None
    ) -> None:
        """Close a person's open alerts (those shown) with an outcome; an urgent one needs more than a look."""
        from carelog.station import alerts

        alerts.close(self, person, outcome, note, decided_by, shown)

    def needs_a_doctor(self, person: str, outcome: Outcome) -> bool:
        """Whether closing a person's urgent alert so takes a doctor's decision: nothing was measured since it began."""
        from carelog.station import alerts

        return alerts.needs_a_doctor(self, person, outcome)

    def end_task(self, person: str, task: Task, *, done: bool, note: str = "") -> None:
        """Say that a task was done or declined."""
        from carelog.station import alerts

        alerts.end_task(self, person, task, done=done, note=note)

    # whole-home work

    def reassess(
        self, act: Act, person: str, since: datetime, quiet_before: datetime | None = None
    ) -> tuple[Step, ...]:
        """Judge a person again from an instant on, inside an act; history before `quiet_before` opens no alert."""
        return judging.reassess(self.judge, act, person, since, quiet_before)

    def note_export(self, exported: Exported) -> None:
        """Keep the proof of what was handed out."""
        recording.append_one(self, exported)
