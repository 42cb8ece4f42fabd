"""How a deed becomes entries: one transaction for its pages and the views they change, or nothing at all."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from carelog.log import chain, codec, private, views
from carelog.log.read_book import has
from carelog.log.read_deeds import newest_tick
from carelog.log.read_history import history
from carelog.log.read_steps import steps_from
from carelog.log.rows import COLUMNS, Row
from carelog.log.times import SLACK, from_ms, to_ms, whole
from carelog.model.assessment import Step
from carelog.model.deeds import ClockConfirmed, Correction, Undone
from carelog.model.entry import Entry
from carelog.model.history import History
from carelog.model.refusal import Refusal
from carelog.model.text import clean
from carelog.model.visits import Purged

if TYPE_CHECKING:
    from sqlite3 import Connection

    from carelog.model.body import Body

_INSERT = f"INSERT INTO entry ({COLUMNS}) VALUES ({', '.join('?' * len(chain.COLUMNS))})"  # noqa: S608 - our own columns


class Pen:
    """Writes the next pages of a book inside one open transaction, and remembers what it wrote."""

    def __init__(self, db: "Connection", book: str) -> None:
        """Find the end of the book."""
        self.db = db
        self.ids: list[str] = []
        self._book = book
        self.look()

    def look(self) -> None:
        """Find the end of the book again, after a part of the transaction was taken back."""
        sql = "SELECT page, tick, hash FROM entry WHERE book = ? ORDER BY page DESC LIMIT 1"
        page, tick, prev = self.db.execute(sql, (self._book,)).fetchone() or (0, 0, chain.GENESIS)
        highest, self._newest = self.db.execute("SELECT tick, newest FROM pulse").fetchone()
        self._page, self._tick, self._prev = page, max(tick, highest), prev

    def write(self, act: "Act", entry: str, person: str | None, happened: datetime, body: "Body") -> Entry:
        """Append one page and let it take its effect on the views; Refusal where the clock stands behind."""
        recorded = to_ms(act.at)
        self._refuse_late_clock(recorded, body)
        told = codec.write(body, act.new_id)
        place = (self._book, self._page + 1, self._tick + 1)
        deed = (entry, act.id, told.kind, told.version, person)
        columns = (*place, *deed, to_ms(happened), recorded, act.by, told.text, self._prev)
        digest = chain.page_hash(columns)
        n = self.db.execute(_INSERT, (*columns, digest)).lastrowid
        private.keep(self.db, entry, told.secrets)
        if isinstance(body, Purged):
            private.purge(self.db, body.entries)
        row = Row(n or 0, *columns, digest)
        views.fold(self.db, row, told.body)
        self._page, self._tick, self._prev = row.page, row.tick, digest
        self._newest = recorded if isinstance(body, ClockConfirmed) else max(self._newest, recorded)
        self.ids.append(entry)
        return row.entry()

    def _refuse_late_clock(self, recorded: int, body: "Body") -> None:
        behind = self._newest - recorded > SLACK // timedelta(milliseconds=1)
        if behind and not isinstance(body, ClockConfirmed):
            raise Refusal("log.clock_behind", newest=from_ms(self._newest), now=from_ms(recorded))


class Act:
    """One deed being written: what it appends is stored together when it ends, or not at all."""

    def __init__(self, pen: Pen, act: str, by: str, at: datetime, new_id: Callable[[], str]) -> None:
        """Begin a deed of a person (`by`: the person id) at an instant."""
        self.id = act
        self.by = by
        self.at = whole(at)
        self.new_id = new_id
        self._pen = pen

    def append(
        self,
        body: "Body",
        *,
        person: str | None = None,
        happened_at: datetime | None = None,
        entry: str | None = None,
    ) -> Entry:
        """Append an entry; `entry` is its id where a draft or an import has given it one already.

        `person` is the body's own person where it names one; `happened_at` is the deed's time where nothing else is
        said. Refuses a body that is none, a correction of what is not there, an undo of what is undone.
        """
        about = _person_of(body, person)
        if isinstance(body, Purged):
            self._refuse_purge(body)
        elif isinstance(body, Correction):
            self._refuse_correction(body)
        elif isinstance(body, Undone):
            self._refuse_undo(body)
        return self._pen.write(self, entry or self.new_id(), about, whole(happened_at or self.at), body)

    def history(self, person: str, since: datetime | None = None) -> History:
        """All that is known of a person, with what this deed has appended; see `Log.history`."""
        return history(self._pen.db, person, since)

    def newest_tick(self, person: str, before: int | None = None) -> int:
        """The tick of the last entry that changed this person's history; while it stands a folded course stays right.

        With `before` the last one below that tick; -1 where only a whole refold is safe.
        """
        return newest_tick(self._pen.db, person, before)

    def steps_from(self, person: str, since: datetime) -> list[Step]:
        """The step in force at an instant and all after it."""
        return steps_from(self._pen.db, person, since)

    def _refuse_correction(self, body: Correction) -> None:
        sql = "SELECT person FROM entry WHERE id = ? AND kind = 'observed'"
        found = self._pen.db.execute(sql, (body.target,)).fetchone()
        if found is None:
            raise Refusal("log.no_target", target=body.target)
        named = {found[0], body.person, body.replacement.person if body.replacement else body.person}
        if len(named) > 1:
            raise Refusal("log.other_person", target=body.target)

    def _refuse_purge(self, body: Purged) -> None:
        known = has(self._pen.db, body.entries)
        missing = next((entry for entry in body.entries if entry not in known), None)
        if missing is not None:
            raise Refusal("log.no_target", target=missing)

    def _refuse_undo(self, body: Undone) -> None:
        kinds = self._pen.db.execute("SELECT DISTINCT kind FROM entry WHERE act = ?", (body.act,)).fetchall()
        if not kinds:
            raise Refusal("log.no_act", act=body.act)
        if ("purged",) in kinds:
            raise Refusal("log.undo_of_purge", act=body.act)
        if ("undone",) in kinds:
            raise Refusal("log.undo_of_undo", act=body.act)
        refuse_undone(self._pen.db, body.act)


def warm() -> None:
    """Load what the first page is hashed with; the rest of writing is loaded with this module."""
    chain.page_hash(())
    private.hidden("", "")


def refuse_undone(db: "Connection", act: str) -> None:
    """Refuse to touch an act that was taken back."""
    if db.execute("SELECT 1 FROM undone WHERE act = ?", (act,)).fetchone():
        raise Refusal("log.undone", act=act)


def _person_of(body: "Body", given: str | None) -> str | None:
    named = getattr(body, "id", None) if type(body).__name__ == "Person" else getattr(body, "person", None)
    if given is not None and named is not None and given != named:
        raise Refusal("log.other_person", target=given)
    about = named if named is not None else given
    return clean(about) if about is not None else None
