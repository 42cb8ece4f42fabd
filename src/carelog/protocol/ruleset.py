"""A protocol file made ready: plain functions and tables instead of models, made once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo
from typing import NamedTuple

from carelog.model.person import Kind, Person
from carelog.model.reading import Quantity, Site
from carelog.model.severity import Severity, Task
from carelog.protocol import wording
from carelog.protocol.altitude import lowered
from carelog.protocol.baseline import Measure
from carelog.protocol.colour import Classes
from carelog.protocol.compile import Shared, Tools, codes_of, condition
from carelog.protocol.conditions import Condition, Limits
from carelog.protocol.happened import Span
from carelog.protocol.look import Look
from carelog.protocol.parts import Told, Who, Whom, told
from carelog.protocol.schema import Ask, CareProtocol, Figures, Rule, in_order, worse_than
from carelog.protocol.state import NEWS2, SYMPTOMS, Hit, Item, Sample
from carelog.protocol.triggers import Triggers, needed, triggers
from carelog.protocol.whom import limited, under_age

_SETTLED = timedelta(days=35)
"""More than a baseline, an illness's thaw and an infection take together to be what they would be anyway."""


_UNKNOWN: Who = (Kind.RESIDENT, False, 1)


class Ready(NamedTuple):
    """A rule made ready; `cases` as (severity, tasks, condition), the plain one first."""

    id: str
    bit: int
    position: int
    cases: tuple[tuple[Severity, frozenset[Task], Condition], ...]
    atoms: tuple[str, ...]
    clear: timedelta
    recheck: timedelta | None
    series: tuple[timedelta, ...]
    """several clocks of a recheck, from when the rule opened; () where there is one or none"""
    every: timedelta | None
    """how often after the last of them"""
    withdrawn: "Repeats | None"
    illness: bool
    masked: timedelta
    """how long an antipyretic keeps what is found from speaking against it"""
    spans: tuple[Span, ...]
    """how long the swabs and medicines it asks about count"""
    unless: frozenset[str]
    """worse rules beside which it is not said"""


class Repeats(NamedTuple):
    """How many repeats within which time, all at this value or better, take an unconfirmed alert back."""

    quantity: Quantity
    repeats: int
    within: timedelta
    limits: Limits
    target: bool
    """whether the value moves with a signed target"""


