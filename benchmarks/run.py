"""One command for every figure: `python benchmarks/run.py [--quick]`. Ratios are measured in one run; read those."""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).parent.parent))

import exporting
import launching
import noticing
import planning
import pricing
import querying
import replays
import saving
import spreading
import typing_keys
from figures import Figure

from carelog.clock import FixedClock, SystemClock
from carelog.station.demo.home import found_demo
from carelog.station.desk import Station

_ZONE = ZoneInfo("Asia/Shanghai")


def _demo(folder: Path, residents: int, days: int, *, quiet: bool = True) -> str:
    now = SystemClock().now()
    station = found_demo(
        folder, residents=residents, staff=4, days=days, seed=1, at=now, language="en", zone=_ZONE, quiet=quiet
    )
    code = station.actor().code
    station.close_log()
    return code


def _all(folder: Path, *, quick: bool) -> Iterator[Figure]:
    runs = 5 if quick else 15
    for residents in (60, 500):
        yield from typing_keys.measure(folder / f"typed-{residents}", residents, 5 if quick else 20)
    home = folder / "home-200"
    code = _demo(home, 200, 7)
    yield from launching.measure(home, code, runs * 2)
    yield from noticing.measure(home, code, runs * 2)
    clock = FixedClock(datetime.now(UTC) + timedelta(minutes=5))  # noqa: TID251 - after everything the demo wrote
    yield from saving.measure(Station.open(home, clock, code), clock, folder, 50 if quick else 300)
    yield from querying.measure(folder, (1, 2) if quick else (1, 20), 20)
    yield from planning.measure(folder, 60 if quick else 180, runs)
    _demo(folder / "home-60", 60, 30, quiet=False)
    yield from spreading.measure(Station.open(folder / "home-60", SystemClock()), 30, 5)
    yield from _year(folder, days=60 if quick else 365)


def _year(folder: Path, days: int) -> list[Figure]:
    home = folder / "home-year"
    _demo(home, 200, days)
    station = Station.open(home, SystemClock())
    today = station.local(station.now()).date()
    found = exporting.measure(station, today - timedelta(days=days), today, 3)
    return found + replays.measure(station, days, 3)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="fewer runs, 2 years instead of 20, 60 days instead of a year"
    )
    parser.add_argument("--profile", action="store_true", help="only where a replay of the year spends its time")
    asked = parser.parse_args()
    days = 60 if asked.quick else 365
    with tempfile.TemporaryDirectory() as folder:
        if asked.profile:
            _demo(Path(folder) / "home", 200, days)
            print(replays.profile(Station.open(Path(folder) / "home", SystemClock()), days))
            return
        for figure in _all(Path(folder), quick=asked.quick):
            print(figure.line(), flush=True)
        for line in pricing.measure((1,) if asked.quick else (1, 2, 3)):
            print(line, flush=True)


main()
