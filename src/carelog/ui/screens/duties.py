"""Daily duties: one key a cell says that it was done."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from carelog.model.duties import NotDone
from carelog.report import duties as said
from carelog.ui import keys
from carelog.ui.base import Ask
from carelog.ui.house.duties import Place, below, grid, moved
from carelog.ui.line import Line, shown, wrapped
from carelog.ui.page import LivePageScreen
from carelog.ui.widgets.lines import Lines
from carelog.words import tr

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from carelog.model.duties import Cell
    from carelog.station.desk import Station

_HEADS = 3


class DutiesScreen(LivePageScreen):
    """The duties of today in every zone; what was not done yesterday stands above."""

    BINDINGS: ClassVar = keys.DUTIES
    CSS_PATH = "duties.tcss"
    HELP = "duty.help"

    cells: tuple[Cell, ...]

    def __init__(self, station: Station) -> None:
        self.below = Lines(id="below")
        self.place = Place("", "")
        super().__init__(station)

    def read(self) -> None:
        """Ask which duties there are today, and stay on the cell one stands on."""
        self.cells = self.station.duties.day()
        self.place = moved(self.cells, self.place, 0, 0)

    def compose(self) -> ComposeResult:
        """Head, grid, the cell one stands on, keys."""
        yield self.heads
        yield self.body
        yield self.below
        yield self.foot

    def current(self) -> Cell | None:
        """The cell one stands on."""
        return next((c for c in self.cells if Place(c.zone, c.duty.code) == self.place), None)

    def paint(self) -> None:
        """Paint head, grid and the cell one stands on."""
        cells, cell = self.size.width, self.current()
        self.heads.show(self._head(cells))
        self.body.show(grid(self.cells, self.place, cells))
        who = self.station.log.person(cell.by) if cell and cell.by else None
        at = self.station.local(cell.at) if cell and cell.at else None
        self.below.show(below(cell, who.code if who else "", at, cells))

    def _head(self, cells: int) -> list[Line]:
        today = self.station.duties.today()
        facts = f"  {shown(self.station.facility.name)}  {today.isoformat()}"
        title: Line = ((f" {tr('duty.title')}", "head"), (facts, "text"))
        missed = said.undone(self.station.duties.undone(today - timedelta(days=1)))
        lines = wrapped(shown(missed), cells - 2, "warn", " ", " ") if missed else []
        return [title, *lines[: _HEADS - 1]]

    def step(self, by: int) -> None:
        """To the zone below or above."""
        self._go(by, 0)

    def action_left(self) -> None:
        """To the duty on the left."""
        self._go(0, -1)

    def action_right(self) -> None:
        """To the duty on the right."""
        self._go(0, 1)

    def _go(self, down: int, aside: int) -> None:
        self.place = moved(self.cells, self.place, down, aside)
        self.paint()

    # what is said of a cell

    def _cell_to_tell(self) -> Cell | None:
        """The cell one stands on, where somebody is signed in; asks who it is where nobody is."""
        return self.current() if self.acting() else None

    def action_done(self) -> None:
        """The duty was done once more."""
        cell = self._cell_to_tell()
        if cell is None:
            self.front.bell()
        elif cell.done >= cell.duty.times:
            self.say(tr("duty.already", n=cell.done))
        else:
            self._tell(cell, None)

    def action_not_done(self) -> None:
        """The duty was not done; asks why."""
        cell = self._cell_to_tell()
        if cell is None:
            self.front.bell()
            return
        reasons = tuple(tr(f"duty.why_{why}") for why in NotDone)
        question = tr("duty.ask_why", zone=shown(said.zone(cell.zone)), duty=shown(said.duty(cell.duty)))
        self.ask(Ask(question, lambda digit: self._tell(cell, list(NotDone)[int(digit) - 1]), reasons))

    def _tell(self, cell: Cell, why: NotDone | None) -> None:
        self.station.duties.tell(cell.zone, cell.duty.code, why)
        self.reload()

    def action_undo(self) -> None:
        """Take back my last act on a duty."""
        self.take_back(self.station.duties.last_act, "duty")
