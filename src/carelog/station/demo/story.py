"""What happens to whom in the demo home: two infections, one person getting worse, complaints, absences, days off."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random
from typing import NamedTuple

from carelog.model.person import Ceiling, Checks, Kind, Person, Presence
from carelog.station.demo.course import Nature, Trouble, nature, spread
from carelog.station.demo.decisions import low_risk
from carelog.station.demo.plan import Plan, Walk, chance

_INFECTED = ("cough", "sore_throat", "fatigue", "runny_nose")
_WORSENING = ("cough", "fatigue", "poor_appetite")
_COMPLAINTS = ("runny_nose", "sore_throat", "cough", "poor_appetite", "diarrhoea", "headache", "fall")
_COMPLAINTS_A_DAY = 0.003
"""How often a resident begins to complain of something on a quiet day."""
_INFECTION = timedelta(hours=132)
_WORSE = timedelta(hours=60)
_FEWEST_FOR_DAYS_OFF = 5
_FEWEST_FOR_ABSENCE = 8


class Away(NamedTuple):
    """A time in hospital, out with the family, or off duty; `until` is when the person is expected back."""

    presence: Presence
    start: datetime
    end: datetime
    until: date


class Life(NamedTuple):
    """A person, how they are when well, and what happens to them."""

    person: Person
    nature: Nature
    troubles: tuple[Trouble, ...] = ()
    away: tuple[Away, ...] = ()
    apart: tuple[datetime, datetime] | None = None
    """from when to when they are visited last, isolated"""
    tonight: datetime | None = None
    """when the last round begins, with them: somebody is worried, and what follows is left to who is on duty"""

    def is_away(self, at: datetime) -> bool:
        """Whether they are not in the house."""
        return any(a.start <= at < a.end for a in self.away)


class _Days(NamedTuple):
    """The story's first walk, its last walk and its end."""

    first: datetime
    last: datetime
    at: datetime


def lives(plan: Plan, residents: Sequence[Person], staff: Sequence[Person], walks: Sequence[Walk]) -> list[Life]:
    """Write the story of everybody: residents in walking order, then staff."""
    if not walks:
        return [Life(p, nature(p, chance(plan, "nature", p.code))) for p in (*residents, *staff)]
    days = _Days(walks[0].begin, walks[-1].begin, plan.at)
    told = [Life(p, nature(p, chance(plan, "nature", p.code))) for p in residents]
    told = [
        life._replace(troubles=_complaints(life, days, chance(plan, "complaints", life.person.code))) for life in told
    ]
    dice = chance(plan, "roles")
    plain = [n for n, life in enumerate(told) if _is_plain(life.person)]
    dice.shuffle(plain)
    if not plan.quiet:
        _worsen(told, plain, days)
        _infect(plan, told, plain, days)
        _complain_now(plan, told, plain, days)
    _send_away(plan, told, plain, days, dice)
    return told + [_employed(plan, p, n, days, len(staff)) for n, p in enumerate(staff)]


def _is_plain(person: Person) -> bool:
    """Whether nothing is ordered for a person that would make an illness a special case."""
    full = person.ceiling is Ceiling.FULL and person.checks is Checks.ALL
    return full and person.target_low_percent is None and not person.usual_symptoms


def _complaints(life: Life, days: _Days, dice: Random) -> tuple[Trouble, ...]:
    """Small troubles of quiet days: one symptom for half a day to two days."""
    found = []
    at = days.first
    while life.person.checks is Checks.ALL and at < days.at:
        if dice.random() < _COMPLAINTS_A_DAY:
            end = at + timedelta(hours=dice.randrange(12, 48))
            found.append(Trouble("complaint", at, end, (dice.choice(_COMPLAINTS),)))
        at += timedelta(days=1)
    return tuple(found)


def _worsen(told: list[Life], plain: list[int], days: _Days) -> None:
    """One person gets worse for two and a half days, to the end of the story."""
    if not plain:
        return
    n = plain.pop()
    end = days.last + timedelta(minutes=20)
    trouble = Trouble("worsening", max(days.first, end - _WORSE), end, _WORSENING)
    told[n] = told[n]._replace(nature=told[n].nature._replace(spo2=96.6), troubles=(trouble,), tonight=days.last)


