"""A durable save of one row of the sheet, against a bare INSERT of the same bytes with the same pragmas."""

import statistics
from datetime import timedelta
from pathlib import Path
from typing import Any

from figures import Figure, timed

from carelog.clock import FixedClock
from carelog.log.engine import connect
from carelog.model.observation import Observed
from carelog.model.reading import Quantity, Reading, Site
from carelog.station.desk import Station


def _normal(person: str, n: int) -> Observed:
    readings = (
        Reading(Quantity.TEMPERATURE, 360 + n % 8, site=Site.AXILLARY, typed=f"36{n % 8}"),
        Reading(Quantity.OXYGEN, 0),
        Reading(Quantity.SPO2, 96 + n % 3, typed=str(96 + n % 3)),
    )
    return Observed(person, None, readings, ())


def measure(station: Station, clock: FixedClock, folder: Path, runs: int) -> list[Figure]:
    """Save rows of ordinary residents one by one, each beside a bare INSERT of what it wrote."""
    people = [row.person for row in station.board().rows if row.severity <= 1]
    bare = _bare(folder)
    station.warm()
    for person in people:
        station.foresee(person.id)
    pairs = []
    for n in range(runs):
        clock.move(timedelta(seconds=20))
        person = people[n % len(people)]
        before = station.log.head().page
        ours = timed(lambda: station.record(_normal(person.id, n), clock.now()))  # noqa: B023 - run at once
        written = station.log.head().page - before
        pairs.append((ours, timed(lambda: _insert(bare, written))))  # noqa: B023 - run at once
    mine, theirs = (statistics.median(p[i] for p in pairs) for i in (0, 1))
    return [Figure("a durable save of a row", mine, "a bare INSERT", theirs, 3.0, runs)]


def _bare(folder: Path) -> Any:  # noqa: ANN401 - whichever SQLite module the log has chosen
    path = folder / "bare.db"
    path.touch(mode=0o600)
    db = connect(path)
    db.execute("CREATE TABLE entry (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT")
    return db


def _insert(db: Any, rows: int) -> None:  # noqa: ANN401 - likewise
    db.execute("BEGIN IMMEDIATE")
    for _ in range(rows):
        db.execute("INSERT INTO entry (body) VALUES (?)", ("x" * 900,))
    db.execute("COMMIT")
