"""Seventy-two hours of temperature and SpO2 as a small drawing: dots on two scales, lines at the usual limits."""

from __future__ import annotations

from datetime import timedelta
from html import escape
from typing import TYPE_CHECKING, Final, NamedTuple

from carelog.model.reading import Quantity
from carelog.words import tr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from carelog.model.observation import Observation
    from carelog.station.desk import Station

_HOURS: Final = 72
_WIDE, _TALL, _LEFT = 380.0, 56.0, 22.0


class _Scale(NamedTuple):
    """A quantity with the ends of its scale, in its own unit, and by what its labels are divided."""

    quantity: Quantity
    low: int
    high: int
    by: int


_SCALES: Final = (_Scale(Quantity.TEMPERATURE, 350, 400, 10), _Scale(Quantity.SPO2, 80, 100, 1))


def drawn(observations: Sequence[Observation], at: datetime, station: Station) -> str:
    """The drawing as SVG; '' where nothing was measured. A value beyond the scale stands at its edge."""
    if not any(_values(observations, scale) for scale in _SCALES):
        return ""
    parts = [_panel(observations, at, scale, n) for n, scale in enumerate(_SCALES)]
    parts += [_day(at, hours, station) for hours in range(0, _HOURS + 1, 24)]
    return f'<svg viewBox="0 0 {_WIDE * 2:g} {_TALL + 12:g}" role="img">{"".join(parts)}</svg>\n'


def _values(observations: Sequence[Observation], scale: _Scale) -> list[tuple[datetime, int]]:
    read = ((one.happened_at, one.last(scale.quantity)) for one in observations)
    return [(at, reading.value) for at, reading in read if reading is not None and reading.value is not None]


def _panel(observations: Sequence[Observation], at: datetime, scale: _Scale, n: int) -> str:
    x = n * _WIDE
    frame = (
        f'<rect x="{x + _LEFT:g}" y="2" width="{_WIDE - _LEFT - 4:g}" height="{_TALL - 4:g}" '
        'fill="none" stroke="#000" stroke-width="0.6"/>'
    )
    labels = "".join(
        f'<text x="{x + _LEFT - 2:g}" y="{y:g}" font-size="8" text-anchor="end">{value / scale.by:g}</text>'
        for value, y in ((scale.high, 9.0), (scale.low, _TALL - 2))
    )
    name = escape(tr(f"quantity.{scale.quantity}"))
    title = f'<text x="{x + _LEFT + 3:g}" y="10" font-size="8">{name}</text>'
    return (
        frame
        + labels
        + title
        + "".join(_dot(x, at, when, value, scale) for when, value in _values(observations, scale))
    )


def _dot(x: float, at: datetime, when: datetime, value: int, scale: _Scale) -> str:
    across = 1 - (at - when) / timedelta(hours=_HOURS)
    inside = min(max(value, scale.low), scale.high)
    up = (inside - scale.low) / (scale.high - scale.low)
    cx, cy = x + _LEFT + across * (_WIDE - _LEFT - 4), 2 + (1 - up) * (_TALL - 4)
    return f'<circle cx="{cx:.1f}" cy="{cy:.1f}" r="2"/>'


def _day(at: datetime, hours: int, station: Station) -> str:
    """The time below both panels, every 24 hours back from now."""
    when = station.local(at - timedelta(hours=hours))
    anchor = "end" if hours == 0 else "start" if hours == _HOURS else "middle"
    places = (n * _WIDE + _LEFT + (1 - hours / _HOURS) * (_WIDE - _LEFT - 4) for n in range(len(_SCALES)))
    return "".join(
        f'<text x="{x:.1f}" y="{_TALL + 8:g}" font-size="8" text-anchor="{anchor}">{when:%m-%d %H:%M}</text>'
        for x in places
    )
