"""Putting a checked file into the log: what is new of it, slice by slice, each slice judged in the same transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Final

from carelog.model.assessment import Step
from carelog.model.deeds import Imported
from carelog.model.round import around
from carelog.model.severity import Severity
from carelog.station.intake.gather import Gathered, gathered, reduced, signs
from carelog.station.kept import kept_since

if TYPE_CHECKING:
    from carelog.log import Act
    from carelog.station.desk import Station
    from carelog.station.intake.maps import IntakeMap
    from carelog.station.intake.observations import Found

QUIET: Final = timedelta(hours=24)
"""Readings older than this open no alert: what they would have raised is counted."""

_SLICE: Final = 60
"""Observations stored in one transaction: below 100 ms of work, so that another terminal never waits long."""


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
    whole = gathered(fresh, ids, said.together_minutes)
    stored = station.log.has([one.entry for one in whole])
    left = [one for one in whole if one.entry not in stored]
    out: list[Gathered] = []
    for person, theirs in groupby(left, key=lambda one: one.observed.person):
        observations = list(theirs)
        known = _known(station, person, observations)
        out.extend(one for one in (reduced(o, known) for o in observations) if one is not None)
    return out


def _placed(row: Found, station: Station) -> Found:
    begun, _ = around(row.at, station.light.slots, station.zone)
    return row._replace(round=begun.key) if begun and row.at < begun.end else row


def _known(station: Station, person: str, observations: Sequence[Gathered]) -> set[str]:
    since = min(one.at for one in observations) - timedelta(days=1)
    held = kept_since(station.log, person, since)
    return {mark for kept in held for mark in signs(person, kept.seen.happened_at, kept.seen.observed)} - {""}


def store(station: Station, new: Sequence[Gathered], proof: Imported, progress: Callable[[int, int], None]) -> int:
    """Store observations as one act and judge their people again; how many alerts old readings would have opened.

    `proof` ends the act. `progress` is told the observations stored and all of them, after each slice.
    """
    act_id = station.new_id()
    quiet_before = station.now() - QUIET
    would_have: set[tuple[str, str, str]] = set()
    done = 0
    for some in _slices(new):
        with station.log.act(station.actor().id, station.now(), station.new_id, act=act_id) as act:
            would_have.update(_stored(station, act, some, quiet_before))
            done += len(some)
            if done == len(new):
                act.append(proof)
        progress(done, len(new))
    return len(would_have)


def _slices(new: Sequence[Gathered]) -> Iterator[Sequence[Gathered]]:
    """Runs of observations of one person, each of at most so many."""
    for _, theirs in groupby(new, key=lambda one: one.observed.person):
        observations = list(theirs)
        for start in range(0, len(observations), _SLICE):
            yield observations[start : start + _SLICE]


def _stored(station: Station, act: Act, some: Sequence[Gathered], quiet_before: datetime) -> set[tuple[str, str, str]]:
    person = some[0].observed.person
    for one in some:
        act.append(one.observed, person=person, happened_at=one.at, entry=one.entry)
    steps = station.reassess(act, person, some[0].at, quiet_before)
    return {(person, rule, episode) for rule, episode in _would_have(steps)}


def _would_have(steps: Sequence[Step]) -> set[tuple[str, str]]:
    return {
        (fired.rule, fired.episode)
        for step in steps
        for fired in step.fired
        if fired.would_have and fired.severity >= Severity.REVIEW
    }
