"""Texts that a purge must be able to delete: they stand beside the book, the book holds their salted hash."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from sqlite3 import Connection

_MARK = "sha256:"


class Secret(NamedTuple):
    """A private text of one field of one body, with the salt that keeps its hash from being guessed."""

    field: str
    salt: str
    text: str


def hidden(salt: str, text: str) -> str:
    """What stands in the body instead of the text."""
    import hashlib

    return _MARK + hashlib.sha256((salt + text).encode()).hexdigest()


def conceal(raw: dict[str, Any], names: tuple[str, ...], salt: Callable[[], str]) -> tuple[Secret, ...]:
    """Take the private texts out of a plain body and leave their hashes; a text left empty needs none."""
    secrets = tuple(Secret(name, salt(), raw[name]) for name in names if raw.get(name))
    for secret in secrets:
        raw[secret.field] = hidden(secret.salt, secret.text)
    return secrets


def keep(db: "Connection", entry: str, secrets: tuple[Secret, ...]) -> None:
    """Store the private texts of an entry."""
    for secret in secrets:
        db.execute("INSERT INTO private (entry, field, salt, text) VALUES (?, ?, ?, ?)", (entry, *secret))


def told(db: "Connection", entry: str) -> dict[str, str]:
    """The private texts of an entry by field; a purged one is missing."""
    return dict(db.execute("SELECT field, text FROM private WHERE entry = ?", (entry,)).fetchall())


def held(db: "Connection", persons: Sequence[str]) -> list[str]:
    """The entries about these people that still have private texts, oldest first."""
    found: dict[str, int] = {}
    sql = "SELECT DISTINCT entry.id, entry.n FROM entry JOIN private ON private.entry = entry.id WHERE entry.person = ?"
    for person in persons:
        found.update(db.execute(sql, (person,)).fetchall())
    return sorted(found, key=found.__getitem__)


def purge(db: "Connection", entries: Sequence[str]) -> None:
    """Delete the private texts of entries that a page of the book names, and write over where they stood."""
    db.execute("PRAGMA secure_delete = ON")
    for entry in entries:
        db.execute("DELETE FROM private WHERE entry = ?", (entry,))


def purged(db: "Connection", schema: str) -> frozenset[str]:
    """Every entry whose private texts some page of the book has deleted."""
    sql = f"SELECT named.value FROM {schema}.entry, json_each(entry.body, '$.entries') AS named WHERE kind = 'purged'"  # noqa: S608 - a name of our own
    return frozenset(row[0] for row in db.execute(sql).fetchall())
