"""`carelog directory`: clinics, hospitals, ambulance and doctors asked from afar, with telephone numbers and hours."""

from __future__ import annotations

import json
from typing import Any

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
        "green": one.green,
        "agreed": one.agreed or None,
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
@option("--green", is_flag=True, help="referral.opt_green")
@option("--agreed", metavar="TEXT", default="", help="referral.opt_agreed")
@by_staff
@in_home
@click.pass_context
def add(ctx: click.Context, /, name: str, kind: str, prefer: int, by: str, **told: Any) -> None:  # noqa: ANN401 - texts and flags
    """Write an institution down."""
    station = station_for(ctx, by, writes=True)
    body = InstitutionSet("", name, InstitutionKind(kind), preference=prefer, **told)
    click.echo(said.institution(station.directory.add(body)))


@directory.command("change", cls=Command, help="referral.directory_change")
@click.argument("which", metavar="ID")
@option("--name", metavar="TEXT", help="referral.opt_name")
@option("--phone", metavar="TEXT", help="referral.opt_phone")
@option("--hours", metavar="TEXT", help="referral.opt_hours")
@option("--prefer", "preference", type=click.IntRange(1, 9), help="referral.opt_prefer")
@option("--note", metavar="TEXT", help="referral.opt_note")
@option("--contracted/--not-contracted", default=None, help="referral.opt_contracted")
@option("--green/--not-green", default=None, help="referral.opt_green")
@option("--agreed", metavar="TEXT", help="referral.opt_agreed")
@by_staff
@in_home
@click.pass_context
def change(ctx: click.Context, /, which: str, by: str, **told: Any) -> None:  # noqa: ANN401 - texts, numbers and flags
    """Write some of it down anew."""
    station = station_for(ctx, by, writes=True)
    changed = {name: fact for name, fact in told.items() if fact is not None}
    click.echo(said.institution(station.directory.change(which, changed)))


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
