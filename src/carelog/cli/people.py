"""`carelog people`: who is in the house, and the list of people from outside."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from carelog.cli import register
from carelog.cli.base import Command, Commands, by_staff, in_home, option, station_for
from carelog.cli.people_said import as_json
from carelog.words import tr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from carelog.station.intake.by_hand import Told
    from carelog.station.intake.rows import BadRow, Table

_MOST_SHOWN = 50


@click.group("people", cls=Commands, help="people.people")
def people() -> None:
    """See the commands below."""


@people.command("list", cls=Command, help="people.list")
@option("--json", "json_", is_flag=True, help="people.list_json")
@in_home
@click.pass_context
def list_(ctx: click.Context, json_: bool) -> None:
    """Say who is in the house, in bed order."""
    station = station_for(ctx)
    if json_:
        click.echo(json.dumps([as_json(p) for p in station.people()], ensure_ascii=False, indent=2))
        return
    for person in station.people():
        facts = (person.code, tr(f"kind.{person.kind.value}"), person.unit, person.bed, person.name)
        click.echo("  ".join(fact for fact in facts if fact))


@people.command("import", cls=Command, help="people.import")
@click.argument("file", type=click.Path(path_type=Path))
@option("--map", "map_", metavar="MAP", default="carelog-people", show_default=True, help="people.import_map")
@option("--dry-run", is_flag=True, help="people.import_dry_run")
@by_staff
@in_home
@click.pass_context
def import_(ctx: click.Context, file: Path, map_: str, dry_run: bool, by: str) -> None:
    """Take a list of people, all of it or none."""
    from carelog.station.intake import maps, take

    station = station_for(ctx, by, writes=not dry_run)
    report = take.take_people(station, file, maps.load(map_), dry_run=dry_run)
    say_table(report.table)
    say_bad(report.bad)
    if report.bad:
        click.echo(tr("people.nothing_taken", rows=len({b.row for b in report.bad})), err=True)
        ctx.exit(2)
    for person in (*report.new, *report.changed) if dry_run else ():
        key = "people.would_add" if person in report.new else "people.would_change"
        click.echo(tr(key, code=person.code, name=person.name))
    said = "people.would_take" if dry_run else "people.taken"
    click.echo(tr(said, new=len(report.new), changed=len(report.changed), same=report.same))


@people.command("set", cls=Command, help="people.set")
@click.argument("code")
@click.argument("facts", metavar="FIELD=VALUE...", nargs=-1, required=True)
@option("--json", "json_", is_flag=True, help="people.set_json")
@by_staff
@in_home
@click.pass_context
def set_(ctx: click.Context, code: str, facts: tuple[str, ...], by: str, *, json_: bool) -> None:
    """Write down what was decided of one person, all of it or none."""
    from carelog.station.intake import by_hand

    station = station_for(ctx, by, writes=True)
    told = by_hand.put(station, code, facts)
    _refuse_bad(ctx, told, code)
    before, now = (as_json(person) if person else {} for person in (told.before, told.now))
    changed = {name: {"before": before[name], "after": now[name]} for name in now if now[name] != before[name]}
    if json_:
        click.echo(json.dumps({"person": now, "changed": changed}, ensure_ascii=False, indent=2))
        return
    for name, change in changed.items():
        click.echo(f"{code}  {name}: {_plainly(change['before'])} -> {_plainly(change['after'])}")
    click.echo(tr("people.set_done" if changed else "people.set_same", code=code))


@people.command("add", cls=Command, help="people.add")
@click.argument("code")
@click.argument("facts", metavar="FIELD=VALUE...", nargs=-1, required=True)
@option("--json", "json_", is_flag=True, help="people.add_json")
@by_staff
@in_home
@click.pass_context
def add(ctx: click.Context, code: str, facts: tuple[str, ...], by: str, *, json_: bool) -> None:
    """Write somebody new down, all of it or none."""
    from carelog.station.intake import by_hand

    station = station_for(ctx, by, writes=True)
    told = by_hand.add(station, code, facts)
    _refuse_bad(ctx, told, code)
    if told.now is None:
        return
    for one in station.register.odd(told.now, None):
        click.echo(tr(one.code, **one.facts), err=True)
    if json_:
        click.echo(json.dumps(as_json(told.now), ensure_ascii=False, indent=2))
    else:
        click.echo(tr("people.added", code=told.now.code, name=told.now.name))


def _refuse_bad(ctx: click.Context, told: Told, code: str) -> None:
    """Say what cannot stand, and that nothing was stored."""
    for one in told.bad:
        click.echo(tr("people.bad_fact", field=one.column, why=tr(one.code, **one.facts)), err=True)
    if told.now is None:
        click.echo(tr("people.not_set", code=code), err=True)
        ctx.exit(2)


def _plainly(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(_plainly(one) for one in value) or "-"
    if isinstance(value, dict):
        return " ".join(_plainly(part) for part in value.values() if part is not None)
    return "-" if value in (None, "") else str(value)


def say_table(table: Table) -> None:
    """Say how the file was read, so that a wrong guess is seen."""
    click.echo(tr("intake.read", file=table.file, encoding=table.encoding, rows=len(table.rows)))
    if table.unused:
        click.echo(tr("intake.unused", columns=", ".join(table.unused)))


def say_bad(bad: Iterable[BadRow]) -> None:
    """Say what is wrong, row by row, the first fifty of it."""
    every = list(bad)
    for one in every[:_MOST_SHOWN]:
        why = tr(one.code, **one.facts)
        key = "intake.bad_cell" if one.column else "intake.bad_row"
        click.echo(tr(key, row=one.row, column=one.column, why=why), err=True)
    if len(every) > _MOST_SHOWN:
        click.echo(tr("intake.bad_more", more=len(every) - _MOST_SHOWN), err=True)


for command in register.COMMANDS:
    people.add_command(command)
