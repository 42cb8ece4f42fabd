"""The shape of a protocol file: every threshold, window and word with its source, checked before it may decide."""

from datetime import UTC, date, time, tzinfo
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PrivateAttr, model_validator
from pydantic_core import PydanticCustomError

from carelog.model.person import Kind
from carelog.model.reading import HARD, Quantity, Site
from carelog.model.severity import Severity, Task
from carelog.protocol.classes import ClassTable
from carelog.protocol.house.followplan import FollowTable
from carelog.protocol.house.tables import DutyRow, SuppliesTable
from carelog.protocol.outbreak.table import ClusterRow, SyndromeRow, refuse_what_does_not_fit
from carelog.protocol.staff.table import VisitTable, WorkTable
from carelog.protocol.swabs.isolating import IsolationTable
from carelog.protocol.swabs.table import SwabTable
from carelog.protocol.wording import Condition, InClass, OpenAt, referred, walk

if TYPE_CHECKING:
    from carelog.protocol.ruleset import Ruleset


def _severity(name: object) -> object:
    if isinstance(name, Severity):
        return name
    if isinstance(name, str) and name in Severity.__members__:
        return Severity[name]
    known = ", ".join(Severity.__members__)
    raise PydanticCustomError("protocol.value_none_of", "severity", {"value": str(name), "expected": known})


Level = Annotated[Severity, BeforeValidator(_severity)]
"""A severity by its name, as the file writes it."""
Item = Literal["temperature", "spo2", "symptoms"]
"""What a round asks of everybody."""
Evidence = Literal["V", "S", "M", "P"]
"""V read in the document, S in a copy, M general knowledge, P our own proposal: M and P need a doctor's signature."""


Minutes = Annotated[int, Field(ge=1)]
"""So many whole minutes."""


class Part(BaseModel):
    """A table of the file: frozen, and an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


Said = Annotated[str, Field(min_length=1, pattern=r"\S")]
"""A text that is not empty."""


class Words(Part):
    """The same sentence in both languages; neither may be empty."""

    zh_CN: Said  # noqa: N815 - the language's own name
    en: Said


class Sourced(Part):
    """Something with a citation and its evidence mark."""

    source: Said
    evidence: Evidence


class SlotSpec(Part):
    """When a round is due every day, local wall time; `until` at or before `start` is on the next day."""

    code: Annotated[str, Field(pattern=r"^[a-z]+$")]
    start: time
    until: time


class Ask(Sourced):
    """Which values of a reading are unlikely: `+` is asked and a recheck is due; the value stands all the same.

    `below` and `above` are included; `jump` is more than so far from the last value within 24 h, `drop` at least so
    far below it. In the reading's own unit.
    """

    reading: Quantity
    scale: Literal[1, 2] | None = None
    below: int | None = None
    above: int | None = None
    jump: int | None = None
    drop: int | None = None
    again: tuple[int, int] | None = None
    """from-to, both included: probably another quantity's value, typed a second time before it is taken"""


class Figure(Sourced):
    """A number of the protocol that belongs to no single rule."""

    value: Annotated[int, Field(ge=0)]


class Figures(Part):
    """The numbers that belong to no single rule; minutes, hours, days, years and units as their names say."""

    together_minutes: Figure
    settle_minutes: Figure
    import_quiet_hours: Figure
    jump_hours: Figure
    adult_from_years: Figure
    baseline_days: Figure
    baseline_readings: Figure
    baseline_distinct_days: Figure
    baseline_thaw_days: Figure
    apart_temperature: Figure
    apart_spo2: Figure
    worse_temperature: Figure
    worse_spo2: Figure
    worse_oxygen: Figure | None = None
    worse_news2: Figure | None = None
    target_scale_1: Figure
    target_scale_2: Figure
    infected_days: Figure = Figure(value=14, source="infected: a positive swab in the last 14 days", evidence="P")
    trend_temperature: Figure | None = None
    trend_spo2: Figure | None = None
    ack_urgent_minutes: Figure | None = None
    ack_review_minutes: Figure | None = None


class Case(Part):
    """A way in which a rule holds, and how bad it is then."""

    severity: Level
    tasks: tuple[Task, ...] = ()
    when: Condition


class Withdrawn(Part):
    """Repeats that take an unconfirmed alert back: so many, within so many minutes, all at this value or better."""

    reading: Quantity
    repeats: Annotated[int, Field(ge=1)]
    within_minutes: Annotated[int, Field(ge=1)]
    op: Literal[">=", "<="]
    value: int
    target: bool = False
    """whether the value moves with a signed target range, as the lines of scale 1 do"""


class Masked(Part):
    """So many hours behind an antipyretic a normal temperature does not speak against the rule."""

    hours: Annotated[int, Field(ge=1)]
    source: Said


