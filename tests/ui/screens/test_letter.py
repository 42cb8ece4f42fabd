"""The letter to a doctor, on the screen: one key from a person, written to files by a named one."""

import pytest

from carelog.station.desk import Station
from carelog.ui.app import CareApp
from carelog.ui.screens.letter import LetterScreen
from carelog.ui.screens.person import PersonScreen

from ..support import opened, painted, typed, until


@pytest.fixture
def app(station: Station) -> CareApp:
    person = station.by_code("R01").id
    return CareApp(lambda app: app.show(PersonScreen(station, person, (person,))), station.home)


async def test_one_key_on_a_person_shows_the_letter_and_l_changes_its_language(app: CareApp) -> None:
    async with opened(app, (80, 24)) as pilot:
        await typed(app, ["s"])
        await until(pilot, lambda: isinstance(app.screen, LetterScreen))
        await pilot.pause()
        assert "SBAR letter" in "\n".join(painted(app))
        await typed(app, ["l"])
        await pilot.pause()
        assert "病情说明" in "\n".join(painted(app))
        await typed(app, ["l", "end"])
        await pilot.pause()
        assert isinstance(app.screen, LetterScreen)
        assert app.screen.languages == ("en", "zh_CN")
        assert "护理人员签名" in "\n".join(painted(app))
        await typed(app, ["escape"])
        await until(pilot, lambda: isinstance(app.screen, PersonScreen))


async def test_w_writes_the_text_and_the_page_and_keeps_the_proof(app: CareApp, station: Station) -> None:
    async with opened(app, (80, 24)) as pilot:
        await typed(app, ["s", "w"])
        await pilot.pause()
        files = sorted(path.suffix for path in (station.home / "letters").iterdir())
        assert files == [".html", ".txt"]
        assert [d.body.dialect for d in station.log.deeds("exported")] == ["txt en", "html en"]
        assert "Written:" in "\n".join(painted(app))


async def test_a_file_is_written_by_a_named_person_only(app: CareApp, station: Station) -> None:
    station.by = None
    async with opened(app, (80, 24)) as pilot:
        await typed(app, ["s", "w"])
        await pilot.pause()
        assert not (station.home / "letters").exists()
