"""The conditions a rule may be written in: few and orthogonal, each one pure function in conditions.py."""

from collections.abc import Iterable
from typing import Annotated, Literal, Self, get_args

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from carelog.model.deeds import Method, Result
from carelog.model.person import Colour
from carelog.model.reading import HARD, NotMeasured, Quantity, Site
from carelog.protocol import symptoms
from carelog.protocol.breath_wording import Decline, Flow, HasDisease, OnOxygen, Target, TargetRanOut
from carelog.protocol.decide import Several
from carelog.protocol.worded import Wording

__all__ = ["Decline", "Flow", "HasDisease", "OnOxygen", "Target", "TargetRanOut", "Wording"]

Regime = Literal["off", "wave", "closed"]
Air = Literal["air", "oxygen"]


class Line(Wording):
    """A threshold exactly as its source writes it, and where a value is clearly back: `clear` itself included.

    In the reading's own unit (tenths of a degree, percent, a minute, mmHg). `sites`: for which sites of a temperature.
    """

    op: Literal[">=", ">", "<=", "<"]
    value: int
    clear: int
    sites: tuple[Site, ...] = ()

    @property
    def high(self) -> bool:
        """Whether high values are the dangerous ones."""
        return self.op in (">=", ">")

    @property
    def limit(self) -> int:
        """The nearest whole value that holds."""
        return self.value + {">": 1, "<": -1}.get(self.op, 0)

    @model_validator(mode="after")
    def _clear_is_on_the_safe_side(self) -> Self:
        if (self.clear >= self.limit) if self.high else (self.clear <= self.limit):
            told = {"value": self.clear, "limit": f"{self.op} {self.value}"}
            raise PydanticCustomError("protocol.clear_side", "clear", told)
        return self


class Confirm(Wording):
    """What makes a reading certain: a second one that holds, not earlier and not later than so many minutes.

    No second reading by the greatest gap confirms as well, where `silence` says so. In the regimes of `same_round` a
    repeat in the same round has no least gap. `by_sites`: only these sites can confirm; `other_site`: only another one.
    """

    least_minutes: Annotated[int, Field(ge=0)]
    greatest_minutes: Annotated[int, Field(ge=1)]
    silence: bool = True
    same_round: tuple[Regime, ...] = ()
    by_sites: tuple[Site, ...] = ()
    other_site: bool = False
    source: Annotated[str, Field(min_length=1)]

    @model_validator(mode="after")
    def _least_before_greatest(self) -> Self:
        if self.least_minutes > self.greatest_minutes:
            raise PydanticCustomError("protocol.gap", "gap", {"value": self.least_minutes})
        return self


class Elsewhere(Wording):
    """What another site says: no further off than `least` counts as back where one in the same check is at `clear`."""

    least: int
    clear: int
    source: Annotated[str, Field(min_length=1)]


class Bound(Wording):
    """A reading against fixed lines, by site, scale and air. Oxygen unknown counts as both.

    `target`: for whom a clinician has signed a target range, the lines of scale 1 move with it; or only lower, never
    higher, where acting at once is meant; where each is clear always moves. `several`: which of several readings in
    one check counts; `median` lets a good second reading make the first one milder, for prices and comparisons.
    """

    kind: Literal["bound"]
    reading: Quantity
    lines: Annotated[tuple[Line, ...], Field(min_length=1)]
    scale: Literal[1, 2] | None = None
    air: Air | None = None
    clear_below_on_oxygen: int | None = None
    elsewhere: Elsewhere | None = None
    confirm: Confirm | None = None
    target: Literal["moves", "lowers"] | None = None
    several: Several = "worst_of_two"

    @model_validator(mode="after")
    def _a_target_is_of_scale_1(self) -> Self:
        one_line = len(self.lines) == 1 and not self.lines[0].sites and not self.lines[0].high
        low_spo2 = self.reading is Quantity.SPO2 and self.scale == 1 and one_line
        if self.target is not None and not low_spo2:
            raise PydanticCustomError("protocol.target_scale", "target", {"value": self.target})
        return self

    @model_validator(mode="after")
    def _one_line_a_site(self) -> Self:
        low, high = HARD[self.reading]
        for line in self.lines:
            if not (low <= line.limit <= high and low <= line.clear <= high):
                raise PydanticCustomError("protocol.value_range", "range", {"value": line.value})
            if line.high != self.lines[0].high:
                raise PydanticCustomError("protocol.two_ways", "two ways", {"value": line.op})
        sites = [site for line in self.lines for site in line.sites]
        if len(sites) != len(set(sites)) or (len(self.lines) > 1 and not all(line.sites for line in self.lines)):
            raise PydanticCustomError("protocol.overlap", "overlap", {"value": ", ".join(sites)})
        return self


