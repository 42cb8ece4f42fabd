"""A page of the house to read: a head, lines that scroll, keys; most are read again when others wrote."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from carelog.model.refusal import Refusal
from carelog.ui.base import POLL_S, CareScreen
from carelog.ui.widgets.lines import Lines
from carelog.words import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

    from carelog.station.desk import Station


class PageScreen(CareScreen):
    """A page as it was read when it was opened."""

    def __init__(self, station: Station) -> None:
        super().__init__()
        self.station = station
        self.heads, self.body = Lines(id="heads"), Lines(id="body")
        self.read()

    @abstractmethod
    def read(self) -> None:
        """Ask the station for all that the page shows."""

    @abstractmethod
    def paint(self) -> None:
        """Paint what was last read, for the width there is."""

    def compose(self) -> ComposeResult:
        """Head, lines, keys."""
        yield self.heads
        yield self.body
        yield self.foot

    def on_resize(self) -> None:
        """Paint for the new width; Textual calls this beside the screen's own."""
        self.paint()

    def step(self, by: int) -> None:
        """Scroll by so many lines."""
        self.body.scroll_by(by)

    def page(self) -> int:
        """How many lines a page key goes on."""
        return self.body.size.height - 1

    def action_back(self) -> None:
        """Back to where one came from."""
        self.front.back()

    def acting(self) -> bool:
        """Whether somebody is signed in; asks who it is where nobody is."""
        if self.station.by is None:
            self.front.open_who(self.station)
        return self.station.by is not None


class LivePageScreen(PageScreen):
    """A page that shows within a moment what other terminals write."""

    _first = True
    """Shown for the first time: what it was opened with need not be read again."""

    def on_mount(self) -> None:
        """Look for others' writes from now on; Textual calls this beside the screen's own."""
        self.set_interval(POLL_S, self.poll)

    def on_screen_resume(self) -> None:
        """Whatever was done on another screen shows at once."""
        if self._first:
            self._first = False
        else:
            self.returned()

    def returned(self) -> None:
        """What is done when one comes back from another screen."""
        self.reload()

    def poll(self) -> None:
        """Read the page again where it has aged."""
        if self.on_top and self.outdated():
            self.reload()

    def outdated(self) -> bool:
        """Whether another terminal wrote since this was last asked."""
        return self.station.changed()

    def reload(self) -> None:
        """Read the page again; where that is refused, what was read before stays."""
        try:
            self.read()
        except Refusal as refusal:
            self.front.refused(refusal)
        else:
            if self.is_attached:
                self.paint()

    def take_back(self, newest: Callable[[], str | None], work: str) -> None:
        """Take back my last act on some work, and say so in the words of its catalogue."""
        if not self.acting():
            return
        act = newest()
        if act is None:
            self.say(tr(f"{work}.nothing_to_undo"))
            return
        self.station.undo(act)
        self.reload()
        self.say(tr(f"{work}.taken_back"), "mark")


class WalkScreen(LivePageScreen):
    """The page of one person; from it one goes on to the person before or after."""

    def __init__(self, station: Station, person: str, walk: tuple[str, ...]) -> None:
        self.person = person
        self.walk = walk
        super().__init__(station)

    def _beside(self, by: int) -> None:
        if self.person in self.walk:
            self.person = self.walk[(self.walk.index(self.person) + by) % len(self.walk)]
            self.body.top = 0
            self.reload()

    def action_previous(self) -> None:
        """The person before."""
        self._beside(-1)

    def action_next(self) -> None:
        """The person after."""
        self._beside(1)
