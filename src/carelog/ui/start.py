"""Opening the screen."""

from __future__ import annotations

import gc
import os
from typing import TYPE_CHECKING, Protocol

from carelog import settings, words
from carelog.model.refusal import Refusal

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from carelog.station.desk import Station
    from carelog.ui.app import CareApp, Opening


class Clock(Protocol):
    """What the station goes by (see `carelog.clock`)."""

    def now(self) -> datetime:
        """The time now."""

    def new_id(self) -> str:
        """A new id."""


def run(
    home: Path, clock: Clock, by: str = "", *, language_chosen: bool = False, theme: str = "", mouse: bool = True
) -> int:
    """Open the board of a home; ask who is there where nobody signed in, and begin a home where there is none.

    The home's own language is spoken unless one was chosen. Returns the exit code: 0 left, 128 + n ended by signal n,
    1 a fault of ours. Refuses before anything is painted what the station refuses.
    """
    os.environ.setdefault("ESCDELAY", "150")
    os.environ["TEXTUAL_ANIMATIONS"] = "none"
    gc.disable()
    chosen = settings.read(home)
    station = _station(home, clock, by)
    if station and not language_chosen and not chosen.language:
        words.use(words.nearest(station.facility.language))
    from carelog.ui import keys
    from carelog.ui.app import CareApp

    keys.check(chosen.keymap)
    opening = _opening(home, clock, station, chosen.by)
    app = CareApp(opening, home, station=station, keymap=chosen.keymap, theme=theme or look(chosen), bell=chosen.bell)
    app.run(mouse=mouse)
    return app.return_code or app.return_value or 0


def look(chosen: settings.Settings) -> str:
    """The palette a home asks for; NO_COLOR in the terminal goes before it."""
    if chosen.no_color or os.environ.get("NO_COLOR"):
        return "carelog-mono"
    return f"carelog-{chosen.theme}" if chosen.theme else ""


def _station(home: Path, clock: Clock, by: str) -> Station | None:
    from carelog.station.desk import Station

    try:
        return Station.open(home, clock, by)
    except Refusal as refusal:
        if refusal.code == "log.no_home":
            return None
        raise


def _opening(home: Path, clock: Clock, station: Station | None, offered: str) -> Opening:
    def show(app: CareApp) -> None:
        if station is None:
            welcome(app, home, clock)
        elif station.by is None:
            app.open_who(station, typed=offered)

    return show


def welcome(app: CareApp, home: Path, clock: Clock) -> None:
    """Ask what a new home needs to be told; then its board is shown, the first staff member signed in."""
    from carelog.station.desk import Station
    from carelog.station.founding import Plan, protocol_for, zone_of_the_machine
    from carelog.ui.screens.welcome import Founding, WelcomeScreen

    def begun(told: Founding) -> None:
        plan = Plan(
            told.facility, told.language, zone_of_the_machine(), protocol_for(told.language), told.by_code, told.by_name
        )
        station = Station.found(home, clock, plan)
        app.back()
        app.open_board(station)

    app.show(WelcomeScreen(begun))
