"""The door to what spreads in the house, for whoever is signed in at the station."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from carelog.model.outbreak import Onset, Outbreak, OutbreakState
from carelog.model.refusal import Refusal
from carelog.station.outbreak import lines, view

if TYPE_CHECKING:
    from datetime import date, datetime

    from carelog.station.desk import Station
    from carelog.station.outbreak.lines import CaseLine
    from carelog.station.outbreak.view import OutbreakView, Standing

_FAR = timedelta(days=60)
"""So far from what was observed an onset cannot be moved."""


class Outbreaks:
    """All that a screen or a command may do about clusters and outbreaks."""

    def __init__(self, station: Station) -> None:
        self._station = station

    def view(self, at: datetime | None = None) -> OutbreakView:
        """Signals, outbreaks, curve and moves at a time."""
        return view.view(self._station, at or self._station.now())

    def lines(self, first: date, last: date) -> tuple[CaseLine, ...]:
        """The line list of the cases that began in these days, both included."""
        return lines.line_list(self._station, first, last)

    def declare(self, syndrome: str, unit: str = "", since: date | None = None, note: str = "") -> Outbreak:
        """Declare an outbreak of a unit ('' the whole house) from its first onset on; a named person decides.

        `since` None: the day of the first onset behind the signals of it, today where there are none. Refuses an
        unknown syndrome or unit, a day to come, and what is declared already.
        """
        self._refuse_unknown(syndrome, unit)
        now = self.view()
        if any((one.told.syndrome, one.told.unit) == (syndrome, unit) for one in now.open):
            raise Refusal("outbreak.declared_already", syndrome=self.called(syndrome))
        today = self._station.local(self._station.now()).date()
        day = since or self._first_day(now, syndrome, unit) or today
        if day > today:
            raise Refusal("outbreak.later", day=day.isoformat())
        return self._tell(Outbreak(self._number(), OutbreakState.DECLARED, syndrome, unit, day, note))

    def close(self, number: str, note: str = "") -> Outbreak:
        """Close an open outbreak by its number; refuses one that is not open."""
        found = self._open(number)
        told = found.told
        return self._tell(Outbreak(told.id, OutbreakState.CLOSED, told.syndrome, told.unit, told.since, note))

    def dismiss(self, syndrome: str, unit: str = "", note: str = "") -> Outbreak:
        """Say that a signal was looked into and is no outbreak; a case known only later raises it again.

        Refuses what no signal stands for.
        """
        self._refuse_unknown(syndrome, unit)
        day = self._first_day(self.view(), syndrome, unit)
        if day is None:
            raise Refusal("outbreak.no_signal", syndrome=self.called(syndrome))
        return self._tell(Outbreak(self._number(), OutbreakState.CLOSED, syndrome, unit, day, note))

    def put_onset_right(self, person: str, illness: datetime, onset: datetime, note: str = "") -> Onset:
        """Say when an illness really began; `illness` is the onset as it stands now, or any time in that illness.

        Refuses a time to come, one far from the illness, and a time at which the person has no illness.
        """
        now = self._station.now()
        cases = self.view().cases.cases
        mine = [c for c in cases if c.person == person and c.illness.derived <= illness <= c.illness.last]
        mine = mine or [c for c in cases if c.person == person and c.onset == illness]
        if not mine:
            raise Refusal("outbreak.no_illness", at=self._said(illness))
        if onset > now or abs(onset - mine[0].illness.derived) > _FAR:
            raise Refusal("outbreak.onset_far", at=self._said(onset))
        told = Onset(person, mine[0].illness.derived, onset, note)
        with self._station.deed() as act:
            act.append(told)
        return told

    def called(self, syndrome: str) -> str:
        """A syndrome in the language spoken now."""
        from carelog.words import language

        return self._station.light.outbreaks.called(syndrome, language())

    # by which number, from which day

    def _tell(self, told: Outbreak) -> Outbreak:
        with self._station.deed() as act:
            act.append(told)
        return told

    def _number(self) -> str:
        used = [int(deed.body.id) for deed in self._station.log.deeds("outbreak")]
        return str(max(used, default=0) + 1)

    def _open(self, number: str) -> Standing:
        found = next((one for one in self.view().open if one.told.id == number), None)
        if found is None:
            raise Refusal("outbreak.not_open", number=number)
        return found

    def _first_day(self, now: OutbreakView, syndrome: str, unit: str) -> date | None:
        mine = [t for t in now.told if t.first.syndrome == syndrome and unit in ("", t.first.unit)]
        onsets = [case.onset for told in mine for case in told.people]
        return self._station.local(min(onsets)).date() if onsets else None

    def _refuse_unknown(self, syndrome: str, unit: str) -> None:
        known = self._station.light.outbreaks.syndromes
        if syndrome not in known:
            raise Refusal("outbreak.syndrome_unknown", syndrome=syndrome, known=", ".join(known) or "-")
        places = {p.unit or p.zone for p in self._station.people()} - {""}
        if unit and unit not in places:
            raise Refusal("outbreak.unit_unknown", unit=unit, known=", ".join(sorted(places)))

    def _said(self, at: datetime) -> str:
        return self._station.local(at).strftime("%Y-%m-%d %H:%M")
