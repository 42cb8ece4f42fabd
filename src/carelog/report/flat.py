"""The cells of a row that stands as the log's views hold it, in the order of `columns.COLUMNS`: for files of a year.

What a cell says is what `COLUMNS` says of the same observation: a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from typing import Final

from carelog.model.person import Person
from carelog.model.reading import Consciousness
from carelog.model.severity import Severity
from carelog.report.columns import tenths
from carelog.station.period import FLOW_UNREAD, Flat, instant

_NAMES: Final[dict[Severity | None, str | None]] = {s: s.name for s in Severity} | {None: None}
_CONSCIOUSNESS: Final[dict[int | None, str | None]] = {c.value: c.name for c in Consciousness} | {None: None}
_QUARTER: Final = 15 * 60_000
_SECOND: Final = 1000
_HOUR: Final = len("1970-01-01 00:")
_MINUTE: Final = len("1970-01-01 00:00")
_CLOCK: Final = [f"{minute:02}:{second:02}" for minute in range(60) for second in range(60)]
_MILLIS: Final = [f".{milli:03}" for milli in range(_SECOND)]


class Stamps(dict[int, "tuple[str, int, str] | None"]):
    """Times of the log as texts: date, hour and offset are worked out once for every quarter of an hour.

    Clocks are put forward or back on a quarter; one in which they are not (before 1972, say) is None, and its times are
    written one by one.
    """

    def __init__(self, stamp: Callable[[datetime], str], *, millis: bool) -> None:
        """`stamp` writes an instant to the second or, with `millis`, to the millisecond."""
        super().__init__()
        self._stamp = stamp
        self._millis = _MILLIS if millis else [""] * _SECOND
        self._end = _MINUTE + (len(":00.000") if millis else len(":00"))

    def __missing__(self, quarter: int) -> tuple[str, int, str] | None:
        first, last = (self._stamp(instant(ms)) for ms in (quarter * _QUARTER, (quarter + 1) * _QUARTER - 1))
        head, minute, tail = first[:_HOUR], int(first[_HOUR:_MINUTE]), first[self._end :]
        wanted = f"{head}{_CLOCK[min(minute + 14, 59) * 60 + 59]}{self._millis[-1]}{tail}"
        self[quarter] = (head, minute * 60, tail) if last == wanted and minute % 15 == 0 else None
        return self[quarter]

    def text(self, ms: int) -> str:
        """A time, ms since 1970."""
        quarter, rest = divmod(ms, _QUARTER)
        held = self[quarter]
        if held is None:
            return self._stamp(instant(ms))
        head, start, tail = held
        second, milli = divmod(rest, _SECOND)
        return f"{head}{_CLOCK[start + second]}{self._millis[milli]}{tail}"


_tenths: Final = lru_cache(maxsize=1024)(tenths)
_OXYGEN: Final[dict[int | None, tuple[str | None, str | None]]] = {
    None: (None, None),
    FLOW_UNREAD: ("yes", None),
    0: ("no", tenths(0)),
}


def row_of(stamps: Stamps, guard: Callable[[str], str]) -> Callable[[Flat], tuple[object, ...]]:
    """How the cells of a row are made; `guard` is put on what people typed. Numbers stay numbers, None is empty."""
    facts: dict[str, tuple[str, ...]] = {}
    days: dict[date, str] = {}
    coded: dict[str, str] = {}

    def cells(one: Flat) -> tuple[object, ...]:
        (
            _, person, happened, recorded, _, entry, _, slot, _, temperature, site, spo2, oxygen, respiratory_rate,
            pulse, systolic, diastolic, consciousness, symptoms, reasons,
        ) = line = one.line  # fmt: skip
        asked = line.symptoms() if symptoms else None
        on_oxygen, flow = _OXYGEN.get(oxygen) or ("yes", _tenths(oxygen))
        return (
            days.get(one.day) or days.setdefault(one.day, one.day.isoformat()),
            slot,
            *(facts.get(person) or facts.setdefault(person, _facts(one.person, guard))),
            stamps.text(happened),
            stamps.text(recorded),
            one.late,
            None if temperature is None else _tenths(temperature),
            None if temperature is None else site,
            spo2,
            on_oxygen,
            flow,
            respiratory_rate,
            pulse,
            systolic,
            diastolic,
            _CONSCIOUSNESS[consciousness],
            None if asked is None else ";".join(asked) or "none",
            ";".join(f"{what}:{why}" for what, why in line.reasons()) if reasons else None,
            _NAMES[one.severity],
            ";".join(one.tasks) if one.tasks else None,
            coded.get(one.recorded_by) or coded.setdefault(one.recorded_by, guard(one.recorded_by)),
            entry,
            None,
            one.status,
        )

    return cells


def _facts(person: Person, guard: Callable[[str], str]) -> tuple[str, ...]:
    return (guard(person.code), person.kind, guard(person.name), guard(person.unit), guard(person.bed))
