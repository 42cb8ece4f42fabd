"""Every version of what was once observed: the struck-through ones stay legible."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from carelog.log.read_book import KeptPart, read_whole
from carelog.log.read_deeds import number_of
from carelog.log.rows import COLUMNS, Row, by_number
from carelog.log.times import from_ms, to_ms
from carelog.log.views_observed import UNDONE, held
from carelog.model.deeds import Correction
from carelog.model.observation import Observed, Seen

if TYPE_CHECKING:
    from sqlite3 import Connection


_OWN = ", ".join(f"own.{name}" for name in ("n", *COLUMNS.split(", ")))
_PARTS = (
    "SELECT part.standing, EXISTS (SELECT 1 FROM correction WHERE correction.target = part.n), "  # noqa: S608 - ours
    f"{_OWN} FROM part CROSS JOIN entry AS own ON own.n = part.n "
)
_NEWEST = "ORDER BY part.happened DESC, part.tick DESC"


def kept(db: "Connection", person: str, limit: int | None) -> list[KeptPart]:
    """Every version of every part of a person's observations, the struck-through ones too, newest first.

    `limit` is the most parts to look at, None for all.
    """
    facts = (number_of(db, person), -1 if limit is None else limit)
    return _told(db, f"WHERE part.p = ? {_NEWEST} LIMIT ?", facts)


def struck(db: "Connection", first: datetime, last: datetime) -> list[KeptPart]:
    """Every version of the parts that were ever corrected, voided or taken back, newest first.

    They happened, as first written or as they stand, from an instant (included) to another (excluded).
    """
    ever = (
        "SELECT target FROM correction UNION SELECT n FROM part WHERE standing = 2 AND happened >= ?1 AND happened < ?2"
    )
    then = "(part.happened >= ?1 AND part.happened < ?2 OR own.happened_at >= ?1 AND own.happened_at < ?2)"
    where = f"WHERE part.n IN ({ever}) AND {then} {_NEWEST}"
    return _told(db, where, (to_ms(first), to_ms(last)))


STRUCK_SINCE = (
    "SELECT target FROM correction JOIN entry USING (n) WHERE recorded_at >= ?1 "
    "UNION SELECT coalesce(correction.target, own.n) FROM undone JOIN entry AS back ON back.n = undone.n "
    "JOIN entry AS own ON own.act = undone.act LEFT JOIN correction ON correction.n = own.n "
    "WHERE back.recorded_at >= ?1"
)
"""The parts that a correction or an undo written since an instant was about."""


def struck_since(db: "Connection", since: datetime) -> list[KeptPart]:
    """Every version of the parts that were corrected, voided or taken back since an instant, newest first."""
    return _told(db, f"WHERE part.n IN ({STRUCK_SINCE}) {_NEWEST}", (to_ms(since),))


def _told(db: "Connection", where: str, facts: tuple[Any, ...]) -> list[KeptPart]:
    out: list[KeptPart] = []
    for standing, corrected, *found in db.execute(_PARTS + where, facts).fetchall():
        own = Row(*found)
        out += reversed(_versions(db, own, standing)) if corrected else [_first(own, standing)]
    return out


def _versions(db: "Connection", own: Row, standing: int) -> list[KeptPart]:
    """A part as first written, then as each correction put it; what was taken back stands there struck through."""
    sql = (
        "SELECT correction.undone, entry.n FROM correction CROSS JOIN entry ON entry.n = correction.n "
        "WHERE correction.target = ? ORDER BY entry.tick, entry.n"
    )
    versions = [_first(own, standing)]
    happened = own.happened_at
    for gone, number in db.execute(sql, (own.n,)).fetchall():
        row = by_number(db, number)
        said = read_whole(db, row)
        if not isinstance(said, Correction):
            continue
        if not gone:
            happened = to_ms(said.happened_at) if said.happened_at else happened
            _strike(versions, row.id, said)
        if said.replacement:
            then = to_ms(said.happened_at) if said.happened_at else happened
            versions.append(_version(own, row, said.replacement, then, gone=gone or standing == UNDONE))
    return versions


def _first(own: Row, standing: int) -> KeptPart:
    return _version(own, own, held(own.kind, own.version, own.body), own.happened_at, gone=standing == UNDONE)


def _version(own: Row, row: Row, said: Observed, happened: int, *, gone: bool) -> KeptPart:
    seen = Seen(row.id, own.act, row.tick, from_ms(happened), from_ms(row.recorded_at), row.recorded_by, said)
    return KeptPart(seen, "undone" if gone else "current", "", None, "")


def _strike(versions: list[KeptPart], by: str, said: Correction) -> None:
    """Let the version that held so far say what took its place and why."""
    status = "corrected" if said.replacement else "void"
    for place, version in enumerate(versions):
        if version.status == "current":
            versions[place] = version._replace(status=status, replaced_by=by, why=said.why, note=said.note)
