"""Whatever is typed in whatever order: no step out of order is stored, no clock runs backwards, undo restores."""

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from carelog.clock import FixedClock
from carelog.model.person import Presence
from carelog.model.referral import ReferralReason
from carelog.model.referral import ReferralStep as S
from carelog.model.refusal import Refusal
from carelog.protocol.referral import ENDS, REASONS, following
from carelog.station.desk import Station
from carelog.station.referral.rows import Told
from tests.station.conftest import MORNING, PLAN, resident
from tests.station.support import tell

AWAY = {S.LEFT: Presence.HOSPITAL, S.ARRIVED: Presence.HOSPITAL, S.DIED: Presence.LEFT}


class Transfers(RuleBasedStateMachine):
    """One person, one nurse who types any step at any time, and takes steps back."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.clock = FixedClock(MORNING)
        self.station = Station.found(Path(self.folder.name) / "home", self.clock, PLAN)
        person = resident(self.clock, "3-1")
        self.station.put([person])
        tell(self.station, "3-1")
        self.clock.move(timedelta(hours=2))
        self.person = person.id
        self.told: list[tuple[S, str]] = []

    def teardown(self) -> None:
        self.station.close_log()
        self.folder.cleanup()

    def _last(self) -> S | None:
        return self.told[-1][0] if self.told else None

    def _say(self, step: S, reason: ReferralReason | None, ago: int) -> None:
        before, head = self.station.log.state_hash(), self.station.log.head()
        at = self.station.now() - timedelta(minutes=ago)
        case = self.station.referral.of(self.person)
        fits = step in following(self._last()) and (case is None or at >= case.since)
        fits = fits and (step not in REASONS or reason in REASONS[step]) and self._last() is not S.DIED
        try:
            self.station.referral.step(self.person, step, Told(reason=reason), at)
        except Refusal:
            assert not fits
            assert self.station.log.head() == head
        else:
            assert fits
            self.told.append((step, before))

    @rule(step=st.sampled_from(S), reason=st.none() | st.sampled_from(ReferralReason), ago=st.integers(-2, 40))
    def any_step(self, step: S, reason: ReferralReason | None, ago: int) -> None:
        self._say(step, reason, ago)

    @rule(n=st.integers(0, 4), minutes=st.integers(0, 60))
    def a_step_that_may_come(self, n: int, minutes: int) -> None:
        self.clock.move(timedelta(minutes=minutes))
        may = following(self._last())
        step = may[n % len(may)]
        self._say(step, REASONS.get(step, (None,))[0], 0)

    @precondition(lambda self: bool(self.told))
    @rule()
    def taken_back(self) -> None:
        act = self.station.referral.last_act()
        if act is None:  # too long ago for a key
            return
        self.station.undo(act)
        _, before = self.told.pop()
        assert self.station.log.state_hash() == before

    @invariant()
    def what_is_stored_is_in_order(self) -> None:
        cases = self.station.referral.every()
        steps = [(at, body.step) for case in cases for at, body in case.steps]
        assert [step for _, step in steps] == [step for step, _ in self.told]
        assert [at for at, _ in steps] == sorted(at for at, _ in steps)
        last: S | None = None
        for _, step in steps:
            assert step in following(last)
            last = step
        assert all(body.step not in ENDS for case in cases for _, body in case.steps[:-1])

    @invariant()
    def the_person_is_where_the_last_step_says(self) -> None:
        person = self.station.log.person(self.person)
        assert person is not None
        last = self._last()
        assert person.presence is (AWAY.get(last, Presence.PRESENT) if last else Presence.PRESENT)


Transfers.TestCase.settings = settings(
    max_examples=15, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
)
TestTransfers = Transfers.TestCase
