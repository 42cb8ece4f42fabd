"""`carelog directory`: clinics, hospitals, ambulance and doctors asked from afar, with telephone numbers and hours."""

from __future__ import annotations

import json

import click

from carelog.cli.base import Command, Commands, by_staff, in_home, option, station_for
from carelog.model.referral import InstitutionKind, InstitutionSet
from carelog.report import referral as said
from carelog.words import tr


@click.group("directory", cls=Commands, help="referral.directory", invoke_without_command=True)
@in_home
@click.pass_context
def directory(ctx: click.Context) -> None:
    """Say whom one calls, where no other command follows."""
    if ctx.invoked_subcommand is None:
        _listed(ctx, as_object=False)


@directory.command("list", cls=Command, help="referral.directory_list")
@option("--json", "as_object", is_flag=True, help="explain.why_json")
@in_home
@click.pass_context
def list_(ctx: click.Context, *, as_object: bool) -> None:
    """Say whom one calls."""
    _listed(ctx, as_object=as_object)


def _listed(ctx: click.Context, *, as_object: bool) -> None:
    every = station_for(ctx).directory.every()
    if as_object:
        click.echo(json.dumps([_object(one) for one in every], ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(said.institution(one) for one in every) or tr("referral.directory_empty"))


def _object(one: InstitutionSet) -> dict[str, object]:
    return {
        "id": one.id,
        "name": one.name,
        "kind": one.kind.value,
        "contracted": one.contracted,
        "phone": one.phone or None,
        "hours": one.hours or None,
        "preference": one.preference,
        "note": one.note or None,
    }


@directory.command("add", cls=Command, help="referral.directory_add")
@click.argument("name", metavar="NAME")
@option("--kind", required=True, type=click.Choice([k.value for k in InstitutionKind]), help="referral.opt_kind")
@option("--phone", metavar="TEXT", default="", help="referral.opt_phone")
@option("--hours", metavar="TEXT", default="", help="referral.opt_hours")
@option("--prefer", type=click.IntRange(1, 9), default=5, help="referral.opt_prefer")
@option("--note", metavar="TEXT", default="", help="referral.opt_note")
@option("--contracted", is_flag=True, help="referral.opt_contracted")
@by_staff
@in_home
@click.pass_context
def add(ctx: click.Context, /, name: str, kind: str, prefer: int, by: str, *, contracted: bool, **told: str) -> None:
    """Write an institution down."""
    station = station_for(ctx, by, writes=True)
    facts = (told["phone"], told["hours"], prefer, told["note"])
    body = InstitutionSet("", name, InstitutionKind(kind), *facts, contracted=contracted)
    click.echo(said.institution(station.directory.add(body)))


@directory.command("remove", cls=Command, help="referral.directory_remove")
@click.argument("which", metavar="ID")
@by_staff
@in_home
@click.pass_context
def remove(ctx: click.Context, which: str, by: str) -> None:
    """Take an institution out."""
    station = station_for(ctx, by, writes=True)
    gone = station.directory.remove(which)
    click.echo(tr("referral.removed", id=gone.id, name=gone.name))
