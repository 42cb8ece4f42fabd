"""Lines that scroll, painted only where they changed."""

from collections.abc import AsyncIterator

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.geometry import Region

from carelog.ui.line import Line
from carelog.ui.widgets.lines import Lines, laid, strip

TEN: list[Line] = [((f"line {n}", "text"),) for n in range(10)]


class Painted(Lines):
    """Remembers which lines were asked to be painted again."""

    again: list[int]

    def refresh(self, *regions: Region, **how: bool) -> "Painted":
        self.again = [*getattr(self, "again", []), *(region.y for region in regions)]
        return super().refresh(*regions, **how)


class Stage(App[None]):
    """An app with nothing but lines."""

    def compose(self) -> ComposeResult:
        self.lines = Painted()
        self.lines.styles.height = "1fr"
        yield self.lines


@pytest.fixture
async def lines() -> AsyncIterator[Painted]:
    app = Stage()
    async with app.run_test(size=(20, 4)):
        app.lines.show(TEN)
        app.lines.again = []
        yield app.lines


def seen(lines: Lines) -> list[str]:
    return [lines.render_line(y).text.strip() for y in range(4)]


async def test_lines_scroll_to_their_end_and_no_further(lines: Painted) -> None:
    lines.scroll_by(3)
    assert seen(lines) == ["line 3", "line 4", "line 5", "line 6"]
    lines.scroll_by(100)
    assert seen(lines)[-1] == "line 9"
    lines.scroll_by(-100)
    assert seen(lines)[0] == "line 0"


async def test_only_the_line_that_changed_is_painted(lines: Painted) -> None:
    lines.show([*TEN[:2], (("new", "head"),), *TEN[3:]])
    assert lines.again == [2]


async def test_fewer_lines_leave_no_rest_behind(lines: Painted) -> None:
    lines.show(TEN[:1])
    assert lines.again == [1, 2, 3]
    assert seen(lines) == ["line 0", "", "", ""]


async def test_a_line_is_brought_into_sight_by_the_least_move(lines: Painted) -> None:
    lines.reveal(5)
    assert seen(lines) == ["line 2", "line 3", "line 4", "line 5"]
    lines.reveal(3)
    assert lines.top == 2
    lines.reveal(0)
    assert lines.top == 0


def test_a_strip_is_as_wide_as_asked_and_names_its_styles() -> None:
    painted = strip((("王", "urgent"), ("芳", "urgent"), ("x", "dim")), 8, "carelog-dark")
    assert painted.cell_length == 8
    assert [(s.text, s.style.meta["style"]) for s in painted if s.style] == [
        ("王芳", "urgent"),
        ("x", "dim"),
        ("   ", "text"),
    ]


def test_what_stands_under_the_cursor_stands_on_its_ground() -> None:
    painted = laid((("王芳", "urgent"), ("x", "dim")), 5, "carelog-dark", range(1))
    assert [segment.style.meta["style"] for segment in painted if segment.style] == ["urgent@cursor", "dim"]


async def test_the_wheel_scrolls(lines: Painted) -> None:
    async def turn(event: type[events.MouseScrollDown] | type[events.MouseScrollUp]) -> None:
        await lines._on_message(event(lines, 1, 1, 0, 1, 0, shift=False, meta=False, ctrl=False))

    await turn(events.MouseScrollDown)
    assert lines.top == 3
    await turn(events.MouseScrollUp)
    assert lines.top == 0


async def test_a_window_that_grows_shows_no_empty_lines_at_the_end() -> None:
    app = Stage()
    async with app.run_test(size=(20, 4)) as pilot:
        app.lines.show(TEN)
        app.lines.scroll_by(100)
        await pilot.resize_terminal(20, 8)
        await pilot.pause()
        assert app.lines.top == 2
