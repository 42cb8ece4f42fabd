"""`carelog stock`: what is in store, the devices, and a letter that asks for help."""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from carelog.cli.base import Command, Commands, by_staff, day_of, in_home, option, station_for
from carelog.cli.export import hand, out_options
from carelog.model.refusal import Refusal
from carelog.model.stock import Change, DeviceKind, DeviceState
from carelog.report import stock as said
from carelog.words import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from carelog.station.desk import Station
    from carelog.station.stock.rows import DeviceReading, DeviceRow, ShelfRow, Stand

_DAYS = 7
"""So many days of a device's readings are listed where none are said."""


class _Piece(TypedDict):
    """What may be said of pieces that came, went or were counted."""

    lot: str
    expiry: str | None
    note: str
    new: bool


@click.group("stock", cls=Commands, help="stock.stock", invoke_without_command=True)
@option("--json", "as_object", is_flag=True, help="stock.opt_json")
@in_home
@click.pass_context
def stock(ctx: click.Context, *, as_object: bool) -> None:
    """Say what is in store, where no other command follows."""
    if ctx.invoked_subcommand is None:
        _listed(ctx, as_object=as_object)


@stock.command("list", cls=Command, help="stock.list")
@option("--json", "as_object", is_flag=True, help="stock.opt_json")
@in_home
@click.pass_context
def list_(ctx: click.Context, *, as_object: bool) -> None:
    """Say what is in store."""
    _listed(ctx, as_object=as_object)


def _listed(ctx: click.Context, *, as_object: bool) -> None:
    station = station_for(ctx)
    stand = station.stock.stand()
    if as_object:
        click.echo(json.dumps(_object(stand, station), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_lines(stand, station)))


def _lines(stand: Stand, station: Station) -> list[str]:
    lines = [tr("cli.board_head", facility=station.facility.name, at=f"{station.local(stand.at):%Y-%m-%d %H:%M}")]
    lines += [_line(row) for row in stand.articles if row.outlook]
    uncounted = [f"{row.number} {said.name(row)}" for row in stand.articles if row.outlook is None]
    lines += [tr("stock.uncounted", names=tr("stock.comma").join(uncounted))] if uncounted else []
    lines += [tr("stock.silent")] if stand.use_days is None else []
    return [*lines, *(_device(row, station) for row in stand.devices)]


def _line(row: ShelfRow) -> str:
    parts = [tr("stock.line", number=f"{row.number:>3}", name=said.name(row), amount=said.amount(row))]
    if row.outlook and row.outlook.days_left is not None:
        parts.append(tr("stock.lasts", use=said.use(row), left=said.left(row)))
    return tr("stock.then").join([*parts, *said.notes(row)])


def _device(row: DeviceRow, station: Station) -> str:
    parts = [tr("stock.line", number="   ", name=said.device(row), amount=tr(f"stock.state_{row.state}"))]
    if row.since:
        parts.append(tr("stock.device_by", by=row.by, at=f"{station.local(row.since):%m-%d %H:%M}"))
    return tr("stock.then").join([*parts, *(text for text in (row.note, said.checked(row)) if text)])


def _object(stand: Stand, station: Station) -> dict[str, object]:
    return {
        "at": station.local(stand.at).isoformat(),
        "use_days": stand.use_days,
        "days": stand.days,
        "articles": [_article_object(row, station) for row in stand.articles],
        "devices": [_device_object(row, station) for row in stand.devices],
    }


def _article_object(row: ShelfRow, station: Station) -> dict[str, object]:
    """An article for a program; null is not known and never 0."""
    held, seen = row.holding, row.outlook
    counted = held.counted_at if held else None
    return {
        "number": row.number,
        "article": row.article.code,
        "name": said.name(row),
        "group": row.article.group.value,
        "amount": seen.amount if seen else None,
        "usable": seen.usable if seen else None,
        "counted_at": station.local(counted).isoformat() if counted else None,
        "used_over": held.over if held else None,
        "use_a_day": round(float(seen.use), 1) if seen and seen.use is not None else None,
        "by_plan": seen.by_plan if seen else False,
        "days_left": seen.days_left if seen else None,
        "short": row.short,
        "needed": row.needed,
        "lots": [
            {"lot": lot.lot, "amount": lot.amount, "expires": lot.expires.isoformat() if lot.expires else None}
            for lot in (held.lots if held else ())
        ],
    }


