"""`carelog demo`: a home that is not real, to look at and to train in."""

from __future__ import annotations

import tempfile
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from carelog import words
from carelog.cli.base import Command, clock_of, home, in_home, option, time_of
from carelog.clock import DemoClock
from carelog.words import tr


def _zone(language: str) -> ZoneInfo:
    return ZoneInfo("Asia/Shanghai" if language == "zh_CN" else "Europe/London")


def _end(ctx: click.Context, text: str | None, zone: ZoneInfo) -> datetime:
    return clock_of(ctx).now() if text is None else time_of(text, zone)


@click.command("demo", cls=Command, help="cli.demo")
@option("--residents", type=click.IntRange(0, 2000), default=60, show_default=True, help="cli.demo_residents")
@option("--staff", type=click.IntRange(1, 500), default=20, show_default=True, help="cli.demo_staff")
@option("--days", type=click.IntRange(0, 400), default=30, show_default=True, help="cli.demo_days")
@option("--seed", type=int, default=1, show_default=True, help="cli.demo_seed")
@option("--at", metavar="TIME", help="cli.demo_at")
@option("--protocol", metavar="ID", default="", help="cli.demo_protocol")
@option("--no-ui", is_flag=True, help="cli.demo_no_ui")
@in_home
@click.pass_context
def demo(
    ctx: click.Context, residents: int, staff: int, days: int, seed: int, at: str | None, protocol: str, *, no_ui: bool
) -> None:
    """Make the demo home and open it, signed in."""
    from carelog.station.demo.home import found_demo
    from carelog.station.founding import DEFAULT_PROTOCOL

    zone = _zone(words.language())
    until = _end(ctx, at, zone)
    given = "home" in ctx.find_root().meta
    folder = home(ctx) if given else Path(tempfile.mkdtemp(prefix="carelog-demo-")) / "home"
    station = found_demo(
        folder,
        residents=residents,
        staff=staff,
        days=days,
        seed=seed,
        protocol=protocol or DEFAULT_PROTOCOL,
        at=until,
        language=words.language(),
        zone=zone,
    )
    code = station.actor().code
    station.close_log()
    click.echo(tr("cli.demo_done", folder=str(folder), residents=residents, staff=staff, days=days, code=code))
    if not no_ui:
        from carelog.ui import start

        ctx.exit(start.run(folder, DemoClock(until) if at else clock_of(ctx), code, language_chosen=True))
