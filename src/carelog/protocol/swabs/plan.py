"""The plan of swabs as the planner asks it: plain values of a file that was checked before."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from carelog.model.deeds import Method
from carelog.model.person import Colour, Kind
from carelog.model.swabs import Regime
from carelog.protocol.light import FigureWords

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
EVERY_DAY = 7
"""So many times a week is daily."""


class Group(NamedTuple):
    """Who belongs to a group; nothing named in a part means that it narrows nothing."""

    code: str
    words: Mapping[str, str]
    kinds: frozenset[Kind]
    colours: frozenset[Colour]
    places: frozenset[str]

    def takes(self, kind: Kind, colour: Colour | None, places: frozenset[str]) -> bool:
        """Whether somebody of these facts belongs to it."""
        fits = not self.colours or colour in self.colours
        return kind in self.kinds and fits and (not self.places or bool(places & self.places))


class Weekly(NamedTuple):
    """How often a group is tested in some regimes; `weekdays` count from Monday 0, none named: evenly spread."""

    id: str
    group: str
    regimes: frozenset[Regime]
    times: int
    weekdays: frozenset[int]
    methods: tuple[Method, ...]

    @property
    def daily(self) -> bool:
        """Whether it asks for a test every day."""
        return self.times == EVERY_DAY


class PlanWords(NamedTuple):
    """What a row of the plan says of itself: language -> words; its source and evidence mark."""

    id: str
    words: Mapping[str, str]
    source: str
    evidence: str


class Plan(NamedTuple):
    """The whole plan; days as the file says, no methods where it has no such row."""

    targets: frozenset[str]
    groups: tuple[Group, ...]
    weekly: tuple[Weekly, ...]
    least_gap: int
    greatest_gap: int
    sweep_again: int
    sample_days: int
    ask_days: int
    methods: tuple[Method, ...]
    serial: str
    contact: tuple[int, ...]
    contact_methods: tuple[Method, ...]
    sweep: frozenset[Kind]
    sweep_methods: tuple[Method, ...]
    admission: frozenset[Kind]
    admission_regimes: frozenset[Regime]
    admission_methods: tuple[Method, ...]

    @property
    def by_colour(self) -> bool:
        """Whether a class of colour decides who belongs where."""
        return any(group.colours for group in self.groups)

    def group(self, kind: Kind, colour: Colour | None, places: frozenset[str]) -> str:
        """The first group that takes somebody; who belongs to none goes by their kind."""
        found = (g.code for g in self.groups if g.takes(kind, colour, places))
        return next(found, kind.value)

    def row(self, group: str, regime: Regime) -> Weekly | None:
        """How often a group is tested in a regime; None where it is not."""
        return next((row for row in self.weekly if row.group == group and regime in row.regimes), None)


def cited(table: Mapping[str, Any] | None) -> tuple[tuple[PlanWords, ...], tuple[FigureWords, ...]]:
    """The rows and the numbers of a plan as a doctor reads them."""
    table = table or {}
    single = {key: value for key, value in table.items() if isinstance(value, dict)}
    rows = [row for row in (single.get("symptoms"), *table.get("weekly", ()), *single.values()) if row and "id" in row]
    told = {row["id"]: PlanWords(row["id"], row["words"], row["source"], row["evidence"]) for row in rows}
    numbers = ((key, value) for key, value in single.items() if "value" in value)
    figures = (FigureWords(f"swabs.{key}", n["value"], n["source"], n["evidence"]) for key, n in numbers)
    return tuple(told.values()), tuple(figures)


def plan(table: Mapping[str, Any] | None) -> Plan:
    """The plan of a file; of one that says nothing of swabs only that a symptom is tested, by any method."""
    table = table or {}
    contact, sweep, admission = (table.get(name, {}) for name in ("contact", "sweep", "admission"))
    symptoms = table.get("symptoms", {})
    return Plan(
        targets=frozenset(table.get("targets", ("sars_cov_2",))),
        groups=tuple(_group(row) for row in table.get("group", ())),
        weekly=tuple(_weekly(row) for row in table.get("weekly", ())),
        least_gap=_days(table, "minimum_gap_days"),
        greatest_gap=_days(table, "greatest_gap_days"),
        sweep_again=_days(table, "sweep_again_days"),
        sample_days=_days(table, "sample_days"),
        ask_days=_days(table, "ask_days"),
        methods=_methods(symptoms) or tuple(Method),
        serial=symptoms.get("serial", ""),
        contact=tuple(contact.get("days", ())),
        contact_methods=_methods(contact),
        sweep=frozenset(Kind(name) for name in sweep.get("kinds", ())),
        sweep_methods=_methods(sweep),
        admission=frozenset(Kind(name) for name in admission.get("kinds", ())),
        admission_regimes=frozenset(Regime(name) for name in admission.get("regimes", ())),
        admission_methods=_methods(admission),
    )


def _days(table: Mapping[str, Any], name: str) -> int:
    """So many days, 0 where the file says nothing."""
    days: int = table[name]["value"] if name in table else 0
    return days


def _methods(row: Mapping[str, Any]) -> tuple[Method, ...]:
    return tuple(Method(name) for name in row.get("methods", ()))


def _group(row: Mapping[str, Any]) -> Group:
    kinds = frozenset(Kind(name) for name in row["kinds"])
    colours = frozenset(Colour(name) for name in row.get("colours", ()))
    return Group(row["code"], row["words"], kinds, colours, frozenset(row.get("places", ())))


def _weekly(row: Mapping[str, Any]) -> Weekly:
    regimes = frozenset(Regime(name) for name in row["regimes"])
    weekdays = frozenset(WEEKDAYS.index(name) for name in row.get("weekdays", ()))
    return Weekly(row["id"], row["group"], regimes, row["times"], weekdays, _methods(row))
