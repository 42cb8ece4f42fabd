"""What start-up needs of a protocol file, read without pydantic: rounds, words, what the sheet asks about."""

from __future__ import annotations

import tomllib
from datetime import timedelta
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from carelog.model.person import Kind
from carelog.model.reading import Quantity, Site
from carelog.model.round import Slot
from carelog.model.severity import Severity, Task

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from carelog.model.duties import Duty
    from carelog.protocol.outbreak.light import Outbreaks
    from carelog.protocol.stock.shelf import Supplies

OF_ALL = ("D", "Y")
"""Families of rules that judge no value: what was found at all, and symptoms."""
UNSIGNED = ("M", "P")
"""The evidence marks that need a doctor's signature: general knowledge, and our own proposal."""


class RuleWords(NamedTuple):
    """What a rule says of itself: language -> words; its source and evidence mark; the clock of its recheck.

    `worst` and `tasks` are those of all the ways in which it holds, `severity` that of the plain one.
    """

    id: str
    family: str
    severity: Severity
    words: Mapping[str, str]
    source: str
    evidence: str
    recheck: timedelta | None
    worst: Severity
    tasks: tuple[Task, ...]


class FigureWords(NamedTuple):
    """A number that belongs to no single rule, by the name the file gives it."""

    name: str
    value: int
    source: str
    evidence: str


class NotHere(NamedTuple):
    """What a protocol says that it leaves to a person: language -> words, and why."""

    id: str
    words: Mapping[str, str]
    source: str


class Unlikely(NamedTuple):
    """Which values of a reading ask `+`, both lines included; `again` from-to is typed a second time. Own units.

    `jump` is more than so far from the last value within 24 h, `drop` at least so far below it.
    """

    reading: Quantity
    scale: int | None
    below: int | None
    above: int | None
    jump: int | None
    drop: int | None
    again: tuple[int, int] | None


class Missed(NamedTuple):
    """What so many missed rounds in a row mean."""

    least: int
    severity: Severity
    tasks: tuple[Task, ...]


class Light:
    """The part of a protocol that board and sheet show; each table is read when it is first asked for."""

    def __init__(self, file: Mapping[str, Any]) -> None:
        """A file that `load.care_protocol` has accepted before."""
        self._file = file
        self.id: str = file["id"]
        self.version: str = file["version"]
        self.date: date = file["date"]
        self.author: str = file["author"]
        self.title: Mapping[str, str] = file["title"]
        self.audience: Mapping[str, str] = file["audience"]
        self.regime: str = file["regime"]
        self.slots = tuple(Slot(s["code"], s["start"], s["until"]) for s in file["slot"])
        self.site = Site(file["site"])
        self.required = {kind: tuple(file["required"][kind.value]) for kind in Kind}
        self.rules = {row["id"]: _rule(row) for row in file["rule"]}
        figures = file["figures"]
        self.baseline_days: int = figures["baseline_days"]["value"]
        self.apart: Mapping[Quantity, int] = {
            Quantity.TEMPERATURE: figures["apart_temperature"]["value"],
            Quantity.SPO2: figures["apart_spo2"]["value"],
        }
        """two readings further apart than this ask for a third"""
        judging = (row for row in file["rule"] if row["family"] not in OF_ALL)
        self.kinds = frozenset(Kind(kind) for row in judging for kind in row.get("people", Kind))
        """whose values it judges"""
        missed = next((row for row in file["rule"] if row["when"]["kind"] == "rounds_missed"), None)
        self.missed_rule: str = missed["id"] if missed else ""
        self.missed = _missed(missed) if missed else ()
        self.swabs: Mapping[str, Any] | None = file.get("swabs")
        """the table of swabs as the file has it, None where it says nothing of them"""

    def words(self, rule: str, language: str) -> str:
        """A rule in the language asked for, its id where the file does not know it (an older protocol decided)."""
        found = self.rules.get(rule)
        return found.words[language] if found else rule

    def source(self, rule: str) -> str:
        """Where a rule comes from, with its evidence mark; '' where the file does not know it."""
        found = self.rules.get(rule)
        return f"{found.source} [{found.evidence}]" if found else ""

    def minutes(self, figure: str) -> timedelta | None:
        """A time of the table of figures that is given in minutes, None where the file does not give it."""
        row = self._file["figures"].get(figure)
        return timedelta(minutes=row["value"]) if row else None

    @cached_property
    def unlikely(self) -> tuple[Unlikely, ...]:
        """Which values ask `+`."""
        lower = self._file.get("altitude", {}).get("spo2_lower", 0)
        return tuple(_unlikely(row, lower) for row in self._file.get("ask", ()))

    @cached_property
    def figures(self) -> tuple[FigureWords, ...]:
        """Every number that belongs to no single rule."""
        return _figures(self._file)

    @cached_property
    def not_here(self) -> tuple[NotHere, ...]:
        """What is left to a person."""
        return tuple(NotHere(row["id"], row["words"], row["source"]) for row in self._file.get("not_here", ()))

    @cached_property
    def outbreaks(self) -> Outbreaks:
        """Case definitions and clusters."""
        from carelog.protocol.outbreak import light

        return light.read(self._file)

    @cached_property
    def supplies(self) -> Supplies | None:
        """The figures of the store; None where the file says nothing of them."""
        from carelog.protocol.stock import shelf

        return shelf.supplies(self._file["supplies"]) if "supplies" in self._file else None

    @cached_property
    def duties(self) -> tuple[Duty, ...]:
        """What is done day by day."""
        from carelog.protocol.house import duties

        return tuple(duties.duty(row) for row in self._file.get("duty", ()))


