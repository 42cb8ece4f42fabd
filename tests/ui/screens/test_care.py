"""What was done and what is to be done, in a few keys, on a person's page and on the page of the house."""

from datetime import timedelta

import pytest

from carelog.model.alerting import Outcome
from carelog.model.care import Care, Dropped
from carelog.model.referral import InstitutionKind, InstitutionSet
from carelog.model.stock import Change
from carelog.station.care.rows import CareRow, For, Told, When
from carelog.station.desk import Station
from carelog.ui.app import CareApp
from carelog.ui.screens.care import CareLogScreen
from carelog.ui.screens.person import PersonScreen
from carelog.ui.screens.who import WhoScreen
from carelog.words import use

from ..support import opened, painted, typed, until


@pytest.fixture
def app(station: Station) -> CareApp:
    use("en")
    station.directory.add(InstitutionSet("", "市医院", InstitutionKind.CONSULT, "021-1", "08-17", preference=1))
    person = station.by_code("R01").id
    return CareApp(lambda app: app.show(PersonScreen(station, person, (person,))), station.home)


@pytest.fixture
def house(station: Station) -> CareApp:
    use("en")
    today = station.care.today()
    who = For(station.by_code("R01").id)
    station.care.remind(who, Care.FAMILY_CONTACT, When(today), Told("daughter [b]"))
    station.care.remind(For(), Care.ACTIVITY, When(today + timedelta(days=1)), Told("dumplings"))
    return CareApp(lambda app: app.open_care(station), station.home)


def done(station: Station, code: str = "R01") -> list[CareRow]:
    return list(station.care.of(station.by_code(code).id, station.now() - timedelta(days=1)))


async def test_fluids_are_four_keys_and_a_number(app: CareApp, station: Station) -> None:
    async with opened(app, (100, 60)) as pilot:
        await typed(app, ["i", "3", *"200 slowly", "enter"])
        await until(pilot, lambda: len(done(station)) == 1)
        await until(pilot, lambda: "fluids 200 ml, slowly, written down" in painted(app)[-1])
        assert "Care and what is to be done" in "\n".join(painted(app))
    (row,) = done(station)
    assert (row.what, row.amount_ml, row.note) == (Care.FLUIDS, 200, "slowly")


async def test_a_consultation_answers_the_alert_only_where_the_nurse_says_so(app: CareApp, station: Station) -> None:
    async with opened(app) as pilot:
        await typed(app, ["i", "1", "1", *"rest", "enter"])
        await until(pilot, lambda: "has an open alert" in " ".join(painted(app)[-2:]))
        assert done(station) == []
        await typed(app, ["1"])
        await until(pilot, lambda: len(done(station)) == 1)
        assert station.person(station.by_code("R01").id).row.open_alert
        await typed(app, ["i", "2", "2", "enter", "2", *"Dr. Wu", "enter"])
        await until(pilot, lambda: len(done(station)) == 2)
        await until(pilot, lambda: "The alert is closed" in " ".join(painted(app)[-2:]))
    asked, visited = done(station)
    assert (asked.what, asked.note, asked.institution and asked.institution.id) == (
        Care.REMOTE_CONSULTATION,
        "rest",
        "I1",
    )
    assert (visited.what, visited.institution) == (Care.HOME_VISIT, None)
    (closed,) = station.log.deeds("closed", station.by_code("R01").id)
    assert (closed.body.outcome, closed.body.decided_by) == (Outcome.HOME_VISIT, "Dr. Wu")


async def test_a_care_plan_without_words_waits_for_them(app: CareApp, station: Station) -> None:
    async with opened(app) as pilot:
        await typed(app, ["i", "4", "enter"])
        await until(pilot, lambda: "needs a note" in " ".join(painted(app)[-2:]))
        await typed(app, [*"no drip", "enter"])
        await until(pilot, lambda: [row.note for row in done(station)] == ["no drip"])


async def test_a_reminder_is_set_by_digits_or_a_date(app: CareApp, station: Station) -> None:
    today = station.care.today()
    async with opened(app) as pilot:
        await typed(app, ["n", "6", "2", *"daughter", "enter"])
        await until(pilot, lambda: len(station.care.open()) == 1)
        await typed(app, ["n", "5", "6", *"soon", "enter"])
        await until(pilot, lambda: "is no date" in " ".join(painted(app)[-2:]))
        await typed(app, [*["backspace"] * 4, "9", "enter", "enter"])
        await until(pilot, lambda: len(station.care.open()) == 2)
    first, second = station.care.open()
    assert (first.what, first.due, first.note) == (Care.FAMILY_CONTACT, today + timedelta(days=1), "daughter")
    assert (second.what, second.due) == (Care.PSYCHOLOGICAL_SUPPORT, today + timedelta(days=9))


