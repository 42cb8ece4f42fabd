"""`carelog init`: begin a home."""

import click

from carelog import words
from carelog.cli.base import Command, clock_of, home, in_home, option
from carelog.words import tr


@click.command("init", cls=Command, help="cli.init")
@option("--facility", required=True, metavar="NAME", help="cli.init_facility")
@option("--protocol", metavar="ID", default=None, help="cli.init_protocol")
@option("--timezone", metavar="ZONE", default=None, help="cli.init_timezone")
@option("--by", "by_code", metavar="CODE", envvar="CARELOG_BY", default="N01", show_default=True, help="cli.init_by")
@option("--name", "by_name", metavar="NAME", default="", help="cli.init_name")
@in_home
@click.pass_context
def init(
    ctx: click.Context, facility: str, protocol: str | None, timezone: str | None, by_code: str, by_name: str
) -> None:
    """Found the home and say what to do next."""
    from carelog.station import founding
    from carelog.station.desk import Station

    plan = founding.Plan(
        facility=facility,
        language=words.language(),
        timezone=timezone or founding.zone_of_the_machine(),
        protocol=protocol or founding.protocol_for(words.language()),
        by_code=by_code,
        by_name=by_name,
    )
    folder = home(ctx)
    station = Station.found(folder, clock_of(ctx), plan)
    click.echo(tr("cli.init_done", facility=station.facility.name, folder=str(folder), code=plan.by_code))
