"""The open alerts as lines: urgent and unseen first, each with its times, then the next hour and what was withdrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from carelog.report import alerting
from carelog.report.limits import limit
from carelog.station.alerting.door import AlertState
from carelog.ui.line import Line, shown, wrapped
from carelog.words import tr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from carelog.model.person import Person
    from carelog.station.alerting.answered import Answered
    from carelog.station.alerting.door import AlertRow, Withdrawn
    from carelog.station.alerting.hour import Due
    from carelog.station.desk import Station
    from carelog.station.rows import Advice


class Painted(NamedTuple):
    """The page, and on which line each person's alert begins."""

    lines: list[Line]
    places: list[int]


class Seen(NamedTuple):
    """What the page is painted from, read once."""

    at: datetime
    rows: Sequence[AlertRow]
    answered: Sequence[Answered]
    rechecks: Sequence[tuple[Person, Advice]]
    hour: Sequence[Due]
    withdrawn: Sequence[Withdrawn]
    clusters: Sequence[str]


def page(seen: Seen, station: Station, cursor: int, cells: int) -> Painted:
    """Three kinds of lines for each person: who and since when, who has seen it, and why."""
    lines: list[Line] = []
    places = []
    for n, row in enumerate(seen.rows):
        places.append(len(lines))
        lines += _alert(row, seen, station, n == cursor, cells)
    lines += [] if seen.rows else [((f" {tr('alerts.none')}", "text"),)]
    for title, said in (
        ("alerts.answered_title", [alerting.answered(one, station) for one in seen.answered]),
        ("alerts.clusters", seen.clusters),
        ("alerts.next_hour", alerting.soon(seen.hour, station)),
        ("alerts.rechecks", [alerting.recheck(person, told, station) for person, told in seen.rechecks]),
        ("alerts.withdrawn_title", [alerting.withdrawn(one, station) for one in seen.withdrawn]),
    ):
        lines += _part(tr(title), said, cells) if said else []
    return Painted(lines, places)


def _alert(row: AlertRow, seen: Seen, station: Station, here: bool, cells: int) -> list[Line]:
    mark = ">" if here else " "
    style = "dim" if row.state is AlertState.SEEN else "head"
    lines: list[Line] = [((f"{mark}{shown(alerting.head(row, station, seen.at))}", style),)]
    for said in limit(row.person):
        lines += wrapped(shown(said), cells - 1, "urgent", "     ", "     ")
    lines += wrapped(shown(alerting.state(row, station)), cells - 1, "text", "     ", "     ")
    return lines + wrapped(shown(alerting.why(row, station)), cells - 1, "dim", "     ", "     ")


def _part(title: str, said: Sequence[str], cells: int) -> list[Line]:
    lines: list[Line] = [(), ((f" {title}", "head"),)]
    return lines + [line for one in said for line in wrapped(shown(one), cells - 1, "text", "   ", "     ")]
