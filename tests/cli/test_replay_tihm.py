"""Real readings replayed: the counts that TIHM is known by come from `carelog replay`, and what tenths do to them."""

import csv
import json
import statistics
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path

import pytest

from .support import Shell

TIHM = Path(__file__).parents[3] / "shared" / "data" / "tihm"
pytestmark = pytest.mark.skipif(not TIHM.is_dir(), reason="the TIHM data are not beside this checkout (../shared/data)")
HERE = Path(__file__).parent / "replayed"
LINE = Decimal("37.3")
APART = timedelta(minutes=15)
Rows = Sequence[dict[str, str]]


@cache
def temperatures() -> tuple[dict[str, str], ...]:
    with (TIHM / "Physiology.csv").open(encoding="utf-8", newline="") as source:
        return tuple(row for row in csv.DictReader(source) if row["device_type"] == "Body Temperature")


def sessions(rounded: str | None) -> list[list[Decimal]]:
    """The sessions by hand: each reading less than 15 minutes after the one before it belongs to the same."""
    by_person: dict[str, list[tuple[datetime, Decimal]]] = defaultdict(list)
    for row in temperatures():
        value = Decimal(row["value"])
        told = value if rounded is None else value.quantize(Decimal("0.1"), rounded)
        by_person[row["patient_id"]].append((datetime.fromisoformat(row["date"]), told))
    found: list[list[Decimal]] = []
    for readings in by_person.values():
        before = datetime.min  # noqa: DTZ901 - the file's own local times
        for at, value in sorted(readings):
            if at - before >= APART:
                found.append([])
            found[-1].append(value)
            before = at
    return found


def reaching(decides: Callable[[list[Decimal]], Decimal], rounded: str | None = None) -> int:
    """How many sessions reach the line."""
    return sum(decides(session) >= LINE for session in sessions(rounded))


def replayed(shell: Shell, tmp_path: Path, several: str) -> tuple[int, int]:
    """The observations and the sessions at the line, as `carelog replay` counts them."""
    text = (HERE / "fever-highest.toml").read_text("utf-8")
    assert 'several = "worst"' in text
    file = tmp_path / f"fever-{several}.toml"
    file.write_text(text.replace('several = "worst"', f'several = "{several}"'), "utf-8")
    days = ("--from", "2019-04-01", "--to", "2019-07-01")
    found = json.loads(shell.ok("replay", "--protocol", str(file), *days, "--json"))
    (rule,) = (row for row in found["rules"] if (row["rule"], row["severity"]) == ("T-01", "REVIEW"))
    return found["observations"], rule["replayed_observations"]


def home(tmp_path: Path, capsys: pytest.CaptureFixture[str], rounded: str | None) -> Shell:
    """A home with the people and temperatures of TIHM; the digits behind the first cut off before, where asked."""
    shell = Shell(tmp_path / "home", capsys)
    shell.ok("init", "--facility", "TIHM", "--by", "N01", "--name", "Nurse", "--timezone", "Europe/London")
    shell.ok("people", "import", str(TIHM / "Demographics.csv"), "--map", "tihm-demographics", "--by", "N01")
    file = tmp_path / "temperatures.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        written = csv.DictWriter(out, temperatures()[0].keys())
        written.writeheader()
        for row in temperatures():
            value = Decimal(row["value"])
            written.writerow({**row, "value": str(value.quantize(Decimal("0.1"), rounded) if rounded else value)})
    shell.ok("import", str(file), "--map", str(HERE / "tihm-temperatures.toml"), "--by", "N01")
    return shell


def test_the_published_counts_are_those_of_sessions_of_consecutive_readings() -> None:
    assert len(sessions(None)) == 2871
    assert (reaching(statistics.median), reaching(max)) == (64, 89)


def test_a_reading_counted_as_a_thermometer_shows_it_reaches_the_line_in_89_sessions(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the digits cut off, 37.29 stays below 37.3, as in the published count.

    The median is one session short of 64: 37.384 and 37.222 have a mean of 37.303, in tenths 37.25. Of several readings
    the shipped rules take the worse of two and the middle of three: 75 sessions.
    """
    shell = home(tmp_path, capsys, ROUND_DOWN)
    assert replayed(shell, tmp_path, "worst") == (2871, 89)
    assert replayed(shell, tmp_path, "median") == (2871, reaching(statistics.median, ROUND_DOWN))
    short = [s for s in sessions(None) if statistics.median(s) >= LINE and _cut(s) < LINE]
    assert short == [[Decimal("37.384"), Decimal("37.222")]]
    assert reaching(statistics.median, ROUND_DOWN) == 64 - len(short)
    assert replayed(shell, tmp_path, "worst_of_two") == (2871, reaching(_worse_of_two, ROUND_DOWN))


def test_rounded_to_the_nearest_tenth_as_an_import_does_more_sessions_reach_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """37.25 is read as 37.3: 114 sessions by the highest reading, 83 by the median."""
    shell = home(tmp_path, capsys, None)
    assert replayed(shell, tmp_path, "worst") == (2871, 114)
    assert replayed(shell, tmp_path, "median") == (2871, 83)
    assert (reaching(max, ROUND_HALF_UP), reaching(statistics.median, ROUND_HALF_UP)) == (114, 83)


def _cut(session: list[Decimal]) -> Decimal:
    return statistics.median(value.quantize(Decimal("0.1"), ROUND_DOWN) for value in session)


def _worse_of_two(session: list[Decimal]) -> Decimal:
    return sorted(session)[len(session) // 2]
