"""The board on the screen, over a real home."""

import pytest
from textual.geometry import Region

from carelog.clock import FixedClock
from carelog.model.refusal import Refusal
from carelog.model.severity import Severity
from carelog.station.desk import Station
from carelog.ui.app import CareApp
from carelog.ui.line import shown
from carelog.ui.screens.board import QUIET_S, BoardScreen
from carelog.ui.screens.person import PersonScreen
from carelog.ui.screens.round import RoundScreen
from carelog.ui.screens.who import WhoScreen
from carelog.ui.widgets.board_table import BoardTable
from carelog.words import use
from tests.station.support import later, tell

from ..conftest import NAMES
from ..support import opened, painted, typed, until


class Ticks:
    """A stopwatch a test can turn on."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def ticks() -> Ticks:
    return Ticks()


@pytest.fixture
def app(station: Station, ticks: Ticks) -> CareApp:
    return CareApp(lambda app: app.show(BoardScreen(station, ticks)), station.home)


def board(app: CareApp) -> BoardScreen:
    assert isinstance(app.screen, BoardScreen)
    return app.screen


def codes(app: CareApp) -> list[str]:
    return [row.person.code for row in board(app).table.rows]


def severity(app: CareApp, code: str) -> Severity:
    return next(row.severity for row in board(app).table.rows if row.person.code == code)


def cursor(app: CareApp) -> str:
    row = board(app).table.current()
    return row.person.code if row else ""


async def test_the_worst_stand_first_with_their_names_unharmed(app: CareApp) -> None:
    async with opened(app, (120, 40)):
        lines = "\n".join(painted(app))
        assert codes(app)[0] == "R01"
        for name in NAMES:
            assert shown(name) in lines
        assert "DEMO" in lines
        assert "幸福 [b] 院" in lines
        assert "by 李 [/i] 护士" in lines


async def test_a_key_says_by_bed_and_back(app: CareApp) -> None:
    async with opened(app) as pilot:
        worst = codes(app)
        await typed(app, ["o"])
        await pilot.pause()
        assert codes(app) == sorted(codes(app))
        await typed(app, ["o"])
        await pilot.pause()
        assert codes(app) == worst


async def test_units_one_after_the_other_then_all(app: CareApp) -> None:
    async with opened(app) as pilot:
        seen = []
        for _ in range(3):
            await typed(app, ["u"])
            await pilot.pause()
            seen.append({row.person.unit for row in board(app).table.rows})
        assert seen == [{"1F"}, {"2F"}, {"1F", "2F"}]


async def test_staff_have_a_list_of_their_own(app: CareApp) -> None:
    async with opened(app) as pilot:
        await typed(app, ["s"])
        await pilot.pause()
        assert codes(app) == ["N01", "N02"]
        await typed(app, ["s"])
        await pilot.pause()
        assert len(codes(app)) == len(NAMES)


@pytest.mark.parametrize("looked_for", ["wf", "王芳", "2-07"])
async def test_a_person_is_found_while_typing_and_kept_with_enter(app: CareApp, looked_for: str) -> None:
    async with opened(app) as pilot:
        await typed(app, ["slash", *looked_for])
        await pilot.pause()
        assert "R07" in codes(app)
        assert len(codes(app)) <= 2
        await typed(app, ["enter"])
        await pilot.pause()
        assert f"find: {looked_for}" in "\n".join(painted(app))
        await typed(app, ["escape"])
        await pilot.pause()
        assert len(codes(app)) == len(NAMES)


async def test_letters_typed_into_the_search_are_no_commands(app: CareApp) -> None:
    async with opened(app) as pilot:
        await typed(app, ["slash", "q", "o", "backspace", "backspace", "z", "x"])
        await pilot.pause()
        assert codes(app) == ["R09"]
        assert board(app).view.worst_first


async def test_a_pasted_name_is_searched_for(app: CareApp) -> None:
    async with opened(app) as pilot:
        await typed(app, ["slash"])
        await pilot.pause()
        app.pasted("赵秀")
        assert codes(app) == ["R09"]


async def test_what_another_terminal_writes_shows_within_a_poll(
    app: CareApp, station: Station, clock: FixedClock, ticks: Ticks
) -> None:
    async with opened(app) as pilot:
        await typed(app, ["down", "down"])
        await pilot.pause()
        before, on = codes(app), cursor(app)
        other = Station.open(station.home, clock, "N02")
        tell(other, "R09", 395, 84)
        await until(pilot, lambda: severity(app, "R09") is Severity.URGENT)
        assert codes(app) == before, "lines hold still while keys are pressed"
        ticks.now = QUIET_S
        await until(pilot, lambda: codes(app) != before)
        assert cursor(app) == on
        other.close_log()


async def test_only_the_line_that_changed_is_painted_again(
    app: CareApp, station: Station, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines: list[int] = []
    refresh = BoardTable.refresh

    def listened(table: BoardTable, *regions: Region, **how: bool) -> BoardTable:
        lines.extend(region.y for region in regions)
        return refresh(table, *regions, **how)

    async with opened(app) as pilot:
        await typed(app, ["home"])
        await pilot.pause()
        monkeypatch.setattr(BoardTable, "refresh", listened)
        other = Station.open(station.home, clock, "N02")
        place = codes(app).index("R03") + 1
        tell(other, "R03", 367, 98)
        await until(pilot, lambda: bool(lines))
        await pilot.pause()
        assert lines == [place]
        other.close_log()


async def test_a_minute_later_the_ages_are_new(app: CareApp, clock: FixedClock) -> None:
    async with opened(app) as pilot:
        later(clock, 61)
        await until(pilot, lambda: "10:31" in "\n".join(painted(app)))
        assert " 1h " in "\n".join(painted(app))


async def test_a_clock_that_was_set_back_is_told_before_anybody_types(app: CareApp, clock: FixedClock) -> None:
    right = clock.at
    async with opened(app) as pilot:
        assert "BEHIND" not in "\n".join(painted(app))
        later(clock, -120)
        await until(pilot, lambda: "CLOCK 2026-03-07 07:30 IS BEHIND" in "\n".join(painted(app)))
        clock.at = right
        await until(pilot, lambda: "BEHIND" not in "\n".join(painted(app)))


async def test_enter_opens_the_person_and_escape_comes_back(app: CareApp) -> None:
    async with opened(app) as pilot:
        await typed(app, ["down", "enter"])
        await pilot.pause()
        assert isinstance(app.screen, PersonScreen)
        await typed(app, ["escape"])
        await pilot.pause()
        assert cursor(app) == app.screen.table.rows[1].person.code  # type: ignore[attr-defined]  # the board


async def test_the_letters_of_a_chinese_keyboard_are_commands_too(app: CareApp) -> None:
    async with opened(app) as pilot:
        app.pressed("fullwidth_latin_small_letter_o", "ｏ")
        await pilot.pause()
        assert not board(app).view.worst_first


async def test_a_letter_that_means_nothing_does_nothing(app: CareApp) -> None:
    async with opened(app) as pilot:
        before = painted(app)
        await typed(app, ["z", "5", "left", "f9"])
        await pilot.pause()
        assert painted(app) == before


async def test_q_leaves_without_asking(app: CareApp) -> None:
    async with opened(app) as pilot:
        await typed(app, ["q"])
        await pilot.pause()
    assert app.return_value == 0


async def test_catching_up_asks_for_the_time_first_and_refuses_what_is_none(app: CareApp) -> None:
    async with opened(app) as pilot:
        await typed(app, ["R", *"later", "enter"])
        await pilot.pause()
        assert '"later" is not a time' in painted(app)[-1]
        await typed(app, ["f9"])
        await pilot.pause()
        assert "When was it measured?" in painted(app)[-1]
        assert "later" in painted(app)[-1], "what was typed stays to be mended"
        await typed(app, [*["backspace"] * 5, *"0810", "enter"])
        await pilot.pause()
        await pilot.pause()
        assert isinstance(app.screen, RoundScreen)
        assert app.screen.round.sheet.catch_up


async def test_keys_typed_behind_r_are_values_of_one_person_on_the_sheet(app: CareApp, station: Station) -> None:
    async with opened(app) as pilot:
        await typed(app, ["r", "down", "space", *"366970", "escape", "escape"])
        await pilot.pause()
        await pilot.pause()
        assert isinstance(app.screen, BoardScreen)
        new = [r for r in station.board().rows if r.latest and r.latest.happened_at == station.now()]
        typed_now = [r.latest for r in new if r.person.code > "R04"]
        assert [(v.temperature_tenths_c, v.spo2_percent, v.symptoms) for v in typed_now if v] == [(366, 97, ())]


async def test_what_the_station_refuses_to_read_is_said_and_the_board_stays(
    app: CareApp, station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_: object) -> None:
        raise Refusal("log.busy")

    async with opened(app) as pilot:
        before = codes(app)
        monkeypatch.setattr(station, "board", refuses)
        board(app).reload()
        await pilot.pause()
        assert codes(app) == before
        assert "F1 help" not in painted(app)[-1]


async def test_another_nurse_may_sit_down(app: CareApp, station: Station) -> None:
    async with opened(app) as pilot:
        await typed(app, ["w", "z", "m", "enter"])
        await pilot.pause()
        assert station.by
        assert station.by.code == "N02"
        await pilot.pause()
        assert "by 张敏" in "\n".join(painted(app))


async def test_nobody_signed_in_may_look_and_is_asked_before_a_round(app: CareApp, station: Station) -> None:
    station.by = None
    async with opened(app) as pilot:
        assert "nobody signed in" in "\n".join(painted(app))
        await typed(app, ["r"])
        await pilot.pause()
        assert isinstance(app.screen, WhoScreen)


async def test_the_list_can_be_walked_from_end_to_end(app: CareApp) -> None:
    async with opened(app, (60, 12)) as pilot:
        seen = [cursor(app)]
        for key in ("end", "home", "pagedown", "pageup", "right", "left", "down", "up"):
            await typed(app, [key])
            await pilot.pause()
            seen.append(cursor(app))
        assert seen[0] == seen[2] == seen[-1] == codes(app)[0]
        assert seen[1] == codes(app)[-1]


async def test_one_list_or_several_is_a_key(app: CareApp) -> None:
    async with opened(app, (120, 10)) as pilot:
        before = board(app).table.seen()
        await typed(app, ["c"])
        await pilot.pause()
        assert board(app).table.seen()[1] < before[1]


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12)])
async def test_the_board_fits_every_window(station: Station, language: str, size: tuple[int, int]) -> None:
    use(language)
    app = CareApp(lambda app: app.show(BoardScreen(station)), station.home)
    async with opened(app, size):
        assert len(painted(app)) == size[1]
        assert shown(NAMES[0])[:3] in "\n".join(painted(app))
