"""What the app and its screens agree on: who takes the keys, who says a sentence, where one goes from here."""

from __future__ import annotations

import unicodedata
from abc import abstractmethod
from typing import TYPE_CHECKING, ClassVar, Protocol, cast

from textual.app import App
from textual.binding import Binding
from textual.geometry import Offset
from textual.screen import Screen

from carelog.model.refusal import Refusal
from carelog.ui import keys
from carelog.ui.line import Line, Span, packed, width, wrapped
from carelog.ui.widgets.lines import Lines
from carelog.words import tr

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from carelog.model.person import Kind, Person
    from carelog.station.desk import Station


POLL_S = 0.25
"""How often other terminals' writes are looked for, in seconds."""

_ALL = 1_000_000
"""More lines than any screen has."""


class Job(Protocol):
    """What is being done; the app hands it every key at once, in the order typed, whatever is painted by then."""

    def press(self, key: str, character: str | None) -> None:
        """Take a key: Textual's name for it as we ship it, and the character it types, if any."""


class Front(App[int], inherit_bindings=False):
    """The app as its screens know it: it routes, and hands keys to the job."""

    job: Job | None = None
    keymap: ClassVar[dict[str, str]] = {}

    @abstractmethod
    def show(self, screen: CareScreen) -> None:
        """Go to a screen; its job takes the very next key."""

    @abstractmethod
    def back(self) -> None:
        """Leave the screen on top; the one below takes the very next key."""

    @abstractmethod
    def refused(self, refusal: Refusal) -> None:
        """Say why something was not done."""

    @abstractmethod
    def open_round(self, station: Station, unit: str, kind: Kind, at: datetime | None = None, person: str = "") -> None:
        """Open the round sheet: for now, or at a time to catch up from paper."""

    @abstractmethod
    def open_person(self, station: Station, person: str, walk: tuple[str, ...]) -> None:
        """Open a person's page; `walk` are the people before and after."""

    @abstractmethod
    def open_why(self, station: Station, person: str, walk: tuple[str, ...]) -> None:
        """Open why a person stands where they stand; `walk` are the people before and after."""

    @abstractmethod
    def open_alerts(self, station: Station) -> None:
        """Open the alerts of the house."""

    @abstractmethod
    def open_care(self, station: Station) -> None:
        """Open early care and what is due."""

    @abstractmethod
    def open_handover(self, station: Station) -> None:
        """Open the handover of the shift."""

    @abstractmethod
    def open_letter(self, station: Station, person: str) -> None:
        """Open the letter of a person to a doctor."""

    @abstractmethod
    def open_referral(self, station: Station, person: str) -> None:
        """Open the transfer of a person to a hospital."""

    @abstractmethod
    def open_protocol(self, station: Station) -> None:
        """Open the protocol in use, to read."""

    @abstractmethod
    def open_trend(self, station: Station) -> None:
        """Open how many are off their own normal, day by day."""

    @abstractmethod
    def open_oxygen(self, station: Station, person: str) -> None:
        """Open the oxygen of the house, on the line of a person ('' on the first)."""

    @abstractmethod
    def open_stock(self, station: Station) -> None:
        """Open what is in store, and the devices."""

    @abstractmethod
    def open_duties(self, station: Station) -> None:
        """Open what is done day by day in every unit."""

    @abstractmethod
    def open_form(self, station: Station, person: Person | None, kind: Kind, told: Callable[[str], object]) -> None:
        """Open the form of a person, or (None) of somebody new; `told` hears what became of it."""

    @abstractmethod
    def open_outbreak(self, station: Station) -> None:
        """Open clusters and outbreaks."""

    @abstractmethod
    def open_swabs(self, station: Station) -> None:
        """Open the tests: who is due, whose result is out, who is positive."""

    @abstractmethod
    def open_door(self, station: Station) -> None:
        """Open the check at the door."""

    @abstractmethod
    def open_who(self, station: Station) -> None:
        """Ask who is at the keyboard."""


