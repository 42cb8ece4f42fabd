"""Clusters, outbreaks and the line list without a screen."""

import csv
import json
from pathlib import Path

import pytest

from carelog.clock import SystemClock
from carelog.model.deeds import Method, Result
from carelog.station.desk import Station

from .support import Shell

AT = ("--at", "2026-03-08T12:00")


@pytest.fixture
def ward(shell: Shell) -> Shell:
    """R1 and R2 of unit 3 cough since the 6th and the 7th of March."""
    asked = (("R1", "2026-03-06T08:00", "38.1"), ("R2", "2026-03-07T08:00", "36.6"))
    for code, at, warm in asked:
        values = ("--temperature", warm, "--site", "axillary", "--symptoms", "cough", "--at", at)
        shell.ok("record", "--person", code, *values, "--by", "N01")
    return shell


def test_a_cluster_is_told_with_its_rule_its_people_and_its_dates(ward: Shell) -> None:
    lines = ward.ok("outbreak", *AT).splitlines()
    assert lines[0] == "Sunny Hill, 2026-03-08 12:00"
    assert lines[1] == "!! DECIDE: OUTBREAK?  respiratory illness, 3: 2 ill"
    assert "U-01b 2 fell ill within 5 days" in lines[2]
    assert "(onsets 03-06 08:00 to 03-07 08:00)" in lines[2]
    assert lines[4].strip() == "R1 王 [/b] 芳, resident, 3 3-1, since 03-06 08:00: cough"
    assert "03-06   1 #  3 1" in lines


def test_the_same_in_chinese(ward: Shell) -> None:
    said = ward.ok("outbreak", *AT, lang="zh_CN")
    assert "!! 判断是否暴发  呼吸道感染，3：2 人发病" in said
    assert "每天发病：# 老人，+ 工作人员；后面按单元" in said


def test_a_program_gets_signals_with_everybody_behind_them(ward: Shell) -> None:
    told = json.loads(ward.ok("outbreak", "--json", *AT))
    assert [(s["rule"], s["urge"], s["unit"], s["people"]) for s in told["signals"]] == [
        ("U-01b", "declare", "3", 2),
        ("U-01a", "suspect", "3", 2),
    ]
    first = told["signals"][0]
    assert (first["from"], first["to"], first["answered_by"]) == (
        "2026-03-02T08:00:00+08:00",
        "2026-03-07T08:00:00+08:00",
        None,
    )
    assert [case["person"] for case in first["cases"]] == ["R1", "R2"]
    assert (told["outbreaks"], told["positive_uncounted"], len(told["curve"])) == ([], [], 14)


def test_a_named_person_declares_and_closes(ward: Shell) -> None:
    said = ward.ok("outbreak", "declare", "resp", "--unit", "3", "--from", "2026-03-06", "--by", "N01")
    assert said == "Outbreak 1 is declared: respiratory illness, 3, since 2026-03-06.\n"
    told = json.loads(ward.ok("outbreak", "--json"))
    (one,) = told["outbreaks"]
    assert (one["number"], one["open"], one["declared_by"], one["people"]) == ("1", True, "N01", 2)
    assert (one["last_onset"], one["may_close_from"]) == ("2026-03-07T08:00:00+08:00", "2026-03-14T08:00:00+08:00")
    assert "No. 1  respiratory illness, 3: day " in ward.ok("outbreak")
    assert ward.ok("outbreak", "close", "1", "--note", "asked the CDC", "--by", "N02").startswith(
        "Outbreak 1 is closed"
    )
    assert json.loads(ward.ok("outbreak", "--json"))["outbreaks"][0]["closed_by"] == "N02"
    assert "closed" in ward.ok("outbreak")


def test_nobody_declares_without_a_name_or_what_nobody_knows(ward: Shell) -> None:
    assert ward("outbreak", "declare", "resp").code == 2
    said = ward("outbreak", "declare", "plague", "--by", "N01")
    assert (said.code, said.err) == (
        2,
        "The protocol knows no syndrome plague. It knows: resp, ili, influenza, covid, gi.\n",
    )
    assert ward("outbreak", "dismiss", "gi", "--by", "N01").code == 2
    assert ward("outbreak", "close", "4", "--by", "N01").err.startswith("No outbreak 4 is open.")
    assert ward("outbreak", "declare", "resp", "--from", "sixth", "--by", "N01").code == 2


