"""From a condition as the file writes it to the function that asks it."""

from collections.abc import Callable
from datetime import timedelta
from itertools import count
from typing import Any, NamedTuple

from carelog.model.reading import Quantity, Site
from carelog.model.severity import Severity
from carelog.protocol import breathing, conditions, happened, lasting, scoring, symptoms, wording
from carelog.protocol.colour import Classes
from carelog.protocol.conditions import Condition, Judge, Limits
from carelog.protocol.state import Air

_AIRS = {"air": Air.ROOM, "oxygen": Air.OXYGEN}


class Shared(NamedTuple):
    """What the conditions of all rules share: the distances of two readings, the table of classes.

    `infected` is how long a positive swab counts.
    """

    apart: dict[Quantity, int]
    classes: Classes | None
    infected: timedelta


class Tools:
    """What a rule's conditions need while they are made: its id, the regime, what all share; names for its atoms.

    `masked` is how long an antipyretic hides a fever from this rule.
    """

    def __init__(self, rule: str, regime: str, shared: Shared, masked: timedelta) -> None:
        self.rule = rule
        self.regime = regime
        self.apart = shared.apart
        self.classes = shared.classes
        self.infected = shared.infected
        self.masked = masked
        self.atoms: list[str] = []
        self.spans: list[happened.Span] = []
        self._number = count(1)

    def atom(self) -> str:
        """A new name for a condition that remembers: `T-02/1`."""
        self.atoms.append(f"{self.rule}/{next(self._number)}")
        return self.atoms[-1]


def condition(asked: wording.Wording, tools: Tools) -> Condition:
    """The function for a condition, with those inside it."""
    return _MAKERS[type(asked)](asked, tools)


def limits(line: wording.Line) -> Limits:
    """A line ready to be asked."""
    return Limits(line.limit, line.clear, str(line.value), high=line.high)


def _certain(confirm: wording.Confirm, air: Air | None, tools: Tools) -> lasting.Certain:
    return lasting.Certain(
        timedelta(minutes=confirm.least_minutes),
        timedelta(minutes=confirm.greatest_minutes),
        confirm.silence,
        tools.regime in confirm.same_round,
        frozenset(confirm.by_sites),
        confirm.other_site,
        air,
        tools.masked,
    )


def _asked(asked: wording.Bound | wording.Change, judge: Judge, air: Air | None, tools: Tools) -> Condition:
    confirm, quantity = asked.confirm, asked.reading
    if confirm is None:
        return conditions.decided(quantity, judge)
    return lasting.confirmed(tools.atom(), tools.rule, quantity, judge, _certain(confirm, air, tools))


def span_of(asked: wording.Swab | wording.Since, infected: timedelta) -> happened.Span:
    """What a condition about swabs or medicines looks for, and how long that counts."""
    if isinstance(asked, wording.Swab):
        find = happened.shown(asked.results, asked.methods, only_newest=asked.newest)
        until = infected if asked.within_hours is None else timedelta(hours=asked.within_hours)
        return happened.Span(find, timedelta(0), until)
    after, until = timedelta(hours=asked.after_hours), timedelta(hours=asked.within_hours)
    return happened.Span(happened.last_of(asked.of, asked.methods), after, until)


def _happened(asked: wording.Swab | wording.Since, tools: Tools) -> Condition:
    span = span_of(asked, tools.infected)
    tools.spans.append(span)
    return happened.counts(span)


def _bound(asked: wording.Bound, tools: Tools) -> Condition:
    lines: dict[Site | None, Limits] = {}
    for line in asked.lines:
        lines.update(dict.fromkeys(line.sites or (None,), limits(line)))
    air = _AIRS[asked.air] if asked.air else None
    judge = conditions.bound(asked.reading, lines, asked.scale, air, asked.clear_below_on_oxygen, asked.several)
    if asked.target is not None:
        judge = breathing.by_target(lines[None], air, asked.several, raises=asked.target == "moves")
    if asked.elsewhere is not None:
        judge = conditions.unless_elsewhere(
            judge, asked.elsewhere.least, asked.elsewhere.clear, high=asked.lines[0].high
        )
    return _asked(asked, judge, air, tools)


