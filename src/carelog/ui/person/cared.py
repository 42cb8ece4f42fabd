"""Early care on a person's page: what is still to be done, and what was done last."""

from datetime import datetime
from typing import NamedTuple, Protocol

from carelog.report import care
from carelog.station.care.rows import CareRow, ReminderRow, Urge
from carelog.ui.line import Line, shown, wrapped
from carelog.words import tr

LAST = 3
"""So much of what was done stands above; all of it stands in the records."""


class Cared(NamedTuple):
    """What nobody has ended, by date, and what was done, in the order of time."""

    reminders: tuple[ReminderRow, ...]
    done: tuple[CareRow, ...]


class Local(Protocol):
    """The home's clock."""

    def local(self, at: datetime) -> datetime:
        """A time on the home's clock."""


class Frame(Protocol):
    """What a page is painted with."""

    @property
    def told(self) -> Local:
        """The station."""

    @property
    def cells(self) -> int:
        """How wide."""


def cared(told: Cared, frame: Frame) -> list[Line]:
    """The section; nothing where there is nothing to tell."""
    lines: list[Line] = []
    for row in told.reminders:
        pressing = row.urge in (Urge.OVERDUE, Urge.TODAY)
        kind = care.kind(row.what)
        parts = (kind, care.place(row.institution), row.note)
        what = tr("care.comma").join(part for part in parts if part)
        text = f"{row.number}  {row.due:%m-%d} {care.due(row)}  {what}  {row.by}"
        mark = " ! " if pressing else "   "
        lines += wrapped(shown(text), frame.cells - 1, "head" if pressing else "text", mark, " " * 6)
    for done in reversed(told.done[-LAST:]):
        text = f"{care.details(done)}  {done.by}"
        first = f" {frame.told.local(done.at):%m-%d %H:%M}  "
        lines += wrapped(shown(text), frame.cells - 1, "dim", first, " " * 14)
    return [((tr("person.cared"), "head"),), *lines] if lines else []
