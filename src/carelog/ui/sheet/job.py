"""A round at work: it takes every key at once, stores what the keys say, and tells a screen which lines changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from carelog.model.person import Presence
from carelog.model.refusal import Refusal
from carelog.station.rounds import AWAY
from carelog.ui.line import shown
from carelog.ui.sheet.keys import named
from carelog.ui.sheet.opening import opened, with_drafts
from carelog.ui.sheet.pace import Pace, instant
from carelog.ui.sheet.press import press
from carelog.ui.sheet.row import row_of
from carelog.ui.sheet.state import (
    Again,
    Amend,
    Bell,
    Close,
    Drop,
    Finish,
    FromPaper,
    Keep,
    Phase,
    State,
    TakeOver,
    Undo,
    Void,
)
from carelog.ui.sheet.steps import go_to
from carelog.ui.sheet.storing import Storing
from carelog.words import language

if TYPE_CHECKING:
    from carelog.station.desk import Station
    from carelog.station.rows import Advice, Sheet
    from carelog.ui.sheet.state import Act

_STORED = (Keep, Finish, Amend, Void)


class Said(NamedTuple):
    """A sentence for the line under the sheet: catalogue key and facts."""

    code: str
    facts: dict[str, Any] = {}  # noqa: RUF012 - never written to


class Note(NamedTuple):
    """Where somebody is by now who was elsewhere when the round was opened: another bed, or not in the house."""

    bed: str
    presence: Presence


class Watcher(Protocol):
    """Whoever paints the round."""

    def lines_changed(self, lines: set[int]) -> None:
        """These people's lines look different now, and so may everything around them."""

    def ring(self) -> None:
        """Ring the bell."""

    def closed(self) -> None:
        """The round was left."""


