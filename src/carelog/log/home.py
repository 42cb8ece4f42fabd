"""Making a home, and opening one: its file is there, ours, new enough, and this program is not too old for it."""

from pathlib import Path
from typing import TYPE_CHECKING

from carelog.log import place
from carelog.log.engine import connect, refusal, sqlite3
from carelog.model.refusal import Refusal

if TYPE_CHECKING:
    from sqlite3 import Connection

SCHEMA = 4
"""Number of the newest migration: `user_version` of a home this program writes."""


def create(folder: Path, book: str) -> "Connection":
    """Make a home with an empty book; Refusal `log.exists` where there is one already, also by another terminal."""
    place.make_folder(folder)
    place.refuse_network(folder)
    place.refuse_open_doors(folder)
    path = folder / place.BOOK
    place.make_file(path)
    db = connect(path)
    try:
        _begin(db, path)
        _refuse_used(db, folder)
        _migrate(db)
        db.execute("INSERT INTO home (one, book) VALUES (1, ?)", (book,))
        db.execute("COMMIT")
    except sqlite3.Error as error:
        db.close()
        raise refusal(error, path) from error
    except BaseException:
        db.close()
        raise
    return db


def open_home(folder: Path, *, read_only: bool) -> "Connection":
    """Open a home, taking missing migrations first; refuses what it must not touch, and says why."""
    path = folder / place.BOOK
    try:
        if not path.is_file():
            raise Refusal("log.no_home", folder=str(folder))
        place.refuse_network(folder)
        place.refuse_open_doors(folder)
    except OSError as error:
        raise Refusal("log.cannot_open", file=str(path), why=error.strerror or str(error)) from error
    db = connect(path, read_only=read_only)
    try:
        _bring_up(db, path, read_only=read_only)
    except sqlite3.Error as error:
        db.close()
        raise refusal(error, path) from error
    except BaseException:
        db.close()
        raise
    return db


def book_of(db: "Connection") -> str:
    """The id of the book this home writes."""
    (book,) = db.execute("SELECT book FROM home").fetchone()
    return str(book)


def version_of(db: "Connection") -> int:
    """The number of the newest migration the file has seen."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def refuse_newer(db: "Connection", path: Path) -> None:
    """Refuse a home that a newer program has changed since: this one could misread it."""
    found = version_of(db)
    if found > SCHEMA:
        raise Refusal("log.newer", file=str(path), found=found, known=SCHEMA)


def _refuse_used(db: "Connection", folder: Path) -> None:
    if version_of(db):
        raise Refusal("log.exists", folder=str(folder))


def _bring_up(db: "Connection", path: Path, *, read_only: bool) -> None:
    found = version_of(db)
    if found == 0:
        raise Refusal("log.no_home", folder=str(path.parent))
    refuse_newer(db, path)
    if found == SCHEMA:
        return
    if read_only:
        raise Refusal("log.older", file=str(path), found=found, known=SCHEMA)
    _begin(db, path)
    if version_of(db) < SCHEMA:
        _migrate(db)
    refuse_newer(db, path)
    db.execute("COMMIT")


def _begin(db: "Connection", path: Path) -> None:
    try:
        db.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        raise refusal(error, path) from error


def _migrate(db: "Connection") -> None:
    from carelog.log import migrations

    migrations.apply(db)
