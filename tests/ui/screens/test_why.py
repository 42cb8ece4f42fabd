"""Why one person stands where they stand, on the screen, over a real home."""

import pytest

from carelog.clock import FixedClock
from carelog.model.refusal import Refusal
from carelog.station.desk import Station
from carelog.ui.app import CareApp
from carelog.ui.screens.person import PersonScreen
from carelog.ui.screens.why import WhyScreen
from tests.station.support import later, tell

from ..support import opened, painted, typed, until


@pytest.fixture
def app(station: Station) -> CareApp:
    return CareApp(lambda app: app.open_board(station), station.home)


def page(app: CareApp) -> str:
    return "\n".join(painted(app))


async def test_a_key_on_the_board_explains_the_person_under_the_cursor(app: CareApp) -> None:
    async with opened(app, (100, 40)) as pilot:
        await typed(app, ["y"])
        await until(pilot, lambda: isinstance(app.screen, WhyScreen))
        await pilot.pause()
        seen = page(app)
        for part in (
            "王 [/b] 芳",
            "!!! URGENT",
            "S-02b",
            "recorded by N01 李 [/i] 护士",
            "decided by cn-2023-respiratory",
        ):
            assert part in seen


async def test_esc_goes_back_to_the_board_and_the_arrows_to_the_next_person(app: CareApp, station: Station) -> None:
    async with opened(app, (100, 40)) as pilot:
        await typed(app, ["y", "right"])
        await pilot.pause()
        assert isinstance(app.screen, WhyScreen)
        assert app.screen.person != station.by_code("R01").id
        await typed(app, ["left"])
        await pilot.pause()
        assert "王 [/b] 芳" in page(app)
        await typed(app, ["escape"])
        await until(pilot, lambda: not isinstance(app.screen, WhyScreen))


async def test_of_one_person_alone_the_arrows_stay(station: Station) -> None:
    person = station.by_code("R02").id
    app = CareApp(lambda app: app.show(WhyScreen(station, person, ())), station.home)
    async with opened(app) as pilot:
        await typed(app, ["right"])
        await pilot.pause()
        assert isinstance(app.screen, WhyScreen)
        assert app.screen.person == person


async def test_the_same_key_on_a_persons_page_tells_it_in_full(app: CareApp) -> None:
    async with opened(app, (100, 40)) as pilot:
        await typed(app, ["enter", "y"])
        await until(pilot, lambda: isinstance(app.screen, WhyScreen))
        await typed(app, ["q"])
        await until(pilot, lambda: isinstance(app.screen, PersonScreen))


async def test_it_scrolls_to_the_last_rule_and_the_own_normals(app: CareApp) -> None:
    async with opened(app) as pilot:
        await typed(app, ["y", "end"])
        await until(pilot, lambda: "Own normals" in page(app))
        await typed(app, ["pageup", "home"])
        await until(pilot, lambda: "Own normals" not in page(app))


async def test_on_a_board_of_nobody_the_key_does_nothing(app: CareApp) -> None:
    async with opened(app) as pilot:
        await typed(app, ["slash", "z", "z", "z", "enter", "y"])
        await pilot.pause()
        assert not isinstance(app.screen, WhyScreen)


async def test_what_another_terminal_wrote_shows_by_itself(station: Station, clock: FixedClock) -> None:
    other = Station.open(station.home, clock, "N02")
    person = station.by_code("R03").id
    app = CareApp(lambda app: app.show(WhyScreen(station, person, (person,))), station.home)
    async with opened(app, (100, 40)) as pilot:
        assert "T-04" not in page(app)
        later(clock, 5)
        tell(other, "R03", 389, 97)
        await until(pilot, lambda: "T-04" in page(app) and "N02 张敏" in page(app))
    other.close_log()


async def test_what_cannot_be_read_again_leaves_what_was_shown(
    station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = station.by_code("R01").id
    app = CareApp(lambda app: app.show(WhyScreen(station, person, (person,))), station.home)

    def busy(*_: object) -> None:
        raise Refusal("log.busy")

    async with opened(app) as pilot:
        monkeypatch.setattr(station, "why", busy)
        await typed(app, ["right"])
        await pilot.pause()
        assert "S-02b" in page(app)


async def test_help_explains_the_marks(app: CareApp) -> None:
    async with opened(app, (100, 40)) as pilot:
        await typed(app, ["y", "f1"])
        await until(pilot, lambda: "P our own proposal" in page(app))
