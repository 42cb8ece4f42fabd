"""The doors behind the one door: each job of the house in a file of its own, loaded when first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from datetime import datetime

    from carelog.model.observation import Observed
    from carelog.model.severity import Severity
    from carelog.station.alerting.door import Alerts
    from carelog.station.care.door import CareLog
    from carelog.station.desk import Station
    from carelog.station.duties.door import Duties
    from carelog.station.entrance.door import Entrance
    from carelog.station.handover.door import Handovers
    from carelog.station.letter.door import Letter
    from carelog.station.outbreak.door import Outbreaks
    from carelog.station.oxygen.door import OxygenDesk
    from carelog.station.referral.directory import Directory
    from carelog.station.referral.door import Referrals
    from carelog.station.register.door import Register
    from carelog.station.returns.door import Returns
    from carelog.station.staffing.door import Staffing
    from carelog.station.stock.door import Stock
    from carelog.station.swabs.door import Swabs
    from carelog.station.visits.door import Visits


class Jobs:
    """What a station opens besides rounds and board."""

    @property
    def _desk(self) -> Station:
        return cast("Station", self)

    @cached_property
    def swabs(self) -> Swabs:
        """Swabs of the whole house: regime, who is due, samples and results."""
        from carelog.station.swabs.door import Swabs

        return Swabs(self._desk)

    @cached_property
    def returns(self) -> Returns:
        """The daily return to the authority, and the proof of what was handed in."""
        from carelog.station.returns.door import Returns

        return Returns(self._desk)

    @cached_property
    def register(self) -> Register:
        """Who is in the house: written down, changed, where they have been, who keeps in touch with them."""
        from carelog.station.register.door import Register

        return Register(self._desk)

    def alone(self, observed: Observed, at: datetime) -> Severity:
        """What the values of an observation are by themselves, without a history."""
        from carelog.station import recording

        return recording.alone(self._desk, observed, at)

    def letter(self, person: str, at: datetime | None = None) -> Letter:
        """All that a letter to a doctor says of a person, as known now for an instant."""
        from carelog.station.letter import door

        return door.letter(self._desk, person, at or self._desk.now())

    @cached_property
    def stock(self) -> Stock:
        """What is in store, and the devices."""
        from carelog.station.stock.door import Stock

        return Stock(self._desk)

    @cached_property
    def duties(self) -> Duties:
        """What is done day by day in every unit."""
        from carelog.station.duties.door import Duties

        return Duties(self._desk)

    @cached_property
    def alerts(self) -> Alerts:
        """The open alerts of the house: who waits, who has seen them, when they come back."""
        from carelog.station.alerting.door import Alerts

        return Alerts(self._desk)

    @cached_property
    def outbreaks(self) -> Outbreaks:
        """What spreads in the house: clusters, outbreaks declared and closed, the line list."""
        from carelog.station.outbreak.door import Outbreaks

        return Outbreaks(self._desk)

    @cached_property
    def staffing(self) -> Staffing:
        """Who works here: off duty and back, the roster, days on duty and rest."""
        from carelog.station.staffing.door import Staffing

        return Staffing(self._desk)

    @cached_property
    def entrance(self) -> Entrance:
        """The check at the door: pass or stop."""
        from carelog.station.entrance.door import Entrance

        return Entrance(self._desk)

    @cached_property
    def visits(self) -> Visits:
        """Who comes in from outside, and how their names are deleted after a time."""
        from carelog.station.visits.door import Visits

        return Visits(self._desk)

    @cached_property
    def oxygen(self) -> OxygenDesk:
        """Who needs oxygen, who has it and who waits; the sources and how long they last."""
        from carelog.station.oxygen.door import OxygenDesk

        return OxygenDesk(self._desk)

    @cached_property
    def handover(self) -> Handovers:
        """The handover of a shift: what the next one must know, signed by both."""
        from carelog.station.handover.door import Handovers

        return Handovers(self._desk)

    @cached_property
    def directory(self) -> Directory:
        """Whom one calls: clinics, hospitals, ambulance."""
        from carelog.station.referral.directory import Directory

        return Directory(self._desk)

    @cached_property
    def referral(self) -> Referrals:
        """Sending somebody to a hospital, step by step."""
        from carelog.station.referral.door import Referrals

        return Referrals(self._desk)

    @cached_property
    def care(self) -> CareLog:
        """What is done early on for people, and what is still to be done on a date."""
        from carelog.station.care.door import CareLog

        return CareLog(self._desk)
