"""`carelog why`: why somebody stands where they stand, without a screen."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from carelog.cli.base import Command, in_home, instant, option, station_for
from carelog.cli.lines import SHAPES, named_tasks
from carelog.model.deeds import Given, Swabbed
from carelog.report import reasons, swabs
from carelog.report.limits import limit
from carelog.words import tr

if TYPE_CHECKING:
    from datetime import date, datetime

    from carelog.model.clearing import Clearing
    from carelog.station.desk import Station
    from carelog.station.reasons import Ground, Normal, Reason, WhyView


def _lines(view: WhyView, station: Station) -> list[str]:
    person = view.person
    at = station.local(view.at).strftime("%Y-%m-%d %H:%M")
    shape, words = SHAPES[view.severity], tr(f"severity.{view.severity.name}")
    lines = [f"{shape:<3} {person.bed or person.code}  {person.name}  {words}  ({at})"]
    lines += limit(view.person) if view.reasons else []
    lines += [f"{tr('explain.tasks')}: {named_tasks(view.tasks)}"] if view.tasks else []
    for reason in view.reasons:
        lines += _reason(reason, station)
    lines += [] if view.reasons else [tr("explain.no_reason")]
    isolation = swabs.isolation(view.isolated, station)
    extra = [text for text in (isolation, reasons.score(view), reasons.classed(view)) if text]
    lines += ["", *extra] if extra else []
    lines += [tr("explain.normals")] if view.normals else []
    return lines + [f"      {reasons.normal(normal, station)}" for normal in view.normals]


def _reason(reason: Reason, station: Station) -> list[str]:
    below = [
        reasons.standing(reason, station),
        *(reasons.ground(ground, station) for ground in reason.rests_on),
        reasons.clears(reason, station),
        reasons.source(reason),
        reasons.decided(reason.decided, station),
    ]
    head = f"{SHAPES[reason.fired.severity]:<3} {reason.fired.rule}  {reason.words}"
    return ["", head, *(f"      {line}" for line in below if line)]


def _time(at: datetime | None, station: Station) -> str | None:
    return station.local(at).isoformat() if at else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def as_json(view: WhyView, station: Station) -> dict[str, object]:
    """The same as an object for another program; values in the readings' own units."""
    return {
        "person": view.person.code,
        "at": _time(view.at, station),
        "severity": view.severity.name,
        "tasks": [task.value for task in view.tasks],
        "reasons": [_reason_json(reason, station) for reason in view.reasons],
        "normals": [_normal_json(normal, station) for normal in view.normals],
        "news2": _score_json(view),
        "class": _class_json(view),
        "isolation": _isolation_json(view, station),
    }


def _isolation_json(view: WhyView, station: Station) -> dict[str, object] | None:
    told = view.isolated
    return {**told._asdict(), "since": _time(told.since, station)} if told else None


def _score_json(view: WhyView) -> dict[str, object] | None:
    told = view.score
    if told is None:
        return None
    return {
        "total": told.total,
        "at_least": told.lower_bound,
        "band": told.band,
        "missing": list(told.missing),
        "usual": view.usual_score,
    }


def _class_json(view: WhyView) -> dict[str, object] | None:
    told = view.classed
    if told is None:
        return None
    return {
        "colour": told.colour.value if told.colour else None,
        "by": told.by.value if told.by else None,
        "missing": list(told.missing),
    }


def _reason_json(reason: Reason, station: Station) -> dict[str, object]:
    fired, told = reason.fired, reason.decided
    return {
        "rule": fired.rule,
        "severity": fired.severity.name,
        "words": reason.words,
        "source": reason.source,
        "evidence": reason.evidence,
        "signed": reason.signed,
        "tasks": [task.value for task in fired.tasks],
        "standing": fired.standing.value,
        "since": _time(reason.since, station),
        "value": fired.value,
        "bound": fired.bound,
        "protocol": {
            "id": told.id,
            "version": told.version,
            "sha256": told.sha256,
            "in_use": told.in_use,
            "entry": told.entry,
            "recorded_at": _time(told.recorded_at, station),
        },
        "rests_on": [_ground_json(ground, station) for ground in reason.rests_on],
        "clears": _clears_json(reason.clears, station) if reason.clears else None,
        "clears_words": reasons.clears(reason, station),
        "recheck_by": _time(reason.recheck.until, station) if reason.recheck else None,
    }


def _ground_json(ground: Ground, station: Station) -> dict[str, object]:
    return {
        "entry": ground.entry,
        "happened_at": _time(ground.happened_at, station),
        "recorded_at": _time(ground.recorded_at, station),
        "readings": [
            {
                "quantity": r.quantity.value,
                "value": r.value,
                "not_measured": r.not_measured.value if r.not_measured else None,
                "site": r.site.value if r.site else None,
                "device": r.device,
                "confirmed": r.confirmed,
                "asleep": r.asleep,
            }
            for r in ground.readings
        ],
        "symptoms": list(ground.symptoms) if ground.symptoms is not None else None,
        "deed": _deed_json(ground.deed),
        "measured_by": ground.measured_by,
        "recorded_by": ground.recorded_by,
        "status": ground.status,
        "corrects": ground.corrects,
    }


def _deed_json(deed: Swabbed | Given | None) -> dict[str, object] | None:
    if isinstance(deed, Given):
        return {"kind": "given", "antipyretic": deed.antipyretic}
    return {"kind": "swabbed", "method": deed.method.value, "result": deed.result.value} if deed else None


def _clears_json(told: Clearing, station: Station) -> dict[str, object]:
    return {
        "ends": told.ends.value,
        "hours_apart": int(told.apart.total_seconds()) // 3600,
        "first": _time(told.first, station),
        "masked_hours": int(told.masked.total_seconds()) // 3600,
        "needs": [
            [{key: value for key, value in need._asdict().items() if value not in (None, "", ())} for need in clause]
            for clause in told.needs
        ],
    }


def _normal_json(normal: Normal, station: Station) -> dict[str, object]:
    return {
        "quantity": normal.quantity.value,
        "site": normal.site.value if normal.site else None,
        "value": normal.value,
        "readings": normal.readings,
        "since": _time(normal.since, station),
        "frozen": normal.frozen,
        "by": normal.by,
        "until": _day(normal.until),
    }


@click.command("why", cls=Command, help="explain.why")
@click.argument("person")
@option("--at", metavar="TIME", help="explain.why_at")
@option("--json", "as_object", is_flag=True, help="explain.why_json")
@in_home
@click.pass_context
def why(ctx: click.Context, person: str, at: str | None, *, as_object: bool) -> None:
    """Print every rule that stands for one person."""
    station = station_for(ctx)
    view = station.why(station.by_code(person).id, instant(at, station))
    if as_object:
        click.echo(json.dumps(as_json(view, station), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_lines(view, station)))
