"""The tests screen: it paints what the job of the swabs says, and takes no key itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

from carelog.ui.base import CareScreen
from carelog.ui.line import Line
from carelog.ui.swabs import said
from carelog.ui.widgets.lines import Lines
from carelog.ui.widgets.swab_sheet import SwabSheet
from carelog.words import tr

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from carelog.ui.base import Job
    from carelog.ui.swabs.job import SwabJob

RETRY_S = 0.5
"""How often what could not be saved is tried again, in seconds."""

_BELOW = 3
"""Lines always kept under the list, so that it does not jump with every key."""


def _key(keys: str, words: str, *, show: bool = False) -> Binding:
    return Binding(keys, f"swabs_{words}", f"swabs.key_{words}", id=f"swabs.{words}", show=show)


class SwabScreen(CareScreen):
    """Who is due, whose result is out, who is positive. Its bindings are for help: the job takes every key as typed."""

    CSS_PATH = "swabs.tcss"
    HELP = "swabs.help"
    BINDINGS: ClassVar = [
        _key("0", "negative", show=True),
        _key("9", "positive", show=True),
        _key("asterisk", "invalid"),
        _key("minus", "not_taken", show=True),
        _key("f7", "sent", show=True),
        _key("tab", "list", show=True),
        _key("escape", "escape", show=True),
        _key("plus", "plus"),
        _key("backspace", "back"),
        _key("f3", "lot"),
        _key("slash", "jump"),
        _key("up,down,pageup,pagedown,home,end", "look"),
        _key("space,right", "here"),
    ]

    def __init__(self, job: SwabJob) -> None:
        self.swabs = job
        self._shown = False
        super().__init__()
        self.heads, self.below = Lines(id="heads"), Lines(id="below")
        self.sheet = SwabSheet(job)
        job.attach(self)

    @property
    def job(self) -> Job:
        """The swabs; whoever comes back to them from help looks first, so that no key typed meanwhile is a result."""
        if self._shown:
            self.swabs.park()
        self._shown = True
        return self.swabs

    @job.setter
    def job(self, _: Job) -> None:
        """The job of the swabs is theirs."""

    def compose(self) -> ComposeResult:
        """Head, people, what must be read, keys."""
        yield self.heads
        yield self.sheet
        yield self.below
        yield self.foot

    def on_mount(self) -> None:
        """Paint what was typed before there was anything to paint on; look after what waits."""
        super().on_mount()
        self.set_interval(RETRY_S, self.swabs.retry)
        self._paint_around()

    def on_resize(self) -> None:
        """Lay out the lines around the list for the new width."""
        super().on_resize()
        self._paint_around()

    # told by the job

    def lines_changed(self, lines: set[int] | None) -> None:
        """These people's lines look different now."""
        if self.sheet.is_attached:
            self.sheet.show_changed(lines)
            self._paint_around()

    def ring(self) -> None:
        """Ring the bell."""
        self.front.bell()

    def closed(self) -> None:
        """Back to where one came from."""
        self.front.back()

    def _paint_around(self) -> None:
        cells = self.size.width or self.app.size.width
        for lines, told, least in ((self.heads, said.title, 1), (self.below, said.below, _BELOW)):
            now = told(self.swabs, cells)
            lines.tall(max(least, len(now)))
            lines.show(now)

    def hints(self) -> Line:
        """The keys that matter most."""
        return super().hints() or ((tr("swabs.key_escape"), "dim"),)
