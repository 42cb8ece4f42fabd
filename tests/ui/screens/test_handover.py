"""The handover on the screen: read, signed by two, written as a page."""

import pytest

from carelog.clock import FixedClock
from carelog.station.desk import Station
from carelog.ui.app import CareApp
from carelog.ui.screens.handover import HandoverScreen
from tests.station.support import later, tell

from ..support import opened, painted, typed, until


@pytest.fixture
def app(station: Station) -> CareApp:
    return CareApp(lambda app: app.open_board(station), station.home)


def page(app: CareApp) -> str:
    return "\n".join(painted(app))


async def test_a_key_on_the_board_opens_it_and_who_comes_signs_with_their_own_code(
    app: CareApp, station: Station, clock: FixedClock
) -> None:
    async with opened(app, (100, 40)) as pilot:
        await typed(app, ["H"])
        await until(pilot, lambda: isinstance(app.screen, HandoverScreen))
        await pilot.pause()
        assert "Not signed yet" in page(app) or "New alerts" in page(app)
        await typed(app, ["s", *"N01", "enter"])
        await pilot.pause()
        assert station.handover.last() is None
        assert "N01 cannot hand over to themselves" in page(app)
        await typed(app, ["escape", "s", *"N02", "enter"])
        await pilot.pause()
        signed = station.handover.last()
        assert signed is not None
        assert (signed.gives, signed.takes) == (station.by_code("N01").id, station.by_code("N02").id)
        assert signed.until == station.now()
        assert "Signed: N01" in page(app)
        later(clock, 5)
        await typed(app, ["s", *"N02", "enter"])
        await pilot.pause()
        assert len(station.log.deeds("handed_over")) == 1


async def test_w_writes_the_page_and_keeps_the_proof(app: CareApp, station: Station) -> None:
    async with opened(app, (80, 24)) as pilot:
        await typed(app, ["H", "w"])
        await pilot.pause()
        (file,) = (station.home / "handovers").iterdir()
        assert file.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
        assert [d.body.what for d in station.log.deeds("exported")] == ["handover"]
        assert "Written:" in page(app)


async def test_nobody_signed_in_is_asked_who_they_are_first(app: CareApp, station: Station) -> None:
    station.by = None
    async with opened(app, (80, 24)) as pilot:
        await typed(app, ["H", "s"])
        await pilot.pause()
        await typed(app, ["escape", "w"])
        await pilot.pause()
        assert not (station.home / "handovers").exists()
        assert station.handover.last() is None


async def test_what_is_written_elsewhere_shows_until_it_is_signed(
    app: CareApp, station: Station, clock: FixedClock
) -> None:
    async with opened(app, (100, 60)) as pilot:
        await typed(app, ["H"])
        await until(pilot, lambda: isinstance(app.screen, HandoverScreen))
        other = Station.open(station.home, clock, "N02")
        tell(other, "R05", 392, 97)
        other.close_log()
        bed = station.by_code("R05").bed
        await until(pilot, lambda: f"{bed} " in page(app).partition("Went,")[0])
        assert isinstance(app.screen, HandoverScreen)
        await typed(app, ["s", *"N02", "enter"])
        await pilot.pause()
        app.screen.reload()
        assert app.screen.told.until == station.now()
