"""Stock on the screen: a few keys are an entry, a slip is taken back."""

from datetime import date

import pytest

from carelog.model.observation import Observed
from carelog.model.reading import Quantity, Reading
from carelog.model.refusal import Refusal
from carelog.model.stock import Change, DeviceKind, DeviceSet, DeviceState, Stocked
from carelog.station.desk import Station
from carelog.ui.app import CareApp
from carelog.ui.screens.board import BoardScreen
from carelog.ui.screens.stock import StockScreen, Typed, understood
from carelog.ui.screens.who import WhoScreen

from ..support import opened, painted, typed, until


@pytest.fixture
def app(station: Station) -> CareApp:
    return CareApp(lambda app: app.open_board(station), station.home)


def told(station: Station, kind: str = "stock") -> list[object]:
    return [deed.body for deed in station.log.deeds(kind)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("3 20", Typed("3", 20, "", None)),
        ("　３　２０　", Typed("3", 20, "", None)),
        ("3 20 K7", Typed("3", 20, "K7", None)),
        ("3 20 2027-05-31", Typed("3", 20, "", date(2027, 5, 31))),
        ("3 20 K7 2027-05-31", Typed("3", 20, "K7", date(2027, 5, 31))),
        ("3 20 2027-99-31", Typed("3", 20, "2027-99-31", None)),
    ],
)
def test_line_amount_lot_and_expiry_are_understood(text: str, found: Typed) -> None:
    assert understood(text) == found


@pytest.mark.parametrize("text", ["", "3", "3 many", "3 -2", "3 2.5", "3 20 K7 soon", "3 20 K7 K8 2027-05-31"])
def test_what_is_not_understood_is_refused_and_never_guessed(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        understood(text)
    assert refused.value.code == "stock.typed_wrong"


async def test_a_count_and_a_use_are_an_entry_each_and_said_back(app: CareApp, station: Station) -> None:
    async with opened(app) as pilot:
        await typed(app, ["k", "c", *"1 200 K7 2090-05-31", "enter"])
        await until(pilot, lambda: isinstance(app.screen, StockScreen) and len(told(station)) == 1)
        await typed(app, ["u", *"1 20"])
        await until(pilot, lambda: "used: antigen kits 20" in "\n".join(painted(app)))
        await typed(app, ["enter"])
        await until(pilot, lambda: "antigen kits 180" in painted(app)[-1])
        await typed(app, ["plus", *"6 50", "enter", "x", *"6 8", "enter"])
        await until(pilot, lambda: len(told(station)) == 4)
    assert told(station) == [
        Stocked("antigen_kit", Change.COUNTED, 200, "K7", date(2090, 5, 31)),
        Stocked("antigen_kit", Change.USED, 20),
        Stocked("mask", Change.RECEIVED, 50),
        Stocked("mask", Change.DISCARDED, 8),
    ]


async def test_what_is_refused_stays_to_be_mended_and_stores_nothing(app: CareApp, station: Station) -> None:
    async with opened(app) as pilot:
        await typed(app, ["k", "c", *"99 5", "enter"])
        await until(pilot, lambda: "is no article of this home" in "\n".join(painted(app)))
        await typed(app, ["backspace"] * 4)
        await typed(app, [*"6 5", "enter"])
        await until(pilot, lambda: len(told(station)) == 1)
    assert told(station) == [Stocked("mask", Change.COUNTED, 5)]


async def test_an_article_of_the_homes_own_is_named_then_counted(app: CareApp, station: Station) -> None:
    async with opened(app) as pilot:
        await typed(app, ["k", "n", *"[b]", "enter", *"8", "enter"])
        await until(pilot, lambda: len(told(station)) == 1)
    assert told(station) == [Stocked("[b]", Change.COUNTED, 8)]


async def test_my_last_word_is_taken_back(app: CareApp, station: Station) -> None:
    async with opened(app) as pilot:
        await typed(app, ["k", "f6"])
        await until(pilot, lambda: "Nothing of yours" in painted(app)[-1])
        await typed(app, ["c", *"6 5", "enter", "f6"])
        await until(pilot, lambda: "Taken back" in painted(app)[-1])
    assert told(station) == []


async def test_a_device_is_begun_doubted_and_its_readings_are_looked_at(app: CareApp, station: Station) -> None:
    reading = Reading(Quantity.SPO2, 88, device="O3")
    station.record(Observed(station.by_code("R03").id, None, (reading,)), station.now())
    async with opened(app) as pilot:
        await typed(app, ["k", "d", *"O9", "enter", "2", "2"])
        await until(pilot, lambda: len(told(station, "device")) == 1)
        await typed(app, ["d", *"O3", "enter", "3"])
        await until(pilot, lambda: len(told(station, "device")) == 2)
        await typed(app, ["l", *"O3", "enter"])
        await until(pilot, lambda: "Readings of O3" in painted(app)[0] and "SpO2 88" in "\n".join(painted(app)))
        await typed(app, ["end", "pageup", "escape"])
        await until(pilot, lambda: "Stock and devices" in painted(app)[0])
        await typed(app, ["escape"])
        await until(pilot, lambda: isinstance(app.screen, BoardScreen))
    assert told(station, "device") == [
        DeviceSet("O9", DeviceKind.THERMOMETER, DeviceState.DOUBT),
        DeviceSet("O3", DeviceKind.OXIMETER, DeviceState.OUT),
    ]


async def test_who_writes_is_asked_first(app: CareApp, station: Station) -> None:
    station.by = None
    async with opened(app) as pilot:
        for key in ("c", "n", "d", "f6"):
            await typed(app, ["k", key])
            await until(pilot, lambda: isinstance(app.screen, WhoScreen))
            await typed(app, ["escape", "escape"])
            await until(pilot, lambda: isinstance(app.screen, BoardScreen))
    assert told(station) == []


async def test_what_another_terminal_wrote_shows_by_itself(app: CareApp, station: Station) -> None:
    async with opened(app) as pilot:
        await typed(app, ["k"])
        await until(pilot, lambda: isinstance(app.screen, StockScreen))
        other = Station.open(station.home, station.clock, "N02")
        other.stock.tell(other.stock.named("mask"), Change.COUNTED, 4321)
        other.close_log()
        await until(pilot, lambda: "4321" in "\n".join(painted(app)))
