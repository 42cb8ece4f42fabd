"""Why one person stands where they stand: to read, one person after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from carelog.model.refusal import Refusal
from carelog.ui import keys
from carelog.ui.base import POLL_S, CareScreen
from carelog.ui.person.why import head, page
from carelog.ui.widgets.lines import Lines

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from carelog.station.desk import Station
    from carelog.station.reasons import WhyView


class WhyScreen(CareScreen):
    """Every rule that stands for a person, and all that is known of it; nothing can be changed here."""

    BINDINGS: ClassVar = keys.WALK
    HELP = "explain.help"

    def __init__(self, station: Station, person: str, walk: tuple[str, ...]) -> None:
        super().__init__()
        self.station = station
        self.person = person
        self.walk = walk
        self.heads, self.body = Lines(id="heads"), Lines(id="body")
        self.told: WhyView = station.why(person)

    def compose(self) -> ComposeResult:
        """Head, rules, keys."""
        yield self.heads
        yield self.body
        yield self.foot

    def on_mount(self) -> None:
        """Look for others' writes from now on."""
        self.set_interval(POLL_S, self.poll)

    def poll(self) -> None:
        """Show what others wrote."""
        if self.on_top and self.station.changed():
            self.reload()

    def on_resize(self) -> None:
        """Paint for the new width."""
        self.paint(self.size.width)

    def paint(self, cells: int) -> None:
        """Paint what was last read."""
        self.heads.show(head(self.told, self.station, cells))
        self.body.show(page(self.told, self.station, cells))

    def reload(self) -> None:
        """Read it again and paint what changed; where that is refused, what was read before stays."""
        try:
            self.told = self.station.why(self.person)
        except Refusal as refusal:
            self.front.refused(refusal)
        else:
            self.paint(self.size.width)

    # keys

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

    def step(self, by: int) -> None:
        """Scroll by so many lines."""
        self.body.scroll_by(by)

    def page(self) -> int:
        """How many lines a page key goes on."""
        return self.body.size.height - 1

    def action_back(self) -> None:
        """Back to where one came from."""
        self.front.back()