def ill_now(shell: Shell) -> None:
    """R3 and R4 of unit 3 cough now."""
    for code in ("R3", "R4"):
        shell.ok(
            "record",
            "--person",
            code,
            "--temperature",
            "36.6",
            "--site",
            "axillary",
            "--symptoms",
            "cough",
            "--by",
            "N01",
        )


def test_a_signal_looked_into_is_said_quietly(shell: Shell) -> None:
    ill_now(shell)
    assert "Written down as no outbreak, no. 1" in shell.ok("outbreak", "dismiss", "resp", "--unit", "3", "--by", "N01")
    assert "Looked into, no outbreak: no. 1" in shell.ok("outbreak")


def test_an_open_outbreak_answers_for_its_signal(shell: Shell) -> None:
    ill_now(shell)
    shell.ok("outbreak", "declare", "resp", "--by", "N01")
    said = shell.ok("outbreak")
    assert "Outbreak 1 is declared since" in said
    assert "No. 1  respiratory illness, whole house: day 1" in said


def test_an_onset_is_put_right_by_the_time_that_stands(shell: Shell) -> None:
    ill_now(shell)
    stands = json.loads(shell.ok("outbreak", "--json"))["signals"][0]["cases"][0]["onset"]
    day = stands[:10]
    said = shell.ok("outbreak", "onset", "R3", day, f"{day}T00:01", "--note", "daughter", "--by", "N01")
    assert said == f"R3 =1+1: the illness began {day} 00:01.\n"
    assert "00:01 (put right)" in shell.ok("outbreak")
    assert shell("outbreak", "onset", "R1", day, day, "--by", "N01").code == 2


def test_a_positive_swab_the_protocol_does_not_count_is_said(shell: Shell) -> None:
    station = Station.open(shell.home, SystemClock(), "N01")
    person, now = station.by_code("R1").id, station.now()
    station.swabbed(person, Method.PCR, Result.POSITIVE, now, target="scabies")
    station.close_log()
    assert "Positive, but the protocol counts no such illness:" in shell.ok("outbreak")


def test_a_protocol_that_says_nothing_of_outbreaks_says_that(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shell = Shell(tmp_path / "shop", capsys)
    shell.ok("init", "--facility", "Shop", "--by", "N01", "--name", "Li", "--protocol", "staff-only")
    assert "says nothing of outbreaks" in shell.ok("outbreak")


def test_the_line_list_is_a_file_and_leaves_a_proof(ward: Shell, tmp_path: Path) -> None:
    out = tmp_path / "list.csv"
    period = ("--from", "2026-03-01", "--to", "2026-03-08")
    assert ward.ok("linelist", *period, "--out", str(out), "--by", "N01") == f"Written: {out}\n"
    rows = list(csv.DictReader(out.read_text("utf-8-sig").splitlines()))
    assert [(row["person"], row["syndromes"], row["outcome"]) for row in rows] == [
        ("R1", "ili;resp", "ill"),
        ("R2", "resp", "ill"),
    ]
    station = Station.open(ward.home, SystemClock(), "N01")
    (proof,) = station.log.deeds("exported")
    assert (proof.body.what, proof.body.rows, proof.body.dialect) == ("linelist", 2, "excel")
    station.close_log()
    assert ward("linelist", *period, "--out", str(out), "--by", "N01").code == 2


def test_the_line_list_for_a_program_and_without_names(ward: Shell) -> None:
    period = ("--from", "2026-03-01", "--to", "2026-03-08", "--by", "N01")
    rows = json.loads(ward.ok("linelist", "--json", *period))
    assert [row["highest_temperature_c"] for row in rows] == ["38.1", "36.6"]
    hidden = ward.ok("linelist", "--pseudonymised", "--dialect", "machine", *period)
    assert "王" not in hidden
    assert "R1" not in hidden


def test_the_line_list_begins_with_the_oldest_open_outbreak(ward: Shell) -> None:
    assert len(ward.ok("linelist", "--by", "N01").splitlines()) == 1
    ward.ok("outbreak", "declare", "resp", "--from", "2026-03-01", "--by", "N01")
    assert len(ward.ok("linelist", "--by", "N01").splitlines()) == 3
    assert ward("linelist", "--from", "2026-03-05", "--to", "2026-03-01", "--by", "N01").code == 2
    assert ward("linelist").code == 2
