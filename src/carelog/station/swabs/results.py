"""Samples on their way, what came of them, and who was not swabbed: each one act of one person."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from carelog.model.deeds import Method, Result, Swabbed
from carelog.model.refusal import Refusal
from carelog.model.swabs import Finding, Label, Missed, NotSwabbed, NotTaken, Pending, SampleTaken, targets_of
from carelog.station import happened
from carelog.station.happened import NEW, Ids

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from carelog.log.read_deeds import Deed
    from carelog.model.assessment import Step
    from carelog.station.desk import Station

LOOK_BACK: Final = timedelta(days=35)
"""A sample older than this is not waited for any more."""

CT: Final = range(10, 601)
"""What a Ct value may be, in tenths of a cycle."""

NO_LABEL: Final = Label()
_MOST = 40
"""Letters of a lot, a pool or a tube."""


class Told(NamedTuple):
    """What a swab of a person has shown. `sample` is the entry of the sample it answers, '' for a test read here."""

    person: str
    method: Method
    findings: tuple[Finding, ...]
    taken_at: datetime
    label: Label = NO_LABEL
    sample: str = ""
    note: str = ""


def all_of(targets: Sequence[str], result: Result) -> tuple[Finding, ...]:
    """The same result for everything looked for."""
    return tuple(Finding(target, result) for target in targets)


def some_positive(targets: Sequence[str], positive: Sequence[str]) -> tuple[Finding, ...]:
    """These positive, the others looked for negative."""
    return tuple(Finding(t, Result.POSITIVE if t in positive else Result.NEGATIVE) for t in targets)


def record(station: Station, told: Told, ids: Ids = NEW) -> Step | None:
    """Write down what a swab has shown, every target in one act; the step that holds now.

    Refuses no finding, a target twice, a Ct out of bounds, and a sample that is not there, of another, or answered.
    """
    _refuse_findings(told.findings)
    refuse_label(told.label)
    common = (told.note, told.sample)
    found = [
        Swabbed(told.person, told.method, f.result, f.target, *common, f.ct_tenths, *told.label) for f in told.findings
    ]
    return happened.swabs(station, found, told.taken_at, ids, lambda: _refuse_sample(station, told))


def _refuse_findings(findings: tuple[Finding, ...]) -> None:
    targets = [f.target for f in findings]
    if not targets or len(set(targets)) < len(targets):
        raise Refusal("tests.targets_twice", targets=", ".join(targets))
    for finding in findings:
        if finding.ct_tenths is not None and finding.ct_tenths not in CT:
            raise Refusal("tests.ct_range", ct=f"{finding.ct_tenths / 10:.1f}")


def refuse_label(label: Label) -> None:
    """Refuse a number on a kit or a tube that no label has room for."""
    for text in label:
        if len(text) > _MOST:
            raise Refusal("tests.label_long", text=text[:_MOST], most=_MOST)


def _refuse_sample(station: Station, told: Told) -> None:
    if not told.sample:
        return
    if all(sample.entry != told.sample for sample in pending(station, told.person)):
        raise Refusal("tests.no_sample", sample=told.sample)


def take(station: Station, sample: SampleTaken, taken_at: datetime, ids: Ids = NEW) -> str:
    """Write down that a swab is on its way to the laboratory; the id of its entry."""
    happened.refuse_what_cannot_be(station, sample.person, taken_at)
    refuse_label(Label(sample.lot, sample.pool, sample.tube))
    return _one(station, sample, taken_at, ids)


def not_taken(station: Station, person: str, why: NotTaken, note: str = "", ids: Ids = NEW) -> str:
    """Write down that no swab was taken, and why; the person stays due."""
    happened.refuse_what_cannot_be(station, person, station.now())
    return _one(station, NotSwabbed(person, why, note), station.now(), ids)


def _one(station: Station, body: SampleTaken | NotSwabbed, at: datetime, ids: Ids) -> str:
    with station.deed(ids.act or None) as act:
        if ids.entry and station.log.has([ids.entry]):
            return ids.entry
        return act.append(body, person=body.person, happened_at=at, entry=ids.entry or None).id


def pending(station: Station, person: str = "", at: datetime | None = None) -> tuple[Pending, ...]:
    """The samples of a person or of everybody whose result is not back, the oldest first."""
    samples = _deeds(station, "sample", person, at)
    answered = {deed.body.sample for deed in _deeds(station, "swabbed", person, at)}
    return tuple(_pending(deed) for deed in samples if deed.id not in answered)


def _pending(deed: Deed) -> Pending:
    body: SampleTaken = deed.body
    label = Label(body.lot, body.pool, body.tube)
    return Pending(deed.id, body.person, deed.at, body.method, body.targets, label)


def _deeds(station: Station, kind: str, person: str, at: datetime | None) -> list[Deed]:
    now = at or station.now()
    first, last = now - LOOK_BACK, now + happened.AHEAD
    if person:
        return [deed for deed in station.log.deeds(kind, person) if first <= deed.at < last]
    return station.log.deeds_between((kind,), first, last)


def missed(station: Station, first: datetime, last: datetime) -> tuple[Missed, ...]:
    """Who was due and not swabbed from an instant to another (excluded), in the order of time."""
    found = station.log.deeds_between(("not_swabbed",), first, last)
    return tuple(Missed(deed.id, deed.body.person, deed.at, deed.body.why) for deed in found)


def sample_of(person: str, method: Method, label: Label = NO_LABEL, targets: Sequence[str] = ()) -> SampleTaken:
    """A sample for everything a method looks for, or for these targets."""
    return SampleTaken(person, method, tuple(targets) or targets_of(method), label.pool, label.tube, label.lot)
