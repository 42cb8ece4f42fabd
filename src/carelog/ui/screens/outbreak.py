"""Clusters and outbreaks: what asks, who is behind it, what was declared."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from carelog.report import outbreaks
from carelog.ui import keys
from carelog.ui.base import Ask
from carelog.ui.outbreak.choices import MOST, loud, open_said, signals_said
from carelog.ui.outbreak.page import head, page
from carelog.ui.page import LivePageScreen
from carelog.words import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from carelog.station.outbreak.view import OutbreakView, Standing, Told


class OutbreakScreen(LivePageScreen):
    """Signals, declared outbreaks, the curve and the moves; a named person declares, closes, or says it is none."""

    BINDINGS: ClassVar = keys.OUTBREAK
    CSS_PATH = "outbreak.tcss"
    HELP = "outbreak.help"

    told: OutbreakView

    def read(self) -> None:
        """Ask what spreads."""
        self.told = self.station.outbreaks.view()

    def paint(self) -> None:
        """Paint what was last read."""
        self.heads.show(head(self.told, self.station, self.size.width))
        self.body.show(page(self.told, self.station, self.size.width))

    # keys

    def action_declare(self) -> None:
        """Declare an outbreak a signal asks about."""
        self._ask_signal("outbreak.which_declare", "outbreak.keys_none", self._declare)

    def action_none(self) -> None:
        """Say that a signal was looked into and is no outbreak."""
        self._ask_signal("outbreak.which_dismiss", "outbreak.nothing_loud", self._dismiss)

    def _ask_signal(self, question: str, nothing: str, then: Callable[[Told], None]) -> None:
        told = loud(self.told)
        if not told:
            self.say(tr(nothing))
        elif self.acting():
            choices = signals_said(told, self.station)
            self.ask(Ask(tr(question), lambda digit: then(told[int(digit) - 1]), choices))

    def _declare(self, told: Told) -> None:
        signal = told.first
        declared = self.station.outbreaks.declare(signal.syndrome, signal.unit)
        self._done("outbreak.now_declared", signal.syndrome, signal.unit, declared.id, since=declared.since.isoformat())

    def _dismiss(self, told: Told) -> None:
        signal = told.first
        said = self.station.outbreaks.dismiss(signal.syndrome, signal.unit)
        self._done("outbreak.now_dismissed", signal.syndrome, signal.unit, said.id)

    def action_close(self) -> None:
        """Close an outbreak; asks again where its quiet time has not passed."""
        standing = self.told.open[:MOST]
        if not standing:
            self.say(tr("outbreak.nothing_open"))
        elif self.acting():
            choices = open_said(standing, self.station)
            question = tr("outbreak.which_close")
            self.ask(Ask(question, lambda digit: self._ask_close(standing[int(digit) - 1]), choices))

    def _ask_close(self, one: Standing) -> None:
        if one.quiet is not None and one.quiet <= self.told.at:
            self._close(one)
            return
        question = tr("outbreak.sure_close", number=one.told.id, when=tr("outbreak.not_quiet"))
        choices = (tr("outbreak.yes"), tr("outbreak.no"))
        self.ask(Ask(question, lambda digit: self._close(one) if digit == "1" else None, choices))

    def _close(self, one: Standing) -> None:
        self.station.outbreaks.close(one.told.id)
        self._done("outbreak.now_closed", one.told.syndrome, one.told.unit, one.told.id)

    def _done(self, said: str, syndrome: str, unit: str, number: str, **facts: str) -> None:
        self.reload()
        called, where = outbreaks.called(self.station, syndrome), outbreaks.placed(unit)
        self.say(tr(said, number=number, syndrome=called, where=where, **facts), "ask")
