"""One night in a real terminal, from the value at 02:10 to both signatures at 07:00, read back from the record."""

import json
import re
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from carelog.clock import FixedClock
from carelog.model.alerting import Acknowledged, Action
from carelog.model.observation import Observed
from carelog.model.oxygen import SourceKind, SourceSet, SourceState
from carelog.model.person import Kind, Person, Role
from carelog.model.reading import Quantity
from carelog.model.referral import InstitutionKind, InstitutionSet
from carelog.station.desk import Station
from carelog.station.founding import DEFAULT_PROTOCOL, Plan
from tests.report.letter.test_letter_page import BROWSER, heights
from tests.station.conftest import SHANGHAI, resident
from tests.station.support import tell
from tests.support.terminal import Terminal

from .stepped import set_to

UP, ESC, ENTER = "\x1b[A", "\x1b", "\r"
ROOT = Path(__file__).parents[2]


class Night(NamedTuple):
    """A home in the night, and the file its clock is read from."""

    home: Path
    clock: Path

    def at(self, hour: int, minute: int) -> datetime:
        """Set the clock."""
        now = datetime(2023, 1, 13, hour, minute, tzinfo=SHANGHAI)
        set_to(self.clock, now)
        return now

    def command(self, *words: str) -> list[str]:
        return [
            sys.executable, "-m", "tests.terminals.stepped", str(self.clock), "--lang", "en", "--home", str(self.home),
            *words,
        ]  # fmt: skip

    def said(self, *words: str) -> str:
        done = subprocess.run(self.command(*words), cwd=ROOT, check=True, capture_output=True, timeout=120)
        return done.stdout.decode()


def founded(home: Path) -> None:
    """Two residents looked at in the evening, two nurses, a concentrator, a hospital; handed over at 19:00."""
    clock = FixedClock(datetime(2023, 1, 12, 18, 0, tzinfo=SHANGHAI))
    station = Station.found(home, clock, Plan("Sunny Hill", "en", "Asia/Shanghai", DEFAULT_PROTOCOL, "N01", "Li Wen"))
    staff = Person(clock.new_id(), "N02", Kind.STAFF, "Zhang Min", role=Role.NURSE)
    station.put([resident(clock, "3-1", "王 [/b] 芳"), resident(clock, "3-2", "Chen Lan"), staff])
    for code in ("3-1", "3-2"):
        tell(station, code)
    station.oxygen.set_source(SourceSet("C1", SourceKind.CONCENTRATOR, SourceState.IN_USE, 50))
    hospital = InstitutionSet(station.new_id(), "City Hospital", InstitutionKind.HOSPITAL, "021-1", preference=1)
    station.directory.add(hospital)
    clock.at = datetime(2023, 1, 12, 19, 0, tzinfo=SHANGHAI)
    station.handover.sign(station.handover.page(), "N02", "0" * 64)
    station.close_log()


def typed(terminal: Terminal, night: Night) -> None:
    """The night, key by key: each is waited for on the screen."""

    def press(keys: str, shown: str) -> None:
        terminal.send(keys)
        terminal.wait_for(shown)

    terminal.wait_for("Sunny Hill")
    press("r", "Everybody is through")
    for _ in range(2):
        press(UP, "Looking")
        terminal.quiet(0.1)
    press(" ", "3-1 王")
    press("36888", "read so?")
    press("+", "URGENT")
    press("0", "repeat in 5 min")
    press(ESC, "!!!*URGENT")
    night.at(2, 12)
    press("a", "nobody has seen it yet")
    press("a", "what do you do now?")
    press("1", "When do you look again?")
    press("1", "seen 02:12 by N02: called")
    press(ESC, "URGENT 1")
    night.at(2, 14)
    press("O", "WAITS")
    press("2" + ENTER, "oxygen started, 2 L/min")
    press(ESC, "URGENT 1")
    press(ENTER, "born 1940")
    press("F", "needed")
    for minute, shown in ((16, "decided"), (17, "called"), (18, "Whom")):
        night.at(2, minute)
        terminal.send("1")
        terminal.wait_for(lambda text, shown=shown: shown.casefold() in text.casefold())  # type: ignore[misc]  # bound now
        terminal.quiet(0.2)
    press("1", "accepted")
    night.at(2, 25)
    press("1", "accepted, 02:25")
    night.at(2, 40)
    terminal.send("1")
    press("1", "left the house, 02:40")
    press(ESC, "in hospital")
    terminal.send(ESC)
    terminal.wait_for("away 1")
    night.at(7, 0)
    press("H", "To be said in a minute")
    press("s", "Who takes over?")
    press("N02" + ENTER, "N02 cannot hand over to themselves")
    terminal.send(ESC)
    terminal.quiet(0.2)
    press("s", "Who takes over?")
    press("N01" + ENTER, "Signed: N02 Zhang Min -> N01 Li Wen, 07:00")


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Night:
    """The home on the morning after."""
    folder = tmp_path_factory.mktemp("night")
    one = Night(folder / "home", folder / "time")
    founded(one.home)
    one.at(2, 10)
    with Terminal(one.command("screen", "--by", "N02"), {"PYTHONPATH": str(ROOT)}, 110, 60) as terminal:
        typed(terminal, one)
    return one


