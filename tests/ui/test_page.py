"""A page to read: asked for once when it opens, again when one comes back or others wrote, and never lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from carelog.model.refusal import Refusal
from carelog.ui.app import CareApp
from carelog.ui.page import LivePageScreen, PageScreen, WalkScreen

from .support import opened

if TYPE_CHECKING:
    from pathlib import Path

    from carelog.station.desk import Station


class Counting(LivePageScreen):
    """A page that counts how often it is read, and can be refused."""

    times = 0
    refused = False

    def read(self) -> None:
        if self.refused:
            raise Refusal("log.busy")
        self.times += 1

    def paint(self) -> None:
        self.body.show([((f"{self.times}. time", "text"),)] * 99)

    def shown(self) -> int:
        """How often it had been read when it was painted last."""
        return int(self.body.lines[0][0][0].partition(".")[0])


class Still(PageScreen):
    """A page that stays as it was opened."""

    def read(self) -> None:
        self.told = self.station.now()

    def paint(self) -> None:
        self.body.show([((f"{self.told}", "text"),)])


class Walking(WalkScreen, Counting):
    """A page of one person after the other."""


@pytest.fixture
def page(station: Station) -> Counting:
    return Counting(station)


def over_a_page(page: PageScreen, home: Path) -> CareApp:
    return CareApp(lambda app: app.show(page), home)


async def test_a_page_is_read_once_when_it_opens_and_again_when_one_comes_back(page: Counting) -> None:
    async with opened(over_a_page(page, page.station.home)) as pilot:
        assert page.shown() == 1
        page.front.show(Still(page.station))
        await pilot.pause()
        page.front.back()
        await pilot.pause()
        assert page.shown() == 2


async def test_what_another_terminal_wrote_shows_and_nothing_is_read_while_nobody_writes(page: Counting) -> None:
    async with opened(over_a_page(page, page.station.home)):
        page.poll()
        assert page.shown() == 1
        other = type(page.station).open(page.station.home, page.station.clock, "N02")
        other.move(other.by_code("R05").id, other.by_code("R01").presence)
        other.close_log()
        page.poll()
        assert page.shown() == 2


async def test_a_page_that_is_refused_keeps_what_was_read_before_and_says_why(page: Counting) -> None:
    async with opened(over_a_page(page, page.station.home)):
        page.refused = True
        page.reload()
        assert page.shown() == 1
        assert page.foot.lines != [page.hints()]


async def test_keys_scroll_a_page(page: Counting) -> None:
    async with opened(over_a_page(page, page.station.home)):
        page.step(3)
        assert page.body.top == 3
        page.step(page.page())
        assert page.body.top == 3 + page.body.size.height - 1


async def test_nobody_signed_in_is_asked_who_it_is_before_anything_is_taken_back(page: Counting) -> None:
    page.station.by = None
    async with opened(over_a_page(page, page.station.home)) as pilot:
        page.take_back(lambda: pytest.fail("asked too early"), "stock")
        await pilot.pause()
        assert page.app.screen is not page


async def test_taking_back_says_what_was_taken_back_or_that_there_was_nothing(page: Counting) -> None:
    async with opened(over_a_page(page, page.station.home)):
        page.take_back(lambda: None, "stock")
        assert page.shown() == 1
        page.station.move(page.station.by_code("R01").id, page.station.by_code("R05").presence)
        newest = page.station.last_act()
        assert newest
        page.take_back(lambda: newest.act, "stock")
        assert page.shown() == 2
        assert page.station.by_code("R01").presence != page.station.by_code("R05").presence


async def test_one_walks_from_person_to_person_round_and_round_and_each_page_begins_at_its_top(
    station: Station,
) -> None:
    walk = ("a", "b", "c")
    page = Walking(station, "c", walk)
    async with opened(over_a_page(page, station.home)):
        page.step(9)
        page.action_next()
        assert (page.person, page.body.top, page.shown()) == ("a", 0, 2)
        page.action_previous()
        page.action_previous()
        assert page.person == "b"


async def test_somebody_who_is_in_no_walk_has_nobody_beside(station: Station) -> None:
    page = Walking(station, "x", ("a", "b"))
    async with opened(over_a_page(page, station.home)):
        page.action_next()
        assert (page.person, page.shown()) == ("x", 1)
