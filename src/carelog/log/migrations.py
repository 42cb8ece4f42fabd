"""How the file's tables came to be, step by step; a step once shipped never changes.

Loading this module loads sqlite_utils: it is imported only when `user_version` says that a step is missing.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from sqlite_utils import Database, Migrations

from carelog.log import schema

if TYPE_CHECKING:
    from sqlite3 import Connection

MIGRATIONS = Migrations("carelog")
Step = Callable[[Database], None]


@MIGRATIONS()
def m0001_book(db: Database) -> None:
    """The book, its private texts and the first views."""
    for statement in (*schema.statements(schema.BOOK), *schema.statements(schema.VIEWS)):
        db.execute(statement)
    db.execute("PRAGMA user_version = 1")


@MIGRATIONS()
def m0002_decided(db: Database) -> None:
    """Find what decided a step without reading the whole book."""
    for statement in schema.statements(schema.DECIDED):
        db.execute(statement)
    db.execute("PRAGMA user_version = 2")


@MIGRATIONS()
def m0003_deeds_by_kind(db: Database) -> None:
    """Find what was done in the whole house in a time: the swabs of a week, of everybody."""
    for statement in schema.statements(schema.DEEDS_BY_KIND):
        db.execute(statement)
    db.execute("PRAGMA user_version = 3")


@MIGRATIONS()
def m0004_purging(db: Database) -> None:
    """Let a private text be deleted where a page of the book says so, and nowhere else."""
    for statement in schema.statements(schema.PURGING):
        db.execute(statement)
    db.execute("PRAGMA user_version = 4")


def apply(conn: "Connection") -> None:
    """Take the missing steps; call it inside BEGIN IMMEDIATE, so that several terminals at once take turns."""
    MIGRATIONS.apply(Database(conn, execute_plugins=False, strict=True))
