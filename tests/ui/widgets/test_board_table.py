"""The people on the board: the cursor stays on its person, and only what changed is painted."""

from collections.abc import AsyncIterator

import pytest
from textual.app import App, ComposeResult
from textual.geometry import Region, Size

from carelog.model.severity import Severity
from carelog.station.rows import BoardRow
from carelog.ui.widgets.board_table import BoardTable

from ..support import NOW, a_floor, a_look, a_row


class Painted(BoardTable):
    """Remembers which lines were asked to be painted again."""

    again: list[int]

    def refresh(self, *regions: Region, **how: bool) -> "Painted":
        self.again = [*getattr(self, "again", []), *(region.y for region in regions)]
        return super().refresh(*regions, **how)


class Stage(App[None]):
    """An app with nothing but the table."""

    def __init__(self, rows: list[BoardRow]) -> None:
        super().__init__()
        self.rows = rows
        self.moves = 0

    def compose(self) -> ComposeResult:
        self.table = Painted(a_look(), self.count)
        self.table.show(self.rows, a_look())
        yield self.table

    def count(self) -> None:
        self.moves += 1


def texts(table: BoardTable) -> list[str]:
    return [table.render_line(y).text for y in range(table.size.height)]


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    app = Stage(a_floor(60))
    async with app.run_test(size=(120, 21)) as pilot:
        await pilot.pause()
        app.table.again = []
        yield app


async def test_the_lines_hold_as_many_people_as_fit_side_by_side(stage: Stage) -> None:
    assert stage.table.seen() == (1, 40, 60)
    assert "王 [/b] 芳" in texts(stage.table)[1]
    assert "Person 021" in texts(stage.table)[1]


async def test_a_move_of_the_cursor_paints_two_lines(stage: Stage) -> None:
    stage.table.move(1)
    assert stage.table.again == [1, 2]
    assert texts(stage.table)[2].startswith(">")
    assert stage.moves > 0


async def test_the_cursor_stays_on_its_person_when_lines_move(stage: Stage) -> None:
    stage.table.move(4)
    stage.table.show([a_row(70, "", Severity.URGENT), *stage.table.rows], a_look())
    row = stage.table.current()
    assert row
    assert row.person.code == "R005"
    assert texts(stage.table)[6].startswith(">")


async def test_a_change_of_one_person_paints_one_line(stage: Stage) -> None:
    rows = list(stage.table.rows)
    rows[10] = rows[10]._replace(severity=Severity.WATCH)
    stage.table.show(rows, a_look())
    assert stage.table.again == [11]


async def test_nothing_changed_paints_nothing(stage: Stage) -> None:
    stage.table.show(list(stage.table.rows), a_look())
    assert stage.table.again == []


async def test_a_minute_later_every_age_is_new(stage: Stage) -> None:
    later = a_look()._replace(now=NOW.replace(minute=NOW.minute + 1))
    stage.table.show(list(stage.table.rows), later)
    assert len(stage.table.again) >= 19


async def test_the_list_turns_its_page_when_the_cursor_leaves_it(stage: Stage) -> None:
    stage.table.move(45)
    first, last, of = stage.table.seen()
    assert first <= 46 <= last
    assert of == 60
    stage.table.move(-60)
    assert stage.table.seen()[0] == 1


async def test_the_list_beside_is_a_key_away(stage: Stage) -> None:
    stage.table.aside(1)
    assert stage.table.place() == 20
    stage.table.aside(-1)
    assert stage.table.place() == 0


async def test_a_person_who_left_hands_the_cursor_to_the_next_line(stage: Stage) -> None:
    stage.table.move(3)
    stage.table.show([r for r in stage.table.rows if r.person.code != "R004"], a_look())
    assert stage.table.place() == 3


async def test_nobody_on_the_board_is_no_fault(stage: Stage) -> None:
    stage.table.show([], a_look())
    stage.table.move(1)
    assert stage.table.current() is None
    assert stage.table.seen() == (0, 0, 0)


async def test_one_list_takes_the_whole_width(stage: Stage) -> None:
    stage.table.one_list = True
    stage.table.lay_out()
    assert stage.table.seen() == (1, 20, 60)
    assert "transfer call oxygen" in texts(stage.table)[1]


async def test_forty_beds_stand_on_a_screen_of_120_by_40_beside_heads_and_keys() -> None:
    app = Stage(a_floor(40))
    async with app.run_test(size=(120, 34)):
        assert app.table.seen() == (1, 40, 40)


async def test_a_click_takes_the_cursor_to_the_person_clicked_on() -> None:
    app = Stage(a_floor(60))
    async with app.run_test(size=(120, 21)) as pilot:
        await pilot.click(app.table, offset=(5, 3))
        assert app.table.place() == 2
        await pilot.click(app.table, offset=(70, 3))
        assert app.table.place() == 22
        await pilot.click(app.table, offset=(70, 0))
        assert app.table.place() == 22


async def test_the_room_expected_is_laid_out_before_there_is_any() -> None:
    table = BoardTable(a_look(), lambda: None)
    table.show(a_floor(40), a_look())
    assert table.seen()[2] == 40
    table.expect(Size(120, 36))
    assert table.seen() == (1, 40, 40)
    assert "severity" in table.columns()
