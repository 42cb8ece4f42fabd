"""`carelog report`: what is handed in to the authority, counts only."""

from __future__ import annotations

import hashlib
from pathlib import Path

import click

from carelog.cli.base import Command, Commands, by_staff, in_home, option, station_for
from carelog.cli.export import day_said, hand, out_options
from carelog.model.refusal import Refusal


@click.group("report", cls=Commands, help="return.report")
def report() -> None:
    """See the commands below."""


@report.command("day", cls=Command, help="return.day")
@option("--date", "day", metavar="DATE", help="report.opt_date")
@option("--form", metavar="FILE", default="", help="return.opt_form")
@option("--json", "json_", is_flag=True, help="return.opt_json")
@option("--sent", is_flag=True, help="return.opt_sent")
@out_options
@by_staff
@in_home
@click.pass_context
def day_(
    ctx: click.Context,
    /,
    day: str | None,
    form: str,
    by: str,
    out: Path | None,
    *,
    json_: bool,
    sent: bool,
    force: bool,
) -> None:
    """Show the return of a day; what is written to a file, or said to be sent, is kept as proof."""
    from carelog.report import files, returns
    from carelog.station.returns import form as forms

    if json_ and out is not None:
        raise Refusal("return.one_way")
    station = station_for(ctx, by, writes=sent or out is not None)
    told = station.returns.of_day(forms.load(form), day_said(day, station))
    files.refuse_taken(out, force=force)
    text = "\n".join(returns.lines(told, station)) + "\n"
    content = returns.as_csv(told) if out else returns.as_json(told, station) if json_ else text.encode()
    if sent or out is not None:
        station.returns.handed_in(told, hashlib.sha256(content).hexdigest())
    if out is not None:
        click.echo(text, nl=False)
    hand(content, out, force=force)
