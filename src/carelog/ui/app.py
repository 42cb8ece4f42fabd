"""The app: it routes between screens and hands every key, in the order typed, to the job at hand."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import signal
import threading
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from rich.text import Text
from textual import events
from textual.app import App
from textual.binding import Binding

from carelog.model.refusal import Refusal
from carelog.ui import keys
from carelog.ui.base import CareScreen, Front
from carelog.ui.bell import Bell, heard
from carelog.ui.screens.help import HelpScreen
from carelog.ui.theme import themes
from carelog.words import tr

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from textual.await_complete import AwaitComplete
    from textual.screen import Screen

    from carelog.model.person import Kind, Person
    from carelog.station.desk import Station

SETTLE_S = 0.3
"""Seconds after a screen is painted before anything is done that may wait."""
LATEST_S = 10.0
"""Seconds after which start-up is over, whatever was painted."""

RING_S = 15.0
"""How often it is asked whether the bell is to ring."""
HANGUP_S = 2.0
"""How often it is asked whether the terminal is still there."""

Opening = Callable[["CareApp"], object]
"""Shows the first screen, or two of them."""


class CareApp(Front, inherit_bindings=False):
    """carelog on a screen; the first screen is made by whoever starts it."""

    ENABLE_COMMAND_PALETTE = False
    CSS_PATH = "app.tcss"
    BINDINGS: ClassVar = keys.EVERYWHERE
    TITLE = "carelog"

    def __init__(
        self,
        opening: Opening,
        home: Path,
        *,
        station: Station | None = None,
        keymap: dict[str, str] | None = None,
        theme: str = "",
        bell: bool = True,
    ) -> None:
        """The board of `station` lies under all screens, painted first; without one they lie on an empty one."""
        super().__init__()
        self.home = home
        self._opening = opening
        self._ground = station
        self._rings = bell
        self._bell = Bell()
        self._early: list[tuple[str, str | None]] = []
        self._known_keys: dict[type, dict[str, str]] = {}
        self.animation_level = "none"
        self.keymap = dict(keymap or {})  # type: ignore[misc]  # one home's own, over the empty one of the class
        self.set_keymap(self.keymap)
        for palette in themes():
            self.register_theme(palette)
        self._wear(theme or ("carelog-mono" if self.no_color else "carelog-dark"))

    def _wear(self, theme: str) -> None:
        """Take a palette before any style is read: assigning it would have Textual read all of them a second time."""
        self.set_reactive(App.theme, theme)
        self.stylesheet.set_variables(self.get_css_variables())
        dark = self.current_theme.dark
        self.set_class(dark, "-dark-mode", update=False)
        self.set_class(not dark, "-light-mode", update=False)

    def on_mount(self) -> None:
        """Open the first screen, then do what may wait until it is painted."""
        self._hear_signals()
        self._opening(self)
        self._type_early()
        self.after_paint(self._settle)
        if self._ground:
            self.after_paint(partial(self.warm, self._ground))
        self.set_timer(LATEST_S, self._settle)

    def _hear_signals(self) -> None:
        if self.is_headless:
            return
        self.set_interval(HANGUP_S, self._leave_a_dead_terminal)
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            if hasattr(signal, name):
                number = getattr(signal, name)
                with contextlib.suppress(NotImplementedError, ValueError, RuntimeError):
                    loop.add_signal_handler(number, self.exit, 128 + number)

    def _leave_a_dead_terminal(self) -> None:
        from carelog.ui import hangup

        if hangup.gone():
            self.exit(128 + 1)

    def _ring_for(self, station: Station) -> None:
        """Ring for urgent alerts of which no call is recorded, whatever screen is shown."""
        with contextlib.suppress(Refusal):
            self._bell, rings = heard(self._bell, station.alerts.ringing(), station.now())
            if rings:
                self.bell()

    def _settle(self) -> None:
        """What start-up made stays; the collector need not look at it again, nor often at all."""
        gc.enable()
        gc.collect()
        gc.freeze()
        gc.set_threshold(50_000, 20, 100)

    def after_paint(self, work: Callable[[], object]) -> None:
        """Do what may wait a moment after the screen was painted, however slow the machine is."""
        self.screen.call_after_refresh(self.set_timer, SETTLE_S, work)

    def warm(self, station: Station) -> None:
        """Load what the first save needs, beside the paint."""
        if not self.is_headless:
            threading.Thread(target=station.warm, daemon=True).start()

    # keys

    async def on_event(self, event: events.Event) -> None:
        """Hand a key to the job at once: keys queued behind one that opens a screen belong to that screen."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            self.pressed(event.key, event.character)
        elif isinstance(event, events.Paste) and not event.is_forwarded:
            self.pasted(event.text)
        else:
            await super().on_event(event)

    def pressed(self, key: str, character: str | None) -> None:
        """Take a key as typed; keys typed before anything is open are kept."""
        if self.job is None:
            self._early.append((key, character))
            return
        known = self._shipped(key)
        try:
            if known == "ctrl+q":
                self.exit(0)
            elif known == "f1" and not isinstance(self.screen, HelpScreen):
                self.show(HelpScreen(self.screen))
            else:
                self.job.press(known, character if known == key else None)
        except Refusal as refusal:
            self.refused(refusal)

    def pasted(self, text: str) -> None:
        """Text pasted into a question or a form is typed letter by letter; a sheet takes none."""
        screen = self.screen
        if isinstance(screen, CareScreen) and screen.takes_text():
            for letter in text:
                self.pressed(letter, letter)
        else:
            self.bell()

    def refused(self, refusal: Refusal) -> None:
        """Say why something was not done."""
        self.bell()
        if isinstance(self.screen, CareScreen):
            self.screen.say(tr(refusal.code, **refusal.facts))

    def _shipped(self, key: str) -> str:
        """The key as we ship it; a key given away by the home's keymap means nothing."""
        if not self.keymap:
            return key
        kind = type(self.screen)
        if kind not in self._known_keys:
            own = [b for b in (*kind.BINDINGS, *self.BINDINGS) if isinstance(b, Binding)]
            try:
                self._known_keys[kind] = keys.remapped(own, self.keymap)
            except Refusal as refusal:
                self._known_keys[kind] = {}
                self.refused(refusal)
        return self._known_keys[kind].get(key, key)

    # ways

    def show(self, screen: CareScreen) -> None:
        """Go to a screen; its job takes the very next key."""
        self.job = screen.job
        self.push_screen(screen)
        self._type_early()

    def _type_early(self) -> None:
        while self.job and self._early:
            self.pressed(*self._early.pop(0))

    def back(self) -> None:
        """Leave the screen on top; the one below takes the very next key."""
        self.pop_screen()

    def pop_screen(self) -> AwaitComplete:
        """Leave the screen on top; the one below takes the very next key."""
        done = super().pop_screen()
        self.job = getattr(self.screen, "job", None)
        return done

    def open_board(self, station: Station) -> None:
        """Show the board."""
        self.show(self._board_of(station))
        self.after_paint(lambda: self.warm(station))

    def get_default_screen(self) -> Screen[Any]:
        """The screen under all others: a board that is shown from the start is laid out and painted once."""
        if self._ground is None:
            return super().get_default_screen()
        board = self._board_of(self._ground)
        self.job = board.job
        return board

    def _board_of(self, station: Station) -> CareScreen:
        """The board; from now on the keys wait for no other terminal."""
        from carelog.ui.screens.board import BoardScreen

        station.be_brief()
        if self._rings:
            self.set_interval(RING_S, partial(self._ring_for, station))
        return BoardScreen(station)

    def open_round(self, station: Station, unit: str, kind: Kind, at: datetime | None = None, person: str = "") -> None:
        """Open the round sheet: for now, or at a time to catch up from paper; on a person's line; asks who types."""
        if station.by is None:
            self.open_who(station, lambda: self.open_round(station, unit, kind, at, person))
            return
        from carelog.ui.screens.round import RoundScreen
        from carelog.ui.sheet.job import RoundJob

        sheet = station.open_round(unit=unit, kind=kind, at=at, catch_up=at is not None)
        self.show(RoundScreen(RoundJob(station, sheet, person)))

    def open_person(self, station: Station, person: str, walk: tuple[str, ...]) -> None:
        """Open a person's page."""
        from carelog.ui.screens.person import PersonScreen

        self.show(PersonScreen(station, person, walk))

    def open_why(self, station: Station, person: str, walk: tuple[str, ...]) -> None:
        """Open why a person stands where they stand."""
        from carelog.ui.screens.why import WhyScreen

        self.show(WhyScreen(station, person, walk))

    def open_alerts(self, station: Station) -> None:
        """Open the alerts of the house."""
        from carelog.ui.screens.alerts import AlertsScreen

        self.show(AlertsScreen(station))

    def open_care(self, station: Station) -> None:
        """Open early care and what is due."""
        from carelog.ui.screens.care import CareLogScreen

        self.show(CareLogScreen(station))

    def open_handover(self, station: Station) -> None:
        """Open the handover of the shift."""
        from carelog.ui.screens.handover import HandoverScreen

        self.show(HandoverScreen(station))

    def open_letter(self, station: Station, person: str) -> None:
        """Open the letter of a person to a doctor."""
        from carelog.ui.screens.letter import LetterScreen

        self.show(LetterScreen(station, person))

    def open_referral(self, station: Station, person: str) -> None:
        """Open the transfer of a person to a hospital."""
        from carelog.ui.screens.referral import ReferralScreen

        self.show(ReferralScreen(station, person))

    def open_protocol(self, station: Station) -> None:
        """Open the protocol in use."""
        from carelog.ui.screens.protocol import ProtocolScreen

        self.show(ProtocolScreen(station))

    def open_trend(self, station: Station) -> None:
        """Open how many are off their own normal."""
        from carelog.ui.screens.trend import TrendScreen

        self.show(TrendScreen(station))

    def open_oxygen(self, station: Station, person: str) -> None:
        """Open the oxygen of the house."""
        from carelog.ui.screens.oxygen import OxygenScreen

        self.show(OxygenScreen(station, person))

    def open_stock(self, station: Station) -> None:
        """Open what is in store, and the devices."""
        from carelog.ui.screens.stock import StockScreen

        self.show(StockScreen(station))

    def open_duties(self, station: Station) -> None:
        """Open what is done day by day in every unit."""
        from carelog.ui.screens.duties import DutiesScreen

        self.show(DutiesScreen(station))

    def open_form(self, station: Station, person: Person | None, kind: Kind, told: Callable[[str], object]) -> None:
        """Open the form of a person, or of somebody new; asks first who types."""
        if station.by is None:
            self.open_who(station, lambda: self.open_form(station, person, kind, told))
            return
        from carelog.ui.screens.form import FormScreen

        self.show(FormScreen(station, person, kind, told))

    def open_outbreak(self, station: Station) -> None:
        """Open clusters and outbreaks."""
        from carelog.ui.screens.outbreak import OutbreakScreen

        self.show(OutbreakScreen(station))

    def open_swabs(self, station: Station) -> None:
        """Open the tests; asks first who types."""
        if station.by is None:
            self.open_who(station, lambda: self.open_swabs(station))
            return
        from carelog.ui.screens.swabs import SwabScreen
        from carelog.ui.swabs.job import SwabJob

        self.show(SwabScreen(SwabJob(station)))

    def open_door(self, station: Station) -> None:
        """Open the check at the door; asks first who answers for visitors."""
        if station.by is None:
            self.open_who(station, lambda: self.open_door(station))
            return
        from carelog.ui.entrance.job import EntranceJob
        from carelog.ui.screens.entrance import EntranceScreen

        self.show(EntranceScreen(EntranceJob(station)))

    def open_who(self, station: Station, then: Callable[[], object] = lambda: None, typed: str = "") -> None:
        """Ask who is at the keyboard, then go on."""
        from carelog.ui.screens.who import WhoScreen

        self.show(WhoScreen(station, then, typed))

    # how it ends

    def _handle_exception(self, error: Exception) -> None:
        """A fault of ours: keep where it happened in a file without anybody's values, say one sentence, and end."""
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        from carelog.station import faults

        file = faults.written(self.home, error)
        self._exit_renderables.append(Text(tr("ui.crashed", file=str(file))))
        self._close_messages_no_wait()
