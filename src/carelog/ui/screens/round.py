"""The round sheet on a screen: it paints what the round's job says, and takes no key itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

from carelog.ui.base import CareScreen
from carelog.ui.line import Line
from carelog.ui.sheet import said
from carelog.ui.widgets.lines import Lines
from carelog.ui.widgets.round_sheet import RoundSheet
from carelog.words import tr

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from carelog.ui.base import Job
    from carelog.ui.sheet.job import RoundJob

RETRY_S = 0.5
"""How often rows that could not be saved are tried again, in seconds."""

CLOCK_S = 15.0
"""How often the clocks of open repeats are looked at, in seconds."""

IDLE_S = 0.05
"""How often one person's history is folded ahead of their row; one takes a few milliseconds."""


def _key(keys: str, words: str, *, show: bool = False) -> Binding:
    return Binding(keys, f"round_{words}", f"sheet.key_{words}", id=f"sheet.{words}", show=show)


class RoundScreen(CareScreen):
    """A round. Its bindings are for help and hints only: the job takes every key as it is typed."""

    CSS_PATH = "round.tcss"
    HELP = "sheet.help"
    BINDINGS: ClassVar = [
        _key("0", "none", show=True),
        _key("enter", "enter", show=True),
        _key("minus", "minus", show=True),
        _key("escape", "escape", show=True),
        _key("asterisk", "oxygen"),
        _key("plus", "plus"),
        _key("semicolon", "list"),
        _key("slash", "jump"),
        _key("backspace", "back"),
        _key("f2", "set"),
        _key("f3", "site"),
        _key("f4", "correct", show=True),
        _key("f5", "measured_by"),
        _key("f6", "undo", show=True),
        _key("f7", "paper"),
        _key("f8", "flow"),
        _key("f9", "asleep"),
        _key("f12", "take_over"),
        _key("up,down,pageup,pagedown,home,end", "look"),
        _key("space,right", "here"),
        _key("left", "left"),
        _key("delete", "let_go"),
    ]

    def __init__(self, job: RoundJob) -> None:
        self.round = job
        self._shown = False
        super().__init__()
        self.heads, self.below = Lines(id="heads"), Lines(id="below")
        self.sheet = RoundSheet(job)
        job.attach(self)

    @property
    def job(self) -> Job:
        """The round; whoever comes back to it from help looks first, so that no key typed meanwhile is a value."""
        if self._shown:
            self.round.park()
        self._shown = True
        return self.round

    @job.setter
    def job(self, _: Job) -> None:
        """The job of a round is the round."""

    def compose(self) -> ComposeResult:
        """Round, people, the person under the cursor and what must be read, keys."""
        yield self.heads
        yield self.sheet
        yield self.below
        yield self.foot

    def on_mount(self) -> None:
        """Paint what was typed before there was anything to paint on; look after what waits."""
        super().on_mount()
        self.set_interval(RETRY_S, self.round.retry)
        self.set_interval(CLOCK_S, self.round.tick)
        self._ahead = [line.person.id for line in reversed(self.round.sheet.people)]
        self._idle = self.set_interval(IDLE_S, self._foresee)
        self.call_after_refresh(self.round.look_round)
        self._paint_around()

    def _foresee(self) -> None:
        """Look one person ahead between two keys, so that no save has to fold a month first."""
        if not self._ahead:
            self._idle.stop()
        elif self.round.station.foresee(self._ahead[-1]):
            self._ahead.pop()

    # told by the round

    def lines_changed(self, lines: set[int]) -> None:
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
        job = self.round
        self.heads.show([said.title(job)])
        self.below.show(said.below(job, job.station.now(), self.size.width))

    def hints(self) -> Line:
        """The keys that matter most."""
        return super().hints() or ((tr("sheet.key_escape"), "dim"),)
