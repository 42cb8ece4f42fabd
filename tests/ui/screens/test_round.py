"""The round sheet on the screen, over a real home; what counts is what was stored."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual import events
from textual.geometry import Region

from carelog.model.reading import Quantity
from carelog.ui.app import CareApp
from carelog.ui.screens.board import BoardScreen
from carelog.ui.screens.help import HelpScreen
from carelog.ui.screens.round import RoundScreen
from carelog.ui.widgets.round_sheet import RoundSheet
from carelog.words import use

from ..sheet.homes import a_home, a_round, held, the_clock, told, type_on
from ..sheet.typed_rounds import keys, normal_round
from ..support import opened, painted, typed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from carelog.station.desk import Station

KEPT = Path(__file__).parent.parent / "sheet" / "pictures"
T, S, O2 = Quantity.TEMPERATURE, Quantity.SPO2, Quantity.OXYGEN


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Station]:
    """Sixty residents of whom nothing is known yet."""
    found = a_home(tmp_path / "house", the_clock(), residents=60)
    yield found
    found.close_log()


def app_of(station: Station, theme: str = "") -> CareApp:
    return CareApp(lambda app: app.open_board(station), station.home, theme=theme)


def the_round(app: CareApp) -> RoundScreen:
    assert isinstance(app.screen, RoundScreen)
    return app.screen


async def test_r_and_360_keys_in_one_burst_stand_person_by_person_in_the_log(house: Station) -> None:
    app = app_of(house)
    visits = normal_round()
    async with opened(app) as pilot:
        await typed(app, ["r", *(key for visit in visits for key in visit.keys)])
        await pilot.pause()
        assert "60 of 60" in painted(app)[0]
    for n, visit in enumerate(visits):
        (one,) = held(house, n)
        assert told(one) == {T: visit.temperature, S: visit.spo2, O2: 0}


async def test_keys_typed_before_the_sheet_is_painted_are_seen_once_it_is(house: Station) -> None:
    app = app_of(house)
    async with opened(app) as pilot:
        await typed(app, ["r", *"36697036"])
        await pilot.pause()
        await pilot.pause()
        lines = painted(app)
        assert "36.6" in lines[2]
        assert "saved" in lines[2]
        assert "36_" in lines[3]


async def test_esc_goes_back_to_the_board_even_before_the_sheet_is_painted(house: Station) -> None:
    app = app_of(house)
    async with opened(app) as pilot:
        await typed(app, ["r", *"36697", "escape", "escape", "3"])
        await pilot.pause()
        assert isinstance(app.screen, BoardScreen)
        assert held(house, 0) == []
        await typed(app, ["r"])
        await pilot.pause()
        assert the_round(app).round.state.rows[0].readings


async def test_whoever_comes_back_from_help_looks_before_typing(house: Station) -> None:
    app = app_of(house)
    async with opened(app) as pilot:
        await typed(app, ["r", *"36697", "f1", "enter", *"0365"])
        await pilot.pause()
        state = the_round(app).round.state
        assert state.at == 0
        assert state.stop is not None
        assert held(house, 0) == []


async def test_the_board_behind_the_sheet_takes_no_news_from_it_and_a_moved_bed_shows(house: Station) -> None:
    app = app_of(house)
    async with opened(app) as pilot:
        board = app.screen
        assert isinstance(board, BoardScreen)
        await typed(app, ["r"])
        await pilot.pause()
        other = type(house).open(house.home, the_clock(seed=5), "N02")
        other.put([replace(other.by_code("R001"), bed="9-09")])
        other.close_log()
        board.poll()
        the_round(app).round.tick()
        await pilot.pause()
        assert "now bed 9-09" in painted(app)[3]


async def test_help_names_every_key_of_the_sheet(house: Station) -> None:
    app = app_of(house)
    async with opened(app, (120, 60)) as pilot:
        await typed(app, ["r", "f1"])
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)
        text = "\n".join(painted(app))
        for words in ("366 97 0", "F2", "F9", "asleep", "Backspace", "; ", "Space"):
            assert words in text


async def test_a_digit_paints_the_one_line_it_changed(house: Station, monkeypatch: pytest.MonkeyPatch) -> None:
    app = app_of(house)
    async with opened(app) as pilot:
        await typed(app, ["r"])
        await pilot.pause()
        again: list[int] = []
        known = RoundSheet.refresh

        def refresh(self: RoundSheet, *regions: Region, **how: bool) -> RoundSheet:
            again.extend(region.y for region in regions)
            return known(self, *regions, **how)

        monkeypatch.setattr(RoundSheet, "refresh", refresh)
        await typed(app, "3")
        await pilot.pause()
        assert again == [1]


async def test_a_paste_is_never_taken_for_values(house: Station) -> None:
    app = app_of(house)
    async with opened(app) as pilot:
        await typed(app, ["r"])
        await pilot.pause()
        app.post_message(events.Paste("366970\n365960\n"))
        await pilot.pause()
        assert the_round(app).round.state.rows == {}


async def test_the_cursor_stays_in_sight_down_a_long_round(house: Station) -> None:
    app = app_of(house)
    async with opened(app) as pilot:
        await typed(app, ["r", *"366970" * 35])
        await pilot.pause()
        assert any(line.startswith("> 2-16") for line in painted(app))
        await typed(app, ["home"])
        await pilot.pause()
        assert painted(app)[2].startswith("? 1-01")


async def test_two_terminals_on_one_row_are_told_on_the_row_and_the_cursor_goes_on(house: Station) -> None:
    app = app_of(house)
    async with opened(app, (120, 40)) as pilot:
        await typed(app, ["r"])
        await pilot.pause()
        other = type(house).open(house.home, the_clock(seed=5), "N02")
        app_round = the_round(app).round

        type_on(a_round(other), "365 98 0")
        await typed(app, "366970")
        await pilot.pause()
        assert "N02 was first" in painted(app)[2]
        assert app_round.state.at == 1
        other.close_log()


SCENES = {
    "round": "",
    "round-stopped": "365 97 365",
    "round-unlikely": "365 97 0 395",
    "round-temperature-in-spo2": "365 36",
    "round-symptoms": "365 97 cd",
    "round-list": "365 97 ; 01 12",
    "round-why-not": "-",
    "round-full-set": "<f2> 365 97 18<enter> 7",
    "round-oxygen": "365 97 *2",
    "round-repeat": "<home><right> 384 91 <enter> <home>",
    "round-site": "<f3>",
    "round-why": "<home><right> <f4>",
    "round-jump": "/2-0",
    "round-end": "365 97 0 " * 3 + "--2",
}


@pytest.mark.parametrize("look", ["80x24", "120x40", "80x24-mono"])
@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("name", SCENES)
async def test_the_sheet_looks_as_it_did(station: Station, name: str, language: str, look: str) -> None:
    """`CARELOG_PICTURES=write` paints the pictures anew; look at the difference before keeping it."""
    use(language)
    size, _, mono = look.partition("-")
    columns, lines = (int(n) for n in size.split("x"))
    app = app_of(station, "carelog-mono" if mono else "")
    async with opened(app, (columns, lines)) as pilot:
        await typed(app, ["r", *keys(SCENES[name])])
        await pilot.pause()
        await pilot.pause()
        seen = "\n".join(painted(app, styles="weight" if mono else "name")) + "\n"
    kept = KEPT / f"{name}-{language}-{look}.txt"
    if os.environ.get("CARELOG_PICTURES") == "write":
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(seen, encoding="utf-8")
    assert seen == kept.read_text(encoding="utf-8")
