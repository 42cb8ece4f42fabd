"""`carelog protocol`: which rules there are, which decide here, who signed them; another file is taken into use."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from carelog.cli import protocol_lines as lines
from carelog.cli.base import Command, Commands, in_home, option, station_for
from carelog.model.refusal import Refusal
from carelog.words import tr

if TYPE_CHECKING:
    from carelog.station.desk import Station
    from carelog.station.protocols import File
    from carelog.station.rows import ProtocolCard

_REFUSED = 2
_NO_HOME = "log.no_home"


@click.group("protocol", cls=Commands, help="protocol.protocol")
def protocol() -> None:
    """See the commands below."""


def _station(ctx: click.Context) -> Station | None:
    """The home's station; None where there is no home yet."""
    try:
        return station_for(ctx)
    except Refusal as refusal:
        if refusal.code != _NO_HOME:
            raise
        return None


def _card(file: File, station: Station | None) -> ProtocolCard:
    from carelog.station import signing

    signed = signing.signature(station, file.sha256) if station else None
    return signing.card(file.light, file.sha256, signed)


@protocol.command("list", cls=Command, help="protocol.list")
@option("--json", "json_", is_flag=True, help="protocol.list_json")
@in_home
@click.pass_context
def list_(ctx: click.Context, *, json_: bool) -> None:
    """Say which protocols there are, and which one decides here."""
    from carelog.station import protocols

    station = _station(ctx)
    cards = [_card(file, station) for file in protocols.shipped()]
    used = station.protocol_card() if station else None
    if json_:
        click.echo(json.dumps(lines.list_object(cards, used), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(lines.list_lines(cards, used)))


@protocol.command("show", cls=Command, help="protocol.show")
@click.argument("file", metavar="ID|FILE|used")
@option("--toml", "toml", is_flag=True, help="protocol.show_toml")
@option("--json", "json_", is_flag=True, help="protocol.show_json")
@in_home
@click.pass_context
def show(ctx: click.Context, file: str, *, toml: bool, json_: bool) -> None:
    """Print a protocol as a doctor reads it."""
    from carelog.station import protocols

    found = protocols.named(file, lambda: station_for(ctx))
    if toml:
        click.echo(found.text, nl=not found.text.endswith("\n"))
        return
    card = _card(found, _station(ctx))
    if json_:
        click.echo(json.dumps(lines.card_object(card), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(lines.card_lines(card)))


@protocol.command("check", cls=Command, help="protocol.check")
@click.argument("file", metavar="FILE")
@in_home
@click.pass_context
def check(ctx: click.Context, file: str) -> None:
    """Say all that does not hold in a file; exit code 2 when something does not."""
    from carelog.protocol import light
    from carelog.station import protocols

    found = protocols.examined(file, lambda: station_for(ctx))
    for problem in found.problems:
        click.echo(tr(problem.code, **problem.facts), err=True)
    if found.problems:
        ctx.exit(_REFUSED)
    for warning in found.warnings:
        click.echo(tr("protocol.look", what=tr(warning.code, **warning.facts)))
    click.echo(lines.holds(file, light.parse(found.text)))
