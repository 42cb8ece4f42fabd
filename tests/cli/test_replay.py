"""`carelog replay`: what another protocol would have said, in words and for a program."""

import json
import sys
from pathlib import Path
from typing import Any

import click
import pytest

from carelog.log import Log
from carelog.protocol import load
from carelog.station.founding import DEFAULT_PROTOCOL

from .support import Shell

LINE = 'lines = [{ op = ">", value = 385, clear = 382 }] }\n[rule.words]\nzh_CN = "体温超过 38.5 度：'
DAYS = ("--from", "2026-03-06", "--to", "2026-03-08")


@pytest.fixture
def ward(shell: Shell) -> Shell:
    """R1 at 38.3 and R2 at 38.8 on an afternoon in March, R3 well."""
    for code, heat in (("R1", "38.3"), ("R2", "38.8"), ("R3", "36.4")):
        values = ("--temperature", heat, "--site", "axillary", "--spo2", "97", "--oxygen", "0", "--symptoms", "none")
        shell.ok("record", "--person", code, *values, "--at", "2026-03-07T16:00", "--by", "N01")
    return shell


def line(tmp_path: Path, value: int) -> str:
    """A file whose rule T-04 has its line elsewhere."""
    text = load.packaged(DEFAULT_PROTOCOL)
    assert LINE in text
    file = tmp_path / f"line-{value}.toml"
    file.write_text(text.replace(LINE, LINE.replace("385", str(value)).replace("382", str(value - 3))), "utf-8")
    return str(file)


def told(shell: Shell, *words: str) -> dict[str, Any]:
    found = json.loads(shell.ok("replay", *DAYS, *words, "--json"))
    assert isinstance(found, dict)
    return found


def of_rule(found: dict[str, Any], rule: str, severity: str = "REVIEW") -> dict[str, Any]:
    (one,) = (row for row in found["rules"] if (row["rule"], row["severity"]) == (rule, severity))
    return dict(one)


def test_the_protocol_in_use_adds_and_removes_nothing_and_shows_what_it_costs(ward: Shell) -> None:
    found = told(ward)
    assert (found["added"], found["removed"]) == ([], [])
    assert (found["protocol"]["id"], found["from"], found["to"]) == (DEFAULT_PROTOCOL, "2026-03-06", "2026-03-08")
    assert (found["observations"], found["referrals"]) == (3, [])
    rule = of_rule(found, "T-04")
    assert (rule["recorded"], rule["replayed"], rule["recorded_observations"]) == (1, 1, 1)
    assert found == told(ward, "--protocol", DEFAULT_PROTOCOL)


def test_a_lower_line_names_who_would_have_been_called_to_and_when(ward: Shell, tmp_path: Path) -> None:
    found = told(ward, "--protocol", line(tmp_path, 381))
    alert = {"person": "R1", "rule": "T-04", "severity": "REVIEW", "at": "2026-03-07T16:00+08:00"}
    assert [one for one in found["added"] if one["rule"] == "T-04"] == [{**alert, "until": None, "would_have": False}]
    assert (of_rule(found, "T-04")["added"], of_rule(found, "T-04")["removed"]) == (1, 0)
    assert [one["severity"] for one in found["totals"]] == ["REVIEW", "WATCH"]


def test_a_higher_line_names_what_it_would_not_have_said(ward: Shell, tmp_path: Path) -> None:
    lines = ward.ok("replay", *DAYS, "--protocol", line(tmp_path, 400)).splitlines()
    assert lines[0].startswith(f"Replay of {DEFAULT_PROTOCOL}, version ")
    assert "    - R2  2026-03-07 16:00  review" in lines
    assert not any(one.startswith("    + ") for one in lines)
    (row,) = (one.split() for one in lines if one.split()[:1] == ["T-04"] and "review" not in one and "38" not in one)
    assert row[1:5] == ["1", "0", "0", "1"]


def test_names_are_never_printed(ward: Shell, tmp_path: Path) -> None:
    both = ward.ok("replay", *DAYS, "--protocol", line(tmp_path, 381)), json.dumps(told(ward), ensure_ascii=False)
    assert not any(name in text for name in ("王", "see note", "1+1") for text in both)


def test_the_same_in_chinese_lines_up_and_has_no_word_of_english(ward: Shell, tmp_path: Path) -> None:
    lines = ward.ok("replay", *DAYS, "--protocol", line(tmp_path, 381), lang="zh_CN").splitlines()
    assert lines[0].startswith(f"按方案 {DEFAULT_PROTOCOL}（版本")
    assert any("体温超过 38.5 度" in one for one in lines)
    assert "    + R1  2026-03-07 16:00  需查看" in lines