async def test_a_tablet_of_the_reserve_is_one_less_there(app: CareApp, station: Station) -> None:
    station.stock.tell(station.stock.named("antipyretic"), Change.COUNTED, 20, lot="B2")
    async with opened(app, (120, 24)) as pilot:
        await typed(app, ["m", "1", "1", "enter"])
        await until(pilot, lambda: "Left in the reserve: antipyretic (tablets) 19" in " ".join(painted(app)[-2:]))
        await typed(app, ["m", "1", "1", *"two", "enter"])
        await until(pilot, lambda: "is no number of pieces" in " ".join(painted(app)[-2:]))
        await typed(app, [*["backspace"] * 3, *"2 B2", "enter"])
        await until(pilot, lambda: "tablets) 17" in " ".join(painted(app)[-2:]))
        await typed(app, ["m", "2", "1"])
        await until(pilot, lambda: len(done(station)) == 3)
    given = [row.given for row in done(station) if row.given]
    assert sorted((one.article, one.pieces, one.lot, one.antipyretic) for one in given) == [
        ("antipyretic", 1, "", True),
        ("antipyretic", 2, "B2", True),
        ("antiviral", 0, "", False),
    ]


async def test_of_any_other_medicine_it_is_asked_whether_it_lowers_a_fever(app: CareApp, station: Station) -> None:
    station.stock.tell(station.stock.named("Ibuprofen syrup", new=True), Change.COUNTED, 2)
    async with opened(app) as pilot:
        await typed(app, ["m", "5", *"ibuprofen syrup", "enter", "1", "1", "0", "enter"])
        await until(pilot, lambda: len(done(station)) == 1)
        await typed(app, ["m", "5", "enter"])
        await until(pilot, lambda: "Nothing to write down" in " ".join(painted(app)[-2:]))
        await typed(app, [*"salbutamol", "enter", "2", "1"])
        await until(pilot, lambda: len(done(station)) == 2)
    first, second = (row.given for row in done(station))
    assert first
    assert second
    assert (first.article, first.antipyretic) == ("Ibuprofen syrup", True)
    assert (second.medicine, second.antipyretic, second.pieces) == ("salbutamol", False, 0)


async def test_what_is_due_is_done_by_a_named_nurse_and_planned_again(house: CareApp, station: Station) -> None:
    async with opened(house) as pilot:
        await until(pilot, lambda: "Due today" in "\n".join(painted(house)))
        await typed(house, ["d", *"comes Sunday", "enter", "4"])
        await until(pilot, lambda: [row.number for row in station.care.open()] == [2, 3])
        (row,) = done(station)
        assert (row.note, row.by) == ("daughter [b] - comes Sunday", station.actor().code)
        await until(pilot, lambda: "daughter [b] - comes Sunday" in " ".join(painted(house)))
        await typed(house, ["f6"])
        await until(pilot, lambda: [row.number for row in station.care.open()] == [1, 2])
        await until(pilot, lambda: "Taken back" in painted(house)[-1])


async def test_what_will_not_be_done_says_why_and_may_be_put_off(house: CareApp, station: Station) -> None:
    async with opened(house) as pilot:
        await typed(house, ["x", "4", "2"])
        await until(pilot, lambda: [row.number for row in station.care.open()] == [2, 3])
        await typed(house, ["x", "6", *"no oven", "enter"])
        await until(pilot, lambda: [row.number for row in station.care.open()] == [3])
        await typed(house, ["x", "3"])
        await until(pilot, lambda: station.care.open() == ())
        await until(pilot, lambda: "Nothing is to be done on a date" in "\n".join(painted(house)))
        await typed(house, ["d", "x", "enter", "down"])
        await pilot.pause()
    why = [deed.body.dropped for deed in station.log.deeds("reminder_ended", station.by_code("R01").id)]
    assert why == [Dropped.POSTPONED, Dropped.NOT_REACHED]
    assert [deed.body.note for deed in station.log.deeds("reminder_ended")] == ["no oven"]


async def test_a_festival_is_planned_for_the_house_and_its_units(house: CareApp, station: Station) -> None:
    async with opened(house) as pilot:
        await typed(house, ["n", "2", "4", "5", *"lanterns", "enter"])
        await until(pilot, lambda: len(station.care.open()) == 3)
        await typed(house, ["i", "1", "4", *"lanterns made", "enter"])
        first, last = station.now() - timedelta(hours=1), station.now() + timedelta(minutes=1)
        await until(pilot, lambda: len(station.care.done(first, last)) == 1)
        await typed(house, ["down", "enter"])
        await until(pilot, lambda: "no person to open" in painted(house)[-1])
        await typed(house, ["up", "enter"])
        await until(pilot, lambda: isinstance(house.screen, PersonScreen))
        await typed(house, ["escape", "escape"])
        await until(pilot, lambda: not isinstance(house.screen, CareLogScreen | PersonScreen))
    planned = station.care.open()[-1]
    assert (planned.what, planned.unit, planned.note) == (Care.ACTIVITY, "1F", "lanterns")


async def test_another_terminals_reminder_appears_and_nobody_unsigned_writes(house: CareApp, station: Station) -> None:
    async with opened(house) as pilot:
        other = Station.open(station.home, station.clock, "N02")
        other.care.remind(For(), Care.OTHER, When(other.care.today()), Told("from beside"))
        other.close_log()
        await until(pilot, lambda: "from beside" in "\n".join(painted(house)))
        station.by = None
        for key in ("d", "x", "n", "i", "f6"):
            await typed(house, [key])
            await until(pilot, lambda: isinstance(house.screen, WhoScreen))
            await typed(house, ["escape"])
            await until(pilot, lambda: isinstance(house.screen, CareLogScreen))
    assert len(station.care.open()) == 3
