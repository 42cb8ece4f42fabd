"""What was done to a person beside being measured, what was taken back too."""

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from carelog.log.read_book import read_whole
from carelog.log.read_history import deeds, number_of
from carelog.log.rows import by_number
from carelog.log.times import from_ms, to_ms
from carelog.model.deeds import Given, Swabbed

if TYPE_CHECKING:
    from sqlite3 import Connection

TAKEN_BACK = (
    "SELECT entry.n, undoing.recorded_by, undoing.recorded_at FROM undone "
    "CROSS JOIN entry ON entry.act = undone.act AND entry.person = ?1 "
    "CROSS JOIN entry AS undoing ON undoing.n = undone.n "
    "WHERE entry.kind IN ('swabbed', 'given') AND entry.happened_at >= ?2"
)


class Done(NamedTuple):
    """A swab's result or a medicine; `undone_by` and `undone_at` say who took it back and when, '' and None else."""

    entry: str
    at: datetime
    recorded_at: datetime
    by: str
    body: Swabbed | Given
    undone_by: str = ""
    undone_at: datetime | None = None


def done(db: "Connection", person: str, since: datetime) -> list[Done]:
    """The swabs and medicines of a person from an instant on, those taken back too, newest first."""
    start = to_ms(since)
    where = "deed.p = ? AND deed.kind IN ('swabbed', 'given') AND deed.happened >= ?"
    found = [
        Done(d.id, from_ms(d.happened), from_ms(d.recorded), d.by, d.body)
        for d in deeds(db, where, (number_of(db, person), start))
    ]
    for n, by, at in db.execute(TAKEN_BACK, (person, start)).fetchall():
        row = by_number(db, n)
        body = read_whole(db, row)
        if isinstance(body, Swabbed | Given):
            told = Done(row.id, from_ms(row.happened_at), from_ms(row.recorded_at), row.recorded_by, body)
            found.append(told._replace(undone_by=by, undone_at=from_ms(at)))
    return sorted(found, key=lambda one: (one.at, one.recorded_at), reverse=True)
