"""The referrals of a month in figures: how many came how far, and how long every step took."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from carelog.model.alerting import Outcome
from carelog.model.oxygen import TherapyStep
from carelog.model.reading import Quantity
from carelog.model.referral import ReferralStep
from carelog.protocol import alarms
from carelog.protocol.care import TREATS
from carelog.protocol.referral import middle
from carelog.station.referral.rows import MonthFigures, Span
from carelog.station.referrals import Referral as SentOut
from carelog.station.referrals import Sign, warned

if TYPE_CHECKING:
    from carelog.log.read_deeds import Deed
    from carelog.station.desk import Station
    from carelog.station.referral.rows import Case

_S = ReferralStep
_LOOK_BACK = timedelta(days=14)
"""An alert that began longer before belongs to another illness."""
_PAIRS = ((_S.NEEDED, _S.DECIDED), (_S.DECIDED, _S.CALLED), (_S.CALLED, _S.ACCEPTED), (_S.ACCEPTED, _S.LEFT))
_DECEMBER = 12


class Timely(NamedTuple):
    """When the first alert before a referral began, and when it was seen, the first treatment given, a hospital called.

    None where it never was, or nobody wrote it down.
    """

    alert: datetime | None
    found: datetime | None
    treated: datetime | None
    referred: datetime | None


def figures(station: Station, every: tuple[Case, ...], month: date) -> MonthFigures:
    """The referrals whose need was seen in a month of the home's own calendar."""
    first, last = _bounds(station, month)
    cases = [case for case in every if first <= case.steps[0][0] < last]
    bodies = [body for case in cases for _, body in case.steps]
    had = Counter(step for case in cases for step in {body.step for _, body in case.steps})
    had[_S.REFUSED] = sum(body.step is _S.REFUSED for body in bodies)
    refusals = Counter(body.reason for body in bodies if body.step is _S.REFUSED and body.reason)
    spans = (*(_between(cases, *pair) for pair in _PAIRS), *_timely([timely(station, case) for case in cases]))
    counts = tuple((step, had[step]) for step in _S)
    return MonthFigures(first, last, len(cases), counts, tuple(refusals.most_common()), spans, _again(cases, every))


def _again(cases: list[Case], every: tuple[Case, ...]) -> int:
    """Readmissions: somebody came back from a hospital, whenever that was, and is sent again."""
    back = [(case.person.id, case.since) for case in every if case.last.step is _S.RETURNED]
    return sum(any(p == case.person.id and at <= case.steps[0][0] for p, at in back) for case in cases)


def _bounds(station: Station, month: date) -> tuple[datetime, datetime]:
    begin = month.replace(day=1)
    after = date(begin.year + begin.month // _DECEMBER, begin.month % _DECEMBER + 1, 1)
    first, last = (datetime.combine(day, time(0), station.zone).astimezone(UTC) for day in (begin, after))
    return first, last


def _between(cases: list[Case], start: ReferralStep, end: ReferralStep) -> Span:
    """From a step to the next one: of several calls the one that was accepted counts."""
    pick = [(case.before(start, end) if start is _S.CALLED else case.first(start), case.first(end)) for case in cases]
    return Span(f"{start}_{end}", *middle(pick))


def _timely(found: list[Timely]) -> tuple[Span, Span, Span]:
    """From the first alert on; what was done before it, or without one, is not counted."""
    return (
        Span("alert_found", *middle([(t.alert, t.found) for t in found])),
        Span("alert_treated", *middle([(t.alert, t.treated) for t in found])),
        Span("alert_referred", *middle([(t.alert, t.referred) for t in found])),
    )


def timely(station: Station, case: Case) -> Timely:
    """The clocks of one referral that began before its first step: of the illness, not of the paper."""
    person, needed = case.person.id, case.steps[0][0]
    steps = station.log.steps(person, needed - _LOOK_BACK, needed + timedelta(milliseconds=1))
    alert = warned(SentOut(person, needed, Sign.TASK), alarms.alarms(person, steps))
    if alert is None:
        return Timely(None, None, None, None)
    seen = _first(station.log.deeds("acknowledged", person), alert)
    return Timely(
        alert,
        min(seen, needed) if seen else needed,
        min((at for at in _treatments(station, person, alert, case.since) if at <= case.since), default=None),
        case.first(_S.CALLED),
    )


def _first(deeds: list[Deed], since: datetime) -> datetime | None:
    return min((deed.at for deed in deeds if deed.at >= since), default=None)


def _treatments(station: Station, person: str, since: datetime, until: datetime) -> list[datetime]:
    """When a medicine, oxygen, fluids or advice was given, or an alert closed as treated here, from an alert on."""
    log = station.log
    told = [deed.at for deed in log.deeds("given", person)]
    told += [deed.at for deed in log.deeds("therapy", person) if deed.body.step is TherapyStep.STARTED]
    told += [deed.at for deed in log.deeds("intervention", person) if deed.body.what in TREATS]
    told += [deed.at for deed in log.deeds("closed", person) if deed.body.outcome is Outcome.TREATED_HERE]
    return [at for at in (*told, *_more_oxygen(station, person, since, until)) if at >= since]


def _more_oxygen(station: Station, person: str, since: datetime, until: datetime) -> list[datetime]:
    """When the flow of oxygen rose by its readings, of the sheet too; where none was read before it rose from air."""
    told: list[datetime] = []
    before: int | None = 0
    for seen in station.log.observations(since - _LOOK_BACK, until + timedelta(milliseconds=1), person):
        read = seen.last(Quantity.OXYGEN)
        if read is None or read.not_measured is not None:
            continue
        if (before == 0 and read.value != 0) or (before is not None and (read.value or 0) > before):
            told.append(seen.happened_at)
        before = read.value
    return told
