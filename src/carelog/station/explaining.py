"""Why somebody stands where they stand: read from what the log says was decided, never judged anew."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, cast

from carelog.model.deeds import Given, Swabbed
from carelog.model.history import moment
from carelog.model.reading import Quantity, Site
from carelog.model.refusal import Refusal
from carelog.protocol import light as lights
from carelog.station import board, judging, signing
from carelog.station.kept import kept_since
from carelog.station.reasons import Decided, Ground, Normal, Reason, WhyView
from carelog.station.swabs import isolation
from carelog.words import language

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from carelog.log.read_book import KeptPart
    from carelog.log.read_steps import Decision
    from carelog.model.assessment import Fired, Step
    from carelog.model.clearing import Clearing
    from carelog.model.home import ProtocolUsed
    from carelog.protocol.assess import Recheck
    from carelog.protocol.colour import Classed
    from carelog.protocol.course import Course
    from carelog.protocol.light import Light, RuleWords
    from carelog.protocol.news2 import Score
    from carelog.protocol.schema import CareProtocol
    from carelog.station.desk import Station
    from carelog.station.rows import BoardRow

_SYMPTOMS = "symptoms"
_JUST = timedelta(milliseconds=1)
_MOVED = timedelta(days=2)
"""A correction may have moved a part in time by this much."""


class _Source(NamedTuple):
    """What decided, its words where they can be read, and whether a doctor has signed it."""

    decided: Decided
    light: Light | None
    signed: bool


class _Known(NamedTuple):
    """What a person's reasons are read from, gathered once."""

    at: datetime
    steps: list[Step]
    judged: _Source
    read: _Source
    protocol: CareProtocol | None
    course: Course | None
    rechecks: dict[str, Recheck]
    kept: dict[str, KeptPart]
    deeds: dict[str, Ground]
    """swabs and medicines that a rule rests on"""
    corrected: frozenset[str]
    names: dict[str, str]
    former: Callable[[str], RuleWords | None]
    """what the last file that had a rule said of it"""


def why(station: Station, person: str, at: datetime) -> WhyView:
    """Every rule that stands at a time, as the log recorded it, with what it rests on and what would clear it."""
    row = board.row_of(station, person, at)
    known = _known(station, row, at)
    return WhyView(
        person=row.person,
        at=at,
        severity=row.severity,
        tasks=row.tasks,
        reasons=tuple(_reason(fired, known) for fired in row.fired),
        normals=_normals(known),
        score=_score(known),
        usual_score=_usual(known),
        classed=_classed(known),
        isolated=isolation.of_person(station, person, at),
    )


def _known(station: Station, row: BoardRow, at: datetime) -> _Known:
    person = row.person.id
    decision = _decision(station, person, at)
    used = _used(station, decision.protocol) if decision else station.used
    protocol = _protocol(station, used)
    course = _course(station, protocol, person, at)
    entries = [e for fired in row.fired for e in fired.entries if e]
    kept = _kept(station, person, entries)
    names = {p.id: f"{p.code} {p.name}" for p in station.log.people()}
    oldest = min((k.seen.happened_at for k in kept), default=at)
    return _Known(
        at=at,
        steps=station.log.steps(person, min(oldest, at), at + _JUST),
        judged=_source(station, used, decision),
        read=_source(station, station.used, None),
        protocol=protocol,
        course=course,
        rechecks=_rechecks(protocol, course, at),
        kept={k.seen.entry: k for k in kept},
        deeds=_deeds(station, entries, names),
        corrected=frozenset(k.replaced_by for k in kept if k.replaced_by),
        names=names,
        former=lambda rule: station.file_of(rule).rules.get(rule),
    )


# what decided


def _used(station: Station, sha256: str) -> ProtocolUsed | None:
    """The protocol of a fingerprint as its own entry holds it; None where the book does not know it."""
    if sha256 == station.used.sha256:
        return station.used
    told = (cast("ProtocolUsed", deed.body) for deed in station.log.deeds("protocol"))
    return next((one for one in told if one.sha256 == sha256), None)


def _light(used: ProtocolUsed | None) -> Light | None:
    """The words of a protocol; None where its text was written for a program so different that they are not known."""
    with suppress(KeyError, ValueError, TypeError):
        return lights.parse(used.text) if used else None
    return None


