"""A bar that fills while somebody waits, and is silent where nobody looks."""

import sys

import pytest

from carelog.cli.bars import bar


def test_a_bar_fills_to_the_end_on_a_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    tell = bar("Replaying")
    for done in (1, 2, 4):
        tell(done, 4)
    out, err = capsys.readouterr()
    assert (out, "Replaying" in err) == ("", True)


def test_nothing_is_drawn_into_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    tell = bar("Replaying")
    tell(1, 1)
    assert capsys.readouterr() == ("", "")
