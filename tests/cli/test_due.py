"""`carelog tests due`, `regime`, `exempt` and `contact`, from the command line."""

import json

import pytest

from .support import Shell


def due(shell: Shell, *words: str) -> dict[str, dict[str, object]]:
    return {row["person"]: row for row in json.loads(shell.ok("tests", "due", "--json", *words))}


def test_the_list_for_a_program_has_everybody_due_with_why_and_since_when(shell: Shell) -> None:
    found = due(shell)
    assert list(found) == ["N01", "N02", "R1", "R2", "R4", "R3"]
    assert list(found["R1"]) == ["person", "kind", "group", "reason", "method", "since", "overdue_days"]
    told = {key: found["R1"][key] for key in ("kind", "group", "reason", "method", "overdue_days")}
    assert told == {
        "kind": "resident", "group": "residents", "reason": "weekly", "method": "antigen", "overdue_days": 0
    }  # fmt: skip
    assert found["N01"]["method"] == "pcr"
    assert due(shell, "--date", "2000-01-01") == {}


def test_people_read_who_why_how_and_since_when(shell: Shell) -> None:
    said = shell.ok("tests", "due")
    assert "a wave is on" in said
    assert "Due today 6, overdue 0, done 0, samples still out 0" in said
    assert "plan of the week  antigen test or PCR or multiplex PCR" in said
    assert "\x1b" not in said
    chinese = shell.ok("tests", "due", lang="zh_CN")
    assert "每周检测" in chinese
    assert "工作人员" in chinese


def test_the_regime_is_said_and_set(shell: Shell) -> None:
    assert "as the protocol cn-2023-respiratory says" in shell.ok("tests", "regime")
    assert "平时" in shell.ok("tests", "regime", "off", "--by", "N01", lang="zh_CN")
    assert "no outbreak measures, since" in shell.ok("tests", "regime")
    assert due(shell) == {}
    assert "Nobody is due." in shell.ok("tests", "due")
    shell.ok("tests", "regime", "closed", "--by", "N01")
    assert due(shell)["N01"]["reason"] == "daily"


def test_exempt_until_a_day_and_in_again(shell: Shell) -> None:
    said = shell.ok("tests", "exempt", "R1", "--why", "palliative", "--by", "N01")
    assert "until taken back" in said
    shell.ok("tests", "exempt", "R2", "--why", "refusal", "--until", "2999-01-01", "--note", "-", "--by", "N01")
    assert not {"R1", "R2"} & set(due(shell))
    assert "again" in shell.ok("tests", "exempt", "R1", "--why", "ended", "--by", "N01")
    assert "R1" in due(shell)


def test_a_contact_is_due_at_once(shell: Shell) -> None:
    shell.ok("tests", "regime", "off", "--by", "N01")
    said = shell.ok("tests", "contact", "R1", "--to", "R2", "--by", "N01")
    assert "day 0, 3, 5" in said or "0" in said
    assert due(shell)["R1"]["reason"] == "contact_0"
    assert "contact, test now" in shell.ok("tests", "due")


@pytest.mark.parametrize(
    "words",
    [
        ("due", "--date", "tomorrow"),
        ("regime", "open", "--by", "N01"),
        ("regime", "off"),
        ("exempt", "R1", "--by", "N01"),
        ("exempt", "R1", "--why", "refusal"),
        ("exempt", "R1", "--why", "refusal", "--until", "soon", "--by", "N01"),
        ("exempt", "R1", "--why", "refusal", "--until", "2001-01-01", "--by", "N01"),
        ("exempt", "R1", "--why", "ended", "--until", "2999-01-01", "--by", "N01"),
        ("contact", "R1", "--to", "R1", "--by", "N01"),
        ("contact", "R1", "--to", "R77", "--by", "N01"),
        ("contact", "R1", "--at", "2999-01-01T08:00", "--by", "N01"),
        ("contact", "R77", "--by", "N01"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(shell: Shell, words: tuple[str, ...]) -> None:
    for lang in ("en", "zh_CN"):
        said = shell("tests", *words, lang=lang)
        assert said.code == 2
        assert said.err
        assert "Traceback" not in said.err
