"""What `carelog` alone opens; here only what is refused before anything is painted, the rest stands with the screen."""

from pathlib import Path

import pytest

from carelog.cli.front import run

from .support import Shell

ALONE, NAMED = (), ("screen",)


@pytest.mark.parametrize("words", [ALONE, NAMED])
def test_alone_and_by_its_name_the_screen_asks_for_the_same_person(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setenv("CARELOG_BY", "N99")
    said = shell(*words)
    assert said.code == 2
    assert "N99" in said.err
    assert said.out == ""


def test_the_name_on_the_line_goes_before_the_one_in_the_environment(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CARELOG_BY", "N01")
    said = shell("screen", "--by", "R1")
    assert said.code == 2
    assert "R1" in said.err


@pytest.mark.parametrize("words", [ALONE, NAMED])
@pytest.mark.parametrize(
    ("text", "named"), [('theme = "pink"\n', "pink"), ("language = 3\n", "language"), ("no = [\n", "settings.toml")]
)
def test_settings_that_cannot_be_are_refused_with_their_file_and_what_is_wrong(
    shell: Shell, words: tuple[str, ...], text: str, named: str
) -> None:
    (shell.home / "settings.toml").write_text(text, encoding="utf-8")
    said = shell(*words)
    assert said.code == 2
    assert named in said.err
    assert "settings.toml" in said.err


@pytest.mark.parametrize("words", [("screen", "--residents", "3"), ("--no-mouse",), ("screen", "now"), ("--by", "N01")])
def test_what_the_screen_does_not_know_is_refused_and_begins_no_home(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    assert run(["--home", str(tmp_path / "home"), *words]) == 2
    assert capsys.readouterr().err
    assert not (tmp_path / "home").exists()
