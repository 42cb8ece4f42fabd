"""Referrals, the directory and the month's figures in words, one line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carelog.model.referral import ReferralStep
from carelog.report.limits import limit
from carelog.words import tr

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from carelog.model.referral import InstitutionSet, Referral
    from carelog.station.desk import Station
    from carelog.station.referral.rows import Along, Case, MonthFigures

_HOUR, _DAY = 60, 1440


def clock(minutes: int) -> str:
    """So many minutes, as hours and days where they are many."""
    if minutes >= _DAY:
        return tr("referral.days", days=minutes // _DAY, hours=minutes % _DAY // _HOUR)
    if minutes >= _HOUR:
        return tr("referral.hours", hours=minutes // _HOUR, minutes=minutes % _HOUR)
    return tr("referral.minutes", minutes=minutes)


def institution(one: InstitutionSet) -> str:
    """An institution as it stands in the directory."""
    kind = tr(f"referral.kind_{one.kind}")
    if one.contracted:
        kind = tr("referral.contracted", kind=kind)
    if one.green:
        kind = f"{tr('referral.green')}  {kind}"
    phone = one.phone or tr("referral.no_phone")
    facts = (one.id, f"[{one.preference}]", kind, one.name, phone, one.hours, _agreed(one), one.note)
    return "  ".join(fact for fact in facts if fact)


def _agreed(one: InstitutionSet) -> str:
    return tr("referral.agreed", what=one.agreed) if one.agreed else ""


def green(one: InstitutionSet) -> str:
    """The green channel in a line: name, number, hours, what was agreed; what nobody wrote down is said so."""
    said = (one.name, one.phone or tr("referral.no_phone"), one.hours, _agreed(one) or tr("referral.nothing_agreed"))
    return tr("referral.green_is", said=tr("referral.comma").join(part for part in said if part))


def along(told: Along, *, returned: bool = False) -> list[str]:
    """Who and what goes along; after the return what of it came back."""
    out = [tr("referral.escorted", who=told.escort)] if told.escort else []
    if told.things:
        marks = (f"[{'x' if thing in told.back else ' '}] {thing}" for thing in told.things)
        said = marks if told.back or returned else told.things
        out.append(tr("referral.things", things=tr("referral.comma").join(said)))
    if returned and told.missing:
        out.append(tr("referral.not_back", things=tr("referral.comma").join(told.missing)))
    return [*out, tr("referral.note", note=told.note)] if told.note else out


def detail(body: Referral, station: Station) -> str:
    """What was said of a step beside its name."""
    known = station.directory.ever().get(body.institution)
    facts = [f"{known.name} {known.phone}".strip()] if known else []
    facts += [tr(f"referral.why_{body.reason}")] if body.reason else []
    facts += [tr(f"referral.by_{body.transport}")] if body.transport else []
    facts += [tr("referral.escorted", who=body.escort)] if body.escort else []
    facts += [tr("referral.despite", why=body.despite)] if body.despite else []
    facts += [body.note] if body.note else []
    return tr("referral.comma").join(facts)


def steps(case: Case, station: Station, now: datetime) -> Iterator[tuple[str, str, str, str]]:
    """Every step: its time, its name, how long it lasted or lasts by now, and what was said of it."""
    times = [at for at, _ in case.steps] + [max(now, case.since)]
    for n, (at, body) in enumerate(case.steps):
        running = clock(int((times[n + 1] - at).total_seconds() // 60))
        last = body is case.last
        lasts = (
            "" if last and not is_open(case) else tr("referral.for_now" if last else "referral.for_then", clock=running)
        )
        yield f"{station.local(at):%m-%d %H:%M}", tr(f"referral.step_{body.step}"), lasts, detail(body, station)


def joined(step: ReferralStep, before: tuple[str, ...], after: tuple[str, ...]) -> str:
    """What a step has done to the person's open alerts, by their rules before and after; '' where there were none."""
    if not before:
        return ""
    if step is ReferralStep.CALLED:
        return tr("referral.alerts_called", rules=tr("referral.comma").join(before))
    if step not in {ReferralStep.LEFT, ReferralStep.DIED}:
        return ""
    gone = [rule for rule in before if rule not in after]
    key, rules = ("alerts_stay", after) if after else (f"alerts_{step}", gone)
    return tr(f"referral.{key}", rules=tr("referral.comma").join(rules))


def is_open(case: Case) -> bool:
    """Whether something is still to come."""
    return case.last.step not in {ReferralStep.RETURNED, ReferralStep.CANCELLED, ReferralStep.DIED}


def lines(case: Case, station: Station, now: datetime) -> list[str]:
    """A referral with the clock of each of its steps; before them what limits it, while it is not over."""
    head = f"{case.person.code} {case.person.name}"
    told = ("  ".join(part for part in step if part) for step in steps(case, station, now))
    before = limit(case.person) if is_open(case) else []
    beside = along(station.referral.along(case.person.id), returned=case.last.step is ReferralStep.RETURNED)
    return [head, *(f"  {line}" for line in (*before, *told, *beside))]


def figures(told: MonthFigures, station: Station) -> list[str]:
    """The month in figures; what nobody knows is said to be not known."""
    out = [tr("referral.month", month=f"{station.local(told.first):%Y-%m}", n=told.begun)]
    out += [f"  {tr(f'referral.step_{step}')}  {count}" for step, count in told.counts]
    out += [f"  {tr('referral.refused_for', why=tr(f'referral.why_{why}'))}  {count}" for why, count in told.refusals]
    out.append(f"  {tr('referral.readmitted')}  {told.again}")
    for span in told.spans:
        took = tr("referral.unknown") if span.minutes is None else clock(span.minutes)
        out.append(f"  {tr(f'referral.span_{span.name}')}  {took} ({tr('referral.known', n=span.known)})")
    return out
