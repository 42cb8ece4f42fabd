"""`carelog clock`: whether the machine's clock can be trusted, and saying that it can."""

from __future__ import annotations

import click

from carelog.cli.base import Command, by_staff, in_home, option, station_for
from carelog.words import tr


@click.command("clock", cls=Command, help="clock.command")
@option("--confirm", is_flag=True, help="clock.opt_confirm")
@by_staff
@in_home
@click.pass_context
def clock(ctx: click.Context, by: str, *, confirm: bool) -> None:
    """Print what the clock and the newest entry say; with --confirm a named person says that the clock is right."""
    from carelog.station import clocking

    station = station_for(ctx, by, writes=confirm)
    stands = clocking.confirm(station) if confirm else clocking.compared(station)
    key = "clock.confirmed" if confirm else "clock.behind" if stands.behind else "clock.fine"
    now, newest = station.local(stands.now), station.local(stands.newest)
    click.echo(tr(key, now=f"{now:%Y-%m-%d %H:%M}", newest=f"{newest:%Y-%m-%d %H:%M}"))
