"""A floor of sixty residents, each with values of their own, and what was stored of them."""

import sys
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from carelog.clock import SystemClock
from carelog.log import Log
from carelog.model.person import Kind, Person
from carelog.model.reading import Quantity
from carelog.station.desk import Station
from carelog.station.founding import DEFAULT_PROTOCOL, Plan
from tests.support.terminal import Terminal

RESIDENTS = 60


Values = tuple[int | None, int | None, tuple[str, ...] | None]
"""Tenths of a degree, percent, symptoms."""


class Row(NamedTuple):
    """What is typed for one resident."""

    code: str
    temperature: int
    spo2: int

    @property
    def keys(self) -> str:
        """The six keys of a normal resident."""
        return f"{self.temperature}{self.spo2}0"


FLOOR = [Row(f"3-{n + 1:02d}", 360 + n // 5, 95 + n % 5) for n in range(RESIDENTS)]
"""Sixty different pairs of ordinary values: 36.0 to 37.1, 95 to 99."""

ROUND = "".join(row.keys for row in FLOOR)


def founded(home: Path, residents: int = RESIDENTS) -> None:
    """A home with its residents, none of them ever measured."""
    clock = SystemClock()
    station = Station.found(home, clock, Plan("Sunny Hill", "en", "UTC", DEFAULT_PROTOCOL, "N01", "Li Wen"))
    codes = [row.code for row in FLOOR[:residents]]
    station.put(
        [Person(clock.new_id(), code, Kind.RESIDENT, f"Resident {code}", unit="3", bed=code) for code in codes]
        + [Person(clock.new_id(), "N02", Kind.STAFF, "Zhang Min")]
    )
    station.close_log()


def opened(home: Path, by: str = "N01") -> Terminal:
    """The app in a terminal, its board painted."""
    command = [sys.executable, "-m", "carelog", "screen", "--home", str(home), "--by", by]
    terminal = Terminal(command, {"LANG": "en_US.UTF-8"})
    terminal.wait_for("Sunny Hill")
    return terminal


def stored(home: Path) -> dict[str, list[Values]]:
    """Code -> every observation in the log as (tenths of a degree, percent, symptoms)."""
    log = Log.open(home, read_only=True)
    now = SystemClock().now()
    codes = {person.id: person.code for person in log.people() if person.kind is Kind.RESIDENT}
    found: dict[str, list[Values]] = {code: [] for code in codes.values()}
    for seen in log.observations(now - timedelta(days=2), now + timedelta(days=1)):
        temperature, spo2 = seen.last(Quantity.TEMPERATURE), seen.last(Quantity.SPO2)
        values = (temperature.value if temperature else None, spo2.value if spo2 else None, seen.symptoms)
        found[codes[seen.person]].append(values)
    assert log.verify().first_bad is None
    log.close()
    return found
