"""What can be declared, closed or put aside now, as numbered answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carelog.report import outbreaks
from carelog.ui.line import shown
from carelog.words import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carelog.station.desk import Station
    from carelog.station.outbreak.view import OutbreakView, Standing, Told

MOST = 9
"""An answer is one digit."""


def loud(view: OutbreakView) -> tuple[Told, ...]:
    """The signals that wait for an answer, as many as digits can name; those that ask most come first."""
    return view.loud[:MOST]


def signals_said(told: Sequence[Told], station: Station) -> tuple[str, ...]:
    """Signals by illness and place."""
    return tuple(_said(one.first.syndrome, one.first.unit, station) for one in told)


def open_said(standing: Sequence[Standing], station: Station) -> tuple[str, ...]:
    """Open outbreaks by number, illness and place."""
    return tuple(
        shown(
            tr(
                "outbreak.choice_open",
                number=one.told.id,
                syndrome=outbreaks.called(station, one.told.syndrome),
                where=outbreaks.placed(one.told.unit),
            )
        )
        for one in standing
    )


def _said(syndrome: str, unit: str, station: Station) -> str:
    facts = {"syndrome": outbreaks.called(station, syndrome), "where": outbreaks.placed(unit)}
    return shown(tr("outbreak.choice", **facts))
