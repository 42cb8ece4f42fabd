"""A year of 200 residents to CSV, against the csv module writing the very same rows."""

import csv
import io
from datetime import date

from figures import Figure, paired

from carelog.report import csv_out
from carelog.station import days
from carelog.station.desk import Station


def measure(station: Station, first: date, last: date, runs: int) -> list[Figure]:
    """Export the period and, in turn, write its ready-made cells with csv alone."""
    ready = _cells(_exported(station, first, last))
    name = f"{len(ready)} rows to CSV"
    return [
        paired(
            name,
            lambda: _exported(station, first, last),
            "csv over the same rows",
            lambda: _plain(station, ready, first, last),
            2.0,
            runs,
        )
    ]


def _exported(station: Station, first: date, last: date) -> bytes:
    return csv_out.written(days.of_days(station, first, last), "machine", station.zone).content


def _cells(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode(), newline="")))


def _plain(station: Station, ready: list[list[str]], first: date, last: date) -> None:
    """What nobody can leave out: read the rows from the log and write as many cells."""
    start, end = (station.clock.now().replace(year=d.year, month=d.month, day=d.day) for d in (first, last))
    station.log.observations(start, end)
    csv.writer(io.StringIO(newline=""), lineterminator="\r\n").writerows(ready)