class Rule(Sourced):
    """One rule. `worse` are cases that raise it; max of severities, union of tasks.

    `clear_hours`: from the first to the last of the normal checks in a row that clear it; 0 = the first one does.
    `recheck_minutes`: the clock shown with the task recheck, or several from when it opened, and `then_every_minutes`
    after the last of them. `any_age` rules also judge people under age.
    """

    id: Annotated[str, Field(pattern=r"^[A-Z]-\d\d[a-z]?$")]
    family: Annotated[str, Field(pattern=r"^[A-Z]$")]
    severity: Level
    tasks: tuple[Task, ...] = ()
    words: Words
    people: Annotated[tuple[Kind, ...], Field(min_length=1)] = tuple(Kind)
    any_age: bool = False
    illness: bool = True
    clear_hours: Annotated[int, Field(ge=0)]
    clear_source: Said
    recheck_minutes: Minutes | Annotated[tuple[Minutes, ...], Field(min_length=1)] | None = None
    then_every_minutes: Minutes | None = None
    withdrawn: Withdrawn | None = None
    masked: Masked | None = None
    said_unless: tuple[str, ...] = ()
    """worse rules of the same chain: beside them this one is not said; its tasks stand all the same"""
    when: Condition
    worse: tuple[Case, ...] = ()

    @model_validator(mode="after")
    def _named_by_family(self) -> Self:
        if not self.id.startswith(f"{self.family}-"):
            raise PydanticCustomError("protocol.family", "family", {"value": self.family})
        return self

    @model_validator(mode="after")
    def _clocks_rise(self) -> Self:
        clocks = self.clocks()
        if list(clocks) != sorted(set(clocks)) or (self.then_every_minutes and isinstance(self.recheck_minutes, int)):
            raise PydanticCustomError("protocol.recheck_order", "clocks", {"value": ", ".join(map(str, clocks))})
        return self

    def clocks(self) -> tuple[int, ...]:
        """The clocks of its recheck in minutes, soonest first."""
        minutes = self.recheck_minutes
        return () if minutes is None else (minutes,) if isinstance(minutes, int) else minutes

    def cases(self) -> tuple[Case, ...]:
        """All ways in which it holds, the plain one first."""
        return (Case(severity=self.severity, tasks=self.tasks, when=self.when), *self.worse)


class Required(Part):
    """What a complete observation holds, by kind of person."""

    resident: tuple[Item, ...]
    staff: tuple[Item, ...]
    visitor: tuple[Item, ...]


class Altitude(Part):
    """High ground: by how many points a clinician lets the SpO2 lines of scale 1 stand lower; NEWS2 stays as it is."""

    metres: Annotated[int, Field(ge=1, le=6000)]
    spo2_lower: Annotated[int, Field(ge=1, le=10)]
    clinician: Annotated[str, Field(min_length=1)]
    date: date
    source: Annotated[str, Field(min_length=1)]


class NotHere(Part):
    """A rule of the evidence that this file leaves unjudged on purpose, and why, in a doctor's words."""

    id: Annotated[str, Field(pattern=r"^[A-Z]-\d\d[a-z]?$")]
    words: Words
    source: Said