@lru_cache(maxsize=8)
def _older(text: str, name: str, zone: ZoneInfo) -> CareProtocol | None:
    from carelog.protocol import load

    with suppress(Refusal):
        return load.care_protocol(text, name).in_zone(zone)
    return None


def _decision(station: Station, person: str, at: datetime) -> Decision | None:
    """What decided the step in force at a time."""
    begun = [step for step in station.log.steps(person, at, at + _JUST) if step.start <= at]
    return station.log.decided(person, begun[0].start) if begun else None


def _source(station: Station, used: ProtocolUsed | None, decision: Decision | None) -> _Source:
    sha256 = decision.protocol if decision else station.used.sha256
    written = (decision.entry, decision.recorded_at) if decision else ("", None)
    told = (used.id, used.version) if used else ("", "")
    decided = Decided(*told, sha256, sha256 == station.used.sha256, *written)
    return _Source(decided, _light(used), signing.signature(station, sha256) is not None)


def _protocol(station: Station, used: ProtocolUsed | None) -> CareProtocol | None:
    if used is None:
        return None
    return station.judge.protocol() if used.sha256 == station.used.sha256 else _older(used.text, used.id, station.zone)


def _course(station: Station, protocol: CareProtocol | None, person: str, at: datetime) -> Course | None:
    """What the person's history up to a time folds into, by the protocol that decided."""
    from carelog.protocol import course

    if protocol is None:
        return None
    if protocol is station.judge.protocol() and at >= station.now():
        return course.run_out(protocol.ruleset, judging.foreseen(station.judge, person, at), at)
    history = station.log.history(person, judging.from_when(station.log, protocol, person, at))
    state = course.start(person)
    for event in history.events:
        if moment(event)[0] <= at:
            state = course.fold(protocol, state, event)
    return course.run_out(protocol.ruleset, state, at)


def _rechecks(protocol: CareProtocol | None, course: Course | None, at: datetime) -> dict[str, Recheck]:
    from carelog.protocol import assess

    return {r.rule: r for r in assess.rechecks(protocol, course, at)} if protocol and course else {}


# one rule


def _reason(fired: Fired, known: _Known) -> Reason:
    """A rule that stands; what rests on no entry (missed rounds) is judged when read, by the protocol in use."""
    source = known.judged if any(fired.entries) else known.read
    rule = (source.light.rules.get(fired.rule) or known.former(fired.rule)) if source.light else None
    return Reason(
        fired=fired,
        words=rule.words[language()] if rule else fired.rule,
        source=rule.source if rule else "",
        evidence=rule.evidence if rule else "",
        signed=rule is None or rule.evidence not in lights.UNSIGNED or source.signed,
        decided=source.decided,
        since=_since(fired, known.steps),
        rests_on=_rests_on(fired, known),
        clears=_clears(fired.rule, known),
        recheck=known.rechecks.get(fired.rule),
    )


def _since(fired: Fired, steps: Sequence[Step]) -> datetime | None:
    """When this episode was first said: its first entry stays the first of those it rests on."""
    mine = (fired.rule, fired.entries[:1])
    said = [step.start for step in steps if any((f.rule, f.entries[:1]) == mine for f in step.fired)]
    return min(said, default=None)


def _kept(station: Station, person: str, entries: Sequence[str]) -> list[KeptPart]:
    """Every version of what these entries said, back to the oldest of them."""
    times = [told.happened_at for e in dict.fromkeys(entries) if (told := station.log.entry(e)) is not None]
    return kept_since(station.log, person, min(times) - _MOVED) if times else []


def _rests_on(fired: Fired, known: _Known) -> tuple[Ground, ...]:
    """The parts a rule names; for one that says nothing of the matter itself, what its observation says of it."""
    named = [_as_it_stands(known.kept[e], known) for e in dict.fromkeys(fired.entries) if e in known.kept]
    told = {e: known.deeds[e] for e in fired.entries if e in known.deeds}
    for part in named:
        mine = _ground(part, fired, known)
        beside = [p for p in known.kept.values() if p.seen.act == part.seen.act and p.status == "current"]
        for ground in [mine] if _speaks(mine) else [_ground(p, fired, known) for p in beside]:
            if _speaks(ground):
                told[ground.entry] = ground
    return tuple(sorted(told.values(), key=lambda g: g.happened_at))


