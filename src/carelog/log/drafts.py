"""Half-typed rows, so that a killed terminal loses nothing: beside the book, and never part of it."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from carelog.log import engine, place, plain
from carelog.log.engine import refusal, sqlite3
from carelog.log.times import from_ms, to_ms
from carelog.model.draft import DraftRow
from carelog.model.observation import Observed
from carelog.model.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from sqlite3 import Connection
    from typing import Self

_VERSION = 1
_TABLE = """CREATE TABLE draft (
  entry TEXT PRIMARY KEY, act TEXT NOT NULL, author TEXT NOT NULL, happened INTEGER NOT NULL, body TEXT NOT NULL
) STRICT, WITHOUT ROWID"""


class _Knows(Protocol):
    def has(self, entries: "Sequence[str]") -> set[str]: ...


class Drafts:
    """The drafts of all terminals of a home; each stands under the id its entry will get."""

    def __init__(self, path: Path, db: "Connection") -> None:
        """Use `Drafts.open`."""
        self._path = path
        self._db = db

    @classmethod
    def open(cls, folder: Path) -> "Self":
        """Open a home's drafts, for their owner only; a damaged file is put aside and a new one begun."""
        path = folder / place.DRAFTS
        place.make_file(path)
        try:
            return cls(path, _opened(path))
        except Refusal as refused:
            if refused.code != "log.damaged":
                raise
            _put_aside(path)
            place.make_file(path)
            return cls(path, _opened(path))

    def close(self) -> None:
        """Close the file; every draft stays."""
        self._db.close()

    def set_patience(self, ms: int) -> None:
        """How long to wait for another terminal."""
        self._db.execute(f"PRAGMA busy_timeout = {int(ms)}")

    def save(self, row: DraftRow) -> None:
        """Keep a row as far as it is typed, in place of what was kept under its id."""
        observed = Observed(row.person, row.round, row.readings, row.symptoms, row.not_asked, row.measured_by, row.way)
        facts = (row.entry, row.act, row.author, to_ms(row.happened_at), plain.text(observed))
        sql = (
            "INSERT INTO draft (entry, act, author, happened, body) VALUES (?, ?, ?, ?, ?) ON CONFLICT (entry) "
            "DO UPDATE SET act = excluded.act, author = excluded.author, happened = excluded.happened, "
            "body = excluded.body"
        )
        self._do(sql, facts)

    def all(self) -> list[DraftRow]:
        """Every draft of everybody, oldest first."""
        return [_row(*found) for found in self._do("SELECT * FROM draft ORDER BY happened, entry")]

    def drop(self, entry: str) -> None:
        """Forget a draft: its row is stored, or its author threw it away."""
        self._do("DELETE FROM draft WHERE entry = ?", (entry,))

    def sweep(self, log: _Knows) -> None:
        """Forget the drafts whose entry is in the book already (a terminal was killed between the two)."""
        for entry in log.has([found[0] for found in self._do("SELECT entry FROM draft")]):
            self.drop(entry)

    def _do(self, sql: str, facts: tuple[Any, ...] = ()) -> list[Any]:
        try:
            return self._db.execute(sql, facts).fetchall()
        except sqlite3.Error as error:
            raise refusal(error, self._path) from error


def _opened(path: Path) -> "Connection":
    db = engine.connect(path, synchronous="NORMAL")
    try:
        if _version(db) == 0:
            db.execute("BEGIN IMMEDIATE")
            if _version(db) == 0:
                db.execute(_TABLE)
                db.execute(f"PRAGMA user_version = {_VERSION}")
            db.execute("COMMIT")
        _refuse_newer(db, path)
    except sqlite3.Error as error:
        db.close()
        raise refusal(error, path) from error
    return db


def _version(db: "Connection") -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _refuse_newer(db: "Connection", path: Path) -> None:
    found = _version(db)
    if found > _VERSION:
        db.close()
        raise Refusal("log.newer", file=str(path), found=found, known=_VERSION)


def _row(entry: str, act: str, author: str, happened: int, body: str) -> DraftRow:
    told = plain.decode(Observed, plain.parsed(body))
    return DraftRow(
        entry=entry,
        act=act,
        person=told.person,
        author=author,
        round=told.round,
        happened_at=from_ms(happened),
        readings=told.readings,
        symptoms=told.symptoms,
        not_asked=told.not_asked,
        measured_by=told.measured_by,
        way=told.way,
    )


def _put_aside(path: Path) -> None:
    for suffix in ("-wal", "-shm", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    path.rename(path.with_name(f"{path.name}.damaged"))
