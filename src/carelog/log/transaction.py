"""One transaction at a time: BEGIN IMMEDIATE ... COMMIT, nothing left open, and an answer even when COMMIT fails."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from carelog.log import engine, home
from carelog.log.engine import refusal, sqlite3
from carelog.log.read_book import has
from carelog.model.refusal import Refusal

if TYPE_CHECKING:
    from sqlite3 import Connection

    from carelog.log.write import Pen


class Transactions:
    """The writing hand of one terminal: its connection, and the pen of the transaction that is open, if any."""

    def __init__(self, path: Path, db: "Connection", book: str) -> None:
        """Take over a connection just opened."""
        self.db = db
        self.opened = 1
        self._path = path
        self._book = book
        self._pen: Pen | None = None
        self._acting = False
        self._patience = engine.COMMAND_PATIENCE_MS

    def set_patience(self, ms: int) -> None:
        """How long an act waits for another terminal's; reading waits as before, a commit being short."""
        self._patience = ms

    def _wait(self, ms: int) -> None:
        self.db.execute(f"PRAGMA busy_timeout = {int(ms)}")

    @contextmanager
    def begun(self) -> "Iterator[Pen]":
        """The pen for one act: of its own transaction, or of the batch that is open."""
        if self._acting:
            raise RuntimeError("an act is one deed; end it before the next one begins")
        self._acting = True
        try:
            with self._inside(self._pen) if self._pen else self._whole() as pen:
                yield pen
        finally:
            self._acting = False

    @contextmanager
    def batch(self) -> Iterator[None]:
        """One transaction for all acts inside."""
        with self._whole():
            yield

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """One read transaction for all reads inside."""
        if self.db.in_transaction:
            yield
            return
        self.db.execute("BEGIN")
        try:
            yield
        finally:
            self._roll_back()

    @contextmanager
    def _whole(self) -> "Iterator[Pen]":
        pen = self._begin()
        try:
            yield pen
        except sqlite3.Error as error:
            self._roll_back()
            raise refusal(error, self._path) from error
        except BaseException:
            self._roll_back()
            raise
        self._commit(pen)

    @contextmanager
    def _inside(self, pen: "Pen") -> "Iterator[Pen]":
        before = len(pen.ids)
        # a full disk ends the whole transaction by itself; what came after would be stored without the rest
        if not self.db.in_transaction:
            raise Refusal("log.batch_lost", file=str(self._path))
        self.db.execute("SAVEPOINT deed")
        try:
            yield pen
        except sqlite3.Error as error:
            self._take_back(pen, before)
            raise refusal(error, self._path) from error
        except BaseException:
            self._take_back(pen, before)
            raise
        self.db.execute("RELEASE deed")

    def _take_back(self, pen: "Pen", before: int) -> None:
        if self.db.in_transaction:
            self.db.execute("ROLLBACK TO deed")
            self.db.execute("RELEASE deed")
            del pen.ids[before:]
            pen.look()

    def _begin(self) -> "Pen":
        from carelog.log.write import Pen

        try:
            self._lock()
            home.refuse_newer(self.db, self._path)
            self._pen = Pen(self.db, self._book)
        except sqlite3.Error as error:
            self._roll_back()
            raise refusal(error, self._path) from error
        except BaseException:
            self._roll_back()
            raise
        return self._pen

    def _lock(self) -> None:
        self._wait(self._patience)
        try:
            self.db.execute("BEGIN IMMEDIATE")
        finally:
            self._wait(engine.COMMAND_PATIENCE_MS)

    def _commit(self, pen: "Pen") -> None:
        try:
            self.db.execute("COMMIT")
            self._pen = None
        except sqlite3.Error as error:
            self._settle(pen, error)

    def _roll_back(self) -> None:
        self._pen = None
        with suppress(sqlite3.Error):
            if self.db.in_transaction:
                self.db.execute("ROLLBACK")

    def _settle(self, pen: "Pen", error: Exception) -> None:
        """After an error at COMMIT nobody knows: open the file again and look whether the entries are there."""
        self._roll_back()
        said = refusal(error, self._path)
        if said.code == "log.busy":
            raise said from error
        with suppress(sqlite3.Error):
            self.db.close()
        try:
            self.db = engine.connect(self._path)
            self.opened += 1
            stored = has(self.db, pen.ids)
        except (sqlite3.Error, Refusal) as second:
            raise Refusal("log.unknown", file=str(self._path), why=str(error)) from second
        if not pen.ids or set(pen.ids) != stored:
            raise said from error
