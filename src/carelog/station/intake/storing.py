"""Putting a checked file into the log: what is new of it, slice by slice, each slice judged in the same transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from carelog.model.assessment import Step
from carelog.model.observation import Way
from carelog.model.round import around
from carelog.model.severity import Severity
from carelog.station.intake.gather import Gathered, Stored, gathered, signs

if TYPE_CHECKING:
    from carelog.station.desk import Station
    from carelog.station.intake.maps import IntakeMap
    from carelog.station.intake.observations import Found

QUIET: Final = timedelta(hours=24)
"""Readings older than this open no alert: what they would have raised is counted."""

_SLICE: Final = 60
"""Parts stored in one transaction: far below 100 ms of work, so that another terminal never waits long."""


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
    held = {person: _held(station, person) for person in {ids[row.code] for row in fresh}}
    return list(gathered(fresh, ids, held, said.together_minutes))


def _placed(row: Found, station: Station) -> Found:
    begun, _ = around(row.at, station.light.slots, station.zone)
    return row._replace(round=begun.key) if begun and row.at < begun.end else row


def _held(station: Station, person: str) -> list[Stored]:
    return [
        Stored(
            kept.seen.happened_at,
            kept.seen.act if kept.seen.observed.way is Way.IMPORT and kept.status != "undone" else "",
            frozenset(signs(person, kept.seen.happened_at, kept.seen.observed)),
        )
        for kept in station.log.kept(person)
    ]


def store(station: Station, new: Sequence[Gathered], progress: Callable[[int, int], None]) -> int:
    """Store observations and judge their people again; how many alerts their old readings would have opened.

    `progress` is told the parts stored and all parts, before the first slice and after each.
    """
    total = sum(len(one.parts) for one in new)
    done = 0
    would_have: set[tuple[str, str, str]] = set()
    progress(done, total)
    for part_of_it in _slices(new):
        with station.log.batch():
            steps = _store_slice(station, part_of_it)
        person = part_of_it[0].person
        would_have.update((person, rule, episode) for rule, episode in _would_have(steps))
        done += sum(len(one.parts) for one in part_of_it)
        progress(done, total)
    return len(would_have)


def _slices(new: Sequence[Gathered]) -> Iterator[list[Gathered]]:
    """Runs of observations of one person, each of at most so many parts (a longer observation stays whole)."""
    held: list[Gathered] = []
    for one in new:
        if held and (held[0].person != one.person or sum(len(h.parts) for h in held) + len(one.parts) > _SLICE):
            yield held
            held = []
        held.append(one)
    if held:
        yield held


def _store_slice(station: Station, part_of_it: Sequence[Gathered]) -> tuple[Step, ...]:
    by, now = station.actor().id, station.now()
    since = min(part.at for one in part_of_it for part in one.parts)
    steps: tuple[Step, ...] = ()
    for n, one in enumerate(part_of_it, start=1):
        with station.log.act(by, now, station.new_id, act=one.act or None) as act:
            for part in one.parts:
                act.append(part.observed, person=one.person, happened_at=part.at, entry=part.entry)
            if n == len(part_of_it):
                steps = station.reassess(act, one.person, since, now - QUIET)
    return steps


def _would_have(steps: Sequence[Step]) -> set[tuple[str, str]]:
    return {
        (fired.rule, fired.episode)
        for step in steps
        for fired in step.fired
        if fired.would_have and fired.severity >= Severity.REVIEW
    }
