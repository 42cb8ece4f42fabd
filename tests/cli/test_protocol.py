"""The rules from the command line: which there are, what they say, and whether a file of one's own holds."""

import json
from pathlib import Path

import pytest

from carelog.cli.front import run
from carelog.protocol import load

from .support import Shell

OWN = """extends = "cn-2023-respiratory"
id = "ours"
version = "3"
date = 2026-11-23
author = "Dr. Li"
title = { zh_CN = "本院方案", en = "Our house" }
"""


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    """A file of the home's own."""
    file = tmp_path / "ours.toml"
    file.write_text(OWN, encoding="utf-8")
    return file


def test_the_list_names_what_comes_with_the_app_and_marks_the_one_in_use(shell: Shell) -> None:
    said = shell.ok("protocol", "list")
    for name in load.names():
        assert name in said
    (mine,) = [line for line in said.splitlines() if line.startswith("*")]
    listed = json.loads(shell.ok("protocol", "list", "--json"))
    assert [row["id"] for row in listed if row["in_use"]] == [mine.split()[1]]
    assert all(row["needs_signature"] and row["signed_by"] is None for row in listed)
    assert "Not signed" in said


def test_a_file_is_checked_in_the_language_of_the_home(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], ours: Path
) -> None:
    home = Shell(tmp_path / "song", capsys)
    home.ok("init", "--facility", "松鹤楼", "--by", "N01", "--name", "李文", lang="zh_CN")
    assert run(["protocol", "check", str(ours), "--home", str(tmp_path / "song")]) == 0
    assert "没有问题" in capsys.readouterr().out


def test_the_list_can_be_read_before_there_is_a_home(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bare = Shell(tmp_path / "none", capsys)
    assert "off-season" in bare.ok("protocol", "list", lang="zh_CN")
    assert "T-04" in bare.ok("protocol", "show", "off-season")
    assert bare("protocol", "show", "used").code == 2
    assert not any(row["in_use"] for row in json.loads(bare.ok("protocol", "list", "--json")))


@pytest.mark.parametrize("lang", ["en", "zh_CN"])
@pytest.mark.parametrize("name", load.names())
def test_every_rule_is_shown_with_words_source_and_mark(shell: Shell, name: str, lang: str) -> None:
    said = shell.ok("protocol", "show", name, lang=lang)
    protocol = load.care_protocol(load.packaged(name), name)
    for rule in protocol.rule:
        assert f"\n{rule.id}  " in said
        assert getattr(rule.words, lang) in said
        assert f"{rule.source} [{rule.evidence}]" in said
    assert protocol.title.model_dump()[lang] in said
    assert protocol.audience.model_dump()[lang] in said


def test_what_a_rule_can_come_to_is_shown_beside_what_it_is(shell: Shell) -> None:
    lines = shell.ok("protocol", "show", "used").splitlines()
    assert any(line.startswith("Y-04  watch, up to review  [full set of vitals, test]") for line in lines)
    assert any(line.startswith("D-01  raises nobody  [") for line in lines)


def test_the_whole_file_can_be_printed_to_start_from(shell: Shell, ours: Path, tmp_path: Path) -> None:
    assert shell.ok("protocol", "show", "cn-2023-respiratory", "--toml") == load.packaged("cn-2023-respiratory")
    whole = tmp_path / "whole.toml"
    whole.write_text(shell.ok("protocol", "show", str(ours), "--toml"), encoding="utf-8")
    assert "based_on" in whole.read_text(encoding="utf-8")
    assert "holds" in shell.ok("protocol", "check", str(whole))


def test_a_program_reads_the_same(shell: Shell) -> None:
    card = json.loads(shell.ok("protocol", "show", "used", "--json"))
    rule = next(r for r in card["rules"] if r["id"] == "S-02b")
    assert (rule["severity"], rule["tasks"], rule["needs_signature"]) == ("URGENT", ["oxygen", "transfer"], True)
    assert set(rule["words"]) == {"zh_CN", "en"}
    assert card["figures"][0].keys() == {"name", "value", "source", "evidence", "needs_signature"}


def test_who_is_tested_when_is_shown_with_its_source_and_what_waits_for_a_doctor(shell: Shell) -> None:
    lines = shell.ok("protocol", "show", "used").splitlines()
    plan = lines[lines.index("Who is tested when:") + 1 :]
    assert plan[0].startswith("  K-00  Fever or respiratory symptoms")
    at = [next(n for n, line in enumerate(plan) if line.startswith(f"  {name}")) for name in ("K-04", "K-05")]
    contact, sweep = (plan[n + 1] for n in at)
    assert contact.endswith("[P]  needs your doctor's signature")
    assert sweep.endswith("(China COVID-19 testing plan, Dec 2022) [S]")
    rows = {row["id"]: row for row in json.loads(shell.ok("protocol", "show", "used", "--json"))["plan"]}
    assert rows["K-04"].keys() == {"id", "words", "source", "evidence", "needs_signature"}
    assert rows["K-04"]["needs_signature"]
    said = shell.ok("protocol", "diff", "cn-2023-respiratory", "en-news2-restore2")
    assert "swabs.sweep" in said


def test_a_file_that_holds_says_so_in_one_line(shell: Shell, ours: Path) -> None:
    said = shell.ok("protocol", "check", str(ours))
    assert said.startswith(f"{ours} holds: ours 3, regime wave,")
    assert "morning, evening" in said
    assert "没有问题" in shell.ok("protocol", "check", str(ours), lang="zh_CN")


def test_everything_that_does_not_hold_is_said_one_line_each(shell: Shell, ours: Path) -> None:
    ours.write_text(OWN + 'colour = "red"\n[[rule]]\nid = "X-01"\nvalue = 37.3\n', encoding="utf-8")
    said = shell("protocol", "check", str(ours))
    assert (said.code, said.out) == (2, "")
    lines = said.err.splitlines()
    assert len(lines) > 5
    assert lines[0] == f"{ours}, line 7, rule -: colour is not a key of a protocol."
    assert f"{ours}, line 10, rule X-01: rule[0].value is not a key of a protocol." in lines
    assert all(line.startswith(f"{ours}, line ") for line in lines)


def test_what_is_only_to_be_looked_at_does_not_refuse_the_file(shell: Shell, ours: Path) -> None:
    ours.write_text(OWN + '[required]\nvisitor = ["spo2"]\n', encoding="utf-8")
    said = shell.ok("protocol", "check", str(ours))
    assert said.startswith("Please look: ")
    assert "holds" in said


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"", "the file is empty"),
        (b"\x89PNG\xff", "not a text in UTF-8"),
        (OWN.encode("utf-16"), "not a text in UTF-8"),
        (b"#" * 300_000, "larger than 256 kB"),
        (b"[[[", "line 1: this is not TOML"),
        (b"a = " + b"[" * 5000, "this is not TOML"),
    ],
)
def test_what_is_no_protocol_at_all_is_refused_with_a_sentence(
    shell: Shell, ours: Path, raw: bytes, sentence: str
) -> None:
    ours.write_bytes(raw)
    for command in (("check",), ("show",), ("show", "--json")):
        said = shell("protocol", command[0], str(ours), *command[1:])
        assert (said.code, said.out) == (2, "")
        assert sentence in said.err


