"""Somebody is written down and changed at the screen: what is asserted is what stands in the book."""

from datetime import date

import pytest

from carelog.model.person import Kind, Leaving, Presence
from carelog.station.desk import Station
from carelog.ui.app import CareApp
from tests.ui.support import opened, painted, typed


@pytest.fixture
def app(station: Station) -> CareApp:
    return CareApp(lambda app: app.open_board(station), station.home, station=None)


def page(app: CareApp) -> str:
    return "\n".join(painted(app))


async def test_a_resident_moves_in_by_a_few_keys_as_one_act(app: CareApp, station: Station) -> None:
    async with opened(app, (100, 40)) as pilot:
        await typed(app, ["n", "1", "down", *"Zhou", "down", "1", "down", *"１９３８０５０１", "down", "down", *"1F",
                          "down", *"1-09", "f2"])  # fmt: skip
        await pilot.pause()
        one = station.by_code("R10")
        assert (one.name, one.sex, one.birth_date, one.bed, one.kind) == (
            "Zhou", "female", date(1938, 5, 1), "1-09", Kind.RESIDENT,
        )  # fmt: skip
        assert "R10 Zhou saved" in page(app)
    newest = station.log.acts_of(station.actor().id, station.now())[0]
    assert [kind for _, kind in newest.entries] == ["person"]


async def test_a_bad_date_and_an_unsigned_decision_store_nothing_and_lose_nothing(
    app: CareApp, station: Station
) -> None:
    before = station.log.head()
    async with opened(app, (100, 60)) as pilot:
        await typed(app, ["enter", "e", "down", "down", "delete", *"soon", "f2"])
        await pilot.pause()
        assert '"soon" is not a date' in page(app)
        assert station.log.head() == before
        await typed(app, ["f5", "end", "pageup", "pageup", *["down"] * 3, "2", "f2"])
        await pilot.pause()
        assert "Scale 2 needs the clinician who decided it" in page(app)
        assert station.log.head() == before
        await typed(app, [*"Dr. Wu", "down", *"20260301", "f2"])
        await pilot.pause()
        assert "saved" in page(app)
    changed = station.by_code("R01")
    assert (changed.scale(), changed.scale_by, changed.scale_on) == (2, "Dr. Wu", date(2026, 3, 1))


async def test_a_bed_somebody_has_is_said_once_and_saved_by_the_same_key_again(app: CareApp, station: Station) -> None:
    async with opened(app, (100, 60)) as pilot:
        await typed(app, ["n", "1", "down", *"Zhou", "pagedown", *"1F", "down", *"1-01", "f2"])
        await pilot.pause()
        assert "Bed 1-01 is that of R01" in page(app)
        assert [p.code for p in station.people()].count("R10") == 0
        await typed(app, ["f2"])
        await pilot.pause()
    assert station.by_code("R10").bed == "1-01"


async def test_what_was_typed_and_left_is_there_again_and_not_in_the_book(app: CareApp, station: Station) -> None:
    before = station.log.head()
    async with opened(app, (100, 40)) as pilot:
        await typed(app, ["n", "2", "down", *"Chen", "escape"])
        await pilot.pause()
        assert "kept and NOT saved" in page(app)
        assert station.log.head() == before
        await typed(app, ["n", "2"])
        await pilot.pause()
        assert "Chen" in page(app)
        await typed(app, ["f2"])
        await pilot.pause()
    (new,) = [p for p in station.staff() if p.name == "Chen"]
    assert new.kind is Kind.STAFF


async def test_a_form_in_which_nothing_changed_saves_nothing(app: CareApp, station: Station) -> None:
    before = station.log.head()
    async with opened(app) as pilot:
        await typed(app, ["enter", "e", "f2"])
        await pilot.pause()
        assert "nothing to save" in page(app)
        await typed(app, ["escape"])
        await pilot.pause()
    assert station.log.head() == before


async def test_who_has_died_is_asked_about_twice_and_leaves_the_board(app: CareApp, station: Station) -> None:
    one = station.by_code("R01").id
    async with opened(app, (100, 40)) as pilot:
        await typed(app, ["enter", "p", "6", "3"])
        await pilot.pause()
        assert station.by_code("R01").presence is Presence.PRESENT
        await typed(app, ["p", "6", "1", "escape"])
        await pilot.pause()
        assert station.by_code("R01").left is Leaving.DIED
        assert station.register.open_alerts(one) == ()
        assert "R01" not in [row.person.code for row in station.board().rows]


async def test_who_is_discharged_keeps_open_alerts_which_are_named(app: CareApp, station: Station) -> None:
    async with opened(app, (120, 40)) as pilot:
        await typed(app, ["enter", "p", "5", "1"])
        await pilot.pause()
        assert "Still open:" in page(app)
    assert station.by_code("R01").left is Leaving.DISCHARGED
    assert station.register.open_alerts(station.by_code("R01").id)


async def test_a_contact_is_written_down_with_what_was_said(app: CareApp, station: Station) -> None:
    async with opened(app, (120, 40)) as pilot:
        await typed(app, ["enter", "f", "2", *"stay here", "enter"])
        await pilot.pause()
    (told,) = station.register.contacts(station.by_code("R01").id)
    assert (told.body.by, told.body.note) == ("primary_care", "stay here")
