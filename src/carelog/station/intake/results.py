"""Taking a laboratory's file: each result to its person or its tube, once, in slices of some people."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from carelog.model.assessment import open_alerts
from carelog.model.deeds import Imported, Result, Swabbed
from carelog.model.person import Kind, Person, Presence
from carelog.station import recording
from carelog.station.intake import gather, initials
from carelog.station.intake.rows import BadRow, Table, read, shown
from carelog.station.intake.swabs import AHEAD, Reported, reported

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from carelog.log.read_deeds import Deed
    from carelog.station.desk import Station
    from carelog.station.intake.maps import IntakeMap

_SLICE: Final = 20
"""People whose results are stored in one transaction: some 50 ms of work, so that another terminal never waits long."""

_PEOPLE: Final = 100
"""People written down in one transaction."""

_JUST: Final = timedelta(milliseconds=1)
_WAITED_FOR: Final = timedelta(days=35)
"""Samples older than this are answered by no file."""


class ResultsReport(NamedTuple):
    """What became of a file of results.

    `counts`: the results that are new (a dry run: would be); `known`: rows that were there before; `answered`: how many
    of the new ones belong to a sample sent from here.
    """

    table: Table
    counts: Mapping[Result, int]
    known: int
    answered: int
    made: tuple[Person, ...]
    bad: tuple[BadRow, ...]
    stored: bool


class Whose(NamedTuple):
    """A row with its person and, where it answers one, its sample."""

    row: Reported
    person: str
    sample: Deed | None


class _New(NamedTuple):
    """A result to be: its entry, whose id follows from what it says and from how often the file says it."""

    entry: str
    person: str
    at: datetime
    swab: Swabbed


def take_results(
    station: Station,
    file: Path,
    said: IntakeMap,
    *,
    map_name: str = "",
    dry_run: bool = False,
    skip_bad: bool = False,
    make_people: bool = False,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> ResultsReport:
    """Take a file of results: all of it or, where a row is bad and `skip_bad` is not asked for, none.

    A run cut short is completed by running it again, which adds only what is not there. `progress` is told the results
    stored and all, after each slice.
    """
    table = read(file, said)
    rows, wrong = reported(table, said, station.zone, station.now())
    ids, made = _people_of(station, rows, make=make_people or said.make_people)
    whose, strange = _whose(station, rows, ids, table)
    new, known, crossed = _unknown(station, whose, table)
    bad = tuple(sorted([*table.bad, *wrong, *strange, *crossed], key=lambda b: (b.row, b.column)))
    report = ResultsReport(
        table=table,
        counts=Counter(one.swab.result for one in new),
        known=known,
        answered=sum(bool(one.swab.sample) for one in new),
        made=tuple(made),
        bad=bad,
        stored=not dry_run and (skip_bad or not bad),
    )
    if report.stored and new:
        _put(station, made)
        _store(station, new, progress)
        refused = len({b.row for b in bad})
        recording.append_one(station, Imported(table.sha256, map_name, len(new), known, refused))
    return report


def _people_of(station: Station, rows: Sequence[Reported], *, make: bool) -> tuple[dict[str, str], list[Person]]:
    """The person ids of the file's codes, and the people made of unknown ones."""
    everybody = sorted(station.log.people(), key=lambda p: p.presence is not Presence.LEFT)
    ids = {p.code: p.id for p in everybody}
    strangers = dict.fromkeys(row.code for row in rows if row.code and row.code not in ids) if make else {}
    made = [Person(station.new_id(), code, Kind.RESIDENT, name=code, initials=initials.of(code)) for code in strangers]
    ids.update((person.code, person.id) for person in made)
    return ids, made


def _put(station: Station, made: Sequence[Person]) -> None:
    for start in range(0, len(made), _PEOPLE):
        station.put(made[start : start + _PEOPLE])


def _whose(
    station: Station, rows: Sequence[Reported], ids: Mapping[str, str], table: Table
) -> tuple[list[Whose], list[BadRow]]:
    """Each row with its person, by code or by tube; a tube taken from somebody else is never passed over."""
    now = station.now()
    tubed = any(row.label.tube for row in rows)
    samples = station.log.deeds_between(("sample",), now - _WAITED_FOR, now + AHEAD) if tubed else []
    found: list[Whose] = []
    bad: list[BadRow] = []
    for row in rows:
        person = ids.get(row.code, "")
        if row.code and not person:
            bad.append(_bad(table, row, "person", "intake.no_person", code=shown(row.code)))
            continue
        fitting = _samples_of(row, samples)
        mine = [deed for deed in fitting if person in ("", deed.body.person)]
        tube = "/".join(part for part in (row.label.pool, row.label.tube) if part)
        if fitting and not mine:
            bad.append(_bad(table, row, "tube", "intake.tube_of_another", tube=shown(tube), code=shown(row.code)))
        elif len(mine) > 1 or (not person and not mine):
            bad.append(_bad(table, row, "tube", "intake.no_one_tube", tube=shown(tube), count=len(mine)))
        else:
            sample = mine[0] if mine else None
            found.append(Whose(row, person or str(sample and sample.body.person), sample))
    return found, bad