def _device_object(row: DeviceRow, station: Station) -> dict[str, object]:
    return {
        "code": row.code,
        "kind": row.kind.value,
        "state": row.state.value,
        "since": station.local(row.since).isoformat() if row.since else None,
        "by": row.by or None,
        "check": row.checked.fit.value if row.checked else None,
        "off": row.checked.off if row.checked else None,
        "people": row.checked.people if row.checked else None,
    }


# what came, went and was counted


def _changing(name: str, change: Change) -> Callable[..., None]:
    """A command of its own for each thing that may happen to an article."""

    @stock.command(name, cls=Command, help=f"stock.{name}")
    @click.argument("article", metavar="ARTICLE")
    @click.argument("amount", metavar="AMOUNT", type=int)
    @option("--lot", metavar="LOT", default="", help="stock.opt_lot")
    @option("--expiry", metavar="DATE", help="stock.opt_expiry")
    @option("--note", metavar="TEXT", default="", help="stock.opt_note")
    @option("--new", is_flag=True, help="stock.opt_new")
    @by_staff
    @in_home
    @click.pass_context
    def told(ctx: click.Context, /, article: str, amount: int, by: str, **piece: Unpack[_Piece]) -> None:
        """Write it down, and say what is in store now."""
        station = station_for(ctx, by, writes=True)
        found = station.stock.named(article, new=piece["new"])
        expires = day_of(piece["expiry"], "report.not_a_date") if piece["expiry"] else None
        station.stock.tell(found, change, amount, lot=piece["lot"], expires=expires, note=piece["note"])
        click.echo(_line(station.stock.row(found.code)).strip())

    return told


_COMMANDS = {"add": Change.RECEIVED, "use": Change.USED, "count": Change.COUNTED, "discard": Change.DISCARDED}
for _name, _change in _COMMANDS.items():
    _changing(_name, _change)


# devices


class _Period(TypedDict):
    """From when to when."""

    first: str | None
    last: str | None


@stock.command("device", cls=Command, help="stock.device")
@click.argument("code", metavar="CODE")
@option("--state", type=click.Choice([s.value for s in DeviceState]), help="stock.opt_state")
@option("--kind", type=click.Choice([k.value for k in DeviceKind]), help="stock.opt_kind")
@option("--note", metavar="TEXT", default="", help="stock.opt_note")
@option("--from", "first", metavar="DATE", help="report.opt_from")
@option("--to", "last", metavar="DATE", help="report.opt_to")
@by_staff
@in_home
@click.pass_context
def device(
    ctx: click.Context, /, code: str, state: str | None, kind: str | None, note: str, by: str, **period: Unpack[_Period]
) -> None:
    """Set what a device is worth, and list what was measured with it."""
    station = station_for(ctx, by, writes=state is not None)
    if state:
        station.stock.set_device(code, DeviceKind(kind) if kind else None, DeviceState(state), note)
    row = station.stock.device(code)
    click.echo(_device(row, station).strip() if row else tr("stock.device_unknown", code=code))
    first, last = _period(station, **period)
    found = station.stock.readings(code, *(_midnight(station, day) for day in (first, last + timedelta(days=1))))
    click.echo(tr("stock.readings", n=len(found), first=first, last=last))
    for one in found:
        click.echo(_reading(one, station))


def _period(station: Station, first: str | None, last: str | None) -> tuple[date, date]:
    today = station.local(station.now()).date()
    to = day_of(last, "report.not_a_date") if last else today
    begin = day_of(first, "report.not_a_date") if first else to - timedelta(days=_DAYS - 1)
    if begin > to:
        raise Refusal("report.backwards", first=begin.isoformat(), last=to.isoformat())
    return begin, to


def _midnight(station: Station, day: date) -> datetime:
    return datetime.combine(day, time(), station.zone)


def _reading(one: DeviceReading, station: Station) -> str:
    at = f"{station.local(one.at):%Y-%m-%d %H:%M}"
    what = f"{tr(f'quantity.{one.reading.quantity}')} {said.value(one)}"
    return f"  {at}  {one.person.code}  {one.person.name}  {what}  {one.by}"


@stock.command("request", cls=Command, help="stock.request")
@option("--days", type=click.IntRange(1, 365), metavar="DAYS", help="stock.opt_days")
@out_options
@in_home
@click.pass_context
def request(ctx: click.Context, days: int | None, out: Path | None, force: bool) -> None:
    """Write the letter that asks for help."""
    station = station_for(ctx)
    stand = station.stock.stand(days=days)
    if stand.days is None:
        raise Refusal("stock.request_days")
    posts = station.staffing.roster.of_day(station.local(stand.at).date()).posts
    text = said.letter(station.facility, stand, station.local(stand.at), stand.days, posts)
    hand(text.encode(), out, force=force)
