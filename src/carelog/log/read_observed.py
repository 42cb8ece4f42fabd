"""What was observed, as it stands now: corrected values in place, voided and undone ones gone."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from carelog.log.read_deeds import number_of
from carelog.log.times import from_ms, to_ms
from carelog.log.views_observed import held, of_head, seen, symptoms_of
from carelog.model.observation import Observation, Seen, TrendPoint, merged
from carelog.model.person import Kind
from carelog.model.round import RoundKey

if TYPE_CHECKING:
    from sqlite3 import Connection


_NEVER = 2**62
_HEAD = (
    "SELECT observation.n, observation.whole, observation.happened, observation.tick, own.id, own.act, "
    "own.recorded_at, own.recorded_by, own.version, own.body, own.person "
)
_FROM = "FROM observation CROSS JOIN entry AS own ON own.n = observation.n "
LATEST = (
    f"{_HEAD}FROM person CROSS JOIN observation ON observation.n = (SELECT n FROM observation AS newest "  # noqa: S608
    "WHERE newest.p = person.p AND newest.happened <= ?1 ORDER BY newest.happened DESC, newest.tick DESC LIMIT 1) "
    "CROSS JOIN entry AS own ON own.n = observation.n WHERE person.kind = ?2"
)
"""One look-up a person, however long the book: a test holds its plan."""


def _read(db: "Connection", found: Iterable[tuple[Any, ...]]) -> Iterator[Observation]:
    for n, whole, *told, _ in found:
        yield _whole(*told) if whole else merged([part for _, part in of_head(db, n)])


@lru_cache(maxsize=4096)
def _whole(
    happened: int, tick: int, entry: str, act: str, recorded: int, by: str, version: int, body: str
) -> Observation:
    """An observation of one part, as first written: it never changes, and a board asks for it again and again."""
    told = held("observed", version, body)
    return merged([Seen(entry, act, tick, from_ms(happened), from_ms(recorded), by, told)])


@lru_cache(maxsize=32768)
def _point(happened: int, temperature: int | None, spo2: int | None) -> TrendPoint:
    return TrendPoint(from_ms(happened), temperature, spo2)


def latest(db: "Connection", at: datetime, kind: Kind) -> dict[str, Observation]:
    """Person -> the newest observation that happened by an instant, of everybody of a kind who has one."""
    found = db.execute(LATEST, (to_ms(at), kind.value)).fetchall()
    return {one.person: one for one in _read(db, found)}


def observations(db: "Connection", first: datetime, last: datetime, person: str | None) -> list[Observation]:
    """The observations that happened from an instant (included) to another (excluded), in the order of time."""
    span = "observation.happened >= ? AND observation.happened < ? ORDER BY observation.happened, observation.tick"
    if person is None:
        found = db.execute(f"{_HEAD}{_FROM}WHERE {span}", (to_ms(first), to_ms(last)))
    else:
        facts = (number_of(db, person), to_ms(first), to_ms(last))
        found = db.execute(f"{_HEAD}{_FROM}WHERE observation.p = ? AND {span}", facts)
    return list(_read(db, found.fetchall()))


def of_days(db: "Connection", days: tuple[date, date], hours: tuple[datetime, datetime]) -> list[Observation]:
    """What belongs to the rounds of days, both included, whenever it happened; and to none, but happened in a time."""
    order = "ORDER BY observation.happened, observation.tick"
    rounds = "observation.day BETWEEN ? AND ?"
    none = "observation.day IS NULL AND observation.happened >= ? AND observation.happened < ?"
    found = db.execute(f"{_HEAD}{_FROM}WHERE {rounds} {order}", tuple(day.toordinal() for day in days)).fetchall()
    found += db.execute(f"{_HEAD}{_FROM}WHERE {none} {order}", tuple(to_ms(at) for at in hours)).fetchall()
    return list(_read(db, found))


def of_round(db: "Connection", key: RoundKey, until: datetime | None) -> dict[str, list[Observation]]:
    """Person -> the observations of a round that happened by an instant, in the order of time."""
    which = "observation.day = ? AND observation.slot = ? AND observation.happened <= ?"
    order = "ORDER BY observation.happened, observation.tick"
    facts = (key.date.toordinal(), key.slot, _NEVER if until is None else to_ms(until))
    out: dict[str, list[Observation]] = {}
    for one in _read(db, db.execute(f"{_HEAD}{_FROM}WHERE {which} {order}", facts).fetchall()):
        out.setdefault(one.person, []).append(one)
    return out


def parts_of(db: "Connection", acts: Iterable[str]) -> list[Seen]:
    """The standing parts of acts, act by act in the order of time."""
    ours = "part.n IN (SELECT n FROM entry WHERE act = ?) AND part.standing = 0"
    return [part for act in acts for _, part in seen(db, ours, (act,))]


class DayPoint(NamedTuple):
    """What one observation says of a day: a value with its site, SpO2 with its air, the symptoms; None for none."""

    happened_at: datetime
    temperature_tenths_c: int | None
    site: str | None
    spo2_percent: int | None
    on_oxygen: bool
    symptoms: tuple[str, ...] | None


DAY_POINTS = (
    "SELECT p, happened, temperature, site, spo2, oxygen, symptoms FROM observation "
    "WHERE happened >= ? AND happened < ? ORDER BY happened, tick"
)


def day_points(db: "Connection", first: datetime, last: datetime) -> dict[str, list[DayPoint]]:
    """Person -> what every observation from an instant (included) to another (excluded) says, in the order of time."""
    names = dict(db.execute("SELECT p, id FROM person").fetchall())
    out: dict[str, list[DayPoint]] = {}
    for p, happened, warm, site, spo2, oxygen, symptoms in db.execute(DAY_POINTS, (to_ms(first), to_ms(last))):
        point = DayPoint(from_ms(happened), warm, site, spo2, bool(oxygen), symptoms_of(symptoms))
        out.setdefault(names[p], []).append(point)
    return out


def trend(db: "Connection", first: datetime, last: datetime) -> dict[str, tuple[TrendPoint, ...]]:
    """Person -> temperature and SpO2 of every observation from an instant (included) to another (excluded)."""
    names = dict(db.execute("SELECT p, id FROM person").fetchall())
    sql = (
        "SELECT p, happened, temperature, spo2 FROM observation "
        "WHERE happened >= ? AND happened < ? ORDER BY happened, tick"
    )
    out: dict[str, list[TrendPoint]] = {}
    for p, happened, temperature, spo2 in db.execute(sql, (to_ms(first), to_ms(last))).fetchall():
        out.setdefault(names[p], []).append(_point(happened, temperature, spo2))
    return {person: tuple(points) for person, points in out.items()}
