"""One cell of a file as a value: numbers, units, times. Nothing here guesses; what is not sure is refused."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from carelog.model.reading import HARD, Consciousness, Quantity, possible

if TYPE_CHECKING:
    from carelog.station.intake.maps import TimeSaid


class BadCell(Exception):  # noqa: N818 - a cell that says nothing usable is found, not failed
    """A cell that cannot be taken: the key of the reason and its facts."""

    def __init__(self, code: str, /, **facts: object) -> None:
        """Keep the reason's key and its facts."""
        super().__init__(code, facts)
        self.code = code
        self.facts = facts


_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,9}(\.[0-9]{1,12})?")
_ISO: Final = re.compile(
    r"([0-9]{4})[-/]([0-9]{1,2})[-/]([0-9]{1,2})"
    r"(?:[T ]+([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]{1,6}))?)?)?"
    r" *(Z|[+-][0-9]{2}:?[0-9]{2})?"
)
_COMPACT: Final = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_DAY: Final = re.compile(r"[0-9]{8}|[0-9]{4}[-/][0-9]{1,2}[-/][0-9]{1,2}")
_TENTHS: Final = frozenset({Quantity.TEMPERATURE, Quantity.OXYGEN})
_ONE: Final = Decimal(1)
_YEARS: Final = range(1900, 2200)


def plain(text: str) -> str:
    """A typed number in plain characters: full-width digits and stops become ASCII."""
    return unicodedata.normalize("NFKC", text).strip().replace("。", ".")


def number(text: str, *, decimal_comma: bool = False) -> Decimal:
    """Read a decimal number exactly; `36.5`, `36。5`, full-width digits. Never `nan`, `1e3`, `3_7`, `1,234`."""
    typed = plain(text)
    if decimal_comma:
        typed = typed.replace(",", ".", 1)
    if not _NUMBER.fullmatch(typed):
        raise BadCell("intake.not_a_number", text=text)
    return Decimal(typed)


def whole(value: Decimal) -> int:
    """Round to a whole number once, halves away from zero."""
    return int(value.quantize(_ONE, ROUND_HALF_UP))


def measured(text: str, quantity: Quantity, unit: str, *, decimal_comma: bool = False) -> int:
    """Read a value into our own unit, rounded once (tenths of a degree or litre, whole numbers else).

    Fahrenheit becomes Celsius by (F - 32) x 5 / 9; a fraction becomes percent. Refuses what no living person can have.
    """
    if quantity is Quantity.CONSCIOUSNESS:
        return acvpu(text)
    given = number(text, decimal_comma=decimal_comma)
    if unit == "F":
        value = whole((given - 32) * 50 / 9)
    elif unit == "fraction":
        value = whole(given * 100)
    else:
        value = whole(given * 10) if quantity in _TENTHS else whole(given)
    if not possible(quantity, value):
        low, high = HARD[quantity]
        raise BadCell("intake.impossible", text=text, low=shown_bound(quantity, low), high=shown_bound(quantity, high))
    return value


def shown_bound(quantity: Quantity, value: int) -> str:
    """A bound in the unit a nurse reads: 45.0, 100."""
    return f"{Decimal(value) / 10:.1f}" if quantity in _TENTHS else str(value)


def acvpu(text: str) -> int:
    """Read a level of consciousness by its letter."""
    try:
        return Consciousness[plain(text).upper()].value
    except KeyError as error:
        raise BadCell("intake.not_acvpu", text=text) from error


def is_day(text: str) -> bool:
    """Whether a text is written like a date, whatever day it names."""
    return _DAY.fullmatch(plain(text)) is not None


def day(text: str) -> date:
    """Read a date: 1938-05-01, 1938/5/1 or 19380501."""
    typed = plain(text)
    compact = _COMPACT.fullmatch(typed)
    found = _ISO.fullmatch("-".join(compact.groups()) if compact else typed)
    if found is None or found[4] is not None or found[8] is not None:
        raise BadCell("intake.not_a_date", text=text)
    return _date(found, text)


def _date(found: re.Match[str], text: str) -> date:
    try:
        return _sane(date(int(found[1]), int(found[2]), int(found[3])), text)
    except ValueError as error:
        raise BadCell("intake.not_a_date", text=text) from error


def _sane(given: date, text: str) -> date:
    """A date of somebody who can be alive, or of our time."""
    if given.year not in _YEARS:
        raise BadCell("intake.not_a_date", text=text)
    return given


def when(text: str, said: TimeSaid, home: ZoneInfo) -> datetime:
    """Read a time as the map says it is written, as UTC in whole milliseconds.

    Refuses a date alone (unless the map gives a time of day) and a local time that the change of the clocks skipped;
    of a local time that came twice the first is meant.
    """
    read = {"iso": _iso, "day": _counted}.get(said.format, _pattern)
    local = read(plain(text), said, text)
    if local.tzinfo is None:
        zone = home if said.zone == "home" else ZoneInfo(said.zone)
        local = local.replace(tzinfo=zone)
        if local.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != local.replace(tzinfo=None):
            raise BadCell("intake.skipped_time", text=text)
    at = local.astimezone(UTC)
    return at.replace(microsecond=at.microsecond // 1000 * 1000)


def _counted(typed: str, said: TimeSaid, text: str) -> datetime:
    """Whole days from the day that the map says is day 0."""
    if said.start is None or not re.fullmatch(r"-?[0-9]{1,5}", typed):
        raise BadCell("intake.not_a_day", text=text)
    found = _sane(said.start + timedelta(days=int(typed)), text)
    return datetime.combine(found, _time_of_day(said.at, text))


def _iso(typed: str, said: TimeSaid, text: str) -> datetime:
    found = _ISO.fullmatch(typed)
    if found is None:
        raise BadCell("intake.not_a_time", text=text)
    if found[4] is None:
        return datetime.combine(_date(found, text), _time_of_day(said.at, text))
    offset = found[8] or ""
    fraction = (found[7] or "0").ljust(6, "0")
    stamp = f"{found[4]:0>2}:{found[5]}:{found[6] or '00'}.{fraction}{'+00:00' if offset == 'Z' else offset}"
    try:
        return datetime.combine(_date(found, text), time.fromisoformat(stamp))
    except ValueError as error:
        raise BadCell("intake.not_a_time", text=text) from error


def _time_of_day(at: str, text: str) -> time:
    if not at:
        raise BadCell("intake.no_time_of_day", text=text)
    return time.fromisoformat(at)


def _pattern(typed: str, said: TimeSaid, text: str) -> datetime:
    try:
        found = datetime.strptime(typed, said.format)  # noqa: DTZ007 - the zone is the map's, given by the caller
    except ValueError as error:
        raise BadCell("intake.not_a_time", text=text) from error
    if "%H" in said.format or "%I" in said.format:
        return datetime.combine(_sane(found.date(), text), found.timetz())
    return datetime.combine(_sane(found.date(), text), _time_of_day(said.at, text))
