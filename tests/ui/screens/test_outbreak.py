"""Clusters and outbreaks on the screen: a named person declares, closes, or says that it is none."""

import pytest

from carelog.clock import FixedClock
from carelog.model.outbreak import Outbreak, OutbreakState
from carelog.model.refusal import Refusal
from carelog.station.desk import Station
from carelog.ui.app import CareApp
from carelog.ui.screens.board import BoardScreen
from carelog.ui.screens.outbreak import OutbreakScreen
from carelog.ui.screens.who import WhoScreen
from tests.station.support import tell

from ..support import NOW, opened, painted, typed, until


@pytest.fixture
def app(station: Station) -> CareApp:
    """R02 coughs too: two of unit 1F since this morning."""
    tell(station, "R02", 366, 97, ("cough",))
    return CareApp(lambda app: app.open_board(station), station.home)


def page(app: CareApp) -> str:
    return "\n".join(painted(app))


def stored(station: Station) -> list[Outbreak]:
    return [deed.body for deed in station.log.deeds("outbreak")]


async def test_two_keys_and_a_digit_declare_what_the_signal_asks_about(app: CareApp, station: Station) -> None:
    async with opened(app) as pilot:
        await typed(app, ["x"])
        await until(pilot, lambda: isinstance(app.screen, OutbreakScreen) and "DECIDE: OUTBREAK?" in page(app))
        await typed(app, ["d", "1"])
        await until(pilot, lambda: "Outbreak 1 is declared" in page(app))
        assert [(o.id, o.state, o.syndrome, o.unit) for o in stored(station)] == [
            ("1", OutbreakState.DECLARED, "resp", "1F")
        ]
        await until(pilot, lambda: "Outbreak 1 is declared since" in page(app))
        await typed(app, ["down", "pagedown", "home", "escape"])
        await until(pilot, lambda: isinstance(app.screen, BoardScreen))


async def test_one_that_is_not_quiet_yet_asks_again_before_it_is_closed(app: CareApp, station: Station) -> None:
    station.outbreaks.declare("resp", "1F")
    async with opened(app) as pilot:
        await typed(app, ["x", "c", "1"])
        await until(pilot, lambda: "quiet time has not passed" in page(app))
        await typed(app, ["2"])
        assert len(stored(station)) == 1
        await typed(app, ["c", "1", "1"])
        await until(pilot, lambda: "Outbreak 1 is closed" in page(app))
        assert [o.state for o in stored(station)] == [OutbreakState.DECLARED, OutbreakState.CLOSED]


async def test_one_that_is_quiet_is_closed_at_once(app: CareApp, station: Station, clock: FixedClock) -> None:
    station.outbreaks.declare("gi", "2F")
    clock.at = NOW.replace(day=20)
    async with opened(app) as pilot:
        await typed(app, ["x", "c", "1"])
        await until(pilot, lambda: "Outbreak 1 is closed" in page(app))


async def test_a_signal_that_was_looked_into_is_quiet(app: CareApp, station: Station) -> None:
    async with opened(app) as pilot:
        await typed(app, ["x", "n", "1"])
        await until(pilot, lambda: "Looked into, no outbreak: no. 1" in page(app))
        await typed(app, ["n"])
        await until(pilot, lambda: "No signal waits for an answer" in page(app))
        await typed(app, ["c"])
        await until(pilot, lambda: "No outbreak is open" in page(app))


async def test_without_a_signal_it_says_how_to_declare_all_the_same(station: Station) -> None:
    app = CareApp(lambda app: app.open_outbreak(station), station.home)
    async with opened(app) as pilot:
        await typed(app, ["d"])
        await until(pilot, lambda: "carelog outbreak declare" in page(app))


async def test_nobody_declares_before_saying_who_they_are(app: CareApp, station: Station) -> None:
    station.by = None
    async with opened(app) as pilot:
        await typed(app, ["x", "d"])
        await until(pilot, lambda: isinstance(app.screen, WhoScreen))
        assert stored(station) == []


async def test_what_another_terminal_wrote_comes_by_itself_and_a_refusal_keeps_the_page(
    app: CareApp, station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(app) as pilot:
        await typed(app, ["x"])
        await until(pilot, lambda: isinstance(app.screen, OutbreakScreen))
        other = Station.open(station.home, station.clock, "N02")
        other.outbreaks.declare("gi", "2F")
        other.close_log()
        await until(pilot, lambda: "No. 1" in page(app))

        def busy() -> None:
            raise Refusal("log.busy")

        monkeypatch.setattr(station.outbreaks, "view", busy)
        assert isinstance(app.screen, OutbreakScreen)
        app.screen.reload()
        await pilot.pause()
        assert "DECIDE: OUTBREAK?" in page(app)
