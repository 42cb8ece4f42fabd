"""One person on the screen, over a real home."""

from datetime import timedelta

import pytest

from carelog.clock import FixedClock
from carelog.model.alerting import Action
from carelog.model.deeds import Method, Result
from carelog.model.person import Presence
from carelog.model.severity import STAYING
from carelog.station.desk import Station
from carelog.station.intake import by_hand
from carelog.ui.app import CareApp
from carelog.ui.screens.person import PersonScreen
from carelog.ui.screens.round import RoundScreen
from carelog.ui.screens.who import WhoScreen
from tests.station.support import later, tell

from ..support import opened, painted, typed, until


@pytest.fixture
def app(station: Station) -> CareApp:
    walk = tuple(station.by_code(code).id for code in ("R01", "R03", "R05"))
    return CareApp(lambda app: app.show(PersonScreen(station, walk[0], walk)), station.home)


def page(app: CareApp) -> str:
    return "\n".join(painted(app))


async def test_the_page_tells_who_why_and_what_to_do(app: CareApp, station: Station) -> None:
    async with opened(app, (100, 60)):
        seen = page(app)
        row = station.person(station.by_code("R01").id).row
        assert "王 [/b] 芳" in seen
        for fired in row.fired:
            assert fired.rule in seen
        assert "38.6" in seen
        assert "Fourteen days" in seen
        assert "by N01" in seen or "李 [/i] 护士" in seen


async def test_what_was_decided_stands_above_and_the_page_keeps_its_room(app: CareApp, station: Station) -> None:
    by_hand.put(station, "R01", ("spo2_scale=2", f"scale_by={'Dr. Wu ' * 14}", f"scale_on={station.now().date()}"))
    why = "家属也发热；" * 33
    by_hand.put(station, "R01", ("takes_antipyretic=yes", "class=red", f"class_why={why}"))
    async with opened(app) as pilot:
        await pilot.pause()
        seen = painted(app)
        assert "SpO2 scale 2: decided by Dr. Wu" in seen[2]
        assert any(line.startswith("Why") for line in seen[:16])
        await typed(app, ["right"])
        await pilot.pause()
        assert painted(app)[2].startswith("Why")


async def test_a_key_measures_this_person_now_and_nobody_else(
    app: CareApp, station: Station, clock: FixedClock
) -> None:
    later(clock, 5)
    async with opened(app) as pilot:
        await typed(app, ["right", "r", *"371", *"96", "0"])
        await until(pilot, lambda: isinstance(app.screen, RoundScreen))
        found = station.log.observations(station.now() - timedelta(minutes=1), station.now() + timedelta(minutes=1))
        assert [(one.person, [r.value for r in one.readings]) for one in found] == [
            (station.by_code("R03").id, [371, 0, 96])
        ]
        await typed(app, ["escape", "escape"])
        await until(pilot, lambda: isinstance(app.screen, PersonScreen))
        assert "37.1" in page(app)


async def test_who_is_away_is_not_measured_and_what_is_typed_stays_nobody_elses(app: CareApp, station: Station) -> None:
    station.move(station.by_code("R01").id, Presence.HOSPITAL)
    async with opened(app) as pilot:
        await typed(app, ["r"])
        await pilot.pause()
        assert isinstance(app.screen, PersonScreen)
        assert "Not on the sheet of this round" in page(app)


async def test_a_key_says_that_i_have_seen_it(app: CareApp, station: Station) -> None:
    async with opened(app) as pilot:
        assert "nobody has acknowledged" in page(app)
        await typed(app, ["a"])
        await pilot.pause()
        assert "what do you do now?" in page(app)
        await typed(app, ["1", "3"])
        await pilot.pause()
        assert "acknowledged, still open" in page(app)
        (told,) = station.alerts.every()
        assert (told.action, told.next_check) == (Action.CALLED, station.now() + timedelta(hours=1))
        assert not station.person(station.by_code("R01").id).row.waiting


async def test_an_alert_is_closed_with_an_outcome_by_a_digit(app: CareApp, station: Station) -> None:
    async with opened(app, (120, 30)) as pilot:
        await typed(app, ["c"])
        await pilot.pause()
        assert "How did it end" in page(app)
        assert "1 seen, all right" in page(app)
        await typed(app, ["3"])
        await pilot.pause()
        assert "closed, transferred" in painted(app)[-1]
        assert not station.person(station.by_code("R01").id).row.open_alert


async def test_an_urgent_alert_asks_for_the_doctor_where_nothing_was_measured_since(
    app: CareApp, station: Station
) -> None:
    async with opened(app, (120, 30)) as pilot:
        await typed(app, ["c", "1"])
        await pilot.pause()
        assert "Which doctor decided this?" in page(app)
        await typed(app, ["enter"])
        await pilot.pause()
        assert "An urgent alert is not closed by a look" in page(app)
        assert station.alerts.every()
        await typed(app, ["W", "u", "enter"])
        await pilot.pause()
        assert station.log.deeds("closed", station.by_code("R01").id)[0].body.decided_by == "Wu"


