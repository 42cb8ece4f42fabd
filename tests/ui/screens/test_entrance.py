"""The door on a screen: what is typed on the board's key `d` becomes an entry and a picture."""

import pytest

from carelog.model.observation import Observed
from carelog.model.reading import Quantity, Reading
from carelog.station.desk import Station
from carelog.ui.app import CareApp
from carelog.ui.screens.board import BoardScreen
from carelog.words import tr

from ..support import opened, painted, typed, until


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_from_the_board_to_a_stop_and_on_to_the_next_person(station: Station, size: tuple[int, int]) -> None:
    app = CareApp(lambda app: app.open_board(station), station.home)
    async with opened(app, size) as pilot:
        await typed(app, ("d", "N", "0", "2", "enter", "3", "6", "6", "k", "enter"))
        await until(pilot, lambda: painted(app)[0].startswith("####"))
        rows = painted(app)
        assert len(rows) == size[1]
        assert rows[-1] == "#" * size[0]
        assert any(tr("door.stop") in row for row in rows)
        person = station.by_code("N02")
        assert station.staffing.is_off(person.id)
        (seen,) = station.person(person.id).observations
        assert seen.recorded_by == person.id
        await typed(app, ("space", *"Chen", "+", "enter", "enter", "enter", "3", "6", "6", "0"))
        await until(pilot, lambda: bool(station.log.deeds("visited", _visitor(station))))
        await typed(app, ("x", "escape"))
        await until(pilot, lambda: isinstance(app.screen, BoardScreen))


def _visitor(station: Station) -> str:
    found = [p.id for p in station.log.people() if p.code == "V001"]
    return found[0] if found else ""


async def test_staff_off_duty_stand_on_their_board_with_the_day_they_may_come_back(station: Station) -> None:
    person = station.by_code("N02")
    readings = (Reading(Quantity.TEMPERATURE, 366),)
    station.entrance.check(person, Observed(person.id, None, readings, ("cough",)))
    app = CareApp(lambda app: app.open_board(station), station.home)
    async with opened(app, (120, 40)) as pilot:
        await typed(app, ("s",))
        await until(pilot, lambda: any(tr("work.off_until", at="03-08") in row for row in painted(app)))