def _samples_of(row: Reported, samples: Iterable[Deed]) -> list[Deed]:
    """The samples that carry a row's tube, and its pool where it names one."""
    tube, pool = row.label.tube, row.label.pool
    return [d for d in samples if tube and d.body.tube == tube and pool in ("", d.body.pool)]


def _bad(table: Table, row: Reported, field: str, why: str, /, **facts: object) -> BadRow:
    return BadRow(row.row, table.columns.get(field, field), why, facts)


def _unknown(station: Station, whose: Sequence[Whose], table: Table) -> tuple[list[_New], int, list[BadRow]]:
    """What the log does not hold yet, by person and time; how many rows it does; and those it holds otherwise."""
    answered = _answered(station, whose)
    heard: Counter[str] = Counter()
    new: list[_New] = []
    bad: list[BadRow] = []
    for one in whose:
        held = answered.get((one.sample.id, one.row.target)) if one.sample else None
        if held is not None and held is not one.row.result:
            bad.append(_bad(table, one.row, "result", "intake.answered_otherwise"))
        elif held is None:
            new.append(_new(one, heard))
            if one.sample:
                answered[one.sample.id, one.row.target] = one.row.result
    there = station.log.has([one.entry for one in new])
    fresh = [one for one in new if one.entry not in there]
    return sorted(fresh, key=lambda one: (one.person, one.at)), len(whose) - len(fresh) - len(bad), bad


def _answered(station: Station, whose: Sequence[Whose]) -> dict[tuple[str, str], Result]:
    """(sample, target) -> the result that stands for it."""
    wanted = {one.sample.id: one.person for one in whose if one.sample}
    deeds = [deed for person in set(wanted.values()) for deed in station.log.deeds("swabbed", person)]
    return {(deed.body.sample, deed.body.target): deed.body.result for deed in deeds if deed.body.sample in wanted}


def _new(one: Whose, heard: Counter[str]) -> _New:
    row, sample = one.row, one.sample
    at = sample.at if sample else row.at
    said = [row.method, row.target, row.result, row.ct_tenths, row.label.pool, row.label.tube, sample and sample.id]
    sign = gather.sign(one.person, at, ["swab", *said])
    heard[sign] += 1
    lot = row.label.lot or (sample.body.lot if sample else "")
    pool = row.label.pool or (sample.body.pool if sample else "")
    numbers = (sample.id if sample else "", row.ct_tenths, lot, pool, row.label.tube)
    swab = Swabbed(one.person, row.method, row.result, row.target, "", *numbers)
    return _New(gather.id_of(f"{sign} {heard[sign]}"), one.person, at, swab)


def _store(station: Station, new: Sequence[_New], progress: Callable[[int, int], None]) -> None:
    station.warm()
    loud = _loud(station, new)
    people = [list(theirs) for _, theirs in groupby(new, key=lambda one: one.person)]
    done = 0
    for start in range(0, len(people), _SLICE):
        some = people[start : start + _SLICE]
        with station.log.batch():
            for theirs in some:
                quiet = None if theirs[0].person in loud else station.now() + _JUST
                _store_of_one(station, theirs, quiet)
        done += sum(len(theirs) for theirs in some)
        progress(done, len(new))


def _loud(station: Station, new: Sequence[_New]) -> set[str]:
    """Of whom alerts are open, or of whom a positive still counts; for all others old results open no alert."""
    now, counts = station.now(), timedelta(days=station.judge.protocol().figures.infected_days.value)
    open_ = {person for person, step in station.log.steps_at(now).items() if open_alerts(step)}
    positive = (one for one in new if one.swab.result is Result.POSITIVE)
    return open_ | {one.person for one in positive if now - one.at < counts}


def _store_of_one(station: Station, theirs: Sequence[_New], quiet: datetime | None) -> None:
    """One person's results: what was taken at one time is one act; they are judged once, behind the last."""
    by = station.actor().id
    acts = [list(same) for _, same in groupby(theirs, key=lambda one: (one.at, one.swab.sample, one.swab.method))]
    for same in acts:
        with station.deed(author=by) as act:
            for one in same:
                act.append(one.swab, person=one.person, happened_at=one.at, entry=one.entry)
            if same is acts[-1]:
                station.reassess(act, theirs[0].person, theirs[0].at, quiet)
