"""The tests screen over a real home: what counts is what was stored, and what a nurse reads."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual import events

from carelog.clock import FixedClock
from carelog.model.deeds import Method, Result
from carelog.model.person import Presence
from carelog.model.swabs import Label
from carelog.station.swabs.results import sample_of
from carelog.ui.app import CareApp
from carelog.ui.screens.board import BoardScreen
from carelog.ui.screens.help import HelpScreen
from carelog.ui.screens.swabs import SwabScreen
from carelog.words import use

from ..support import opened, painted, typed
from ..swabs.conftest import MORNING, a_house
from ..swabs.lists import keys

if TYPE_CHECKING:
    from collections.abc import Iterator

    from carelog.station.desk import Station

KEPT = Path(__file__).parent.parent / "swabs" / "pictures"
A, P = Method.ANTIGEN, Method.PCR


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Station]:
    """Forty-four residents and three of the staff; two samples are out, one person is isolated for three days."""
    clock = FixedClock(MORNING - timedelta(days=2))
    found = a_house(tmp_path / "house", clock, 44, 3)
    found.swabbed(found.by_code("R043").id, A, Result.POSITIVE, found.now(), target="influenza_a")
    clock.at = MORNING - timedelta(hours=40)
    for n, code in enumerate(("R010", "R041"), 11):
        found.swabs.take(sample_of(found.by_code(code).id, P, Label("L1", "P7", str(n))), found.now())
        clock.at = MORNING - timedelta(hours=3)
    clock.at = MORNING
    found.move(found.by_code("R002").id, Presence.HOSPITAL)
    yield found
    found.close_log()


def app_of(station: Station, theme: str = "") -> CareApp:
    return CareApp(lambda app: app.open_board(station), station.home, theme=theme)


def results(station: Station) -> dict[str, Result]:
    return {
        person.code: deed.body.result
        for person in station.people()
        for deed in station.log.deeds("swabbed", person.id)
        if deed.at == station.now()
    }


async def test_a_burst_of_keys_from_the_board_stands_person_by_person(house: Station) -> None:
    app = app_of(house)
    async with opened(app) as pilot:
        await typed(app, ["T", *keys("1l7<enter>09<enter>*0")])
        await pilot.pause()
        assert isinstance(app.screen, SwabScreen)
    assert results(house) == {
        "R000": Result.NEGATIVE, "R001": Result.POSITIVE, "R003": Result.INVALID, "R004": Result.NEGATIVE,
    }  # fmt: skip


async def test_esc_goes_back_to_the_board_and_the_keys_behind_it_are_no_results(house: Station) -> None:
    app = app_of(house)
    async with opened(app) as pilot:
        await typed(app, ["T", "escape", "0", "9"])
        await pilot.pause()
        assert isinstance(app.screen, BoardScreen)
    assert results(house) == {}


async def test_whoever_comes_back_from_help_looks_before_typing(house: Station) -> None:
    app = app_of(house)
    async with opened(app, (120, 50)) as pilot:
        await typed(app, ["T", *keys("1<enter>0"), "f1"])
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)
        text = "\n".join(painted(app))
        assert all(words in text for words in ("F7", "Backspace", "Tab", "multiplex", "read back"))
        await typed(app, ["enter", "0", "9"])
        await pilot.pause()
    assert results(house) == {"R000": Result.NEGATIVE}


async def test_a_paste_is_never_taken_for_results(house: Station) -> None:
    app = app_of(house)
    async with opened(app) as pilot:
        await typed(app, ["T", *keys("1<enter>")])
        await pilot.pause()
        app.post_message(events.Paste("0000"))
        await pilot.pause()
    assert results(house) == {}


SCENES = {
    "due": keys("1l7<enter>0*-2<f7>p7<enter>12<enter>"),
    "due-positive": keys("1l7<enter>09"),
    "due-multiplex": keys("3l7<enter>0924"),
    "due-tube": keys("1<enter><f7>p7<enter>12<enter><f7>"),
    "due-stopped": keys("1<enter>05900"),
    "read-back": keys("1l7<enter>09<enter>*" + "0" * 35),
    "pending": keys("<tab>09"),
    "positive": keys("<tab><tab>"),
}


@pytest.mark.parametrize("look", ["80x24-en", "80x24-zh_CN-mono", "120x40-zh_CN"])
@pytest.mark.parametrize("name", SCENES)
async def test_the_screen_looks_as_it_did(house: Station, name: str, look: str) -> None:
    size, language, *mono = look.split("-")
    use(language)
    columns, lines = (int(n) for n in size.split("x"))
    app = app_of(house, "carelog-mono" if mono else "")
    async with opened(app, (columns, lines)) as pilot:
        await typed(app, ["T", *SCENES[name]])
        await pilot.pause()
        await pilot.pause()
        seen = "\n".join(painted(app, styles="weight" if mono else "name")) + "\n"
    kept = KEPT / f"{name}-{look}.txt"
    if os.environ.get("CARELOG_PICTURES") == "write":
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(seen, encoding="utf-8")
    assert seen == kept.read_text(encoding="utf-8")
