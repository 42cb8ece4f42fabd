"""The people of the board: one widget, one cursor, bound to a person and never to a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from carelog.ui.board.cells import Look, heading, painted
from carelog.ui.board.columns import Column, columns, fit, panels
from carelog.ui.line import Line, Span, fitted, joined
from carelog.ui.widgets.lines import laid, strip

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events

    from carelog.station.rows import BoardRow


class BoardTable(Widget):
    """Lists of people beside each other, as many as the width takes; only lines that changed are painted again."""

    def __init__(self, look: Look, moved: Callable[[], object]) -> None:
        super().__init__(id="table")
        self.look = look
        self.moved = moved
        self.rows: list[BoardRow] = []
        self.cursor = ""
        self.one_list = False
        self._top = 0
        self._panels = 1
        self._expected = self._laid_out = Size(0, 0)
        self._wide = 0
        """cells of one list"""
        self._needed: list[Column] = []
        """the columns these people need"""
        self._layout: list[tuple[str, int]] = []
        self._cells: dict[str, tuple[BoardRow, Line]] = {}
        self._lines: list[tuple[Line, range]] = []

    # what is shown

    def show(self, rows: Sequence[BoardRow], look: Look) -> None:
        """Show these people from now on; the cursor stays on its person, or on the line where it stood."""
        place = self.place()
        if look.now.replace(second=0, microsecond=0) != self.look.now.replace(second=0, microsecond=0):
            self._cells.clear()
        self.rows, self.look = list(rows), look
        self._needed = columns(self.rows, look)
        if self.rows and all(row.person.id != self.cursor for row in self.rows):
            self.cursor = self.rows[min(max(place, 0), len(self.rows) - 1)].person.id
        self.lay_out()

    def lay_out(self) -> None:
        """Choose lists and columns for the width there is, and paint what changed."""
        self._laid_out = self.room
        if not self._laid_out.width:
            return
        lines = self.room.height - 1
        self._panels = panels(len(self.rows), lines, self.room.width, one=self.one_list)
        self._wide, wide = self.room.width // self._panels, self._wide
        layout = fit(self._needed, self._wide - 1)
        if (layout, wide) != (self._layout, self._wide):
            self._layout = layout
            self._cells.clear()
        self._hold_in_sight()
        self._repaint()

    def expect(self, room: Size) -> None:
        """Lay out for the room there will be, so that the very first paint holds everybody."""
        self._expected = room
        if self.room != self._laid_out:
            self.lay_out()

    @property
    def room(self) -> Size:
        """The room there is; before there is any, what was expected."""
        return self.size or self._expected

    def columns(self) -> frozenset[str]:
        """Which columns there is room for."""
        return frozenset(code for code, _ in self._layout)

    def place(self) -> int:
        """Where the cursor's person stands, -1 for nowhere."""
        return next((n for n, row in enumerate(self.rows) if row.person.id == self.cursor), -1)

    def current(self) -> BoardRow | None:
        """The person under the cursor."""
        place = self.place()
        return self.rows[place] if place >= 0 else None

    def page(self) -> int:
        """How many people are seen at once."""
        return max(1, self.room.height - 1) * self._panels

    def seen(self) -> tuple[int, int, int]:
        """The first and the last person seen, counted from 1, and how many there are."""
        return (min(self._top + 1, len(self.rows)), min(self._top + self.page(), len(self.rows)), len(self.rows))

    # the cursor

    def move(self, by: int) -> None:
        """Take the cursor so many people on, as far as there are any."""
        if self.rows:
            place = min(max(self.place() + by, 0), len(self.rows) - 1)
            self.cursor = self.rows[place].person.id
            self._hold_in_sight()
            self._repaint()
            self.moved()

    def aside(self, by: int) -> None:
        """Take the cursor to the list beside."""
        self.move(by * max(1, self.room.height - 1))

    def _hold_in_sight(self) -> None:
        page, place = self.page(), max(self.place(), 0)
        if len(self.rows) <= page:
            self._top = 0
        elif not self._top <= place < self._top + page:
            half = max(1, page // 2)
            self._top = max(0, min(place - half, len(self.rows) - page))
        self._top = max(0, min(self._top, len(self.rows) - page))

    # painting

    def on_resize(self, event: events.Resize) -> None:
        """Lay out anew, where this is not the room that was expected."""
        if event.size != self._laid_out:
            self.lay_out()
            self.moved()

    def on_click(self, event: events.Click) -> None:
        """Take the cursor to the person clicked on."""
        panel = event.x // max(1, self.room.width // self._panels)
        at = self._top + panel * (self.room.height - 1) + event.y - 1
        if event.y > 0 and at < len(self.rows):
            self.move(at - self.place())

    def render_line(self, y: int) -> Strip:
        """Paint one line, from what was laid out."""
        if y >= len(self._lines):
            return strip((), self.room.width, self.app.theme)
        line, cursor = self._lines[y]
        return laid(line, self.room.width, self.app.theme, cursor)

    def _repaint(self) -> None:
        old, self._lines = self._lines, [self._line(y) for y in range(self.room.height)]
        for y, line in enumerate(self._lines):
            if y >= len(old) or old[y] != line:
                self.refresh(Region(0, y, self.room.width, 1))

    def _line(self, y: int) -> tuple[Line, range]:
        line: list[Span] = []
        cursor = range(0)
        for panel in range(self._panels):
            part, here = self._part(y, panel)
            if here:
                cursor = range(len(line), len(line) + len(part))
            line += part
        rest = self.room.width - self._panels * self._wide
        return (*line, *([(" " * rest, "text")] if rest else [])), cursor

    def _part(self, y: int, panel: int) -> tuple[Line, bool]:
        at = self._top + panel * (self.room.height - 1) + y - 1
        if y == 0:
            return fitted(((" ", "text"), *heading(self._layout)), self._wide), False
        if at >= len(self.rows):
            return fitted((), self._wide), False
        row = self.rows[at]
        here = row.person.id == self.cursor
        return ((">" if here else " ", "head"), *self._cell(row)), here

    def _cell(self, row: BoardRow) -> Line:
        known = self._cells.get(row.person.id)
        if known and known[0] is row:
            return known[1]
        line = joined(fitted(painted(row, self._layout, self.look), self._wide - 1))
        self._cells[row.person.id] = (row, line)
        return line
