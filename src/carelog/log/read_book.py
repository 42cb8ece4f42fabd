"""The book itself: entries, acts, and every version of what was once written."""

from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from carelog.log import codec, private
from carelog.log.read_deeds import Deed, deeds, number_of
from carelog.log.rows import HOUSE, SELECT, Row, by_id, by_number
from carelog.log.times import from_ms, to_ms
from carelog.model.entry import Entry
from carelog.model.observation import Seen

if TYPE_CHECKING:
    from sqlite3 import Connection

    from carelog.model.body import Body
    from carelog.model.deeds import Why

UNDOABLE = frozenset(
    {
        "observed",
        "corrected",
        "person",
        "presence",
        "acknowledged",
        "closed",
        "task_ended",
        "imported",
        "swabbed",
        "given",
        "regime",
        "exempted",
        "exposed",
        "sample",
        "not_swabbed",
        "stock",
        "device",
        "duty",
        "followed_up",
        "off_duty",
        "on_duty",
        "rostered",
        "visited",
        "therapy",
        "source",
        "gauge",
        "outbreak",
        "onset",
        "institution",
        "referral",
        "intervention",
        "reminder",
        "reminder_ended",
        "sent_along",
    }
)
"""Kinds whose act may be offered for undo."""

_SLICE = 500


class KeptPart(NamedTuple):
    """One version of a part of an observation: as first written, or as a correction put it."""

    seen: Seen
    status: str
    """current, corrected, void or undone"""
    replaced_by: str
    """id of the correction that took its place or voided it, '' for none"""
    why: "Why | None"
    """why it was corrected or voided, None where it was not"""
    note: str


class ActRow(NamedTuple):
    """An act that can be taken back."""

    act: str
    person: str | None
    recorded_at: datetime
    entries: tuple[tuple[str, str], ...]
    """(id, kind) of its entries, oldest first"""


class Head(NamedTuple):
    """The end of the book: what a printed sheet quotes so that a later change of the whole file can be seen."""

    book: str
    page: int
    hash: str

    def __str__(self) -> str:
        """As it is printed: the page and the first 16 digits of its hash."""
        return f"{self.page}:{self.hash[:16]}"


def entry(db: "Connection", entry_id: str) -> Entry | None:
    """The entry of an id, None where the book has none."""
    row = by_id(db, entry_id)
    return row.entry() if row else None


def body(db: "Connection", entry_id: str) -> "Body | None":
    """What an entry says, its private texts in place ('' where purged), None where the book has none."""
    row = by_id(db, entry_id)
    return read_whole(db, row) if row else None


def has(db: "Connection", entries: Sequence[str]) -> set[str]:
    """Which of these ids the book already holds."""
    found: set[str] = set()
    for start in range(0, len(entries), _SLICE):
        some = entries[start : start + _SLICE]
        sql = f"SELECT id FROM entry WHERE id IN ({', '.join('?' * len(some))})"  # noqa: S608 - only question marks
        found.update(row[0] for row in db.execute(sql, tuple(some)).fetchall())
    return found


def head(db: "Connection", book: str) -> Head:
    """The end of the book this home writes."""
    sql = "SELECT page, hash FROM entry WHERE book = ? ORDER BY page DESC LIMIT 1"
    return Head(book, *(db.execute(sql, (book,)).fetchone() or (0, "")))


def newest(db: "Connection") -> datetime:
    """When the newest entry was recorded, as far as the clock was not confirmed since."""
    return from_ms(db.execute("SELECT newest FROM pulse").fetchone()[0])


def acts_of(db: "Connection", by: str, since: datetime) -> list[ActRow]:
    """The acts of a person since an instant that can be taken back, newest first."""
    acts: dict[str, list[Row]] = {}
    # closed at once: a cursor left open in the middle would hold back every checkpoint
    with closing(db.execute(SELECT + "ORDER BY n DESC")) as newest:
        for row in takewhile(lambda row: row.recorded_at >= to_ms(since), (Row(*found) for found in newest)):
            if row.recorded_by == by:
                acts.setdefault(row.act, []).append(row)
    gone = "SELECT 1 FROM undone WHERE act = ?"
    return [_act(rows) for act, rows in acts.items() if _undoable(rows) and not db.execute(gone, (act,)).fetchone()]


def _undoable(rows: list[Row]) -> bool:
    kinds = {row.kind for row in rows}
    return "undone" not in kinds and bool(kinds & UNDOABLE)


def _act(rows: list[Row]) -> ActRow:
    person = next((row.person for row in rows if row.person), None)
    return ActRow(rows[0].act, person, from_ms(rows[0].recorded_at), tuple((r.id, r.kind) for r in reversed(rows)))


def undone_by(db: "Connection", part: Seen) -> Entry | None:
    """The entry that took a version of a part back: its own act, or the whole observation; None where it stands."""
    sql = "SELECT n FROM undone WHERE act IN (?, (SELECT act FROM entry WHERE id = ?)) ORDER BY n LIMIT 1"
    found = db.execute(sql, (part.act, part.entry)).fetchone()
    return by_number(db, found[0]).entry() if found else None


def touched_by(db: "Connection", act: str) -> dict[str, datetime]:
    """Person -> the earliest instant an act says anything about, before or after any correction."""
    sql = (
        "SELECT e.person, min(e.happened_at, coalesce(own.happened, e.happened_at), "
        "coalesce(put.happened, e.happened_at), coalesce(first.happened_at, e.happened_at)) FROM entry AS e "
        "LEFT JOIN part AS own ON own.n = e.n LEFT JOIN correction ON correction.n = e.n "
        "LEFT JOIN part AS put ON put.n = correction.target LEFT JOIN entry AS first ON first.n = correction.target "
        "WHERE e.act = ? AND e.person IS NOT NULL ORDER BY 2 DESC"
    )
    return {person: from_ms(since) for person, since in db.execute(sql, (act,)).fetchall()}


def told(db: "Connection", kind: str, person: str | None) -> list[Deed]:
    """The standing deeds of a kind, of a person or of the house, in the order of time.

    Kinds: facility, protocol, exported, imported (house); person, presence, acknowledged, closed, task_ended,
    taken_over.
    """
    return deeds(db, "deed.p = ? AND deed.kind = ?", (number_of(db, person) if person else HOUSE, kind))


def told_between(db: "Connection", kinds: Sequence[str], first: datetime, last: datetime) -> list[Deed]:
    """The standing deeds of some kinds of everybody and the house, from an instant to another (excluded), by time."""
    marks = ", ".join("?" * len(kinds))
    where = f"deed.kind IN ({marks}) AND deed.happened >= ? AND deed.happened < ?"
    return deeds(db, where, (*kinds, to_ms(first), to_ms(last)))


def read_whole(db: "Connection", row: Row) -> "Body":
    """What a row says, private texts in place."""
    return codec.read(row.kind, row.version, row.body, private.told(db, row.id))
