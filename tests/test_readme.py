"""The README names only what exists, and leaves out no command, key or setting."""

import re
from dataclasses import fields
from pathlib import Path
from typing import get_args

import click

from carelog import model, settings
from carelog.cli.front import root
from carelog.protocol import load
from carelog.report.dictionary import values
from carelog.station.returns import form
from carelog.ui import keys

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## ([^\n]+)\n(.*?)(?=^## |\Z)", README, re.MULTILINE | re.DOTALL))


def every_command() -> set[str]:
    top = root()
    context = click.Context(top)
    found = set()
    for name in top.list_commands(context):
        command = top.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            found |= {f"carelog {name} {sub}" for sub in command.commands}
        else:
            found.add(f"carelog {name}")
    return found


def test_every_command_is_named_and_no_other() -> None:
    named = set(re.findall(r"^\| `(carelog [a-z ]+)` \|", SECTIONS["Commands"], re.MULTILINE))
    assert named == every_command()


def test_every_option_the_readme_names_exists() -> None:
    top = root()
    context = click.Context(top)
    known = {"--help", "--version"}
    todo = [c for name in top.list_commands(context) if (c := top.get_command(context, name))]
    while todo:
        command = todo.pop()
        known |= {name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts)}
        todo += list(command.commands.values()) if isinstance(command, click.Group) else []
    assert set(re.findall(r"`(--[a-z-]+)", README)) - known == set()


def test_every_key_of_the_board_and_of_a_person_is_named() -> None:
    shown = [b for b in (*keys.BOARD, *keys.PERSON) if getattr(b, "show", False)]
    for binding in shown:
        key = getattr(binding, "key", "").split(",")[0]
        assert f"`{keys.named(key)}`" in SECTIONS["Keys"] or keys.named(key) in SECTIONS["Keys"]


def test_every_setting_is_named_and_no_other() -> None:
    table = SECTIONS["Commands"].partition("in `settings.toml`")[2]
    named = set(re.findall(r"^\| `([a-z_]+)` \|", table, re.MULTILINE))
    assert named == {field.name for field in fields(settings.Settings)}


def test_every_code_of_state_late_reason_and_status_has_its_line() -> None:
    for field in ("round.state", "late", "not_measured", "status"):
        for meaning in values()[field]:
            assert f"| `{field}` | `{meaning.code}` |" in README


def test_the_protocol_file_of_the_readme_holds() -> None:
    (text,) = re.findall(r"```toml\n(.*?)```", SECTIONS["Your own protocol"], re.DOTALL)
    assert load.examined(text, "README").problems == ()


def test_every_class_of_the_glossary_exists() -> None:
    sources = "\n".join(p.read_text("utf-8") for p in Path(model.__file__).parent.parent.rglob("*.py"))
    for name in re.findall(r"`([A-Z][A-Za-z]+)(?:\.[a-z]+)?`", SECTIONS["Words"]):
        assert re.search(rf"\bclass {name}\b", sources), name


def test_the_picture_of_the_board_is_there() -> None:
    (picture,) = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", README)
    assert (Path(__file__).parent.parent / picture).read_text(encoding="utf-8").startswith("<svg")


def test_the_form_of_the_readme_holds() -> None:
    (text,) = re.findall(r"```toml\n(.*?)```", SECTIONS["The daily return"], re.DOTALL)
    assert [field.count for field in form.parse(text, "README.md").field] == ["fever"]
    assert set(re.findall(r"`([a-z_]+)`", SECTIONS["The daily return"])) >= set(get_args(form.Count))
