"""Lines of styled text, scrolled by its owner; only lines that changed are painted again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from carelog.ui.line import Line, fitted, joined
from carelog.ui.theme import styles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events


def strip(line: Line, cells: int, theme: str) -> Strip:
    """A line as Textual paints it, cut or filled to so many cells."""
    return laid(joined(fitted(line, cells)), cells, theme)


def laid(line: Line, cells: int, theme: str, cursor: range = range(0)) -> Strip:
    """A line that is exactly so many cells wide; spans whose number is in `cursor` stand on the cursor's ground."""
    style = styles(theme)
    return Strip([Segment(text, style(name, cursor=n in cursor)) for n, (text, name) in enumerate(line)], cells)


class Lines(Widget):
    """Some lines; `top` is the first one shown."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self.lines: list[Line] = []
        self.top = 0
        self._tall = 0

    def show(self, lines: Sequence[Line]) -> None:
        """Show these lines from now on."""
        old, self.lines = self._seen(), list(lines)
        self.top = self._held(self.top)
        self._repaint(old)

    def tall(self, lines: int) -> None:
        """Take so many lines of the screen, whatever was asked for last and is not laid out yet."""
        if (self._tall or self.size.height) != lines:
            self._tall = lines
            self.styles.height = lines

    def scroll_by(self, lines: int) -> None:
        """Go on by so many lines, as far as there are any."""
        old, self.top = self._seen(), self._held(self.top + lines)
        self._repaint(old)

    def reveal(self, at: int) -> None:
        """Scroll as little as needed to show a line."""
        if at < self.top:
            self.scroll_by(at - self.top)
        elif self.size.height and at >= self.top + self.size.height:
            self.scroll_by(at - self.top - self.size.height + 1)

    def render_line(self, y: int) -> Strip:
        """Paint one line."""
        at = self.top + y
        return strip(self.lines[at] if at < len(self.lines) else (), self.size.width, self.app.theme)

    def on_resize(self, _: events.Resize) -> None:
        """Stay within the text when the window grows."""
        self.top = self._held(self.top)

    def on_mouse_scroll_down(self, _: events.MouseScrollDown) -> None:
        """Scroll with the wheel."""
        self.scroll_by(3)

    def on_mouse_scroll_up(self, _: events.MouseScrollUp) -> None:
        """Scroll with the wheel."""
        self.scroll_by(-3)

    def _held(self, top: int) -> int:
        return max(0, min(top, len(self.lines) - self.size.height))

    def _seen(self) -> list[Line]:
        return self.lines[self.top : self.top + self.size.height]

    def _repaint(self, old: list[Line]) -> None:
        new = self._seen()
        for y in range(max(len(old), len(new))):
            if y >= len(old) or y >= len(new) or old[y] != new[y]:
                self.refresh(Region(0, y, self.size.width, 1))
