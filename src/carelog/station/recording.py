"""Putting things into the log: observations in parts, corrections, undo, people."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple, cast

from carelog.model.observation import Observed, Seen, Way
from carelog.model.person import Moved
from carelog.model.refusal import Refusal
from carelog.model.severity import Severity
from carelog.station import judging, rounds
from carelog.station.rows import Conflict, Saved, Undoable
from carelog.station.staffing import sending

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from carelog.log.write import Act
    from carelog.model.body import Body
    from carelog.model.deeds import Correction, Why
    from carelog.model.draft import DraftRow
    from carelog.model.entry import Entry
    from carelog.model.person import Leaving, Person, Presence
    from carelog.station.desk import Station

UNASKED = timedelta(minutes=2)
"""Within this time one's own slip is corrected as 'typing' without asking why."""
_UNDO_FOR = timedelta(hours=12)


def warm() -> None:
    """Load what the first save would otherwise wait for."""
    from carelog.log import codec, write

    codec.warm()
    write.warm()


def _rest(row: DraftRow) -> Observed:
    return Observed(
        person=row.person,
        round=row.round,
        readings=row.readings,
        symptoms=row.symptoms,
        not_asked=row.not_asked,
        measured_by=row.measured_by,
        way=row.way,
    )


def alone(station: Station, observed: Observed, at: datetime) -> Severity:
    """What the values of an observation are by themselves, without a history."""
    from carelog.protocol import assess

    person = _somebody(station, observed.person)
    return assess.alone(station.judge.protocol(), person, observed.readings, observed.symptoms, at)


def _somebody(station: Station, person: str) -> Person:
    found = station.log.person(person)
    if found is None:
        raise Refusal("station.no_person", code=person)
    return found


def seen(entry: Entry, observed: Observed) -> Seen:
    """A stored part as rules fold it."""
    return Seen(entry.id, entry.act, entry.tick, entry.happened_at, entry.recorded_at, entry.recorded_by, observed)


def append_part(station: Station, act: Act, observed: Observed, happened_at: datetime, entry: str | None) -> Saved:
    """Append one part of an observation inside an act and judge the person after it."""
    known = station.judge.known(observed.person)
    stored = act.append(observed, happened_at=happened_at, entry=entry)
    step = judging.judged(station.judge, act, observed.person, seen(stored, observed), known)
    severity = alone(station, observed, happened_at)
    return Saved(stored.id, stored.act, severity, step)


def _store(station: Station, row: DraftRow) -> Saved:
    with station.deed(row.act, row.author) as act:
        return append_part(station, act, _rest(row), row.happened_at, row.entry)


def keep(station: Station, row: DraftRow) -> Saved | None:
    """Save a row's draft; where its newest reading alone is REVIEW or URGENT, what is typed becomes an entry now."""
    newest = row.readings[-1:]
    urgent = bool(newest) and alone(station, _rest(row), row.happened_at) >= Severity.REVIEW
    station.drafts_file.save(row)
    if not urgent:
        return None
    saved = _store(station, row._replace(symptoms=None, not_asked=None))
    station.drafts_file.drop(row.entry)
    return saved


def _entered_meanwhile(station: Station, row: DraftRow) -> Conflict | None:
    """Somebody else's observation of this person in this round that began after this row did not know of it."""
    if row.round is None:
        return None
    held = station.log.of_round(row.round).get(row.person, [])
    others = [o for o in held if o.act != row.act and o.recorded_by != row.author]
    fresh = [o for o in others if o.act not in station.known_acts]
    if not fresh:
        return None
    who = station.log.person(fresh[-1].recorded_by)
    return Conflict(who.code if who else "", fresh[-1])


def finish(station: Station, row: DraftRow, *, repeat: bool = False) -> Saved | Conflict:
    """Store what is left of a row; the draft goes. A row somebody else entered meanwhile waits for a decision."""
    with station.deed(row.act, row.author) as act:
        conflict = None if repeat else _entered_meanwhile(station, row)
        if conflict:
            return conflict
        if row.entry in station.log.has([row.entry]):
            saved = Saved(row.entry, row.act, Severity.NONE, None)
        else:
            saved = append_part(station, act, _rest(row), row.happened_at, row.entry)
            sending.after(station, act, row.person, saved.step, sending.why(row.symptoms))
    station.known_acts.add(row.act)
    station.drafts_file.drop(row.entry)
    return saved


def drafts(station: Station) -> tuple[DraftRow, ...]:
    """Every draft that is not in the log, oldest first."""
    station.drafts_file.sweep(station.log)
    return tuple(sorted(station.drafts_file.all(), key=lambda row: row.happened_at))


def record(station: Station, observed: Observed, happened_at: datetime) -> Saved:
    """Store one whole observation, in the round its time belongs to; refuses a time over 5 minutes ahead."""
    if happened_at > station.now() + timedelta(minutes=5):
        raise Refusal("station.ahead", at=station.local(happened_at).isoformat(timespec="minutes"))
    window = rounds.round_of(station, happened_at)
    placed = replace(observed, round=observed.round or (window.key if window else None))
    with station.deed() as act:
        saved = append_part(station, act, placed, happened_at, None)
        sending.after(station, act, placed.person, saved.step, sending.why(placed.symptoms))
    return saved