@lru_cache(maxsize=4)
def parse(text: str) -> Light:
    """Read the light part of a file that `load.care_protocol` has accepted before."""
    return Light(tomllib.loads(text))


def _isolation(table: Mapping[str, Any]) -> tuple[FigureWords, ...]:
    """The numbers of isolation; of the fever lines the lowest one stands for all."""
    numbers = {name: row for name, row in table.items() if isinstance(row, dict)}
    return tuple(
        FigureWords(f"isolation_{name}", _least(row["value"]), row["source"], row["evidence"])
        for name, row in numbers.items()
    )


def _least(value: int | Mapping[str, int]) -> int:
    return value if isinstance(value, int) else min(value.values())


_NUMBERED = ("work", "visitors")
"""Tables that hold other things beside the numbers a doctor signs."""


def _figures(file: Mapping[str, Any]) -> tuple[FigureWords, ...]:
    """Every number that belongs to no single rule, those of the house's own tables too."""
    from carelog.protocol.house import followup

    tables = {"": file["figures"], "supplies.": file.get("supplies", {})}
    found = [(head + name, row) for head, table in tables.items() for name, row in table.items()]
    found += [(f"{table}.{name}", row) for table in _NUMBERED for name, row in file.get(table, {}).items()]
    numbers = ((name, row) for name, row in found if isinstance(row, dict) and "value" in row)
    out = [FigureWords(name, row["value"], row["source"], row["evidence"]) for name, row in numbers]
    daily = (FigureWords(f"duty.{r['code']}", r["times"], r["source"], r["evidence"]) for r in file.get("duty", ()))
    followed = (FigureWords(*told) for told in followup.figures(file))
    return (*out, *followed, *_isolation(file.get("isolation", {})), *daily)


def _rule(row: dict[str, Any]) -> RuleWords:
    minutes = row.get("recheck_minutes")
    first = minutes[0] if isinstance(minutes, list) else minutes
    clock = timedelta(minutes=first) if first else None
    cases = (row, *row.get("worse", ()))
    severities = [Severity[case["severity"]] for case in cases]
    tasks = tuple(dict.fromkeys(Task(name) for case in cases for name in case.get("tasks", ())))
    told = (row["words"], row["source"], row["evidence"], clock, max(severities), tasks)
    return RuleWords(row["id"], row["family"], severities[0], *told)


def _unlikely(row: dict[str, Any], lower: int) -> Unlikely:
    """A row of values asked about; at a signed altitude those of scale 1 stand so many points lower."""
    again, below = row.get("again"), row.get("below")
    if below is not None and row["reading"] == Quantity.SPO2 and row.get("scale") == 1:
        below -= lower
    return Unlikely(
        Quantity(row["reading"]),
        row.get("scale"),
        below,
        row.get("above"),
        row.get("jump"),
        row.get("drop"),
        (again[0], again[1]) if again else None,
    )


def _missed(row: dict[str, Any]) -> tuple[Missed, ...]:
    return tuple(
        Missed(case["when"]["least"], Severity[case["severity"]], tuple(Task(t) for t in case.get("tasks", ())))
        for case in (row, *row.get("worse", ()))
    )
