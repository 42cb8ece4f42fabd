"""The short way to the screen takes plain lines, reads them as the parser of commands does, and leaves it the rest."""

from typing import Any

import click
import pytest

from carelog.cli.front import root
from carelog.cli.screen import screen
from carelog.cli.short import Wish, wish

PLAIN = [
    ((), Wish()),
    (("screen",), Wish()),
    (("--home", "/h"), Wish("/h")),
    (("--home=/h", "--lang", "en"), Wish("/h", "", "en")),
    (("--lang=zh_CN", "screen", "--by", "N01"), Wish("", "N01", "zh_CN")),
    (("screen", "--home", "/h", "--by=N01", "--no-mouse"), Wish("/h", "N01", "", mouse=False)),
    (("--home", "/h", "screen", "--lang", "en"), Wish("/h", "", "en")),
]

FOR_THE_PARSER = [
    ("--help",),
    ("board",),
    ("screen", "--help"),
    ("--by", "N01"),
    ("--no-mouse",),
    ("--lang", "fr"),
    ("--lang",),
    ("screen", "--by"),
    ("screen", "--by", "--no-mouse"),
    ("screen", "--by="),
    ("screen", "--no-mouse=1"),
    ("screen", "extra"),
    ("screen", "screen"),
    ("screen", "--"),
    ("--home", "/a", "screen", "--home", "/b"),
    ("--ho", "/h"),
]


@pytest.mark.parametrize(("line", "meant"), PLAIN)
def test_a_plain_line_goes_the_short_way(line: tuple[str, ...], meant: Wish) -> None:
    assert wish(line, {}) == meant


@pytest.mark.parametrize("line", FOR_THE_PARSER)
def test_every_other_line_is_left_to_the_parser(line: tuple[str, ...]) -> None:
    assert wish(line, {"CARELOG_BY": "N01"}) is None


@pytest.mark.parametrize(("line", "said"), [((), "N01"), (("screen",), "N01"), (("screen", "--by", "N02"), "N02")])
def test_who_acts_may_be_told_by_the_terminal(line: tuple[str, ...], said: str) -> None:
    asked = wish(line, {"CARELOG_BY": "N01"})
    assert asked is not None
    assert asked.by == said


def parsed(line: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> Wish:
    """What the commands' parser makes of a line."""
    seen: dict[str, Any] = {}

    def note(by: str = "", *, no_mouse: bool = False) -> None:
        seen.update(click.get_current_context().find_root().meta, by=by, mouse=not no_mouse)

    monkeypatch.setattr(screen, "callback", note)
    root().main(list(line), prog_name="carelog", standalone_mode=False)
    return Wish(seen.get("home", ""), seen["by"], seen.get("language", ""), seen["mouse"])


@pytest.mark.parametrize(("line", "meant"), PLAIN)
@pytest.mark.parametrize("by", ["", "N01"])
def test_both_ways_read_a_line_alike(
    line: tuple[str, ...], meant: Wish, by: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CARELOG_BY", by)
    assert wish(line, {"CARELOG_BY": by}) == parsed(line, monkeypatch) == meant._replace(by=meant.by or by)


def test_the_short_way_knows_every_option_of_the_screen() -> None:
    options = [name for p in (*screen.params, *root().params) for name in p.opts if name != "--help"]
    lines = [("screen", name, *(() if name == "--no-mouse" else ("en",))) for name in options]
    assert all(wish(line, {}) is not None for line in lines)
