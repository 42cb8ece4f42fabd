"""What each count of a form is on a day, from what is recorded: None where nobody can know it, which is not 0."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Final

from carelog.model.alerting import Closed, Outcome
from carelog.model.deeds import Result, Swabbed
from carelog.model.person import Leaving, Moved, Person, Presence
from carelog.model.reading import Quantity, Site
from carelog.model.round import RoundKey, windows
from carelog.model.severity import Severity
from carelog.protocol.whom import limited
from carelog.station import referrals
from carelog.station.days import hours
from carelog.station.oxygen.courses import courses

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from carelog.model.observation import Observation
    from carelog.station.desk import Station
    from carelog.station.returns.form import FieldSaid

_EVER = datetime(1970, 1, 2, tzinfo=UTC)
_SPELL = timedelta(days=7)
"""How far back a referral is looked for that began before the day."""


class Day:
    """What is known of a local date, read once, as it stood at its end (now, while it lasts)."""

    def __init__(self, station: Station, day: date) -> None:
        self.station = station
        self.day = day
        self.first, self.last = hours(station, day, day)
        self.until = min(self.last, station.now() + timedelta(milliseconds=1))

    @cached_property
    def people(self) -> dict[str, Person]:
        """Everybody by id, as known and where they were at the end."""
        return {p.id: p for p in self.station.log.people(self.until)}

    @cached_property
    def observations(self) -> list[Observation]:
        """What was observed in the rounds of the day, and in none of them on that day."""
        return self.station.log.observations_of_days((self.day, self.day), (self.first, self.last))

    @cached_property
    def swabs(self) -> list[tuple[datetime, Swabbed]]:
        """Every result ever recorded of a swab taken by the end of the day, oldest first."""
        return [(deed.at, deed.body) for deed in self.station.log.deeds_between(("swabbed",), _EVER, self.until)]

    def of(self, field: FieldSaid) -> set[str]:
        """The ids of those a field counts among, wherever they are."""
        return {p.id for p in self.people.values() if p.kind.value in field.of}

    def seen(self, field: FieldSaid) -> list[Observation]:
        """What was observed of those a field counts among."""
        mine = self.of(field)
        return [o for o in self.observations if o.person in mine]


def count(day: Day, field: FieldSaid) -> int | None:
    """The count of a field on a day."""
    return _COUNTS[field.count](day, field)


def _people(day: Day, field: FieldSaid) -> int | None:
    return sum(p.kind.value in field.of and p.presence == field.presence for p in day.people.values())


def _due(day: Day, field: FieldSaid) -> RoundKey | None:
    """The round of the field, None where the protocol has none or it has not begun: nobody was to be checked yet."""
    station = day.station
    found = [w for w in windows(day.day, day.day, station.light.slots, station.zone) if w.key.slot == field.slot]
    return found[0].key if found and found[0].start <= station.now() else None


def _expected(day: Day, field: FieldSaid) -> int | None:
    key = _due(day, field)
    if key is None:
        return None
    station = day.station
    window = next(w for w in windows(day.day, day.day, station.light.slots, station.zone) if w.key == key)
    at = min(window.end, station.now())
    then = [p for p in station.log.people(at) if p.kind.value in field.of and p.presence is Presence.PRESENT]
    return sum(not limited(p, at, station.zone) for p in then)


def _checked(day: Day, field: FieldSaid) -> int | None:
    key = _due(day, field)
    if key is None:
        return None
    found = {o.person for o in day.seen(field) if o.round == key and _answered(o)}
    return len(found)


def _answered(observation: Observation) -> bool:
    """Whether anything was found: nothing but reasons is not a check."""
    return observation.symptoms is not None or any(r.not_measured is None for r in observation.readings)


def _fever(day: Day, field: FieldSaid) -> int | None:
    found: dict[str, bool] = {}
    for one in day.seen(field):
        for reading in one.readings:
            if reading.quantity is Quantity.TEMPERATURE and reading.value is not None:
                site = reading.site or Site.UNKNOWN
                line = field.lines.get(site, field.lines[Site.UNKNOWN])
                found[one.person] = found.get(one.person, False) or reading.value >= line
    return sum(found.values()) if found else None


def _symptomatic(day: Day, field: FieldSaid) -> int | None:
    found: dict[str, bool] = {}
    for one in day.seen(field):
        if one.symptoms is not None:
            new = set(one.symptoms) - set(day.people[one.person].usual_symptoms)
            found[one.person] = found.get(one.person, False) or bool(new)
    return sum(found.values()) if found else None


def _swabs(day: Day, field: FieldSaid) -> int | None:
    """People with a swab of these methods taken in the days asked for; blank in a home that records no swabs."""
    if not day.swabs:
        return None
    return len({s.person for at, s in _taken(day, field) if not field.result or s.result == field.result})


def _taken(day: Day, field: FieldSaid) -> Iterable[tuple[datetime, Swabbed]]:
    since, mine = _since(day, field), day.of(field)
    for at, swab in day.swabs:
        if at >= since and swab.person in mine and (not field.methods or swab.method.value in field.methods):
            yield at, swab


def _since(day: Day, field: FieldSaid) -> datetime:
    if not field.days:
        return _EVER
    midnight = datetime.combine(day.day - timedelta(days=field.days - 1), time(), day.station.zone)
    return midnight.astimezone(UTC)


def _positives(day: Day, field: FieldSaid) -> int | None:
    """People positive in the days asked for who were not so in the infected days of the protocol before."""
    if not day.swabs:
        return None
    since, before = _since(day, field), timedelta(days=_infected_days(day))
    found, last = set(), dict[str, datetime]()
    for at, swab in day.swabs:
        if swab.result is not Result.POSITIVE or swab.person not in day.of(field):
            continue
        if at >= since and (swab.person not in last or at - last[swab.person] > before):
            found.add(swab.person)
        last[swab.person] = at
    return len(found)


def _infected_days(day: Day) -> int:
    figures = {f.name: f.value for f in day.station.light.figures}
    return figures.get("infected_days", 14)


def _on_oxygen(day: Day, field: FieldSaid) -> int | None:
    """Whoever of the house breathes oxygen at the day's end, as on the oxygen desk, whenever it was read.

    Blank where that is nobody and nobody was asked that day.
    """
    mine = day.of(field)
    here = {p.id for p in day.people.values() if p.id in mine and p.presence is Presence.PRESENT}
    at = day.until - timedelta(milliseconds=1)
    found = sum(course.flow != 0 for person, course in courses(day.station, at).items() if person in here)
    said = (one.last(Quantity.OXYGEN) for one in day.seen(field))
    return found if found or any(one is not None and one.not_measured is None for one in said) else None


def _urgent(day: Day, field: FieldSaid) -> int | None:
    steps, mine = day.station.log.steps_at(day.until), day.of(field)
    here = {p.id for p in day.people.values() if p.id in mine and p.presence is Presence.PRESENT}
    known = [steps[p].severity for p in here if p in steps]
    return sum(s >= Severity.URGENT for s in known) if known else None


def _outcome(day: Day, field: FieldSaid) -> int | None:
    mine = day.of(field)
    ended = day.station.log.deeds_between(("closed",), day.first, day.until)
    return len({d.body.person for d in ended if d.body.outcome == field.outcome and d.body.person in mine})


def _transferred(day: Day, field: FieldSaid) -> int | None:
    """Referrals of the day, each spell once: whoever shows a sign of one is looked at in full."""
    deeds = day.station.log.deeds_between(("closed", "task_ended", "presence"), day.first, day.until)
    signs = {deed.body.person for deed in deeds} & day.of(field)
    since = day.first - _SPELL
    found = (r for p in signs for r in referrals.referrals(day.station.log.history(p, since)))
    return len({r.person for r in found if day.first <= r.at < day.until})


def _deaths(day: Day, field: FieldSaid) -> int | None:
    deeds = day.station.log.deeds_between(("closed", "presence"), day.first, day.until)
    return len({deed.body.person for deed in deeds if _died(deed.body)} & day.of(field))


def _died(body: Closed | Moved) -> bool:
    return body.outcome is Outcome.DIED if isinstance(body, Closed) else body.left is Leaving.DIED


def _vaccinated(day: Day, field: FieldSaid) -> int | None:
    known = [
        p.vaccination
        for p in day.people.values()
        if p.kind.value in field.of and p.presence is not Presence.LEFT and p.vaccination is not None
    ]
    return sum(v == field.vaccination for v in known) if known else None


def _off_duty(day: Day, field: FieldSaid) -> int | None:
    """Staff who were off duty at the end of the day."""
    return len(set(day.station.staffing.off_now(day.until)) & day.of(field))


def _stock(day: Day, field: FieldSaid) -> int | None:
    """The pieces of an article that have not expired; blank until somebody has counted it."""
    found = next((r for r in day.station.stock.stand(day.until).articles if r.article.code == field.article), None)
    if found is None or found.outlook is None or found.holding is None or found.holding.counted_at is None:
        return None
    return found.outlook.usable


_COUNTS: Final[dict[str, Callable[[Day, FieldSaid], int | None]]] = {
    "people": _people,
    "expected": _expected,
    "checked": _checked,
    "fever": _fever,
    "symptomatic": _symptomatic,
    "swabs": _swabs,
    "positives": _positives,
    "on_oxygen": _on_oxygen,
    "urgent": _urgent,
    "outcome": _outcome,
    "transferred": _transferred,
    "deaths": _deaths,
    "vaccinated": _vaccinated,
    "off_duty": _off_duty,
    "stock": _stock,
}
