"""The door to the register, for whoever is signed in at the station."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from carelog.model.alerting import Outcome
from carelog.model.assessment import open_alerts
from carelog.model.following import FollowedUp
from carelog.model.person import Kind, Leaving, Moved, Person, Presence
from carelog.model.refusal import Refusal
from carelog.station import recording

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from carelog.log.read_deeds import Deed
    from carelog.model.following import Follower, PersonPlan
    from carelog.station.desk import Station
    from carelog.station.intake.by_hand import Told
    from carelog.station.intake.cells import Word
    from carelog.station.intake.maps import IntakeMap
    from carelog.station.intake.rows import BadRow
    from carelog.station.register.filed import OnFile
    from carelog.station.register.past import Past
    from carelog.station.register.vaccinated import Vaccinated


class Understood(NamedTuple):
    """What a typed text is taken for, as it would be written out; or the sentence's key and facts that say why not."""

    text: str
    wrong: str = ""
    facts: Mapping[str, object] = {}


class Register:
    """All that a screen or a command may do about who is in the house."""

    def __init__(self, station: Station) -> None:
        self._station = station
        self.begun: dict[str, dict[str, str]] = {}
        """what was typed into a form and left there unsaved, by person id or kind: it is offered again"""

    @cached_property
    def _map(self) -> IntakeMap:
        from carelog.station.intake import by_hand

        return by_hand.spoken(self._station)

    @cached_property
    def _symptoms(self) -> frozenset[str]:
        return frozenset(symptom.code for symptom in self._station.symptoms())

    def cells(self, person: Person, word: Word) -> dict[str, str]:
        """A person as typed into a list of people, field by field; `word` says the codes inside a cell."""
        from carelog.station.intake import cells, maps

        return {field: cells.cell(person, field, word) for field in maps.PEOPLE_FIELDS}

    def next_code(self, kind: Kind) -> str:
        """A code nobody has had, in the manner of the others of a kind; '' where they have no manner."""
        from carelog.station.register import codes

        return codes.after([person.code for person in self._station.log.people() if person.kind is kind])

    def understood(self, field: str, text: str, word: Word) -> Understood:
        """What a text is taken for in a field; nothing is stored."""
        from dataclasses import replace

        from carelog.station.intake import cells, people
        from carelog.station.intake.values import BadCell

        try:
            facts = people.field_of(field, text.strip(), self._map, self._symptoms)
        except BadCell as error:
            return Understood(text, error.code, error.facts)
        nobody = Person("", "", Kind.RESIDENT, "")
        return Understood(cells.cell(replace(nobody, **facts), field, word))

    def read(self, person: Person | None, code: str, cells: Mapping[str, str], labels: Mapping[str, str]) -> Told:
        """The whole person after what was typed, checked like a list of people; nothing is stored."""
        from carelog.station.intake import by_hand

        before = self._station.log.person(person.id) if person else None
        return by_hand.read(self._station, before, code, cells, labels)

    def odd(self, now: Person, before: Person | None) -> tuple[BadRow, ...]:
        """What may be right but should be looked at again: a bed that somebody has, a code that somebody had."""
        from carelog.station.register import odd

        return odd.odd(self._station, now, before)

    def save(self, now: Person) -> None:
        """Write a person down, new or changed, as one act."""
        self._station.put([now])

    def past(self, person: Person) -> Past:
        """The beds a person has had and where they have been."""
        from carelog.station.register import past

        return past.past(self._station, person)

    def on_file(self, person: str, at: datetime | None = None) -> OnFile:
        """What a person's page shows beside what was measured."""
        from carelog.station.register import filed

        return filed.on_file(self._station, self._known(person), at or self._station.now())

    def open_alerts(self, person: str) -> tuple[str, ...]:
        """The rules whose alerts are open for a person now."""
        step = self._station.log.steps_at(self._station.now()).get(person)
        return tuple(dict.fromkeys(fired.rule for fired in open_alerts(step)))

    def move(
        self,
        person: str,
        presence: Presence,
        *,
        left: Leaving | None = None,
        until: date | None = None,
        note: str = "",
        at: datetime | None = None,
    ) -> None:
        """Say where a person is from a time on; refuses one who is not known, a time to come, or before their birth."""
        from carelog.station import happened

        happened.refuse_time(self._station, self._known(person), at or self._station.now())
        recording.move(self._station, person, presence, until, left=left, note=note, at=at)

    def died(self, person: str, *, at: datetime | None = None, note: str = "", close: bool = False) -> tuple[str, ...]:
        """Say that a person has died, and, where asked, close their open alerts so, as one act.

        The rules still open are told; an urgent alert stays where the one who acts is neither nurse nor doctor.
        """
        from carelog.station import alerts, happened

        station = self._station
        happened.refuse_time(station, self._known(person), at or station.now())
        with station.deed() as act:
            recording.moved(station, act, Moved(person, Presence.LEFT, None, Leaving.DIED, note), at)
            if close:
                alerts.end_with(station, act, person, Outcome.DIED)
        return self.open_alerts(person)

    def plans(self, at: datetime | None = None, person: Person | None = None) -> tuple[PersonPlan, ...] | None:
        """What each resident's class asks for now (or of one); None where the protocol in use says nothing of it."""
        from carelog.station.register import plan

        return plan.plans(self._station, at or self._station.now(), [person] if person else None)

    def followed_up(self, person: str, by: Follower, *, note: str = "", at: datetime | None = None) -> None:
        """Write down that somebody was in touch with a person; refuses one who has left, or a time to come."""
        from carelog.station import happened

        found = self._known(person)
        if found.presence is Presence.LEFT:
            raise Refusal("station.has_left", code=found.code)
        happened.refuse_time(self._station, found, at or self._station.now())
        with self._station.deed() as act:
            act.append(FollowedUp(person, by, note), happened_at=at)

    def contacts(self, person: str) -> tuple[Deed, ...]:
        """Every contact with a person that was written down, newest first."""
        return tuple(reversed(self._station.log.deeds("followed_up", person)))

    def vaccinated(self) -> Vaccinated:
        """How far the house is vaccinated, who is due, who has refused."""
        from carelog.station.register import vaccinated

        today = self._station.local(self._station.now()).date()
        return vaccinated.vaccinated(self._station.people(), today)

    def _known(self, person: str) -> Person:
        found = self._station.log.person(person)
        if found is None:
            raise Refusal("station.no_person", code=person)
        return found
