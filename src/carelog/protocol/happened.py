"""What was done to a person beside being measured: swabs and medicines, and how long each counts."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from carelog.model.deeds import Method, Result
from carelog.model.history import Dosed, Sampled
from carelog.protocol.conditions import Condition
from carelog.protocol.look import Look
from carelog.protocol.state import Happened, Hit, Verdict

_KEPT = 24
"""How many swabs are remembered: two targets by every method with every result, and some."""
_TABLETS = 12
"""How many antipyretics are remembered: a later one does not undo what an earlier one hides."""

Found = Sampled | Dosed
Find = Callable[[Happened], Iterable[Found]]
"""The events a condition is about, whenever they were."""


class Span(NamedTuple):
    """What counts from `after` it happened, itself included, until `until`, itself excluded."""

    find: Find
    after: timedelta
    until: timedelta

    def counting(self, happened: Happened, at: datetime) -> Found | None:
        """The newest event that counts at an instant."""
        found = [e for e in self.find(happened) if self.after <= at - e.at < self.until]
        return max(found, key=lambda e: (e.at, e.tick), default=None)

    def edges(self, happened: Happened) -> list[datetime]:
        """When an event begins or ceases to count."""
        return [e.at + gap for e in self.find(happened) for gap in (self.after, self.until)]


def told(spans: Iterable[Span], before: Happened, event: Found) -> Happened:
    """What is known with one more event, and when that next changes anything by itself."""
    if isinstance(event, Dosed):
        known = _swallowed(before, event) if event.antipyretic else before
    else:
        others = tuple(s for s in before.swabs if _alike(s) != _alike(event))
        known = before._replace(swabs=(*others, event)[-_KEPT:])
    return later(spans, known, event.at)


def _swallowed(before: Happened, dose: Dosed) -> Happened:
    return before._replace(antipyretic=dose, tablets=(*before.tablets, dose.at)[-_TABLETS:])


def later(spans: Iterable[Span], known: Happened, at: datetime) -> Happened:
    """The same with the next instant behind this one at which something begins or ceases to count."""
    edges = [edge for span in spans for edge in span.edges(known) if edge > at]
    return known._replace(edge=min(edges, default=None))


def _alike(swab: Sampled) -> tuple[str, Method, Result]:
    return swab.target, swab.method, swab.result


def newest(swabs: Iterable[Sampled]) -> list[Sampled]:
    """The newest swab of each target; they come oldest first."""
    return list({s.target: s for s in swabs}.values())


def _valid(swabs: Iterable[Sampled]) -> list[Sampled]:
    return [s for s in swabs if s.result is not Result.INVALID]


def shown(results: tuple[Result, ...], methods: tuple[Method, ...], *, only_newest: bool) -> Find:
    """The valid swabs by these methods (none named: any) that show one of these results."""

    def find(happened: Happened) -> list[Sampled]:
        mine = [s for s in _valid(happened.swabs) if not methods or s.method in methods]
        return [s for s in (newest(mine) if only_newest else mine) if s.result in results]

    return find


def last_of(what: str, methods: tuple[Method, ...]) -> Find:
    """The newest antipyretic; or the newest swab of each target, if it is valid (`swab`), invalid, or shows that."""

    def find(happened: Happened) -> list[Found]:
        if what == "antipyretic":
            return [happened.antipyretic] if happened.antipyretic else []
        swabs = newest(happened.swabs if what == Result.INVALID else _valid(happened.swabs))
        return [s for s in swabs if what in ("swab", s.result) and (not methods or s.method in methods)]

    return find


def counts(span: Span) -> Condition:
    """Something happened that counts now; clear where nothing does: what was never done is no sign of anything."""

    def ask(look: Look) -> Verdict:
        found = span.counting(look.happened, look.at)
        if found is None:
            return Verdict.CLEAR
        look.hits.append(reason(found))
        return Verdict.HOLDS

    return ask


def reason(found: Found) -> Hit:
    """Why it holds: the swab with its result, or the antipyretic."""
    if isinstance(found, Dosed):
        return Hit("antipyretic", None, "", 0, "", found.entry)
    return Hit("swab", None, found.result.value, 0, "", found.entry)
