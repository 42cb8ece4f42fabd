"""The colour class of a person: how bad an infection may become, by age, underlying disease and vaccination."""

from collections.abc import Mapping
from datetime import UTC, datetime, tzinfo
from enum import StrEnum
from typing import NamedTuple

from carelog.model.person import Colour, Disease, Person, Vaccination
from carelog.protocol.whom import age

_ORDER = {colour: n for n, colour in enumerate(Colour)}


class By(StrEnum):
    """What gave a class: a row of the table, the points where no row fits, or a nurse who raised it."""

    TABLE = "table"
    POINTS = "points"
    NURSE = "nurse"


class Row(NamedTuple):
    """One row of the table: whole years from `least` to below `below` (None: no end), and which facts fit."""

    least: int
    below: int | None
    disease: frozenset[Disease]
    vaccination: frozenset[Vaccination]
    colour: Colour

    def fits(self, years: int, disease: Disease, vaccination: Vaccination) -> bool:
        """Whether a person of these facts stands in this row."""
        old_enough = self.least <= years and (self.below is None or years < self.below)
        return old_enough and disease in self.disease and vaccination in self.vaccination


class Classes(NamedTuple):
    """The table of a protocol ready to be read; bands of age and of the sum by their lowest value, ascending."""

    rows: tuple[Row, ...]
    ages: tuple[tuple[int, int], ...]
    disease: Mapping[Disease, int]
    vaccination: Mapping[Vaccination, int]
    colours: tuple[tuple[int, Colour], ...]

    def of(self, years: int, disease: Disease, vaccination: Vaccination) -> tuple[Colour, By]:
        """The class of these facts: of the first row that fits, else by points."""
        for row in self.rows:
            if row.fits(years, disease, vaccination):
                return row.colour, By.TABLE
        points = [points for least, points in self.ages if years >= least][-1]
        total = points + self.disease[disease] + self.vaccination[vaccination]
        return [colour for least, colour in self.colours if total >= least][-1], By.POINTS

    def edges(self) -> tuple[int, ...]:
        """The ages at which a row begins: where two rows fit the same person, they do at one of these as well."""
        return tuple(sorted({row.least for row in self.rows}))


class Classed(NamedTuple):
    """A person's class; None where it is not known. `missing` names what nobody has written down."""

    colour: Colour | None
    by: By | None
    missing: tuple[str, ...]


def classed(classes: Classes, person: Person, at: datetime, zone: tzinfo = UTC) -> Classed:
    """The class of a person at an instant. A nurse may raise it, never lower it.

    Where a fact is missing the class is not known, but for one that a nurse has given: nothing is guessed.
    """
    years, disease, vaccination = age(person, at, zone), person.disease, person.vaccination
    if years is None or disease is None or vaccination is None:
        facts = {"birth_date": years, "disease": disease, "vaccination": vaccination}
        missing = tuple(name for name, fact in facts.items() if fact is None)
        return Classed(person.colour, By.NURSE if person.colour else None, missing)
    colour, by = classes.of(max(0, years), disease, vaccination)
    if person.colour is not None and _ORDER[person.colour] > _ORDER[colour]:
        return Classed(person.colour, By.NURSE, ())
    return Classed(colour, by, ())
