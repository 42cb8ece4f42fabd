"""Early care and reminders of the house: what is overdue, due today and in the next days, and what was done last."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from carelog.report.alerting import named
from carelog.ui import keys
from carelog.ui.care.paint import Seen, page
from carelog.ui.caring import CareAsks
from carelog.ui.line import Line, shown
from carelog.ui.page import LivePageScreen
from carelog.words import tr

if TYPE_CHECKING:
    from carelog.station.care.rows import ReminderRow
    from carelog.station.desk import Station

_DAY = timedelta(days=1)


class CareLogScreen(LivePageScreen):
    """What is due, by date; do one, drop one, plan one, write down what was done for a unit or the house."""

    BINDINGS: ClassVar = keys.CARE
    CSS_PATH = "care.tcss"
    HELP = "care.help"

    seen: Seen

    def __init__(self, station: Station) -> None:
        super().__init__(station)
        self.entry = ""
        self.asks = CareAsks(self, station, self.reload)

    def read(self) -> None:
        """Ask what is due, and what was done since yesterday."""
        care, now = self.station.care, self.station.now()
        self.day = care.today()
        done = tuple(reversed(care.done(now - _DAY, now + timedelta(minutes=5))))
        self.seen = Seen(care.open(), done, care.doctors())

    def outdated(self) -> bool:
        """Whether others wrote, or midnight has passed."""
        return self.station.changed() or self.station.care.today() != self.day

    def paint(self) -> None:
        """Paint what was last read, the cursor on its line."""
        facts = f"  {self.station.local(self.station.now()):%Y-%m-%d %H:%M}  {shown(self.station.facility.name)}"
        title: Line = ((f" {tr('care.title')}", "head"), (facts, "text"))
        self.heads.show([title])
        painted = page(self.seen, self.station, self._place(), self.size.width)
        self.body.show(painted.lines)
        if painted.places:
            self.body.reveal(painted.places[self._place()] + 1)

    def _place(self) -> int:
        entries = [row.entry for row in self.seen.due]
        return entries.index(self.entry) if self.entry in entries else 0

    def current(self) -> ReminderRow | None:
        """What the cursor stands on."""
        return self.seen.due[self._place()] if self.seen.due else None

    # keys

    def step(self, by: int) -> None:
        """The cursor so many lines on; without any the page scrolls."""
        due = self.seen.due
        if not due:
            self.body.scroll_by(by)
            return
        at = self._place()
        self.entry = due[max(0, min(len(due) - 1, at + by))].entry
        if by > 0 and at == len(due) - 1:
            self.body.scroll_by(by)
        else:
            self.paint()

    def page(self) -> int:
        """How many a page key goes on."""
        return 5

    def action_tick(self) -> None:
        """It was done."""
        row = self.current()
        if row and self.acting():
            self.asks.finish(row)

    def action_let_go(self) -> None:
        """It will not be done."""
        row = self.current()
        if row and self.acting():
            self.asks.drop(row)

    def action_plan(self) -> None:
        """Something is to be done for a unit or the house."""
        if self.acting():
            self.asks.house(self.asks.remind)

    def action_write(self) -> None:
        """Something was done for a unit or the house."""
        if self.acting():
            self.asks.house(self.asks.write)

    def action_undo(self) -> None:
        """Take back my last act on care or reminders."""
        if self.acting():
            self.asks.take_back()

    def action_person(self) -> None:
        """Open the person; what is of the house has none."""
        row = self.current()
        if row and row.person:
            walk = dict.fromkeys(r.person.id for r in self.seen.due if r.person)
            self.front.open_person(self.station, row.person.id, tuple(walk))
        elif row:
            self.say(tr("care.of_nobody", whom=named(row.person) if row.person else tr("care.house")))