class CareScreen(Screen[None], inherit_bindings=False):
    """A screen of ours: its keys are commands unless it is asking something; one line at the foot says which keys."""

    HELP: ClassVar[str] = "ui.help_said"
    """catalogue key of this screen's own help"""

    def __init__(self) -> None:
        super().__init__()
        self.job: Job = Commands(self)
        self.foot = Lines(id="foot")
        self.asking: Ask | None = None
        self._said: Span | None = None

    @property
    def front(self) -> Front:
        """The app, as screens know it."""
        return cast("Front", self.app)

    @property
    def on_top(self) -> bool:
        """Whether this is the screen one looks at; Textual calls the one behind it current as well."""
        return self.app.screen is self

    def on_mount(self) -> None:
        """Say the keys; Textual calls this beside the screen's own."""
        self.paint_foot()

    def on_resize(self) -> None:
        """Say as many keys as fit now; Textual calls this beside the screen's own."""
        self.paint_foot()

    def say(self, sentence: str, style: str = "warn") -> None:
        """Say a sentence at the foot until the next key."""
        self._said = (sentence, style)
        self.paint_foot()

    def touched(self) -> None:
        """A key was typed: what was said has been read."""
        if self._said:
            self._said = None
            self.paint_foot()

    def ask(self, question: Ask | None) -> None:
        """Ask something at the foot, or stop asking."""
        self.asking = question
        self._said = None
        self.paint_foot()

    def paint_foot(self) -> None:
        """Paint what was said, else what is asked, else the keys."""
        if not self.is_attached:
            return
        lines = self._foot_lines()
        self.foot.tall(len(lines))
        self.foot.show(lines)
        if self.takes_text():
            self.app.cursor_position = Offset(width(lines[-1]) - 1, self.size.height - 1)

    def _foot_lines(self) -> list[Line]:
        if self._said:
            sentence, style = self._said
            return wrapped(f"{sentence} ", self.size.width, style, " ", " ")
        return self.asking.lines(self.size.width) if self.asking else [self.hints()]

    def hints(self) -> Line:
        """The keys that matter here, as they are after the home's keymap; help first, none torn at the edge."""
        out: list[tuple[str, str]] = []
        for key, words in self._hinted():
            hint = [(f" {keys.named(key)}", "key"), (f" {tr(words)} ", "dim")]
            if width((*out, *hint)) <= self.size.width:
                out += hint
        return tuple(out)

    def _hinted(self) -> list[tuple[str, str]]:
        first: dict[str, tuple[str, str]] = {}
        for key, active in self.active_bindings.items():
            if active.binding.show:
                first.setdefault(active.binding.action, (key, active.binding.description))
        return sorted(first.values(), key=lambda hint: hint[1] != "ui.help")

    # moving about

    def step(self, by: int) -> None:
        """Go so many lines on; screens with something to scroll or choose say what that is."""

    def page(self) -> int:
        """How many lines a page key goes on."""
        return 1

    def action_up(self) -> None:
        """The line above."""
        self.step(-1)

    def action_down(self) -> None:
        """The line below."""
        self.step(1)

    def action_page_up(self) -> None:
        """A page up."""
        self.step(-self.page())

    def action_page_down(self) -> None:
        """A page down."""
        self.step(self.page())

    def action_first(self) -> None:
        """To the very first."""
        self.step(-_ALL)

    def action_last(self) -> None:
        """To the very last."""
        self.step(_ALL)

    # text

    def takes_text(self) -> bool:
        """Whether text may be pasted here now."""
        return self.asking is not None and not self.asking.choices

    def unknown(self, key: str, character: str | None) -> None:  # noqa: ARG002 - screens that take text use both
        """A key that means nothing here."""
        self.front.bell()


class Ask:
    """A question at the foot of a screen: answered by one digit, or by typed text and Enter; Esc takes it back."""

    def __init__(
        self,
        question: str,
        answered: Callable[[str], object],
        choices: tuple[str, ...] = (),
        *,
        typed: str = "",
        live: Callable[[str], object] | None = None,
    ) -> None:
        """`choices` are numbered from 1 and answered as `1`, `2` ...; without them text is typed, told to `live`."""
        self.question = question
        self.answered = answered
        self.choices = choices
        self.typed = typed
        self.live = live

    def lines(self, cells: int) -> list[Line]:
        """The question as painted; as many lines as its answers need, none torn at the edge."""
        question: Line = ((f" {self.question} ", "ask"),)
        if not self.choices:
            return [(*question, (f"{self.typed}_", "input"))]
        options: list[Line] = [((f" {n}", "key"), (f" {c} ", "text")) for n, c in enumerate(self.choices, 1)]
        fits = width(question) <= cells
        asked = [question] if fits else wrapped(self.question, cells, "ask", " ", " ")
        return packed([*asked, *options], cells, gap=0)

    def press(self, screen: CareScreen, key: str, character: str | None) -> None:
        """Take a key of the answer."""
        if key == "escape":
            screen.ask(None)
            if self.live:
                self.live("")
        elif self.choices:
            self._choose(screen, plain(character))
        elif key == "enter":
            self._answer(screen)
        else:
            self._type(screen, key, character)

    def _answer(self, screen: CareScreen) -> None:
        """Hand the text over; what is refused stays to be mended."""
        screen.ask(None)
        try:
            self.answered(self.typed)
        except Refusal:
            screen.ask(self)
            raise

    def _choose(self, screen: CareScreen, digit: str) -> None:
        if digit in {str(n) for n in range(1, len(self.choices) + 1)}:
            screen.ask(None)
            self.answered(digit)
        else:
            screen.front.bell()

    def _type(self, screen: CareScreen, key: str, character: str | None) -> None:
        if key == "backspace":
            self.typed = self.typed[:-1]
        elif character and character.isprintable():
            self.typed += character
        else:
            screen.front.bell()
            return
        screen.paint_foot()
        if self.live:
            self.live(self.typed)


def plain(character: str | None) -> str:
    """A typed character as ASCII where it is the full-width form of one (Chinese input methods)."""
    return unicodedata.normalize("NFKC", character or "")


class Commands:
    """The job of a screen whose keys are commands; each is an `action_...` of the screen, done before the next key."""

    def __init__(self, screen: CareScreen) -> None:
        self._screen = screen
        self._actions = _actions(screen)

    def press(self, key: str, character: str | None) -> None:
        """Do what the key says, or take it as part of an answer."""
        self._screen.touched()
        if self._screen.asking:
            self._screen.asking.press(self._screen, key, character)
            return
        action = self._actions.get(key) or self._actions.get(plain(character)) or self._actions.get(key.lower())
        if action:
            getattr(self._screen, f"action_{action}")()
        else:
            self._screen.unknown(key, character)


def _actions(screen: CareScreen) -> dict[str, str]:
    bindings = [b for b in type(screen).BINDINGS if isinstance(b, Binding)]
    return {key: b.action for b in bindings for key in b.key.split(",")}
