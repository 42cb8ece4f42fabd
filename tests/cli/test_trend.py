"""How many are off their own normal, without a screen."""

import json

import pytest

from .support import Shell


@pytest.fixture
def ward(shell: Shell) -> Shell:
    """R1 of unit 3 measured for four days, with a fever on the fourth; R2 never."""
    for day, warm in (("04", "36.4"), ("05", "36.4"), ("06", "36.4"), ("07", "38.9")):
        for time in ("08:00", "17:00"):
            values = (
                "--temperature",
                warm,
                "--site",
                "axillary",
                "--spo2",
                "97",
                "--oxygen",
                "0",
                "--symptoms",
                "none",
            )
            shell.ok("record", "--person", "R1", *values, "--at", f"2026-03-{day}T{time}", "--by", "N01")
    return shell


def test_it_is_told_with_a_sentence_and_a_bar_a_day(ward: Shell) -> None:
    lines = ward.ok("trend", "--at", "2026-03-07T18:00").splitlines()
    assert lines[0] == "Sunny Hill, 2026-03-07 18:00"
    house = lines.index("The whole house")
    assert lines[house + 1] == "today so far 1 of 1 (100 %); no day before to compare with"
    assert lines[house + 2] == "3 in the house not measured or asked today: not counted"
    assert lines[house + 17].startswith("> 03-07 ########################")
    assert "3" in lines


def test_the_same_in_chinese(ward: Shell) -> None:
    assert "今天到现在 1 人中 1 人（100%）；此前没有可比较的日子" in ward.ok(
        "trend", "--at", "2026-03-07T18:00", lang="zh_CN"
    )


def test_a_program_gets_counts(ward: Shell) -> None:
    told = json.loads(ward.ok("trend", "--json", "--at", "2026-03-07T18:00"))
    assert (told["temperature_above_tenths_c"], told["spo2_below_percent"]) == (5, 2)
    assert told["house"]["days"][-1] == {
        "date": "2026-03-07",
        "anything": {"compared": 1, "off": 1, "apart": 0},
        "temperature": {"compared": 1, "off": 1, "apart": 0},
        "spo2": {"compared": 1, "off": 0, "apart": 0},
        "symptoms": {"compared": 1, "off": 0, "apart": 0},
    }
    assert (told["house"]["mean_percent"], told["house"]["not_measured_today"]) == (None, 3)
    assert [u["unit"] for u in told["units"]] == ["3"]
