"""The people of a round: one widget, one cursor; only the lines that changed are painted again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Region
from textual.widget import Widget

from carelog.ui.line import Line, fitted, joined
from carelog.ui.sheet import said
from carelog.ui.sheet.cells import Layout, heading, layout, painted, separator
from carelog.ui.widgets.lines import laid, strip

if TYPE_CHECKING:
    from textual import events
    from textual.strip import Strip

    from carelog.ui.sheet.job import RoundJob


class RoundSheet(Widget):
    """Heading, people, the line before the last group; a list to choose from lies over the lowest lines."""

    def __init__(self, job: RoundJob) -> None:
        super().__init__(id="sheet")
        self.job = job
        self.top = 0
        self._layout: Layout = ()
        self._kept: dict[int, Line] = {}
        self._painted: list[tuple[Line, bool]] = []

    # which line is whose

    def _lines(self) -> int:
        sheet = self.job.sheet
        return len(sheet.people) + (sheet.last_group < len(sheet.people))

    def _line_of(self, at: int) -> int:
        """The line of a person, counted from the first, the separator among them."""
        return at + (at >= self.job.sheet.last_group)

    def _person_of(self, line: int) -> int | None:
        """The person of a line; None for the separator and behind the last."""
        group = self.job.sheet.last_group
        at = line - (line > group)
        return None if line == group or at >= len(self.job.sheet.people) else at

    # painting

    def show_changed(self, lines: set[int]) -> None:
        """Paint these people's lines again, and the cursor where it is now."""
        for at in lines:
            self._kept.pop(at, None)
        self._hold_in_sight()
        self._repaint()

    def on_resize(self, _: events.Resize) -> None:
        """Lay out anew."""
        self._layout = layout(self.size.width)
        self._kept.clear()
        self._hold_in_sight()
        self._repaint()

    def render_line(self, y: int) -> Strip:
        """Paint one line, from what was laid out."""
        if y >= len(self._painted):
            return strip((), self.size.width, self.app.theme)
        line, cursor = self._painted[y]
        return laid(line, self.size.width, self.app.theme, range(len(line) if cursor else 0))

    def page(self) -> int:
        """How many people are seen at once."""
        return max(1, self.size.height - 1)

    def _hold_in_sight(self) -> None:
        """The cursor's line is seen; where it was not, it comes to the upper third, so that lines stay long."""
        page, line = self.page(), self._line_of(min(self.job.state.at, max(0, len(self.job.sheet.people) - 1)))
        if not self.top <= line < self.top + page:
            self.top = line - page // 3
        self.top = max(0, min(self.top, self._lines() - page))

    def _repaint(self) -> None:
        old, self._painted = self._painted, self._now()
        for y, pair in enumerate(self._painted):
            if y >= len(old) or old[y] != pair:
                self.refresh(Region(0, y, self.size.width, 1))

    def _now(self) -> list[tuple[Line, bool]]:
        first: Line = self._fit(heading(self._layout))
        lines = [(first, False), *(self._at(self.top + y) for y in range(self.page()))]
        over = said.overlay(self.job, self.size.width)[: max(0, len(lines) - 2)]
        return [*lines[: len(lines) - len(over)], *((self._fit(line), False) for line in over)] if over else lines

    def _fit(self, line: Line) -> Line:
        return joined(fitted(line, self.size.width))

    def _at(self, line: int) -> tuple[Line, bool]:
        at = self._person_of(line)
        if at is None:
            return self._fit(separator(self.size.width) if line < self._lines() else ()), False
        if at not in self._kept:
            self._kept[at] = self._fit(painted(self.job, at, self._layout))
        return self._kept[at], at == self.job.state.at