@pytest.mark.parametrize("name", ["who-2099", "../secret.toml", "", "nul\0"])
def test_a_name_that_is_no_protocol_and_no_file_is_refused(shell: Shell, name: str) -> None:
    said = shell("protocol", "show", name)
    assert said.code == 2
    assert said.err.strip()


def test_a_folder_is_no_protocol(shell: Shell, tmp_path: Path) -> None:
    assert "cannot be read" in shell("protocol", "check", str(tmp_path)).err


FEVER = """
[[rule]]
id = "T-01"
source = "ours"
evidence = "P"
tasks = ["test"]
words = { zh_CN = "体温高", en = "Warm" }
when = { lines = [
  { sites = ["axillary", "forehead", "unknown"], op = ">=", value = 375, clear = 372 },
  { sites = ["oral", "tympanic"], op = ">", value = 372, clear = 369 },
  { sites = ["rectal"], op = ">", value = 375, clear = 372 },
] }
"""


def test_what_changes_is_said_in_words_rule_by_rule(shell: Shell, ours: Path) -> None:
    ours.write_text(OWN.replace("title", 'without = ["S-05"]\nregime = "off"\ntitle') + FEVER, encoding="utf-8")
    said = shell.ok("protocol", "diff", "cn-2023-respiratory", str(ours)).splitlines()
    assert "regime from wave to off" in said
    assert "T-01: fever line armpit, forehead, site not told from >= 37.3 to >= 37.5" in said
    assert "T-01: also asks for test, no longer asks for measure again" in said
    assert any(line.startswith("S-05: no longer a rule: SpO2 88-92 %") for line in said)
    said = shell.ok("protocol", "diff", "cn-2023-respiratory", str(ours), lang="zh_CN").splitlines()
    assert "T-01：发热线 腋下、额温、部位不详由 >= 37.3 改为 >= 37.5" in said
    assert "管理状态由 wave 改为 off" in said