class RoundJob:
    """The round at hand, with or without a screen: `state` is what is typed, `storing` what became of it."""

    def __init__(self, station: Station, sheet: Sheet, person: str = "") -> None:
        """Open where a killed terminal left it: drafts of mine are put back, the cursor stands on the newest.

        With a person it stands on theirs, ready for keys, and goes back to the round from there; refuses whoever is not
        on the sheet, for what is typed would be somebody else's.
        """
        self.station = station
        self.storing = Storing(station, sheet)
        self.state: State = with_drafts(opened(station, sheet), self.storing)
        self.lines = {p.person.id: n for n, p in enumerate(sheet.people)}
        if person:
            self.state = self._on_line_of(person)
        self.entered = frozenset(n for n, p in enumerate(sheet.people) if p.entered is not None)
        self.pace = Pace()
        self.said: Said | None = None
        self.advice: dict[str, Advice] = {}
        self.moved: dict[int, Note] = {}
        self.left = False
        self._watcher: Watcher | None = None
        self._words: tuple[str, dict[str, str]] = ("", {})

    def _on_line_of(self, person: str) -> State:
        if person not in self.lines:
            raise Refusal("sheet.not_on_it")
        return go_to(self.state, self.lines[person])._replace(parked=False, jumped=True)

    @property
    def sheet(self) -> Sheet:
        """The round as it was opened."""
        return self.state.rules.sheet

    def attach(self, watcher: Watcher) -> None:
        """Paint here from now on."""
        self._watcher = watcher

    def press(self, key: str, character: str | None) -> None:
        """Take a key: its name, and the character it types, if any."""
        if self.left:
            return
        before, self.said = self.state, None
        self.state, acts = press(before, named(key, character))
        touched = {before.at, self.state.at}
        for act in acts:
            touched |= self._do(act)
        self._tell(touched)

    def park(self) -> None:
        """Whoever comes back from another page looks first: nothing is typed until Right or Space."""
        self.state = self.state._replace(parked=self.state.parked or self.state.prompt is None)
        self._tell({self.state.at})

    def symptom_words(self) -> dict[str, str]:
        """Symptom code -> its words in the language spoken now."""
        spoken = language()
        if self._words[0] != spoken:
            self._words = (spoken, {s.code: shown(s.words[spoken]) for s in self.station.symptoms()})
        return self._words[1]

    def pending(self) -> int:
        """How many rows are not saved yet."""
        return len(self.storing.waiting)

    def retry(self) -> None:
        """Try again to store what another terminal held up; the same ids, so nothing is stored twice."""
        lines = set(self.storing.waiting)
        if lines:
            done = self.storing.retry()
            self._count(done)
            self._tell(lines)

    def look_round(self) -> None:
        """Ask which repeats and rechecks are open, of everybody on the sheet, and who lies elsewhere by now."""
        found = self.station.advice(p.person.id for p in self.sheet.people)
        self.advice = {a.person: a for a in found}
        self._tell(self._note_who_moved())

    def _note_who_moved(self) -> set[int]:
        """Note who lies elsewhere by now: the order stays, and a line stays the line of its person."""
        now = {p.id: p for p in self.station.people()}
        notes: dict[int, Note] = {}
        for at, line in enumerate(self.sheet.people):
            found = now.get(line.person.id)
            presence = found.presence if found else Presence.LEFT
            bed = found.bed if found else line.person.bed
            if presence in AWAY or bed != line.person.bed:
                notes[at] = Note(bed, presence)
        changed = {at for at in {*notes, *self.moved} if notes.get(at) != self.moved.get(at)}
        self.moved = notes
        return changed

    def tick(self) -> None:
        """Let the clocks of open repeats go on; what others entered may have closed or opened some."""
        if self.station.changed():
            self.look_round()
        else:
            self._tell(set())

    def done(self) -> int:
        """Of how many people the round holds something, or will once it can be saved."""
        mine = {at for at, row in self.state.rows.items() if row.phase is not Phase.OPEN}
        return len(mine | self.entered)

    def hurried(self) -> int:
        """How many people were saved faster than anybody can measure, and not said to be from paper."""
        return 0 if self.sheet.catch_up else self.pace.hurried()

    # what the acts do

    def _do(self, act: Act) -> set[int]:
        if isinstance(act, _STORED):
            return self._store(act)
        if isinstance(act, Bell):
            self._ring()
        elif isinstance(act, Close):
            self._close()
        else:
            try:
                return self._answer(act)
            except Refusal as refusal:
                self._refused(refusal)
        return set()

    def _store(self, act: Keep | Finish | Amend | Void) -> set[int]:
        done = self.storing.store(act)
        self._count(done)
        if self.storing.refusal:
            self._refused(self.storing.refusal)
        return {act.at}

    def _count(self, done: list[Finish]) -> None:
        for act in done:
            tray = self.storing.trays.get(act.at)
            if tray and tray.finished:
                self.pace.saved(self.station.now(), tray.act)
            self._ask_about(act.at)

    def _ask_about(self, at: int) -> None:
        person = self.sheet.people[at].person.id
        found = self.station.advice([person])
        self.advice.pop(person, None)
        self.advice.update({a.person: a for a in found})

    def _answer(self, act: Act) -> set[int]:
        if isinstance(act, Again):
            return self.storing.again(act.at)
        if isinstance(act, Drop):
            return self._drop(act.at)
        if isinstance(act, TakeOver):
            return self._take_over(act.at)
        if isinstance(act, Undo):
            return self._undo()
        return self._from_paper(act) if isinstance(act, FromPaper) else set()

    def _drop(self, at: int) -> set[int]:
        if not self.storing.let_go(at):
            self._ring()
            return set()
        self._forget(at)
        return {at}

    def _take_over(self, at: int) -> set[int]:
        taken = False
        try:
            taken = self.storing.take_over(at)
        finally:
            if not taken:
                self._forget(at)
        if not taken:
            self._ring()
            self.said = Said("sheet.draft_gone")
        return {at}

    def _forget(self, at: int) -> None:
        rows = {n: row for n, row in self.state.rows.items() if n != at}
        self.state = self.state._replace(rows=rows, saved=tuple(n for n in self.state.saved if n != at))

    def _undo(self) -> set[int]:
        last = self.station.last_act()
        if last is None:
            self._ring()
            self.said = Said("sheet.nothing_to_undo")
            return set()
        self.station.undo(last.act)
        at = self.storing.undone(last.act)
        if at is None:
            return self._as_before(last.person)
        self.said = Said("sheet.undone", {"name": shown(self.sheet.people[at].person.name)})
        self._forget(at)
        self._show_held(at)
        self._ask_about(at)
        return {at}

    def _as_before(self, person: str) -> set[int]:
        """An act that was no row of this sheet was taken back, such as a correction: show what the log holds now."""
        at = self.lines.get(person)
        if at is None:
            self.said = Said("sheet.undone_other")
            return set()
        self.said = Said("sheet.undone_change", {"name": shown(self.sheet.people[at].person.name)})
        self._show_held(at)
        self._ask_about(at)
        return {at}

    def _show_held(self, at: int) -> None:
        """The row as the log holds it now, unless something is being typed there; with nothing held it stays blank."""
        held, known = self.storing.held(at), self.state.rows.get(at)
        if known is not None and known.phase is Phase.OPEN:
            return
        if held is None:
            self._forget(at)
        else:
            self.state = self.state._replace(rows={**self.state.rows, at: row_of(held)})

    def _from_paper(self, act: FromPaper) -> set[int]:
        acts = self.pace.taken()
        if not acts:
            self._ring()
            self.said = Said("sheet.nothing_so_fast")
            return set()
        self.station.from_paper(acts, instant(act.hhmm, self.station.now(), self.station.local(self.station.now())))
        self.pace = Pace()
        self.said = Said("sheet.from_paper_done", {"count": len(acts), "time": f"{act.hhmm[:2]}:{act.hhmm[2:]}"})
        return set()

    # to whoever paints

    def _refused(self, refusal: Refusal) -> None:
        self._ring()
        self.said = Said(refusal.code, dict(refusal.facts))

    def _ring(self) -> None:
        if self._watcher:
            self._watcher.ring()

    def _tell(self, lines: set[int]) -> None:
        if self._watcher:
            self._watcher.lines_changed(lines)

    def _close(self) -> None:
        """Leave, unless something typed is stored nowhere yet."""
        self.retry()
        if self.storing.waiting:
            self._ring()
            self.said = Said("sheet.cannot_leave", {"count": self.pending()})
            self.state = self.state._replace(parked=True)
            return
        self.left = True
        if self._watcher:
            self._watcher.closed()
