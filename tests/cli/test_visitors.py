"""`carelog visitors`: who comes in from outside, as a person and as a program read it."""

import json
from datetime import timedelta

import pytest

from carelog.clock import SystemClock

from .support import Said, Shell

YESTERDAY = (SystemClock().now() - timedelta(hours=20)).isoformat(timespec="minutes")
WELL = ("--temperature", "36.6", "--symptoms", "none")
PAPERS = ("--test-at", YESTERDAY, "--antigen", "negative")


def comes(shell: Shell, *words: str, name: str = "Chen Jian", lang: str = "en") -> Said:
    return shell("visitors", "in", name, "--whom", "R1", *words, "--by", "N01", lang=lang)


def listed(shell: Shell) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(shell.ok("visitors", "--json"))
    return found


def test_a_visitor_with_both_tests_passes_and_leaves(shell: Shell) -> None:
    said = comes(shell, *WELL, *PAPERS)
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("PASS  V001 Chen Jian")
    (visit,) = listed(shell)
    assert (visit["person"], visit["whom"], visit["pass"]) == ("V001", "R1", True)
    assert (visit["left"], visit["why"], visit["purged"]) == (None, [], False)
    assert "has left" in shell.ok("visitors", "out", "V001", "--by", "N01")
    assert listed(shell)[0]["left"] is not None
    assert shell("visitors", "out", "V001", "--by", "N01").code == 2


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ((*WELL, "--antigen", "negative"), "no_test"),
        ((*WELL, "--test-at", YESTERDAY), "no_antigen"),
        ((*WELL, "--test-at", YESTERDAY, "--antigen", "positive"), "antigen_positive"),
        (("--symptoms", "none", *PAPERS), "not_measured"),
        (("--temperature", "36.6", *PAPERS), "not_asked"),
        (("--temperature", "37.8", "--site", "axillary", "--symptoms", "none", *PAPERS), "fever"),
        (("--temperature", "36.6", "--symptoms", "cough", *PAPERS), "symptoms"),
    ],
)
def test_a_stop_ends_with_the_code_of_a_refusal_and_says_why(shell: Shell, words: tuple[str, ...], why: str) -> None:
    said = comes(shell, *words)
    assert said.code == 2
    assert said.out.startswith("STOP  V001")
    (visit,) = listed(shell)
    assert visit["pass"] is False
    assert why in visit["why"]  # type: ignore[operator]  # a list of codes


def test_a_stop_in_chinese(shell: Shell) -> None:
    assert comes(shell, *WELL, lang="zh_CN").out.startswith("止步  V001")
    assert "未进入" in shell.ok("visitors", lang="zh_CN")


def test_the_second_visit_is_by_code(shell: Shell) -> None:
    comes(shell, *WELL, *PAPERS)
    shell.ok("visitors", "out", "V001", "--by", "N01")
    assert comes(shell, *WELL, *PAPERS, name="v001").code == 0
    assert {visit["person"] for visit in listed(shell)} == {"V001"}


def test_the_code_of_somebody_else_is_refused(shell: Shell) -> None:
    said = comes(shell, *WELL, name="R2")
    assert said.code == 2
    assert "no visitor" in said.err
    assert shell.ok("visitors").strip() == "Nobody came."


def test_a_purge_says_first_how_many_and_deletes_only_when_told(shell: Shell) -> None:
    comes(shell, *WELL, *PAPERS)
    assert "No visitor" in shell.ok("visitors", "purge", "--by", "N01")
    assert "Chen Jian" in shell.ok("visitors")
    assert shell("visitors", "purge", "--days", "0", "--by", "N01").code == 2
    assert shell("visitors", "purge").code == 2
