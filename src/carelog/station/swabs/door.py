"""The door to the house's swabs, for whoever is signed in at the station."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carelog.model.swabs import Exempt, Exempted, Exposed, Regime, RegimeSet
from carelog.station.happened import NEW
from carelog.words import language, tr

if TYPE_CHECKING:
    from datetime import date, datetime

    from carelog.model.assessment import Step
    from carelog.model.deeds import Method
    from carelog.model.entry import Entry
    from carelog.model.swabs import DueSwab, Isolated, Missed, NotTaken, Pending, SampleTaken, SwabDay
    from carelog.station.desk import Station
    from carelog.station.happened import Ids
    from carelog.station.swabs.results import Told


class Swabs:
    """All that a screen or a command may do about tests of the house."""

    def __init__(self, station: Station) -> None:
        self._station = station

    def regime(self, at: datetime | None = None) -> Regime:
        """How the house is run at a time: as last set by then, else as the protocol in use says."""
        return self.regime_since(at)[0]

    def regime_since(self, at: datetime | None = None) -> tuple[Regime, datetime | None]:
        """How the house is run at a time, and since when; None where nobody has set it and the protocol says so."""
        told = [d for d in self._station.log.deeds("regime") if d.at <= (at or self._station.now())]
        return (told[-1].body.regime, told[-1].at) if told else (Regime(self._station.light.regime), None)

    def set_regime(self, regime: Regime, note: str = "") -> Entry:
        """From now on the house is run so; an entry, and the plan follows at once."""
        with self._station.deed() as act:
            return act.append(RegimeSet(regime, note))

    def planned(self) -> bool:
        """Whether the protocol in use says anything of swabs."""
        return self._station.light.swabs is not None

    def called(self, group: str) -> str:
        """What the protocol calls a group, in the language spoken now; of who belongs to none, their kind."""
        from carelog.protocol.swabs.plan import plan

        named = {g.code: g.words[language()] for g in plan(self._station.light.swabs).groups}
        return named.get(group) or tr(f"kind.{group}")

    def contact_days(self) -> tuple[int, ...]:
        """How many days after a contact it is tested; nothing where the protocol in use does not say."""
        from carelog.protocol.swabs.plan import plan

        return plan(self._station.light.swabs).contact

    def due(self, day: date | None = None) -> tuple[DueSwab, ...]:
        """Who is due for a swab on a day (today), in bed order."""
        return self.day(day).due

    def day(self, day: date | None = None) -> SwabDay:
        """The testing of a day (today): regime, who is due in bed order, how many due, overdue, done and pending."""
        from carelog.station.swabs import planning

        return planning.swab_day(self._station, day)

    def a_week(self, day: date | None = None) -> dict[tuple[Method, ...], int]:
        """How many tests a week the plan of a day (today) asks for, by the methods it accepts."""
        from carelog.station.swabs import planning

        return planning.a_week(self._station, day) if self.planned() else {}

    def exempt(self, person: str, why: Exempt, until: date | None = None, note: str = "") -> Entry:
        """Leave somebody out of the weekly plan and sweeps, up to and including a day; never out of symptoms.

        `Exempt.ENDED` takes them in again. Refuses a day that has passed, and who is not of the house.
        """
        from carelog.station.swabs import acts

        return acts.exempt(self._station, Exempted(person, why, until, note))

    def contact(self, person: str, to: str = "", at: datetime | None = None, note: str = "") -> Entry:
        """Say that somebody was in contact with a case then (now); `to` is the case's person id, '' for nobody here."""
        from carelog.station.swabs import acts

        return acts.contact(self._station, Exposed(person, to, note), at or self._station.now())

    # samples and results

    def record(self, told: Told, ids: Ids = NEW) -> Step | None:
        """Write down what a swab has shown, every target in one act; the step that holds now."""
        from carelog.station.swabs import results

        return results.record(self._station, told, ids)

    def take(self, sample: SampleTaken, taken_at: datetime, ids: Ids = NEW) -> str:
        """Write down that a swab is on its way to the laboratory; the id of its entry."""
        from carelog.station.swabs import results

        return results.take(self._station, sample, taken_at, ids)

    def not_taken(self, person: str, why: NotTaken, note: str = "", ids: Ids = NEW) -> str:
        """Write down that no swab was taken, and why; the person stays due."""
        from carelog.station.swabs import results

        return results.not_taken(self._station, person, why, note, ids)

    def pending(self, person: str = "", at: datetime | None = None) -> tuple[Pending, ...]:
        """The samples of a person or of everybody whose result is not back, the oldest first."""
        from carelog.station.swabs import results

        return results.pending(self._station, person, at)

    def missed(self, first: datetime, last: datetime) -> tuple[Missed, ...]:
        """Who was due and not swabbed from an instant to another (excluded), in the order of time."""
        from carelog.station.swabs import results

        return results.missed(self._station, first, last)

    # isolation

    def isolated(self, at: datetime | None = None) -> dict[str, Isolated]:
        """Person -> how their isolation after a positive swab stands, the longest first; {} where nothing is said."""
        from carelog.station.swabs import isolation

        return isolation.everybody(self._station, at or self._station.now())