class Change(Wording):
    """A reading against the person's own baseline, same site and same air; without a baseline it says nothing."""

    kind: Literal["change"]
    reading: Literal[Quantity.TEMPERATURE, Quantity.SPO2]
    line: Line
    scale: Literal[1, 2] | None = None
    confirm: Confirm | None = None


class Symptoms(Wording):
    """So many symptoms of some groups or codes; `new` = not among the person's usual ones. Neither: any at all."""

    kind: Literal["symptoms"]
    groups: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    new: bool = True
    least: Annotated[int, Field(ge=1)] = 1

    @model_validator(mode="after")
    def _are_listed(self) -> Self:
        odd = sorted({*self.groups} - {*symptoms.GROUPS}) + sorted({*self.codes} - {s.code for s in symptoms.every()})
        if odd:
            raise PydanticCustomError("protocol.symptom_unknown", "unknown", {"value": odd[0]})
        return self


class Reason(Wording):
    """A reading was not measured, for one of these reasons."""

    kind: Literal["not_measured"]
    reasons: Annotated[tuple[NotMeasured, ...], Field(min_length=1)]


class Lacking(Wording):
    """The newest observation lacks something that belongs to a complete one."""

    kind: Literal["lacking"]


class Missing(Wording):
    """The same thing lacks in so many rounds in a row; being in hospital or out neither counts nor breaks the row."""

    kind: Literal["missing"]
    in_a_row: Annotated[int, Field(ge=1)]


class RoundsMissed(Wording):
    """So many rounds in a row ended without the person being seen; judged when read, never stored."""

    kind: Literal["rounds_missed"]
    least: Annotated[int, Field(ge=1)]


class Unlikely(Wording):
    """A value the file asks about, not yet read again."""

    kind: Literal["unlikely"]


class Apart(Wording):
    """Two readings of one check too far apart for either to decide, and no third yet."""

    kind: Literal["apart"]


class Unjudged(Wording):
    """A value or a symptom that no rule of this file judges for this person."""

    kind: Literal["unjudged"]


class UnderAge(Wording):
    """Younger than these rules are made for."""

    kind: Literal["under_age"]


class Held(Wording):
    """One of these rules holds, or has not cleared yet."""

    kind: Literal["rule"]
    any_of: Annotated[tuple[str, ...], Field(min_length=1)]


class OpenAt(Wording):
    """Any other rule stands at this severity or above."""

    kind: Literal["standing"]
    least: Literal["WATCH", "REVIEW", "URGENT"]


class Lasting(Wording):
    """A reading beyond its line for longer than so many hours; only so many hours back within it break the row."""

    kind: Literal["lasting"]
    reading: Quantity
    line: Line
    longer_than_hours: Annotated[int, Field(ge=1)]
    broken_by_hours: Annotated[int, Field(ge=1)]


class Points(Wording):
    """At least so many points of NEWS2 in what was measured together, missing values counted as 0: a lower bound.

    `complete`: only where all seven were measured. `begun`: only where something was measured that no round asks for.
    `over_usual`: so many more than the person usually scores; `usual_else` where nobody has written that down, without
    it the condition then says nothing. Clear at `clear` or fewer, counted in the same way.
    """

    kind: Literal["points"]
    least: Annotated[int, Field(ge=1, le=20)]
    clear: Annotated[int, Field(ge=0)]
    complete: bool = False
    begun: bool = False
    over_usual: bool = False
    usual_else: Annotated[int, Field(ge=0, le=20)] | None = None

    @model_validator(mode="after")
    def _clear_is_below(self) -> Self:
        if self.clear >= self.least:
            raise PydanticCustomError("protocol.points_clear", "clear", {"value": self.clear, "limit": self.least})
        return self


