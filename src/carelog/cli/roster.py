"""`carelog roster`: who works when, where somebody is lacking, who is off duty, and who is owed rest."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from carelog.cli.base import Command, Commands, by_staff, day_of, in_home, option, station_for
from carelog.cli.export import day_said
from carelog.cli.people import say_bad, say_table
from carelog.model.work import Off
from carelog.report.staffing import back_said
from carelog.words import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from carelog.station.desk import Station
    from carelog.station.staffing.door import OffNow
    from carelog.station.staffing.roster import Post, RosterDay, Stint

_BAD = 2


def _post(post: Post) -> dict[str, object]:
    able = {p.id for p in post.able}
    return {
        "shift": post.shift,
        "zone": post.zone,
        "needed": post.needed,
        "rostered": [p.code for p in post.people],
        "absent": [p.code for p in post.people if p.id not in able],
        "gap": post.gap if post.needed is not None else None,
    }


def _stint(stint: Stint) -> dict[str, object]:
    turn = stint.rotation
    return {
        "person": stint.person.code,
        "days_in_row": turn.in_row if turn else None,
        "rest_owed_days": turn.rest_owed if turn else None,
    }


def _off(off: OffNow, station: Station) -> dict[str, object]:
    found = station.log.person(off.person)
    back = off.back
    return {
        "person": found.code if found else None,
        "since": station.local(off.since).isoformat(),
        "why": off.why.value,
        "until": off.until.isoformat() if off.until else None,
        "back_at": station.local(back.at).isoformat() if back else None,
        "lacking": [lack.value for lack in back.lacking] if back else None,
    }


def as_json(day: RosterDay, off: list[OffNow], station: Station) -> dict[str, object]:
    """The roster of a day as the object the README describes."""
    return {
        "date": day.date.isoformat(),
        "posts": [_post(post) for post in day.posts],
        "gaps": sum(post.gap for post in day.posts),
        "people": [_stint(stint) for stint in day.stints],
        "off_duty": [_off(one, station) for one in off],
    }


def _lines(day: RosterDay, off: list[OffNow], station: Station) -> Iterator[str]:
    yield tr("work.head", date=day.date.isoformat(), gaps=sum(post.gap for post in day.posts))
    for post in day.posts:
        who = " ".join(f"{p.code} {p.name}" for p in post.able) or tr("work.nobody_on")
        needed = tr("work.of_needed", needed=post.needed, gap=post.gap) if post.needed is not None else ""
        yield "  ".join(
            part
            for part in (tr(f"work.shift_{post.shift}").removeprefix("work.shift_"), post.zone, who, needed)
            if part
        )
    for stint in day.stints:
        if stint.rotation and stint.rotation.rest_owed:
            told = {"name": stint.person.name, "days": stint.rotation.in_row, "rest": stint.rotation.rest_owed}
            yield tr("work.rest_owed", code=stint.person.code, **told)
    for one in off:
        yield off_said(one, station)


def off_said(off: OffNow, station: Station) -> str:
    """Somebody off duty in one line: since when, why, and from when they may come back."""
    found = station.log.person(off.person)
    person = f"{found.code} {found.name}" if found else ""
    told = tr(
        "work.off_line", person=person, since=f"{station.local(off.since):%m-%d %H:%M}", why=tr(f"work.why_{off.why}")
    )
    return f"{told}  {back_said(off, station.local)}"


@click.group("roster", cls=Commands, help="work.roster", invoke_without_command=True)
@option("--date", "day", metavar="DATE", help="report.opt_date")
@option("--json", "json_", is_flag=True, help="work.json")
@in_home
@click.pass_context
def roster(ctx: click.Context, day: str | None, *, json_: bool) -> None:
    """Say who works on a day, where somebody is lacking, and who is off duty."""
    if ctx.invoked_subcommand:
        return
    station = station_for(ctx)
    told = station.staffing.roster.of_day(day_said(day, station))
    off = sorted(station.staffing.off_now().values(), key=lambda one: one.since)
    if json_:
        click.echo(json.dumps(as_json(told, off, station), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_lines(told, off, station)))


@roster.command("import", cls=Command, help="work.import")
@click.argument("file", type=click.Path(path_type=Path))
@option("--map", "map_", metavar="MAP", default="carelog-roster", show_default=True, help="work.opt_map")
@option("--dry-run", is_flag=True, help="people.import_dry_run")
@by_staff
@in_home
@click.pass_context
def import_(ctx: click.Context, file: Path, map_: str, by: str, *, dry_run: bool) -> None:
    """Take a roster, all of it or none; it replaces the days it names."""
    from carelog.station.intake import maps

    said = maps.load(map_)
    if said.kind != "roster":
        raise click.UsageError(tr("work.no_roster_map", map=map_))
    station = station_for(ctx, by, writes=not dry_run)
    report = station.staffing.roster.take(file, said, dry_run=dry_run)
    say_table(report.table)
    say_bad(report.bad)
    if report.bad:
        click.echo(tr("people.nothing_taken", rows=len({b.row for b in report.bad})), err=True)
        ctx.exit(_BAD)
    key = "work.would_take" if dry_run else "work.taken"
    click.echo(tr(key, lines=len(report.lines), days=len(report.days)))


@roster.command("off", cls=Command, help="work.off")
@click.argument("code", metavar="PERSON")
@option(
    "--why", type=click.Choice([w.value for w in Off]), default=Off.OTHER.value, show_default=True, help="work.opt_why"
)
@option("--until", metavar="DATE", help="work.opt_until")
@option("--note", metavar="TEXT", default="", help="tests.note")
@by_staff
@in_home
@click.pass_context
def off(ctx: click.Context, /, code: str, by: str, why: str, until: str | None, note: str) -> None:
    """Put somebody off duty by hand."""
    station = station_for(ctx, by, writes=True)
    person = station.by_code(code)
    station.staffing.off(person.id, Off(why), day_of(until, "report.not_a_date") if until else None, note)
    click.echo(off_said(station.staffing.off_now()[person.id], station))


@roster.command("on", cls=Command, help="work.on")
@click.argument("code", metavar="PERSON")
@option("--checked", metavar="TEXT", default="", help="work.opt_checked")
@option("--reason", metavar="TEXT", default="", help="work.opt_reason")
@by_staff
@in_home
@click.pass_context
def on(ctx: click.Context, code: str, by: str, checked: str, reason: str) -> None:
    """Let somebody back to work."""
    station = station_for(ctx, by, writes=True)
    person = station.by_code(code)
    station.staffing.let_back(person.id, checked, reason)
    click.echo(tr("work.is_back", code=person.code, name=person.name))
