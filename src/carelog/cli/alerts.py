"""`carelog alerts`: who waits for a named person, without a screen."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from carelog.cli.base import Command, in_home, option, station_for

if TYPE_CHECKING:
    from datetime import datetime

    from carelog.station.alerting.answered import Answered
    from carelog.station.alerting.door import AlertRow, Withdrawn
    from carelog.station.alerting.hour import Due
    from carelog.station.desk import Station


def _iso(at: datetime | None, station: Station) -> str | None:
    return station.local(at).isoformat() if at else None


def _row(row: AlertRow, station: Station) -> dict[str, object]:
    return {
        "person": row.person.code,
        "presence": row.person.left or row.person.presence,
        "ceiling": row.person.ceiling,
        "severity": row.severity.name,
        "rules": [f.rule for f in row.fired],
        "since": _iso(row.since, station),
        "state": row.state.value,
        "seen_by": row.by or None,
        "seen_at": _iso(row.at, station),
        "action": row.action,
        "next_check": _iso(row.next_check, station),
        "comes_back": _iso(row.until, station),
        "improving": row.improving,
    }


def _withdrawn(one: Withdrawn, station: Station) -> dict[str, object]:
    return {
        "person": one.person.code,
        "rule": one.fired.rule,
        "severity": one.fired.severity.name,
        "withdrawn_by": one.by,
        "withdrawn_at": _iso(one.at, station),
        "why": one.why,
    }


def _answered(one: Answered, station: Station) -> dict[str, object]:
    return {
        "person": one.person.code,
        "severity": one.severity.name,
        "rules": [f.rule for f in one.fired],
        "closed_by": one.by or None,
        "closed_at": _iso(one.at, station),
        "outcome": one.outcome,
    }


def _due(due: Due, station: Station) -> dict[str, object]:
    return {
        "at": _iso(due.at, station),
        "what": due.what.value,
        "person": due.person.code if due.person else None,
        "quantity": due.quantity,
        "code": due.code or None,
        "left": due.left,
    }


def as_json(station: Station) -> dict[str, object]:
    """Open alerts, closed ones that still hold, the next hour, rechecks, and readings taken back today."""
    door, at = station.alerts, station.now()
    rows, again = door.every(at), door.rechecks()
    return {
        "at": _iso(at, station),
        "alerts": [_row(row, station) for row in rows],
        "closed_but_holding": [_answered(one, station) for one in door.answered(at)],
        "next_hour": [_due(due, station) for due in door.next_hour(rows, again, at)],
        "rechecks": [
            {
                "person": person.code,
                "quantity": told.quantity,
                "from": _iso(told.since, station),
                "to": _iso(told.until, station),
            }
            for person, told in again
        ],
        "withdrawn": [_withdrawn(one, station) for one in door.withdrawn()],
    }


@click.command("alerts", cls=Command, help="alerts.command")
@option("--json", "as_object", is_flag=True, help="explain.why_json")
@in_home
@click.pass_context
def alerts(ctx: click.Context, *, as_object: bool) -> None:
    """Print the open alerts, urgent and unseen first."""
    from carelog.report import alerting

    station = station_for(ctx)
    if as_object:
        click.echo(json.dumps(as_json(station), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(alerting.lines(station)))
