"""What was done to a person beside being measured, what was taken back too; and what is still to be done."""

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from carelog.log.read_book import read_whole
from carelog.log.read_deeds import Deed, deeds, number_of
from carelog.log.rows import by_number
from carelog.log.times import from_ms, to_ms
from carelog.model.care import Intervention
from carelog.model.deeds import Given, Swabbed

if TYPE_CHECKING:
    from sqlite3 import Connection

TAKEN_BACK = (
    "SELECT entry.n, undoing.recorded_by, undoing.recorded_at FROM undone "
    "CROSS JOIN entry ON entry.act = undone.act AND entry.person = ?1 "
    "CROSS JOIN entry AS undoing ON undoing.n = undone.n "
    "WHERE entry.kind IN ('swabbed', 'given', 'intervention') AND entry.happened_at >= ?2"
)
OPEN = (
    "deed.kind = 'reminder' AND entry.id NOT IN (SELECT told.body ->> '$.reminder' FROM deed AS ended "
    "CROSS JOIN entry AS told ON told.n = ended.n WHERE ended.kind = 'reminder_ended')"
)
LAST_NUMBER = (
    "SELECT coalesce(max(number), 0) FROM ("
    "SELECT entry.body ->> '$.number' AS number FROM deed CROSS JOIN entry ON entry.n = deed.n "
    "WHERE deed.kind = 'reminder' UNION ALL SELECT entry.body ->> '$.number' FROM undone "
    "CROSS JOIN entry ON entry.act = undone.act WHERE entry.kind = 'reminder')"
)


class Done(NamedTuple):
    """A swab's result, a medicine or other care; `undone_by` and `undone_at` say who took it back and when."""

    entry: str
    at: datetime
    recorded_at: datetime
    by: str
    body: Swabbed | Given | Intervention
    undone_by: str = ""
    undone_at: datetime | None = None


def done(db: "Connection", person: str, since: datetime) -> list[Done]:
    """All that was done to a person beside being measured since an instant, what was taken back too, newest first."""
    start = to_ms(since)
    where = "deed.p = ? AND deed.kind IN ('swabbed', 'given', 'intervention') AND deed.happened >= ?"
    found = [
        Done(d.id, from_ms(d.happened), from_ms(d.recorded), d.by, d.body)
        for d in deeds(db, where, (number_of(db, person), start))
    ]
    for n, by, at in db.execute(TAKEN_BACK, (person, start)).fetchall():
        row = by_number(db, n)
        body = read_whole(db, row)
        if isinstance(body, Swabbed | Given | Intervention):
            told = Done(row.id, from_ms(row.happened_at), from_ms(row.recorded_at), row.recorded_by, body)
            found.append(told._replace(undone_by=by, undone_at=from_ms(at)))
    return sorted(found, key=lambda one: (one.at, one.recorded_at))[::-1]


def reminders(db: "Connection", person: str | None) -> list[Deed]:
    """The reminders nobody has ended, of a person or (None) of everybody and the house, in the order of writing."""
    if person is None:
        return deeds(db, OPEN, ())
    return deeds(db, f"deed.p = ? AND {OPEN}", (number_of(db, person),))


def last_number(db: "Connection") -> int:
    """The highest number a reminder was ever given, one taken back too; 0 for none."""
    return int(db.execute(LAST_NUMBER).fetchone()[0])