def _infect(plan: Plan, told: list[Life], plain: list[int], days: _Days) -> None:
    """Two people of one unit fall ill two and a half days apart, in the middle of the story, and get well again."""
    if not plain:
        return
    one = plain.pop()
    near = [n for n in plain if told[n].person.unit == told[one].person.unit]
    begin = days.first + (days.last - days.first) * 0.45
    for n, start in zip([one, *near[:1]], (begin, begin + timedelta(hours=60)), strict=False):
        trouble = Trouble("infection", start, start + _INFECTION, _INFECTED)
        well = told[n].nature._replace(spo2=max(told[n].nature.spo2, 97.0))
        day = _day(plan, start)
        apart = (_local(plan, day + timedelta(days=1), 9, 40), _local(plan, day + timedelta(days=7), 10, 10))
        told[n] = told[n]._replace(nature=well, troubles=(trouble,), apart=apart)
    plain[:] = [n for n in plain if n not in near[:1]]


def _complain_now(plan: Plan, told: list[Life], plain: list[int], days: _Days) -> None:
    """Two people at low risk have a small trouble since yesterday, so that tonight's board has something to watch."""
    today = _day(plan, days.at)
    for symptom in ("runny_nose", "poor_appetite"):
        if len(plain) > _FEWEST_FOR_ABSENCE:
            n = next((n for n in reversed(plain) if low_risk(told[n].person, today)), plain[-1])
            plain.remove(n)
            since = max(days.first, days.last - timedelta(hours=30))
            told[n] = told[n]._replace(troubles=(Trouble("complaint", since, days.at, (symptom,)),))


def _send_away(plan: Plan, told: list[Life], plain: list[int], days: _Days, dice: Random) -> None:
    """Some are in hospital for days or out with their families; one of each is still away at the end."""
    if len(told) < _FEWEST_FOR_ABSENCE:
        return
    stays = [(Presence.HOSPITAL, 4, True), (Presence.OUT, 2, True), (Presence.HOSPITAL, 5, False)]
    stays += [(Presence.OUT, dice.randrange(1, 4), False) for _ in range(len(told) // 12)]
    for presence, length, now in stays:
        away = _away(plan, days, dice, presence, length, now=now)
        if plain and away:
            n = plain.pop()
            told[n] = told[n]._replace(away=(away,))


def _away(plan: Plan, days: _Days, dice: Random, presence: Presence, length: int, *, now: bool) -> Away | None:
    """A stay of some days that is over by the end of the story, or goes on beyond it."""
    whole = timedelta(days=length)
    if now:
        start = max(days.first, days.last - whole / 2) - timedelta(minutes=40)
        return Away(presence, start, days.at + whole, _day(plan, days.last + whole / 2))
    if days.last - days.first <= whole + timedelta(days=1):
        return None
    start = _at_noon(plan, spread(dice, days.first, days.last - whole - timedelta(days=1)), dice)
    return Away(presence, start, start + whole, _day(plan, start + whole))


def _day(plan: Plan, at: datetime) -> date:
    return at.astimezone(plan.zone).date()


def _local(plan: Plan, day: date, hour: int, minute: int) -> datetime:
    return datetime.combine(day, time(hour, minute), plan.zone).astimezone(plan.at.tzinfo)


def _at_noon(plan: Plan, at: datetime, dice: Random) -> datetime:
    """Between the rounds of that day, when people are fetched."""
    return _local(plan, _day(plan, at), 11 + dice.randrange(3), dice.randrange(5, 55))


def _employed(plan: Plan, person: Person, index: int, days: _Days, staff: int) -> Life:
    """An employee: two days off each week, everybody on other days."""
    own = nature(person, chance(plan, "nature", person.code))
    off: list[Away] = []
    day = _day(plan, days.first)
    while staff >= _FEWEST_FOR_DAYS_OFF and day <= _day(plan, days.at):
        if (day.toordinal() + 2 * index) % 7 == 0:
            start = _local(plan, day - timedelta(days=1), 20, 10 + index % 20)
            back = day + timedelta(days=2)
            off.append(
                Away(
                    Presence.OUT,
                    max(start, days.first - timedelta(hours=1)),
                    _local(plan, back, 5, 5 + index % 20),
                    back,
                )
            )
        day += timedelta(days=1)
    return Life(person, own, away=tuple(off))


def isolated(person: Person, *, last: bool) -> Person:
    """The person as written down when isolation begins or ends."""
    return replace(person, round_last=last)


def is_staff(life: Life) -> bool:
    """Whether this is somebody who works here."""
    return life.person.kind is Kind.STAFF
