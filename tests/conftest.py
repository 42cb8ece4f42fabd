"""What every test starts from: fresh catalogues, English, no settings of the machine, and no home of its user."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from carelog import words

ROOT = Path(__file__).parent.parent
_LEFT_OUT = ("NO_COLOR", "COLUMNS", "LINES", "CARELOG_HOME", "CARELOG_BY", "TEXTUAL_THEME")

os.environ["TEXTUAL_ANIMATIONS"] = "none"

_UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("steady", _UNHURRIED, derandomize=True)
settings.register_profile("long", _UNHURRIED, print_blob=True)


def _stale(catalogues: Path) -> bool:
    pairs = [(po, po.with_suffix(".mo")) for po in catalogues.rglob("*.po")]
    return any(not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime for po, mo in pairs)


def pytest_configure(config: pytest.Config) -> None:
    """Compile the catalogues where somebody changed one since the install; once, before any worker starts.

    Chance is the same in every run but the long one, which looks where nobody has looked before.
    """
    settings.load_profile("long" if config.getoption("markexpr") == "slow" else "steady")
    if not hasattr(config, "workerinput") and _stale(ROOT / "src" / "carelog" / "words"):
        code = "import hatch_build, pathlib; hatch_build.compile_catalogues(pathlib.Path('src/carelog/words'))"
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


@pytest.fixture(autouse=True)
def plain_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Speak English and keep away from whatever the machine's user has set."""
    for name in _LEFT_OUT:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CARELOG_HOME", str(tmp_path / "no-home-was-named"))
    words.use("en")
    yield
    words.use("en")
