"""Open alerts in words, with exact times from and to: for the screen, and for a terminal without one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carelog.model.alerting import Outcome
from carelog.model.person import Presence
from carelog.model.severity import Severity
from carelog.model.text import clean
from carelog.report import reasons
from carelog.report.limits import limit
from carelog.station.alerting.door import AlertState
from carelog.station.alerting.hour import Comes
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

MARKS = {Severity.URGENT: "!!!", Severity.REVIEW: "!!"}
"""The shape that stands before a severity."""


def named(person: Person) -> str:
    """Bed and name, as people say it on the floor."""
    return f"{clean(person.bed or person.code)} {clean(person.name)}".strip()


def clock(station: Station, at: datetime) -> str:
    """A time of today as hours and minutes, of another day with its date."""
    here, now = station.local(at), station.local(station.now())
    return f"{here:%H:%M}" if here.date() == now.date() else f"{here:%m-%d %H:%M}"


def head(row: AlertRow, station: Station, at: datetime) -> str:
    """Shape, severity, who, since when."""
    minutes = max(0, int((at - row.since).total_seconds()) // 60)
    since = tr("alerts.since", at=clock(station, row.since), ago=span(minutes))
    away = row.person.presence is not Presence.PRESENT
    where = f"  ({tr(f'presence.{row.person.left or row.person.presence}')})" if away else ""
    return f"{MARKS[row.severity]:<3} {tr(f'severity.{row.severity.name}')}  {named(row.person)}{where}  {since}"


def span(minutes: int) -> str:
    """A time as it is said: 25 minutes, 3 h 05."""
    hours, rest = divmod(minutes, 60)
    return tr("alerts.hours", h=hours, m=f"{rest:02d}") if hours else tr("alerts.minutes", n=rest)


def why(row: AlertRow, station: Station) -> str:
    """The rules behind the alert, each with the value that fired it."""
    said = (" ".join(part for part in (f.rule, station.words(f.rule), reasons.against(f)) if part) for f in row.fired)
    return tr("ui.semicolon").join(said)


def state(row: AlertRow, station: Station) -> str:
    """Who has seen it, what they do, from when to when that holds; or that nobody has."""
    said = tr("alerts.new") if row.at is None else _seen(row, row.at, station)
    return said + (tr("ui.semicolon") + tr("alerts.improving") if row.improving else "")


def _seen(row: AlertRow, at: datetime, station: Station) -> str:
    action = tr(f"alerts.action_{row.action}") if row.action else tr("alerts.no_action")
    start = clock(station, at)
    said = tr("alerts.seen", at=start, by=row.by, action=action)
    if row.state is AlertState.NEW:
        return said + tr("alerts.joined")
    if row.until is not None:
        key = "alerts.ran_out" if row.state is AlertState.RETURNED else "alerts.holds"
        said += tr(key, start=start, end=clock(station, row.until))
    return said


def recheck(person: Person, told: Advice, station: Station) -> str:
    """Who is to be measured again, of what, from when to when."""
    what = tr(f"quantity.{told.quantity}") if told.quantity else tr("task.recheck")
    start = clock(station, told.since)
    times = f"{start}-{clock(station, told.until)}" if told.until else tr("alerts.from", at=start)
    over = told.until is not None and told.until < station.now()
    return f"{times}  {named(person)}  {what}{tr('alerts.overdue') if over else ''}"


def withdrawn(told: Withdrawn, station: Station) -> str:
    """An alert whose reading was taken back, and by whom."""
    why_ = f" ({tr(f'why.{told.why}')})" if told.why else ""
    fired = " ".join(part for part in (told.fired.rule, reasons.against(told.fired)) if part)
    return tr("alerts.withdrawn", name=named(told.person), fired=fired, by=told.by, at=clock(station, told.at)) + why_


def answered(told: Answered, station: Station) -> str:
    """Somebody whose alert was closed and who stands on the board still: how bad, who closed it, when and how."""
    by = tr("alerts.closed_by", at=clock(station, told.at), by=told.by) if told.at else tr("alerts.closed_once")
    outcome = tr(f"outcome.{told.outcome}") if told.outcome else ""
    closed = " ".join(part for part in (by, outcome) if part)
    if told.outcome is Outcome.NOT_CONFIRMED and not told.again:
        closed = reasons.listed([closed, tr("alerts.until_well")])
    mark = f"{MARKS[told.severity]:<3} {tr(f'severity.{told.severity.name}')}"
    rules = tr("ui.semicolon").join(" ".join(part for part in (f.rule, reasons.against(f)) if part) for f in told.fired)
    return tr("alerts.answered", mark=mark, name=named(told.person), closed=closed, fired=rules)


def soon(hour: Sequence[Due], station: Station) -> list[str]:
    """The shift clock, a line each: what comes back or is due within the next hour, soonest first."""
    return [f"{clock(station, due.at)}  {_due(due)}" for due in hour]


def _due(due: Due) -> str:
    name = named(due.person) if due.person else clean(due.unit) or tr("care.house")
    what = tr(f"quantity.{due.quantity}") if due.quantity else tr("task.recheck")
    what = tr(f"care.what_{due.code}") if due.what is Comes.REMINDER else what
    slot = tr(f"slot.{due.code}").removeprefix("slot.")
    return tr(f"alerts.hour_{due.what}", name=name, what=what, slot=slot, code=due.code, n=due.left)


def clusters(station: Station) -> list[str]:
    """Signals of people falling ill together that nobody has answered, a line each; where to look is said beside."""
    from carelog.report import outbreaks

    view = station.outbreaks.view()
    return [f"{outbreaks.SHAPES[one.first.urge][0]} {outbreaks.title(one, station)}" for one in view.loud]


def lines(station: Station) -> list[str]:
    """Everything as plain lines: open, closed that still hold, the next hour, rechecks, what was withdrawn."""
    at, door = station.now(), station.alerts
    rows, again, gone = door.every(at), door.rechecks(), door.withdrawn()
    out = [tr("alerts.title", at=f"{station.local(at):%Y-%m-%d %H:%M}", n=len(rows))]
    for row in rows:
        out += [head(row, station, at), *(f"      {line}" for line in (*limit(row.person), state(row, station)))]
        out.append(f"      {why(row, station)}")
    for title, said in (
        ("alerts.answered_title", [answered(one, station) for one in door.answered(at)]),
        ("alerts.clusters", clusters(station)),
        ("alerts.next_hour", soon(door.next_hour(rows, again, at), station)),
        ("alerts.rechecks", [recheck(person, told, station) for person, told in again]),
        ("alerts.withdrawn_title", [withdrawn(one, station) for one in gone]),
    ):
        out += ["", tr(title), *(f"  {line}" for line in said)] if said else []
    return out
