"""The people to be swabbed: one widget, one cursor; only the lines that changed are painted again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Region
from textual.widget import Widget

from carelog.ui.line import Line, fitted, joined
from carelog.ui.swabs.cells import heading, layout, painted, separator
from carelog.ui.widgets.lines import laid, strip

if TYPE_CHECKING:
    from textual import events
    from textual.strip import Strip

    from carelog.ui.swabs.job import SwabJob


class SwabSheet(Widget):
    """Heading, people, and the line before those whom the chosen method does not fit."""

    def __init__(self, job: SwabJob) -> None:
        super().__init__(id="sheet")
        self.job = job
        self.top = 0
        self._kept: dict[int, Line] = {}
        self._painted: list[tuple[Line, bool]] = []

    # which line is whose

    def _lines(self) -> int:
        state = self.job.state
        return len(state.rows) + (state.fits < len(state.rows))

    def _line_of(self, at: int) -> int:
        return at + (at >= self.job.state.fits)

    def _person_of(self, line: int) -> int | None:
        """The person of a line; None for the separator and behind the last."""
        fits, people = self.job.state.fits, len(self.job.state.rows)
        at = line - (line > fits)
        return None if line == fits or at >= people else at

    # painting

    def show_changed(self, lines: set[int] | None) -> None:
        """Paint these people's lines again (None: everybody's), and the cursor where it is now."""
        if lines is None:
            self._kept.clear()
        for at in lines or ():
            self._kept.pop(at, None)
        self._hold_in_sight()
        self._repaint()

    def on_resize(self, _: events.Resize) -> None:
        """Lay out anew."""
        self.show_changed(None)

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
        page, line = self.page(), self._line_of(min(self.job.state.at, max(0, len(self.job.state.rows) - 1)))
        if not self.top <= line < self.top + page:
            self.top = line - page // 3
        self.top = max(0, min(self.top, self._lines() - page))

    def _repaint(self) -> None:
        old, self._painted = self._painted, self._now()
        for y, pair in enumerate(self._painted):
            if y >= len(old) or old[y] != pair:
                self.refresh(Region(0, y, self.size.width, 1))

    def _now(self) -> list[tuple[Line, bool]]:
        columns = layout(self.job.state.view, self.size.width)
        first: Line = self._fit(heading(columns))
        return [(first, False), *(self._at(self.top + y) for y in range(self.page()))]

    def _fit(self, line: Line) -> Line:
        return joined(fitted(line, self.size.width))

    def _at(self, line: int) -> tuple[Line, bool]:
        at = self._person_of(line)
        if at is None:
            between = line == self.job.state.fits < len(self.job.state.rows)
            return self._fit(separator(self.size.width) if between else ()), False
        if at not in self._kept:
            columns = layout(self.job.state.view, self.size.width)
            self._kept[at] = self._fit(painted(self.job, at, columns))
        return self._kept[at], at == self.job.state.at
