"""The app: every key in its order to the job at hand, whatever is painted by then; and how it ends."""

from pathlib import Path

import pytest
from textual import events
from textual.binding import Binding
from textual.css.stylesheet import Stylesheet

from carelog.model.refusal import Refusal
from carelog.station.desk import Station
from carelog.ui.app import CareApp
from carelog.ui.base import CareScreen
from carelog.ui.screens.board import BoardScreen
from carelog.ui.screens.person import PersonScreen
from carelog.ui.theme import PALETTES

from .support import opened, painted, typed


class Heard:
    """A job that only listens."""

    def __init__(self) -> None:
        self.keys: list[str] = []

    def press(self, key: str, character: str | None) -> None:
        assert character is None or character == key
        self.keys.append(key)


class Sheet(CareScreen):
    """A screen with a job of its own."""

    def __init__(self, job: Heard) -> None:
        super().__init__()
        self.job = job


@pytest.fixture
def app(station: Station) -> CareApp:
    return CareApp(lambda app: app.open_board(station), station.home)


async def test_keys_queued_behind_the_one_that_opens_a_job_reach_the_job(
    app: CareApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = Heard()
    monkeypatch.setattr(app, "open_round", lambda *_: app.show(Sheet(job)))
    async with opened(app) as pilot:
        await typed(app, ["r", *"366970", "escape"])
        await pilot.pause()
    assert job.keys == [*"366970", "escape"]


async def test_a_board_shown_from_the_start_lies_under_all_screens_and_takes_the_keys_typed_ahead(
    station: Station,
) -> None:
    app = CareApp(lambda _: None, station.home, station=station)
    app.pressed("down", None)
    app.pressed("enter", None)
    async with opened(app) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, PersonScreen)
        await typed(app, ["escape"])
        await pilot.pause()
        assert isinstance(app.screen, BoardScreen)
        assert len(app.screen_stack) == 1


async def test_keys_typed_before_the_first_screen_are_not_lost(station: Station) -> None:
    app = CareApp(lambda app: app.open_board(station), station.home)
    app.pressed("down", None)
    app.pressed("enter", None)
    async with opened(app) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, PersonScreen)


async def test_leaving_a_job_hands_the_next_key_to_the_screen_below(app: CareApp) -> None:
    async with opened(app) as pilot:
        job = Heard()
        app.show(Sheet(job))
        app.pressed("1", "1")
        app.back()
        app.pressed("o", "o")
        await pilot.pause()
        assert job.keys == ["1"]
        assert isinstance(app.screen, BoardScreen)
        assert not app.screen.view.worst_first


async def test_a_key_the_home_changed_reaches_the_job_as_we_ship_it(station: Station) -> None:
    app = CareApp(lambda app: app.open_board(station), station.home, keymap={"board.order": "f9", "board.unit": "z"})
    async with opened(app) as pilot:
        await typed(app, ["o", "u"])
        await pilot.pause()
        assert isinstance(app.screen, BoardScreen)
        assert app.screen.view.worst_first
        assert not app.screen.view.unit
        await typed(app, ["f9", "z"])
        await pilot.pause()
        assert not app.screen.view.worst_first
        assert app.screen.view.unit == "1F"


async def test_a_keymap_with_two_deeds_on_one_key_is_told_and_the_keys_stay_as_shipped(station: Station) -> None:
    app = CareApp(lambda app: app.open_board(station), station.home, keymap={"board.order": "q"})
    async with opened(app) as pilot:
        app.pressed("f9", None)
        await pilot.pause()
        assert isinstance(app.screen, BoardScreen)
        await typed(app, ["o"])
        await pilot.pause()
        assert not app.screen.view.worst_first


async def test_a_refusal_is_a_sentence_at_the_foot_until_the_next_key(app: CareApp) -> None:
    async with opened(app) as pilot:
        app.refused(Refusal("station.no_alert"))
        await pilot.pause()
        assert "No alert is open" in painted(app)[-1]
        await typed(app, ["down"])
        await pilot.pause()
        assert "F1 help" in painted(app)[-1]


async def test_text_pasted_onto_commands_does_nothing(app: CareApp) -> None:
    async with opened(app) as pilot:
        app.post_message(events.Paste("q"))
        await pilot.pause()
        assert isinstance(app.screen, BoardScreen)


def faults(folder: Path) -> list[Path]:
    return list(folder.glob("carelog-fault-*"))


async def test_a_fault_keeps_no_name_and_shows_no_traceback(station: Station, tmp_path: Path) -> None:
    def broken(_: CareApp) -> None:
        raise ValueError("王芳")

    app = CareApp(broken, tmp_path)
    with pytest.raises(ValueError, match="王芳"):
        async with opened(app):
            pass
    files = faults(tmp_path)
    assert len(files) == 1
    assert "王芳" not in files[0].read_text(encoding="utf-8")
    assert app.return_code == 1


def test_there_is_no_command_palette_and_no_key_of_textual_itself() -> None:
    assert not CareApp.ENABLE_COMMAND_PALETTE
    known = {b.key for b in CareApp.BINDINGS if isinstance(b, Binding)}
    assert known == {"f1", "ctrl+q"}


@pytest.mark.parametrize("mono", [False, True])
async def test_without_colours_the_theme_is_mono(
    station: Station, monkeypatch: pytest.MonkeyPatch, *, mono: bool
) -> None:
    if mono:
        monkeypatch.setenv("NO_COLOR", "1")
    app = CareApp(lambda app: app.open_board(station), station.home)
    async with opened(app):
        assert app.theme == ("carelog-mono" if mono else "carelog-dark")


@pytest.mark.parametrize("theme", PALETTES)
async def test_the_ground_is_that_of_the_palette_asked_for_and_the_styles_are_read_once(
    station: Station, monkeypatch: pytest.MonkeyPatch, theme: str
) -> None:
    read_again: list[str] = []
    monkeypatch.setattr(Stylesheet, "reparse", lambda _: read_again.append("again"))
    app = CareApp(lambda app: app.open_board(station), station.home, theme=theme)
    async with opened(app):
        assert app.screen.styles.background.hex.lower() == PALETTES[theme].ground
        assert app.has_class("-light-mode") is (theme == "carelog-light")
    assert read_again == []
