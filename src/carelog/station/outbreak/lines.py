"""The line list: one row an illness, everything in it taken from what was written down."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from carelog.model.person import Kind, Leaving, Person, Presence, Vaccination
from carelog.model.reading import Quantity
from carelog.model.vaccine import Dose, Vaccine
from carelog.station.outbreak.casing import INSTANT, Cases, cases, swabs_of
from carelog.station.outbreak.lives import Life, place
from carelog.station.outbreak.view import LOOK_BACK, midnight

if TYPE_CHECKING:
    from carelog.log.read_deeds import Deed
    from carelog.model.observation import Observation
    from carelog.model.outbreak import Case
    from carelog.station.desk import Station

COURSE = timedelta(days=14)
"""What is found so long after the onset, or until the last sign, belongs to the illness (our proposal)."""
BEFORE = timedelta(days=3)
"""A swab so long before the onset belongs to it too (our proposal)."""
_BAND = 5
_OLDEST_BAND = 95


class Ended(StrEnum):
    """How somebody is since."""

    DIED = "died"
    LEFT = "left"
    HOSPITAL = "hospital"
    NO_SIGNS = "no_signs"
    """asked since the last sign, and nothing of it found"""
    ILL = "ill"
    """still with a sign, or not asked since"""


class SwabLine(NamedTuple):
    """A swab with its result, by the day it was taken."""

    day: date
    method: str
    target: str
    result: str


class CaseLine(NamedTuple):
    """A row of the line list; None and () where nothing was written down, never a guess.

    `place` and `bed` are those at the onset; `age_from` is the lowest age of the five-year band (95 and over together);
    `onset` is what somebody put right where `put_right`. Temperature in tenths of a degree, SpO2 in percent; `oxygen`
    None: nobody said. `moved` are later units or beds within the course.
    """

    person: Person
    place: str
    bed: str
    age_from: int | None
    syndromes: tuple[str, ...]
    onset: datetime
    put_right: bool
    signs: tuple[str, ...]
    highest_tenths_c: int | None
    lowest_spo2: int | None
    swabs: tuple[SwabLine, ...]
    oxygen: bool | None
    transferred: date | None
    moved: tuple[str, ...]
    ended: Ended
    vaccination: Vaccination | None
    vaccines: tuple[Vaccine, ...]


class _Course(NamedTuple):
    """The cases of one illness of a person, whatever the syndromes."""

    cases: tuple[Case, ...]

    @property
    def onset(self) -> datetime:
        return min(case.onset for case in self.cases)

    @property
    def last(self) -> datetime:
        return max(case.illness.last for case in self.cases)

    @property
    def until(self) -> datetime:
        return max(self.last, self.onset + COURSE)


def line_list(station: Station, first: date, last: date) -> tuple[CaseLine, ...]:
    """The illnesses that began in these days, both included, as known now; by onset."""
    now = station.now()
    found = cases(station, midnight(station, first) - LOOK_BACK, now)
    swabs = swabs_of(station, midnight(station, first) - LOOK_BACK, now + INSTANT)
    rows = [
        _line(station, found.lives[course.cases[0].person], course, swabs)
        for course in _courses(found)
        if first <= station.local(course.onset).date() <= last
    ]
    return tuple(sorted(rows, key=lambda row: (row.onset, row.person.code)))


def _courses(found: Cases) -> Iterable[_Course]:
    """The cases of a person that overlap are one illness."""
    by_person: dict[str, list[_Course]] = {}
    for case in sorted(found.cases, key=lambda case: (case.illness.derived, case.syndrome)):
        mine = by_person.setdefault(case.person, [])
        if mine and case.illness.derived <= mine[-1].last:
            mine[-1] = _Course((*mine[-1].cases, case))
        else:
            mine.append(_Course((case,)))
    return (course for mine in by_person.values() for course in mine)


def _line(station: Station, life: Life, course: _Course, swabs: Iterable[Deed]) -> CaseLine:
    then, onset = life.then(course.onset), course.onset
    mine = [deed for deed in swabs if _belongs(deed, then.id, course)]
    seen = station.log.observations(onset, course.until + INSTANT, then.id)
    first = min(course.cases, key=lambda case: case.illness.derived)
    return CaseLine(
        person=life.now,
        place=place(then),
        bed=then.bed,
        age_from=_band(life.now.birth_date, station.local(onset).date()),
        syndromes=tuple(sorted({case.syndrome for case in course.cases})),
        onset=onset,
        put_right=any(case.onset != case.illness.derived for case in course.cases),
        signs=_signs(first.illness.why, {deed.body.target for deed in mine}),
        highest_tenths_c=max(_values(seen, Quantity.TEMPERATURE), default=None),
        lowest_spo2=min(_values(seen, Quantity.SPO2), default=None),
        swabs=tuple(_swab(station, deed) for deed in mine),
        oxygen=_oxygen(seen),
        transferred=_transferred(station, life, course),
        moved=_moved(life, course),
        ended=_ended(station, life.now, course),
        vaccination=life.now.vaccination,
        vaccines=tuple(v for v in life.now.vaccines if v.dose is Dose.GIVEN),
    )


def _band(born: date | None, on: date) -> int | None:
    if born is None:
        return None
    years = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    return min(years // _BAND * _BAND, _OLDEST_BAND)


def _signs(why: Sequence[str], targets: set[str]) -> tuple[str, ...]:
    """What it began with; a swab only where there was nothing else."""
    return tuple(code for code in why if code not in targets) or tuple(why)


def _values(seen: Iterable[Observation], quantity: Quantity) -> list[int]:
    return [r.value for one in seen for r in one.readings if r.quantity is quantity and r.value is not None]


def _oxygen(seen: Iterable[Observation]) -> bool | None:
    """On oxygen at any check; a flow that was not read is oxygen, nothing said at all is None."""
    said = [r for one in seen for r in one.readings if r.quantity is Quantity.OXYGEN and r.not_measured is None]
    return any(reading.value != 0 for reading in said) if said else None


def _belongs(deed: Deed, person: str, course: _Course) -> bool:
    return deed.body.person == person and course.onset - BEFORE <= deed.at <= course.until


def _swab(station: Station, deed: Deed) -> SwabLine:
    swab = deed.body
    return SwabLine(station.local(deed.at).date(), swab.method.value, swab.target, swab.result.value)


def _steps(life: Life, course: _Course) -> Sequence[tuple[datetime, Person, Person]]:
    every = zip(life.times[1:], life.people, life.people[1:], strict=False)
    return [(at, before, after) for at, before, after in every if course.onset <= at <= course.until]


def _transferred(station: Station, life: Life, course: _Course) -> date | None:
    went = (at for at, before, now in _steps(life, course) if now.presence is Presence.HOSPITAL != before.presence)
    first = next(went, None)
    return station.local(first).date() if first else None


def _moved(life: Life, course: _Course) -> tuple[str, ...]:
    steps = ((before, now) for _, before, now in _steps(life, course))
    changed = [now for before, now in steps if (place(now), now.bed) != (place(before), before.bed)]
    return tuple(" ".join(part for part in (place(one), one.bed) if part) for one in changed)


def _ended(station: Station, person: Person, course: _Course) -> Ended:
    if person.presence is Presence.LEFT:
        return Ended.DIED if person.left is Leaving.DIED else Ended.LEFT
    if person.presence is Presence.HOSPITAL and person.kind is Kind.RESIDENT:
        return Ended.HOSPITAL
    since = station.log.observations(course.last + INSTANT, station.now() + INSTANT, person.id)
    return Ended.NO_SIGNS if any(one.symptoms is not None for one in since) else Ended.ILL
