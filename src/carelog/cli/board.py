"""`carelog board`: who needs what, without a screen."""

from __future__ import annotations

import json
from itertools import chain
from typing import TYPE_CHECKING

import click

from carelog.cli.base import Command, in_home, instant, option, station_for
from carelog.cli.lines import board_lines
from carelog.model.person import Kind

if TYPE_CHECKING:
    from carelog.station.desk import Station
    from carelog.station.rows import Board, BoardRow, Latest


def _tenths(value: int | None) -> float | None:
    return None if value is None else value / 10


def _latest(latest: Latest | None, station: Station) -> dict[str, object]:
    return {
        "temperature_c": _tenths(latest.temperature_tenths_c) if latest else None,
        "temperature_site": latest.temperature_site.value if latest and latest.temperature_site else None,
        "spo2_percent": latest.spo2_percent if latest else None,
        "oxygen_l_min": _tenths(latest.oxygen_tenths_l_min) if latest else None,
        "symptoms": list(latest.symptoms) if latest and latest.symptoms is not None else None,
        "happened_at": station.local(latest.happened_at).isoformat() if latest else None,
    }


def as_json(row: BoardRow, station: Station) -> dict[str, object]:
    """One person of the board as the object the README describes."""
    window = row.round.window
    return {
        "person": row.person.code,
        "kind": row.person.kind.value,
        "name": row.person.name,
        "unit": row.person.unit,
        "bed": row.person.bed,
        "severity": row.severity.name,
        "tasks": [task.value for task in row.tasks],
        "reasons": [
            {"rule": f.rule, "words": station.words(f.rule), "source": station.source(f.rule)} for f in row.fired
        ],
        "latest": _latest(row.latest, station),
        "round": {
            "state": row.round.state.value,
            "from": station.local(window.start).isoformat() if window else None,
            "to": station.local(window.end).isoformat() if window else None,
        },
    }


def _everybody(station: Station, at: str | None) -> Board:
    when = instant(at, station)
    boards = [station.board(kind, when) for kind in (Kind.RESIDENT, Kind.STAFF)]
    rows = sorted(chain.from_iterable(b.rows for b in boards), key=lambda row: -row.severity)
    return boards[0]._replace(rows=tuple(rows))


@click.command("board", cls=Command, help="cli.board")
@option("--json", "as_list", is_flag=True, help="cli.board_json")
@option("--at", metavar="TIME", help="cli.board_at")
@in_home
@click.pass_context
def board(ctx: click.Context, at: str | None, *, as_list: bool) -> None:
    """Print everybody, worst first."""
    station = station_for(ctx)
    found = _everybody(station, at)
    if as_list:
        rows = [as_json(row, station) for row in found.rows]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    click.echo("\n".join(board_lines(found, station)))
