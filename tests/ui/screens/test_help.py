"""Help everywhere, written from the keys."""

import pytest

from carelog.station.desk import Station
from carelog.ui import keys
from carelog.ui.app import CareApp
from carelog.ui.screens.board import BoardScreen
from carelog.ui.screens.help import HelpScreen
from carelog.ui.screens.person import PersonScreen
from carelog.words import tr, use

from ..support import opened, painted, typed


@pytest.fixture
def app(station: Station) -> CareApp:
    return CareApp(lambda app: app.open_board(station), station.home)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
async def test_help_names_every_key_of_the_board_with_its_words(app: CareApp, language: str) -> None:
    use(language)
    async with opened(app, (100, 90)) as pilot:
        await typed(app, ["f1"])
        await pilot.pause()
        seen = "\n".join(painted(app))
        for binding in (*keys.BOARD, *keys.EVERYWHERE):
            assert not isinstance(binding, tuple)
            assert keys.named(binding.key) in seen
            assert tr(binding.description) in seen
        assert tr("board.help").split("\n")[0][:20] in seen


async def test_help_scrolls_and_goes_back_to_where_one_came_from(app: CareApp) -> None:
    async with opened(app) as pilot:
        await typed(app, ["enter", "f1"])
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)
        await typed(app, ["end", "home", "pagedown", "pageup", "down", "up"])
        await pilot.pause()
        await typed(app, ["escape"])
        await pilot.pause()
        assert isinstance(app.screen, PersonScreen)


async def test_the_same_key_closes_help(app: CareApp) -> None:
    async with opened(app) as pilot:
        await typed(app, ["f1", "f1"])
        await pilot.pause()
        assert isinstance(app.screen, BoardScreen)


async def test_help_shows_the_keys_as_the_home_changed_them(station: Station) -> None:
    app = CareApp(lambda app: app.open_board(station), station.home, keymap={"board.round": "z"})
    async with opened(app, (100, 90)) as pilot:
        await typed(app, ["f1"])
        await pilot.pause()
        assert any(line.split() == ["z", "round"] for line in painted(app))
