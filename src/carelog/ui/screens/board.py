"""The board: the whole floor on one screen."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, ClassVar

from textual.geometry import Size

from carelog.model.person import Kind
from carelog.model.refusal import Refusal
from carelog.station import clocking
from carelog.ui import keys
from carelog.ui.base import POLL_S, Ask, CareScreen
from carelog.ui.board.cells import Look, symptom_words
from carelog.ui.board.head import Told, View, behind, counts, detail, nobody, title
from carelog.ui.board.order import by_bed, chosen, kept
from carelog.ui.line import packed
from carelog.ui.times import instant_of
from carelog.ui.widgets.board_table import BoardTable
from carelog.ui.widgets.lines import Lines
from carelog.words import tr

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from textual.app import ComposeResult

    from carelog.station.desk import Station
    from carelog.station.rows import Board, BoardRow

QUIET_S = 3.0
"""The order changes only after so many seconds without a key."""


class BoardScreen(CareScreen):
    """Everybody of one kind, worst first or by bed; letters are commands here and on no sheet."""

    BINDINGS: ClassVar = keys.BOARD
    HELP = "board.help"

    def __init__(self, station: Station, ticks: Callable[[], float] = time.monotonic) -> None:
        self.station = station
        self.ticks = ticks
        self.view = View(station.cared_for())
        self.board: Board = station.board(self.view.kind)
        self.heads, self.below = Lines(id="heads"), Lines(id="below")
        self._symptoms = symptom_words(station.symptoms())
        self._last_key = ticks() - QUIET_S
        self._fresh = True
        self._unsorted = False
        self._clock = clocking.compared(station)
        super().__init__()
        self.table = BoardTable(self._look(), self._paint_around)
        self.place_people(sort=True)

    def compose(self) -> ComposeResult:
        """Head, people, the person under the cursor, keys."""
        yield self.heads
        yield self.table
        yield self.below
        yield self.foot

    def on_mount(self) -> None:
        """Look for others' writes from now on."""
        self.set_interval(POLL_S, self.poll)
        self._expect_room(2)
        self._expect_room(len(self.heads.lines))

    def _expect_room(self, heads: int) -> None:
        room = self.app.size
        self.table.expect(Size(room.width, room.height - heads - 3))
        self._paint_around()

    def on_screen_resume(self) -> None:
        """Whatever was done on another screen shows at once."""
        if self._fresh:
            self._fresh = False
        else:
            self.reload()

    # what is shown

    def poll(self) -> None:
        """Show what others wrote; once a minute, what time itself changed; and sort when the keys are quiet."""
        now = self.station.now()
        if not self.on_top:
            return
        if self.station.changed() or now.replace(second=0, microsecond=0) > self.table.look.now:
            self.reload()
        elif self._unsorted and self._quiet():
            self.place_people(sort=True)
        elif clocking.compared(self.station).behind is not self._clock.behind:
            self._paint_around()

    def reload(self) -> None:
        """Ask the station again; lines move only while no key is being pressed. What was shown stays if refused."""
        try:
            self.board = self.station.board(self.view.kind)
        except Refusal as refusal:
            self.front.refused(refusal)
        else:
            self.place_people(sort=self._quiet())

    def place_people(self, *, sort: bool) -> None:
        """Put the people asked for on their lines: sorted, or where they stood."""
        rows = self._wanted()
        self._unsorted = not sort
        if not sort:
            rows = kept(rows, [row.person.id for row in self.table.rows])
        self.table.show(rows, self._look())
        self._paint_around()

    def _wanted(self) -> list[BoardRow]:
        rows = chosen(self.board.rows, self.view.unit, self.view.typed)
        return rows if self.view.worst_first else by_bed(rows)

    def _quiet(self) -> bool:
        return self.ticks() - self._last_key >= QUIET_S

    def _look(self) -> Look:
        return Look(self.board.at, self._symptoms, self._off() if self.view.kind is Kind.STAFF else {})

    def _off(self) -> dict[str, str]:
        from carelog.report.staffing import off_words

        return off_words(self.station)

    def _paint_around(self) -> None:
        if not self.is_attached:
            return
        first, last, of = self.table.seen()
        local = self.station.local(self.board.at)
        by = self.station.by.name if self.station.by else tr("board.nobody")
        cells = self.size.width or self.app.size.width
        self._clock = clocking.compared(self.station)
        said = behind(self.station.local(self._clock.now)) if self._clock.behind else []
        heads = packed([*said, *title(self.board, self.view, local, by, f"{first}-{last}/{of}")], cells)
        heads += packed(counts(self.table.rows), cells)
        self.heads.tall(len(heads))
        self.heads.show(heads)
        row = self.table.current()
        told = Told(self.station.words, self.station.local, self.table.columns())
        none = nobody(self.view, anybody=bool(self.board.rows))
        self.below.show(detail(row, self.table.look, told) if row else none)

    def touched(self) -> None:
        """A key was typed: the lines hold still for a while."""
        super().touched()
        self._last_key = self.ticks()

    def _changed_view(self, **changes: object) -> None:
        self.view = self.view._replace(**changes)  # type: ignore[arg-type]  # named fields of View
        self.place_people(sort=True)

    # keys

    def step(self, by: int) -> None:
        """Take the cursor so many people on."""
        self.table.move(by)

    def page(self) -> int:
        """How many people are seen at once."""
        return self.table.page()

    def action_left(self) -> None:
        """To the list on the left."""
        self.table.aside(-1)

    def action_right(self) -> None:
        """To the list on the right."""
        self.table.aside(1)

    def action_columns(self) -> None:
        """One list over the whole width, or several beside each other."""
        self.table.one_list = not self.table.one_list
        self.table.lay_out()
        self._paint_around()

    def action_order(self) -> None:
        """Worst first, or by bed."""
        self._changed_view(worst_first=not self.view.worst_first)

    def action_unit(self) -> None:
        """The next unit, after the last one all."""
        units = ("", *dict.fromkeys(row.person.unit for row in by_bed(self.board.rows) if row.person.unit))
        here = units.index(self.view.unit) if self.view.unit in units else 0
        self._changed_view(unit=units[(here + 1) % len(units)])

    def action_staff(self) -> None:
        """The staff, or the residents again."""
        self.view = View(Kind.STAFF if self.view.kind is Kind.RESIDENT else Kind.RESIDENT, "", self.view.worst_first)
        self.board = self.station.board(self.view.kind)
        self.place_people(sort=True)

    def action_find(self) -> None:
        """Find by name, bed or initials while typing."""
        self.ask(Ask(tr("board.find_prompt"), lambda _: None, typed=self.view.typed, live=self._find))

    def _find(self, typed: str) -> None:
        self._changed_view(typed=typed)

    def action_everybody(self) -> None:
        """Everybody again, of all units."""
        self._changed_view(typed="", unit="")

    def action_person(self) -> None:
        """Open the person under the cursor."""
        row = self.table.current()
        if row:
            walk = tuple(other.person.id for other in self.table.rows)
            self.front.open_person(self.station, row.person.id, walk)

    def action_why(self) -> None:
        """Why the person under the cursor stands where they stand."""
        row = self.table.current()
        if row:
            walk = tuple(other.person.id for other in self.table.rows)
            self.front.open_why(self.station, row.person.id, walk)

    def action_alerts(self) -> None:
        """The open alerts with their clocks."""
        self.front.open_alerts(self.station)

    def action_care(self) -> None:
        """Early care and what is due."""
        self.front.open_care(self.station)

    def action_protocol(self) -> None:
        """The protocol in use."""
        self.front.open_protocol(self.station)

    def action_trend(self) -> None:
        """How many are off their own normal, day by day."""
        self.front.open_trend(self.station)

    def action_oxygen(self) -> None:
        """Who needs oxygen, who has it; begins on the person under the cursor."""
        row = self.table.current()
        self.front.open_oxygen(self.station, row.person.id if row else "")

    def action_stock(self) -> None:
        """What is in store, and the devices."""
        self.front.open_stock(self.station)

    def action_duties(self) -> None:
        """What is done day by day in every unit."""
        self.front.open_duties(self.station)

    def action_outbreak(self) -> None:
        """Clusters and outbreaks."""
        self.front.open_outbreak(self.station)

    def action_swabs(self) -> None:
        """The tests: who is due, whose result is out, who is positive."""
        self.front.open_swabs(self.station)

    def action_door(self) -> None:
        """The check at the door."""
        self.front.open_door(self.station)

    def action_handover(self) -> None:
        """What the next shift must know."""
        self.front.open_handover(self.station)

    def action_round(self) -> None:
        """Open the round for now."""
        self.front.open_round(self.station, self.view.unit, self.view.kind)

    def action_catch_up(self) -> None:
        """Open the round to catch up from paper; asks first when it was."""
        self.ask(Ask(tr("board.when_measured"), self._catch_up))

    def _catch_up(self, typed: str) -> None:
        at: datetime = instant_of(typed, self.station.now(), self.station.zone)
        self.front.open_round(self.station, self.view.unit, self.view.kind, at)

    def action_who(self) -> None:
        """Somebody else sits down."""
        self.front.open_who(self.station)

    def action_new(self) -> None:
        """Write somebody new down; asks first whom."""
        choices = (tr("kind.resident"), tr("kind.staff"))
        self.ask(Ask(tr("board.whom"), self._new, choices))

    def _new(self, digit: str) -> None:
        kind = Kind.RESIDENT if digit == "1" else Kind.STAFF
        self.front.open_form(self.station, None, kind, lambda sentence: self.say(sentence, "ask"))

    def action_leave(self) -> None:
        """Leave carelog; drafts are kept."""
        self.front.exit(0)
