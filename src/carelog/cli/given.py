"""`carelog given`: a medicine was given."""

from __future__ import annotations

import click

from carelog.cli.base import Command, by_staff, in_home, instant, option, station_for
from carelog.cli.lines import said
from carelog.model.refusal import Refusal
from carelog.model.text import clean
from carelog.words import tr


@click.command("given", cls=Command, help="given.given")
@click.argument("code", metavar="PERSON")
@option("--antipyretic", is_flag=True, help="given.opt_antipyretic")
@option("--medicine", metavar="NAME", default="", help="given.opt_medicine")
@option("--at", metavar="TIME", help="given.opt_at")
@option("--note", metavar="TEXT", default="", help="given.opt_note")
@by_staff
@in_home
@click.pass_context
def given(ctx: click.Context, /, code: str, by: str, at: str | None, *, antipyretic: bool, **told: str) -> None:
    """Store that a medicine was given and say how the person stands."""
    medicine = clean(told["medicine"])
    if not antipyretic and not medicine:
        raise Refusal("given.nothing")
    station = station_for(ctx, by, writes=True)
    person = station.by_code(code)
    when = instant(at, station) or station.now()
    step = station.given(person.id, when, antipyretic=antipyretic, medicine=medicine, note=told["note"])
    what = tr("given.antipyretic") if antipyretic else tr("given.medicine")
    named = f"{what} {medicine}".rstrip()
    click.echo(tr("given.recorded", code=person.code, name=person.name, medicine=named, what=said(station, step)))
