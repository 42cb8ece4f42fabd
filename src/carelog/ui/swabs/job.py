"""The list at work: it takes every key at once, stores what the keys say, and tells a screen what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from carelog.model.deeds import Result
from carelog.model.refusal import Refusal
from carelog.station.happened import Ids
from carelog.ui.sheet.keys import named
from carelog.ui.swabs.opening import opened
from carelog.ui.swabs.press import press
from carelog.ui.swabs.state import Bell, Close, Show, State, Store, TakeBack, View
from carelog.ui.swabs.walk import without

if TYPE_CHECKING:
    from datetime import datetime

    from carelog.station.desk import Station
    from carelog.ui.swabs.state import Act, Answer, Row


class Watcher(Protocol):
    """Whoever paints the list."""

    def lines_changed(self, lines: set[int] | None) -> None:
        """These lines look different now (None: all of them), and so may everything around them."""

    def ring(self) -> None:
        """Ring the bell."""

    def closed(self) -> None:
        """The list was left."""


class Waiting(NamedTuple):
    """An answer on its way into the log, by when it was typed, under the ids it will have there."""

    at: int
    answer: Answer
    typed_at: datetime
    ids: Ids


class SwabJob:
    """The swabs at hand, with or without a screen: `state` is what is typed, `acts` what of it is stored."""

    def __init__(self, station: Station, view: View = View.DUE) -> None:
        """Open a list; who signs is whoever sits at the station."""
        self.station = station
        self.state: State = opened(station, view)
        self.acts: dict[int, str] = {}
        self.waiting: list[Waiting] = []
        self.refusal: Refusal | None = None
        self.left = False
        self._watcher: Watcher | None = None

    def attach(self, watcher: Watcher) -> None:
        """Paint here from now on."""
        self._watcher = watcher

    def press(self, key: str, character: str | None) -> None:
        """Take a key: its name, and the character it types, if any."""
        if self.left:
            return
        before, self.refusal = self.state, None
        self.state, acts = press(before, named(key, character))
        for act in acts:
            self._do(act)
        touched = {before.at, self.state.at, *(act.at for act in acts if isinstance(act, Store | TakeBack))}
        self._tell(touched if self.state.rows is before.rows else None)

    def park(self) -> None:
        """Whoever comes back from another page looks first: nothing is typed until Right or Space."""
        self.state = self.state._replace(parked=self.state.prompt is None, buffer="")
        self._tell({self.state.at})

    def retry(self) -> None:
        """Try again to store what another terminal held up; the same ids, so nothing is stored twice."""
        if self.waiting:
            lines = {one.at for one in self.waiting}
            self._flush()
            self._tell(lines)

    def unsaved(self, at: int) -> bool:
        """Whether what was entered of a line is not stored yet."""
        return any(one.at == at for one in self.waiting)

    # what the acts do

    def _do(self, act: Act) -> None:
        if isinstance(act, Store):
            ids = Ids(self.station.new_id(), self.station.new_id())
            self.waiting.append(Waiting(act.at, act.answer, self.station.now(), ids))
            self._flush()
        elif isinstance(act, TakeBack):
            self._take_back(act.at)
        elif isinstance(act, Show):
            self._show(act.view)
        elif isinstance(act, Close):
            self._close()
        elif isinstance(act, Bell):
            self._ring()

    def _flush(self) -> None:
        """Store what waits, in the order typed, as far as the log takes it."""
        while self.waiting:
            one = self.waiting[0]
            try:
                _store(self.station, self.state.rows[one.at], one)
            except Refusal as refusal:
                self._refused(refusal)
                if refusal.code.startswith("log."):
                    return
                self._let_go(one.at)
            else:
                self.acts[one.at] = one.ids.act
            self.waiting.pop(0)

    def _let_go(self, at: int) -> None:
        """What cannot be stored was never entered; nothing more is typed until somebody has looked at it."""
        self.state = without(self.state, at)._replace(at=at, parked=True, reading=None, prompt=None)

    def _take_back(self, at: int) -> None:
        waits = [one.ids for one in self.waiting if one.at == at]
        self.waiting = [one for one in self.waiting if one.at != at]
        # where the outcome of a COMMIT is unknown, what waits may be in the log all the same
        stored = [ids.act for ids in waits if self.station.log.has([ids.entry])]
        act = self.acts.get(at) or next(iter(stored), "")
        if act:
            try:
                self.station.undo(act)
            except Refusal as refusal:
                self._refused(refusal)
                self.state = self.state._replace(parked=True)
                return
            self.acts.pop(at, None)

    def _show(self, view: View) -> None:
        if self._settled():
            self.state, self.acts = opened(self.station, view), {}

    def _close(self) -> None:
        if self._settled():
            self.left = True
            if self._watcher:
                self._watcher.closed()

    def _settled(self) -> bool:
        """Whether all that was typed is stored; it is not left before."""
        self._flush()
        if self.waiting:
            self._ring()
            self.refusal = Refusal("swabs.cannot_leave", count=len(self.waiting))
        return not self.waiting

    # to whoever paints

    def _refused(self, refusal: Refusal) -> None:
        self.refusal = refusal
        self._ring()

    def _ring(self) -> None:
        if self._watcher:
            self._watcher.ring()

    def _tell(self, lines: set[int] | None) -> None:
        if self._watcher:
            self._watcher.lines_changed(lines)


def _store(station: Station, row: Row, one: Waiting) -> None:
    from carelog.station.swabs.results import Told, all_of, sample_of, some_positive

    person, answer = row.person.id, one.answer
    if answer.why is not None:
        station.swabs.not_taken(person, answer.why, ids=one.ids)
        return
    if answer.result is None:
        station.swabs.take(sample_of(person, answer.method, answer.label, answer.targets), one.typed_at, one.ids)
        return
    positive = answer.result is Result.POSITIVE
    found = some_positive(answer.targets, answer.positive) if positive else all_of(answer.targets, answer.result)
    taken_at, sample = (row.sample.taken_at, row.sample.entry) if row.sample else (one.typed_at, "")
    station.swabs.record(Told(person, answer.method, found, taken_at, answer.label, sample), one.ids)
