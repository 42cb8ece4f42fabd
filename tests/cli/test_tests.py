"""`carelog tests record`: what a swab has shown, from the command line."""

import json

import pytest

from .support import Said, Shell


def record(shell: Shell, *words: str, lang: str = "en") -> Said:
    return shell("tests", "record", "R1", *words, "--by", "N01", lang=lang)


def standing(shell: Shell) -> dict[str, object]:
    rows = json.loads(shell.ok("board", "--json"))
    rows = rows["rows"] if isinstance(rows, dict) else rows
    found: dict[str, object] = next(r for r in rows if r["person"] == "R1")
    return found


@pytest.mark.parametrize("method", ["antigen", "pcr", "multiplex"])
def test_a_positive_result_is_said_and_stands_on_the_board(shell: Shell, method: str) -> None:
    said = record(shell, "--method", method, "--result", "positive")
    assert said.code == 0, said.err
    assert "R1" in said.out
    assert "positive" in said.out
    assert standing(shell)["severity"] == "REVIEW"


def test_a_negative_result_is_written_down_with_what_it_looked_for(shell: Shell) -> None:
    words = ("--method", "multiplex", "--result", "negative", "--target", "influenza_a", "--note", "nose")
    said = record(shell, *words)
    assert (said.code, said.err) == (0, "")
    assert standing(shell)["severity"] == "NOT_KNOWN"


def test_it_speaks_chinese_too(shell: Shell) -> None:
    assert "抗原检测 阳性" in record(shell, "--method", "antigen", "--result", "positive", lang="zh_CN").out


@pytest.mark.parametrize(
    "words",
    [
        ("--method", "antigen"),
        ("--result", "positive"),
        ("--method", "breath", "--result", "positive"),
        ("--method", "antigen", "--result", "maybe"),
        ("--method", "antigen", "--result", "positive", "--at", "2999-01-01T08:00"),
        ("--method", "antigen", "--result", "positive", "--at", "1900-01-01T08:00"),
        ("--method", "antigen", "--result", "positive", "--at", "yesterday"),
    ],
)
def test_what_is_no_result_is_refused_with_a_sentence(shell: Shell, words: tuple[str, ...]) -> None:
    said = record(shell, *words)
    assert said.code == 2
    assert said.err
    assert "Traceback" not in said.err
    assert standing(shell)["severity"] == "NOT_KNOWN"


def test_somebody_unknown_and_nobody_who_signs(shell: Shell) -> None:
    whole = ("--method", "antigen", "--result", "positive")
    assert shell("tests", "record", "R99", *whole, "--by", "N01").code == 2
    assert shell("tests", "record", "R1", *whole).code == 2
    assert shell("tests", "record", "R1", *whole, "--by", "N99").code == 2


def test_help_names_every_option(shell: Shell) -> None:
    for lang in ("en", "zh_CN"):
        said = shell.ok("tests", "record", "--help", lang=lang)
        assert all(name in said for name in ("--method", "--result", "--target", "--at", "--note", "--by"))
    assert "record" in shell.ok("tests", "--help")