class InClass(Wording):
    """The person's colour class is one of these; `unknown` where a fact is missing and no nurse has given one."""

    kind: Literal["class"]
    any_of: Annotated[tuple[Colour | Literal["unknown"], ...], Field(min_length=1)]


class CareLimit(Wording):
    """The care plan limits treatment and a transfer was asked for: the transfer is shown as a call."""

    kind: Literal["care_limit"]


_LONGEST_H = 35 * 24
"""No further back than a person's history is folded again."""


class Swab(Wording):
    """Of a target the newest valid swab taken in so many hours shows one of these; `newest` false: any such swab.

    `methods`: only swabs by these count. No hours: as long as somebody counts as infected (`infected_days`).
    """

    kind: Literal["swab"]
    results: Annotated[tuple[Literal[Result.NEGATIVE, Result.POSITIVE], ...], Field(min_length=1)]
    methods: tuple[Method, ...] = ()
    within_hours: Annotated[int, Field(ge=1, le=_LONGEST_H)] | None = None
    newest: bool = True


class Since(Wording):
    """From so many hours after it happened until so many hours after: a swab of a target, or an antipyretic.

    `negative`, `positive`: the newest valid swab shows it; `swab`: whatever it shows; `invalid`: the newest one of all
    is. `methods`: and it was by one of these.
    """

    kind: Literal["since"]
    of: Literal["swab", "negative", "positive", "invalid", "antipyretic"]
    methods: tuple[Method, ...] = ()
    after_hours: Annotated[int, Field(ge=0)] = 0
    within_hours: Annotated[int, Field(ge=1, le=_LONGEST_H)]

    @model_validator(mode="after")
    def _begins_before_it_ends(self) -> Self:
        if self.after_hours >= self.within_hours:
            raise PydanticCustomError("protocol.hours", "hours", {"value": self.after_hours})
        return self


class AllOf(Wording):
    """Every one of these."""

    kind: Literal["all"]
    of: "Annotated[tuple[Condition, ...], Field(min_length=2)]"


class AnyOf(Wording):
    """At least one of these."""

    kind: Literal["any"]
    of: "Annotated[tuple[Condition, ...], Field(min_length=2)]"


class NOf(Wording):
    """At least so many of these."""

    kind: Literal["n_of"]
    least: Annotated[int, Field(ge=2)]
    of: "Annotated[tuple[Condition, ...], Field(min_length=2)]"

    @model_validator(mode="after")
    def _can_hold(self) -> Self:
        if self.least > len(self.of):
            raise PydanticCustomError("protocol.least", "least", {"value": self.least})
        return self


Condition = Annotated[
    Bound
    | Change
    | Target
    | TargetRanOut
    | OnOxygen
    | Flow
    | Decline
    | Symptoms
    | HasDisease
    | Reason
    | Lacking
    | Missing
    | RoundsMissed
    | Unlikely
    | Apart
    | Unjudged
    | UnderAge
    | Held
    | OpenAt
    | Lasting
    | Points
    | InClass
    | CareLimit
    | Swab
    | Since
    | AllOf
    | AnyOf
    | NOf,
    Field(discriminator="kind"),
]
"""Any condition."""

AllOf.model_rebuild()
AnyOf.model_rebuild()
NOf.model_rebuild()


KINDS = frozenset(str(kind.model_fields["kind"].annotation.__args__[0]) for kind in get_args(get_args(Condition)[0]))
"""The names of the condition types."""


def remembers(asked: Wording) -> bool:
    """Whether asking alone may leave something behind: a value that waits to be confirmed, or has to last."""
    return any(isinstance(w, Lasting) or getattr(w, "confirm", None) for w in walk((asked,)))


def walk(wordings: Iterable[Wording]) -> Iterable[Wording]:
    """Each condition and those inside it."""
    for wording in wordings:
        yield wording
        if isinstance(wording, AllOf | AnyOf | NOf):
            yield from walk(wording.of)


def sole(asked: Wording) -> Iterable[Wording]:
    """The conditions each of which is enough by itself."""
    if isinstance(asked, AnyOf):
        for part in asked.of:
            yield from sole(part)
    elif not isinstance(asked, AllOf | NOf):
        yield asked


def referred(wordings: Iterable[Wording]) -> set[str]:
    """The rules these conditions ask about."""
    return {rule for w in walk(wordings) if isinstance(w, Held) for rule in w.any_of}
