"""`carelog people`: who is in the house, and the list of people from outside."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from carelog.cli.base import Command, Commands, by_staff, in_home, option, station_for
from carelog.words import tr

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from carelog.model.person import Person
    from carelog.station.intake.rows import BadRow, Table

_MOST_SHOWN = 50


@click.group("people", cls=Commands, help="people.people")
def people() -> None:
    """See the commands below."""


def as_json(person: Person) -> dict[str, object]:
    """A person as the object that README describes; what is not known is null."""
    return {
        "person": person.code,
        "kind": person.kind.value,
        "name": person.name,
        "sex": person.sex or None,
        "birth_date": _iso(person.birth_date),
        "unit": person.unit,
        "bed": person.bed,
        "initials": person.initials,
        "conditions": list(person.conditions),
        "usual_symptoms": list(person.usual_symptoms),
        "oxygen_l_min": None if person.oxygen_tenths_l_min is None else person.oxygen_tenths_l_min / 10,
        "target_low_percent": person.target_low_percent,
        "target_high_percent": person.target_high_percent,
        "spo2_scale": person.spo2_scale,
        "ceiling": person.ceiling.value,
        "checks": person.checks.value,
        "checks_by": person.checks_by or None,
        "checks_until": _iso(person.checks_until),
        "presence": person.presence.value,
        **_decided(person),
    }


def _decided(person: Person) -> dict[str, object]:
    """What a clinician or a nurse decided; `scale_in_force` is 2 only where the decision for it is on file."""
    own = person.normal_temperature_tenths_c
    return {
        "scale_by": person.scale_by or None,
        "scale_on": _iso(person.scale_on),
        "scale_in_force": person.scale(),
        "target_by": person.target_by or None,
        "target_until": _iso(person.target_until),
        "disease": person.disease,
        "vaccination": person.vaccination,
        "class": person.colour,
        "class_why": person.colour_why or None,
        "usual_news2": person.usual_news2,
        "normal_temperature_c": None if own is None else own / 10,
        "normal_temperature_site": person.normal_temperature_site,
        "normal_spo2_percent": person.normal_spo2_percent,
        "normals_by": person.normals_by or None,
        "normals_until": _iso(person.normals_until),
        "takes_antipyretic": person.takes_antipyretic,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


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

    told = by_hand.put(station_for(ctx, by, writes=True), code, facts)
    for one in told.bad:
        click.echo(tr("people.bad_fact", field=one.column, why=tr(one.code, **one.facts)), err=True)
    if told.now is None:
        click.echo(tr("people.not_set", code=code), err=True)
        ctx.exit(2)
    before, now = as_json(told.before), as_json(told.now)
    changed = {name: {"before": before[name], "after": now[name]} for name in now if now[name] != before[name]}
    if json_:
        click.echo(json.dumps({"person": now, "changed": changed}, ensure_ascii=False, indent=2))
        return
    for name, change in changed.items():
        click.echo(f"{code}  {name}: {_plainly(change['before'])} -> {_plainly(change['after'])}")
    click.echo(tr("people.set_done" if changed else "people.set_same", code=code))


def _plainly(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(value) or "-"
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
