"""`carelog import`: observations from a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from carelog.cli.bars import bar
from carelog.cli.base import Command, by_staff, in_home, option, station_for
from carelog.cli.people import say_bad, say_table
from carelog.words import tr

if TYPE_CHECKING:
    from carelog.station.intake.take import IntakeReport


@click.command("import", cls=Command, help="intake.import")
@click.argument("file", type=click.Path(path_type=Path))
@option("--map", "map_", metavar="MAP", required=True, help="intake.import_map")
@option("--dry-run", is_flag=True, help="intake.import_dry_run")
@option("--skip-bad", is_flag=True, help="intake.import_skip_bad")
@by_staff
@in_home
@click.pass_context
def import_(ctx: click.Context, file: Path, map_: str, dry_run: bool, skip_bad: bool, by: str) -> None:
    """Take a file of observations, all of it or, with `--skip-bad`, what holds."""
    from carelog.station.intake import maps, take

    said = maps.load(map_)
    if said.kind == "people":
        raise click.UsageError(tr("intake.map_of_people", map=map_))
    if said.kind == "swabs":
        raise click.UsageError(tr("intake.map_of_swabs", map=map_))
    if said.kind == "roster":
        raise click.UsageError(tr("work.map_of_roster", map=map_))
    station = station_for(ctx, by, writes=not dry_run)
    report = take.take_observations(
        station, file, said, map_name=map_, dry_run=dry_run, skip_bad=skip_bad, progress=bar(tr("intake.storing"))
    )
    say_table(report.table)
    say_bad(report.bad)
    _say(report, dry_run=dry_run)
    if report.bad and not skip_bad:
        if not dry_run:
            click.echo(tr("intake.nothing_taken", rows=len({b.row for b in report.bad})), err=True)
        ctx.exit(2)


def _say(report: IntakeReport, *, dry_run: bool) -> None:
    if report.stored or dry_run:
        said = "intake.would_take" if dry_run else "intake.taken"
        click.echo(tr(said, observations=report.observations, readings=report.readings))
        if report.made:
            click.echo(tr("intake.people_made", people=len(report.made)))
    click.echo(tr("intake.left_out", known=report.known, passed_over=report.passed_over))
    if report.would_have:
        click.echo(tr("intake.would_have", alerts=report.would_have))
