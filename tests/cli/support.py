"""Running a command as a user would, in this process."""

from pathlib import Path
from typing import NamedTuple

import pytest

from carelog.cli.front import run


class Said(NamedTuple):
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str


class Shell:
    """A terminal in which every command works on one home."""

    def __init__(self, home: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.home = home
        self._capture = capture

    def __call__(self, *words: str, lang: str = "en") -> Said:
        code = run(["--lang", lang, "--home", str(self.home), *words])
        out, err = self._capture.readouterr()
        return Said(code, out, err)

    def ok(self, *words: str, lang: str = "en") -> str:
        """Run a command that must be done; what it printed."""
        said = self(*words, lang=lang)
        assert said.code == 0, said.err + said.out
        return said.out
