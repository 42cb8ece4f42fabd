"""Folding the views from the entries again."""

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from carelog.log import codec, schema, views
from carelog.log.plain import canonical
from carelog.log.rows import SELECT, Row

if TYPE_CHECKING:
    from sqlite3 import Connection


def rebuild(db: "Connection") -> int:
    """Drop the views and fold every entry by (tick, book), inside the transaction that is open; how many there are."""
    for table in schema.VIEW_TABLES:
        db.execute(f"DROP TABLE IF EXISTS {table}")
    for statement in schema.statements(schema.VIEWS):
        db.execute(statement)
    return fold_all(db)


def fold_all(db: "Connection") -> int:
    """Fold every entry by (tick, book) into views that are empty; how many there are."""
    folded = 0
    for row in every_entry(db):
        views.fold(db, row, codec.read(row.kind, row.version, row.body))
        folded += 1
    return folded


def every_entry(db: "Connection") -> Iterator[Row]:
    """Every entry in the order in which they fold."""
    for found in db.execute(SELECT + "ORDER BY tick, book"):
        yield Row(*found)


_STATE = (
    (
        "SELECT person.id, person.kind, person.code, fact.body, moved.body FROM person "
        "LEFT JOIN entry AS fact ON fact.n = person.fact LEFT JOIN entry AS moved ON moved.n = person.moved "
        "WHERE person.fact IS NOT NULL ORDER BY 1"
    ),
    (
        "SELECT person.id, happened, day, slot, temperature, site, spo2, oxygen, respiratory_rate, pulse, systolic, "
        "diastolic, consciousness, symptoms, reasons FROM observation JOIN person USING (p) "
        "ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15"
    ),
    # a step that says what held before it is none (before the first nothing is known): undo may begin one there
    (
        "SELECT id, start, severity, tasks, fired FROM (SELECT person.id, start, severity, tasks, fired, "
        "lag(severity || tasks || fired, 1, '1[][]') OVER (PARTITION BY p ORDER BY start) AS before FROM step "
        "JOIN person USING (p)) WHERE before IS NOT severity || tasks || fired ORDER BY 1, 2"
    ),
    (
        "SELECT coalesce(person.id, ''), deed.kind, deed.happened, entry.body FROM deed JOIN entry ON entry.n = deed.n "
        "LEFT JOIN person ON person.p = deed.p WHERE deed.kind NOT IN ('person', 'presence') ORDER BY 1, 2, 3, 4"
    ),
)


def state_hash(db: "Connection") -> str:
    """SHA-256 over what the views say: people, observations, what holds when, deeds; not pages, ticks or numbers."""
    digest = hashlib.sha256()
    for sql in _STATE:
        found: list[Any]
        for found in db.execute(sql):
            digest.update(canonical(list(found)).encode())
    return digest.hexdigest()