@dataclass(frozen=True, slots=True)
class Ruleset:
    """All rules in an order in which each stands behind those it asks about, and the figures they share."""

    rules: tuple[Ready, ...]
    by_id: Mapping[str, Ready]
    triggers: Triggers
    whom: Mapping[Who, Whom]
    asks: tuple[Ask, ...]
    required: Mapping[Kind, tuple[Item, ...]]
    context: frozenset[Quantity]
    measure: Measure
    together: timedelta
    settle: timedelta
    quiet: timedelta
    jump: timedelta
    adult_years: int
    zone: tzinfo
    """where the home stands: the last dates of a care plan, a target, a figure end there"""
    worse: Mapping[str, int]
    """by what was read: how much further off is markedly worse"""
    targets: Mapping[int, int]
    spans: tuple[Span, ...]
    """those of all rules"""
    infected: timedelta
    """how long a positive swab counts"""
    classes: Classes | None
    limit_rule: str
    """the rule that shows a transfer as a call, '' where there is none"""
    told: Told = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Remember what parts say by these tables, and by no others."""
        object.__setattr__(self, "told", told(self.triggers, self.whom, self.context, self.required))

    def look_back(self) -> timedelta:
        """From how long before a calm moment a history must be folded to be decided as the whole of it would be."""
        return _SETTLED + (self.measure.slow or timedelta(0))

    def required_of(self, person: Person | None) -> tuple[Item, ...]:
        """What a complete observation of this person holds; of somebody unknown, all of it."""
        return self.required[person.kind if person else Kind.RESIDENT]

    def owed_by(self, person: Person | None, at: datetime) -> tuple[Item, ...]:
        """What may be missed at all: nothing where the care plan in force allows comfort checks only, or none."""
        return () if person is not None and limited(person, at, self.zone) else self.required_of(person)

    def under_age(self, person: Person | None, at: datetime) -> bool:
        """Whether a person is younger than the rules are made for; adult where no date of birth is known."""
        return under_age(person, at, self.adult_years, self.zone)

    def judged_for(self, look: Look) -> Whom:
        """What is judged for the person looked at."""
        return self.whom[self.who(look.person, look.at)]

    def who(self, person: Person | None, at: datetime) -> Who:
        """Who is judged; somebody unknown as an adult resident on scale 1."""
        if person is None:
            return _UNKNOWN
        return person.kind, under_age(person, at, self.adult_years, self.zone), person.scale()

    def unjudged(self, look: Look) -> list[Hit]:
        """The values and symptoms of a check that no rule judges for this person."""
        whom = self.judged_for(look)
        if look.check is None:
            return []
        out = [
            Hit(q.value, s.value, "", 0, "")
            for q, samples in look.check.samples.items()
            if q not in self.context
            for s in samples
            if (q, s.site) not in whom.readings
        ]
        odd = (look.check.symptoms or frozenset()) - whom.symptoms - look.usual()
        return out + [Hit(SYMPTOMS, None, code, 0, "") for code in sorted(odd)]

    def asked(self, look: Look, quantity: Quantity, sample: Sample) -> str:
        """The line an unlikely value lies beyond, '' for a likely one."""
        for ask in self.asks:
            if ask.reading is quantity and ask.scale in (None, look.scale()):
                if ask.below is not None and sample.value <= ask.below:
                    return str(ask.below)
                if ask.above is not None and sample.value >= ask.above:
                    return str(ask.above)
                before = look.last.get((quantity, sample.site))
                if (
                    before is not None
                    and sample.at - before.at <= self.jump
                    and _jumped(ask, before.value, sample.value)
                ):
                    return str(before.value)
        return ""


def _jumped(ask: Ask, before: int, now: int) -> bool:
    return (ask.jump is not None and abs(now - before) > ask.jump) or (
        ask.drop is not None and before - now >= ask.drop
    )


def ruleset(protocol: CareProtocol, zone: tzinfo) -> Ruleset:
    """Make a protocol ready, as it decides at its altitude and by the dates of a time zone."""
    protocol = lowered(protocol)
    f = protocol.figures
    apart = {Quantity.TEMPERATURE: f.apart_temperature.value, Quantity.SPO2: f.apart_spo2.value}
    ordered = in_order(protocol.rule)
    classes = protocol.classes.ready() if protocol.classes else None
    rules = tuple(
        _ready(r, 1 << i, protocol, Shared(apart, classes, _infected(protocol))) for i, r in enumerate(ordered)
    )
    bits = {r.id: r.bit for r in rules}
    return Ruleset(
        rules=rules,
        by_id={r.id: r for r in rules},
        triggers=triggers(protocol.rule, bits, protocol.ask),
        whom={
            (kind, young, scale): _whom(protocol.rule, bits, kind, scale, young=young)
            for kind in Kind
            for young in (False, True)
            for scale in (1, 2)
        },
        asks=protocol.ask,
        required={kind: getattr(protocol.required, kind.value) for kind in Kind},
        context=frozenset(protocol.context),
        measure=Measure(
            timedelta(days=f.baseline_days.value),
            f.baseline_readings.value,
            f.baseline_distinct_days.value,
            timedelta(days=f.baseline_thaw_days.value),
            _slow(protocol.rule),
            zone,
        ),
        together=timedelta(minutes=f.together_minutes.value),
        settle=timedelta(minutes=f.settle_minutes.value),
        quiet=timedelta(hours=f.import_quiet_hours.value),
        jump=timedelta(hours=f.jump_hours.value),
        adult_years=f.adult_from_years.value,
        zone=zone,
        worse=_worse(f),
        targets={1: f.target_scale_1.value, 2: f.target_scale_2.value},
        spans=tuple(span for rule in rules for span in rule.spans),
        infected=_infected(protocol),
        classes=classes,
        limit_rule=next((r.id for r in protocol.rule if isinstance(r.when, wording.CareLimit)), ""),
    )


def _infected(protocol: CareProtocol) -> timedelta:
    return timedelta(days=protocol.figures.infected_days.value)


def _slow(rules: tuple[Rule, ...]) -> timedelta | None:
    """How far back a slow decline looks, None where no rule asks about one."""
    asked = wording.walk(c.when for r in rules for c in r.cases())
    days = [w.to_days for w in asked if isinstance(w, wording.Decline)]
    return timedelta(days=max(days)) if days else None


def _worse(figures: Figures) -> dict[str, int]:
    """By how much a value, or a score, must be further off for an alert to speak again."""
    steps = {
        Quantity.TEMPERATURE.value: figures.worse_temperature,
        Quantity.SPO2.value: figures.worse_spo2,
        Quantity.OXYGEN.value: figures.worse_oxygen,
        NEWS2: figures.worse_news2,
    }
    return {what: step.value for what, step in steps.items() if step is not None}


def _ready(rule: Rule, bit: int, protocol: CareProtocol, shared: Shared) -> Ready:
    masked = timedelta(hours=rule.masked.hours if rule.masked else 0)
    tools = Tools(rule.id, protocol.regime, shared, masked)
    cases = tuple((c.severity, frozenset(c.tasks), condition(c.when, tools)) for c in rule.cases())
    again = rule.withdrawn
    return Ready(
        id=rule.id,
        bit=bit,
        position=protocol.rule.index(rule),
        cases=cases,
        atoms=tuple(tools.atoms),
        clear=timedelta(hours=rule.clear_hours),
        recheck=timedelta(minutes=rule.clocks()[0]) if rule.clocks() else None,
        series=() if isinstance(rule.recheck_minutes, int) else tuple(timedelta(minutes=m) for m in rule.clocks()),
        every=timedelta(minutes=rule.then_every_minutes) if rule.then_every_minutes else None,
        withdrawn=None
        if again is None
        else Repeats(
            again.reading,
            again.repeats,
            timedelta(minutes=again.within_minutes),
            Limits(again.value, again.value, str(again.value), high=again.op == ">="),
            again.target,
        ),
        illness=rule.illness,
        masked=masked,
        spans=tuple(tools.spans),
        unless=worse_than(rule, protocol.rule),
    )


def _whom(rules: tuple[Rule, ...], bits: Mapping[str, int], kind: Kind, scale: int, *, young: bool) -> Whom:
    mine = [r for r in rules if kind in r.people and (r.any_age or not young)]
    asked = [w for r in mine for c in r.cases() for w in wording.sole(c.when)]
    readings = frozenset(
        (w.reading, site)
        for w in asked
        if isinstance(w, wording.Bound) and w.scale in (None, scale)
        for line in w.lines
        for site in line.sites or tuple(Site)
    )
    codes = [codes_of(w) for w in asked if isinstance(w, wording.Symptoms)]
    return Whom(sum(bits[r.id] for r in mine if _can_hold(r, scale)), readings, frozenset().union(*codes))


def _can_hold(rule: Rule, scale: int) -> bool:
    """Whether a rule can hold at all on a scale: not where all it rests on is said of the other one only."""
    return any(getattr(leaf, "scale", None) in (None, scale) for c in rule.cases() for leaf in needed(c.when))
