"""What is under way for somebody, as the letter says it: the alert, the oxygen, the transfer; what lacks is said so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carelog.model.referral import ReferralStep
from carelog.report import alerting, oxygen, referral
from carelog.report.letter.cut import typed
from carelog.words import tr

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from carelog.model.referral import InstitutionSet
    from carelog.station.desk import Station
    from carelog.station.letter.door import Letter
    from carelog.station.oxygen.rows import Breathed
    from carelog.station.referral.rows import Case


def _clock(at: datetime, told: Letter, station: Station) -> str:
    """A time of the letter's day, of another day with its date."""
    here = station.local(at)
    return f"{here:%H:%M}" if here.date() == station.local(told.at).date() else f"{here:%m-%d %H:%M}"


def alert(told: Letter, station: Station) -> str:
    """Since when an alert is open, and who has seen it; that none is, and how the last one ended."""
    if told.alert is None:
        return _ended(told, station)
    since = _clock(told.alert.since, told, station)
    return tr("letter.alert", since=since, state=alerting.state(told.alert, station))


def _ended(told: Letter, station: Station) -> str:
    ended = told.ended
    if ended is None:
        return tr("letter.alert_none")
    how = [tr(f"outcome.{ended.outcome}"), tr("letter.decided", by=typed(ended.decided_by)) if ended.decided_by else ""]
    return tr("letter.alert_closed", at=_clock(ended.at, told, station), by=ended.by, how=_joined(how))


def breathed(told: Letter, station: Station) -> str:
    """What is breathed since when, through what, by whose order; what nobody wrote down is said so."""
    now = told.breathed
    if now is None:
        return tr("letter.oxygen_not_known")
    since = _clock(now.since, told, station)
    since = since if now.begun else tr("letter.at_least", since=since)
    if now.flow == 0:
        return tr("letter.oxygen_none", since=since)
    return tr("letter.oxygen", since=since, said=_joined(_oxygen(now, told, station)))


def _oxygen(now: Breathed, told: Letter, station: Station) -> Iterator[str]:
    yield tr("oxygen.unread") if now.flow is None else tr("oxygen.lpm", flow=oxygen.litres(now.flow))
    yield tr(f"oxygen.device_{now.device}") if now.device else tr("letter.no_device")
    if now.source:
        yield now.source
    high = now.target_high
    low = now.target_low
    yield tr("letter.target", low=low, high=high) if high else tr("letter.target_usual", low=low)
    yield typed(oxygen.order(now.held))
    if now.until is not None:
        yield tr("letter.order_until", until=now.until)
    if now.spo2 is None:
        yield tr("letter.not_measured_on_it")
    else:
        yield tr("oxygen.spo2", value=now.spo2[1], at=_clock(now.spo2[0], told, station))


def transfer(told: Letter, station: Station) -> list[str]:
    """The transfer step by step with its times, where to, in what and with whom; that none is written down."""
    case = told.case
    if case is None:
        return [tr("letter.no_transfer")]
    steps = (_step(at, step, told, station) for at, step in ((at, body.step) for at, body in case.steps))
    despite = next((body.despite for _, body in reversed(case.steps) if body.despite), "")
    against = [tr("referral.despite", why=typed(despite))] if despite else []
    lines = [tr("letter.transfer", steps=_joined(steps)), *against, _to(told, case)]
    beside = referral.along(told.along)
    going = case.first(ReferralStep.LEFT) is not None
    taken = next((body.transport for _, body in reversed(case.steps) if body.transport), None)
    if going or beside or taken:
        by = tr(f"referral.by_{taken}") if taken else tr("letter.no_transport")
        lacking = [] if told.along.escort else [tr("letter.no_escort")]
        lines.append(tr("letter.taken", said=typed(_joined([by, *lacking, *beside]))))
    return lines


def _step(at: datetime, step: ReferralStep, told: Letter, station: Station) -> str:
    return f"{_clock(at, told, station)} {tr(f'referral.step_{step}')}"


def _to(told: Letter, case: Case) -> str:
    """Where the person is sent; before a hospital is called, which one comes first."""
    if case.last.step in {ReferralStep.NEEDED, ReferralStep.DECIDED, ReferralStep.REFUSED}:
        return first(told)
    return tr("letter.to", name=_named(told.to)) if told.to else tr("letter.to_unknown")


def first(told: Letter) -> str:
    """Whom to call first, by the directory."""
    return tr("letter.first", name=_named(told.to)) if told.to else tr("letter.no_directory")


def _named(one: InstitutionSet) -> str:
    green = tr("referral.green") if one.green else ""
    agreed = tr("referral.agreed", what=one.agreed) if one.agreed else ""
    return typed(_joined([one.name, one.phone or tr("referral.no_phone"), green, one.hours, agreed]))


def _joined(words: Iterator[str] | list[str]) -> str:
    return tr("report.list_comma").join(word for word in words if word)
