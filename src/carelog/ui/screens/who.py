"""Who is at the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from carelog.ui import keys
from carelog.ui.base import CareScreen, plain
from carelog.ui.finding import asked_for
from carelog.ui.line import Line, pad, shown
from carelog.ui.widgets.lines import Lines
from carelog.words import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

    from carelog.model.person import Person
    from carelog.station.desk import Station


class WhoScreen(CareScreen):
    """The staff to choose from; typing narrows the list, Enter signs in."""

    BINDINGS: ClassVar = keys.LIST
    CSS_PATH = "who.tcss"
    HELP = "ui.who_help"

    def __init__(self, station: Station, signed: Callable[[], object], typed: str = "") -> None:
        super().__init__()
        self.station = station
        self.signed = signed
        self.typed = typed
        self.place = 0
        self.heads, self.body = Lines(id="heads"), Lines(id="body")
        self._staff = station.staff()

    def compose(self) -> ComposeResult:
        """Question, staff, keys."""
        yield self.heads
        yield self.body
        yield self.foot

    def on_mount(self) -> None:
        """Show the staff."""
        self.paint()

    def on_resize(self) -> None:
        """Keep the chosen line in sight."""
        self.paint()

    def takes_text(self) -> bool:
        """Typing narrows the list."""
        return True

    def found(self) -> list[Person]:
        """The staff still in question."""
        return asked_for(self._staff, self.typed)

    def paint(self) -> None:
        """Paint the question and the list."""
        found = self.found()
        self.place = max(0, min(self.place, len(found) - 1))
        self.heads.show([((f" {tr('ui.who')} ", "ask"), (f"{self.typed}_", "input"))])
        lines: list[Line] = [
            (
                (f" {'>' if n == self.place else ' '} {pad(shown(p.code), 10)} {shown(p.name)} ",
                 "input" if n == self.place else "text"),
            )
            for n, p in enumerate(found)
        ]  # fmt: skip
        self.body.show(lines or [((f" {tr('ui.nobody_so')}", "dim"),)])
        self.body.reveal(self.place)

    def unknown(self, key: str, character: str | None) -> None:
        """Letters and digits narrow the list."""
        if key == "backspace":
            self.typed = self.typed[:-1]
        elif plain(character).isprintable() and character:
            self.typed += plain(character)
        self.place = 0
        self.paint()

    def step(self, by: int) -> None:
        """Take the cursor so many people on."""
        self.place += by
        self.paint()

    def page(self) -> int:
        """How many people are seen at once."""
        return self.body.size.height

    def action_choose(self) -> None:
        """Take what the cursor stands on."""
        found = self.found()
        if found:
            self.station.sign_in(found[self.place].code)
            self.front.back()
            self.signed()
        else:
            self.front.bell()

    def action_back(self) -> None:
        """Back to where one came from."""
        self.front.back()
