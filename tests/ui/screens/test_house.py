"""The protocol in use and the trend of the house, on the screen."""

import pytest

from carelog.model.refusal import Refusal
from carelog.protocol.price import Price
from carelog.station.desk import Station
from carelog.ui.app import CareApp
from carelog.ui.screens.board import BoardScreen
from carelog.ui.screens.protocol import ProtocolScreen
from carelog.ui.screens.trend import TrendScreen

from ..support import opened, painted, typed, until


@pytest.fixture
def app(station: Station) -> CareApp:
    return CareApp(lambda app: app.open_board(station), station.home)


def page(app: CareApp) -> str:
    return "\n".join(painted(app))


async def test_a_key_on_the_board_opens_the_protocol_and_its_cost_comes_by_itself(app: CareApp) -> None:
    async with opened(app, (120, 40)) as pilot:
        await typed(app, ["p"])
        await until(pilot, lambda: isinstance(app.screen, ProtocolScreen))
        await until(pilot, lambda: "needs your doctor's signature" in page(app))
        await typed(app, ["pagedown"])
        await until(pilot, lambda: "of 100 resident-days" in page(app))
        await typed(app, ["end", "home", "escape"])
        await until(pilot, lambda: isinstance(app.screen, BoardScreen))


async def test_where_the_cost_cannot_be_counted_the_rules_stand_all_the_same(
    app: CareApp, station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy() -> Price:
        raise Refusal("log.busy")

    monkeypatch.setattr(station, "price_of_late", busy)
    async with opened(app, (120, 40)) as pilot:
        await typed(app, ["p", "pagedown"])
        await until(pilot, lambda: "counting the alarms" in page(app))


async def test_a_protocol_left_before_it_is_counted_leaves_no_trace(app: CareApp) -> None:
    async with opened(app, (120, 40)) as pilot:
        await typed(app, ["p", "q"])
        await until(pilot, lambda: isinstance(app.screen, BoardScreen))
        await pilot.pause(0.3)


async def test_a_key_on_the_board_opens_the_trend(app: CareApp) -> None:
    async with opened(app, (100, 40)) as pilot:
        await typed(app, ["t"])
        await until(pilot, lambda: isinstance(app.screen, TrendScreen) and "The whole house" in page(app))
        assert "幸福 [b] 院" in page(app)
        await typed(app, ["end", "pageup", "f1"])
        await until(pilot, lambda: "two weeks before deaths" in page(app))


async def test_leaving_the_trend_goes_back_to_the_board(app: CareApp) -> None:
    async with opened(app) as pilot:
        await typed(app, ["t", "escape"])
        await until(pilot, lambda: isinstance(app.screen, BoardScreen))
