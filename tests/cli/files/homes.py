"""A home on disk, and commands run on it as a nurse types them."""

from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest

from carelog.cli.front import run
from carelog.clock import FixedClock
from carelog.station.desk import Station
from carelog.station.founding import DEFAULT_PROTOCOL, Plan
from carelog.station.intake import maps, take

MORNING = datetime(2023, 1, 12, 8, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
NAMES = ("王 [/b] 芳", "[see note]", "=1+1", "\x1b[31m红", "\u202egnaw", "'t Hart", "<b>x</b>")
CLEANED = ("王 [/b] 芳", "[see note]", "=1+1", "[31m红", "gnaw", "'t Hart", "<b>x</b>")


class Said(NamedTuple):
    """How a command ended and what it said."""

    code: int
    out: str
    err: str


class Home:
    """One home and its commands."""

    def __init__(self, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capfd = capfd
        self.clock = FixedClock(MORNING)
        plan = Plan("Pine House", "en", "Asia/Shanghai", DEFAULT_PROTOCOL, "N01", "Li Wen")
        Station.found(folder, self.clock, plan).close_log()

    def run(self, *arguments: str, by: str = "N01") -> Said:
        """Run `carelog` with these words; `--by` is added where a name stands in `by`."""
        self._capfd.readouterr()
        signed = ["--by", by] if by else []
        code = run([*arguments, *signed, "--home", str(self.folder), "--lang", "en"])
        out, err = self._capfd.readouterr()
        return Said(code, out, err)

    def station(self) -> Station:
        """The home's station, for N01."""
        return Station.open(self.folder, self.clock, "N01")

    def take_people(self, path: Path) -> None:
        """Take a list of people on the home's own clock, so that its next deeds may still be of that morning."""
        station = self.station()
        assert take.take_people(station, path, maps.load("carelog-people")).stored
        station.close_log()


def people_csv(folder: Path) -> Path:
    """A list of people whose names want to harm, with codes that read as dates."""
    path = folder / "people.csv"
    rows = "".join(f"3-{n},{name},3,{n}\n" for n, name in enumerate(NAMES, start=10))
    path.write_text(f"code,name,unit,bed\n{rows}", encoding="utf-8")
    return path
