"""Putting a checked file into the log: what is new of it, slice by slice, each slice judged in the same transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Final

from carelog.model.assessment import Step
from carelog.model.observation import Way
from carelog.model.round import around
from carelog.model.severity import Severity
from carelog.station.intake.gather import Gathered, Stored, gathered, signs
from carelog.station.kept import kept_since

if TYPE_CHECKING:
    from carelog.station.desk import Station
    from carelog.station.intake.maps import IntakeMap
    from carelog.station.intake.observations import Found

QUIET: Final = timedelta(hours=24)
"""Readings older than this open no alert: what they would have raised is counted."""

_SLICE: Final = 40
"""Observations stored in one transaction: about 50 ms of work, so that another terminal never waits long."""


def unknown(station: Station, rows: Sequence[Found], ids: Mapping[str, str], said: IntakeMap) -> list[Gathered]:
    """What of the rows the log does not hold yet, as observations.

    A row of our own export is known by its entry, any other by what it says; a value that was corrected or taken back
    since stays known. Where the file names no round, a row belongs to the round whose window its time lies in.
    """
    entries = [row.entry for row in rows if row.entry]
    there = station.log.has(entries) if entries else set()
    fresh = [row for row in rows if row.entry not in there]
    if "round" not in said.columns:
        fresh = [_placed(row, station) for row in fresh]
    since = {person: datetime.max.replace(tzinfo=UTC) for person in ids.values()}
    for row in fresh:
        since[ids[row.code]] = min(row.at, since[ids[row.code]])
    margin = timedelta(minutes=said.together_minutes)
    stored = {ids[code]: _held(station, ids[code], since[ids[code]] - margin) for code in {r.code for r in fresh}}
    return gathered(fresh, ids, said.together_minutes, stored)


def _placed(row: Found, station: Station) -> Found:
    begun, _ = around(row.at, station.light.slots, station.zone)
    return row._replace(round=begun.key) if begun and row.at < begun.end else row


def _held(station: Station, person: str, since: datetime) -> list[Stored]:
    return [
        Stored(
            kept.seen.happened_at,
            kept.seen.act if kept.seen.observed.way is Way.IMPORT and kept.status != "undone" else "",
            frozenset(signs(person, kept.seen.happened_at, kept.seen.observed)),
        )
        for kept in kept_since(station.log, person, since)
    ]


def store(station: Station, new: Sequence[Gathered], progress: Callable[[int, int], None]) -> int:
    """Store observations and judge their people again; how many alerts their old readings would have opened.

    `progress` is told the observations stored and all of them, after each slice.
    """
    station.warm()
    would_have: set[tuple[str, str, str]] = set()
    done = 0
    for some in _slices(new):
        with station.log.batch():
            steps = _stored(station, some)
        would_have.update((some[0].person, rule, episode) for rule, episode in _would_have(steps))
        done += len(some)
        progress(done, len(new))
    return len(would_have)


def _slices(new: Sequence[Gathered]) -> Iterator[Sequence[Gathered]]:
    """Runs of observations of one person, each of at most so many."""
    for _, theirs in groupby(new, key=lambda one: one.person):
        observations = list(theirs)
        for start in range(0, len(observations), _SLICE):
            yield observations[start : start + _SLICE]


def _stored(station: Station, some: Sequence[Gathered]) -> tuple[Step, ...]:
    by, now = station.actor().id, station.now()
    since = min(part.at for one in some for part in one.parts)
    steps: tuple[Step, ...] = ()
    for one in some:
        with station.deed(one.act or None, by) as act:
            for part in one.parts:
                act.append(part.observed, person=one.person, happened_at=part.at, entry=part.entry)
            if one is some[-1]:
                steps = station.reassess(act, one.person, since, now - QUIET)
    return steps


def _would_have(steps: Sequence[Step]) -> set[tuple[str, str]]:
    return {
        (fired.rule, fired.episode)
        for step in steps
        for fired in step.fired
        if fired.would_have and fired.severity >= Severity.REVIEW
    }
