"""Stock and devices without a screen, and the page that asks for help."""

import json
from pathlib import Path

import pytest

from .support import Shell

BY = ("--by", "N01")


@pytest.fixture
def store(shell: Shell) -> Shell:
    """Kits of two lots of which one has expired, masks used up, gowns counted and never used, a delivery uncounted."""
    shell.ok("stock", "count", "antigen_kit", "200", "--lot", "K7", "--expiry", "2090-12-10", *BY)
    shell.ok("stock", "add", "1", "50", "--lot", "K6", "--expiry", "2020-01-01", *BY)
    shell.ok("stock", "use", "antigen kits", "40", *BY)
    shell.ok("stock", "count", "mask", "10", *BY)
    shell.ok("stock", "use", "mask", "12", *BY)
    shell.ok("stock", "count", "gown", "30", *BY)
    shell.ok("stock", "add", "oxygen_cylinder", "2", *BY)
    return shell


def test_what_is_in_store_is_told_a_line_an_article(store: Shell) -> None:
    lines = store.ok("stock").splitlines()
    assert lines[0].startswith("Sunny Hill, ")
    assert (
        "  1  antigen kits: 210; 40.0 used a day, days left: 4; SHORT; EXPIRED 50 (lot K6, 2020-01-01); "
        "lot K7: 160, good until 2090-12-10"
    ) in lines
    assert (
        "  6  surgical masks: 0; 12.0 used a day, days left: 0; SHORT; 2 more used than counted: count again" in lines
    )
    assert "  9  gowns: 30" in lines
    assert " 13  oxygen cylinders (full): >=2; never counted" in lines
    assert lines[-1].startswith("Not counted, so nothing is known: 2 PCR sampling kits, 3 multiplex kits")
    assert store.ok("stock", "list") == "\n".join(lines) + "\n"


def test_the_same_in_chinese(store: Shell) -> None:
    said = store.ok("stock", lang="zh_CN")
    assert "医用外科口罩：0；每天用 12.0，够 0 天；不足；用得比清点的多 2，请重新清点" in said
    assert "未清点，数量不明：2 核酸采样管、" in said


def test_a_program_gets_null_for_what_is_not_known_and_never_nothing(store: Shell) -> None:
    told = json.loads(store.ok("stock", "--json"))
    found = {row["article"]: row for row in told["articles"]}
    assert (found["pcr_kit"]["amount"], found["pcr_kit"]["days_left"], found["pcr_kit"]["short"]) == (None, None, False)
    assert (found["mask"]["amount"], found["mask"]["used_over"], found["mask"]["needed"]) == (0, 2, 168)
    assert (found["oxygen_cylinder"]["amount"], found["oxygen_cylinder"]["counted_at"]) == (2, None)
    assert found["antigen_kit"]["usable"] == 160
    assert found["antigen_kit"]["lots"][0] == {"lot": "K6", "amount": 50, "expires": "2020-01-01"}
    assert (told["use_days"], told["days"]) == (14, 14)


