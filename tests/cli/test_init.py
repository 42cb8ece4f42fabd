"""Beginning a home: what it is when nothing was said, and what the first sentence tells to do next."""

import json
import stat
from pathlib import Path

import pytest

from carelog.cli.front import run
from carelog.clock import SystemClock
from carelog.model.person import Kind
from carelog.protocol import load
from carelog.station.desk import Station
from carelog.station.founding import zone_of_the_machine

from .support import Said, Shell


@pytest.fixture
def bare(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    """A terminal whose home is not there yet."""
    return Shell(tmp_path / "home", capsys)


def begun(shell: Shell, *words: str, lang: str = "en") -> Station:
    shell.ok("init", "--facility", "Sunny Hill", *words, lang=lang)
    return Station.open(shell.home, SystemClock())


def people(shell: Shell) -> list[tuple[str, str, str]]:
    return [(row["person"], row["kind"], row["name"]) for row in json.loads(shell.ok("board", "--json"))]


def test_a_name_is_enough_to_begin_and_the_first_nurse_is_n01(bare: Shell) -> None:
    begun(bare).close_log()
    assert people(bare) == [("N01", "staff", "N01")]


def test_the_first_nurse_has_the_code_and_the_name_given(bare: Shell) -> None:
    station = begun(bare, "--by", "A7", "--name", "李文")
    (nurse,) = station.staff()
    assert (nurse.code, nurse.name, nurse.kind) == ("A7", "李文", Kind.STAFF)
    station.close_log()


def test_carelog_by_names_the_first_nurse_and_the_option_goes_before_it(
    bare: Shell, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CARELOG_BY", "B2")
    begun(bare).close_log()
    assert people(bare)[0][0] == "B2"
    other = Shell(tmp_path / "other", capsys)
    begun(other, "--by", "C3").close_log()
    assert people(other)[0][0] == "C3"


@pytest.mark.parametrize("lang", ["en", "zh_CN"])
def test_the_home_keeps_the_language_it_was_begun_in(bare: Shell, lang: str) -> None:
    station = begun(bare, lang=lang)
    assert station.facility.language == lang
    station.close_log()


@pytest.mark.parametrize(("lang", "protocol"), [("en", "en-news2-restore2"), ("zh_CN", "cn-2023-respiratory")])
def test_the_home_is_not_a_demo_and_has_the_protocol_of_its_language(bare: Shell, lang: str, protocol: str) -> None:
    station = begun(bare, lang=lang)
    assert not station.facility.demo
    used = station.log.protocol()
    assert used is not None
    assert used.id == protocol
    station.close_log()


@pytest.mark.parametrize("protocol", load.names())
def test_any_protocol_that_comes_with_the_app_can_be_named(bare: Shell, protocol: str) -> None:
    station = begun(bare, "--protocol", protocol, lang="zh_CN")
    assert station.light.id == protocol
    station.close_log()


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "Europe/London", "UTC"])
def test_the_home_has_the_zone_given(bare: Shell, zone: str) -> None:
    station = begun(bare, "--timezone", zone)
    assert station.zone.key == zone
    station.close_log()


def test_without_a_zone_the_home_has_the_machines(bare: Shell) -> None:
    station = begun(bare)
    assert station.zone.key == zone_of_the_machine()
    station.close_log()


@pytest.mark.parametrize(
    ("said", "zone"),
    [("Asia/Shanghai", "Asia/Shanghai"), (":Europe/London", "Europe/London"), ("Mars/Base", "UTC"), ("/etc/x", "UTC")],
)
def test_the_machine_says_its_zone_by_tz(said: str, zone: str, tmp_path: Path) -> None:
    assert zone_of_the_machine({"TZ": said}, tmp_path / "none") == zone