def append_one(station: Station, body: Body, person: str | None = None) -> Entry:
    """Store one entry as an act of its own, changing no assessment."""
    with station.deed() as act:
        return act.append(body, person=person)


def put(station: Station, persons: Sequence[Person]) -> None:
    """Write people down in one act and judge again those whose facts may change a decision."""
    from carelog.model.history import Facts

    with station.deed() as act:
        for person in persons:
            before, known = station.log.person(person.id), station.judge.known(person.id)
            entry = act.append(person)
            if before and before != person:
                facts = Facts(entry.id, entry.tick, entry.recorded_at, person)
                judging.judged(station.judge, act, person.id, facts, known)


def move(
    station: Station,
    person: str,
    presence: Presence,
    until: date | None,
    *,
    left: Leaving | None = None,
    note: str = "",
    at: datetime | None = None,
) -> None:
    """Store where a person is, from a time on (now where none is told)."""
    with station.deed() as act:
        moved(station, act, Moved(person, presence, until, left, note), at)


def moved(station: Station, act: Act, told: Moved, at: datetime | None) -> None:
    """Append where a person is, from a time on, inside an act."""
    stored = act.append(told, happened_at=at)
    later = [deed for deed in station.log.deeds("presence", told.person) if deed.at > stored.happened_at]
    now = station.log.person(told.person)
    if not later and now and (now.presence, now.left) != (told.presence, told.left):
        # a page about the person written since then repeats where they were before: it must not bring them back
        act.append(told)


def last_act(station: Station) -> Undoable | None:
    """My newest act of this shift that stands and that I did by hand; a whole file is not taken back by a key."""
    mine = station.log.acts_of(station.actor().id, station.now() - _UNDO_FOR)
    own = (a for a in mine if "person" not in dict(a.entries).values() and not _imported(station, a.act))
    newest = next(own, None)
    if newest is None:
        return None
    several = len(station.log.touched_by(newest.act)) > 1
    return Undoable(newest.act, "" if several else newest.person or "", newest.recorded_at)


def newest_of(station: Station, kinds: frozenset[str]) -> str | None:
    """My newest act of this shift that is of nothing but these kinds and still stands."""
    mine = station.log.acts_of(station.actor().id, station.now() - _UNDO_FOR)
    return next((act.act for act in mine if {kind for _, kind in act.entries} <= kinds), None)


def newest_with(station: Station, *kinds: str) -> str | None:
    """My newest act of this shift with an entry of one of these kinds in it, that still stands."""
    mine = station.log.acts_of(station.actor().id, station.now() - _UNDO_FOR)
    return next((act.act for act in mine if any(one in kinds for _, one in act.entries)), None)


def _imported(station: Station, act: str) -> bool:
    return any(part.observed.way is Way.IMPORT for part in station.log.parts_of([act]))


def undo(station: Station, act: str) -> None:
    """Take an act back and judge again everybody it was about; refuses an act that is not there or already undone."""
    from carelog.model.deeds import Undone

    with station.deed() as deed:
        deed.append(Undone(act))
        for person, since in station.log.touched_by(act).items():
            judging.reassess(station.judge, deed, person, since)


def correct(
    station: Station, entry: str, why: Why, replacement: Observed | None, happened_at: datetime | None, note: str
) -> Saved:
    """Store a correction of an observed entry and judge its person again from the earlier of both times."""
    with station.deed() as act:
        return _corrected(station, act, Change(entry, why, replacement, happened_at, note))


class Change(NamedTuple):
    """What is to stand in the place of an observed entry, and why."""

    entry: str
    why: Why
    replacement: Observed | None
    happened_at: datetime | None
    note: str


def _corrected(station: Station, act: Act, change: Change) -> Saved:
    from carelog.model.deeds import Correction

    named, why, replacement, at, note = change
    standing = station.log.entry(named)
    entry = _first_version(station, named)
    if at is None and standing and entry != named:
        at = standing.happened_at  # a time told by the correction that stands is not lost with it
    target = station.log.entry(entry)
    if target is None or target.kind != "observed" or target.person is None:
        raise Refusal("station.no_entry", entry=entry)
    happened_at = at or target.happened_at
    body = Correction(target.person, entry, why, replacement, at, note)
    stored = act.append(body, person=target.person, happened_at=happened_at)
    steps = judging.reassess(station.judge, act, target.person, min(target.happened_at, happened_at))
    severity = alone(station, replacement, happened_at) if replacement else Severity.NONE
    return Saved(stored.id, stored.act, severity, judging.in_force(steps, station.now()))


def from_paper(station: Station, acts: Sequence[str], happened_at: datetime) -> None:
    """Move the parts of acts to when they were measured, each by a correction that says 'from paper'.

    It is one act: one undo takes all of it back.
    """
    from carelog.model.deeds import Why

    with station.deed() as act:
        for part in station.log.parts_of(acts):
            moved = replace(part.observed, way=Way.PAPER)
            first = _first_version(station, part.entry)
            _corrected(station, act, Change(first, Why.FROM_PAPER, moved, happened_at, ""))


def _first_version(station: Station, entry: str) -> str:
    """The observed entry that an entry, itself or a correction of it, speaks for."""
    stored = station.log.entry(entry)
    return cast("Correction", station.log.body(entry)).target if stored and stored.kind == "corrected" else entry
