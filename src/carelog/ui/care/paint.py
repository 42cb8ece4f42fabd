"""What is due, what was done of late and whom one calls, as lines; and the same of one person on their page."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from carelog.report import care as said
from carelog.report import referral
from carelog.station.care.door import SOON_DAYS
from carelog.station.care.rows import Urge
from carelog.ui.line import Line, shown, wrapped
from carelog.words import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carelog.model.referral import InstitutionSet
    from carelog.station.care.rows import CareRow, ReminderRow
    from carelog.station.desk import Station

_STYLES = {Urge.OVERDUE: "review", Urge.TODAY: "head", Urge.SOON: "text", Urge.LATER: "dim"}
_INDENT = " " * 5


class Seen(NamedTuple):
    """What the page is painted from, read once."""

    due: Sequence[ReminderRow]
    done: Sequence[CareRow]
    numbers: Sequence[InstitutionSet]


class Painted(NamedTuple):
    """The page, and on which line each of what is due begins."""

    lines: list[Line]
    places: list[int]


def page(seen: Seen, station: Station, cursor: int, cells: int) -> Painted:
    """What is overdue, due today, in the next days and later; what was done in a day; the numbers to call."""
    lines: list[Line] = []
    places = []
    before: Urge | None = None
    for n, row in enumerate(seen.due):
        if row.urge is not before:
            lines += [*([()] if lines else []), ((f" {tr(f'care.part_{row.urge}', n=SOON_DAYS)}", "head"),)]
        before = row.urge
        places.append(len(lines))
        lines += _reminder(row, station, here=n == cursor, cells=cells)
    lines += [] if seen.due else [((f" {tr('care.nothing_due')}", "text"),)]
    lines += _part("care.part_done", [said.done(row, station) for row in seen.done], cells)
    return Painted(
        lines + _part("care.part_numbers", [referral.institution(one) for one in seen.numbers], cells), places
    )


def _reminder(row: ReminderRow, station: Station, *, here: bool, cells: int) -> list[Line]:
    mark = ">" if here else " "
    lines = wrapped(shown(said.reminder(row, station)), cells - 1, _STYLES[row.urge], mark, _INDENT)
    gone = f"  {tr('care.has_left')}" if row.person and row.person.left else ""
    return lines + wrapped(shown(said.written(row, station)) + gone, cells - 1, "dim", _INDENT, _INDENT)


def _part(title: str, told: Sequence[str], cells: int) -> list[Line]:
    lines: list[Line] = [(), ((f" {tr(title)}", "head"),)] if told else []
    return lines + [line for one in told for line in wrapped(shown(one), cells - 1, "text", " " * 3, _INDENT)]
