"""How many are off their own normal, in sentences and bars: for the screen and for a terminal without one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from carelog.model.reading import Quantity
from carelog.report.reasons import amount, listed
from carelog.words import tr

if TYPE_CHECKING:
    from carelog.station.trending import Trend, TrendDay, UnitTrend

_LEAST = 10
"""The bars reach at least so many percent, so that one person more is no mountain."""


class Bar(NamedTuple):
    """One day: its date, how long its bar is, and the numbers behind it."""

    day: str
    cells: int
    numbers: str
    today: bool


def said(unit: UnitTrend) -> str:
    """Today against the days before, in one sentence."""
    today = unit.days[-1].anything
    if today.percent is None:
        now = tr("trend.nobody")
    else:
        now = tr("trend.today", off=today.off, compared=today.compared, percent=f"{today.percent:.0f}")
    if unit.mean is None:
        return tr("trend.no_before", now=now)
    return tr("trend.before", now=now, n=unit.counted, mean=f"{unit.mean:.0f}", spread=f"{unit.spread or 0:.0f}")


def left_out(unit: UnitTrend) -> str:
    """Who is not in today's numbers, and why; '' where everybody is."""
    apart = unit.days[-1].anything.apart
    parts = [tr("trend.unseen", n=unit.unseen)] if unit.unseen else []
    parts += [tr("trend.apart", n=apart)] if apart else []
    return tr("ui.semicolon").join(parts)


def margins(trend: Trend) -> str:
    """From where on somebody counts as off."""
    warm, air = trend.temperature_tenths_c, trend.spo2_percent
    parts = [tr("trend.above", amount=amount(Quantity.TEMPERATURE, warm))] if warm is not None else []
    parts += [tr("trend.below", amount=amount(Quantity.SPO2, air))] if air is not None else []
    return tr("trend.off_is", ways=listed([*parts, tr("trend.symptom")]))


def bars(unit: UnitTrend, cells: int) -> list[Bar]:
    """Each day's share as a bar of at most so many cells, all on one scale."""
    most = max([_LEAST, *(day.anything.percent or 0 for day in unit.days)])
    last = unit.days[-1].day
    return [_bar(day, most, cells, today=day.day == last) for day in unit.days]


def _bar(day: TrendDay, most: float, cells: int, *, today: bool) -> Bar:
    told, percent = day.anything, day.anything.percent
    if percent is None:
        return Bar(f"{day.day:%m-%d}", 0, tr("trend.none"), today)
    signs = [f"{tr(f'trend.short_{sign}')} {tally.off}" for sign, tally in day.signs.items()]
    share = tr("trend.share", percent=f"{percent:3.0f}", off=told.off, compared=told.compared)
    return Bar(f"{day.day:%m-%d}", round(percent / most * cells), "  ".join([share, *signs]), today)
