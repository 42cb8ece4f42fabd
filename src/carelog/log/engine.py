"""Which SQLite carries the book, and how every connection to it is set; the settings are asserted at every open."""

import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from carelog.log import place
from carelog.model.refusal import Refusal

if TYPE_CHECKING:
    import sqlite3
else:
    try:
        from pysqlite3 import dbapi2 as sqlite3
    except ImportError:
        import sqlite3

__all__ = ["Condition", "condition", "connect", "modes", "refusal", "sqlite3"]

SAFE = (3, 51, 3)
"""From this version on several processes may share a write-ahead log without damaging it."""

COMMAND_PATIENCE_MS = 5000
"""How long a command waits for another terminal's write."""

SCREEN_PATIENCE_MS = 100
"""How long a screen waits: then the row says "not saved yet"."""

_SYNCHRONOUS = {"OFF": 0, "NORMAL": 1, "FULL": 2, "EXTRA": 3}
_WAIT_S = 0.01


class Condition(NamedTuple):
    """What the doctor looks at."""

    library: str
    version: str
    journal: str
    synchronous: str
    file_system: str
    free_bytes: int
    book_bytes: int
    waiting_bytes: int
    """size of the write-ahead log"""


def modes(version: tuple[int, ...] | None = None) -> tuple[str, str]:
    """The journal mode and the synchronous setting that lose nothing with this version of SQLite."""
    return ("wal", "FULL") if (version or sqlite3.sqlite_version_info) >= SAFE else ("delete", "EXTRA")


def connect(path: Path, *, read_only: bool = False, synchronous: str = "") -> "sqlite3.Connection":
    """Open a database file that is there, with every setting of ours set and asserted; errors are refusals."""
    journal, default = modes()
    uri = f"{path.resolve().as_uri()}?mode={'ro' if read_only else 'rw'}"
    try:
        db = sqlite3.connect(uri, uri=True, isolation_level=None, cached_statements=256)
        db.execute(f"PRAGMA busy_timeout = {COMMAND_PATIENCE_MS}")
        _set(db, journal, synchronous or default, read_only=read_only)
    except sqlite3.Error as error:
        raise refusal(error, path) from error
    return db


def _set(db: "sqlite3.Connection", journal: str, synchronous: str, *, read_only: bool) -> None:
    wanted: dict[str, str | int] = {
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "trusted_schema": 0,
        "fullfsync": 1,
        "synchronous": _SYNCHRONOUS[synchronous],
        "query_only": int(read_only),
    }
    if not read_only:
        _journal(db, journal)
        wanted["journal_mode"] = journal
    for name, value in wanted.items():
        if name != "journal_mode":
            db.execute(f"PRAGMA {name} = {value}")
        (held,) = db.execute(f"PRAGMA {name}").fetchone()
        if held != value:
            raise Refusal("log.setting", name=name, wanted=value, found=held)


def _journal(db: "sqlite3.Connection", wanted: str) -> None:
    # changing the mode needs the file alone and does not wait by itself, so several terminals at once take turns
    until = time.monotonic() + COMMAND_PATIENCE_MS / 1000
    while db.execute("PRAGMA journal_mode").fetchone()[0] != wanted:
        try:
            db.execute(f"PRAGMA journal_mode = {wanted}")
        except sqlite3.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(_WAIT_S)


_MEANING = (
    ("locked", "log.busy"),
    ("full", "log.disk_full"),
    ("disk I/O", "log.disk_error"),
    ("readonly", "log.read_only"),
    ("unable to open", "log.cannot_open"),
    ("malformed", "log.damaged"),
    ("not a database", "log.damaged"),
)


def refusal(error: Exception, path: Path) -> Refusal:
    """What an error of SQLite means to a nurse; nothing was stored."""
    said = str(error)
    code = next((code for word, code in _MEANING if word in said), "log.engine")
    return Refusal(code, file=str(path), why=said)


def condition(folder: Path, db: "sqlite3.Connection | None" = None) -> Condition:
    """What carries a home: library, version, settings, disk; without a connection the settings we would ask for."""
    journal, synchronous = modes()
    if db is not None:
        journal = db.execute("PRAGMA journal_mode").fetchone()[0]
        level = db.execute("PRAGMA synchronous").fetchone()[0]
        synchronous = next(name for name, n in _SYNCHRONOUS.items() if n == level)
    standing = next(p for p in (folder, *folder.absolute().parents) if p.exists())
    return Condition(
        library=sqlite3.connect.__module__.partition(".")[0].lstrip("_"),
        version=sqlite3.sqlite_version,
        journal=journal,
        synchronous=synchronous,
        file_system=place.file_system(folder),
        free_bytes=shutil.disk_usage(standing).free,
        book_bytes=_size(folder / place.BOOK),
        waiting_bytes=_size(folder / f"{place.BOOK}-wal"),
    )


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
