"""The board: everybody of one kind, what each needs and why; and all about one person."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from carelog.model.assessment import Standing, Step, open_alerts
from carelog.model.care import Intervention
from carelog.model.observation import Observation
from carelog.model.person import Kind, Person
from carelog.model.reading import Quantity
from carelog.model.refusal import Refusal
from carelog.model.round import Window, around, windows
from carelog.protocol import due
from carelog.station.alerting.holding import holding
from carelog.station.kept import kept_since
from carelog.station.rounds import AWAY, measured, round_of, twins, walking
from carelog.station.rows import Board, BoardRow, Done, Kept, Latest, PersonView, RoundStand, RoundState, TrendPoint

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from carelog.log.read_book import KeptPart
    from carelog.log.read_done import Done as Told
    from carelog.station.desk import Station

_TREND = timedelta(days=7)
_CHART = timedelta(days=14)
_JUST = timedelta(milliseconds=1)
_MISSED_LOOK = 3
"""Days of rounds looked through for missed ones; more in a row change nothing."""


class _Known(NamedTuple):
    """All that the rows of one board are made from, read once."""

    at: datetime
    now_round: Window | None
    next_round: Window | None
    ended: tuple[Window, ...]
    latest: dict[str, Observation]
    measured: dict[str, Observation]
    steps: dict[str, Step]
    entered: dict[str, list[Observation]]
    trend: dict[str, tuple[TrendPoint, ...]]
    seen: set[tuple[str, str, str]]
    same: frozenset[str]
    on: tuple[tuple[Window, frozenset[str]], ...]
    """who works during a round, of those rounds for which a roster says so"""


def _known(station: Station, people: tuple[Person, ...], kind: Kind, at: datetime) -> _Known:
    now_round = round_of(station, at)
    _, ahead = around(at, station.light.slots, station.zone)
    today = station.local(at).date()
    steps, latest = station.log.steps_at(at), station.log.latest(at, kind)
    near = windows(today - timedelta(days=_MISSED_LOOK), today, station.light.slots, station.zone)
    return _Known(
        at=at,
        now_round=now_round,
        next_round=ahead,
        ended=tuple(w for w in near if w.end <= at),
        latest=latest,
        measured=measured(station, latest),
        steps=steps,
        entered=station.log.of_round(now_round.key, until=at) if now_round else {},
        trend=station.log.trend(at - _TREND, at + _JUST),
        seen=holding(station, steps, at),
        same=twins(people),
        on=_rostered(station, (*near, now_round)) if kind is Kind.STAFF else (),
    )


def _rostered(station: Station, rounds: Iterable[Window | None]) -> tuple[tuple[Window, frozenset[str]], ...]:
    known = ((w, station.staffing.roster.on_for(w)) for w in dict.fromkeys(rounds) if w is not None)
    return tuple((w, on) for w, on in known if on is not None)


def _works(known: _Known, person: Person, round_: Window | None) -> bool:
    """Whether somebody is expected in a round: not where its roster names others only."""
    return all(person.id in on for w, on in known.on if w == round_)


def latest_of(seen: Observation | None) -> Latest | None:
    """One observation as the board shows it; what it lacks is None."""
    if seen is None:
        return None
    temperature, spo2, oxygen = (seen.last(q) for q in (Quantity.TEMPERATURE, Quantity.SPO2, Quantity.OXYGEN))
    return Latest(
        temperature_tenths_c=temperature.value if temperature else None,
        temperature_site=temperature.site if temperature and temperature.value is not None else None,
        spo2_percent=spo2.value if spo2 else None,
        oxygen_tenths_l_min=oxygen.value if oxygen else None,
        symptoms=seen.symptoms,
        happened_at=seen.happened_at,
    )


def _stand(station: Station, known: _Known, person: Person) -> RoundStand:
    entered = known.entered.get(person.id, [])
    away = person.presence in AWAY or not (entered or _works(known, person, known.now_round))
    state = RoundState(
        due.state(station.light, person, entered, known.now_round, known.at, away=away, zone=station.zone).value
    )
    upcoming = state is RoundState.UPCOMING
    return RoundStand(state, known.next_round if upcoming else known.now_round)


def _held(station: Station, known: _Known, person: Person, latest: Observation | None) -> Step:
    """The step in force with what missed rounds add; from when a person is expected is asked only where it matters."""
    away, step = person.presence in AWAY, known.steps.get(person.id)
    ended = [w for w in known.ended if _works(known, person, w)] if known.on else known.ended
    since = station.log.expected_since(person.id) if due.missed(latest, ended) else None
    return due.held(station.light, person, step, latest, ended, known.at, away=away, zone=station.zone, since=since)


def _row(station: Station, known: _Known, person: Person) -> BoardRow:
    step, latest = known.steps.get(person.id), known.latest.get(person.id)
    held = _held(station, known, person, known.measured.get(person.id))
    alerts = open_alerts(step)
    return BoardRow(
        person=person,
        twin=person.id in known.same,
        severity=held.severity,
        tasks=held.tasks,
        fired=held.fired,
        latest=latest_of(latest),
        round=_stand(station, known, person),
        trend=known.trend.get(person.id, ()),
        waiting=any((person.id, f.rule, f.episode) not in known.seen for f in alerts),
        open_alert=bool(alerts),
        improving=bool(alerts) and all(f.standing is Standing.IMPROVING for f in alerts),
        looked=None if latest is None or latest.sees() else latest_of(known.measured.get(person.id)),
    )


def worst_first(row: BoardRow) -> tuple[object, ...]:
    """The order of the board: severity, alerts nobody has seen, then the way a nurse walks."""
    return (-row.severity, not row.waiting, walking(row.person))


def board(station: Station, kind: Kind, at: datetime) -> Board:
    """Everybody of one kind, worst first, as known now for an instant."""
    people = station.people(kind)
    known = _known(station, people, kind, at)
    rows = sorted((_row(station, known, person) for person in people), key=worst_first)
    return Board(at, station.facility.name, station.facility.demo, tuple(rows))


def row_of(station: Station, person: str, at: datetime) -> BoardRow:
    """The row of one person, in the house or not, as the board shows it; refuses one never written down."""
    mine = station.log.person(person)
    if mine is None:
        raise Refusal("station.no_person", code=person)
    known = _known(station, station.people(mine.kind), mine.kind, at)
    return _row(station, known, mine)


def _kept(station: Station, part: KeptPart, codes: dict[str, str]) -> Kept:
    if part.replaced_by:
        struck = station.log.entry(part.replaced_by)
    else:
        struck = station.log.undone_by(part.seen) if part.status == "undone" else None
    return Kept(
        seen=part.seen,
        status=part.status,
        by=codes.get(part.seen.recorded_by, ""),
        replaced_by=part.replaced_by,
        struck_by=codes.get(struck.recorded_by, "") if struck else "",
        struck_at=struck.recorded_at if struck else None,
        why=part.why,
    )


def person_view(station: Station, person: str, at: datetime) -> PersonView:
    """All about one person: the row, every observation of 14 days, every part ever changed, every decision."""
    everybody = station.log.people()
    codes = {p.id: p.code for p in everybody}
    told = station.log.done(person, at - _CHART)
    return PersonView(
        row=row_of(station, person, at),
        observations=tuple(reversed(station.log.observations(at - _CHART, at + _JUST, person))),
        kept=tuple(_kept(station, part, codes) for part in kept_since(station.log, person, at - _CHART)),
        steps=tuple(station.log.steps(person, at - _CHART, at + _JUST)),
        names={**{p.id: f"{p.code} {p.name}" for p in everybody}, **_places(station, told)},
        done=tuple(Done(d.at, d.body, d.by, codes.get(d.undone_by, ""), d.undone_at) for d in told),
    )


def _places(station: Station, told: Iterable[Told]) -> dict[str, str]:
    """Id -> name of the institutions with whom something was done."""
    asked = {d.body.institution for d in told if isinstance(d.body, Intervention)} - {""}
    return {key: one.name for key, one in station.directory.ever().items() if key in asked} if asked else {}
