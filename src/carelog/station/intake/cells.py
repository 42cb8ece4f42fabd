"""A person as the cells of a list of people: what is read back is the same person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from carelog.station.intake import vaccines

if TYPE_CHECKING:
    from carelog.model.person import Person

Word = Callable[[str, str], str]
"""Says a code that stands inside a cell: its list (`site`, `vaccine`, `symptom`) and the code."""

_RENAMED = {"class": "colour", "class_why": "colour_why", "normal_spo2": "normal_spo2_percent"}


def as_code(_: str, code: str) -> str:
    """A code as it is."""
    return code


def cell(person: Person, field: str, word: Word = as_code) -> str:
    """One field of a person, by its name in a list of people, as it is typed there; '' where nothing is said."""
    if field == "oxygen":
        return _oxygen(person)
    if field == "normal_temperature":
        return _own_temperature(person, word)
    if field == "vaccines":
        return vaccines.said(person.vaccines, lambda code: word("vaccine", code))
    if field == "usual_symptoms":
        return "; ".join(word("symptom", code) for code in person.usual_symptoms)
    return _plain(getattr(person, _RENAMED.get(field, field)))


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return "; ".join(value)
    return "" if value is None else str(value)


def tenths(value: int) -> str:
    """Tenths as they are typed: 36.2, 2."""
    return f"{value // 10}.{value % 10}" if value % 10 else str(value // 10)


def _oxygen(person: Person) -> str:
    flow = "" if person.oxygen_tenths_l_min is None else f"{tenths(person.oxygen_tenths_l_min)} L/min"
    low, high = person.target_low_percent, person.target_high_percent
    return " ".join(part for part in (flow, "" if low is None or high is None else f"{low}-{high}") if part)


def _own_temperature(person: Person, word: Word) -> str:
    own, site = person.normal_temperature_tenths_c, person.normal_temperature_site
    return "" if own is None or site is None else f"{own // 10}.{own % 10} {word('site', site)}"
