"""The door at work: it takes every key at once, asks one person after the other, and keeps the last verdict."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from carelog.model.entrance import Papers
from carelog.model.observation import Observed
from carelog.model.person import Kind
from carelog.station.entrance.door import Visit, antigen_of
from carelog.ui.finding import asked_for
from carelog.ui.sheet.keys import named
from carelog.ui.sheet.opening import opened
from carelog.ui.sheet.press import press
from carelog.ui.sheet.state import Bell, Finish

if TYPE_CHECKING:
    from carelog.model.person import Person
    from carelog.model.reading import Site
    from carelog.station.desk import Station
    from carelog.station.entrance.door import Verdict
    from carelog.ui.sheet.state import Row, State

_MOST_HOURS = 3
"""Digits of the hours since a test was taken."""
_LONGEST = 60
_SHEET_KEYS = frozenset({"enter", "backspace", "escape", "f3"})
"""Keys with a name that the sheet takes at the door: the others belong to a round."""
_NOT_HERE = frozenset({"/"})


class Step(StrEnum):
    """What is asked of the person at the door."""

    WHO = "who"
    WHOM = "whom"
    TEST = "test"
    ANTIGEN = "antigen"
    CHECK = "check"
    VERDICT = "verdict"


class Watcher(Protocol):
    """Whoever paints the door."""

    def changed(self) -> None:
        """Something looks different now."""

    def ring(self) -> None:
        """Ring the bell."""

    def closed(self) -> None:
        """The door was left."""


class EntranceJob:
    """One person at a time: who, of a visitor whom and which tests, temperature and symptoms, then the verdict."""

    def __init__(self, station: Station) -> None:
        self.station = station
        self.people = station.entrance.people()
        self.site: Site | None = None
        self._watcher: Watcher | None = None
        self._begin()

    def attach(self, watcher: Watcher) -> None:
        """Paint here from now on."""
        self._watcher = watcher

    def _begin(self) -> None:
        self.step = Step.WHO
        self.typed = ""
        self.pick = 0
        self.said = ""
        self.person: Person | None = None
        self.whom = ""
        self.papers = Papers()
        self.state: State | None = None
        self.pending: Observed | None = None
        self.verdict: Verdict | None = None

    # keys

    def press(self, key: str, character: str | None) -> None:
        """Take a key: its name, and the character it types, if any."""
        self.said = ""
        try:
            self._take(key, character)
        finally:
            if self._watcher:
                self._watcher.changed()

    def _take(self, key: str, character: str | None) -> None:
        if self.step is Step.VERDICT:
            self.people = self.station.entrance.people()
            self._begin()
        elif self.step is Step.CHECK:
            self._check(named(key, character))
        elif key == "escape":
            self._leave()
        elif key == "backspace":
            self.typed = self.typed[:-1]
        elif self.step is Step.ANTIGEN:
            self._antigen(named(key, character))
        elif key in {"up", "down"}:
            self.pick = max(0, min(len(self.found()) - 1, self.pick + (1 if key == "down" else -1)))
        else:
            self._text(key, character)

    def _text(self, key: str, character: str | None) -> None:
        if key == "enter":
            {Step.WHO: self._who, Step.WHOM: self._whom, Step.TEST: self._test}[self.step]()
        elif self.step is Step.WHO and character == "+" and self.typed.strip():
            self.chosen(self.station.visits.stranger(self.typed))
        elif not character or not character.isprintable() or len(self.typed) >= _LONGEST:
            self._refuse("")
        elif self.step is Step.TEST and (not named(key, character).isdigit() or len(self.typed) >= _MOST_HOURS):
            self._refuse("door.hours_only")
        else:
            self.typed, self.pick = self.typed + character, 0

    def _refuse(self, why: str) -> None:
        self.said = why
        if self._watcher:
            self._watcher.ring()

    def _leave(self) -> None:
        """Esc: rub out what is typed, back to the next person, and from there out."""
        if self.step is Step.WHO and not self.typed:
            if self._watcher:
                self._watcher.closed()
        else:
            self._begin()

    # who

    def found(self) -> list[Person]:
        """The people in question for what is typed."""
        if not self.typed.strip() or self.step not in {Step.WHO, Step.WHOM}:
            return []
        return asked_for(self.people if self.step is Step.WHO else self.station.people(Kind.RESIDENT), self.typed)

    def _picked(self) -> Person | None:
        """The one meant: by exact code or bed, the only one in question, or the one picked with the arrows."""
        found, typed = self.found(), self.typed.strip().casefold()
        whole = [p for p in found if typed in {p.code.casefold(), p.bed.casefold()}]
        if len(whole) == 1 and not self.pick:
            return whole[0]
        return found[self.pick] if found and (self.pick or len(found) == 1) else None

    def _who(self) -> None:
        person = self._picked()
        if person is None:
            self._refuse("door.several" if self.found() else "door.nobody")
        else:
            self.chosen(person)

    def chosen(self, person: Person) -> None:
        """Ask this person."""
        self.person, self.typed, self.pick = person, "", 0
        self.step = Step.WHOM
        if person.kind is Kind.STAFF:
            self._open()

    # a visitor

    def _whom(self) -> None:
        person = self._picked()
        if person is None and self.typed.strip():
            self._refuse("door.several" if self.found() else "door.nobody_lives")
            return
        self.whom, self.typed, self.pick = person.id if person else "", "", 0
        self.step = Step.TEST

    def _test(self) -> None:
        hours = self.typed.strip()
        if hours:
            self.papers = self.papers._replace(test_at=self.station.now() - timedelta(hours=int(hours)))
        self.typed, self.step = "", Step.ANTIGEN

    def _antigen(self, key: str) -> None:
        result = antigen_of(key)
        if result is None and key != "enter":
            self._refuse("door.antigen_keys")
            return
        self.papers = self.papers._replace(antigen=result)
        self._open()

    # temperature and symptoms, as on every sheet

    def _open(self) -> None:
        if self.person is not None:
            sheet = self.station.entrance.sheet(self.person, self.site)
            self.state, self.step = opened(self.station, sheet), Step.CHECK

    def _check(self, key: str) -> None:
        if self.pending is not None:
            self._store(self.pending)
            return
        state = self.state
        if state is None or (len(key) > 1 and key not in _SHEET_KEYS) or key in _NOT_HERE:
            self._refuse("")
            return
        if key == "escape" and not state.stop and not state.prompt:
            self._stop_half_way(state)
            return
        self.state, acts = press(state, key)
        self.site = self.state.site
        for act in acts:
            if isinstance(act, Finish):
                self._finished(act.row)
            elif isinstance(act, Bell):
                self._refuse("")

    def _stop_half_way(self, state: State) -> None:
        """Esc: what is typed already is stored and is no pass; where nothing is, the next person comes."""
        row = state.rows.get(state.at)
        if row and row.readings:
            self._finished(row)
        else:
            self._begin()

    def _finished(self, row: Row) -> None:
        if self.person is None or self.state is None:
            return
        key = self.state.rules.sheet.key
        symptoms = row.symptoms if row.answered else None
        self._store(Observed(self.person.id, key, row.readings, symptoms, row.not_asked))

    def _store(self, observed: Observed) -> None:
        """Store it and say the verdict; what cannot be stored now is tried again with the next key, and is no pass."""
        if self.person is None:
            return
        self.pending = observed
        visit = Visit(self.whom, self.papers) if self.person.kind is Kind.VISITOR else None
        self.verdict = self.station.entrance.check(self.person, observed, visit)
        self.pending, self.step = None, Step.VERDICT