async def test_an_outcome_may_be_taken_back_with_escape_and_no_other_key_chooses(
    app: CareApp, station: Station
) -> None:
    async with opened(app) as pilot:
        await typed(app, ["c", "9", "a", "escape"])
        await pilot.pause()
        row = station.person(station.by_code("R01").id).row
        assert row.open_alert
        assert row.waiting


async def test_a_task_ends_only_when_somebody_says_done_or_declined(app: CareApp, station: Station) -> None:
    person = station.by_code("R01").id
    open_tasks = [task for task in station.person(person).row.tasks if task in STAYING]
    async with opened(app, (120, 30)) as pilot:
        await typed(app, ["t", "1", "1"])
        await pilot.pause()
        assert open_tasks[0] not in station.person(person).row.tasks
        assert "done" in painted(app)[-1]


async def test_where_a_person_is_is_said_by_a_digit(app: CareApp, station: Station) -> None:
    async with opened(app) as pilot:
        await typed(app, ["p", "2"])
        await pilot.pause()
        assert station.person(station.by_code("R01").id).row.person.presence is Presence.HOSPITAL
        assert "in hospital" in page(app)


async def test_a_person_without_an_alert_has_nothing_to_acknowledge_or_close(app: CareApp) -> None:
    async with opened(app) as pilot:
        await typed(app, ["right"])
        await pilot.pause()
        for key in ("a", "c"):
            await typed(app, [key])
            await pilot.pause()
            assert "No alert is open for this person." in painted(app)[-1]
        await typed(app, ["t"])
        await pilot.pause()
        assert "No task here waits" in painted(app)[-1]


async def test_the_next_person_is_a_key_away(app: CareApp) -> None:
    async with opened(app) as pilot:
        await typed(app, ["right"])
        await pilot.pause()
        assert "R03" in page(app)
        await typed(app, ["left", "left"])
        await pilot.pause()
        assert "R05" in page(app)


async def test_a_long_page_scrolls(app: CareApp) -> None:
    async with opened(app) as pilot:
        await typed(app, ["end"])
        await pilot.pause()
        last = page(app)
        await typed(app, ["home"])
        await pilot.pause()
        assert "Why" in page(app)
        assert last != page(app)
        await typed(app, ["pagedown", "pageup", "down", "up"])
        await pilot.pause()
        assert "Why" in page(app)


async def test_nobody_signed_in_is_asked_who_before_acting(app: CareApp, station: Station) -> None:
    station.by = None
    async with opened(app) as pilot:
        await typed(app, ["a"])
        await pilot.pause()
        assert isinstance(app.screen, WhoScreen)
        assert station.person(station.by_code("R01").id).row.waiting


async def test_what_was_corrected_stays_struck_through(app: CareApp, station: Station, clock: FixedClock) -> None:
    later(clock, 5)
    last = station.last_act()
    assert last
    station.undo(last.act)
    person = station.by_code("R01")
    kept = [k for k in station.person(person.id).kept if k.status != "current"]
    async with opened(app, (100, 60)):
        assert ("taken back" in page(app)) is bool(kept)


async def test_what_another_terminal_writes_shows_on_the_page(
    app: CareApp, station: Station, clock: FixedClock
) -> None:
    async with opened(app, (100, 60)) as pilot:
        other = Station.open(station.home, clock, "N02")
        tell(other, "R01", 391, 85)
        await until(pilot, lambda: "39.1" in page(app))
        other.close_log()


async def test_a_test_result_is_asked_for_by_method_and_result_and_stands_in_the_records(
    app: CareApp, station: Station
) -> None:
    async with opened(app, (100, 60)) as pilot:
        await typed(app, ["T"])
        await pilot.pause()
        assert "how was the swab tested" in page(app)
        await typed(app, ["1", "2"])
        await pilot.pause()
        assert "antigen test positive, written down" in page(app)
        (told,) = station.person(station.by_code("R01").id).done
        assert (told.body.method, told.body.result) == (Method.ANTIGEN, Result.POSITIVE)  # type: ignore[union-attr]
        assert "K-02" in page(app)


async def test_an_antipyretic_given_an_hour_ago_is_written_down_by_when_it_was(app: CareApp, station: Station) -> None:
    async with opened(app, (100, 60)) as pilot:
        await typed(app, ["m", "1"])
        await pilot.pause()
        assert "when was it given?" in page(app)
        await typed(app, ["2"])
        await pilot.pause()
        (told,) = station.person(station.by_code("R01").id).done
        assert told.body.antipyretic  # type: ignore[union-attr]  # a medicine
        assert told.at == station.now() - timedelta(hours=1)


async def test_a_question_for_a_swab_is_let_go_with_esc(app: CareApp, station: Station) -> None:
    async with opened(app) as pilot:
        await typed(app, ["T", "1", "escape"])
        await pilot.pause()
        assert station.person(station.by_code("R01").id).done == ()


async def test_nobody_signed_in_is_asked_who_first(app: CareApp, station: Station) -> None:
    station.by = None
    for key in ("T", "m", "i", "n"):
        async with opened(CareApp(lambda front: front.show(_page_of(station)), station.home)) as pilot:
            await typed(pilot.app, [key])
            await pilot.pause()
            assert isinstance(pilot.app.screen, WhoScreen)


def _page_of(station: Station) -> PersonScreen:
    return PersonScreen(station, station.by_code("R01").id, ())
