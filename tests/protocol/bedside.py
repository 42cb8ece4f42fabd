"""A person whose days are told reading by reading, as a nurse would tell them."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache

from carelog.model.assessment import Answer, Fired, Step, TaskEnd
from carelog.model.deeds import Method, Result
from carelog.model.history import Dosed, Event, Facts, History, Sampled, moment
from carelog.model.observation import Observed, Seen, Way
from carelog.model.person import Kind, Person
from carelog.model.reading import NotMeasured, Quantity, Reading, Site
from carelog.model.round import RoundKey
from carelog.model.severity import Severity, Task
from carelog.protocol import assess, course, load
from carelog.protocol.schema import CareProtocol
from carelog.protocol.state import Course

MONDAY = datetime(2026, 1, 5, 6, 0, tzinfo=UTC)
"""Six in the morning, UTC."""
ID = "cn-2023-respiratory"
FRESH = "fresh"


@cache
def care() -> CareProtocol:
    return load.care_protocol(load.packaged(ID), ID)


@cache
def care_with(old: str, new: str) -> CareProtocol:
    """The protocol with one thing in its text changed."""
    text = load.packaged(ID)
    assert old in text
    return load.care_protocol(text.replace(old, new), ID)


def resident(**facts: object) -> Person:
    signed = Person("p", "101", Kind.RESIDENT, "Wang Fang", scale_by="Dr. Li", scale_on=MONDAY.date())
    return replace(signed, **facts)  # type: ignore[arg-type]  # any field of a person


def temperature(tenths: int, site: Site | None = Site.AXILLARY) -> Reading:
    return Reading(Quantity.TEMPERATURE, tenths, site=site)


def spo2(percent: int) -> Reading:
    return Reading(Quantity.SPO2, percent)


def oxygen(tenths: int | None) -> Reading:
    return Reading(Quantity.OXYGEN, tenths)


def reading(quantity: Quantity, value: int) -> Reading:
    return Reading(quantity, value)


def left_out(quantity: Quantity, why: NotMeasured) -> Reading:
    return Reading(quantity, None, why)


def breaths(value: int) -> Reading:
    return Reading(Quantity.RESPIRATORY_RATE, value)


@dataclass
class Bed:
    """One person's story. Times are minutes, hours or days after Monday six o'clock; each call is an act of its own."""

    person: Person = field(default_factory=resident)
    protocol: CareProtocol = field(default_factory=care)
    events: list[Event] = field(default_factory=list)
    first: Person | None = None
    """as written down before the story begins, where it was written down anew since"""

    def at(self, minutes: float = 0, hours: float = 0, days: float = 0) -> datetime:
        return MONDAY + timedelta(minutes=minutes, hours=hours, days=days)

    def seen(
        self,
        *readings: Reading,
        symptoms: tuple[str, ...] | None = (),
        minutes: float = 0,
        hours: float = 0,
        days: float = 0,
        act: str = "",
        entry: str = "",
        not_asked: NotMeasured | None = None,
        in_round: str | None = FRESH,
        way: Way = Way.SHEET,
        typed_later: timedelta = timedelta(0),
    ) -> "Bed":
        at = self.at(minutes, hours, days)
        n = len(self.events) + 1
        slot = RoundKey(at.date(), "morning" if at.hour < 12 else "evening") if in_round == FRESH else None
        body = Observed(self.person.id, slot, readings, symptoms, not_asked, way=way)
        part = Seen(entry or f"e{n}", act or f"a{n}", n, at, at + typed_later, "nurse", body)
        return self.told(part)

    def well(self, *, minutes: float = 0, hours: float = 0, days: float = 0) -> "Bed":
        """A whole round with nothing to find."""
        both = (temperature(364), spo2(97)) if self.person.kind is Kind.RESIDENT else (temperature(364),)
        return self.seen(*both, minutes=minutes, hours=hours, days=days)

    def told(self, event: Event) -> "Bed":
        self.events.append(event)
        return self

    def written(self, *, days: float = 0, hours: float = 0, **facts: object) -> "Bed":
        """The person as written down anew."""
        n = len(self.events) + 1
        self.first = self.first or self.person
        self.person = replace(self.person, **facts)  # type: ignore[arg-type]  # any field of a person
        return self.told(Facts(f"e{n}", n, self.at(hours=hours, days=days), self.person))

    def swabbed(
        self,
        result: str,
        method: str = "antigen",
        *,
        minutes: float = 0,
        hours: float = 0,
        days: float = 0,
        target: str = "sars_cov_2",
    ) -> "Bed":
        """A swab taken then shows a result."""
        n = len(self.events) + 1
        at = self.at(minutes, hours, days)
        return self.told(Sampled(f"e{n}", n, at, Method(method), Result(result), target))

    def given(self, *, antipyretic: bool = True, minutes: float = 0, hours: float = 0, days: float = 0) -> "Bed":
        """A medicine was given then."""
        n = len(self.events) + 1
        return self.told(Dosed(f"e{n}", n, self.at(minutes, hours, days), antipyretic))

    def answered(self, *rules: str, minutes: float = 0, hours: float = 0, days: float = 0, how: str = "seen") -> "Bed":
        """A named person closes these alerts."""
        at = self.at(minutes, hours, days)
        named = tuple((f.rule, f.episode) for f in self.now(at).fired if f.rule in rules)
        n = len(self.events) + 1
        return self.told(Answer(f"e{n}", n, at, "nurse", named, how))

    def ended(self, task: Task, *, minutes: float = 0, hours: float = 0, days: float = 0) -> "Bed":
        n = len(self.events) + 1
        return self.told(TaskEnd(f"e{n}", n, self.at(minutes, hours, days), "nurse", task, done=True))

    def history(self) -> History:
        return History(self.person.id, tuple(sorted(self.events, key=moment)))

    def course(self) -> Course:
        known = course.start(self.first or self.person)
        for event in self.history().events:
            known = course.fold(self.protocol, known, event)
        return known

    def steps(self, at: datetime | None = None) -> tuple[Step, ...]:
        when = at or moment(self.history().events[-1])[0]
        return assess.assess(self.protocol, self.course(), when)

    def now(self, at: datetime | None = None) -> Step:
        """What holds at a time, by default that of the last event."""
        return self.steps(at)[0]

    def later(self, minutes: float = 0, hours: float = 0, days: float = 0) -> Step:
        return self.now(self.at(minutes, hours, days))

    def severity(self) -> Severity:
        return self.now().severity

    def rules(self) -> dict[str, Severity]:
        return {f.rule: f.severity for f in self.now().fired}

    def fired(self, rule: str) -> Fired:
        return next(f for f in self.now().fired if f.rule == rule)


def born(years: int) -> date:
    """The birthday of somebody who is so many years old on Monday."""
    return date(MONDAY.year - years, 1, 1)
