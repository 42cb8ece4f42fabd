"""The shape of the program holds: layers, lint, types, sizes, and what a start-up may load."""

import ast
import json
import statistics
import subprocess
import sys
from pathlib import Path

import pytest

from carelog.clock import SystemClock
from carelog.station.desk import Station
from carelog.station.founding import DEFAULT_PROTOCOL, Plan

from .support.terminal import Terminal

ROOT = Path(__file__).parent.parent
SOURCES = sorted((ROOT / "src").rglob("*.py"))


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "command",
    [
        ("-m", "ruff", "check", "."),
        ("-m", "ruff", "format", "--check", "."),
        ("-m", "mypy"),
        ("-c", "from importlinter.cli import lint_imports_command as lint; lint()"),
    ],
    ids=["ruff check", "ruff format", "mypy --strict", "import contracts"],
)
def test_the_checks_hold(command: tuple[str, ...]) -> None:
    done = run(*command)
    assert done.returncode == 0, done.stdout + done.stderr


def loaded_by(code: str) -> set[str]:
    done = run("-c", f"{code}\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))")
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_the_version_is_told_without_loading_a_library() -> None:
    loaded = loaded_by("from carelog.cli import main\nmain(['--version'])")
    assert not loaded & {"pydantic", "sqlite_utils", "textual", "click"}


def test_no_command_but_the_screen_loads_textual() -> None:
    commands = [p.stem for p in (ROOT / "src/carelog/cli").glob("*.py") if p.stem != "__init__"]
    loaded = loaded_by("import " + ", ".join(f"carelog.cli.{name}" for name in commands))
    assert not loaded & {"textual", "rich"}


def test_the_station_opens_without_pydantic_or_sqlite_utils() -> None:
    loaded = loaded_by("import carelog.station.desk, carelog.station.board, carelog.log, carelog.protocol.light")
    assert not loaded & {"pydantic", "sqlite_utils", "textual"}


NOT_BEFORE_THE_FIRST_PAINT = {
    "click", "pydantic", "sqlite_utils", "csv", "hashlib", "secrets", "importlib.metadata", "statistics", "runpy",
    "carelog.cli.base", "carelog.station.faults", "carelog.station.founding", "carelog.ui.sheet.job",
    "importlib.resources", "zipfile",
    "carelog.protocol.outbreak.cluster", "carelog.protocol.stock.shelf", "carelog.model.deeds",
    "carelog.log.rebuild", "carelog.log.verify", "carelog.log.write", "carelog.model.alerting", "carelog.model.body",
    "carelog.model.swabs", "carelog.model.oxygen", "carelog.model.referral", "carelog.protocol.load",
    "carelog.protocol.schema", "carelog.station.alerts",
}  # fmt: skip
"""What the board can be painted without; each would keep a nurse waiting."""

UNTIL_THE_PAINT = """
import json, os, sys
from textual.drivers.linux_driver import LinuxDriver
paint = LinuxDriver.write
def told(self, data):
    if "Happy Home" in data:
        with open({out!r}, "w") as file:
            json.dump(sorted(sys.modules), file)
        os._exit(0)
    paint(self, data)
LinuxDriver.write = told
from carelog.cli import main
main(["screen", "--home", {home!r}, "--by", "N01"])
"""


def test_the_board_is_painted_before_anything_else_is_loaded(tmp_path: Path) -> None:
    home, out = tmp_path / "home", tmp_path / "loaded.json"
    Station.found(home, SystemClock(), Plan("Happy Home", "en", "Asia/Shanghai", DEFAULT_PROTOCOL, "N01", "Li Wen"))
    code = UNTIL_THE_PAINT.format(home=str(home), out=str(out))
    with Terminal([sys.executable, "-c", code], {}) as terminal:
        terminal.wait_for(lambda _: terminal.process.poll() is not None)
    loaded = set(json.loads(out.read_text(encoding="utf-8")))
    assert "carelog.ui.screens.board" in loaded
    assert sorted(loaded & NOT_BEFORE_THE_FIRST_PAINT) == []


def functions() -> list[tuple[str, int]]:
    found = []
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                found.append((f"{path.name}:{node.name}", length))
    return found


def test_functions_fit_the_eye() -> None:
    lengths = sorted(length for _, length in functions())
    assert statistics.median(lengths) <= 8
    assert lengths[int(len(lengths) * 0.95)] <= 30
    assert [name for name, length in functions() if length > 50] == []


def test_no_file_is_longer_than_400_lines() -> None:
    long = [str(p) for p in [*SOURCES, *(ROOT / "tests").rglob("*.py")] if len(p.read_text("utf-8").splitlines()) > 400]
    assert long == []