def test_a_referral_is_told_with_how_long_before_anybody_was_warned(ward: Shell, tmp_path: Path) -> None:
    ward.ok(
        "record", "--person", "R4", "--temperature", "36.5", "--site", "axillary", "--spo2", "97", "--oxygen", "0",
        "--symptoms", "none", "--at", "2026-03-07T16:00", "--by", "N01",
    )  # fmt: skip
    sent_to_hospital(ward, "R1")
    words = ("--protocol", line(tmp_path, 381), "--from", "2026-03-06")
    found = json.loads(ward.ok("replay", *words, "--json"))
    (one,) = found["referrals"]
    assert (one["person"], one["sign"], one["recorded_lead_minutes"]) == ("R1", "hospital", None)
    assert one["replayed_alert_at"] == "2026-03-07T16:00+08:00"
    assert one["replayed_lead_minutes"] > 0
    (told_line,) = (text for text in ward.ok("replay", *words).splitlines() if "moved to hospital" in text)
    assert "recorded nobody was warned, replayed" in told_line
    assert told_line.endswith("min before")


def sent_to_hospital(ward: Shell, code: str) -> None:
    from carelog.clock import SystemClock
    from carelog.model.person import Presence
    from carelog.station.desk import Station

    station = Station.open(ward.home, SystemClock(), "N01")
    station.move(station.by_code(code).id, Presence.HOSPITAL)
    station.close_log()


def test_missed_checks_are_named_apart(shell: Shell) -> None:
    shell.ok("record", "--person", "R1", "--temperature", "36.4", "--site", "axillary", "--by", "N01")
    found = json.loads(shell.ok("replay", "--json"))
    assert (found["missed_checks"], found["checks"]) == ([], 0)
    assert shell.ok("replay").splitlines()[-1] == "Missed checks (no alarms): 0 of 0 were due and nobody was seen."


def test_without_dates_it_is_thirty_days_up_to_today_and_an_empty_home_says_so(shell: Shell) -> None:
    said = shell.ok("replay")
    assert said.startswith("Nothing was recorded from ")
    assert (
        shell.ok("replay", "--to", "2026-03-30", lang="zh_CN") == "2026-03-01 至 2026-03-30 没有任何记录，无可回放。\n"
    )
    assert json.loads(shell.ok("replay", "--json"))["rules"] == []


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--from", "yesterday"), "yesterday"),
        (("--from", "2026-03-08", "--to", "2026-03-07"), "2026-03-08"),
        (("--protocol", "no-such"), "no-such"),
        (("--to", "2026-02-30"), "2026-02-30"),
        (("--to", "9999-12-31"), "9999-12-31"),
        (("--from", "0001-01-01"), "0001-01-01"),
    ],
)
def test_a_wrong_date_or_file_is_refused_with_a_sentence(shell: Shell, words: tuple[str, ...], sentence: str) -> None:
    said = shell("replay", *words)
    assert (said.code, said.out) == (2, "")
    assert sentence in said.err
    assert "Traceback" not in said.err


def test_a_file_that_does_not_hold_is_refused_with_its_name(shell: Shell, tmp_path: Path) -> None:
    for content in (b"id = ", b"\xff\xfe\x00", b'id = "x"\n'):
        (tmp_path / "bad.toml").write_bytes(content)
        said = shell("replay", "--protocol", str(tmp_path / "bad.toml"))
        assert said.code == 2
        assert "bad.toml" in said.err
    assert shell("replay", "--protocol", str(tmp_path)).code == 2


def test_nothing_is_written(ward: Shell, tmp_path: Path) -> None:
    def state() -> tuple[object, str]:
        with Log.open(ward.home, read_only=True) as log:
            return log.head(), log.state_hash()

    before = state()
    told(ward, "--protocol", line(tmp_path, 381))
    assert state() == before


def test_a_bar_is_drawn_for_a_terminal_only(ward: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ward("replay", *DAYS).err == ""
    drawn: list[dict[str, Any]] = []
    real = click.progressbar

    def noted(**how: Any) -> Any:  # noqa: ANN401 - click's own
        drawn.append(how)
        return real(**how)

    monkeypatch.setattr("click.progressbar", noted)
    ward.ok("replay", *DAYS)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    ward.ok("replay", *DAYS)
    assert [how["hidden"] for how in drawn] == [True, False]
    assert {how["label"] for how in drawn} == {"Replaying"}


def test_a_file_with_one_rule_can_be_tried_though_it_could_not_be_taken_into_use(ward: Shell) -> None:
    file = str(Path(__file__).parent / "replayed" / "fever-highest.toml")
    said = ward("replay", *DAYS, "--protocol", file, "--json")
    assert (said.code, said.err.count("\n")) == (0, 1)
    assert said.err.startswith("Only for trying; it could not be taken into use. ")
    found = json.loads(said.out)
    assert {row["rule"] for row in found["rules"] if row["replayed"]} == {"T-01"}
    assert of_rule(found, "T-01")["replayed_observations"] == 2