def _deeds(station: Station, entries: Sequence[str], names: dict[str, str]) -> dict[str, Ground]:
    """The swabs and medicines among these entries, with who wrote them down."""
    out = {}
    for told in dict.fromkeys(entries):
        entry, body = station.log.entry(told), station.log.body(told)
        if entry is not None and isinstance(body, Swabbed | Given):
            by = names.get(entry.recorded_by, "")
            at = (entry.happened_at, entry.recorded_at)
            out[told] = Ground(told, *at, (), None, None, "", by, "current", corrects=False, deed=body)
    return out


def _as_it_stands(part: KeptPart, known: _Known) -> KeptPart:
    """The version that took a corrected part's place, the part itself where none did."""
    while part.status == "corrected" and part.replaced_by in known.kept:
        part = known.kept[part.replaced_by]
    return part


def _speaks(ground: Ground) -> bool:
    """Whether a part says anything of what the rule looked at."""
    return bool(ground.readings) or ground.symptoms is not None or ground.not_asked is not None


def _ground(part: KeptPart, fired: Fired, known: _Known) -> Ground:
    """What a part says of what the rule looked at; all it says where the rule is about several things."""
    seen, observed = part.seen, part.seen.observed
    whole = fired.reading not in {*Quantity, _SYMPTOMS} or (fired.value is None and fired.reading != _SYMPTOMS)
    asked = whole or fired.reading == _SYMPTOMS
    return Ground(
        entry=seen.entry,
        happened_at=seen.happened_at,
        recorded_at=seen.recorded_at,
        readings=tuple(r for r in observed.readings if whole or r.quantity.value == fired.reading),
        symptoms=observed.symptoms if asked else None,
        not_asked=observed.not_asked if asked else None,
        measured_by=known.names.get(observed.measured_by or "", ""),
        recorded_by=known.names.get(seen.recorded_by, ""),
        status=part.status,
        corrects=seen.entry in known.corrected,
    )


def _clears(rule: str, known: _Known) -> Clearing | None:
    from carelog.protocol import clearing

    if known.protocol is None or known.course is None or rule not in known.protocol.ruleset.by_id:
        return None
    return clearing.what_clears(known.protocol, known.course, rule, known.at)


# the score, the class


def _score(known: _Known) -> Score | None:
    from carelog.protocol import scoring

    return scoring.score_of(known.protocol, known.course) if known.protocol and known.course else None


def _usual(known: _Known) -> int | None:
    from carelog.protocol import scoring

    return scoring.usual(known.course.person, known.at) if known.course else None


def _classed(known: _Known) -> Classed | None:
    from carelog.protocol import colour

    classes = known.protocol.ruleset.classes if known.protocol else None
    person = known.course.person if known.course else None
    return colour.classed(classes, person, known.at) if classes and person else None


# the person's own normals


def _normals(known: _Known) -> tuple[Normal, ...]:
    """The own normals for the sites in which the person was last measured, on room air."""
    if known.course is None or known.protocol is None:
        return ()
    measured = known.course.check.samples if known.course.check else {}
    asked = [(q, s.site) for q in (Quantity.TEMPERATURE, Quantity.SPO2) for s in measured.get(q, ())]
    return tuple(_normal(quantity, site, known) for quantity, site in dict.fromkeys(asked))


def _normal(quantity: Quantity, site: Site, known: _Known) -> Normal:
    from carelog.protocol import baseline

    course, protocol = cast("Course", known.course), cast("CareProtocol", known.protocol)
    found = baseline.of(course, quantity, site, known.at, protocol.ruleset.measure)
    where = site if quantity is Quantity.TEMPERATURE else None
    if found is None:
        return Normal(quantity, where, None, 0, None, frozen=False, by="", until=None)
    until = course.person.normals_until if found.by and course.person else None
    told = (quantity, where, found.value, found.readings, found.since)
    return Normal(*told, frozen=found.frozen, by=found.by, until=until)
