"""A week in one line: temperature and SpO2, each on its own axis, gaps kept as gaps."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from carelog.station.rows import TrendPoint

_DAYS = 7
_DOTS = ((0x40, 0x04, 0x02, 0x01), (0x80, 0x20, 0x10, 0x08))
"""Braille dots of the left and the right column, lowest first; braille is one cell wide in every terminal."""


def temperature_level(tenths_c: int) -> int:
    """0 below 36, 1 from 36, 2 from 37, 3 from 38 degrees Celsius."""
    return max(0, min(3, tenths_c // 10 - 35))


def spo2_level(percent: int) -> int:
    """0 up to 90, 1 from 91, 2 from 94, 3 from 97 percent."""
    return max(0, min(3, (percent - 88) // 3))


def trend(points: Sequence[TrendPoint], now: datetime, cells: int) -> tuple[str, str]:
    """The last seven days in so many cells each: two columns of dots a cell, the worst value of each stretch."""
    warm = _worst([(p.happened_at, p.temperature_tenths_c) for p in points], now, cells * 2, max)
    air = _worst([(p.happened_at, p.spo2_percent) for p in points], now, cells * 2, min)
    return _dotted(warm, temperature_level), _dotted(air, spo2_level)


def _worst(
    values: Sequence[tuple[datetime, int | None]], now: datetime, slots: int, worse: Callable[[int, int], int]
) -> list[int | None]:
    stretch = timedelta(days=_DAYS) / slots
    out: list[int | None] = [None] * slots
    for at, value in values:
        back = int((now - at) / stretch)
        if value is not None and at <= now and back < slots:
            slot = slots - 1 - back
            known = out[slot]
            out[slot] = value if known is None else worse(known, value)
    return out


def _dotted(values: Sequence[int | None], level: Callable[[int], int]) -> str:
    out = ""
    for n in range(0, len(values), 2):
        dots = [_DOTS[side][level(value)] for side, value in enumerate(values[n : n + 2]) if value is not None]
        out += chr(0x2800 + sum(dots)) if dots else " "
    return out
