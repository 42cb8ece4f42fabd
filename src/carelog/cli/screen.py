"""`carelog`: the screen."""

import click

from carelog.cli.base import Command, by_staff, clock_of, home, in_home


@click.command("screen", cls=Command, help="cli.screen")
@by_staff
@in_home
@click.pass_context
def screen(ctx: click.Context, by: str) -> None:
    """Open the board; where there is no home yet, begin one."""
    from carelog.ui import start

    start.run(home(ctx), clock_of(ctx), by)
