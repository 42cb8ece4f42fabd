"""Is the book whole: every page follows from the one before, and the views say what the pages say."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from carelog.log import chain, codec, private, read_book, rebuild, schema
from carelog.log.engine import refusal, sqlite3
from carelog.log.rows import SELECT, Row

if TYPE_CHECKING:
    from sqlite3 import Connection

_READING = (KeyError, TypeError, ValueError, AttributeError)


class Report(NamedTuple):
    """What a walk through the book found."""

    pages: int
    first_bad: tuple[str, int, str] | None
    """(book, page, why): missing, order, link, changed, unreadable, private; page 0 and damaged: the file itself"""
    views_differ: bool
    head: read_book.Head
    damaged: str
    """what SQLite itself says about the file, '' where it finds nothing"""


def verify(path: Path, book: str) -> Report:
    """Walk every page and fold the views anew in a place of their own; the file is only read."""
    try:
        db = sqlite3.connect("", uri=True, isolation_level=None)
        try:
            db.execute("ATTACH ? AS kept", (f"{path.resolve().as_uri()}?mode=ro",))
            return _verify(db, book)
        finally:
            db.close()
    except sqlite3.Error as error:
        raise refusal(error, path) from error


def _verify(db: "Connection", book: str) -> Report:
    # one transaction, so that pages and views are of the same instant while other terminals write on
    db.execute("BEGIN")
    damaged = "; ".join(row[0] for row in db.execute("PRAGMA kept.integrity_check(3)").fetchall())
    pages = int(db.execute("SELECT count(*) FROM kept.entry").fetchone()[0])
    bad = next(_bad_pages(db), None)
    damaged = "" if damaged == "ok" else damaged
    if damaged and bad is None:
        bad = (book, 0, "damaged")
    return Report(pages, bad, _views_differ(db), read_book.head(db, book), damaged)


def _bad_pages(db: "Connection") -> Iterator[tuple[str, int, str]]:
    book, page, tick, n, digest = "", 0, 0, 0, chain.GENESIS
    purged = private.purged(db, "kept")
    for found in db.execute(SELECT + "ORDER BY book, page"):
        row = Row(*found)
        if row.book != book:
            book, page, tick, n, digest = row.book, 0, 0, 0, chain.GENESIS
        if row.page != page + 1:
            yield book, page + 1, "missing"
        if row.tick <= tick or row.n <= n:
            yield book, row.page, "order"
        if row.prev != digest:
            yield book, row.page, "link"
        why = _wrong_inside(db, row, purged)
        if why:
            yield book, row.page, why
        page, tick, n, digest = row.page, row.tick, row.n, row.hash


def _wrong_inside(db: "Connection", row: Row, purged: frozenset[str]) -> str:
    if chain.page_hash(row[1:-1]) != row.hash:
        return "changed"
    try:
        body = codec.read(row.kind, row.version, row.body)
    except _READING:
        return "unreadable"
    names = codec.private_of(row.kind)
    said = {name: getattr(body, name) for name in names if getattr(body, name)}
    kept = db.execute("SELECT field, salt, text FROM private WHERE entry = ?", (row.id,)).fetchall() if names else []
    if row.id in purged:
        return "private" if kept else ""
    return "" if said == {field: private.hidden(salt, text) for field, salt, text in kept} else "private"


def _views_differ(db: "Connection") -> bool:
    for statement in schema.statements(schema.VIEWS):
        db.execute(statement)
    try:
        rebuild.fold_all(db)
    except (*_READING, sqlite3.Error):
        return True
    return any(_differs(db, table) for table in schema.VIEW_TABLES)


def _differs(db: "Connection", table: str) -> bool:
    ours, theirs = f"SELECT * FROM main.{table}", f"SELECT * FROM kept.{table}"  # noqa: S608 - names of our own tables
    sql = f"SELECT EXISTS ({ours} EXCEPT {theirs}) OR EXISTS ({theirs} EXCEPT {ours})"
    try:
        return bool(db.execute(sql).fetchone()[0])
    except sqlite3.Error:
        return True
