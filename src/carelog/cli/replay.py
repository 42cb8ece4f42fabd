"""`carelog replay`: what a protocol would have said of the days that are recorded."""

from __future__ import annotations

import json
import unicodedata
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

import click

from carelog.cli.bars import bar
from carelog.cli.base import Command, in_home, option, station_for
from carelog.cli.export import day_said
from carelog.model.refusal import Refusal
from carelog.model.severity import Severity
from carelog.words import language, tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from carelog.protocol.alarms import Alarm
    from carelog.protocol.schema import CareProtocol
    from carelog.station.desk import Station
    from carelog.station.replaying import Count, Replayed

_DAYS: Final = timedelta(days=29)
"""From the first to the last day replayed where none is named."""
_TARGETS: Final = {Severity.REVIEW: 3, Severity.WATCH: 10}
"""The most for every hundred resident-days of a quiet week."""
_BOTH = (Severity.REVIEW, Severity.WATCH)


@click.command("replay", cls=Command, help="replay.replay")
@option("--protocol", "name", metavar="ID|FILE", help="replay.opt_protocol")
@option("--from", "first", metavar="DATE", help="replay.opt_from")
@option("--to", "last", metavar="DATE", help="replay.opt_to")
@option("--json", "as_object", is_flag=True, help="replay.opt_json")
@in_home
@click.pass_context
def replay(ctx: click.Context, name: str | None, first: str | None, last: str | None, *, as_object: bool) -> None:
    """Decide the recorded days again and print what is added, removed and what it costs; nothing is written."""
    from carelog.station import replaying

    station = station_for(ctx)
    days = _days(station, first, last)
    protocol = _chosen(station, name)
    since, until = (datetime.combine(day, time(), station.zone) for day in (days[0], days[1] + timedelta(days=1)))
    found = replaying.replay(station, protocol, since, until, bar(tr("replay.replaying")))
    told = _Told(station, protocol, days, found)
    click.echo(json.dumps(told.as_object(), ensure_ascii=False, indent=2) if as_object else "\n".join(told.lines()))


def _days(station: Station, first: str | None, last: str | None) -> tuple[date, date]:
    """The first and the last local day; refuses what is no date, and days the wrong way round."""
    end = day_said(last, station)
    begin = end - _DAYS if first is None else day_said(first, station)
    if begin > end:
        raise Refusal("report.backwards", first=begin.isoformat(), last=end.isoformat())
    return begin, end


def _chosen(station: Station, name: str | None) -> CareProtocol:
    """A protocol that comes with the app, a file, or the one in use where none is named.

    A file that could not be taken into use, because something would pass as normal, can be tried all the same.
    """
    from carelog.protocol import load
    from carelog.station import protocols

    if name is None or name == protocols.IN_USE:
        return station.judge.protocol()
    text = protocols.written(name, lambda: station)
    protocol = load.care_protocol(text, name)
    for problem in load.examined(text, name).problems[:1]:
        click.echo(tr("replay.only_tried", why=tr(problem.code, **problem.facts)), err=True)
    return protocol


