"""Clusters and outbreaks: what asks, who is behind it, what was declared."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from carelog.model.refusal import Refusal
from carelog.report import outbreaks
from carelog.ui import keys
from carelog.ui.base import POLL_S, Ask, CareScreen
from carelog.ui.outbreak.choices import MOST, loud, open_said, signals_said
from carelog.ui.outbreak.page import head, page
from carelog.ui.widgets.lines import Lines
from carelog.words import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

    from carelog.station.desk import Station
    from carelog.station.outbreak.view import OutbreakView, Standing, Told


class OutbreakScreen(CareScreen):
    """Signals, declared outbreaks, the curve and the moves; a named person declares, closes, or says it is none."""

    BINDINGS: ClassVar = keys.OUTBREAK
    CSS_PATH = "outbreak.tcss"
    HELP = "outbreak.help"

    def __init__(self, station: Station) -> None:
        super().__init__()
        self.station = station
        self.heads, self.body = Lines(id="heads"), Lines(id="body")
        self.told: OutbreakView = station.outbreaks.view()

    def compose(self) -> ComposeResult:
        """Head, all of it, keys."""
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
        """Read it again; where that is refused, what was read before stays."""
        try:
            self.told = self.station.outbreaks.view()
        except Refusal as refusal:
            self.front.refused(refusal)
        else:
            self.paint(self.size.width)

    # keys

    def _signed(self) -> bool:
        """Whether somebody acts; asks who, where nobody does."""
        if self.station.by is None:
            self.front.open_who(self.station)
        return self.station.by is not None

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
        elif self._signed():
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
        elif self._signed():
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

    def step(self, by: int) -> None:
        """Scroll by so many lines."""
        self.body.scroll_by(by)

    def page(self) -> int:
        """How many lines a page key goes on."""
        return self.body.size.height - 1

    def action_back(self) -> None:
        """Back to where one came from."""
        self.front.back()