def stored(night: Night) -> list[tuple[str, str, str, object]]:
    """Every entry of the night: when it happened, as what, by whose code, its body."""
    station = Station.open(night.home, FixedClock(night.at(7, 0)), read_only=True)
    codes = {person.id: person.code for person in station.people()}
    log = station.log
    sql = "SELECT id FROM entry WHERE recorded_at >= ? AND kind <> 'assessed' ORDER BY n"
    evening = datetime(2023, 1, 12, 20, 0, tzinfo=SHANGHAI)
    entries = [log.entry(one) for (one,) in log._db.execute(sql, (int(evening.timestamp() * 1000),)).fetchall()]
    found = [entry for entry in entries if entry]
    clocks = [f"{entry.happened_at.astimezone(SHANGHAI):%H:%M}" for entry in found]
    out: list[tuple[str, str, str, object]] = [
        (at, e.kind, codes[e.recorded_by], log.body(e.id)) for at, e in zip(clocks, found, strict=True)
    ]
    assert all(entry.happened_at == entry.recorded_at for entry in found)
    assert log.verify().first_bad is None
    station.close_log()
    return out


def test_what_stands_in_the_log_is_what_was_done_at_its_time_by_who_did_it(night: Night) -> None:
    told = stored(night)
    assert {by for _, _, by, _ in told} == {"N02"}
    first = next(body for at, kind, _, body in told if (at, kind) == ("02:10", "observed"))
    assert isinstance(first, Observed)
    assert {(r.quantity, r.value) for r in first.readings} >= {(Quantity.TEMPERATURE, 368), (Quantity.SPO2, 88)}
    seen = next(body for at, kind, _, body in told if (at, kind) == ("02:12", "acknowledged"))
    assert isinstance(seen, Acknowledged)
    assert seen.action is Action.CALLED
    steps = [(at, getattr(body, "step", "")) for at, kind, _, body in told if kind in {"therapy", "referral"}]
    assert steps == [
        ("02:14", "started"), ("02:16", "needed"), ("02:17", "decided"), ("02:18", "called"), ("02:25", "accepted"),
        ("02:40", "left"),
    ]  # fmt: skip
    assert [(at, kind) for at, kind, _, _ in told if kind in {"presence", "handed_over"}] == [
        ("02:40", "presence"), ("07:00", "handed_over"),
    ]  # fmt: skip


def test_the_letter_tells_the_value_the_oxygen_and_their_times(night: Night, tmp_path: Path) -> None:
    night.at(7, 1)
    page = tmp_path / "letter.html"
    told = night.said("letter", "3-1", "--in", "both")
    night.said("letter", "3-1", "--in", "both", "--by", "N01", "--out", str(page))
    for text in (told, page.read_text(encoding="utf-8")):
        for fact in ("02:10", "88", "36.8", "02:14", "02:40"):
            assert fact in text, fact


def test_the_handover_tells_all_three_times_as_it_was_signed(night: Night, tmp_path: Path) -> None:
    night.at(7, 1)
    page = tmp_path / "handover.html"
    since = ("--since", "2023-01-12T19:00")
    found = json.loads(night.said("handover", "--json", *since))
    assert [(one["person"], one["from"][11:16]) for one in found["new"]] == [("3-1", "02:10")]
    assert [(one["step"], one["at"][11:16], one["by"]) for one in found["oxygen_acts"]] == [("started", "02:14", "N02")]
    (transfer,) = found["referrals"]
    assert (transfer["person"], transfer["step"], transfer["since"][11:16]) == ("3-1", "left", "02:40")
    assert [(one["presence"], one["at"][11:16]) for one in found["moved"]] == [("hospital", "02:40")]
    assert found["withdrawn"] == []
    night.said("handover", *since, "--by", "N01", "--out", str(page))
    for text in (night.said("handover", *since), page.read_text(encoding="utf-8")):
        for fact in ("02:10", "SpO2 88 %", "02:14  3-1 王 [/b] 芳: oxygen started, 2 L/min", "02:40", "in hospital"):
            assert fact in text, fact
    assert "王 [/b] 芳" in page.read_text(encoding="utf-8")


@pytest.mark.skipif(BROWSER is None, reason="no Chromium on this machine: the pages are not printed")
@pytest.mark.parametrize("what", ["letter", "handover"])
def test_the_printed_page_is_one_of_a4_in_chinese_type_with_nothing_cut(
    night: Night, tmp_path: Path, what: str
) -> None:
    night.at(7, 1)
    file, out = tmp_path / f"{what}.html", tmp_path / f"{what}.pdf"
    words = ("3-1", "--in", "both") if what == "letter" else ("--since", "2023-01-12T19:00")
    night.said(what, *words, "--by", "N01", "--out", str(file))
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={out}")
    subprocess.run([str(BROWSER), *options, file.as_uri()], check=True, capture_output=True, timeout=120)
    printed = out.read_bytes()
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
    (box,) = re.findall(rb"/MediaBox\s*\[\s*0 0 ([0-9.]+) ([0-9.]+)\s*\]", printed)
    assert [round(float(side) / 72 * 25.4) for side in box] == [210, 297]
    fonts = re.findall(rb"/(?:BaseFont|FontName)\s*/[A-Z]{6}\+([A-Za-z0-9-]+)", printed)
    assert any(re.search(rb"CJK|Hei|Song|Sim|YaHei|PingFang|Han", font) for font in fonts), fonts
    assert heights(file, tmp_path) == "fits"
