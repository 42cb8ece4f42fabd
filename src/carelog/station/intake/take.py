"""The two things a nurse does with a file from outside: take its people, take its observations."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from carelog.model.deeds import Imported
from carelog.model.person import Kind, Person, Presence
from carelog.station import recording
from carelog.station.intake import decided, initials, people, storing
from carelog.station.intake.maps import IntakeMap
from carelog.station.intake.observations import Found, Terms, found
from carelog.station.intake.rows import BadRow, Table, read, shown
from carelog.station.intake.values import BadCell

if TYPE_CHECKING:
    from carelog.station.desk import Station


class PeopleReport(NamedTuple):
    """What a list of people says: new ones, changed ones, how many stay as they were, and the bad rows."""

    table: Table
    new: tuple[Person, ...]
    changed: tuple[Person, ...]
    same: int
    bad: tuple[BadRow, ...]
    stored: bool


class IntakeReport(NamedTuple):
    """What became of a file of observations.

    `observations` and `readings` are new (a dry run: would be); `known` counts rows whose every value was there before;
    `passed_over` rows that hold nothing to take; `would_have` alerts that readings older than 24 h would have opened.
    """

    table: Table
    observations: int
    readings: int
    known: int
    passed_over: int
    made: tuple[Person, ...]
    bad: tuple[BadRow, ...]
    would_have: int
    stored: bool


def take_people(station: Station, file: Path, said: IntakeMap, *, dry_run: bool = False) -> PeopleReport:
    """Take a list of people: all of it or, where a row is bad, none. A code known here updates that person."""
    table = read(file, said)
    given, bad = people.given(table, said, {s.code for s in station.symptoms()})
    here = {p.code: p for p in station.people()}
    new, changed, same = [], [], 0
    for one in given:
        known = here.get(one.code)
        person, wrong = told(station, one, known, table.columns)
        if person is None:
            bad.extend(wrong)
        elif known is None:
            new.append(person)
        elif person != known:
            changed.append(person)
        else:
            same += 1
    bad = sorted([*table.bad, *bad], key=lambda b: (b.row, b.column))
    stores = not (bad or dry_run)
    if stores and (new or changed):
        station.put([*new, *changed])
    return PeopleReport(table, tuple(new), tuple(changed), same, tuple(bad), stores)


def told(
    station: Station, one: people.Given, known: Person | None, columns: Mapping[str, str]
) -> tuple[Person | None, list[BadRow]]:
    """The whole person after a row, or what of it cannot stand, in the words of the file's own columns."""
    try:
        person = people.written(one, known, station.new_id)
    except BadCell as error:
        return None, [BadRow(one.row, columns.get("name", "name"), error.code, error.facts)]
    today = station.local(station.now()).date()
    wrong = decided.unfit(person, known, one.fields, today)
    bad = [BadRow(one.row, columns.get(w.field, w.field), w.code, _headed(w.facts, columns)) for w in wrong]
    return (None if bad else person), bad


def _headed(facts: Mapping[str, str], columns: Mapping[str, str]) -> dict[str, str]:
    return {key: ", ".join(columns.get(name, name) for name in said.split(", ")) for key, said in facts.items()}


def _never(done: int, total: int) -> None:
    """Say nothing of how far it is."""


def take_observations(
    station: Station,
    file: Path,
    said: IntakeMap,
    *,
    map_name: str = "",
    dry_run: bool = False,
    skip_bad: bool = False,
    progress: Callable[[int, int], None] = _never,
) -> IntakeReport:
    """Take a file of observations: all of it or, where a row is bad and `skip_bad` is not asked for, none.

    Every observation is an act of its own, stored in slices by person; a run cut short is completed by running it
    again, which adds only what is not there. `progress` is told the observations stored and all, after each slice.
    """
    table = read(file, said)
    terms = Terms(station.zone, {s.code for s in station.symptoms()}, station.now())
    rows, wrong, nothing = found(table, said, terms)
    ids, made, strangers = _people_of(station, rows, said)
    wrong += [_stranger(row, table) for row in strangers]
    bad = tuple(sorted([*table.bad, *wrong], key=lambda b: (b.row, b.column)))
    rows = [row for row in rows if row.code in ids]
    new = storing.unknown(station, rows, ids, said)
    fresh = len({row for one in new for row in one.rows})
    report = IntakeReport(
        table=table,
        observations=sum(1 for one in new if not one.act),
        readings=sum(len(part.observed.readings) for one in new for part in one.parts),
        known=len(rows) - fresh,
        passed_over=table.passed_over + nothing,
        made=tuple(made),
        bad=bad,
        would_have=0,
        stored=not dry_run and (skip_bad or not bad),
    )
    if not (report.stored and new):
        return report
    if made:
        station.put(made)
    report = report._replace(would_have=storing.store(station, new, progress))
    refused = len({b.row for b in bad})
    recording.append_one(station, Imported(table.sha256, map_name, fresh, report.known, refused))
    return report


def _people_of(
    station: Station, rows: Sequence[Found], said: IntakeMap
) -> tuple[dict[str, str], list[Person], list[Found]]:
    """The person ids of the file's codes, the people the map makes of unknown ones, and the rows of nobody."""
    everybody = sorted(station.log.people(), key=lambda p: p.presence is not Presence.LEFT)
    ids = {p.code: p.id for p in everybody}
    made: list[Person] = []
    strangers = [row for row in rows if row.code not in ids]
    if said.make_people:
        for code in dict.fromkeys(row.code for row in strangers):
            person = Person(station.new_id(), code, Kind.RESIDENT, name=code, initials=initials.of(code))
            made.append(person)
            ids[code] = person.id
        strangers = []
    return ids, made, strangers


def _stranger(row: Found, table: Table) -> BadRow:
    return BadRow(row.row, table.columns.get("person", "person"), "intake.no_person", {"code": shown(row.code)})
