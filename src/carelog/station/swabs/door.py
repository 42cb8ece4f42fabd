"""The door to the house's swabs, for whoever is signed in at the station."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carelog.model.swabs import Regime, RegimeSet

if TYPE_CHECKING:
    from datetime import datetime

    from carelog.model.entry import Entry
    from carelog.station.desk import Station


class Swabs:
    """All that a screen or a command may do about tests of the house."""

    def __init__(self, station: Station) -> None:
        self._station = station

    def regime(self, at: datetime | None = None) -> Regime:
        """How the house is run at a time: as last set by then, else as the protocol in use says."""
        at = at or self._station.now()
        told = [deed for deed in self._station.log.deeds("regime") if deed.at <= at]
        return told[-1].body.regime if told else Regime(self._station.light.regime)

    def set_regime(self, regime: Regime, note: str = "") -> Entry:
        """From now on the house is run so; an entry, and the plan follows at once."""
        with self._station.deed() as act:
            return act.append(RegimeSet(regime, note))
