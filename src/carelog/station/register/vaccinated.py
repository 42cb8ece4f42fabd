"""Vaccination of the house: how far it has come by unit, who is due and who has refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from carelog.model.person import Kind, Person, Vaccination
from carelog.model.vaccine import Dose, Vaccine

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date


class Coverage(NamedTuple):
    """How far the people of a kind in a unit are vaccinated; `unknown`: nobody has written it down."""

    kind: Kind
    unit: str
    people: int
    complete: int
    incomplete: int
    none: int
    unknown: int


class NextDose(NamedTuple):
    """A dose that is written down as due: of whom, which, and by how many days it is past (0: today or to come)."""

    person: Person
    vaccine: Vaccine
    overdue_days: int


class Declined(NamedTuple):
    """A refusal that nothing later has overtaken."""

    person: Person
    vaccine: Vaccine


class Vaccinated(NamedTuple):
    """The whole of it; the units in walking order, the most overdue dose first."""

    coverage: tuple[Coverage, ...]
    due: tuple[NextDose, ...]
    declined: tuple[Declined, ...]


_KINDS = (Kind.RESIDENT, Kind.STAFF)


def vaccinated(people: Sequence[Person], today: date) -> Vaccinated:
    """Of the people given, in the order given; visitors are not counted. Who has no unit stands under ''."""
    asked = [p for p in people if p.kind in _KINDS]
    groups = dict.fromkeys((p.kind, p.unit) for kind in _KINDS for p in asked if p.kind is kind)
    due = [NextDose(p, v, max(0, (today - v.on).days)) for p in asked for v in _open(p, Dose.DUE) if v.on]
    return Vaccinated(
        coverage=tuple(_coverage(kind, unit, asked) for kind, unit in groups),
        due=tuple(sorted(due, key=lambda one: (-one.overdue_days, one.vaccine.on or today))),
        declined=tuple(Declined(p, v) for p in asked for v in _open(p, Dose.DECLINED)),
    )


def _coverage(kind: Kind, unit: str, people: Iterable[Person]) -> Coverage:
    said = [p.vaccination for p in people if (p.kind, p.unit) == (kind, unit)]
    counts = (said.count(one) for one in (Vaccination.COMPLETE, Vaccination.INCOMPLETE, Vaccination.NONE, None))
    return Coverage(kind, unit, len(said), *counts)


def _open(person: Person, dose: Dose) -> list[Vaccine]:
    """The lines of a card that still count: a dose given since then, or that very dose, ends them."""
    return [v for v in person.vaccines if v.dose is dose and not _overtaken(v, person.vaccines)]


def _overtaken(line: Vaccine, card: Iterable[Vaccine]) -> bool:
    given = [v for v in card if v.dose is Dose.GIVEN and v.against is line.against]
    return any(_ends(one, line) for one in given)


def _ends(given: Vaccine, line: Vaccine) -> bool:
    """Whether a dose that was given answers a line: by its number where both have one, else by the day."""
    if given.number is not None and line.number is not None:
        return given.number >= line.number
    return bool(given.on and line.on and given.on >= line.on)
