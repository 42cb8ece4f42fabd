"""From what the keys say to what the station stores, row by row; what cannot be stored now is tried again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carelog.model.deeds import Why
from carelog.model.draft import DraftRow
from carelog.model.observation import Observed, Way
from carelog.model.refusal import Refusal
from carelog.model.severity import Severity
from carelog.station.recording import UNASKED
from carelog.station.rows import Conflict, Saved
from carelog.ui.sheet.state import Amend, Finish, Keep, Void
from carelog.ui.sheet.tray import Part, Tray, corrected

if TYPE_CHECKING:
    from datetime import datetime

    from carelog.model.observation import Observation
    from carelog.model.reading import Reading
    from carelog.station.desk import Station
    from carelog.station.rows import Sheet
    from carelog.ui.sheet.state import Row

Stored = Keep | Finish | Amend | Void


class Storing:
    """What became of each line.

    `trays` what is stored of it; `waiting` what could not be stored yet, in order; `severity` what its new values are
    by themselves; `unexplained` the changes that want a reason (F4); `foreign` the drafts that other nurses left.
    """

    def __init__(self, station: Station, sheet: Sheet) -> None:
        self.station = station
        self.sheet = sheet
        self.me = station.actor().id
        self.trays: dict[int, Tray] = {}
        self.waiting: dict[int, list[Stored]] = {}
        self.severity: dict[int, Severity] = {}
        self.unexplained: dict[int, Amend] = {}
        self.foreign: dict[int, DraftRow] = {}
        self.codes = {p.id: p.code for p in station.staff()}
        self.undone_lines: set[int] = set()
        self.refusal: Refusal | None = None

    # drafts of before

    def drafts(self) -> tuple[DraftRow, ...]:
        """What killed terminals left behind, oldest first."""
        return self.station.drafts()

    def restore(self, at: int, draft: DraftRow) -> None:
        """Go on under the ids the draft had."""
        tray = Tray(draft.act, draft.entry, draft.person, draft.happened_at, draft=draft)
        tray.parts = self._parts(draft.person, draft.act) if self.sheet.people[at].entered else []
        self.trays[at] = tray

    def resume(self, at: int, entered: Observation) -> None:
        """Go on with an observation of which only a part was stored."""
        parts = self._parts(entered.person, entered.act)
        tray = Tray(entered.act, self.station.new_id(), entered.person, entered.happened_at, parts)
        self.trays[at] = tray

    def take_over(self, at: int) -> bool:
        """Go on with another nurse's draft as mine, at its own time, its values measured by who typed them.

        It gets ids of its own, so that its author, still typing somewhere, is told who was first; False where it is
        there no more.
        """
        theirs = self.foreign.pop(at, None)
        if theirs is None or theirs.entry not in {draft.entry for draft in self.station.drafts()}:
            return False
        line, new_id = self.sheet.people[at], self.station.new_id
        stored = line.entered.readings if line.entered and line.entered.act == theirs.act else ()
        by = theirs.measured_by or theirs.author
        mine = theirs._replace(entry=new_id(), act=new_id(), author=self.me, measured_by=by)
        tray = Tray(
            mine.act, mine.entry, mine.person, mine.happened_at, before=list(stored), draft=mine, measured_by=by
        )
        self.trays[at] = tray
        saved = self.station.keep(mine)
        if saved:
            self._part_stored(at, tray, saved)
        self.station.leave(theirs)
        return True

    # storing

    def store(self, act: Stored) -> list[Finish]:
        """Store what an act says, behind what this line still waits with; the rows finished by it."""
        queue = self.waiting.setdefault(act.at, [])
        if queue and isinstance(queue[-1], Keep) and isinstance(act, Keep | Finish):
            queue.pop()
        queue.append(act)
        return self._work_off(act.at)

    def retry(self) -> list[Finish]:
        """Try every line that waits again."""
        return [done for at in list(self.waiting) for done in self._work_off(at)]

    def _work_off(self, at: int) -> list[Finish]:
        """Store a line's acts in order, up to the first that cannot be stored now."""
        self.refusal = None
        done: list[Finish] = []
        queue = self.waiting.get(at, [])
        while queue:
            try:
                self._one(queue[0])
            except Refusal as refusal:
                self.refusal = refusal
                return done
            done += [act for act in [queue.pop(0)] if isinstance(act, Finish)]
        self.waiting.pop(at, None)
        return done

    def _one(self, act: Stored) -> None:
        if isinstance(act, Keep):
            self._keep(act)
        elif isinstance(act, Finish):
            self._finish(act)
        elif isinstance(act, Amend):
            self._amend(act)
        else:
            self._void(act)

    def _tray(self, at: int) -> Tray:
        if self.trays.get(at) and self.trays[at].conflict:
            self.again(at)
        known = self.trays.get(at)
        if known is None or known.finished:
            new_id = self.station.new_id
            person = self.sheet.people[at].person.id
            known = self.trays[at] = Tray(new_id(), new_id(), person, self._happened())
            self.undone_lines.discard(at)
        return known

    def _happened(self) -> datetime:
        return self.sheet.opened_at if self.sheet.catch_up else self.station.now()

    def _keep(self, act: Keep) -> None:
        tray = self._tray(act.at)
        if tray.is_old(self.station.now()) and not self.sheet.catch_up:
            tray = self._closed_with_its_time(act.at, tray)
        self._correct_stored(act.at, tray, act.row)
        rest = tray.unstored(act.row)
        if not rest:
            return
        tray.draft = self._draft(tray, rest, act.row)
        saved = self.station.keep(tray.draft)
        if saved:
            self._part_stored(act.at, tray, saved)

    def _closed_with_its_time(self, at: int, tray: Tray) -> Tray:
        """Store an old draft as it is and begin a new observation for what is typed now."""
        draft = tray.draft
        if draft:
            self.station.finish(draft, repeat=True)
        stored = [r for p in tray.parts for r in p.observed.readings]
        before = [*tray.before, *stored, *(draft.readings if draft else ())]
        tray.finished = True
        fresh = self._tray(at)
        fresh.before = before
        return fresh

    def _part_stored(self, at: int, tray: Tray, saved: Saved) -> None:
        if tray.draft:
            observed = _observed(tray.draft)
            tray.parts.append(Part(saved.entry, observed, self.me, self.station.now()))
        tray.draft, tray.entry = None, self.station.new_id()
        self.severity[at] = max(saved.severity, self.severity.get(at, saved.severity))

    def _correct_stored(self, at: int, tray: Tray, row: Row) -> None:
        """A value stored at once because it alarms, and confirmed or typed anew since: my own typing corrected."""
        for part, wanted in tray.changed(row):
            self.station.correct(part.entry, Why.TYPING, wanted)
            tray.parts = [p._replace(observed=wanted) if p.entry == part.entry else p for p in tray.parts]
            self._mark(at)

    def _finish(self, act: Finish) -> None:
        tray = self._tray(act.at)
        self._correct_stored(act.at, tray, act.row)
        rest = tray.unstored(act.row)
        last = self._draft(tray, rest, act.row, asked=True)
        if not rest and last.symptoms is None and last.not_asked is None:
            self._already_whole(tray)
            return
        tray.draft = last
        self._outcome(act.at, tray, self.station.finish(last, repeat=act.row.repeat))

    def _already_whole(self, tray: Tray) -> None:
        if tray.draft:
            self.station.leave(tray.draft)
        tray.finished, tray.draft = True, None

    def _outcome(self, at: int, tray: Tray, outcome: Saved | Conflict) -> None:
        if isinstance(outcome, Conflict):
            tray.conflict = outcome
            return
        tray.conflict = None
        self._part_stored(at, tray, outcome)
        tray.finished = True

    def _draft(self, tray: Tray, rest: tuple[Reading, ...], row: Row, *, asked: bool = False) -> DraftRow:
        return DraftRow(
            entry=tray.entry,
            act=tray.act,
            person=tray.person,
            author=self.me,
            round=self.sheet.key,
            happened_at=tray.happened_at,
            readings=rest,
            symptoms=row.symptoms if asked else None,
            not_asked=row.not_asked if asked else None,
            measured_by=tray.measured_by or row.measured_by,
            way=Way.PAPER if self.sheet.catch_up else Way.SHEET,
        )

    # what somebody else entered first

    def again(self, at: int) -> set[int]:
        """Store a row as a repeat reading after all, where somebody else was first."""
        tray = self.trays.get(at)
        if tray is None or tray.conflict is None or tray.draft is None:
            return set()
        self._outcome(at, tray, self.station.finish(tray.draft, repeat=True))
        return {at}

    def undecided(self) -> int:
        """How many rows wait for a decision, somebody else having been first."""
        return sum(tray.conflict is not None for tray in self.trays.values())

    def let_go(self, at: int) -> bool:
        """Leave it at what somebody else entered."""
        tray = self.trays.get(at)
        if tray is None or tray.conflict is None or tray.draft is None:
            return False
        self.station.leave(tray.draft)
        del self.trays[at]
        return True

    def held(self, at: int) -> Observation | None:
        """What the log holds of a line now: this sitting's observation, else the newest of this round."""
        tray, line = self.trays.get(at), self.sheet.people[at]
        found = [o for o in self.station.person(line.person.id).observations if o.round == self.sheet.key]
        one = next((o for o in found if tray and o.act == tray.act), found[0] if found else None)
        if one is None:
            self.undone_lines.add(at)
            self.severity.pop(at, None)
            return None
        self.undone_lines.discard(at)
        if tray is None and one.recorded_by == self.me:
            self.resume(at, one)
            self.trays[at].finished = True
        self._mark(at)
        return one

    def _mark(self, at: int) -> None:
        """Mark a line by what stands of it in this round: what was corrected or taken back marks it no more."""
        kept = self.station.person(self.sheet.people[at].person.id).kept
        mine = [k.seen for k in kept if k.status == "current" and k.seen.observed.round == self.sheet.key]
        stands = [s for s in mine if self.sheet.key or s.recorded_at >= self.sheet.opened_at]
        self.severity[at] = max((self.station.alone(s.observed, s.happened_at) for s in stands), default=Severity.NONE)

    # corrections

    def _parts(self, person: str, act: str) -> list[Part]:
        kept = self.station.person(person).kept
        mine = [k.seen for k in reversed(kept) if k.seen.act == act and k.status == "current"]
        return [Part(seen.entry, seen.observed, seen.recorded_by, seen.recorded_at) for seen in mine]

    def _last_parts(self, at: int) -> list[Part]:
        line = self.sheet.people[at]
        tray = self.trays.get(at)
        act = tray.act if tray and tray.finished else line.entered.act if line.entered else ""
        return self._parts(line.person.id, act)

    def _amend(self, act: Amend) -> None:
        for part, wanted in corrected(self._last_parts(act.at), act.row):
            why = act.row.why or (Why.TYPING if self._may_be_unasked(part) else None)
            if why is None:
                self.unexplained[act.at] = act
                return
            self.station.correct(part.entry, why, wanted)
            self._mark(act.at)
        self.unexplained.pop(act.at, None)

    def _may_be_unasked(self, part: Part) -> bool:
        return part.recorded_by == self.me and self.station.now() - part.recorded_at <= UNASKED

    def _void(self, act: Void) -> None:
        for part in self._last_parts(act.at):
            self.station.correct(part.entry, act.why, None)
        self.trays.pop(act.at, None)
        self._mark(act.at)
        self.undone_lines.add(act.at)

    def undone(self, act: str) -> int | None:
        """The line an act that was taken back belonged to."""
        for at, tray in self.trays.items():
            if tray.act == act:
                del self.trays[at]
                self.severity.pop(at, None)
                self.undone_lines.add(at)
                return at
        return None


def _observed(draft: DraftRow) -> Observed:
    return Observed(
        draft.person, draft.round, draft.readings, draft.symptoms, draft.not_asked, draft.measured_by, draft.way
    )
