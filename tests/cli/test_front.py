"""Whatever is typed, a nurse reads a sentence: never a traceback, and exit code 2 for what is refused."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from carelog import __version__
from carelog.cli.front import asked_for, root, run
from carelog.words import use

from .support import Shell


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    done = subprocess.run([sys.executable, "-m", "carelog", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"carelog {__version__}\n"


@pytest.mark.parametrize("lang", ["en", "zh_CN"])
def test_every_command_explains_itself_in_both_languages(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    context = __import__("click").Context(root())
    for name in root().list_commands(context):
        assert run(["--lang", lang, name, "--help"]) == 0
        said = capsys.readouterr().out
        assert ("用法" if lang == "zh_CN" else "Usage") in said
        assert "cli." not in said
        assert "report." not in said


def test_help_lists_the_commands_with_their_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", "zh_CN", "--help"]) == 0
    said = capsys.readouterr().out
    assert "护理记录" in said
    assert "record" in said


@pytest.mark.parametrize(
    "words",
    [
        ("no-such-command",),
        ("record",),
        ("board", "--at", "yesterday"),
        ("record", "--person", "R1", "--temperature", "36.6"),
        ("record", "--person", "nobody", "--temperature", "36.6", "--by", "N01"),
        ("record", "--person", "R1", "--temperature", "97", "--by", "N01"),
        ("record", "--person", "R1", "--temperature", "nan", "--by", "N01"),
        ("record", "--person", "R1", "--temperature", "1e2", "--by", "N01"),
        ("record", "--person", "R1", "--spo2", "101", "--by", "N01"),
        ("record", "--person", "R1", "--symptoms", "sorrow", "--by", "N01"),
        ("record", "--person", "R1", "--by", "N01"),
        ("record", "--person", "R1", "--spo2", "97", "--by", "N99"),
        ("record", "--person", "R1", "--spo2", "97", "--at", "2999-01-01T00:00", "--by", "N01"),
        ("init", "--facility", "again", "--by", "N01"),
        ("people", "import", "no-such-file.csv", "--by", "N01"),
        ("export", "day", "--date", "the 3rd", "--by", "N01"),
    ],
)
def test_what_cannot_be_done_is_refused_with_a_sentence_and_code_2(shell: Shell, words: tuple[str, ...]) -> None:
    said = shell(*words)
    assert said.code == 2
    assert said.err.strip()
    assert "Traceback" not in said.err


def test_a_folder_without_a_home_is_told_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert Shell(tmp_path / "nothing", capsys)("board").code == 2


def test_an_init_with_a_strange_zone_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = Shell(tmp_path / "new", capsys)("init", "--facility", "A", "--by", "N01", "--timezone", "Mars/Base")
    assert said.code == 2
    assert "Mars/Base" in said.err
    assert not (tmp_path / "new").exists()


def test_our_own_fault_is_a_sentence_and_a_file_without_a_value(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("王芳 39.1")

    monkeypatch.setattr("carelog.cli.front.root", broken)
    assert run(["--home", str(tmp_path), "board"]) == 1
    said = capsys.readouterr().err
    (file,) = tmp_path.glob("carelog-fault-*.txt")
    assert str(file) in said
    assert "王芳" not in file.read_text(encoding="utf-8") + said
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_an_option_is_found_wherever_it_stands() -> None:
    assert asked_for(["board", "--home", "x"], "--home") == "x"
    assert asked_for(["--home=y", "board"], "--home") == "y"
    assert asked_for(["board"], "--home") is None


def test_the_home_speaks_its_own_language_unless_another_is_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = str(tmp_path / "home")
    assert run(["init", "--facility", "松鹤楼", "--by", "N01", "--lang", "zh_CN", "--home", home]) == 0
    use("en")
    assert run(["board", "--home", home]) == 0
    assert "从未测量" in capsys.readouterr().out
    assert run(["board", "--home", home, "--lang", "en"]) == 0
    assert "never measured" in capsys.readouterr().out
