"""Whatever happens in a night, in whatever order: no path loses an urgent alert that nobody has closed."""

from collections.abc import Sequence
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from carelog.model.alerting import Action, Outcome
from carelog.model.deeds import Why
from carelog.model.observation import Observed, Seen, Way
from carelog.model.person import Leaving, Presence
from carelog.model.reading import NotMeasured, Quantity, Reading
from carelog.model.referral import ReferralReason, ReferralStep
from carelog.model.severity import Severity, Task
from carelog.protocol.referral import REASONS, following
from carelog.station import recording
from carelog.station.alerting.door import AlertState
from carelog.station.oxygen.rows import Asked
from carelog.station.referral.rows import Told
from tests.station.support import readings

from .floor import BEDS, STAFF, Floor, played, slow

pytestmark = slow

FOUND: dict[str, tuple[tuple[Reading, ...], tuple[str, ...] | None]] = {
    "well": (readings(366, 97), ()),
    "low": (readings(368, 88), ("breathless",)),
    "lower": (readings(None, 82), None),
    "doubtful": (readings(366, 93), ()),
    "fever": (readings(391, 96), ("cough",)),
    "on oxygen, low": (readings(None, 86, 20), None),
    "on oxygen, well": (readings(367, 96, 20), ()),
    "refused": ((Reading(Quantity.SPO2, None, NotMeasured.REFUSED),), None),
    "no reading": ((Reading(Quantity.SPO2, None, NotMeasured.NO_READING),), None),
    "flow alone": ((Reading(Quantity.OXYGEN, 60),), None),
    "only asked": ((), ("breathless",)),
}
"""What somebody finds at a bed."""
BED = st.sampled_from(BEDS)
MINUTES = (-5, 0, 5, 15, 60, 240, None)
"""By when one looks again."""
TRANSFER_OR_DEATH = {Outcome.TRANSFERRED, Outcome.DIED}
LOW = 88
"""SpO2 in percent that is urgent in whatever air."""
CLINICAL = {"N01", "N02", "D01"}
"""Of N01 no role is written down: that keeps nobody from closing."""


def valued(found: Sequence[Reading]) -> bool:
    return any(r.value is not None and r.quantity is not Quantity.OXYGEN for r in found)


