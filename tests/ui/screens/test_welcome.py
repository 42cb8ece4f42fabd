"""The first start."""

from pathlib import Path

import pytest

from carelog.clock import FixedClock
from carelog.ui.app import CareApp
from carelog.ui.screens.board import BoardScreen
from carelog.ui.screens.welcome import Founding, WelcomeScreen
from carelog.ui.start import welcome
from carelog.words import language

from ..support import NOW, opened, painted, typed


@pytest.fixture
def app(tmp_path: Path) -> CareApp:
    return CareApp(lambda app: welcome(app, tmp_path / "home", FixedClock(NOW)), tmp_path)


async def test_four_answers_begin_a_home_and_sign_in(app: CareApp, tmp_path: Path) -> None:
    async with opened(app) as pilot:
        await typed(app, ["2", *"Happy Home", "enter", *"N01", "enter", *"Li Wen", "enter"])
        await pilot.pause()
        await pilot.pause()
        assert isinstance(app.screen, BoardScreen)
        assert app.screen.station.facility.name == "Happy Home"
        assert app.screen.station.by
        assert app.screen.station.by.name == "Li Wen"
        assert (tmp_path / "home" / "carelog.db").exists()


async def test_the_language_changes_at_once(app: CareApp) -> None:
    async with opened(app) as pilot:
        await typed(app, ["1"])
        await pilot.pause()
        assert language() == "zh_CN"
        assert "机构名称" in "\n".join(painted(app))


async def test_a_home_without_a_name_is_refused_with_a_sentence(app: CareApp, tmp_path: Path) -> None:
    async with opened(app) as pilot:
        await typed(app, ["enter", "enter", "enter", "enter"])
        await pilot.pause()
        assert "A home needs a name" in painted(app)[-1]
        assert not (tmp_path / "home" / "carelog.db").exists()


async def test_answers_can_be_mended_before_the_last_enter(tmp_path: Path) -> None:
    told: list[Founding] = []
    app = CareApp(lambda app: app.show(WelcomeScreen(told.append)), tmp_path)
    async with opened(app) as pilot:
        await typed(app, ["2", *"Hapyy", "backspace", "backspace", *"py", "down", "up", "tab", *"N1", "enter", "enter"])
        await pilot.pause()
    assert told == [Founding("en", "Happy", "N1", "")]


async def test_a_chinese_name_may_be_pasted(app: CareApp) -> None:
    async with opened(app) as pilot:
        await typed(app, ["2"])
        await pilot.pause()
        app.pasted("幸福院")
        await pilot.pause()
        assert "幸福院" in "\n".join(painted(app))


async def test_escape_leaves_and_makes_nothing(app: CareApp, tmp_path: Path) -> None:
    async with opened(app) as pilot:
        await typed(app, [*"xx", "escape"])
        await pilot.pause()
    assert app.return_value == 0
    assert not (tmp_path / "home").exists()
