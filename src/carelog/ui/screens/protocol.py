"""The protocol in use: every rule with its source, its mark, and what it has cost in alarms."""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from carelog.model.refusal import Refusal
from carelog.ui import keys
from carelog.ui.house.protocol import COUNTING, Cost, head, page
from carelog.ui.page import PageScreen

if TYPE_CHECKING:
    from carelog.station.rows import ProtocolCard


class ProtocolScreen(PageScreen):
    """What decides here, to read; the figures of the last 30 days come as soon as they are counted."""

    BINDINGS: ClassVar = keys.PAGE
    HELP = "card.help"

    card: ProtocolCard
    cost: Cost = COUNTING

    def read(self) -> None:
        """Ask for the protocol in use; it is shown as it was when the page was opened."""
        self.card = self.station.protocol_card()

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
            self.paint()

    def paint(self) -> None:
        """Paint the card with what is known of its cost."""
        self.heads.show(head(self.card))
        self.body.show(page(self.card, self.cost, self.size.width))
