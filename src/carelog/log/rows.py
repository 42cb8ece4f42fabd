"""An entry as a row of the table and as the model's type."""

from typing import TYPE_CHECKING, NamedTuple

from carelog.log.times import from_ms
from carelog.model.entry import Entry

if TYPE_CHECKING:
    from sqlite3 import Connection

HOUSE = 0
"""The person number of deeds that concern the whole house."""

COLUMNS = ", ".join(Entry._fields)


class Row(NamedTuple):
    """A row of the table `entry`: `n` is its number in this file, times are ms since 1970, UTC."""

    n: int
    book: str
    page: int
    tick: int
    id: str
    act: str
    kind: str
    version: int
    person: str | None
    happened_at: int
    recorded_at: int
    recorded_by: str
    body: str
    prev: str
    hash: str

    def entry(self) -> Entry:
        """The entry, its times as instants."""
        told = self._asdict() | {
            "happened_at": from_ms(self.happened_at),
            "recorded_at": from_ms(self.recorded_at),
        }
        del told["n"]
        return Entry(**told)


SELECT = f"SELECT n, {COLUMNS} FROM entry "  # noqa: S608 - names of our own columns
"""The head of every query for whole entries."""


def by_number(db: "Connection", n: int) -> Row:
    """The entry that stands at a number of this file."""
    return Row(*db.execute(SELECT + "WHERE n = ?", (n,)).fetchone())


def by_id(db: "Connection", entry: str) -> Row | None:
    """The entry of an id, None where the book has none."""
    found = db.execute(SELECT + "WHERE id = ?", (entry,)).fetchone()
    return Row(*found) if found else None


def of_act(db: "Connection", act: str) -> list[Row]:
    """The entries of an act in the order in which they were written."""
    return [Row(*found) for found in db.execute(SELECT + "WHERE act = ? ORDER BY n", (act,)).fetchall()]
