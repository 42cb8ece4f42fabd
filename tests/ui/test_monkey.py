"""Any keys in any order, faster than anything is painted: the screen stays up, and the record stays whole."""

import random

import pytest

from carelog.clock import FixedClock
from carelog.station.desk import Station
from carelog.ui.app import CareApp
from carelog.ui.base import CareScreen
from tests.station.support import later

from .support import opened, painted, typed

KEYS = (
    *"rRouswkh/capt0123456789+-*;.xyz",
    *("enter", "escape", "up", "down", "left", "right", "pageup", "pagedown", "home", "end", "tab", "space"),
    *("backspace", "delete", "f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8", "f9"),
)
"""All but those that leave; letters as often as the rest, for they open everything."""


@pytest.mark.parametrize("seed", range(4))
async def test_a_cat_on_the_keyboard_breaks_nothing(station: Station, clock: FixedClock, seed: int) -> None:
    chance = random.Random(seed)
    names = [person.name for person in station.people()]
    app = CareApp(lambda app: app.open_board(station), station.home)
    async with opened(app) as pilot:
        for _ in range(25):
            await typed(app, chance.choices(KEYS, k=20))
            await pilot.pause()
            later(clock, 0.2)
            assert isinstance(app.screen, CareScreen)
            assert app.job is app.screen.job or app.job is not None
            assert len(painted(app)) == 24
    assert [person.name for person in station.people()] == names
    report = station.log.verify()
    assert report.first_bad is None
    assert not report.views_differ


@pytest.mark.parametrize("seed", range(3))
async def test_a_window_pulled_to_any_size_breaks_nothing(station: Station, seed: int) -> None:
    chance = random.Random(seed)
    app = CareApp(lambda app: app.open_board(station), station.home)
    async with opened(app) as pilot:
        for _ in range(12):
            await pilot.resize_terminal(chance.randint(20, 200), chance.randint(4, 60))
            await typed(app, chance.choices(("down", "end", "enter", "escape", "f1", "s", "c", "slash", "2"), k=4))
            await pilot.pause()
            assert isinstance(app.screen, CareScreen)
