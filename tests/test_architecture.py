"""The shape of the program holds: layers, lint, types, sizes, and what a start-up may load."""

import ast
import json
import statistics
import subprocess
import sys
from pathlib import Path

import pytest

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
