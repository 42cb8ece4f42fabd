"""The alerts of the house on the screen: seen one by one or together, closed, taken back."""

import pytest

from carelog.clock import FixedClock
from carelog.model.alerting import Action, Outcome
from carelog.station.alerting.door import AlertState
from carelog.station.desk import Station
from carelog.ui.app import CareApp
from carelog.ui.screens.alerts import AlertsScreen
from carelog.ui.screens.person import PersonScreen
from carelog.ui.screens.round import RoundScreen
from tests.station.support import later, tell

from ..support import opened, painted, typed, until


@pytest.fixture
def app(station: Station, clock: FixedClock) -> CareApp:
    for code in ("R05", "R06"):
        tell(station, code, 388, 97)
        later(clock, 1)
    return CareApp(lambda app: app.open_board(station), station.home)


def page(app: CareApp) -> str:
    return "\n".join(painted(app))


async def test_a_key_on_the_board_shows_who_waits_urgent_first(app: CareApp) -> None:
    async with opened(app, (100, 40)) as pilot:
        await typed(app, ["a"])
        await until(pilot, lambda: isinstance(app.screen, AlertsScreen))
        await pilot.pause()
        seen = page(app)
        assert seen.index("!!! ") < seen.index("!!  ")
        assert "nobody has seen it yet" in seen
        assert "since 09:30" in seen
        await typed(app, ["enter"])
        await until(pilot, lambda: isinstance(app.screen, PersonScreen))


async def test_all_that_wait_for_review_are_seen_in_few_keys_and_taken_back_in_one(
    app: CareApp, station: Station
) -> None:
    async with opened(app, (100, 40)) as pilot:
        await typed(app, ["a", "A", "4", "6", "3"])
        await pilot.pause()
        states = {r.person.code: (r.state, r.action) for r in station.alerts.every()}
        assert states["R05"] == (AlertState.SEEN, Action.TREATED)
        assert states["R06"] == (AlertState.SEEN, Action.WATCHING)
        assert states["R01"][0] is AlertState.NEW
        assert "holds 09:32-10:32" in page(app)
        await typed(app, ["f6"])
        await pilot.pause()
        assert {r.state for r in station.alerts.every()} == {AlertState.NEW}


async def test_a_key_measures_the_one_under_the_cursor(app: CareApp, station: Station) -> None:
    async with opened(app, (100, 40)) as pilot:
        await typed(app, ["a"])
        await until(pilot, lambda: isinstance(app.screen, AlertsScreen))
        screen = app.screen
        assert isinstance(screen, AlertsScreen)
        row = screen.current()
        assert row is not None
        await typed(app, ["r", *"37"])
        await until(pilot, lambda: isinstance(app.screen, RoundScreen))
        sheet = app.screen
        assert isinstance(sheet, RoundScreen)
        assert sheet.round.sheet.people[sheet.round.state.at].person.id == row.person.id


async def test_escape_in_the_middle_stores_nothing(app: CareApp, station: Station) -> None:
    async with opened(app, (100, 40)) as pilot:
        await typed(app, ["a", "A", "4", "escape"])
        await pilot.pause()
        assert {r.state for r in station.alerts.every()} == {AlertState.NEW}


async def test_one_is_seen_and_closed_where_the_cursor_stands(app: CareApp, station: Station) -> None:
    async with opened(app, (100, 40)) as pilot:
        await typed(app, ["a", "down", "a", "2", "1"])
        await pilot.pause()
        assert next(r for r in station.alerts.every() if r.person.code == "R05").action is Action.RECHECK
        await typed(app, ["c", "2"])
        await pilot.pause()
        assert "R05" not in {r.person.code for r in station.alerts.every()}


async def test_a_house_without_alerts_says_so(station: Station) -> None:
    station.close(station.by_code("R01").id, Outcome.TRANSFERRED)
    app = CareApp(lambda app: app.open_alerts(station), station.home)
    async with opened(app, (100, 40)) as pilot:
        await pilot.pause()
        assert "No alert is open" in page(app)
        await typed(app, ["A", "a", "c", "enter", "down"])
        await pilot.pause()
        assert isinstance(app.screen, AlertsScreen)