@pytest.mark.parametrize("lang", ["en", "zh_CN"])
def test_the_way_back_is_said_too(shell: Shell, ours: Path, lang: str) -> None:
    text = FEVER + (
        '[[slot]]\ncode = "noon"\nstart = 12:00:00\nuntil = 13:00:00\n'
        '[[rule]]\nid = "X-01"\nfamily = "X"\nseverity = "WATCH"\nsource = "x"\nevidence = "P"\nclear_hours = 0\n'
        'clear_source = "x"\nwords = { zh_CN = "甲", en = "a" }\n'
        'worse = [{ severity = "URGENT", when = { kind = "bound", reading = "temperature", '
        'lines = [{ op = "<", value = 340, clear = 350 }] } }]\nwhen = { kind = "bound", '
        'reading = "spo2", lines = [{ op = "<", value = 99, clear = 100 }] }\n'
        '[figures]\nbaseline_days = { value = 10, source = "x", evidence = "P" }\n'
        '[[rule]]\nid = "T-04"\nseverity = "URGENT"\nsource = "x"\nevidence = "P"\n'
    )
    ours.write_text(OWN + text, encoding="utf-8")
    there = shell.ok("protocol", "diff", "used", str(ours), lang=lang).splitlines()
    back = shell.ok("protocol", "diff", str(ours), "used", lang=lang).splitlines()
    assert len(there) == len(back)
    assert not set(there) & set(back)
    assert not any("protocol." in line or "\0" in line for line in there + back)


def test_nothing_changed_is_said_too(shell: Shell) -> None:
    assert shell.ok("protocol", "diff", "used", "cn-2023-respiratory") == "Nothing is different.\n"
    assert shell.ok("protocol", "diff", "used", "used", lang="zh_CN") == "没有不同。\n"


def test_another_file_is_taken_into_use_after_what_it_would_have_said(shell: Shell, ours: Path) -> None:
    shell.ok("record", "--person", "R1", "--spo2", "96", "--by", "N01")
    more = (
        '[[rule]]\nid = "X-01"\nfamily = "X"\nseverity = "URGENT"\nsource = "x"\nevidence = "P"\nclear_hours = 4\n'
        'clear_source = "x"\nwords = { zh_CN = "甲", en = "a" }\nwhen = { kind = "bound", reading = "spo2", '
        'lines = [{ op = "<=", value = 96, clear = 98 }] }\n'
    )
    ours.write_text(OWN + more, encoding="utf-8")
    said = shell.ok("protocol", "use", str(ours), "--by", "N01", "--yes").splitlines()
    assert "  X-01 review: 1 more, 0 fewer" in said
    assert said[-1].startswith("ours 3 decides from now on.")
    assert '"X-01"' in shell.ok("board", "--json")
    assert "* ours 3" in shell.ok("protocol", "list")
    assert "X-01" in shell.ok("protocol", "show", "used")
    shell.ok("verify")


def test_who_does_not_say_yes_changes_nothing(shell: Shell, ours: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("click.confirm", lambda _: False)
    said = shell.ok("protocol", "use", "off-season", "--by", "N01")
    assert said.endswith("Nothing was changed.\n")
    assert "  the same alerts and warnings" in said
    assert "* cn-2023-respiratory" in shell.ok("protocol", "list")


def test_the_file_in_use_a_bad_file_and_nobody_are_refused(shell: Shell, ours: Path) -> None:
    assert "in use already" in shell("protocol", "use", "cn-2023-respiratory", "--by", "N01", "--yes").err
    assert shell("protocol", "use", "off-season", "--yes").code == 2
    ours.write_text(OWN + 'colour = "red"\n', encoding="utf-8")
    assert "colour" in shell("protocol", "use", str(ours), "--by", "N01", "--yes").err
    assert "* cn-2023-respiratory" in shell.ok("protocol", "list")


def test_a_clinician_signs_and_nothing_waits_for_a_signature_any_more(shell: Shell) -> None:
    assert "needs your doctor's signature" in shell.ok("protocol", "show", "used")
    said = shell.ok("protocol", "sign", "--clinician", "Dr. Li", "--on", "2023-01-12", "--by", "N01")
    assert said.startswith("Dr. Li has signed cn-2023-respiratory 3 on 2023-01-12: ")
    shown = shell.ok("protocol", "show", "used")
    assert "Signed by Dr. Li on 2023-01-12." in shown
    assert "needs your doctor's signature" not in shown
    assert "needs your doctor's signature" in shell.ok("protocol", "show", "off-season")
    card = json.loads(shell.ok("protocol", "show", "used", "--json"))
    assert (card["signed_by"], card["signed_on"], card["needs_signature"]) == ("Dr. Li", "2023-01-12", 0)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "Who signed?"),
        (("--clinician", " "), "Who signed?"),
        (("--clinician", "Dr. Li", "--on", "tomorrow"), "is not a date"),
        (("--clinician", "Dr. Li", "--on", "2999-01-01"), "has not come yet"),
        (("--clinician", "Dr. Li", "who-2099"), "no protocol who-2099"),
    ],
)
def test_a_signature_says_who_and_when(shell: Shell, words: tuple[str, ...], sentence: str) -> None:
    said = shell("protocol", "sign", *words, "--by", "N01")
    assert said.code == 2
    assert sentence in said.err
