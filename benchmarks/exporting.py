"""A year of 200 residents to CSV, against the csv module writing the same columns of one joined, ordered SELECT.

The baseline is what anybody would write who wants these columns and knows the tables: it joins each observation with
the entry that recorded it, with its person and with whoever recorded it, asks for what stood decided at that time,
orders by round and walking order, fetches by the thousand and hands the rows to `csv.writer` as they come. It neither
turns times, tenths, codes and lists into words nor looks for corrections, lateness and what was struck through; ours
does all of that, and starts with nothing but the file open. Both hold the whole file as bytes in the end. Of what the
baseline reads only the table of people is ready beforehand (two hundred rows), since names stand in entries.
"""

import csv
import io
from datetime import date
from typing import Any

from figures import Figure, paired

from carelog.log.engine import connect
from carelog.log.place import BOOK
from carelog.model.person import Kind
from carelog.report import csv_out
from carelog.report.columns import COLUMNS
from carelog.station.desk import Station
from carelog.station.period import of_period
from carelog.station.rounds import walking

_SLICE = 1000
_DECIDED = (
    "(SELECT {} FROM step WHERE step.p = observation.p AND step.start <= observation.happened "
    "ORDER BY step.start DESC LIMIT 1)"
)
_JOINED = f"""
SELECT observation.day, observation.slot, who.code, who.kind, who.name, who.unit, who.bed, observation.happened,
       own.recorded_at, observation.paper, temperature, site, spo2, oxygen = 0, oxygen, respiratory_rate, pulse,
       systolic, diastolic, consciousness, symptoms, reasons, {_DECIDED.format("severity")}, {_DECIDED.format("tasks")},
       author.code, own.id, NULL, 'current'
FROM observation CROSS JOIN entry AS own ON own.n = observation.last
     CROSS JOIN who ON who.p = observation.p LEFT JOIN who AS author ON author.id = own.recorded_by
WHERE observation.day BETWEEN ? AND ?
ORDER BY observation.day, observation.slot DESC, who.place, observation.happened, own.recorded_at, own.id
"""  # noqa: S608 - our own columns


def measure(station: Station, first: date, last: date, runs: int) -> list[Figure]:
    """Export the period and, in turn, let the csv module write the joined rows."""
    db = _with_people(station)
    rows = _exported(station, first, last).rows
    written = _plain(db, first, last)
    if written.count(b"\r\n") != rows + 1 or written.count(b",", 0, written.index(b"\r")) != len(COLUMNS) - 1:
        raise ValueError("the baseline writes other rows")
    return [
        paired(
            f"{rows} rows to CSV",
            lambda: _exported(station, first, last),
            "csv over one joined SELECT",
            lambda: _plain(db, first, last),
            2.0,
            runs,
        )
    ]


def _exported(station: Station, first: date, last: date) -> csv_out.Paper:
    return csv_out.written(of_period(station, first, last), "machine", station.zone)


def _with_people(station: Station) -> Any:  # noqa: ANN401 - whichever SQLite module the log has chosen
    db = connect(station.home / BOOK, read_only=True)
    db.execute("PRAGMA query_only = 0")
    db.execute("CREATE TEMP TABLE who (p INTEGER PRIMARY KEY, id, place, code, kind, name, unit, bed)")
    db.execute("CREATE UNIQUE INDEX temp.who_id ON who (id)")
    numbers = dict(db.execute("SELECT id, p FROM person").fetchall())
    walk = sorted(station.log.people(), key=lambda person: (list(Kind).index(person.kind), walking(person)))
    for place, one in enumerate(walk):
        told = (numbers[one.id], one.id, place, one.code, one.kind.value, one.name, one.unit, one.bed)
        db.execute("INSERT INTO who VALUES (?, ?, ?, ?, ?, ?, ?, ?)", told)
    return db


def _plain(db: Any, first: date, last: date) -> bytes:  # noqa: ANN401 - likewise
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.key for column in COLUMNS])
    found = db.execute(_JOINED, (first.toordinal(), last.toordinal()))
    while rows := found.fetchmany(_SLICE):
        writer.writerows(rows)
    return out.getvalue().encode()
