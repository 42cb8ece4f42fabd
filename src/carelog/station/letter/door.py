"""Everything a letter rests on, read once; nothing in it is judged anew or filled in."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from carelog.model.deeds import Given, Result, Swabbed
from carelog.model.person import Kind
from carelog.model.referral import ReferralStep
from carelog.model.refusal import Refusal
from carelog.protocol.care import OF_A_PERSON
from carelog.protocol.referral import ENDS
from carelog.protocol.whom import age
from carelog.station.handover.rows import Ended
from carelog.station.referral.rows import Along

if TYPE_CHECKING:
    from datetime import datetime

    from carelog.model.observation import Observation
    from carelog.model.person import Person
    from carelog.model.referral import InstitutionSet
    from carelog.station.alerting.door import AlertRow
    from carelog.station.care.rows import CareRow
    from carelog.station.desk import Station
    from carelog.station.oxygen.rows import Breathed
    from carelog.station.reasons import WhyView
    from carelog.station.referral.rows import Case
    from carelog.station.rows import Done

READINGS = timedelta(hours=72)
_JUST = timedelta(milliseconds=1)
_INFECTED = "infected_days"


class Letter(NamedTuple):
    """One person as a doctor needs to know them, at an instant (UTC)."""

    facility: str
    demo: bool
    at: datetime
    person: Person
    years: int | None
    """whole years of age, None where no birth date is known"""
    why: WhyView
    observations: tuple[Observation, ...]
    """of the last 72 hours, oldest first"""
    swabs: tuple[Done, ...]
    """results of the last 14 days that stand, newest first"""
    medicines: tuple[Done, ...]
    """given in the last 72 hours and not taken back, newest first"""
    care: tuple[CareRow, ...]
    """consultations, visits, fluids and changes of the care plan in the last 72 hours, newest first"""
    infected: bool
    """a positive swab within the infected days of the protocol"""
    since_last: timedelta | None
    """how old the newest observation is, None where there never was one in 14 days"""
    written_by: str
    """code and name of whoever is signed in, '' for nobody"""
    alert: AlertRow | None
    """the open alerts, None where none is"""
    ended: Ended | None
    """how alerts were closed last in the last 72 hours"""
    breathed: Breathed | None
    """what is breathed; None where nobody said in 14 days"""
    case: Case | None
    """the transfer under way, or that came to its end in the last 72 hours"""
    along: Along
    to: InstitutionSet | None
    """where the person is sent, None where nobody said; with no transfer under way the one to call first"""


def letter(station: Station, person: str, at: datetime) -> Letter:
    """Read what a letter about a person says; refuses a person never written down, and a visitor."""
    view = station.person(person, at)
    who = view.row.person
    if who.kind is Kind.VISITOR:
        raise Refusal("letter.visitor", code=who.code)
    standing = [done for done in view.done if done.undone_at is None and done.at <= at]
    swabs = tuple(done for done in standing if isinstance(done.body, Swabbed))
    last = next((o.happened_at for o in view.observations if o.sees()), None)
    by, case = station.by, _case(station, person, at)
    return Letter(
        facility=station.facility.name,
        demo=station.facility.demo,
        at=at,
        person=who,
        years=age(who, at, station.zone),
        why=station.why(person, at),
        observations=tuple(o for o in reversed(view.observations) if at - READINGS <= o.happened_at <= at + _JUST),
        swabs=swabs,
        medicines=tuple(d for d in standing if isinstance(d.body, Given) and d.at >= at - READINGS),
        care=tuple(_care(station, person, at)),
        infected=any(_positive(done, at, _infected(station)) for done in swabs),
        since_last=None if last is None else max(timedelta(0), at - last),
        written_by=f"{by.code} {by.name}" if by else "",
        alert=next((row for row in station.alerts.every(at) if row.person.id == person), None),
        ended=_ended(station, person, at),
        breathed=station.oxygen.breathed(person, at),
        case=case,
        along=station.referral.along(person) if case else Along(),
        to=_to(station, case),
    )


def _care(station: Station, person: str, at: datetime) -> list[CareRow]:
    rows = station.care.of(person, at - READINGS)
    return [row for row in reversed(rows) if row.what in OF_A_PERSON and row.at <= at]


def _ended(station: Station, person: str, at: datetime) -> Ended | None:
    told = [d for d in station.log.deeds("closed", person) if at - READINGS <= d.at <= at]
    by = station.log.person(told[-1].by) if told else None
    return Ended(told[-1].at, by.code if by else "", told[-1].body.outcome, told[-1].body.decided_by) if told else None


def _case(station: Station, person: str, at: datetime) -> Case | None:
    """The newest transfer as it stood at an instant."""
    case = station.referral.of(person)
    steps = tuple(step for step in case.steps if step[0] <= at) if case else ()
    if case is None or not steps or (steps[-1][1].step in ENDS and steps[-1][0] < at - READINGS):
        return None
    return case._replace(steps=steps)


def _to(station: Station, case: Case | None) -> InstitutionSet | None:
    """Where the person is sent, by the last step that names it; without one the hospital to be called first."""
    if case is None or case.last.step in {ReferralStep.NEEDED, ReferralStep.DECIDED, ReferralStep.REFUSED}:
        return next(iter(station.referral.hospitals()), None)
    named = next((body.institution for _, body in reversed(case.steps) if body.institution), "")
    return station.directory.ever().get(named)


def _infected(station: Station) -> timedelta:
    figures = {figure.name: figure.value for figure in station.light.figures}
    return timedelta(days=figures[_INFECTED]) if _INFECTED in figures else timedelta(days=14)


def _positive(done: Done, at: datetime, infected: timedelta) -> bool:
    return isinstance(done.body, Swabbed) and done.body.result is Result.POSITIVE and at - done.at < infected
