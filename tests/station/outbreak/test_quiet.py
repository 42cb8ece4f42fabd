"""No false outbreaks: real temperatures of people at home, and a quiet month of the demo home."""

import csv
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from carelog.protocol import light, load
from carelog.protocol.outbreak.cluster import signals
from carelog.protocol.outbreak.illness import Found, illnesses
from carelog.station.demo.home import found_demo

TIHM = Path(__file__).parents[4] / "shared" / "data" / "tihm"
EVENING = datetime(2026, 11, 22, 10, 30, tzinfo=UTC)
OUTBREAKS = light.parse(load.packaged("cn-2023-respiratory")).outbreaks


@pytest.mark.skipif(not TIHM.is_dir(), reason="the TIHM data are not beside this checkout (../shared/data)")
def test_the_temperatures_of_tihm_taken_as_one_unit_raise_nothing() -> None:
    """2,082 person-days without an outbreak; two newly at 37.3 within 72 h happened nine times among them."""
    with (TIHM / "Physiology.csv").open(encoding="utf-8", newline="") as source:
        rows = [row for row in csv.DictReader(source) if row["device_type"] == "Body Temperature"]
    found = [
        Found(datetime.fromisoformat(row["date"]).replace(tzinfo=UTC), frozenset(), round(float(row["value"]) * 10))
        for row in rows
    ]
    assert len(found) == 5617
    assert sum(one.temperature_tenths_c is not None and one.temperature_tenths_c >= 373 for one in found) > 60
    cases = [case for syndrome in OUTBREAKS.ready.values() for case in illnesses(syndrome, found, ())]
    assert cases == []


def test_thirty_quiet_days_of_the_demo_home_raise_at_most_half_a_signal_in_a_thousand_person_days(
    tmp_path: Path,
) -> None:
    home, zone = tmp_path / "home", ZoneInfo("Asia/Shanghai")
    asked = {"residents": 60, "staff": 20, "days": 30, "seed": 1, "at": EVENING, "language": "en", "quiet": True}
    station = found_demo(home, **asked, zone=zone)  # type: ignore[arg-type]  # named facts of a demo
    cases = station.outbreaks.view().cases.cases
    clusters = [one.ready for one in OUTBREAKS.clusters.values()]
    false = set()
    for half_days in range(60):
        at = EVENING - timedelta(hours=12 * half_days)
        false |= {(s.cluster, s.unit, s.cases) for s in signals(cases, clusters, OUTBREAKS.ready, at)}
    each = len(false) * 1000 / (80 * 30)
    sys.stdout.write(f"{len(cases)} cases, {len(false)} false signals, {each:.2f} per 1,000 person-days\n")
    assert each <= 0.5
    station.close_log()
