"""The door to sending somebody to a hospital, step by step, each with its own clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from carelog.model.alerting import Action, Outcome, TaskEnded
from carelog.model.assessment import TaskEnd
from carelog.model.person import Ceiling, Leaving, Moved, Presence
from carelog.model.referral import InstitutionKind, Referral, ReferralReason, ReferralStep
from carelog.model.refusal import Refusal
from carelog.model.severity import Task
from carelog.model.text import clean
from carelog.protocol import referral
from carelog.station import alerts, happened, judging, recording
from carelog.station.referral import along
from carelog.station.referral.rows import Along, Case, Told

if TYPE_CHECKING:
    from datetime import date

    from carelog.log.write import Act
    from carelog.model.person import Person
    from carelog.model.referral import InstitutionSet
    from carelog.station.desk import Station
    from carelog.station.referral.rows import MonthFigures

_EVER: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""Before the first act of any home."""
_AHEAD: Final = timedelta(days=1)
_MOVES: Final = {
    ReferralStep.LEFT: (Presence.HOSPITAL, None),
    ReferralStep.RETURNED: (Presence.PRESENT, None),
    ReferralStep.DIED: (Presence.LEFT, Leaving.DIED),
}
_ENDS_ALERTS: Final = {ReferralStep.LEFT: Outcome.TRANSFERRED, ReferralStep.DIED: Outcome.DIED}
_TURNED_DOWN: Final = (ReferralStep.REFUSED, ReferralStep.CANCELLED)


