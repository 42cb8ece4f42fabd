"""The first start: a home that does not exist yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.geometry import Offset

from carelog import words
from carelog.ui import keys
from carelog.ui.base import CareScreen, plain
from carelog.ui.line import Line, shown, width, wrapped
from carelog.ui.widgets.lines import Lines
from carelog.words import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult


class Founding(NamedTuple):
    """What is asked of whoever begins a home."""

    language: str
    facility: str
    by_code: str
    by_name: str


FIELDS = Founding._fields


class WelcomeScreen(CareScreen):
    """Four questions, one under the other; nothing is made before the last Enter."""

    BINDINGS: ClassVar = keys.FORM
    CSS_PATH = "welcome.tcss"
    HELP = "ui.welcome_help"

    def __init__(self, begun: Callable[[Founding], object]) -> None:
        super().__init__()
        self.begun = begun
        self.answers = Founding(words.language(), "", "", "")
        self.place = 0
        self.body = Lines(id="body")

    def compose(self) -> ComposeResult:
        """Questions, keys."""
        yield self.body
        yield self.foot

    def on_mount(self) -> None:
        """Ask."""
        self.paint()

    def on_resize(self) -> None:
        """Wrap anew."""
        self.paint()

    def takes_text(self) -> bool:
        """Answers may be pasted."""
        return True

    def paint(self) -> None:
        """Paint the questions with what is typed so far."""
        lines: list[Line] = [((f" {tr('ui.welcome')}", "head"),)]
        lines += wrapped(tr("ui.welcome_said"), max(20, self.size.width - 2), "text", " ", " ")
        for n, field in enumerate(FIELDS):
            lines += [(), self._field(n, field)]
        self.body.show(lines)
        at = len(lines) - 2 * (len(FIELDS) - self.place) + 1
        self.app.cursor_position = Offset(width(lines[at]) - 1, at)

    def _field(self, n: int, field: str) -> Line:
        here = n == self.place
        question = (f" {'>' if here else ' '} {tr(f'ui.field_{field}')}{tr('ui.colon')}", "ask" if here else "text")
        if field == "language":
            names = [(f"1 {tr('ui.in_chinese')}", "zh_CN"), (f"2 {tr('ui.in_english')}", "en")]
            return (
                question,
                *((f" {name} ", "input" if code == self.answers.language else "dim") for name, code in names),
            )
        return (question, (f"{shown(getattr(self.answers, field))}{'_' if here else ''}", "input" if here else "text"))

    def unknown(self, key: str, character: str | None) -> None:
        """Type into the field under the cursor."""
        field = FIELDS[self.place]
        if field == "language":
            self._speak(plain(character))
        else:
            text: str = getattr(self.answers, field)
            letters = character if character and character.isprintable() else ""
            self.answers = self.answers._replace(**{field: text[:-1] if key == "backspace" else text + letters})
        self.paint()

    def _speak(self, digit: str) -> None:
        chosen = {"1": "zh_CN", "2": "en"}.get(digit)
        if chosen:
            self.answers = self.answers._replace(language=chosen)
            words.use(chosen)
            self.place += 1
            self.paint_foot()

    def action_up(self) -> None:
        """The line above."""
        self.place = max(0, self.place - 1)
        self.paint()

    def action_down(self) -> None:
        """The line below."""
        self.place = min(len(FIELDS) - 1, self.place + 1)
        self.paint()

    def action_choose(self) -> None:
        """Take what the cursor stands on."""
        if self.place < len(FIELDS) - 1:
            self.action_down()
        else:
            self.begun(self.answers)

    def action_leave(self) -> None:
        """Leave carelog; drafts are kept."""
        self.front.exit(0)
