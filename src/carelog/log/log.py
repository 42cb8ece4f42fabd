"""The record of a home: one file, opened by every terminal of this machine."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from carelog.log import (
    engine,
    home,
    place,
    private,
    read_book,
    read_deeds,
    read_observed,
    read_people,
    read_steps,
)
from carelog.log.transaction import Transactions
from carelog.model.assessment import Fired, Step
from carelog.model.entry import Entry
from carelog.model.observation import Observation, Seen, TrendPoint
from carelog.model.person import Kind, Moved, Person
from carelog.model.round import RoundKey

if TYPE_CHECKING:
    from sqlite3 import Connection

    from carelog.log import read_done, read_lines, read_swabs
    from carelog.log.verify import Report
    from carelog.log.write import Act
    from carelog.model.body import Body
    from carelog.model.history import History
    from carelog.model.home import Facility, ProtocolUsed


class Log:
    """What everybody wrote down: appended to in acts, read as it stands now. One Log belongs to one thread."""

    def __init__(self, folder: Path, db: "Connection", *, read_only: bool) -> None:
        """Use `Log.create` or `Log.open`."""
        self.folder = folder
        self.book = home.book_of(db)
        self.read_only = read_only
        self._hand = Transactions(folder / place.BOOK, db, self.book)
        self._seen = self._data_version()

    @classmethod
    def create(cls, folder: Path, *, book: str) -> "Log":
        """Make a home: its folder for its owner only, an empty book. Refusal `log.exists` where there is one."""
        return cls(folder, home.create(folder, book), read_only=False)

    @classmethod
    def open(cls, folder: Path, *, read_only: bool = False) -> "Log":
        """Open a home, bringing an older file up to date; refuses a missing, newer, exposed or network one."""
        return cls(folder, home.open_home(folder, read_only=read_only), read_only=read_only)

    def close(self) -> None:
        """Close the file; what was acknowledged is in it."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @property
    def _db(self) -> "Connection":
        return self._hand.db

    def changed(self) -> bool:
        """Whether another terminal has stored something since this was last asked."""
        before, self._seen = self._seen, self._data_version()
        return self._seen != before

    def _data_version(self) -> tuple[int, int]:
        return self._hand.opened, int(self._db.execute("PRAGMA data_version").fetchone()[0])

    def set_patience(self, ms: int) -> None:
        """How long an act waits for another terminal's before refusing with `log.busy`; 5000 at first."""
        self._hand.set_patience(ms)

    def condition(self) -> engine.Condition:
        """What carries this home: library, version, settings, disk."""
        return engine.condition(self.folder, self._db)

    # writing

    @contextmanager
    def act(self, by: str, at: datetime, new_id: Callable[[], str], act: str | None = None) -> "Iterator[Act]":
        """One deed of a person (`by`: the person id): all it appends is stored when the block ends, or nothing.

        `act` adds to an act already begun, such as the parts of an observation. Refusal `log.clock_behind`, `log.busy`,
        `log.disk_full` ...: nothing is stored then.
        """
        from carelog.log.write import Act, refuse_undone

        with self._hand.begun() as pen:
            if act is not None:
                refuse_undone(pen.db, act)
            yield Act(pen, act or new_id(), by, at, new_id)

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Many acts stored together or not at all (an import's slice, a demo): `act` nests inside."""
        with self._hand.batch():
            yield

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Reads inside see one and the same instant of the book; keep it short, and do not write inside."""
        with self._hand.snapshot():
            yield

    # who

    def facility(self) -> "Facility | None":
        """The home as last written down."""
        return read_people.facility(self._db)

    def protocol(self) -> "ProtocolUsed | None":
        """The protocol that decides now."""
        return read_people.protocol(self._db)

    def protocol_since(self) -> tuple[str, datetime | None]:
        """Which entry took the protocol into use, and from when it decides: None for a home's first one."""
        return read_people.protocol_since(self._db)

    def people(self, at: datetime | None = None) -> list[Person]:
        """Everybody as last written down (by an instant), where they were; a purged name reads ''."""
        return read_people.people(self._db) if at is None else read_people.people_at(self._db, at)

    def person(self, person: str) -> Person | None:
        """A person by id."""
        return read_people.person(self._db, person)

    def by_code(self, code: str) -> Person | None:
        """Who carries a code; of several the one who has not left."""
        return read_people.by_code(self._db, code)

    def moved(self, person: str) -> Moved | None:
        """The move that says where a person is now, with the day they are expected back."""
        return read_people.moved(self._db, person)

    def expected_since(self, person: str) -> datetime | None:
        """From when a person is to be seen at every round: first written down, or come back last; None for nobody."""
        return read_people.expected_since(self._db, person)

    # what was observed

    def history(self, person: str, since: datetime | None = None) -> "History":
        """A person's effective events by (time, tick) since an instant; the facts that held then come first."""
        from carelog.log import read_history

        return read_history.history(self._db, person, since)

    def newest_tick(self, person: str) -> int:
        """The tick of the last entry that changed a person's history."""
        return read_deeds.newest_tick(self._db, person)

    def latest(self, at: datetime, kind: Kind) -> dict[str, Observation]:
        """Person -> newest effective observation that happened by an instant."""
        return read_observed.latest(self._db, at, kind)

    def observations(self, first: datetime, last: datetime, person: str | None = None) -> list[Observation]:
        """Effective observations from an instant (included) to another (excluded), in the order of time."""
        return read_observed.observations(self._db, first, last, person)

    def observations_of_days(self, days: tuple[date, date], hours: tuple[datetime, datetime]) -> list[Observation]:
        """Effective observations of the rounds of days, both included; and of no round, happened in a time."""
        return read_observed.of_days(self._db, days, hours)

    def of_round(self, key: RoundKey, until: datetime | None = None) -> dict[str, list[Observation]]:
        """Person -> effective observations of a round, that happened by an instant."""
        return read_observed.of_round(self._db, key, until)

    def parts_of(self, acts: Iterable[str]) -> list[Seen]:
        """The standing parts of acts, act by act in the order of time."""
        return read_observed.parts_of(self._db, acts)

    def trend(self, first: datetime, last: datetime) -> dict[str, tuple[TrendPoint, ...]]:
        """Person -> temperature and SpO2 of every observation in a time."""
        return read_observed.trend(self._db, first, last)

    def day_points(self, first: datetime, last: datetime) -> dict[str, list[read_observed.DayPoint]]:
        """Person -> values, site, air and symptoms of every observation in a time."""
        return read_observed.day_points(self._db, first, last)

    def kept(self, person: str, limit: int | None = None) -> list[read_book.KeptPart]:
        """Every version of what was observed of a person (of the newest parts), the struck-through ones too."""
        from carelog.log import read_kept

        return read_kept.kept(self._db, person, limit)

    def done(self, person: str, since: datetime) -> "list[read_done.Done]":
        """All that was done to a person beside being measured since then, what was taken back too, newest first."""
        from carelog.log.read_done import done

        return done(self._db, person, since)

    def reminders(self, person: str | None = None) -> list[read_deeds.Deed]:
        """The reminders nobody has ended, of a person or (None) of everybody and the house."""
        from carelog.log.read_done import reminders

        return reminders(self._db, person)

    def last_reminder(self) -> int:
        """The highest number a reminder was ever given."""
        from carelog.log.read_done import last_number

        return last_number(self._db)

    def struck(self, first: datetime, last: datetime) -> list[read_book.KeptPart]:
        """Every version of the parts in a time that were ever corrected, voided or taken back, newest first."""
        from carelog.log import read_kept

        return read_kept.struck(self._db, first, last)

    def struck_since(self, since: datetime) -> list[read_book.KeptPart]:
        """Every version of the parts that were corrected, voided or taken back since an instant, newest first."""
        from carelog.log import read_kept

        return read_kept.struck_since(self._db, since)

    # what was observed, for files of long periods

    def lines(self, days: tuple[date, date], hours: tuple[datetime, datetime]) -> "list[read_lines.Line]":
        """The observations `observations_of_days` tells, as their view holds them: by round, no round last, by time."""
        from carelog.log import read_lines

        return read_lines.of_rounds(self._db, *days) + read_lines.of_no_round(self._db, *hours)

    def amended(self) -> set[int]:
        """The numbers of lines of which a part was ever corrected: a line does not say what took whose place."""
        from carelog.log import read_lines

        return read_lines.amended(self._db)

    def read_in_full(self, lines: "Iterable[read_lines.Line]") -> list[Observation]:
        """The observations of lines."""
        from carelog.log import read_lines

        return read_lines.read_in_full(self._db, (line.n for line in lines))

    def levels(self, first: datetime, last: datetime) -> "dict[str, read_lines.Levels]":
        """Person -> the severities and tasks that hold from an instant to another."""
        from carelog.log import read_lines

        return read_lines.levels(self._db, first, last)

    # what was decided and done

    def steps_at(self, at: datetime) -> dict[str, Step]:
        """Person -> the step in force at an instant."""
        return read_steps.steps_at(self._db, at)

    def steps(self, person: str, first: datetime, last: datetime) -> list[Step]:
        """A person's steps that hold from an instant to another."""
        return read_steps.steps(self._db, person, first, last)

    def steps_from(self, person: str, since: datetime) -> list[Step]:
        """The step in force at an instant and all after it."""
        return read_steps.steps_from(self._db, person, since)

    def decided(self, person: str, start: datetime) -> read_steps.Decision | None:
        """What decided the step of a person that begins at an instant."""
        return read_steps.decided(self._db, person, start)

    def quiet_since(self, person: str, at: datetime) -> datetime | None:
        """When the newest step by an instant began in which no rule held and no task was open."""
        return read_steps.quiet_since(self._db, person, at)

    def glances(
        self, among: Iterable[tuple[str, str, str]], at: datetime
    ) -> "dict[tuple[str, str, str], read_steps.Glance]":
        """(person, rule, episode) -> who saw an alert last by an instant, and what they said they do."""
        return read_steps.glances(self._db, among, at)

    def fired_between(self, person: str, entry: str, ticks: tuple[int, int]) -> list[Fired]:
        """The alerts that decisions written between two ticks rested on an entry of a person."""
        return read_steps.fired_between(self._db, person, entry, ticks)

    def acknowledged(
        self, person: str | None = None, among: Iterable[tuple[str, str, str]] | None = None
    ) -> set[tuple[str, str, str]]:
        """The (person, rule, episode) somebody has seen; `among` asks only about these, and stays cheap for ever."""
        return read_steps.acknowledged(self._db, person, among)

    def deeds(self, kind: str, person: str | None = None) -> list[read_deeds.Deed]:
        """The standing deeds of a kind, of a person or (None) of the house, in the order of time."""
        return read_book.told(self._db, kind, person)

    def deeds_between(self, kinds: Sequence[str], first: datetime, last: datetime) -> list[read_deeds.Deed]:
        """The standing deeds of some kinds, of everybody and the house, from an instant to another (excluded)."""
        return read_book.told_between(self._db, kinds, first, last)

    def swabs(self, odd: datetime, first: datetime, last: datetime) -> "list[read_swabs.SwabTold]":
        """Everybody's swabs and samples from an instant to another; what is not negative since `odd`."""
        from carelog.log import read_swabs

        return read_swabs.swabs(self._db, odd, first, last)

    def swabs_before(self, person: str, before: datetime) -> "list[read_swabs.SwabTold]":
        """The newest results of somebody that were taken before an instant."""
        from carelog.log import read_swabs

        return read_swabs.swabs_before(self._db, person, before)

    def moves(self, since: datetime) -> "dict[str, list[read_swabs.Stood]]":
        """Person -> where they were: the last word before an instant, then every one after it."""
        from carelog.log import read_swabs

        return read_swabs.moves(self._db, since)

    # the book

    def entry(self, entry: str) -> Entry | None:
        """An entry by id."""
        return read_book.entry(self._db, entry)

    def body(self, entry: str) -> "Body | None":
        """What an entry says, private texts in place."""
        return read_book.body(self._db, entry)

    def private_held(self, persons: Sequence[str]) -> list[str]:
        """The entries about these people whose private texts have not been purged, oldest first."""
        return private.held(self._db, persons)

    def wipe_deleted(self) -> None:
        """Bring what was purged out of the journal beside the file too, as far as no other terminal reads it now."""
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def has(self, entries: Sequence[str]) -> set[str]:
        """Which of these ids are already stored."""
        return read_book.has(self._db, entries)

    def acts_of(self, by: str, since: datetime) -> list[read_book.ActRow]:
        """A person's acts since an instant that can be taken back, newest first."""
        return read_book.acts_of(self._db, by, since)

    def undone_by(self, part: Seen) -> Entry | None:
        """The entry that took a version of a part back; None where it stands."""
        return read_book.undone_by(self._db, part)

    def touched_by(self, act: str) -> dict[str, datetime]:
        """Person -> the earliest instant an act says anything about."""
        return read_book.touched_by(self._db, act)

    def newest(self) -> datetime:
        """When the newest entry was recorded; after a person has confirmed the clock, the newest since then."""
        return read_book.newest(self._db)

    def head(self) -> read_book.Head:
        """The end of the book."""
        return read_book.head(self._db, self.book)

    # is it all there, and is it true

    def verify(self) -> "Report":
        """Walk every page of every book and fold the views anew beside; changes nothing."""
        from carelog.log import verify

        return verify.verify(self.folder / place.BOOK, self.book)

    def rebuild(self) -> int:
        """Drop the views and fold them from the entries again; how many pages were folded."""
        from carelog.log import rebuild

        with self._hand.begun() as pen:
            return rebuild.rebuild(pen.db)

    def state_hash(self) -> str:
        """SHA-256 over what the views say, whatever way the book came to say it."""
        from carelog.log import rebuild

        return rebuild.state_hash(self._db)
