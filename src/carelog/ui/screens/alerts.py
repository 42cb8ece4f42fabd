"""The open alerts of the house: who waits, who has seen them, what comes back when."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from carelog.model.refusal import Refusal
from carelog.model.severity import Severity
from carelog.report.alerting import clusters, named
from carelog.station.alerting.door import AlertState
from carelog.ui import keys
from carelog.ui.answering import Answers
from carelog.ui.base import POLL_S, CareScreen
from carelog.ui.house.alerts import Seen, page
from carelog.ui.line import Line, shown
from carelog.ui.widgets.lines import Lines
from carelog.words import tr

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from carelog.station.alerting.door import AlertRow
    from carelog.station.desk import Station


class AlertsScreen(CareScreen):
    """Open alerts with their clocks; see one or all, close one, open the person."""

    BINDINGS: ClassVar = keys.ALERTS
    CSS_PATH = "alerts.tcss"
    HELP = "alerts.help"

    def __init__(self, station: Station) -> None:
        super().__init__()
        self.station = station
        self.heads, self.body = Lines(id="heads"), Lines(id="body")
        self.person = ""
        self.answers = Answers(self, station, self.reload)
        self.seen = self._read()

    def _read(self) -> Seen:
        door, at = self.station.alerts, self.station.now()
        rows, again = door.every(at), door.rechecks()
        return Seen(at, rows, again, door.next_hour(rows, again, at), door.withdrawn(), clusters(self.station))

    def compose(self) -> ComposeResult:
        """Head, alerts, keys."""
        yield self.heads
        yield self.body
        yield self.foot

    def on_mount(self) -> None:
        """Look for others' writes, and at the clock, from now on."""
        self.set_interval(POLL_S, self.poll)

    def poll(self) -> None:
        """Show what others wrote, and once a minute what came back meanwhile."""
        minute = self.station.now().replace(second=0, microsecond=0)
        if self.on_top and (self.station.changed() or minute > self.seen.at):
            self.reload()

    def on_screen_resume(self) -> None:
        """Whatever was done on another screen shows at once."""
        self.reload()

    def on_resize(self) -> None:
        """Paint for the new width."""
        self.paint()

    def reload(self) -> None:
        """Read the alerts again; where that is refused, what was read before stays."""
        try:
            self.seen = self._read()
        except Refusal as refusal:
            self.front.refused(refusal)
        else:
            self.paint()

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

    def _signed(self) -> bool:
        if self.station.by is None:
            self.front.open_who(self.station)
            return False
        return True

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
        if row and self._signed():
            self.answers.see(row.person.id, named(row.person))

    def action_see_all(self) -> None:
        """All that wait for review, one after the other, as one act; urgent ones are seen one by one."""
        waiting = [r for r in self.seen.rows if r.severity < Severity.URGENT and r.state is not AlertState.SEEN]
        if not waiting:
            self.say(tr("alerts.none_to_review"))
        elif self._signed():
            self.answers.see_all([(row.person.id, named(row.person)) for row in waiting])

    def action_close(self) -> None:
        """Close it with an outcome."""
        row = self.current()
        if row and self._signed():
            self.answers.close(row.person.id, named(row.person))

    def action_undo(self) -> None:
        """Take back my last act."""
        if self._signed():
            self.answers.take_back()

    def action_person(self) -> None:
        """Open the person."""
        row = self.current()
        if row:
            self.front.open_person(self.station, row.person.id, tuple(r.person.id for r in self.seen.rows))

    def action_back(self) -> None:
        """Back to where one came from."""
        self.front.back()
