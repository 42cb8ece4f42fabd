"""A round typed in a real terminal: every value stands with its person, however fast the keys come."""

from __future__ import annotations

import random
import sys
import time
from datetime import date
from typing import TYPE_CHECKING

import pytest

from carelog.clock import SystemClock
from carelog.model.person import Kind, Person
from carelog.model.reading import Quantity
from carelog.station.desk import Station
from carelog.station.founding import DEFAULT_PROTOCOL, Plan
from tests.support.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PEOPLE = 60
PAIRS = [(t, s) for s in range(99, 90, -1) for t in range(355, 373)][::2][:PEOPLE]
KEYS = "".join(f"{t}{s}0" for t, s in PAIRS)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    clock = SystemClock()
    station = Station.found(
        tmp_path / "home", clock, Plan("松鹤楼", "en", "Asia/Shanghai", DEFAULT_PROTOCOL, "N01", "李文")
    )
    station.put([
        Person(
            clock.new_id(), f"R{n:03}", Kind.RESIDENT, f"老人{n:03}", unit="1", bed=f"{n // 20 + 1}-{n % 20 + 1:02}",
            birth_date=date(1940, 1, 1),
        )
        for n in range(PEOPLE)
    ])  # fmt: skip
    station.close_log()
    return tmp_path / "home"


def opened(home: Path) -> Terminal:
    command = [sys.executable, "-m", "carelog", "--home", str(home), "screen", "--by", "N01"]
    terminal = Terminal(command, {}, 80, 24)
    terminal.wait_for("F1 help")
    terminal.wait_for("老人")
    return terminal


def stored(home: Path) -> list[tuple[int, int, int, tuple[str, ...] | None] | None]:
    """Person by person what the log holds: temperature, SpO2, how many observations, symptoms."""
    station = Station.open(home, SystemClock())
    key = station.open_round().key
    assert key is not None
    found = station.log.of_round(key)
    out: list[tuple[int, int, int, tuple[str, ...] | None] | None] = []
    for n in range(PEOPLE):
        held = found.get(station.by_code(f"R{n:03}").id, [])
        values = {r.quantity: r.value or 0 for r in held[0].readings} if held else {}
        of_one = (values.get(Quantity.TEMPERATURE, 0), values.get(Quantity.SPO2, 0))
        out.append((*of_one, len(held), held[0].symptoms) if held else None)
    station.close_log()
    return out


AS_MEASURED = [(t, s, 1, ()) for t, s in PAIRS]


def in_one_read(terminal: Terminal) -> None:
    terminal.send("r" + KEYS)


def with_gaps(seconds: float) -> Callable[[Terminal], None]:
    return lambda terminal: terminal.type("r" + KEYS, seconds)


def before_a_stalled_terminal(terminal: Terminal) -> None:
    """The terminal shows nothing for a while: the app's writes block, and the keys pile up."""
    for key in "r" + KEYS:
        terminal.send(key)
        time.sleep(0.005)


WAYS = {
    "in one read": in_one_read,
    "3 ms apart": with_gaps(0.003),
    "10 ms apart": with_gaps(0.010),
    "behind a stalled terminal": before_a_stalled_terminal,
}


@pytest.mark.parametrize("way", WAYS)
def test_sixty_normal_residents_are_r_and_360_keys(home: Path, way: str) -> None:
    with opened(home) as terminal:
        WAYS[way](terminal)
        terminal.wait_for("60 of 60")
        terminal.wait_for("Everybody is through")
    assert stored(home) == AS_MEASURED


@pytest.mark.slow
def test_sixty_normal_residents_at_the_pace_of_a_hand(home: Path) -> None:
    with opened(home) as terminal:
        with_gaps(0.1)(terminal)
        terminal.wait_for("60 of 60")
    assert stored(home) == AS_MEASURED


@pytest.mark.parametrize(
    ("at", "kind"),
    [(n * 18 + n % 6, kind) for n in range(5) for kind in ("dropped", "doubled", "swapped", "another")],
)
def test_a_slip_in_a_real_terminal_gives_no_person_the_value_of_another(home: Path, at: int, kind: str) -> None:
    key, after = KEYS[at], KEYS[at + 1 : at + 2]
    slipped = {"dropped": "", "doubled": key * 2, "swapped": after + key, "another": "5"}[kind]
    rest = KEYS[at + (2 if kind == "swapped" else 1) : at + 60]
    with opened(home) as terminal:
        terminal.send("r" + KEYS[:at] + slipped + rest)
        terminal.wait_for("of 60")
        terminal.quiet()
    touched = {at // 6, (at + 1) // 6}
    for n, held in enumerate(stored(home)):
        assert held is None or n in touched or held == AS_MEASURED[n]


def shown_as_saved(text: str) -> set[int]:
    """The people whose row said it was saved, by their beds."""
    beds = {f"{n // 20 + 1}-{n % 20 + 1:02}": n for n in range(PEOPLE)}
    return {beds[line.split()[0]] for line in text.splitlines() if "saved" in line and line.split()[0] in beds}


def killed_at_a_random_moment(home: Path, seed: int) -> None:
    chance = random.Random(seed)
    keys = chance.randrange(1, len(KEYS))
    with opened(home) as terminal:
        terminal.send("r" + KEYS[:keys])
        terminal.wait_for("of 60")
        terminal.read(chance.random() * 0.4)
        saved = shown_as_saved(terminal.text())
        terminal.kill()
    held = stored(home)
    assert all(held[n] == AS_MEASURED[n] for n in saved)
    assert all(one is None or one == AS_MEASURED[n] for n, one in enumerate(held))
    with opened(home) as again:
        again.send("r")
        again.wait_for(f"{sum(one is not None for one in held)} of 60")
        half_done = len(drafts(home))
        assert ("Looking" in again.quiet()) == bool(half_done)


def drafts(home: Path) -> tuple[object, ...]:
    station = Station.open(home, SystemClock())
    found = station.drafts()
    station.close_log()
    return found


@pytest.mark.parametrize("seed", range(4))
def test_whoever_was_shown_as_saved_is_in_the_log_after_a_kill_and_the_draft_is_offered_again(
    home: Path, seed: int
) -> None:
    killed_at_a_random_moment(home, seed)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 200))
def test_a_hundred_kills_lose_nobody(home: Path, seed: int) -> None:
    killed_at_a_random_moment(home, seed)
