"""Why somebody stands where they stand: every rule with what decided, what it rests on, and what would clear it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date, datetime

    from carelog.model.assessment import Fired
    from carelog.model.clearing import Clearing
    from carelog.model.deeds import Given, Swabbed
    from carelog.model.person import Person
    from carelog.model.reading import NotMeasured, Quantity, Reading, Site
    from carelog.model.severity import Severity, Task
    from carelog.model.swabs import Isolated
    from carelog.protocol.assess import Recheck
    from carelog.protocol.colour import Classed
    from carelog.protocol.news2 import Score


class Decided(NamedTuple):
    """The protocol that decided, from its own stored text, and when the decision was written down.

    `entry` is '' and `recorded_at` None for what is judged when read (missed rounds). `id` and `version` are '' where
    the book does not hold that protocol.
    """

    id: str
    version: str
    sha256: str
    in_use: bool
    entry: str
    recorded_at: datetime | None


class Ground(NamedTuple):
    """What a rule rests on: values, symptoms or why there are none, of one part of an observation.

    `measured_by` and `recorded_by` are code and name; `status` is current, corrected, void or undone; `corrects` says
    that this version took the place of another one.
    """

    entry: str
    happened_at: datetime
    recorded_at: datetime
    readings: tuple[Reading, ...]
    symptoms: tuple[str, ...] | None
    not_asked: NotMeasured | None
    measured_by: str
    recorded_by: str
    status: str
    corrects: bool
    deed: Swabbed | Given | None = None
    """a swab or a medicine, where the rule rests on one"""


class Reason(NamedTuple):
    """One rule that stands. `since` is when it first stood in this episode; None where nobody knows.

    `signed` says whether its number needs no doctor's signature, or has it. `clears` is None where the protocol that
    decided cannot be read today.
    """

    fired: Fired
    words: str
    source: str
    evidence: str
    signed: bool
    decided: Decided
    since: datetime | None
    rests_on: tuple[Ground, ...]
    clears: Clearing | None
    recheck: Recheck | None


class Normal(NamedTuple):
    """A person's own normal: the median of `readings` values since `since`, or a clinician's figure until a day.

    `value` is None where there are too few values yet; `by` is '' for a computed one.
    """

    quantity: Quantity
    site: Site | None
    value: int | None
    readings: int
    since: datetime | None
    frozen: bool
    by: str
    until: date | None


class WhyView(NamedTuple):
    """Why a person stood where they stood at a time, as it was decided."""

    person: Person
    at: datetime
    severity: Severity
    tasks: tuple[Task, ...]
    reasons: tuple[Reason, ...]
    normals: tuple[Normal, ...]
    score: Score | None
    """NEWS2 of the newest check, None where it measured none of the seven"""
    usual_score: int | None
    """what the person usually scores by a clinician's word, None where nobody has said"""
    classed: Classed | None
    """the colour class and what is missing for it; None where the protocol has no table of classes"""
    isolated: Isolated | None = None
    """the day of isolation after a positive swab, and what would end it; None for nobody isolated"""
