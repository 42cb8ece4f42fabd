"""The door on a screen: what is asked, then pass or stop over the whole of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from carelog.model.entrance import Bar
from carelog.report.staffing import back_said
from carelog.ui import keys
from carelog.ui.base import CareScreen
from carelog.ui.entrance.job import Step
from carelog.ui.entrance.lines import page
from carelog.ui.entrance.picture import picture, words
from carelog.ui.widgets.lines import Lines

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from carelog.station.entrance.door import Verdict
    from carelog.ui.base import Job
    from carelog.ui.entrance.job import EntranceJob
    from carelog.ui.line import Line


class EntranceScreen(CareScreen):
    """Whoever comes in checks themselves; the job takes every key, the bindings are for help and hints."""

    BINDINGS: ClassVar = keys.DOOR
    CSS_PATH = "entrance.tcss"
    HELP = "door.help"

    def __init__(self, job: EntranceJob) -> None:
        self.entrance = job
        super().__init__()
        self.body = Lines(id="body")
        job.attach(self)

    @property
    def job(self) -> Job:
        """The door itself takes the keys."""
        return self.entrance

    @job.setter
    def job(self, _: Job) -> None:
        """The job of the door is the door."""

    def compose(self) -> ComposeResult:
        """What is asked, keys."""
        yield self.body
        yield self.foot

    def on_resize(self) -> None:
        """Paint for the new size."""
        self.changed()

    def takes_text(self) -> bool:
        """A scanner may paste a code."""
        return self.entrance.step is not Step.VERDICT

    # told by the door

    def changed(self) -> None:
        """Paint what is asked now, or the verdict."""
        self.touched()
        if not self.body.is_attached:
            return
        verdict = self.entrance.verdict
        over = self.entrance.step is Step.VERDICT and verdict is not None
        self.foot.display = not over
        self.body.show(self._verdict(verdict) if over and verdict else page(self.entrance, self.size.width))

    def _verdict(self, verdict: Verdict) -> list[Line]:
        station = self.entrance.station
        off = station.staffing.off_now().get(verdict.person.id)
        about = off is not None and (verdict.sent_home or Bar.OFF_DUTY in verdict.bars)
        back = back_said(off, station.local) if off and about else ""
        said = words(verdict, station.local, back)
        return picture(verdict, said, self.size.width, self.size.height)

    def ring(self) -> None:
        """Ring the bell."""
        self.front.bell()

    def closed(self) -> None:
        """Back to where one came from."""
        self.front.back()
