"""The protocol in use: every rule with its source, its mark, and what it has cost in alarms."""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from carelog.model.refusal import Refusal
from carelog.ui import keys
from carelog.ui.base import CareScreen
from carelog.ui.house.protocol import COUNTING, Cost, head, page
from carelog.ui.widgets.lines import Lines

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from carelog.station.desk import Station
    from carelog.station.rows import ProtocolCard


class ProtocolScreen(CareScreen):
    """What decides here, to read; the figures of the last 30 days come as soon as they are counted."""

    BINDINGS: ClassVar = keys.PAGE
    HELP = "card.help"

    def __init__(self, station: Station) -> None:
        super().__init__()
        self.station = station
        self.heads, self.body = Lines(id="heads"), Lines(id="body")
        self.card: ProtocolCard = station.protocol_card()
        self.cost: Cost = COUNTING

    def compose(self) -> ComposeResult:
        """Head, rules, keys."""
        yield self.heads
        yield self.body
        yield self.foot

    def on_mount(self) -> None:
        """Count beside the paint; keys wait for nothing."""
        threading.Thread(target=self._count, daemon=True).start()

    def _count(self) -> None:
        """Runs in a thread of its own; where the book cannot be read just now, the figures stay out."""
        with suppress(Refusal):
            price = self.station.price_of_late()
            with suppress(RuntimeError):  # the app has ended meanwhile
                self.app.call_from_thread(self.counted, Cost(price.alerts, price.watches))

    def counted(self, cost: Cost) -> None:
        """Fill in what the rules have cost."""
        self.cost = cost
        if self.is_attached:
            self.paint(self.size.width)

    def on_resize(self) -> None:
        """Paint for the new width."""
        self.paint(self.size.width)

    def paint(self, cells: int) -> None:
        """Paint the card with what is known of its cost."""
        self.heads.show(head(self.card))
        self.body.show(page(self.card, self.cost, cells))

    def step(self, by: int) -> None:
        """Scroll by so many lines."""
        self.body.scroll_by(by)

    def page(self) -> int:
        """How many lines a page key goes on."""
        return self.body.size.height - 1

    def action_back(self) -> None:
        """Back to where one came from."""
        self.front.back()
