"""What every shipped protocol costs in attention: the demo home's thirty quiet days replayed by each."""

import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from carelog.model.severity import Severity
from carelog.protocol import load
from carelog.station import replaying
from carelog.station.demo.home import found_demo
from carelog.station.replaying import Replayed

MOST = {Severity.REVIEW: 3, Severity.WATCH: 10}
"""The aims for every hundred resident-days of a quiet week."""
_AT = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)


def replays(folder: Path, seed: int) -> Iterator[tuple[str, Replayed]]:
    """Each shipped protocol by id, with what it says of the thirty quiet days of a seed."""
    station = found_demo(
        folder, residents=60, staff=20, days=30, seed=seed, at=_AT, language="en", zone=ZoneInfo("Asia/Shanghai"),
        quiet=True,
    )  # fmt: skip
    for name in load.names():
        protocol = load.care_protocol(load.packaged(name), name)
        yield name, replaying.replay(station, protocol, _AT - timedelta(days=31), _AT)
    station.close_log()


def lines(name: str, seed: int, found: Replayed) -> Iterator[str]:
    """The totals of a protocol, and each rule of it, for every hundred resident-days."""
    for kind, most in MOST.items():
        each = found.attendance.per_100(found.total(kind).replayed)
        rules = ", ".join(
            f"{c.rule} {found.attendance.per_100(c.replayed):.2f}"
            for c in found.counts
            if c.kind is kind and c.replayed
        )
        mark = "ok  " if each <= most else "OVER"
        yield f"{mark} {name}, seed {seed}, {kind.name}: {each:.2f} (goal {most})  {rules}"


def measure(seeds: Sequence[int]) -> Iterator[str]:
    """Every protocol on every seed."""
    with tempfile.TemporaryDirectory() as folder:
        for seed in seeds:
            for name, found in replays(Path(folder) / str(seed), seed):
                yield from lines(name, seed, found)


if __name__ == "__main__":
    for line in measure((1, 2, 3)):
        print(line, flush=True)