@pytest.mark.parametrize(
    ("target", "zone"),
    [
        ("/usr/share/zoneinfo/Asia/Tokyo", "Asia/Tokyo"),
        ("../usr/share/zoneinfo/UTC", "UTC"),
        ("/somewhere/else", "UTC"),
    ],
)
def test_the_machine_says_its_zone_by_its_localtime(target: str, zone: str, tmp_path: Path) -> None:
    localtime = tmp_path / "localtime"
    localtime.symlink_to(target)
    assert zone_of_the_machine({}, localtime) == zone
    assert zone_of_the_machine({"TZ": "Asia/Shanghai"}, localtime) == "Asia/Shanghai"


def test_a_machine_that_does_not_say_where_it_is_counts_as_utc(tmp_path: Path) -> None:
    assert zone_of_the_machine({}, tmp_path / "none") == "UTC"


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "Sunny Hill is ready in {folder}. Next: carelog people import FILE.csv --by A7\n"),
        ("zh_CN", "“Sunny Hill”已建立，数据在 {folder}。下一步：carelog people import 文件.csv --by A7\n"),
    ],
)
def test_the_last_sentence_says_where_it_is_and_what_to_type_next(bare: Shell, lang: str, said: str) -> None:
    assert bare.ok("init", "--facility", "Sunny Hill", "--by", "A7", lang=lang) == said.format(folder=bare.home)


def test_the_next_step_works_as_it_is_printed(bare: Shell, tmp_path: Path) -> None:
    next_step = bare.ok("init", "--facility", "Sunny Hill").partition("Next: carelog ")[2].split()
    file = tmp_path / "people.csv"
    file.write_text("code,kind,name\nR1,resident,Zhou Bo\n", encoding="utf-8")
    bare.ok(*[str(file) if word == "FILE.csv" else word for word in next_step])
    assert ("R1", "resident", "Zhou Bo") in people(bare)


def refused(shell: Shell, *words: str) -> Said:
    said = shell("init", *words)
    assert said.code == 2
    assert not shell.home.exists()
    return said


def test_a_protocol_nobody_packed_is_refused_with_those_there_are(bare: Shell) -> None:
    said = refused(bare, "--facility", "Sunny Hill", "--protocol", "who-2099")
    assert "who-2099" in said.err
    assert "cn-2023-respiratory" in said.err


@pytest.mark.parametrize("protocol", ["../secret", "/etc/passwd", "cn-2023-respiratory.toml"])
def test_a_protocol_is_a_name_and_never_a_path(bare: Shell, protocol: str) -> None:
    assert protocol in refused(bare, "--facility", "Sunny Hill", "--protocol", protocol).err


@pytest.mark.parametrize("name", ["", "  ", "\u202e", "\u3000"])
def test_a_home_without_a_name_is_not_begun(bare: Shell, name: str) -> None:
    assert "needs a name" in refused(bare, "--facility", name).err


def test_a_first_nurse_without_a_code_is_not_begun_with(bare: Shell) -> None:
    assert "with a code" in refused(bare, "--facility", "Sunny Hill", "--by", " ").err


def test_a_home_cannot_be_begun_twice_and_the_first_one_stays(bare: Shell) -> None:
    bare.ok("init", "--facility", "Sunny Hill", "--by", "A7")
    before = bare.ok("verify")
    assert bare("init", "--facility", "Other", "--by", "B1").code == 2
    assert bare.ok("verify") == before
    assert people(bare) == [("A7", "staff", "A7")]


def test_nobody_else_on_the_machine_may_look_into_the_home(bare: Shell) -> None:
    begun(bare).close_log()
    assert stat.S_IMODE(bare.home.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in bare.home.glob("*.db")} == {0o600}


def test_without_a_folder_the_home_is_where_carelog_home_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CARELOG_HOME", str(tmp_path / "said"))
    assert run(["--lang", "en", "init", "--facility", "Sunny Hill"]) == 0
    assert str(tmp_path / "said") in capsys.readouterr().out
    assert (tmp_path / "said" / "carelog.db").exists()
