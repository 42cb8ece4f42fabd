"""`carelog`: the screen."""

import click

from carelog.cli import options
from carelog.cli.base import Command, by_staff, clock_of, home, in_home, option


@click.command(options.SCREEN, cls=Command, help="cli.screen")
@option(options.NO_MOUSE, is_flag=True, help="cli.screen_no_mouse")
@by_staff
@in_home
@click.pass_context
def screen(ctx: click.Context, by: str = "", *, no_mouse: bool = False) -> None:
    """Open the board; where there is no home yet, begin one."""
    from carelog.ui import start

    chosen = "language" in ctx.find_root().meta
    ctx.exit(start.run(home(ctx), clock_of(ctx), by, language_chosen=chosen, mouse=not no_mouse))
