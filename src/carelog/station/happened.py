"""What is done to a person beside being measured: a swab's result, a medicine given; each one act, judged at once."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from carelog.model.deeds import Given, Result, Swabbed
from carelog.model.history import Dosed, Sampled
from carelog.model.person import Presence
from carelog.model.refusal import Refusal
from carelog.model.work import Off
from carelog.station import judging
from carelog.station.staffing import sending

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from carelog.model.assessment import Step
    from carelog.model.person import Person
    from carelog.station.desk import Station

AHEAD = timedelta(minutes=5)
_LONG_AGO = timedelta(days=366)


class Ids(NamedTuple):
    """The ids an act and its first entry will get, so that trying again stores nothing twice; '' makes new ones."""

    act: str = ""
    entry: str = ""


NEW: Final = Ids()


def swabbed(station: Station, swab: Swabbed, taken_at: datetime) -> Step | None:
    """Write down a swab's result by when it was taken; the step that holds now."""
    return swabs(station, (swab,), taken_at)


def swabs(
    station: Station,
    found: Sequence[Swabbed],
    taken_at: datetime,
    ids: Ids = NEW,
    check: Callable[[], object] = lambda: None,
) -> Step | None:
    """Write down all that one swab of a person has shown, as one act; the step that holds now.

    `check` is asked inside the act and may refuse it.
    """
    person = found[0].person
    refuse_what_cannot_be(station, person, taken_at)
    with station.deed(ids.act or None) as act:
        if ids.entry and station.log.has([ids.entry]):
            return None
        check()
        known = station.judge.known(person) if len(found) == 1 else None
        named = [ids.entry or None, *(None for _ in found[1:])]
        stored = [
            act.append(swab, person=person, happened_at=taken_at, entry=entry)
            for swab, entry in zip(found, named, strict=True)
        ]
        last, told = stored[-1], found[-1]
        sampled = Sampled(last.id, last.tick, last.happened_at, told.method, told.result, told.target)
        step = judging.judged(station.judge, act, person, sampled, known)
        if any(swab.result is Result.POSITIVE for swab in found):
            sending.after(station, act, person, step, Off.POSITIVE)
        return step


def given(station: Station, medicine: Given, at: datetime) -> Step | None:
    """Write down a medicine by when it was given; the step that holds now."""
    refuse_what_cannot_be(station, medicine.person, at)
    with station.deed() as act:
        known = station.judge.known(medicine.person)
        stored = act.append(medicine, person=medicine.person, happened_at=at)
        dosed = Dosed(stored.id, stored.tick, stored.happened_at, medicine.antipyretic)
        return judging.judged(station.judge, act, medicine.person, dosed, known)


def refuse_what_cannot_be(station: Station, person: str, at: datetime) -> None:
    """Refuse somebody unknown or gone, and a time to come or before anybody's memory."""
    found = station.log.person(person)
    if found is None:
        raise Refusal("station.no_person", code=person)
    if found.presence is Presence.LEFT:
        raise Refusal("station.has_left", code=found.code)
    refuse_time(station, found, at)


def refuse_time(station: Station, person: Person | None, at: datetime) -> None:
    """Refuse a time more than 5 minutes ahead, over a year ago, or before somebody (None: nobody) was born."""
    local, now = station.local(at), station.now()
    if at > now + AHEAD:
        raise Refusal("station.ahead", at=local.isoformat(timespec="minutes"))
    born = person.birth_date if person else None
    if at < now - _LONG_AGO or (born is not None and local.date() < born):
        raise Refusal("station.long_ago", at=local.isoformat(timespec="minutes"))
