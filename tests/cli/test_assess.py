"""Values from another program, judged line by line over a pipe."""

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carelog.cli.assess import _lines
from carelog.cli.front import run
from carelog.protocol import load
from carelog.station.vitals import KEYS

README = Path(__file__).parent.parent.parent / "README.md"
WELL = '{"temperature_c":36.6,"spo2_percent":97,"symptoms":"none"}'
LOW = '{"temperature_c":36.6,"spo2_percent":90,"symptoms":"none"}'


class Typed(io.TextIOWrapper):
    """A standard input that holds these bytes."""

    def __init__(self, content: bytes) -> None:
        super().__init__(io.BytesIO(content))


@pytest.fixture
def pipe(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> "Pipe":
    monkeypatch.setenv("CARELOG_HOME", str(tmp_path / "none"))
    return Pipe(monkeypatch, capsys)


class Pipe:
    """The command with something on its standard input."""

    def __init__(self, patch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[str]) -> None:
        self._patch = patch
        self._capture = capture

    def __call__(self, content: str | bytes, *words: str, lang: str = "en") -> tuple[int, list[Any]]:
        self._patch.setattr(sys, "stdin", Typed(content if isinstance(content, bytes) else content.encode()))
        code = run(["assess", *words, "--lang", lang])
        return code, [json.loads(line) for line in self._capture.readouterr().out.splitlines()]


def test_each_line_is_answered_in_its_place_and_no_home_is_needed(pipe: Pipe, tmp_path: Path) -> None:
    code, found = pipe(f"{WELL}\n{LOW}\n{WELL}\n")
    assert (code, [f["severity"] for f in found]) == (0, ["NONE", "URGENT", "NONE"])
    assert not (tmp_path / "none").exists()


def test_a_bad_line_is_named_by_its_number_and_the_others_are_answered(pipe: Pipe) -> None:
    code, found = pipe(f"{WELL}\nnonsense\n\n   \n{{}}\n[]\n{LOW}")
    assert code == 2
    assert [f.get("line") for f in found] == [None, 2, None, 6, None]
    assert [f.get("severity") for f in found] == ["NONE", None, "NOT_KNOWN", None, "URGENT"]
    assert found[1].keys() == {"error", "line"}


def test_nothing_on_the_pipe_is_answered_with_nothing(pipe: Pipe) -> None:
    assert pipe("") == (0, [])
    assert pipe("\r\n\n") == (0, [])


def test_where_there_is_no_pipe_at_all_nothing_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert run(["assess"]) == 0


def test_a_huge_line_is_one_error_and_what_follows_is_answered(pipe: Pipe) -> None:
    for size in (65_536, 65_537, 200_000):
        code, found = pipe(b"x" * size + b"\n" + WELL.encode())
        assert (code, [f.get("line") for f in found], found[1]["severity"]) == (2, [1, None], "NONE")
    _, found = pipe(b"x" * 200_000)
    assert found == [{"error": "This line is longer than 64 kB, which no set of values is.", "line": 1}]


def test_errors_are_said_in_the_language_asked_for(pipe: Pipe) -> None:
    assert pipe('{"pulse":true}', lang="zh_CN")[1] == [{"error": "pulse 要写数值，不能是 true。", "line": 1}]


def test_another_protocol_or_a_file_of_ones_own_judges(pipe: Pipe, tmp_path: Path) -> None:
    warm = '{"temperature_c":37.3,"temperature_site":"axillary","spo2_percent":97,"symptoms":"none"}'
    assert pipe(warm, "--protocol", "off-season")[1][0]["severity"] == "WATCH"
    own = tmp_path / "ours.toml"
    own.write_text(
        load.packaged("cn-2023-respiratory").replace("value = 373, clear = 370", "value = 375, clear = 370"), "utf-8"
    )
    assert pipe(warm, "--protocol", str(own))[1][0]["severity"] == "NONE"


@pytest.mark.parametrize("text", ['extends = "cn-2023-respiratory"\nid = "ours"\n', "", "severity"])
def test_a_protocol_that_does_not_hold_judges_no_line(pipe: Pipe, tmp_path: Path, text: str) -> None:
    own = tmp_path / "ours.toml"
    own.write_text(text, encoding="utf-8")
    assert pipe(WELL, "--protocol", str(own)) == (2, [])
    assert pipe(WELL, "--protocol", "no-such") == (2, [])


def test_the_example_of_the_readme_is_answered_as_it_says(pipe: Pipe) -> None:
    section = README.read_text(encoding="utf-8").partition("## Judging values of another program")[2]
    asked, said = re.findall(r"```(?:sh|json)\n(.*?)```", section, re.DOTALL)[:2]
    lines = re.findall(r"'(\{.*?\})'", asked)
    code, found = pipe("\n".join(lines))
    assert (code, found) == (0, [json.loads(said)])


def test_every_key_is_in_the_readme() -> None:
    section = README.read_text(encoding="utf-8").partition("## Judging values of another program")[2]
    assert [key for key in sorted(KEYS) if f"`{key}`" not in section] == []


def test_an_answer_is_there_before_the_next_line_is_asked() -> None:
    command = [sys.executable, "-m", "carelog", "assess"]
    environment = {**os.environ, "PYTHONUNBUFFERED": ""}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for line, severity in ((WELL, "NONE"), (LOW, "URGENT")):
            process.stdin.write(f"{line}\n".encode())
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["severity"] == severity
        process.stdin.close()
        assert process.wait() == 0


@given(st.lists(st.sampled_from([WELL, LOW, "{}", "x", '{"pulse":NaN}', "[1]"]), max_size=8))
@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_so_many_lines_get_so_many_answers_in_their_order(pipe: Pipe, asked: list[str]) -> None:
    code, found = pipe("\n".join(asked))
    bad = {"x", '{"pulse":NaN}', "[1]"}
    wanted = {WELL: "NONE", LOW: "URGENT", "{}": "NOT_KNOWN"}
    assert [f.get("severity") for f in found] == [wanted.get(line) for line in asked]
    assert [f["line"] for f in found if "line" in f] == [n for n, line in enumerate(asked, 1) if line in bad]
    assert code == (2 if bad & {*asked} else 0)


@given(st.lists(st.binary(max_size=30).map(lambda b: b.replace(b"\n", b"")), max_size=6), st.integers(1, 12))
def test_no_line_is_lost_or_doubled_however_long(asked: list[bytes], most: int) -> None:
    found = list(_lines(io.BytesIO(b"".join(line + b"\n" for line in asked)), most))
    assert [line.rstrip(b"\n")[:most] for line in found] == [line[:most] for line in asked]
    assert all(len(line) <= most + 1 for line in found)
