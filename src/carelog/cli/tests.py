"""`carelog tests`: who is to be swabbed, and what swabs have shown."""

from __future__ import annotations

import click

from carelog.cli import due
from carelog.cli.base import Command, Commands, by_staff, in_home, instant, option, station_for
from carelog.cli.lines import said
from carelog.model.deeds import Method, Result
from carelog.words import tr


@click.group("tests", cls=Commands, help="tests.tests")
def tests() -> None:
    """See the commands below."""


@tests.command("record", cls=Command, help="tests.record")
@click.argument("code", metavar="PERSON")
@option("--method", type=click.Choice([m.value for m in Method]), required=True, help="tests.method")
@option("--result", type=click.Choice([r.value for r in Result]), required=True, help="tests.result")
@option("--target", metavar="TARGET", default="", help="tests.target")
@option("--at", metavar="TIME", help="tests.at")
@option("--note", metavar="TEXT", default="", help="tests.note")
@by_staff
@in_home
@click.pass_context
def record(ctx: click.Context, /, code: str, by: str, at: str | None, **told: str) -> None:
    """Store a swab's result and say what it means."""
    station = station_for(ctx, by, writes=True)
    person = station.by_code(code)
    method, result = Method(told["method"]), Result(told["result"])
    taken_at = instant(at, station) or station.now()
    step = station.swabbed(person.id, method, result, taken_at, target=told["target"], note=told["note"])
    swab = f"{tr(f'swab.{method}')} {tr(f'swab.{result}')}"
    click.echo(tr("tests.recorded", code=person.code, name=person.name, swab=swab, what=said(station, step)))


for _command in due.COMMANDS:
    tests.add_command(_command)
