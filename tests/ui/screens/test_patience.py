"""While another terminal writes, a screen waits a tenth of a second and no longer; the row waits, not the nurse."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from carelog.log.engine import COMMAND_PATIENCE_MS, SCREEN_PATIENCE_MS
from carelog.model.reading import Quantity
from carelog.station.desk import Station
from carelog.ui.app import CareApp
from carelog.ui.screens.round import RoundScreen

from ..sheet.homes import a_home, held, the_clock, told
from ..support import opened, painted, typed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

T, S, O2 = Quantity.TEMPERATURE, Quantity.SPO2, Quantity.OXYGEN


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Station]:
    found = a_home(tmp_path / "house", the_clock())
    yield found
    found.close_log()


async def test_a_row_that_finds_the_book_held_is_not_saved_yet_and_keeps_its_id_until_it_is(house: Station) -> None:
    app = CareApp(lambda app: app.open_board(house), house.home)
    holder = Station.open(house.home, the_clock(seed=9), "N02")
    async with opened(app) as pilot:
        with holder.log.batch():
            await typed(app, ["r", *"366970"])
            await pilot.pause()
            assert "not saved yet" in "\n".join(painted(app))
            (draft,) = house.drafts()
        assert held(house, 0) == []
        assert isinstance(app.screen, RoundScreen)
        app.screen.round.retry()
        await pilot.pause()
        assert "not saved yet" not in "\n".join(painted(app))
    (stored,) = held(house, 0)
    assert (stored.entry, stored.act, told(stored)) == (draft.entry, draft.act, {T: 366, S: 97, O2: 0})
    holder.close_log()


def waits(station: Station) -> tuple[int, int, int]:
    """How long an act, a look at the book and a draft wait, in milliseconds."""
    read, draft = (db.execute("PRAGMA busy_timeout").fetchone()[0] for db in (station.log._db, station.drafts_file._db))
    return station.log._hand._patience, read, draft


@pytest.mark.parametrize("drafts_open", [True, False])
def test_a_station_told_to_be_brief_waits_as_a_screen_may(house: Station, drafts_open: bool) -> None:
    if drafts_open:
        assert waits(house) == (COMMAND_PATIENCE_MS,) * 3
    house.be_brief()
    assert waits(house) == (SCREEN_PATIENCE_MS, COMMAND_PATIENCE_MS, SCREEN_PATIENCE_MS)


async def test_the_screen_tells_its_station_to_be_brief(house: Station) -> None:
    async with opened(CareApp(lambda app: app.open_board(house), house.home)):
        assert waits(house)[0] == SCREEN_PATIENCE_MS
