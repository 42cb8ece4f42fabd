"""The handover of the shift: to read aloud, signed by who leaves and who comes, written as a page."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, ClassVar

from carelog.model.deeds import Exported
from carelog.report import files
from carelog.report.handover import page as pages
from carelog.report.handover import said, text
from carelog.ui import keys
from carelog.ui.base import Ask
from carelog.ui.line import Line, shown
from carelog.ui.page import LivePageScreen
from carelog.words import language, tr

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from carelog.model.handover import HandedOver
    from carelog.station.desk import Station
    from carelog.station.handover.rows import Handover

_MARGIN = 2


class HandoverScreen(LivePageScreen):
    """What the next shift must know; once signed, the page stays as it was signed."""

    BINDINGS: ClassVar = keys.HANDOVER
    HELP = "handover.help"

    told: Handover

    def __init__(self, station: Station) -> None:
        self.signed: HandedOver | None = None
        super().__init__(station)

    def compose(self) -> ComposeResult:
        """Page, keys."""
        yield self.body
        yield self.foot

    def read(self) -> None:
        """Ask what the next shift must know; a page that is signed stays as it was signed."""
        if not self.signed:
            self.told = self.station.handover.page()

    def outdated(self) -> bool:
        """Whether others wrote, unless somebody is about to sign what they read."""
        return not self.asking and self.station.changed()

    def returned(self) -> None:
        """What one is about to sign stays; the rest is found by looking for others' writes."""

    def paint(self) -> None:
        """Paint what was last read."""
        cells = min(text.WIDTH, self.size.width - _MARGIN)
        lines = text.signed(self.told, self.station, self.signed, cells)
        self.body.show([_line(one) for one in lines])

    # keys

    def action_sign(self) -> None:
        """Who leaves has signed in; who comes confirms by their own code."""
        if self.signed:
            self.say(tr("handover.signed_already"))
        elif self.acting():
            self.reload()
            self.ask(Ask(tr("handover.who_takes", gives=self.station.actor().code), self._sign))

    def _sign(self, typed: str) -> None:
        self.signed = self.station.handover.sign(self.told, typed, text.sha256(self.told, self.station))
        self.paint()
        self.say(said.foot(self.told, self.station, self.signed), "ask")

    def action_write(self) -> None:
        """Write the page to print beside the home's record, kept as proof."""
        if not self.acting():
            return
        folder = self.station.home / "handovers"
        folder.mkdir(mode=0o700, exist_ok=True)
        first, last = self.station.local(self.told.since), self.station.local(self.told.until)
        path = folder / f"{last:%Y%m%d-%H%M%S}{'-signed' if self.signed else ''}.html"
        content = pages.html(self.told, self.station, self.signed).encode()
        sha256 = hashlib.sha256(content).hexdigest()
        self.station.note_export(Exported("handover", first.date(), last.date(), 1, sha256, f"html {language()}"))
        files.hand_out(path, content, force=True)
        self.say(tr("handover.saved", file=str(path)), "ask")


def _line(told: str) -> Line:
    """A line of the page with its indent; titles stand out."""
    text_ = told.lstrip()
    indent = " " * (len(told) - len(text_) + 1)
    return ((f"{indent}{shown(text_)}", "head" if told and not told.startswith(" ") else "text"),)
