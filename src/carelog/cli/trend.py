"""`carelog trend`: how many are off their own normal, without a screen."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from carelog.cli.base import Command, in_home, instant, option, station_for
from carelog.report import trends
from carelog.words import tr

if TYPE_CHECKING:
    from carelog.station.desk import Station
    from carelog.station.trending import Tally, Trend, UnitTrend

_BAR = 24


def _lines(trend: Trend, station: Station) -> list[str]:
    at = station.local(trend.at).strftime("%Y-%m-%d %H:%M")
    lines = [tr("cli.board_head", facility=station.facility.name, at=at), trends.margins(trend)]
    for unit in (trend.house, *trend.units):
        lines += ["", unit.unit or tr("trend.house"), trends.said(unit)]
        left = trends.left_out(unit)
        lines += [left] if left else []
        for bar in trends.bars(unit, _BAR):
            lines.append(f"{'>' if bar.today else ' '} {bar.day} {'#' * bar.cells:<{_BAR}} {bar.numbers}")
    return lines


def _tally(tally: Tally) -> dict[str, int]:
    return {"compared": tally.compared, "off": tally.off, "apart": tally.apart}


def _unit(unit: UnitTrend) -> dict[str, object]:
    return {
        "unit": unit.unit,
        "mean_percent": unit.mean,
        "spread_percent": unit.spread,
        "days_before": unit.counted,
        "not_measured_today": unit.unseen,
        "days": [
            {
                "date": day.day.isoformat(),
                "anything": _tally(day.anything),
                **{sign: _tally(tally) for sign, tally in day.signs.items()},
            }
            for day in unit.days
        ],
    }


def as_json(trend: Trend, station: Station) -> dict[str, object]:
    """The same as an object for another program."""
    return {
        "at": station.local(trend.at).isoformat(),
        "temperature_above_tenths_c": trend.temperature_tenths_c,
        "spo2_below_percent": trend.spo2_percent,
        "house": _unit(trend.house),
        "units": [_unit(unit) for unit in trend.units],
    }


@click.command("trend", cls=Command, help="trend.command")
@option("--at", metavar="TIME", help="trend.command_at")
@option("--json", "as_object", is_flag=True, help="explain.why_json")
@in_home
@click.pass_context
def trend(ctx: click.Context, at: str | None, *, as_object: bool) -> None:
    """Print today against the 14 days before."""
    station = station_for(ctx)
    found = station.trend(instant(at, station))
    if as_object:
        click.echo(json.dumps(as_json(found, station), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_lines(found, station)))