def _change(asked: wording.Change, tools: Tools) -> Condition:
    return _asked(asked, conditions.change(asked.reading, limits(asked.line), asked.scale), None, tools)


def _symptoms(asked: wording.Symptoms, _: Tools) -> Condition:
    codes = codes_of(asked) if asked.groups or asked.codes else None  # any at all, also one not listed
    return conditions.symptoms(codes, new=asked.new, least=asked.least)


def codes_of(asked: wording.Symptoms) -> frozenset[str]:
    """The codes a condition asks about, by themselves and by group; every one where it names none."""
    named = frozenset(asked.codes) | symptoms.codes(asked.groups)
    return named if asked.groups or asked.codes else frozenset(s.code for s in symptoms.every())


def _lasting(asked: wording.Lasting, tools: Tools) -> Condition:
    longer, broken = timedelta(hours=asked.longer_than_hours), timedelta(hours=asked.broken_by_hours)
    return lasting.lasting(tools.atom(), asked.reading, limits(asked.line), longer, broken, tools.masked)


def _flow(asked: wording.Flow, _: Tools) -> Condition:
    within = timedelta(hours=asked.within_hours)
    return breathing.raised(within) if asked.up_by is None else breathing.up_by(asked.up_by, within)


def _all(asked: wording.AllOf, tools: Tools) -> Condition:
    return conditions.all_of(tuple(condition(c, tools) for c in asked.of), whole=wording.remembers(asked))


def _any(asked: wording.AnyOf, tools: Tools) -> Condition:
    return conditions.any_of(tuple(condition(c, tools) for c in asked.of))


def _n_of(asked: wording.NOf, tools: Tools) -> Condition:
    return conditions.n_of(asked.least, tuple(condition(c, tools) for c in asked.of))


_MAKERS: dict[type[wording.Wording], Callable[[Any, Tools], Condition]] = {
    wording.Bound: _bound,
    wording.Change: _change,
    wording.Target: lambda a, _: conditions.decided(Quantity.SPO2, conditions.below_target(a.clear_above)),
    wording.OnOxygen: lambda a, _: conditions.on_oxygen(without_order=a.without_order),
    wording.Symptoms: _symptoms,
    wording.Flow: _flow,
    wording.Decline: lambda a, _: breathing.decline(breathing.windows(a), by=a.by, clear=a.clear),
    wording.TargetRanOut: lambda _a, _: breathing.target_ran_out,
    wording.HasDisease: lambda a, _: breathing.disease(frozenset(a.any_of)),
    wording.Reason: lambda a, _: conditions.not_measured(frozenset(a.reasons)),
    wording.Lacking: lambda _a, _: conditions.lacking,
    wording.Missing: lambda a, _: conditions.missing(a.in_a_row),
    wording.RoundsMissed: lambda _a, _: conditions.never,
    wording.Unlikely: lambda _a, _: conditions.unlikely,
    wording.Apart: lambda _a, tools: conditions.apart(tools.apart),
    wording.Unjudged: lambda _a, _: conditions.unjudged,
    wording.UnderAge: lambda _a, _: conditions.under_age,
    wording.Held: lambda a, _: conditions.rule_open(a.any_of),
    wording.OpenAt: lambda a, tools: conditions.standing(Severity[a.least], tools.rule),
    wording.Lasting: _lasting,
    wording.Points: lambda a, _: scoring.points(a),
    wording.InClass: lambda a, tools: conditions.in_class(frozenset(a.any_of), tools.classes),
    wording.CareLimit: lambda _a, _: conditions.never,
    wording.Swab: _happened,
    wording.Since: _happened,
    wording.AllOf: _all,
    wording.AnyOf: _any,
    wording.NOf: _n_of,
}