class Nights(Floor):
    """Every deed on alerts, readings, where people are, oxygen and transfers."""

    def _keeps(self, before: set[tuple[str, str]]) -> None:
        """Who had an urgent alert has it still, by the same rule."""
        assert before <= self.alarmed()

    def alarmed(self) -> set[tuple[str, str]]:
        return {(person, name) for person, name, _ in self.urgent()}

    def _done(self, deed: object) -> str | None:
        """Do what may close no alert."""
        before = self.alarmed()
        code = self.does(deed)  # type: ignore[arg-type]  # always something to call
        self._keeps(before)
        return code

    @rule(code=st.sampled_from(sorted(STAFF)))
    def another_signs_in(self, code: str) -> None:
        self.station.sign_in(code)
        self.done.clear()

    @rule(bed=BED, found=st.sampled_from(sorted(FOUND)), ago=st.sampled_from((0, 0, 0, 4, 90)))
    def somebody_is_looked_at(self, bed: str, found: str, ago: int) -> None:
        body = Observed(self.who(bed), None, *FOUND[found], way=Way.COMMAND)
        self._done(lambda: self.station.record(body, self.clock.now() - timedelta(minutes=ago)))

    @rule(bed=BED, action=st.none() | st.sampled_from(Action), minutes=st.sampled_from(MINUTES))
    def an_alert_is_seen(self, bed: str, action: Action | None, minutes: int | None) -> None:
        person, now = self.who(bed), self.clock.now()
        at = None if minutes is None else now + timedelta(minutes=minutes)
        there = self.alerts(person)
        refused = self._done(lambda: self.station.acknowledge(person, "", action, at))
        assert (refused is None) == (bool(there) and (at is None or at > now))
        if refused is None:
            (row,) = (row for row in self.station.alerts.every() if row.person.id == person)
            assert (row.state, row.at, row.action) == (AlertState.SEEN, now, action)
            urgent = {(f.rule, f.episode) for f in row.fired if f.severity >= Severity.URGENT} - self._called(person)
            assert not urgent or (row.until is not None and row.until <= now + timedelta(minutes=15))

    def _called(self, person: str) -> set[tuple[str, str]]:
        """The alerts of which a call is recorded, whatever was said of them since."""
        seen = [deed.body for deed in self.station.log.deeds("acknowledged", person)]
        return {one for body in seen if body.action is Action.CALLED for one in body.episodes}

    @rule(beds=st.sets(BED), action=st.sampled_from(Action), minutes=st.sampled_from(MINUTES))
    def several_are_seen_at_once(self, beds: set[str], action: Action, minutes: int | None) -> None:
        at = None if minutes is None else self.clock.now() + timedelta(minutes=minutes)
        told = {self.who(bed): action for bed in beds}
        urgent = {person for person, _, _ in self.urgent()} & told.keys()
        refused = self._done(lambda: self.station.alerts.acknowledge(told, at))
        assert not urgent or refused is not None

    @rule(bed=BED, outcome=st.sampled_from(Outcome), doctor=st.sampled_from(("", "  ", "吴医生")))
    def somebody_closes(self, bed: str, outcome: Outcome, doctor: str) -> None:
        person = self.who(bed)
        mine = {one for one in self.urgent() if one[0] == person}
        others = self.alarmed() - {(p, name) for p, name, _ in mine}
        may = not mine or self.station.actor().code in CLINICAL
        decided = not mine or outcome in TRANSFER_OR_DEATH or bool(doctor.strip())
        well, ill = bool(mine) and self._well_since(mine), bool(mine) and self._holds(mine)
        there = self.alerts(person)
        refused = self.does(lambda: self.station.close(person, outcome, decided_by=doctor))
        self._keeps(others)
        assert (refused is None) <= (there and may and (decided or not ill))
        assert (refused is None) >= (there and may and (decided or well))
        assert (person in {p for p, _, _ in self.urgent()}) == (bool(mine) and refused is not None)

    def _since(self, mine: set[tuple[str, str, str]]) -> list[Seen]:
        """What was found of somebody after the last of their urgent alerts began."""
        log, (person, *_) = self.station.log, next(iter(mine))
        began = max(entry.happened_at for *_, episode in mine if (entry := log.entry(episode)))
        return [e for e in log.history(person).events if isinstance(e, Seen) and e.happened_at > began]

    def _holds(self, mine: set[tuple[str, str, str]]) -> bool:
        """Nothing was measured since, or the newest saturation is one at which nobody is left without a doctor."""
        after = [seen.observed.readings for seen in self._since(mine) if valued(seen.observed.readings)]
        spo2 = [r.value for found in after for r in found if r.quantity is Quantity.SPO2 and r.value is not None]
        return not after or (bool(spo2) and spo2[-1] <= LOW)

    def _well_since(self, mine: set[tuple[str, str, str]]) -> bool:
        """The newest thing found is a whole check that is well, so long after all else that it stands for itself."""
        log, (person, *_) = self.station.log, next(iter(mine))
        after = self._since(mine)
        seen = [event for event in log.history(person).events if isinstance(event, Seen)]
        alone = len(seen) < 2 or seen[-1].happened_at - seen[-2].happened_at >= timedelta(hours=2)
        return bool(after) and alone and (after[-1].observed.readings, after[-1].observed.symptoms) == FOUND["well"]

    @rule(bed=BED, task=st.sampled_from(Task), done=st.booleans())
    def a_task_ends(self, bed: str, task: Task, done: bool) -> None:
        self._done(lambda: self.station.end_task(self.who(bed), task, done=done))

    @rule(bed=BED, where=st.sampled_from(((Presence.PRESENT, None), (Presence.OUT, None), (Presence.HOSPITAL, None))))
    def somebody_goes_or_comes(self, bed: str, where: tuple[Presence, None]) -> None:
        self._done(lambda: self.station.move(self.who(bed), where[0]))

    @rule(bed=BED, left=st.sampled_from(Leaving), unlikely=st.integers(0, 3))
    def somebody_leaves_or_dies(self, bed: str, left: Leaving, unlikely: int) -> None:
        person = self.who(bed)
        if unlikely == 0:
            self._done(lambda: recording.move(self.station, person, Presence.LEFT, None, left=left))

    @rule(bed=BED, flow=st.sampled_from((0, 10, 30)))
    def oxygen_is_given_or_stopped(self, bed: str, flow: int) -> None:
        person, desk = self.who(bed), self.station.oxygen
        self._done(lambda: desk.give(person, Asked(flow)) if flow else desk.stop(person))

    @rule(bed=BED, n=st.integers(0, 9), any_step=st.booleans())
    def a_transfer_goes_on(self, bed: str, n: int, any_step: bool) -> None:
        """The next step, or any; one that ends the stay here may close the alert as transferred or died."""
        person = self.who(bed)
        case = self.station.referral.of(person)
        steps = list(ReferralStep) if any_step else following(case.last.step if case else None)
        step = steps[n % len(steps)]
        reason: ReferralReason | None = REASONS.get(step, (None,))[0]
        before = self.alarmed()
        self.does(lambda: self.station.referral.step(person, step, Told(reason=reason)))
        ends = step in {ReferralStep.LEFT, ReferralStep.DIED}
        self._keeps({one for one in before if one[0] != person} if ends else before)

    @rule(bed=BED, good=st.none() | st.booleans(), why=st.sampled_from(Why))
    def the_last_reading_is_corrected(self, bed: str, good: bool | None, why: Why) -> None:
        """To good values, to bad ones, or voided: nobody else's alert moves, and what was withdrawn is told."""
        person = self.who(bed)
        seen = self.station.log.kept(person, 1)
        standing = [part for part in seen if part.status == "current"]
        if not standing:
            return
        part = standing[0].seen
        found = None if good is None else FOUND["well" if good else "low"]
        body = Observed(person, part.observed.round, *found, way=Way.COMMAND) if found else None
        before = self.urgent()
        self.does(lambda: self.station.correct(recording._first_version(self.station, part.entry), why, body))
        after = {one[:2] for one in self.urgent()}
        assert {one[:2] for one in before if one[0] != person} <= after
        lost = {(p, r) for p, r, _ in before if (p, r) not in after}
        if lost and not {p for p, _ in after} & {person}:
            assert person in {one.person.id for one in self.station.alerts.withdrawn()}

    @rule(minutes=st.sampled_from((1, 4, 14, 15, 16, 61, 5 * 60, 26 * 60, 9 * 24 * 60)))
    def time_passes(self, minutes: int) -> None:
        before = self.alarmed()
        self.clock.move(timedelta(minutes=minutes))
        self._keeps(before)

    @precondition(lambda self: bool(self.done))
    @rule()
    def the_last_deed_is_taken_back(self) -> None:
        self.undo()

    @precondition(lambda self: bool(self.done))
    @rule()
    def a_deed_is_not_taken_back_twice(self) -> None:
        act = self.done[-1][0]
        self.undo()
        assert self.does(lambda: self.station.undo(act)) is not None

    @invariant()
    def every_urgent_alert_stands_in_the_list(self) -> None:
        rows = self.station.alerts.every()
        listed = {(row.person.id, f.rule, f.episode) for row in rows for f in row.fired}
        assert self.urgent() <= listed
        self.agreed()


Nights.TestCase.settings = played(25, 25)
TestNights = Nights.TestCase
