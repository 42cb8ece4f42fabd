"""`carelog given`: a medicine was given."""

from __future__ import annotations

import click

from carelog.cli.base import Command, by_staff, in_home, instant, option, station_for
from carelog.cli.lines import said
from carelog.report import medicines, stock
from carelog.station.care.medicines import MOST, Dose
from carelog.words import tr


@click.command("given", cls=Command, help="given.given")
@click.argument("code", metavar="PERSON")
@option("--antipyretic", is_flag=True, help="given.opt_antipyretic")
@option("--medicine", metavar="NAME", default="", help="given.opt_medicine")
@option("--reserve", metavar="ARTICLE", default="", help="given.opt_reserve")
@option("--pieces", type=click.IntRange(1, MOST), default=1, help="given.opt_pieces")
@option("--lot", metavar="LOT", default="", help="given.opt_lot")
@option("--at", metavar="TIME", help="given.opt_at")
@option("--note", metavar="TEXT", default="", help="given.opt_note")
@by_staff
@in_home
@click.pass_context
def given(
    ctx: click.Context, /, code: str, by: str, at: str | None, *, pieces: int, antipyretic: bool, **told: str
) -> None:
    """Store that a medicine was given and say how the person stands, and what is left of the reserve."""
    station = station_for(ctx, by, writes=True)
    person = station.by_code(code)
    article = station.stock.named(told["reserve"]).code if told["reserve"] else ""
    dose = Dose(article, pieces if article else 0, told["lot"], told["medicine"], antipyretic, told["note"])
    gave = station.care.give(person.id, dose, instant(at, station))
    what, how = medicines.given(gave.body), said(station, gave.step)
    click.echo(tr("given.recorded", code=person.code, name=person.name, medicine=what, what=how))
    if gave.left:
        click.echo(tr("given.left", article=stock.name(gave.left), amount=stock.amount(gave.left)))