class CareProtocol(Part):
    """A protocol file: what decides, until another one is taken into use. `regime` as the authority has called it.

    `based_on`: the id, version and fingerprint of the file that it extended, '' for one that stands alone.
    """

    based_on: str = ""
    id: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
    version: Said
    date: date
    author: Said
    title: Words
    audience: Words
    regime: Literal["off", "wave", "closed"]
    site: Site
    required: Required
    context: tuple[Quantity, ...] = ()
    """readings that stand beside another one and need no rule of their own"""
    slot: Annotated[tuple[SlotSpec, ...], Field(min_length=1)]
    ask: tuple[Ask, ...] = ()
    figures: Figures
    altitude: Altitude | None = None
    classes: ClassTable | None = None
    service: FollowTable | None = None
    swabs: SwabTable | None = None
    isolation: IsolationTable | None = None
    supplies: SuppliesTable | None = None
    duty: tuple[DutyRow, ...] = ()
    syndrome: tuple[SyndromeRow, ...] = ()
    cluster: tuple[ClusterRow, ...] = ()
    work: WorkTable | None = None
    visitors: VisitTable | None = None
    rule: Annotated[tuple[Rule, ...], Field(min_length=1)]
    _zone: tzinfo = PrivateAttr(default=UTC)
    not_here: tuple[NotHere, ...] = ()

    @model_validator(mode="after")
    def _left_out_once(self) -> Self:
        ids = [r.id for r in self.rule] + [n.id for n in self.not_here]
        for left in self.not_here:
            if ids.count(left.id) > 1:
                raise PydanticCustomError("protocol.rule_twice", "twice", {"rule": left.id})
        return self

    @model_validator(mode="after")
    def _swabs_stand_once(self) -> Self:
        rules = {r.id for r in self.rule}
        for row in self.swabs.rows() if self.swabs else ():
            if row.id in rules | {n.id for n in self.not_here}:
                raise PydanticCustomError("protocol.rule_twice", "twice", {"rule": row.id})
        serial = self.swabs.symptoms.serial if self.swabs else ""
        if serial and serial not in rules:
            raise PydanticCustomError("protocol.rule_unknown", "unknown", {"rule": "swabs", "value": serial})
        return self

    @model_validator(mode="after")
    def _rules_fit_together(self) -> Self:
        ids = [r.id for r in self.rule]
        for rule in self.rule:
            if ids.count(rule.id) > 1:
                raise PydanticCustomError("protocol.rule_twice", "twice", {"rule": rule.id})
            for other in sorted({*referred(c.when for c in rule.cases()), *rule.said_unless}):
                if other not in ids:
                    raise PydanticCustomError("protocol.rule_unknown", "unknown", {"rule": rule.id, "value": other})
        if self.work and self.work.rule not in ids:
            raise PydanticCustomError("protocol.rule_unknown", "unknown", {"rule": "work", "value": self.work.rule})
        in_order(self.rule)
        for rule in self.rule:
            if rule.id in worse_than(rule, self.rule):
                raise PydanticCustomError("protocol.rule_circle", "circle", {"rule": rule.id})
        return self

    @model_validator(mode="after")
    def _classes_are_there_and_raise_nothing_alone(self) -> Self:
        from carelog.protocol.triggers import needed

        for rule in self.rule:
            if self.classes is None and any(isinstance(w, InClass) for w in walk(c.when for c in rule.cases())):
                raise PydanticCustomError("protocol.no_classes", "no classes", {"rule": rule.id})
            for case in rule.cases():
                if (case.severity or case.tasks) and any(isinstance(w, InClass) for w in needed(case.when)):
                    raise PydanticCustomError("protocol.class_alone", "class alone", {"rule": rule.id})
        return self

    @model_validator(mode="after")
    def _clusters_fit_their_syndromes(self) -> Self:
        refuse_what_does_not_fit(self.cluster, self.syndrome)
        return self

    @model_validator(mode="after")
    def _asks_are_possible(self) -> Self:
        for n, ask in enumerate(self.ask):
            low, high = HARD[ask.reading]
            for key, value in (("below", ask.below), ("above", ask.above)):
                if value is not None and not low <= value <= high:
                    raise PydanticCustomError("protocol.value_range", "range", {"value": value, "at": ("ask", n, key)})
        return self

    @cached_property
    def ruleset(self) -> "Ruleset":
        """The rules as plain functions, made once."""
        from carelog.protocol.ruleset import ruleset

        return ruleset(self, self._zone)

    def in_zone(self, zone: tzinfo) -> Self:
        """The same protocol deciding by the dates of a home's time zone; UTC where none is told."""
        here = self.model_copy()
        here.__dict__.pop("ruleset", None)
        here._zone = zone  # noqa: SLF001 - its own
        return here


def worse_than(rule: Rule, rules: tuple[Rule, ...]) -> frozenset[str]:
    """All the rules beside which one is not said: those it names, those they name, and so on."""
    named = {r.id: r.said_unless for r in rules}
    found: set[str] = set()
    left = list(rule.said_unless)
    while left:
        other = left.pop()
        if other not in found:
            found.add(other)
            left.extend(named[other])
    return frozenset(found)


def _standing_asked(rule: Rule) -> list[Severity]:
    """The severities at which a rule asks whether any other one stands."""
    return [Severity[w.least] for w in walk(c.when for c in rule.cases()) if isinstance(w, OpenAt)]


def in_order(rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """Put each rule behind those it asks about, those that ask about all others last; refuses a circle.

    Of those that ask about all, who asks for more stands further behind: what they raise counts for it.
    """
    needs = {r.id: referred(c.when for c in r.cases()) for r in rules}
    asks_all = {r.id: max(asked) for r in rules if (asked := _standing_asked(r))}
    for rule, least in asks_all.items():
        needs[rule] |= {r for r in needs if asks_all.get(r, Severity.NONE) < least}
    done: list[Rule] = []
    left = list(rules)
    while left:
        ready = [r for r in left if needs[r.id] <= {d.id for d in done}]
        if not ready:
            stuck = next((r.id for r in left if r.id not in asks_all), left[0].id)
            raise PydanticCustomError("protocol.rule_circle", "circle", {"rule": stuck})
        done.append(ready[0])
        left.remove(ready[0])
    return tuple(done)