class Referrals:
    """All that a screen or a command may do about referrals."""

    def __init__(self, station: Station) -> None:
        self._station = station

    def every(self) -> tuple[Case, ...]:
        """Every referral ever begun, in the order in which they began."""
        log = self._station.log
        told: dict[str, list[tuple[datetime, Referral]]] = {}
        for deed in log.deeds_between(("referral",), _EVER, self._station.now() + _AHEAD):
            told.setdefault(deed.body.person, []).append((deed.at, deed.body))
        people = {p.id: p for p in log.people()}
        cases = [case for p, steps in told.items() if p in people for case in _cases(people[p], steps)]
        return tuple(sorted(cases, key=lambda case: case.steps[0][0]))

    def open(self) -> tuple[Case, ...]:
        """The referrals that are not over, the longest at their step first."""
        return tuple(sorted((c for c in self.every() if c.last.step not in referral.ENDS), key=lambda c: c.since))

    def of(self, person: str) -> Case | None:
        """The newest referral of a person, over or not; None where there never was one."""
        cases = self._of(person)
        return cases[-1] if cases else None

    def before(self, person: str) -> Case | None:
        """The referral before the newest one of a person; None where that is the first."""
        cases = self._of(person)
        return cases[-2] if len(cases) > 1 else None

    def _of(self, person: str) -> list[Case]:
        deeds = self._station.log.deeds("referral", person)
        return _cases(self._person(person), [(deed.at, deed.body) for deed in deeds])

    def next_steps(self, person: str) -> tuple[ReferralStep, ...]:
        """What may be said of a person's referral now."""
        case = self.of(person)
        return referral.following(case.last.step if case else None)

    def reasons(self, step: ReferralStep) -> tuple[ReferralReason, ...]:
        """The reasons one of which a step needs; none where it needs none."""
        return referral.REASONS.get(step, ())

    def hospitals(self) -> tuple[InstitutionSet, ...]:
        """Where somebody may be sent, in the order of preference."""
        return self._station.directory.every(InstitutionKind.HOSPITAL)

    def limited(self, person: str) -> Ceiling | None:
        """The limit in the care plan that stands before any transfer; None where there is none."""
        ceiling = self._person(person).ceiling
        return None if ceiling is Ceiling.FULL else ceiling

    def step(self, person: str, step: ReferralStep, told: Told = Told(), at: datetime | None = None) -> Case:  # noqa: B008 - frozen
        """A step has happened, now or at a time.

        Refuses a step that may not come now, a time before the last step or ahead of the clock, no reason where one is
        needed, and a decision against the care plan without saying why. A call is one for the person's open alerts; who
        leaves is in hospital from then on, the task transfer is done, the alerts are closed; who returns is back, who
        died has left: all in the same act.
        """
        who, when = self._person(person), at or self._station.now()
        happened.refuse_time(self._station, who, when)
        with self._station.deed() as act:
            case = self.of(person)
            self._refuse(who, case, step, when)
            self._refuse_unsaid(who, step, told)
            act.append(self._body(case, person, step, told), happened_at=when)
            self._move(act, person, step, when)
            self._join(act, person, step, when)
        return self._of(person)[-1]

    def _refuse(self, who: Person, case: Case | None, step: ReferralStep, when: datetime) -> None:
        last = case.last.step if case else None
        if step not in referral.following(last):
            stands = "nothing" if last is None or last in referral.ENDS else last.value
            raise Refusal(f"referral.after_{stands}", code=who.code, name=who.name)
        if who.presence is Presence.LEFT:
            raise Refusal("station.has_left", code=who.code)
        if case and when < case.since:
            said = f"{self._station.local(case.since):%Y-%m-%d %H:%M}"
            raise Refusal("referral.backwards", at=said)

    def _refuse_unsaid(self, who: Person, step: ReferralStep, told: Told) -> None:
        if step in referral.REASONS and told.reason not in referral.REASONS[step]:
            raise Refusal(f"referral.reason_{step}")
        if step is ReferralStep.DECIDED and self.limited(who.id) and not clean(told.despite):
            raise Refusal("referral.ceiling", code=who.code, name=who.name)

    def _body(self, case: Case | None, person: str, step: ReferralStep, told: Told) -> Referral:
        """The step as stored; who was called answers, unless another is named."""
        where = self._station.directory.named(told.institution).id if told.institution else ""
        if not where and case and step in {ReferralStep.ACCEPTED, ReferralStep.REFUSED, ReferralStep.LEFT}:
            where = case.last.institution
        texts = (clean(text) for text in (told.escort, told.despite, told.note))
        return Referral(person, step, where, told.reason, told.transport, *texts)

    def _move(self, act: Act, person: str, step: ReferralStep, when: datetime) -> None:
        if step in _MOVES:
            presence, left = _MOVES[step]
            recording.moved(self._station, act, Moved(person, presence, None, left), when)

    def _join(self, act: Act, person: str, step: ReferralStep, when: datetime) -> None:
        """What the step means for the person's alerts: no way leads past an urgent one."""
        if step is ReferralStep.CALLED:
            alerts.see_in(self._station, act, person, Action.CALLED, when)
        elif step in _ENDS_ALERTS:
            alerts.end_with(self._station, act, person, _ENDS_ALERTS[step])
        if step is ReferralStep.LEFT:
            self._end_task(act, person)

    def _end_task(self, act: Act, person: str) -> None:
        """The task transfer is done where it is open."""
        station = self._station
        standing = station.log.steps_at(station.now()).get(person)
        if standing is None or Task.TRANSFER not in standing.tasks:
            return
        known = station.judge.known(person)
        entry = act.append(TaskEnded(person, Task.TRANSFER, done=True))
        ended = TaskEnd(entry.id, entry.tick, entry.recorded_at, act.by, Task.TRANSFER, done=True)
        judging.judged(station.judge, act, person, ended, known)

    def asked(self, person: str) -> bool:
        """Whether a hospital is being asked to take a person, or has agreed to."""
        deeds = self._station.log.deeds("referral", person)
        return bool(deeds) and deeds[-1].body.step in (ReferralStep.CALLED, ReferralStep.ACCEPTED)

    def turned_down(self, person: str, since: datetime) -> datetime | None:
        """When it was written down, after a time, that nobody takes a person: refused or called off.

        None where it was not, or where they were called again.
        """
        deeds = self._station.log.deeds("referral", person)
        written = datetime.fromtimestamp(deeds[-1].recorded / 1000, UTC) if deeds else since
        return written if deeds and deeds[-1].body.step in _TURNED_DOWN and written >= since else None

    def last_act(self) -> str | None:
        """My newest act on referrals of this shift that still stands."""
        return recording.newest_with(self._station, "referral", "sent_along")

    def along(self, person: str) -> Along:
        """Who and what goes along with a person by the newest referral; nothing where there never was one."""
        case = self.of(person)
        return along.along(self._station, case) if case else Along()

    def put_along(
        self, person: str, *, escort: str | None = None, things: str | None = None, note: str | None = None
    ) -> Along:
        """Write down who and what goes along, things parted by commas; what is not told stays as it was.

        Refuses where no referral is under way, or has just come to its end by a return.
        """
        now = self.along(person)
        listed = now.things if things is None else along.listed(things)
        fresh = Along(now.escort if escort is None else escort, listed, now.back, now.note if note is None else note)
        return along.put(self._station, self.of(person), fresh._replace(back=tuple(t for t in now.back if t in listed)))

    def came_back(self, person: str, told: str) -> Along:
        """Tick what of the list came back with a person: numbers or names, `a` for all; '' ticks nothing."""
        now = self.along(person)
        ticked = along.back(now, told)
        return along.put(self._station, self.of(person), now._replace(back=ticked))

    def figures(self, month: date) -> MonthFigures:
        """The referrals that began in a month: counts, refusals, and how long every step took."""
        from carelog.station.referral import figures

        return figures.figures(self._station, self.every(), month)

    def _person(self, person: str) -> Person:
        found = self._station.log.person(person)
        if found is None:
            raise Refusal("station.no_person", code=person)
        return found


def _cases(person: Person, steps: list[tuple[datetime, Referral]]) -> list[Case]:
    return [Case(person, tuple(steps[n] for n in one)) for one in referral.split(body.step for _, body in steps)]
