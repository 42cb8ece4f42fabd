"""Daily duties on the screen: one key a cell."""

from datetime import timedelta

import pytest

from carelog.clock import FixedClock
from carelog.model.duties import HOUSE, DutyTold, NotDone
from carelog.station.desk import Station
from carelog.ui.app import CareApp
from carelog.ui.screens.board import BoardScreen
from carelog.ui.screens.duties import DutiesScreen
from carelog.ui.screens.who import WhoScreen

from ..support import opened, painted, typed, until


@pytest.fixture
def app(station: Station) -> CareApp:
    return CareApp(lambda app: app.open_board(station), station.home)


def told(station: Station) -> list[object]:
    return [deed.body for deed in station.log.deeds("duty")]


async def test_a_key_a_cell_says_that_it_was_done(app: CareApp, station: Station) -> None:
    today = station.duties.today()
    async with opened(app) as pilot:
        await typed(app, ["h", "space", "down", "right", "1", "left", "minus", "3"])
        await until(pilot, lambda: len(told(station)) == 3)
        assert "[.. 0 of 2]" in "\n".join(painted(app))
        await typed(app, ["up", "space"])
        await until(pilot, lambda: "Already done 1 times" in painted(app)[-1])
        await typed(app, ["escape"])
        await until(pilot, lambda: isinstance(app.screen, BoardScreen))
    assert told(station) == [
        DutyTold(HOUSE, "isolation_room", today),
        DutyTold("1F", "disinfection", today),
        DutyTold("1F", "ventilation", today, NotDone.NO_SUPPLIES),
    ]


async def test_a_slip_is_taken_back(app: CareApp, station: Station) -> None:
    async with opened(app) as pilot:
        await typed(app, ["h", "f6"])
        await until(pilot, lambda: "Nothing of yours" in painted(app)[-1])
        await typed(app, ["space", "f6"])
        await until(pilot, lambda: "Taken back" in painted(app)[-1])
    assert told(station) == []


async def test_what_was_not_done_yesterday_is_said(app: CareApp, station: Station, clock: FixedClock) -> None:
    station.duties.tell(HOUSE, "isolation_room")
    clock.move(timedelta(days=1))
    async with opened(app, (120, 40)) as pilot:
        await typed(app, ["h"])
        await until(pilot, lambda: "Not done yesterday: 1F ventilation (open), 1F" in "\n".join(painted(app)))


async def test_who_did_it_is_asked_first(app: CareApp, station: Station) -> None:
    station.by = None
    async with opened(app) as pilot:
        for key in ("space", "minus", "f6"):
            await typed(app, ["h", key])
            await until(pilot, lambda: isinstance(app.screen, WhoScreen))
            await typed(app, ["escape", "escape"])
            await until(pilot, lambda: isinstance(app.screen, BoardScreen))
    assert told(station) == []


async def test_what_another_terminal_wrote_shows_by_itself(app: CareApp, station: Station) -> None:
    async with opened(app) as pilot:
        await typed(app, ["h"])
        await until(pilot, lambda: isinstance(app.screen, DutiesScreen))
        other = Station.open(station.home, station.clock, "N02")
        other.duties.tell("1F", "disinfection")
        other.close_log()
        await until(pilot, lambda: "ok done" in "\n".join(painted(app)))


async def test_a_house_without_duties_stays_up_whatever_is_typed(
    app: CareApp, station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(station.light, "duties", ())
    async with opened(app) as pilot:
        await typed(app, ["h", "space", "minus", "up", "right"])
        await until(pilot, lambda: "names no daily duties" in "\n".join(painted(app)))
