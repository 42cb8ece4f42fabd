"""The open alerts of the house: who waits, who has seen them, what comes back when."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from carelog.model.severity import Severity
from carelog.report.alerting import clusters, named
from carelog.station.alerting.door import AlertState
from carelog.ui import keys
from carelog.ui.answering import Answers
from carelog.ui.house.alerts import Seen, page
from carelog.ui.line import Line, shown
from carelog.ui.page import LivePageScreen
from carelog.words import tr

if TYPE_CHECKING:
    from carelog.station.alerting.door import AlertRow
    from carelog.station.desk import Station


class AlertsScreen(LivePageScreen):
    """Open alerts with their clocks; see one or all, close one, open the person."""

    BINDINGS: ClassVar = keys.ALERTS
    CSS_PATH = "alerts.tcss"
    HELP = "alerts.help"

    seen: Seen

    def __init__(self, station: Station) -> None:
        super().__init__(station)
        self.person = ""
        self.answers = Answers(self, station, self.reload)

    def read(self) -> None:
        """Ask who waits, what is measured again, what comes back within the hour."""
        door, at = self.station.alerts, self.station.now()
        rows, again = door.every(at), door.rechecks()
        self.seen = Seen(
            at,
            rows,
            door.answered(at),
            again,
            door.next_hour(rows, again, at),
            door.withdrawn(),
            clusters(self.station),
        )

    def outdated(self) -> bool:
        """Whether others wrote, or a minute went by in which something may have come back."""
        minute = self.station.now().replace(second=0, microsecond=0)
        return self.station.changed() or minute > self.seen.at

    def paint(self) -> None:
        """Paint what was last read, the cursor on its person."""
        title: Line = ((f" {tr('alerts.name')}", "head"), (f"  {shown(self.station.facility.name)}", "text"))
        when: Line = ((f"  {self.station.local(self.seen.at):%Y-%m-%d %H:%M}", "text"),)
        self.heads.show([(*title, *when)])
        painted = page(self.seen, self.station, self._place(), self.size.width)
        self.body.show(painted.lines)
        if painted.places:
            self.body.reveal(painted.places[self._place()])

    def _place(self) -> int:
        ids = [row.person.id for row in self.seen.rows]
        return ids.index(self.person) if self.person in ids else 0

    def current(self) -> AlertRow | None:
        """The alert under the cursor."""
        rows = self.seen.rows
        return rows[self._place()] if rows else None

    # keys

    def step(self, by: int) -> None:
        """The cursor so many people on; without any the page scrolls."""
        rows = self.seen.rows
        if not rows:
            self.body.scroll_by(by)
            return
        self.person = rows[max(0, min(len(rows) - 1, self._place() + by))].person.id
        self.paint()

    def page(self) -> int:
        """How many people a page key goes on."""
        return 5

    def action_see(self) -> None:
        """I have seen it: what I do, and by when I look again."""
        row = self.current()
        if row and self.acting():
            self.answers.see(row.person.id, named(row.person))

    def action_see_all(self) -> None:
        """All that wait for review, one after the other, as one act; urgent ones are seen one by one."""
        waiting = [r for r in self.seen.rows if r.severity < Severity.URGENT and r.state is not AlertState.SEEN]
        if not waiting:
            self.say(tr("alerts.none_to_review"))
        elif self.acting():
            self.answers.see_all(waiting)

    def action_measure(self) -> None:
        """Measure the one under the cursor now."""
        row = self.current()
        if row:
            self.front.open_round(self.station, "", row.person.kind, person=row.person.id)

    def action_close(self) -> None:
        """Close it with an outcome."""
        row = self.current()
        if row and self.acting():
            self.answers.close(row.person.id, named(row.person))

    def action_undo(self) -> None:
        """Take back my last act."""
        if self.acting():
            self.answers.take_back()

    def action_person(self) -> None:
        """Open the person."""
        row = self.current()
        if row:
            self.front.open_person(self.station, row.person.id, tuple(r.person.id for r in self.seen.rows))
