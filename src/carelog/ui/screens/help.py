"""Help: what the screen below shows, and its keys, written from its bindings."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from carelog.ui import keys
from carelog.ui.base import CareScreen
from carelog.ui.line import Line, pad, wrapped
from carelog.ui.widgets.lines import Lines
from carelog.words import tr

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.screen import Screen

_KEYS = 27


def key_lines(screen: Screen[object], cells: int) -> list[Line]:
    """Every key of a screen with its words, as it is after the home's keymap."""
    typed: dict[str, list[str]] = {}
    for key, active in screen.active_bindings.items():
        if active.binding.id:
            typed.setdefault(active.binding.description, []).append(keys.named(key))
    lines: list[Line] = []
    for words, names in typed.items():
        first, *rest = wrapped(tr(words), cells - _KEYS - 2)
        lines.append(((f" {pad(' '.join(names), _KEYS)} ", "key"), *first))
        lines += [((" " * (_KEYS + 2), "text"), *line) for line in rest]
    return lines


class HelpScreen(CareScreen):
    """Help for the screen one came from."""

    BINDINGS: ClassVar = keys.READ
    CSS_PATH = "help.tcss"

    def __init__(self, below: Screen[object]) -> None:
        super().__init__()
        self.below = below
        self.body = Lines(id="body")

    def compose(self) -> ComposeResult:
        """Text, keys."""
        yield self.body
        yield self.foot

    def on_resize(self) -> None:
        """Wrap anew."""
        self.body.show(self.text(max(40, self.size.width)))

    def text(self, cells: int) -> list[Line]:
        """What this screen is, then its keys."""
        lines: list[Line] = []
        for paragraph in tr(getattr(self.below, "HELP", "ui.help_said")).split("\n"):
            lines += wrapped(paragraph, cells - 2, "text", " ", " ")
        return [*lines, (), ((f" {tr('ui.keys')}", "head"),), *key_lines(self.below, cells)]

    def step(self, by: int) -> None:
        """Scroll by so many lines."""
        self.body.scroll_by(by)

    def page(self) -> int:
        """How many lines a page key goes on."""
        return self.body.size.height - 1

    def action_back(self) -> None:
        """Back to where one came from."""
        self.front.back()