def test_a_test_that_is_recorded_uses_its_kit(store: Shell) -> None:
    store.ok("tests", "record", "R1", "--method", "antigen", "--result", "negative", *BY)
    assert "antigen kits: 209" in store.ok("stock")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("count", "mooncakes", "3"), '"mooncakes" is no article of this home.'),
        (("count", "mask", "-3"), "No such option"),
        (("use", "mask", "0"), "0 is no number of pieces. From 1 to 999999."),
        (("add", "mask", "many"), "many"),
        (("add", "mask", "3", "--expiry", "soon"), "soon"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence_and_nothing_is_stored(
    store: Shell, words: tuple[str, ...], said: str
) -> None:
    before = store.ok("stock", "--json").partition('"articles"')[2]
    refused = store("stock", *words, *BY)
    assert refused.code == 2
    assert said in refused.err
    assert store.ok("stock", "--json").partition('"articles"')[2] == before


def test_nobody_counts_without_a_name(shell: Shell) -> None:
    assert shell("stock", "count", "mask", "3").code == 2


def test_a_home_begins_an_article_of_its_own(shell: Shell) -> None:
    assert shell.ok("stock", "count", "mooncakes", "8", "--new", *BY) == "18  mooncakes: 8\n"
    assert shell.ok("stock", "discard", "18", "3", *BY) == "18  mooncakes: 5\n"


def test_the_request_names_what_is_short_and_claims_nothing_of_what_nobody_counted(store: Shell) -> None:
    store.ok("stock", "device", "O3", "--state", "doubt", "--kind", "oximeter", *BY)
    said = store.ok("stock", "request")
    assert "REQUEST FOR HELP" in said
    assert (
        "For the next 14 days we lack:\n"
        "Test kits:\n"
        "  - antigen kits: 210 left; 40.0 used a day, days left: 4; 400 needed for 14 days; "
    ) in said
    assert "  - surgical masks: 0 left; 12.0 used a day, days left: 0; 168 needed for 14 days; 2 more used" in said
    assert "Devices not to be relied on: oximeter O3 under DOUBT" in said
    assert "Counted, but no use is recorded, so how long it lasts is not known: gowns 30" in said
    uncounted = next(line for line in said.splitlines() if line.startswith("Not counted, so nothing is claimed: "))
    assert "oxygen cylinders (full) >=2" in uncounted
    assert "PCR sampling kits, multiplex kits" in uncounted
    assert "oxygen" not in said.partition("Staff")[0]
    assert "Telephone: ____" in said


def test_the_request_of_a_home_that_counted_nothing_asks_for_nothing(shell: Shell) -> None:
    said = shell.ok("stock", "request", "--days", "3")
    assert "Of what was counted and whose use is known, nothing is short for 3 days." in said


def test_nothing_left_and_no_use_known_leaves_a_blank(shell: Shell) -> None:
    shell.ok("stock", "count", "antiviral", "0", *BY)
    said = shell.ok("stock", "request", lang="zh_CN")
    assert "药品：\n  - 抗病毒药（盒）：剩 0；没有使用记录；14 天需要：________" in said
    assert "致：____" in said


def test_the_request_becomes_a_file_and_takes_the_place_of_none(store: Shell, tmp_path: Path) -> None:
    out = tmp_path / "help.txt"
    store.ok("stock", "request", "--out", str(out))
    assert out.read_text("utf-8").startswith("Sunny Hill\nREQUEST FOR HELP")
    assert store("stock", "request", "--out", str(out)).code == 2


def test_a_home_whose_protocol_is_silent_must_say_for_how_many_days(shell: Shell) -> None:
    shell.ok("protocol", "use", "staff-only", "--yes", *BY)
    assert "says nothing of supplies" in shell.ok("stock")
    refused = shell("stock", "request")
    assert (refused.code, "--days 14" in refused.err) == (2, True)
    shell.ok("stock", "request", "--days", "7")
    assert "names no daily duties" in shell.ok("duties")


def test_a_device_is_doubted_and_what_was_measured_with_it_is_listed(shell: Shell) -> None:
    assert "nobody has set this device" in shell.ok("stock", "device", "O3")
    refused = shell("stock", "device", "O3", "--state", "doubt", *BY)
    assert (refused.code, "--kind oximeter or thermometer" in refused.err) == (2, True)
    shell.ok("stock", "device", "O3", "--state", "out", "--kind", "oximeter", "--note", "reads low", *BY)
    lines = shell.ok("stock", "device", "O3", "--from", "2026-03-01", "--to", "2026-03-02").splitlines()
    assert lines[0].startswith("oximeter O3: OUT OF USE; by N01 ")
    assert lines[0].endswith("; reads low")
    assert lines[1] == "0 readings from 2026-03-01 to 2026-03-02; none was changed"
    assert shell("stock", "device", "O3", "--from", "2026-03-03", "--to", "2026-03-02").code == 2
    told = json.loads(shell.ok("stock", "list", "--json"))["devices"]
    assert [(d["code"], d["kind"], d["state"], d["by"], d["check"]) for d in told] == [
        ("O3", "oximeter", "out", "N01", None)
    ]


def test_the_request_names_where_staff_are_lacking_by_todays_roster(store: Shell, tmp_path: Path) -> None:
    assert "Staff (fill in" in store.ok("stock", "request")
    today = json.loads(store.ok("roster", "--json"))["date"]
    file = tmp_path / "roster.csv"
    file.write_text(f"date,shift,zone,code,needed\n{today},day,3,N02,3\n", encoding="utf-8")
    store.ok("roster", "import", str(file), *BY)
    said = store.ok("stock", "request")
    assert "Staff lacking by today's roster:" in said
    assert "1 can work, 3 needed, 2 lacking" in said
    file.write_text(f"date,shift,zone,code,needed\n{today},day,3,N02,1\n", encoding="utf-8")
    store.ok("roster", "import", str(file), *BY)
    assert "the 1 rostered today can all work" in store.ok("stock", "request")
