"""The door to the daily duties of the house, for whoever is signed in at the station."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING
from unicodedata import normalize

from carelog.model.duties import Cell, Duty, DutyTold, NotDone
from carelog.model.refusal import Refusal
from carelog.protocol.house import duties
from carelog.station.recording import newest_of

if TYPE_CHECKING:
    from datetime import date

    from carelog.log.read_deeds import Deed
    from carelog.model.entry import Entry
    from carelog.station.desk import Station

_LATE = timedelta(days=2)
"""What was done on a day is written down on it or in the two days after."""
_SHOWN = 40


class Duties:
    """All that a screen or a command may do about daily duties."""

    def __init__(self, station: Station) -> None:
        self._station = station

    def every(self) -> tuple[Duty, ...]:
        """The duties of the protocol in use; none where it says nothing of them."""
        return self._station.light.duties

    def zones(self) -> tuple[str, ...]:
        """The whole house, then the units, as far as there is a duty for them."""
        return duties.zones(self.every(), self._station.units())

    def day(self, day: date | None = None) -> tuple[Cell, ...]:
        """Every duty of every zone on a day, today unless said."""
        which = day or self.today()
        told = [duties.Told(deed.at, deed.by, deed.body) for deed in self._told(which)]
        return duties.day(self.every(), self._station.units(), told, which)

    def undone(self, day: date) -> tuple[Cell, ...]:
        """What was not done on a day; nothing of the days before the home wrote any duty down."""
        first = self._station.log.deeds("duty")[:1]
        begun = first and first[0].body.day <= day
        return duties.undone(self.day(day)) if begun else ()

    def tell(self, zone: str, duty: str, not_done: NotDone | None = None, day: date | None = None) -> Entry:
        """Write down that a duty was done once more, or was not and why; refuses what is no duty of a zone."""
        which, today = day or self.today(), self.today()
        if which > today or which < today - _LATE:
            raise Refusal("duty.day", date=which.isoformat(), first=(today - _LATE).isoformat(), last=today.isoformat())
        found = self._duty(zone, duty)
        with self._station.deed() as act:
            return act.append(DutyTold(zone, found.code, which, not_done))

    def cell(self, zone: str, duty: str, day: date | None = None) -> Cell:
        """A duty of a zone as it stands on a day."""
        found = self._duty(zone, duty)
        return next(c for c in self.day(day) if (c.zone, c.duty.code) == (zone, found.code))

    def zone_of(self, typed: str) -> str:
        """The zone somebody means: a unit, or `house`; refuses what is none."""
        asked = normalize("NFKC", typed).strip().casefold()
        found = next((zone for zone in self.zones() if asked == (zone or "house").casefold()), None)
        if found is None:
            raise Refusal(
                "duty.no_zone", zone=typed[:_SHOWN], known=", ".join(zone or "house" for zone in self.zones())
            )
        return found

    def _duty(self, zone: str, code: str) -> Duty:
        found = next((d for d in self.every() if d.code == code and d.belongs(zone)), None)
        if found is None or zone not in self.zones():
            known = ", ".join(d.code for d in self.every() if d.belongs(zone))
            raise Refusal("duty.none_such", duty=code[:_SHOWN], zone=zone or "house", known=known)
        return found

    def today(self) -> date:
        """The date in the home."""
        return self._station.local(self._station.now()).date()

    def last_act(self) -> str | None:
        """My newest act on a duty of this shift that still stands."""
        return newest_of(self._station, frozenset({"duty"}))

    def _told(self, day: date) -> list[Deed]:
        start = datetime.combine(day, time(), self._station.zone).astimezone(UTC)
        return self._station.log.deeds_between(("duty",), start, start + _LATE + timedelta(days=2))
