"""Looking after the log: `carelog verify`, `carelog rebuild`, `carelog doctor`."""

from __future__ import annotations

import json
import locale
import os
import shutil
import sys
from typing import TYPE_CHECKING

import click

from carelog import __version__
from carelog.cli.base import Command, by_staff, home, in_home, option, station_for
from carelog.model.refusal import Refusal
from carelog.words import tr

if TYPE_CHECKING:
    from pathlib import Path

_LITTLE = 200 * 1024 * 1024
_REFUSED = 2
_SMALLEST = (80, 24)


@click.command("verify", cls=Command, help="cli.verify")
@in_home
@click.pass_context
def verify(ctx: click.Context) -> None:
    """Walk every page; exit code 2 when one does not hold or the views differ."""
    from carelog.log import Log

    report = Log.open(home(ctx), read_only=True).verify()
    if report.first_bad:
        book, page, why = report.first_bad
        click.echo(tr("cli.verify_bad", book=book, page=page, why=tr(f"log.bad_{why}")), err=True)
    elif report.views_differ:
        click.echo(tr("cli.verify_views"), err=True)
    else:
        click.echo(tr("cli.verify_ok", pages=report.pages, head=report.head))
        return
    ctx.exit(_REFUSED)


@click.command("rebuild", cls=Command, help="cli.rebuild")
@by_staff
@in_home
@click.pass_context
def rebuild(ctx: click.Context, by: str) -> None:
    """Drop the views and fold them again from the entries."""
    station = station_for(ctx, by, writes=True)
    click.echo(tr("cli.rebuild_done", pages=station.log.rebuild()))


def _terminal() -> dict[str, object]:
    columns, lines = shutil.get_terminal_size(_SMALLEST)
    return {
        "terminal": os.environ.get("TERM", ""),
        "columns": columns,
        "lines": lines,
        "no_color": bool(os.environ.get("NO_COLOR")),
        "encoding": sys.stdout.encoding,
        "locale": ".".join(part for part in locale.getlocale() if part) or "C",
    }


def _wrong(found: dict[str, object], asked: str | None) -> list[str]:
    """What is wrong here, each a sentence."""
    said = [asked] if asked else []
    free, columns, lines = (int(str(found[name])) for name in ("free_bytes", "columns", "lines"))
    if free < _LITTLE:
        said.append(tr("cli.doctor_little", free=free // 1024 // 1024))
    if columns < _SMALLEST[0] or lines < _SMALLEST[1]:
        said.append(tr("cli.doctor_small", columns=columns, lines=lines))
    if str(found["encoding"]).lower().replace("-", "") != "utf8":
        said.append(tr("cli.doctor_encoding", encoding=found["encoding"]))
    if found["terminal"] in {"", "dumb"}:
        said.append(tr("cli.doctor_terminal"))
    if found["journal"] != "wal":
        said.append(tr("cli.doctor_engine", version=found["version"]))
    return said


def examined(folder: Path) -> dict[str, object]:
    """Everything about this machine and this home, with what is wrong in sentences."""
    from carelog.log import Log, condition

    asked = None
    try:
        log = Log.open(folder, read_only=True)
        found = log.condition()
        log.close()
    except Refusal as refusal:
        found, asked = condition(folder), tr(refusal.code, **refusal.facts)
    facts: dict[str, object] = {"carelog": __version__, "python": sys.version.split()[0], "home": str(folder)}
    facts |= found._asdict() | _terminal()
    return facts | {"wrong": _wrong(facts, asked)}


@click.command("doctor", cls=Command, help="cli.doctor")
@option("--json", "as_object", is_flag=True, help="cli.doctor_json")
@in_home
@click.pass_context
def doctor(ctx: click.Context, *, as_object: bool) -> None:
    """Print what was found; exit code 2 when something is wrong."""
    facts = examined(home(ctx))
    wrong = facts["wrong"]
    if as_object:
        click.echo(json.dumps(facts, ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(f"{name}: {value}" for name, value in facts.items() if name != "wrong"))
        click.echo("\n".join(str(s) for s in wrong) if isinstance(wrong, list) and wrong else tr("cli.doctor_fine"))
    ctx.exit(_REFUSED if wrong else 0)
