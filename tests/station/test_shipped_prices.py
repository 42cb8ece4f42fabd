"""Every shipped protocol is priced before it ships: thirty quiet days of the demo home, decided by it."""

import sys
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import pytest

from carelog.model.severity import Severity
from carelog.protocol import load
from carelog.station import replaying
from carelog.station.demo.home import found_demo
from carelog.station.replaying import Replayed

EVENING = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
MOST = {Severity.REVIEW: 3, Severity.WATCH: 10}


@cache
def replays(seed: int) -> dict[str, Replayed]:
    """What each shipped protocol says of the quiet days of a seed, everybody in the house counted."""
    with TemporaryDirectory() as folder:
        asked = {"residents": 60, "staff": 20, "days": 30, "seed": seed, "at": EVENING, "language": "en"}
        station = found_demo(Path(folder) / "home", **asked, zone=ZoneInfo("Asia/Shanghai"), quiet=True)  # type: ignore[arg-type]
        found = {
            name: replaying.replay(
                station, load.care_protocol(load.packaged(name), name), EVENING - timedelta(days=31), EVENING
            )
            for name in load.names()
        }
        station.close_log()
        return found


def costs(seed: int) -> dict[tuple[str, Severity], float]:
    """Alarms for every hundred resident-days, printed by rule."""
    out = {}
    for name, found in replays(seed).items():
        for kind in MOST:
            each = found.attendance.per_100
            rules = ", ".join(f"{c.rule} {each(c.replayed):.2f}" for c in found.counts if c.kind is kind)
            out[name, kind] = each(found.total(kind).replayed)
            sys.stdout.write(
                f"{name}, seed {seed}, {kind.name} per 100 resident-days: {out[name, kind]:.2f} ({rules})\n"
            )
    return out


def too_dear(seed: int) -> dict[tuple[str, Severity], float]:
    return {which: each for which, each in costs(seed).items() if each > MOST[which[1]]}


def test_a_quiet_month_costs_little_attention_under_every_shipped_protocol() -> None:
    assert too_dear(1) == {}
    found = replays(1)
    assert set(found) == set(load.names())
    assert all(one.attendance.resident_days > 1700 for one in found.values())
    assert all(one.total(Severity.WATCH).replayed for name, one in found.items() if "staff" not in name)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [2, 3])
def test_so_does_it_with_other_people(seed: int) -> None:
    assert too_dear(seed) == {}


@pytest.mark.slow
def test_a_year_decided_again_by_what_decided_it_differs_in_nothing(tmp_path: Path) -> None:
    asked = {"residents": 60, "staff": 10, "days": 365, "seed": 4, "at": EVENING, "language": "en"}
    station = found_demo(tmp_path / "home", **asked, zone=ZoneInfo("Asia/Shanghai"))  # type: ignore[arg-type]
    found = replaying.replay(station, station.judge.protocol(), EVENING - timedelta(days=366), EVENING)
    assert found.observations > 40_000
    assert (found.added, found.removed) == ((), ())
    assert found.total(Severity.REVIEW).recorded > 100
