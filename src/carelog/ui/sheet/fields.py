"""What each field can take, key by key; what cannot be is refused at the first key that makes it so."""

from typing import NamedTuple

from carelog.model.reading import HARD, NOT_MEASURED_KEYS, Consciousness, NotMeasured, Quantity, possible
from carelog.ui.sheet.keys import DIGITS

_TENTHS_F = (770, 1130)
_WHOLE = 2
"""Digits before the point of a temperature in Celsius, and of an SpO2 below 100."""
_COUNTED = {Quantity.RESPIRATORY_RATE, Quantity.PULSE, Quantity.SYSTOLIC, Quantity.DIASTOLIC}


class Part(NamedTuple):
    """The field wants more."""

    buffer: str


class Full(NamedTuple):
    """The field is complete: a value in the quantity's own unit, or why there is none (both None: flow not read)."""

    typed: str
    value: int | None = None
    reason: NotMeasured | None = None


class Refused(NamedTuple):
    """The field cannot take the key; `code` is the catalogue key that says why."""

    code: str


Taken = Part | Full | Refused


def tenths_c(tenths_f: int) -> int:
    """Tenths of a degree Fahrenheit as tenths Celsius, rounded once, half up."""
    return ((tenths_f - 320) * 10 + 9) // 18


def take(field: Quantity, buffer: str, key: str, *, fahrenheit: bool) -> Taken:
    """Take a key into a field that is being typed."""
    if key == "-" or buffer.startswith("-"):
        return _reason(buffer, key)
    if field is Quantity.TEMPERATURE:
        return _fahrenheit(buffer, key) if fahrenheit else _celsius(buffer, key)
    if field is Quantity.SPO2:
        return _spo2(buffer, key)
    if field is Quantity.OXYGEN:
        return _flow(buffer, key)
    return _counted(field, buffer, key) if field in _COUNTED else _consciousness(key)


def _reason(buffer: str, key: str) -> Taken:
    if buffer == "" and key == "-":
        return Part("-")
    if buffer == "-" and key in NOT_MEASURED_KEYS:
        return Full("-" + key, reason=NOT_MEASURED_KEYS[key])
    return Refused("sheet.stop_reason")


def _celsius(buffer: str, key: str) -> Taken:
    typed = buffer + key
    whole, point, tenth = typed.partition(".")
    if key not in DIGITS + "." or (point and (len(whole) != _WHOLE or "." in tenth)):
        return Refused("sheet.stop_temperature")
    if not point and len(typed) > _WHOLE:
        if typed[0] == "2":
            return Refused("sheet.stop_point")
        whole, tenth = typed[:_WHOLE], typed[_WHOLE]
    return _within(whole, tenth, typed, HARD[Quantity.TEMPERATURE])


def _within(whole: str, tenth: str, typed: str, limits: tuple[int, int]) -> Taken:
    low, high = _reach(whole, tenth)
    if high < limits[0] or low > limits[1]:
        return Refused("sheet.stop_temperature" if len(whole) < _WHOLE else "sheet.stop_temperature_range")
    return Full(typed, low) if tenth else Part(typed)


def _reach(whole: str, tenth: str) -> tuple[int, int]:
    """The lowest and highest tenths that what is typed can still become."""
    missing = 3 - len(whole + tenth)
    low = int((whole + tenth).ljust(3, "0"))
    return low, low + 10**missing - 1


def _fahrenheit(buffer: str, key: str) -> Taken:
    typed = buffer + key
    whole, point, tenth = typed.partition(".")
    long = 3 if whole.startswith("1") else 2
    if key not in DIGITS + "." or typed[0] not in "1789":
        return Refused("sheet.stop_fahrenheit")
    if len(whole) > long or (point and (len(whole) != long or "." in tenth)):
        return Refused("sheet.stop_point")
    low = int((whole + tenth).ljust(long + 1, "0"))
    high = low + 10 ** (long + 1 - len(whole + tenth)) - 1
    if high < _TENTHS_F[0] or low > _TENTHS_F[1]:
        return Refused("sheet.stop_fahrenheit_range")
    return Full(typed + "F", tenths_c(low)) if tenth else Part(typed)


def _spo2(buffer: str, key: str) -> Taken:
    typed = buffer + key
    if key not in DIGITS or typed in {"0", "2"}:
        return Refused("sheet.stop_spo2")
    if typed[0] == "1":
        if not "100".startswith(typed):
            return Refused("sheet.stop_spo2_range")
        return Full(typed, 100) if typed == "100" else Part(typed)
    return Full(typed, int(typed)) if len(typed) == _WHOLE else Part(typed)


def _flow(buffer: str, key: str) -> Taken:
    if buffer == "":
        return Part("*") if key == "*" else Refused("sheet.stop_oxygen")
    number = buffer[1:]
    if key == "enter":
        return _flow_read(buffer)
    if number == "" and key == "0":
        return Full("*0", 0)
    whole, point, tenth = (number + key).partition(".")
    if key not in DIGITS + "." or "." in tenth or len(tenth) > 1:
        return Refused("sheet.stop_flow")
    if not point and len(whole) > 1 and not possible(Quantity.OXYGEN, int(whole) * 10):
        return Refused("sheet.stop_flow_range")
    return Part(buffer + key)


def _flow_read(buffer: str) -> Taken:
    """The flow in tenths of a litre; `*` alone is oxygen with the flow not read."""
    number = buffer[1:]
    if number == "":
        return Full("*")
    whole, _, tenth = number.partition(".")
    value = int(whole or "0") * 10 + int(tenth or "0")
    if value == 0 or not possible(Quantity.OXYGEN, value):
        return Refused("sheet.stop_flow_range")
    return Full(buffer, value)


def _counted(field: Quantity, buffer: str, key: str) -> Taken:
    """A count of one to three digits, closed with Enter."""
    if key == "enter" and buffer:
        value = int(buffer)
        return Full(buffer, value) if possible(field, value) else Refused(f"sheet.stop_{field}")
    if key not in DIGITS or (buffer == "" and key == "0"):
        return Refused("sheet.stop_count")
    typed = buffer + key
    return Part(typed) if int(typed) <= HARD[field][1] else Refused(f"sheet.stop_{field}")


def _consciousness(key: str) -> Taken:
    level = key.upper()
    if level in Consciousness.__members__:
        return Full(level, Consciousness[level].value)
    return Refused("sheet.stop_consciousness")
