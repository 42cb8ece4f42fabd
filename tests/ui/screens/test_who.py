"""Who is at the keyboard."""

import pytest

from carelog.station.desk import Station
from carelog.ui.app import CareApp
from carelog.ui.finding import asked_for
from carelog.ui.screens.board import BoardScreen
from carelog.ui.screens.who import WhoScreen

from ..support import opened, painted, typed


@pytest.fixture
def app(station: Station) -> CareApp:
    station.by = None

    def opening(app: CareApp) -> None:
        app.open_board(station)
        app.open_who(station)

    return CareApp(opening, station.home)


def test_staff_are_found_by_code_name_and_initials(station: Station) -> None:
    staff = station.staff()
    assert [p.code for p in asked_for(staff, "")] == ["N01", "N02"]
    for typed_so in ("N02", "n02", "张", "zm"):
        assert [p.code for p in asked_for(staff, typed_so)] == ["N02"]
    assert asked_for(staff, "nobody") == []


async def test_a_code_and_enter_sign_in_and_show_the_board(app: CareApp, station: Station) -> None:
    async with opened(app) as pilot:
        assert isinstance(app.screen, WhoScreen)
        await typed(app, [*"N02", "enter"])
        await pilot.pause()
        assert isinstance(app.screen, BoardScreen)
        assert station.by
        assert station.by.code == "N02"


async def test_the_list_can_be_walked(app: CareApp, station: Station) -> None:
    async with opened(app) as pilot:
        await typed(app, ["end", "up", "down", "home", "pagedown", "enter"])
        await pilot.pause()
        assert station.by
        assert station.by.code == "N02"


async def test_nobody_of_that_name_is_said_and_signs_nobody_in(app: CareApp, station: Station) -> None:
    async with opened(app) as pilot:
        await typed(app, [*"xx", "enter"])
        await pilot.pause()
        assert "Nobody here is called so." in "\n".join(painted(app))
        assert station.by is None
        await typed(app, ["backspace", "backspace"])
        await pilot.pause()
        assert "李 [/i] 护士" in "\n".join(painted(app))


async def test_escape_shows_the_board_to_look_at_only(app: CareApp, station: Station) -> None:
    async with opened(app) as pilot:
        await typed(app, ["escape"])
        await pilot.pause()
        assert isinstance(app.screen, BoardScreen)
        assert station.by is None