class _Told:
    """A replay in words, or as the object that README describes; people are named by code."""

    def __init__(self, station: Station, protocol: CareProtocol, days: tuple[date, date], found: Replayed) -> None:
        self._station = station
        self._protocol = protocol
        self._days = days
        self._found = found
        self._codes = {p.id: p.code for p in station.log.people()}
        self._words = {rule.id: getattr(rule.words, language()) for rule in protocol.rule}

    def _per_100(self, number: int) -> float:
        return self._found.attendance.per_100(number)

    def _at(self, at: datetime | None) -> str | None:
        return None if at is None else self._station.local(at).isoformat(timespec="minutes")

    def _rule_words(self, rule: str) -> str:
        return str(self._words.get(rule) or self._station.words(rule))

    # for a program

    def as_object(self) -> dict[str, object]:
        found = self._found
        seen = found.attendance
        return {
            "protocol": {"id": self._protocol.id, "version": self._protocol.version},
            "from": self._days[0].isoformat(),
            "to": self._days[1].isoformat(),
            "observations": found.observations,
            "resident_days": seen.resident_days,
            "rules": [{"rule": c.rule, "words": self._rule_words(c.rule), **self._count(c)} for c in found.counts],
            "totals": [self._count(found.total(kind)) for kind in _BOTH],
            "added": [self._alarm(a) for a in found.added],
            "removed": [self._alarm(a) for a in found.removed],
            "referrals": list(self._referrals()),
            "checks": seen.checks,
            "missed_checks": [
                {"person": self._codes[m.person], "round_date": m.round.date.isoformat(), "round": m.round.slot}
                for m in seen.missed
            ],
        }

    def _count(self, count: Count) -> dict[str, object]:
        return {
            "severity": count.kind.name,
            "recorded": count.recorded,
            "replayed": count.replayed,
            "added": count.added,
            "removed": count.removed,
            "recorded_per_100_resident_days": round(self._per_100(count.recorded), 3),
            "replayed_per_100_resident_days": round(self._per_100(count.replayed), 3),
            "recorded_observations": count.recorded_observations,
            "replayed_observations": count.replayed_observations,
        }

    def _alarm(self, alarm: Alarm) -> dict[str, object]:
        return {
            "person": self._codes[alarm.person],
            "rule": alarm.rule,
            "severity": alarm.severity.name,
            "at": self._at(alarm.start),
            "until": self._at(alarm.until),
            "would_have": alarm.would_have,
        }

    def _referrals(self) -> Iterator[dict[str, object]]:
        for one in self._found.warnings:
            yield {
                "person": self._codes[one.referral.person],
                "at": self._at(one.referral.at),
                "sign": one.referral.sign.value,
                "recorded_alert_at": self._at(one.recorded),
                "recorded_lead_minutes": _minutes(one.lead(one.recorded)),
                "replayed_alert_at": self._at(one.replayed),
                "replayed_lead_minutes": _minutes(one.lead(one.replayed)),
            }

    # for a person

    def lines(self) -> Iterator[str]:
        found = self._found
        first, last = (day.isoformat() for day in self._days)
        if not found.observations:
            yield tr("replay.nothing", first=first, last=last)
            return
        yield tr("replay.head", id=self._protocol.id, version=self._protocol.version, first=first, last=last)
        yield tr("replay.size", observations=found.observations, days=found.attendance.resident_days)
        for kind in _BOTH:
            yield from self._table(kind)
        yield from self._list(tr("replay.added"), "+", found.added)
        yield from self._list(tr("replay.removed"), "-", found.removed)
        yield from self._sent()
        yield ""
        yield tr("replay.missed", missed=len(found.attendance.missed), checks=found.attendance.checks)

    def _table(self, kind: Severity) -> Iterator[str]:
        head = ("rule", "recorded", "replayed", "plus", "minus", "per_recorded", "per_replayed")
        rows = [[tr(f"replay.{name}") for name in head]]
        rows += [self._row(c.rule, c) for c in self._found.counts if c.kind is kind]
        rows.append(self._row(tr("replay.all"), self._found.total(kind)))
        yield ""
        yield tr(f"replay.of_{kind.name}", most=_TARGETS[kind])
        yield from _laid_out(rows)

    def _row(self, name: str, c: Count) -> list[str]:
        each = (f"{self._per_100(n):.2f}" for n in (c.recorded, c.replayed))
        return [name, *(str(n) for n in (c.recorded, c.replayed, c.added, c.removed)), *each]

    def _list(self, head: str, mark: str, alarms: Sequence[Alarm]) -> Iterator[str]:
        """The alerts behind a column, rule by rule; WATCH is left to the object."""
        alerts = [a for a in alarms if a.alert]
        if alerts:
            yield ""
            yield head
        for rule in sorted({a.rule for a in alerts}):
            yield f"  {rule}  {self._rule_words(rule)}"
            for a in alerts:
                if a.rule == rule:
                    old = tr("replay.would_have") if a.would_have else ""
                    yield f"    {mark} {self._codes[a.person]}  {self._when(a.start)}  {_severity(a)}{old}"

    def _sent(self) -> Iterator[str]:
        yield ""
        yield tr("replay.referrals" if self._found.warnings else "replay.no_referral")
        for one in self._found.warnings:
            sign = tr(f"replay.sign_{one.referral.sign.value}")
            head = f"  {self._codes[one.referral.person]}  {self._when(one.referral.at)}  {sign}"
            yield head + tr(
                "replay.lead", recorded=_lead(one.lead(one.recorded)), replayed=_lead(one.lead(one.replayed))
            )

    def _when(self, at: datetime) -> str:
        return self._station.local(at).strftime("%Y-%m-%d %H:%M")


def _severity(alarm: Alarm) -> str:
    return tr(f"severity.{alarm.severity.name}")


def _minutes(lead: timedelta | None) -> int | None:
    return None if lead is None else lead // timedelta(minutes=1)


def _lead(lead: timedelta | None) -> str:
    """How long before, in hours and minutes; nobody was warned where there is none."""
    if lead is None:
        return tr("replay.not_warned")
    hours, minutes = divmod(lead // timedelta(minutes=1), 60)
    return tr("replay.hours", hours=hours, minutes=minutes)


def _cells(text: str) -> int:
    """How many columns of a terminal a text takes: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _laid_out(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Rows as lines, the first column to the left, figures to the right."""
    widths = [max(_cells(row[n]) for row in rows) for n in range(len(rows[0]))]
    for row in rows:
        first, *figures = (" " * (width - _cells(text)) for text, width in zip(row, widths, strict=True))
        yield "  ".join([f"  {row[0]}{first}", *(f"{pad}{text}" for pad, text in zip(figures, row[1:], strict=True))])
