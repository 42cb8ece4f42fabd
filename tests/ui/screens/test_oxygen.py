"""Oxygen on the screen: started in three keys from the board, changed, stopped, taken back; all of it in entries."""

import pytest

from carelog.clock import FixedClock
from carelog.model.oxygen import OxygenDevice, SourceKind, SourceSet, SourceState, Therapy, TherapyStep
from carelog.station.desk import Station
from carelog.station.oxygen.rows import Asked, Stand
from carelog.ui.app import CareApp
from carelog.ui.screens.oxygen import OxygenScreen
from carelog.ui.screens.person import PersonScreen
from tests.station.support import later, tell

from ..support import opened, painted, typed, until


@pytest.fixture
def app(station: Station) -> CareApp:
    station.oxygen.set_source(SourceSet("C1", SourceKind.CONCENTRATOR, SourceState.IN_USE, 50))
    return CareApp(lambda app: app.open_board(station), station.home)


def acts(station: Station) -> list[Therapy]:
    return [deed.body for deed in station.log.deeds("therapy", station.by_code("R01").id)]


def page(app: CareApp) -> str:
    return "\n".join(painted(app))


async def test_oxygen_is_started_in_three_keys_from_the_board_then_changed_stopped_and_taken_back(
    app: CareApp, station: Station, clock: FixedClock
) -> None:
    async with opened(app, (110, 40)) as pilot:
        await typed(app, ["O", "2", "enter"])
        await until(pilot, lambda: isinstance(app.screen, OxygenScreen))
        await pilot.pause()
        (started,) = acts(station)
        assert (started.step, started.flow_tenths, started.source) == (TherapyStep.STARTED, 20, "")
        assert "no order on file: call" in page(app)
        later(clock, 1)
        await typed(app, [*"4 C1 mask", "enter"])
        await pilot.pause()
        changed = acts(station)[-1]
        assert (changed.step, changed.flow_tenths, changed.source) == (TherapyStep.CHANGED, 40, "C1")
        assert changed.device is OxygenDevice.SIMPLE_MASK
        later(clock, 1)
        await typed(app, ["x", "1"])
        await pilot.pause()
        assert acts(station)[-1].step is TherapyStep.STOPPED
        await typed(app, ["f6"])
        await pilot.pause()
        assert acts(station)[-1] == changed
        assert station.oxygen.desk().needs[0].stand is Stand.UNMEASURED


async def test_a_slip_stores_nothing_and_stays_to_be_mended(app: CareApp, station: Station) -> None:
    async with opened(app, (110, 40)) as pilot:
        await typed(app, ["O", *"6 C1", "enter"])
        await pilot.pause()
        assert acts(station) == []
        await typed(app, ["escape", *"2 C9", "enter", "escape", "f6"])
        await pilot.pause()
        assert acts(station) == []


async def test_a_gauge_and_a_new_source_are_written_down_and_the_person_is_a_key_away(
    app: CareApp, station: Station
) -> None:
    async with opened(app, (110, 40)) as pilot:
        await typed(app, ["O", "n", *"B1 cylinder 40", "enter", "g", *"B1 12.5MPa", "enter", "down", "f", "escape"])
        await pilot.pause()
        source = station.oxygen.source("B1")
        assert source is not None
        assert source.litres == 5000
        await typed(app, ["enter"])
        await until(pilot, lambda: isinstance(app.screen, PersonScreen))


@pytest.mark.parametrize(
    ("keys", "step"),
    [
        (("O", "2", "enter"), TherapyStep.STARTED),
        (("O", "3", "enter"), TherapyStep.CHANGED),
        (("O", "0", "enter", "1"), TherapyStep.STOPPED),
        (("O", "x", "1"), TherapyStep.STOPPED),
    ],
)
async def test_start_change_and_stop_take_at_most_four_keys_from_the_board(
    app: CareApp, station: Station, clock: FixedClock, keys: tuple[str, ...], step: TherapyStep
) -> None:
    if step is not TherapyStep.STARTED:
        station.oxygen.give(station.oxygen.desk().needs[0].person.id, Asked(20))
        later(clock, 1)
    async with opened(app, (110, 40)) as pilot:
        await typed(app, list(keys))
        await until(pilot, lambda: bool(acts(station)) and acts(station)[-1].step is step)
    assert len(keys) <= 4


@pytest.mark.parametrize("keys", [("x",), ("0", "enter")])
async def test_oxygen_of_somebody_below_the_target_is_not_stopped_by_one_key_that_was_struck_in_passing(
    app: CareApp, station: Station, clock: FixedClock, keys: tuple[str, ...]
) -> None:
    station.oxygen.give(station.by_code("R01").id, Asked(20))
    later(clock, 5)
    tell(station, "R01", 366, 89, oxygen=20)
    async with opened(app, (110, 40)) as pilot:
        await typed(app, ["O", *keys])
        await until(pilot, lambda: "stop oxygen of" in page(app))
        assert "SpO2 89 % at 09:35, target 94 % or more, BELOW TARGET" in page(app)
        assert [act.step for act in acts(station)] == [TherapyStep.STARTED]
        await typed(app, ["2"])
        await pilot.pause()
        assert "oxygen goes on" in page(app)
        await typed(app, [*keys, "escape"])
        await pilot.pause()
        assert [act.step for act in acts(station)] == [TherapyStep.STARTED]
        await typed(app, [*keys, "1"])
        await until(pilot, lambda: acts(station)[-1].step is TherapyStep.STOPPED)


async def test_who_is_at_the_target_is_asked_about_before_x_and_not_after_a_typed_0(
    app: CareApp, station: Station, clock: FixedClock
) -> None:
    station.oxygen.give(station.by_code("R01").id, Asked(20))
    later(clock, 5)
    tell(station, "R01", 366, 96, oxygen=20)
    async with opened(app, (110, 40)) as pilot:
        await typed(app, ["O", "x"])
        await until(pilot, lambda: "stop oxygen of" in page(app))
        await typed(app, ["escape", "0", "enter"])
        await until(pilot, lambda: acts(station)[-1].step is TherapyStep.STOPPED)


async def test_whoever_has_none_is_not_asked_about(app: CareApp, station: Station) -> None:
    async with opened(app, (110, 40)) as pilot:
        await typed(app, ["O", "x"])
        await until(pilot, lambda: "not on oxygen" in page(app))
        assert acts(station) == []
