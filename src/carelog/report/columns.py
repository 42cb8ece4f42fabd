"""The one list of columns: its order, its keys, what a cell holds. Every file takes it from here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Final, NamedTuple

from carelog.model.reading import Consciousness, NotMeasured, Quantity, Reading
from carelog.station.days import Told

Cell = str | date | datetime | None
"""A text, a day, an instant (UTC), or nothing: a form says how each is written. Numbers are texts, exact."""


class Column(NamedTuple):
    """One column. `kind`: text, code, number, date or time; `typed`: people typed it, so a spreadsheet is guarded."""

    key: str
    kind: str
    get: Callable[[Told], Cell]
    typed: bool = False
    unit: str = ""


def tenths(value: int) -> str:
    """Tenths as a decimal: 366 is 36.6."""
    return f"{value // 10}.{value % 10}"


def _read(told: Told, quantity: Quantity) -> Reading | None:
    return told.observation.last(quantity) if told.observation else None


def _value(quantity: Quantity) -> Callable[[Told], Cell]:
    def get(told: Told) -> Cell:
        reading = _read(told, quantity)
        return str(reading.value) if reading and reading.value is not None else None

    return get


def _tenths(quantity: Quantity) -> Callable[[Told], Cell]:
    def get(told: Told) -> Cell:
        reading = _read(told, quantity)
        return tenths(reading.value) if reading and reading.value is not None else None

    return get


def _site(told: Told) -> Cell:
    reading = _read(told, Quantity.TEMPERATURE)
    return reading.site if reading and reading.value is not None else None


def _on_oxygen(told: Told) -> Cell:
    reading = _read(told, Quantity.OXYGEN)
    if reading is None or reading.not_measured is not None:
        return None
    return "no" if reading.value == 0 else "yes"


def _consciousness(told: Told) -> Cell:
    reading = _read(told, Quantity.CONSCIOUSNESS)
    return Consciousness(reading.value).name if reading and reading.value is not None else None


def _symptoms(told: Told) -> Cell:
    if told.observation is None or told.observation.symptoms is None:
        return None
    return ";".join(told.observation.symptoms) or "none"


def reasons(told: Told) -> list[tuple[str, NotMeasured]]:
    """What was not measured or asked, and why, in the order of the columns."""
    if told.observation is None:
        return []
    newest = ((q, told.observation.last(q)) for q in Quantity)
    found = [(q.value, r.not_measured) for q, r in newest if r is not None and r.not_measured is not None]
    not_asked = told.observation.not_asked
    return found if not_asked is None else [*found, ("symptoms", not_asked)]


def _not_measured(told: Told) -> Cell:
    return ";".join(f"{what}:{why}" for what, why in reasons(told)) or None


def _of_observation(name: str) -> Callable[[Told], Cell]:
    def get(told: Told) -> Cell:
        found: Cell = getattr(told.observation, name) if told.observation else None
        return found

    return get


COLUMNS: Final[tuple[Column, ...]] = (
    Column("date", "date", lambda told: told.day),
    Column("round", "code", lambda told: told.window.key.slot if told.window else None),
    Column("person", "text", lambda told: told.person.code, typed=True),
    Column("kind", "code", lambda told: told.person.kind),
    Column("name", "text", lambda told: told.person.name, typed=True),
    Column("unit", "text", lambda told: told.person.unit, typed=True),
    Column("bed", "text", lambda told: told.person.bed, typed=True),
    Column("happened_at", "time", _of_observation("happened_at")),
    Column("recorded_at", "time", _of_observation("recorded_at")),
    Column("late", "code", lambda told: told.late),
    Column("temperature_c", "number", _tenths(Quantity.TEMPERATURE), unit="°C"),
    Column("temperature_site", "code", _site),
    Column("spo2_percent", "number", _value(Quantity.SPO2), unit="%"),
    Column("on_oxygen", "code", _on_oxygen),
    Column("oxygen_l_min", "number", _tenths(Quantity.OXYGEN), unit="L/min"),
    Column("respiratory_rate", "number", _value(Quantity.RESPIRATORY_RATE), unit="/min"),
    Column("pulse", "number", _value(Quantity.PULSE), unit="/min"),
    Column("systolic_mmhg", "number", _value(Quantity.SYSTOLIC), unit="mmHg"),
    Column("diastolic_mmhg", "number", _value(Quantity.DIASTOLIC), unit="mmHg"),
    Column("consciousness", "code", _consciousness),
    Column("symptoms", "code", _symptoms),
    Column("not_measured", "code", _not_measured),
    Column("severity", "code", lambda told: told.severity.name if told.severity is not None else None),
    Column("tasks", "code", lambda told: ";".join(told.tasks) or None),
    Column("recorded_by", "text", lambda told: told.recorded_by, typed=True),
    Column("entry", "text", _of_observation("entry")),
    Column("corrects", "text", lambda told: ";".join(told.corrects) or None),
    Column("status", "code", lambda told: told.status),
)
"""In the order in which they stand in every file; a new one goes to the end."""
