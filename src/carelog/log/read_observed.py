"""What was observed, as it stands now: corrected values in place, voided and undone ones gone."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from carelog.log.read_history import number_of
from carelog.log.times import from_ms, to_ms
from carelog.log.views_observed import held, of_head
from carelog.model.observation import Observation, Seen, merged
from carelog.model.person import Kind
from carelog.model.round import RoundKey

if TYPE_CHECKING:
    from sqlite3 import Connection


class TrendRow(NamedTuple):
    """The deciding values of one observation: tenths of a degree Celsius, percent; None where it lacks one."""

    happened_at: datetime
    temperature_tenths_c: int | None
    spo2_percent: int | None


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
    for n, whole, happened, tick, entry, act, recorded, by, version, body, _ in found:
        if whole:
            told = held("observed", version, body)
            yield merged([Seen(entry, act, tick, from_ms(happened), from_ms(recorded), by, told)])
        else:
            yield merged([part for _, part in of_head(db, n)])


def latest(db: "Connection", at: datetime, kind: Kind) -> dict[str, Observation]:
    """Person -> the newest observation that happened by an instant, of everybody of a kind who has one."""
    found = db.execute(LATEST, (to_ms(at), kind.value)).fetchall()
    return {seen.person: seen for seen in _read(db, found)}


def observations(db: "Connection", first: datetime, last: datetime, person: str | None) -> list[Observation]:
    """The observations that happened from an instant (included) to another (excluded), in the order of time."""
    span = "observation.happened >= ? AND observation.happened < ? ORDER BY observation.happened, observation.tick"
    if person is None:
        found = db.execute(f"{_HEAD}{_FROM}WHERE {span}", (to_ms(first), to_ms(last)))
    else:
        facts = (number_of(db, person), to_ms(first), to_ms(last))
        found = db.execute(f"{_HEAD}{_FROM}WHERE observation.p = ? AND {span}", facts)
    return list(_read(db, found.fetchall()))


def of_round(db: "Connection", key: RoundKey) -> dict[str, list[Observation]]:
    """Person -> the observations of a round, in the order of time."""
    which = "observation.day = ? AND observation.slot = ? ORDER BY observation.happened, observation.tick"
    found = db.execute(f"{_HEAD}{_FROM}WHERE {which}", (key.date.toordinal(), key.slot)).fetchall()
    out: dict[str, list[Observation]] = {}
    for seen in _read(db, found):
        out.setdefault(seen.person, []).append(seen)
    return out


def trend(db: "Connection", first: datetime, last: datetime) -> dict[str, list[TrendRow]]:
    """Person -> temperature and SpO2 of every observation from an instant (included) to another (excluded)."""
    names = dict(db.execute("SELECT p, id FROM person").fetchall())
    sql = (
        "SELECT p, happened, temperature, spo2 FROM observation "
        "WHERE happened >= ? AND happened < ? ORDER BY happened, tick"
    )
    out: dict[str, list[TrendRow]] = {}
    for p, happened, temperature, spo2 in db.execute(sql, (to_ms(first), to_ms(last))).fetchall():
        out.setdefault(names[p], []).append(TrendRow(from_ms(happened), temperature, spo2))
    return out
