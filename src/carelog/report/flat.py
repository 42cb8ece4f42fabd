"""The cells of a row that stands as the log's views hold it, in the order of `columns.COLUMNS`: for files of a year.

What a cell says is what `COLUMNS` says of the same observation: a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Final, TypeVar

from carelog.model.person import Person
from carelog.model.reading import Consciousness
from carelog.model.severity import Severity, Task
from carelog.report.columns import tenths
from carelog.station.period import FLOW_UNREAD, Flat, instant, reasons_of, symptoms_of

K = TypeVar("K")
V = TypeVar("V")

_QUARTER: Final = 15 * 60_000
_SECOND: Final = 1000
_HOUR: Final = len("1970-01-01 00:")
_MINUTE: Final = len("1970-01-01 00:00")
_STARTS: Final = ("00", "15", "30", "45")
_CLOCK: Final = [f"{minute:02}:{second:02}" for minute in range(60) for second in range(60)]
_MILLIS: Final = [f".{milli:03}" for milli in range(_SECOND)]


class Once(dict[K, V]):
    """What a few values become, each worked out when it first comes."""

    def __init__(self, make: Callable[[K], V]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: K) -> V:
        self[key] = made = self._make(key)
        return made


def stamped(stamp: Callable[[datetime], str], *, millis: bool) -> Callable[[int], str]:
    """How times of the log (ms since 1970) are written as `stamp` writes an instant, to the second or the millisecond.

    Date, hour and offset are worked out once for every quarter of an hour: clocks are put forward or back on a quarter.
    One in which they are not (before 1972, say) is None, and its times are written one by one.
    """
    fractions = _MILLIS if millis else [""] * _SECOND
    end = _MINUTE + (len(":00.000") if millis else len(":00"))

    def shared(quarter: int) -> tuple[str, int, str] | None:
        first, last = (stamp(instant(ms)) for ms in (quarter * _QUARTER, (quarter + 1) * _QUARTER - 1))
        head, minute, tail = first[:_HOUR], first[_HOUR:_MINUTE], first[end:]
        if minute not in _STARTS:
            return None
        start = int(minute) * 60
        wanted = f"{head}{_CLOCK[start + _QUARTER // _SECOND - 1]}{fractions[-1]}{tail}"
        return (head, start, tail) if last == wanted else None

    quarters = Once(shared)

    def text(ms: int) -> str:
        held = quarters[ms // _QUARTER]
        if held is None:
            return stamp(instant(ms))
        head, start, tail = held
        rest = ms % _QUARTER
        return f"{head}{_CLOCK[start + rest // _SECOND]}{fractions[rest % _SECOND]}{tail}"

    return text


def row_of(stamp: Callable[[int], str], guard: Callable[[str], str]) -> Callable[[Flat], tuple[object, ...]]:
    """How the cells of a row are made; `guard` is put on what people typed. Numbers stay numbers, None is empty."""
    days, names = Once(date.isoformat), Once(_name)
    degrees, oxygen, awake = Once(_degrees), Once(_oxygen), Once(_awake)
    asked, reasons, tasks = Once(_asked), Once(_reasons), Once(_tasks)
    coded: Once[str, str] = Once(guard)
    facts: dict[str, _Facts] = {}

    def cells(one: Flat) -> tuple[object, ...]:
        day, _, who, line, severity, todo, late, by, status = one
        (
            _, person, happened, recorded, _, entry, _, slot, _, temperature, site, spo2, flow, respiratory_rate, pulse,
            systolic, diastolic, consciousness, symptoms, unmeasured,
        ) = line  # fmt: skip
        code, kind, name, unit, bed = facts.get(person) or facts.setdefault(person, _facts(who, guard))
        on_oxygen, litres = oxygen[flow]
        return (
            days[day], slot, code, kind, name, unit, bed, stamp(happened), stamp(recorded), late,
            degrees[temperature], None if temperature is None else site, spo2, on_oxygen, litres,
            respiratory_rate, pulse, systolic, diastolic, awake[consciousness],
            asked[symptoms], reasons[unmeasured], names[severity], tasks[todo], coded[by], entry, None, status,
        )  # fmt: skip

    return cells


_Facts = tuple[str, str, str, str, str]


def _facts(person: Person, guard: Callable[[str], str]) -> _Facts:
    return (guard(person.code), person.kind, guard(person.name), guard(person.unit), guard(person.bed))


def _name(severity: Severity | None) -> str | None:
    return None if severity is None else severity.name


def _degrees(value: int | None) -> str | None:
    return None if value is None else tenths(value)


def _oxygen(value: int | None) -> tuple[str | None, str | None]:
    if value is None:
        return None, None
    return ("yes", None) if value == FLOW_UNREAD else ("yes" if value else "no", tenths(value))


def _awake(value: int | None) -> str | None:
    return None if value is None else Consciousness(value).name


def _asked(text: str | None) -> str | None:
    asked = symptoms_of(text)
    return None if asked is None else ";".join(asked) or "none"


def _reasons(text: str | None) -> str | None:
    return ";".join(f"{what}:{why}" for what, why in reasons_of(text)) or None


def _tasks(tasks: tuple[Task, ...]) -> str | None:
    return ";".join(tasks) or None
