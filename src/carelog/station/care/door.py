"""The door to what is done early on for people, and to what is still to be done on a date."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Final, cast

from carelog.model.assessment import open_alerts
from carelog.model.care import Care, Dropped, Intervention, Reminder, ReminderEnded
from carelog.model.deeds import Swabbed
from carelog.model.person import Kind
from carelog.model.referral import InstitutionKind
from carelog.model.refusal import Refusal
from carelog.model.text import clean
from carelog.protocol import care
from carelog.station import alerts, happened, recording
from carelog.station.care import medicines
from carelog.station.care.rows import CareRow, DroppedRow, For, ReminderRow, Stood, Told, When, code, done_row, stood

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from carelog.log.read_deeds import Deed
    from carelog.log.write import Act
    from carelog.model.alerting import Outcome
    from carelog.model.person import Person
    from carelog.model.referral import InstitutionSet
    from carelog.station.care.medicines import Dose, Gave
    from carelog.station.desk import Station

SOON_DAYS: Final = 7
HOUSE: Final = "house"
"""What one types for everybody."""
_JUST: Final = timedelta(milliseconds=1)
_SHOWN: Final = 40
_DONE: Final = ("intervention", "given")
_DOCTORS: Final = (
    InstitutionKind.CONSULT,
    InstitutionKind.OWN_CLINIC,
    InstitutionKind.CLINIC,
    InstitutionKind.HOSPITAL,
)


class CareLog:
    """All that a screen or a command may do about early care and reminders."""

    def __init__(self, station: Station) -> None:
        self._station = station

    def whom(self, typed: str, unit: str = "") -> For:
        """For whom: a code, or `house`, then also one of its units; refuses a visitor and a unit nobody lives in."""
        if typed.strip().casefold() == HOUSE:
            return For(None, self._unit(unit))
        if unit:
            raise Refusal("care.unit_of_person", unit=unit[:_SHOWN])
        person = self._station.by_code(typed)
        if person.kind is Kind.VISITOR:
            raise Refusal("care.visitor", code=person.code)
        return For(person.id)

    def _unit(self, typed: str) -> str:
        asked = clean(typed)
        if asked and asked not in self._station.units():
            raise Refusal("care.no_unit", unit=asked[:_SHOWN], known=", ".join(self._station.units()))
        return asked

    def give(self, person: str, dose: Dose, at: datetime | None = None) -> Gave:
        """A medicine was given, now or at a time; of the reserve it is so many pieces less."""
        return medicines.give(self._station, person, dose, at or self._station.now())

    def kinds(self, whom: For) -> tuple[Care, ...]:
        """What may be done for somebody; for a unit or the house some of it is not."""
        return tuple(kind for kind in Care if whom.person or kind not in care.OF_A_PERSON)

    # what was done

    def write(
        self,
        whom: For,
        what: Care,
        told: Told = Told(),  # noqa: B008 - frozen
        at: datetime | None = None,
        *,
        closes: bool = False,
        decided_by: str = "",
        again: When | None = None,
    ) -> CareRow:
        """Something was done now or at a time; `again`: when it is to be done again.

        `closes` says that it answers the person's open alerts, which are closed in the same act: an urgent one as any
        other is (`decided_by` a doctor, else only after a new reading). Refuses what lacks what it needs.
        """
        when = at or self._station.now()
        body = self._body(whom, what, told)
        self._refuse_whom(whom, when)
        with self._station.deed() as act:
            entry = act.append(body, happened_at=when)
            if closes:
                self._close(act, whom, what, decided_by)
            if again is not None:
                self._append(act, whom, what, again, told)
        return self._row(entry.id, when, act.by, body)

    def _body(self, whom: For, what: Care, told: Told) -> Intervention:
        note = clean(told.note)
        if what in care.NEEDS_A_NOTE and not note:
            raise Refusal("care.note_needed")
        self._refuse_house(whom, what)
        if told.amount_ml is not None and (what is not Care.FLUIDS or told.amount_ml not in care.ML):
            raise Refusal("care.amount", least=care.ML.start, most=care.ML.stop - 1)
        return Intervention(what, *whom, self._institution(told.institution), told.amount_ml, note)

    def _institution(self, told: str) -> str:
        return self._station.directory.named(told).id if told else ""

    def _refuse_house(self, whom: For, what: Care) -> None:
        if whom.person is None and what in care.OF_A_PERSON:
            raise Refusal("care.whom")

    def _refuse_whom(self, whom: For, when: datetime) -> None:
        if whom.person is None:
            happened.refuse_time(self._station, None, when)
        else:
            happened.refuse_what_cannot_be(self._station, whom.person, when)

    def _close(self, act: Act, whom: For, what: Care, decided_by: str) -> None:
        outcome = care.CLOSES.get(what)
        if outcome is None or whom.person is None:
            raise Refusal("care.closes_nothing")
        alerts.closed(self._station, act, whom.person, outcome, "", decided_by)

    def may_close(self, whom: For, what: Care) -> Outcome | None:
        """The outcome with which this would close somebody's open alerts; None where it answers none."""
        outcome = care.CLOSES.get(what)
        step = self._station.log.steps_at(self._station.now()).get(whom.person or "")
        return outcome if outcome and open_alerts(step) else None

    def doctors(self) -> tuple[InstitutionSet, ...]:
        """Who may be asked for a consultation or a visit: doctors from afar and clinics first, then hospitals."""
        every = self._station.directory.every()
        return tuple(sorted((one for one in every if one.kind in _DOCTORS), key=lambda one: _DOCTORS.index(one.kind)))

    def done(self, first: datetime, last: datetime) -> tuple[CareRow, ...]:
        """Care and medicines from an instant to another (excluded), for everybody, in the order of time."""
        deeds = self._station.log.deeds_between(_DONE, first, last)
        people, places = self._people(), self._station.directory.ever()
        return tuple(done_row(stood(deed), people, places) for deed in deeds)

    def of(self, person: str, since: datetime) -> tuple[CareRow, ...]:
        """Care and medicines of somebody since, in the order of time."""
        people, places = self._people(), self._station.directory.ever()
        told = [one for one in self._station.log.done(person, since) if one.undone_at is None]
        kept = (one for one in reversed(told) if not isinstance(one.body, Swabbed))
        return tuple(done_row(Stood(one.entry, one.at, one.by, one.body), people, places) for one in kept)

    def _row(self, entry: str, at: datetime, by: str, body: Intervention) -> CareRow:
        people = self._people()
        who, place = people.get(body.person or ""), self._station.directory.ever().get(body.institution)
        return CareRow(entry, at, body.what, who, body.unit, place, body.amount_ml, body.note, code(people, by))

    # what is still to be done

    def remind(self, whom: For, what: Care, due: When, told: Told = Told()) -> ReminderRow:  # noqa: B008 - frozen
        """Something is to be done on a day; refuses one that is over or more than a year ahead, and a time gone by."""
        if what in care.NEEDS_A_NOTE and not clean(told.note):
            raise Refusal("care.note_needed")
        self._refuse_house(whom, what)
        self._refuse_whom(whom, self._station.now())
        with self._station.deed() as act:
            number = self._append(act, whom, what, due, told)
        return self.numbered(number)

    def _append(self, act: Act, whom: For, what: Care, due: When, told: Told) -> int:
        today, at = self.today(), self.instant(due)
        if not today <= due.day <= today + care.LONGEST:
            last = (today + care.LONGEST).isoformat()
            raise Refusal("care.due_date", due=due.day.isoformat(), first=today.isoformat(), last=last)
        if at is not None and at <= self._station.now():
            raise Refusal("care.due_time", time=f"{self._station.local(at):%H:%M}")
        number = self._station.log.last_reminder() + 1
        place, note = self._institution(told.institution), clean(told.note)
        act.append(Reminder(number, what, due.day, *whom, place, note, due.minute))
        return number

    def instant(self, due: When) -> datetime | None:
        """When exactly it is due; None at any time of its day."""
        if due.minute is None:
            return None
        clock = time(*divmod(due.minute, 60), tzinfo=self._station.zone)
        return datetime.combine(due.day, clock).astimezone(UTC)

    def open(self, person: str | None = None) -> tuple[ReminderRow, ...]:
        """What nobody has ended, of somebody or (None) of all, the longest overdue first."""
        people, places = self._people(), self._station.directory.ever()
        rows = (self._reminder(deed, people, places) for deed in self._station.log.reminders(person))
        return tuple(sorted(rows, key=lambda row: (row.due, row.at is None, row.at or row.written, row.number)))

    def _reminder(self, deed: Deed, people: Mapping[str, Person], places: Mapping[str, InstitutionSet]) -> ReminderRow:
        body: Reminder = deed.body
        today, at = self.today(), self.instant(When(body.due, body.minute))
        gone = at is not None and at < self._station.now()
        urge, over = care.Urge.OVERDUE if gone else care.urge(body.due, today, SOON_DAYS), (today - body.due).days
        who, place = people.get(body.person or ""), places.get(body.institution)
        facts = (body.number, body.what, body.due, urge, over, who, body.unit, place, body.note)
        return ReminderRow(deed.id, *facts, code(people, deed.by), deed.at, at)

    def due(self, by: date | None = None) -> tuple[ReminderRow, ...]:
        """What is overdue or due by a day, in the next seven days unless said."""
        last = by or self.today() + timedelta(days=SOON_DAYS)
        return tuple(row for row in self.open() if row.due <= last)

    def dropped(self, ends: Iterable[Deed]) -> tuple[DroppedRow, ...]:
        """What will not be done, of the deeds by which reminders ended; what was only put off stands anew."""
        people = self._people()
        return tuple(self._dropped(end, people) for end in ends if end.body.dropped not in (None, Dropped.POSTPONED))

    def _dropped(self, end: Deed, people: Mapping[str, Person]) -> DroppedRow:
        was = cast("Reminder", self._station.log.body(end.body.reminder))
        whom = (people.get(was.person or ""), was.unit, was.note)
        return DroppedRow(was.number, was.what, *whom, end.body.dropped, end.body.note, end.at, code(people, end.by))

    def numbered(self, number: int) -> ReminderRow:
        """What nobody has ended, by its number; refuses any other."""
        found = next((row for row in self.open() if row.number == number), None)
        if found is None:
            raise Refusal("care.no_reminder", number=number)
        return found

    def finish(
        self,
        number: int,
        told: Told = Told(),  # noqa: B008 - frozen
        at: datetime | None = None,
        *,
        again: When | None = None,
    ) -> CareRow:
        """It was done, now or at a time: what came of it stands as something done for the person, in the same act."""
        when = at or self._station.now()
        with self._station.deed() as act:
            row = self.numbered(number)
            happened.refuse_time(self._station, row.person, when)
            whom, note = _whom(row), clean(told.note)
            place = told.institution or _place(row)
            both = " - ".join(text for text in (row.note, note) if text)
            body = self._body(whom, row.what, Told(both, place, told.amount_ml))
            entry = act.append(body, happened_at=when)
            act.append(ReminderEnded(row.entry, whom.person, None, note))
            if again is not None:
                self._append(act, whom, row.what, again, Told(row.note, place))
        return self._row(entry.id, when, act.by, body)

    def drop(self, number: int, why: Dropped, note: str = "", *, again: When | None = None) -> ReminderRow:
        """It will not be done, and why; `again`: it is to be done at another time."""
        with self._station.deed() as act:
            row = self.numbered(number)
            act.append(ReminderEnded(row.entry, _whom(row).person, why, clean(note)))
            if again is not None:
                self._append(act, _whom(row), row.what, again, Told(row.note, _place(row)))
        return row

    def today(self) -> date:
        """The date in the home."""
        return self._station.local(self._station.now()).date()

    def last_act(self) -> str | None:
        """My newest act on care, medicines or reminders of this shift that still stands."""
        return recording.newest_with(self._station, *_DONE, "reminder", "reminder_ended")

    def _people(self) -> dict[str, Person]:
        return {person.id: person for person in self._station.log.people()}


def _whom(row: ReminderRow) -> For:
    return For(row.person.id if row.person else None, row.unit)


def _place(row: ReminderRow) -> str:
    """With whom, where they are still in the directory."""
    return row.institution.id if row.institution and row.institution.active else ""
