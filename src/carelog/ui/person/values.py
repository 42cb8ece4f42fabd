"""Readings and symptoms as people read them."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from carelog.model.observation import Observation
from carelog.model.reading import Consciousness, Quantity, Reading
from carelog.ui.line import listed
from carelog.words import tr

_TENTHS = frozenset({Quantity.TEMPERATURE, Quantity.OXYGEN})


def amount(quantity: Quantity, value: int) -> str:
    """A value in its own unit, without the unit: `36.6`, `97`, `A`."""
    if quantity is Quantity.CONSCIOUSNESS:
        return Consciousness(value).name
    return f"{value // 10}.{value % 10}" if quantity in _TENTHS else str(value)


def one(reading: Reading) -> str:
    """One reading: its value, or why there is none; unlikely values nobody confirmed are marked `?`."""
    if reading.not_measured:
        return tr(f"reason.{reading.not_measured}")
    if reading.value is None:
        return tr("person.flow_not_read")
    text = amount(reading.quantity, reading.value)
    site = f" {tr(f'site.{reading.site}')}" if reading.site else ""
    asleep = f" {tr('reason.asleep')}" if reading.asleep else ""
    return text + site + asleep


def repeats(readings: Iterable[Reading]) -> str:
    """All readings of one quantity in their order: `1st 38.4, then 36.9`."""
    said = [one(reading) for reading in readings]
    return said[0] if len(said) == 1 else tr("person.repeats", first=said[0], then=listed(*said[1:]))


def all_values(readings: Iterable[Reading]) -> str:
    """Every quantity with its readings."""
    by_quantity: dict[Quantity, list[Reading]] = {}
    for reading in readings:
        by_quantity.setdefault(reading.quantity, []).append(reading)
    return "  ".join(_told(quantity, same) for quantity, same in by_quantity.items())


def _told(quantity: Quantity, readings: list[Reading]) -> str:
    if quantity is Quantity.OXYGEN and all(r.value == 0 for r in readings):
        return tr("person.on_air")
    return f"{tr(f'person.short_{quantity}')} {repeats(readings)}"


def symptoms_said(codes: tuple[str, ...] | None, words: Mapping[str, tuple[str, str]]) -> str:
    """The symptoms, "none" or "not asked"."""
    if codes is None:
        return tr("reading.not_asked")
    return listed(*(words.get(code, ("", code))[1] for code in codes)) or tr("reading.no_symptoms")


def points(observations: Iterable[Observation], quantity: Quantity) -> list[tuple[datetime, int]]:
    """Every value of a quantity with its time; all repeats, nothing for what was not measured."""
    return [
        (o.happened_at, r.value)
        for o in observations
        for r in o.readings
        if r.quantity is quantity and r.value is not None
    ]
